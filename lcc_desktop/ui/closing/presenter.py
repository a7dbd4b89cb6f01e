"""What the closing page does: snapshots made, an evaluation closed and reopened, two moments compared."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.snapshots import SnapshotRow
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Read = tuple[list[SnapshotRow], EvaluationView]


class ClosingPresenter(QObject):
    """
    Signals:
        snapshots_changed: the snapshots of the open evaluation, the latest first, as list[SnapshotRow].
        compared: two moments side by side (Comparison).
        saved: something is on the disk now.
        message: a sentence for the user, about something that was not done.
    """

    snapshots_changed = Signal(list)
    compared = Signal(object)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks

    @Slot()
    def refresh(self) -> None:
        """Read the snapshots of the open evaluation again."""
        evaluation = self._current.id
        if evaluation:
            self._tasks.run(
                partial(self._services.snapshots.all, evaluation), self.snapshots_changed.emit, self._on_refused
            )

    @Slot(str)
    def close(self, name: str) -> None:
        """Close the open evaluation with a signed snapshot."""
        self._change(lambda evaluation: self._services.snapshots.close(evaluation, name))

    @Slot(str)
    def take(self, name: str) -> None:
        """Make a signed snapshot and go on."""
        self._change(lambda evaluation: self._services.snapshots.take(evaluation, name))

    @Slot()
    def reopen(self) -> None:
        self._change(self._services.snapshots.reopen)

    @Slot(str, str)
    def compare(self, before: str, after: str) -> None:
        """Set two snapshots side by side; `after` empty: how it is now."""
        evaluation = self._current.id
        if evaluation:
            work = partial(self._services.snapshots.compare, evaluation, before, after)
            self._tasks.run(work, self.compared.emit, self._on_refused)

    def _change(self, change: Callable[[str], object]) -> None:
        evaluation = self._current.id
        if not evaluation:
            return

        def work() -> Read:
            change(evaluation)
            return self._services.snapshots.all(evaluation), self._services.evaluations.view(evaluation)

        def done(read: Read) -> None:
            rows, view = read
            if view.id == self._current.id:  # another one may have been opened meanwhile
                self._current.show(view)
                self.snapshots_changed.emit(rows)
            self.saved.emit()

        self._tasks.run(work, done, self._on_refused)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self.refresh()
