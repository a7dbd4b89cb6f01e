"""What the plan page does: every change on the disk before it shows."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.i18n import current_language
from lcc_desktop.services.desk import Services
from lcc_desktop.services.plan import PlanView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class PlanPresenter(QObject):
    """
    Signals:
        plan_changed: the plan of the open evaluation as it is now (PlanView).
        made: the id of an action that was just made: show it.
        reminded: late actions of all evaluations, as list[Reminder].
        saved: something is on the disk now.
        message: a sentence for the user, about something that was not kept.
    """

    plan_changed = Signal(object)
    made = Signal(str)
    reminded = Signal(list)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        tasks: Tasks,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks, self._today = services, current, tasks, today

    @Slot()
    def refresh(self) -> None:
        """Read the plan of the open evaluation again."""
        if self._current.id:
            read = partial(self._services.plans.view, self._current.id)
            self._tasks.run(read, partial(self._show, self._current.id), self._on_refused)

    @Slot()
    def remind(self) -> None:
        """Tell what is late, everywhere."""
        self._tasks.run(lambda: self._services.plans.reminders(self._today()), self.reminded.emit, lambda _error: None)

    @Slot()
    def add(self) -> None:
        """A new action with nothing said yet."""
        self._make(partial(self._services.plans.add, self._current.id))

    @Slot(str)
    def add_for(self, indicator: str) -> None:
        """An action out of the weak score of an indicator; the one there already, if there is one."""
        make = self._services.plans.from_indicator
        self._make(partial(make, self._current.id, indicator, current_language()))

    @Slot(str, str, object)
    def change(self, action: str, field: str, value: object) -> None:
        """Say one field of an action."""
        self._write(partial(self._services.plans.change, self._current.id, action, **{field: value}))

    @Slot(str, int, int)
    def place(self, action: str, impact: int, feasibility: int) -> None:
        """Put an action at its place in the matrix."""
        change = self._services.plans.change
        self._write(partial(change, self._current.id, action, impact=impact, feasibility=feasibility))

    @Slot(str)
    def remove(self, action: str) -> None:
        self._write(partial(self._services.plans.remove, self._current.id, action))

    @Slot(str, str)
    def note(self, action: str, text: str) -> None:
        """Note something of an action, today."""
        self._write(partial(self._services.plans.note, self._current.id, action, text, self._today()))

    def _make(self, work: Callable[[], Any]) -> None:
        if not self._current.id:
            return

        def make(evaluation: str) -> tuple[str, PlanView]:
            return work().id, self._services.plans.view(evaluation)

        def on_made(evaluation: str, made: tuple[str, PlanView]) -> None:
            self._show(evaluation, made[1])
            self.made.emit(made[0])
            self.saved.emit()

        evaluation = self._current.id
        self._tasks.run(partial(make, evaluation), partial(on_made, evaluation), self._on_refused)

    def _write(self, work: Callable[[], object]) -> None:
        evaluation = self._current.id
        if not evaluation:
            return

        def write() -> PlanView:
            work()
            return self._services.plans.view(evaluation)

        def on_written(plan: PlanView) -> None:
            self._show(evaluation, plan)
            self.saved.emit()

        self._tasks.run(write, on_written, self._on_refused)

    def _show(self, evaluation: str, plan: PlanView) -> None:
        if evaluation == self._current.id:  # another one may have been opened meanwhile
            self.plan_changed.emit(plan)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self.refresh()  # the screen shows what is on the disk
