"""What is prepared of an evaluation itself: cycle, stage, prerequisites. First on the disk, then on screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvaluationView, PrerequisiteView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Checklist = tuple[PrerequisiteView, ...]


class PreparePresenter(QObject):
    """
    Signals:
        checklist_changed: the prerequisites of the open evaluation, as tuple[PrerequisiteView].
        saved: something is on the disk now.
        message: a sentence for the user, about something that was not kept.
    """

    checklist_changed = Signal(object)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks

    @Slot()
    def refresh(self) -> None:
        """Read the prerequisites of the open evaluation again."""
        evaluation = self._current.id
        if evaluation:
            read = partial(self._services.prerequisites.checklist, evaluation)
            self._tasks.run(read, partial(self._show, evaluation), self._on_refused)

    @Slot(str)
    def name_cycle(self, cycle: str) -> None:
        """Give the cycle another name."""
        self._describe(lambda evaluation: self._services.evaluations.describe_cycle(evaluation, cycle=cycle))

    @Slot(object)
    def reach(self, stage: Stage) -> None:
        """Say at which stage the commune is."""
        self._describe(lambda evaluation: self._services.evaluations.describe_cycle(evaluation, stage=stage))

    @Slot(str, str)
    def answer(self, code: str, state: str) -> None:
        """Say whether a prerequisite is met."""
        self._write(lambda evaluation: self._services.prerequisites.say(evaluation, code, state=state))

    @Slot(str, str)
    def note(self, code: str, text: str) -> None:
        """Note something of a prerequisite."""
        self._write(lambda evaluation: self._services.prerequisites.say(evaluation, code, note=text))

    def _describe(self, work: Callable[[str], EvaluationView]) -> None:
        if self._current.id:
            self._tasks.run(partial(work, self._current.id), self._on_described, self._on_refused)

    def _on_described(self, view: EvaluationView) -> None:
        self._current.show_cycle(view)
        self.saved.emit()

    def _write(self, work: Callable[[str], Checklist]) -> None:
        evaluation = self._current.id
        if evaluation:
            self._tasks.run(partial(work, evaluation), partial(self._on_written, evaluation), self._on_refused)

    def _on_written(self, evaluation: str, checklist: Checklist) -> None:
        self._show(evaluation, checklist)
        self.saved.emit()

    def _show(self, evaluation: str, checklist: Checklist) -> None:
        if evaluation == self._current.id:  # another one may have been opened meanwhile
            self.checklist_changed.emit(checklist)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self._current.cycle_changed.emit()  # the screen shows what is on the disk
        self.refresh()
