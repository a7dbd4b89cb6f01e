"""Scores and justifications, one at a time."""

from lcc_desktop.domain.errors import BadScore, IndicatorNotFound, NoteTooLong
from lcc_desktop.domain.facts import NOTE_LIMIT, score_value, writable
from lcc_desktop.domain.framework import Indicator
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import framework_of, read_indicator
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.unit import begin


class Scoring:
    """What a workshop says of its indicators. When a method returns, what it wrote is on the disk."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def score(self, evaluation: str, code: str, score: Score, note: str | None = None) -> IndicatorView:
        """Say the score of one indicator, with its justification if given; what is shown now.

        A score in conflict is settled by saying it. Raises EvaluationNotFound, IndicatorNotFound, BadScore,
        NoteTooLong, StorageFailed.
        """
        note = None if note is None else _note(note)
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            indicator = framework.find(code)
            if indicator is None:
                raise IndicatorNotFound(code)
            _check(indicator, score)
            before = read_indicator(work, evaluation, code, framework)
            in_conflict = {conflict.field for conflict in before.conflicts}
            if score != before.score or "value" in in_conflict:
                work.journal.record(evaluation, "score", code, "value", score_value(score))
            if note is not None and (note != before.note or "note" in in_conflict):
                work.journal.record(evaluation, "score", code, "note", note)
            work.session.flush()
            after = read_indicator(work, evaluation, code, framework)
            work.commit()
        return after

    def justify(self, evaluation: str, code: str, note: str) -> IndicatorView:
        """Write the justification of an indicator. Raises like `score`."""
        note = _note(note)
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            if framework.find(code) is None:
                raise IndicatorNotFound(code)
            before = read_indicator(work, evaluation, code, framework)
            if note != before.note or any(conflict.field == "note" for conflict in before.conflicts):
                work.journal.record(evaluation, "score", code, "note", note)
            work.session.flush()
            after = read_indicator(work, evaluation, code, framework)
            work.commit()
        return after


def _note(text: str) -> str:
    text = writable(text)
    if len(text) > NOTE_LIMIT:
        raise NoteTooLong(NOTE_LIMIT)
    return text


def _check(indicator: Indicator, score: Score) -> None:
    refused = BadScore(indicator.code, str(score.degree if score.state is State.SCORED else score.state), indicator.top)
    if score.state is State.SCORED and not (score.degree is not None and 0 <= score.degree <= indicator.top):
        raise refused
    if score.state is State.NOT_APPLICABLE and not indicator.na_allowed:
        raise refused
    if score.state is State.DISPUTED:
        raise refused
