"""What the committee's page does: decisions read, recorded, and their signed extracts written."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.committee import DecisionRow
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class CommitteePresenter(QObject):
    """
    Signals:
        decisions_read: the decisions of the open evaluation, the one that stands first (list[DecisionRow]).
        recorded: a decision was recorded; the form begins anew.
        extract_written: the file of an extract; its signature lies beside it.
        saved: something is on the disk now.
        message: a sentence for the user, about something that was not done.
    """

    decisions_read = Signal(list)
    recorded = Signal()
    extract_written = Signal(Path)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks

    @Slot()
    def refresh(self) -> None:
        """Read the decisions of the open evaluation again."""
        evaluation = self._current.id
        if evaluation:
            work = partial(self._services.committee.decisions, evaluation)
            self._tasks.run(work, self._showing(evaluation), self._on_refused)

    @Slot(object, object, str, str, str)
    def decide(self, outcome: Outcome, on: date, members: str, conditions: str, reference: str) -> None:
        """Record what the committee decided, signed."""
        evaluation, committee = self._current.id, self._services.committee
        if not evaluation:
            return

        def work() -> list[DecisionRow]:
            committee.decide(evaluation, outcome, on, members, conditions, reference)
            return committee.decisions(evaluation)

        def done(rows: list[DecisionRow]) -> None:
            self._showing(evaluation)(rows)
            self.recorded.emit()
            self.saved.emit()

        self._tasks.run(work, done, self._on_refused)

    @Slot(str, Path)
    def extract(self, decision: str, target: Path) -> None:
        """Write a decision as it was signed, with its signature beside it."""
        evaluation, committee = self._current.id, self._services.committee

        def work() -> Path:
            committee.write_extract(evaluation, decision, target)
            return target

        self._tasks.run(work, self.extract_written.emit, self._on_refused)

    def _showing(self, evaluation: str) -> Callable[[list[DecisionRow]], None]:
        def show(rows: list[DecisionRow]) -> None:
            if evaluation == self._current.id:  # another one may have been opened meanwhile
                self.decisions_read.emit(rows)

        return show

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
