"""The home page: which evaluations there are, and opening one."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvaluationRow, EvaluationView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

if TYPE_CHECKING:  # the start shows no plan
    from lcc_desktop.services.plan import Reminder


class HomePresenter(QObject):
    """
    Signals:
        rows_changed: the evaluations to show, as list[EvaluationRow].
        reminded: actions of improvement plans that are late, as list[Reminder].
        opened: an evaluation is open now; go to the workshop.
        message: a sentence for the user.
    """

    rows_changed = Signal(list)
    reminded = Signal(list)
    opened = Signal()
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks
        self._rows: list[EvaluationRow] = []

    @Slot()
    def refresh(self) -> None:
        self._tasks.run(self._services.evaluations.rows, self._on_rows, self._on_refused)
        self._tasks.run(self._late, self.reminded.emit, self._on_refused)

    @Slot(str)
    def open(self, evaluation: str) -> None:
        """Open an evaluation."""
        self._tasks.run(partial(self._services.evaluations.view, evaluation), self._on_opened, self._on_refused)

    @Slot()
    def read_again(self) -> None:
        """Something else changed the open evaluation, such as a merge."""
        if self._current.id:
            self._tasks.run(
                partial(self._services.evaluations.view, self._current.id), self._current.show, self._on_refused
            )

    @property
    def rows(self) -> list[EvaluationRow]:
        """The evaluations as they were read last."""
        return self._rows

    def _late(self) -> "list[Reminder]":
        return self._services.plans.reminders(date.today())

    def _on_rows(self, rows: list[EvaluationRow]) -> None:
        self._rows = rows
        self.rows_changed.emit(rows)

    def _on_opened(self, view: EvaluationView) -> None:
        self._current.show(view)
        self.opened.emit()

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
