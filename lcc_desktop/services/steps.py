"""Steps back and forth in an evaluation, with what they touched: what the screen needs to show and say them."""

from dataclasses import dataclass

from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import Evaluations
from lcc_desktop.services.history import History, Undone
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.unit import Work, look
from lcc_desktop.sync.entry import fact_key

_CODED = ("score", "verified", "tally", "evidence_link", "evidence_source")
"""Kinds whose entity is, or begins with, the code of what they are about."""


@dataclass(frozen=True)
class Step:
    """A step taken back or again: each touched fact as (kind, entity, field), the first indicator it is about ("" if
    about none), and the evaluation as it is now.
    """

    facts: tuple[tuple[str, str, str], ...]
    indicator: str
    view: EvaluationView


class Steps:
    """Undo and redo, as a person sees them."""

    def __init__(self, workspace: Workspace, history: History, evaluations: Evaluations) -> None:
        self._workspace = workspace
        self._history = history
        self._evaluations = evaluations

    def back(self, evaluation: str) -> Step | None:
        """Take the last step back; None if there is none. Raises EvaluationClosed, StorageFailed."""
        return self._seen(evaluation, self._history.undo(evaluation))

    def forth(self, evaluation: str) -> Step | None:
        """Take the step again that was taken back last; None if there is none. Raises like `back`."""
        return self._seen(evaluation, self._history.redo(evaluation))

    def _seen(self, evaluation: str, undone: Undone | None) -> Step | None:
        if undone is None:
            return None
        view = self._evaluations.view(evaluation)
        with look(self._workspace) as work:
            about = (_indicator(work, evaluation, kind, entity) for kind, entity, _field in undone.facts)
            indicator = next((code for code in about if code in view.indicators), "")
        return Step(undone.facts, indicator, view)


def _indicator(work: Work, evaluation: str, kind: str, entity: str) -> str:
    if kind in _CODED:
        return entity.split("/")[0]
    if kind in ("remark", "action"):  # its code may just have been taken back with the rest of it
        said = work.journal.entries_of(evaluation, [fact_key(kind, entity, "indicator")])
        return next((str(entry.value) for entry in sorted(said, key=lambda e: e.hlc, reverse=True) if entry.value), "")
    return ""
