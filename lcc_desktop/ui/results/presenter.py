"""What the open evaluation's results can be compared with, and the comparison itself."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.comparison import Comparison
from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.scoring import Results, results
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvaluationRow, EvaluationView, group_scores
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


@dataclass(frozen=True)
class Peers:
    """What there is to compare with: other evaluations of the commune, and groups as (id, name)."""

    cycles: tuple[EvaluationRow, ...]
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Beside:
    """A comparison, and the other side's results where its principles can stand on the same radar."""

    comparison: Comparison
    other: Results | None


class ResultsPresenter(QObject):
    """
    Signals:
        peers_known: what the results can be compared with (Peers).
        compared: the comparison that was asked for (Beside).
        message: a sentence for the user.
    """

    peers_known = Signal(object)
    compared = Signal(object)
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks

    @Slot()
    def refresh(self) -> None:
        """Find what there is to compare with."""
        view = self._current.view
        if view is not None:
            self._tasks.run(partial(self._peers, view), self.peers_known.emit, self._on_refused)

    @Slot(str, str)
    def compare(self, kind: str, identity: str) -> None:
        """Compare with another "cycle" (the id of an evaluation) or with a "group"."""
        view = self._current.view
        if view is not None:
            work = self._with_cycle if kind == "cycle" else self._with_group
            self._tasks.run(partial(work, view, identity), self.compared.emit, self._on_refused)

    def _peers(self, view: EvaluationView) -> Peers:
        rows = self._services.evaluations.rows()
        cycles = [row for row in rows if row.commune.code == view.commune.code and row.id != view.id]
        voted = {tally.group for item in view.indicators.values() for tally in item.tallies}
        groups = self._services.people.gathering(view.id).groups
        return Peers(
            tuple(sorted(cycles, key=lambda row: row.cycle, reverse=True)),
            tuple((group.id, group.name) for group in groups if group.id in voted),
        )

    def _with_cycle(self, view: EvaluationView, evaluation: str) -> Beside:
        other = self._services.evaluations.view(evaluation)
        comparison = self._services.snapshots.compare_views(other, view)
        same = {p.code for p in other.framework.principles} >= {p.code for p in view.framework.principles}
        return Beside(comparison, other.results if same else None)

    def _with_group(self, view: EvaluationView, group: str) -> Beside:
        comparison = self._services.snapshots.compare_group(view, group)
        return Beside(comparison, results(view.framework, group_scores(view, group)))

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
