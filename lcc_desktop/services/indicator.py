"""One transaction about one indicator: what it was goes in, what is shown of it now comes out."""

from collections.abc import Callable

from lcc_desktop.domain.errors import IndicatorNotFound, NoteTooLong
from lcc_desktop.domain.facts import NOTE_LIMIT, writable
from lcc_desktop.domain.framework import Framework
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import read_indicator, read_score_again, view_indicator
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.reading import find_with_scores, pinned
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.unit import Work, begin

Write = Callable[[Work, Framework, IndicatorView], None]


def change(workspace: Workspace, frameworks: Frameworks, evaluation: str, code: str, write: Write) -> IndicatorView:
    """Do `write` with what is shown of an indicator; what is shown of it then. On the disk when this returns.

    Raises EvaluationNotFound, IndicatorNotFound, EvaluationClosed, StorageFailed, and what `write` raises.
    """
    with begin(workspace) as work:
        # All are held: what nobody holds the session forgets, and the journal would ask the disk again.
        row, score, verified = find_with_scores(work.session, evaluation, code)
        framework = frameworks.get(work.session, pinned(row))
        indicator = framework.find(code)
        if indicator is None:
            raise IndicatorNotFound(code)
        before = view_indicator(work, evaluation, framework, indicator, score, verified)
        write(work, framework, before)
        if not work.journal.changes:
            return before
        work.session.flush()
        if all(change.kind == "score" for change in work.journal.changes):
            after = read_score_again(work, evaluation, before, framework)
        else:
            after = read_indicator(work, evaluation, code, framework)
        work.commit()
    return after


def checked_text(text: str) -> str:
    """A text of several lines as it can be kept. Raises NoteTooLong."""
    text = writable(text)
    if len(text) > NOTE_LIMIT:
        raise NoteTooLong(NOTE_LIMIT)
    return text


def in_conflict(shown: IndicatorView, field: str) -> bool:
    """Whether people said different things of a field without knowing of each other."""
    return any(conflict.field == field for conflict in shown.conflicts)
