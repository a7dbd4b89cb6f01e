"""The inbox: packages that came in, checked and merged."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.packages import MergeResult
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class InboxPresenter(QObject):
    """
    Signals:
        busy_changed: whether a merge is under way.
        results_changed: what became of the files so far, as list[MergeResult].
        merged: something new came in; what is open may have changed.
        enrolled: a device was put on the trust list (KnownDevice).
        message: a sentence for the user.
    """

    busy_changed = Signal(bool)
    results_changed = Signal(list)
    merged = Signal()
    enrolled = Signal(object)
    message = Signal(str)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._results: list[MergeResult] = []
        self._waiting = 0

    @Slot(list)
    def receive(self, paths: list[Path]) -> None:
        """Merge files; a folder stands for the packages in it. Each is a task of its own, so the window lives."""
        files = list(_packages(paths))
        if not files:
            return
        self._waiting += len(files)
        self.busy_changed.emit(True)
        for file in files:
            self._tasks.run(partial(self._services.packages.merge, [file]), self._on_merged, self._on_refused)

    @Slot(object)
    def enrol(self, request: Path) -> None:
        """Trust the device of a request file, whose digits its owner has confirmed."""
        self._tasks.run(partial(self._services.trust.add, request), self._on_enrolled, self._on_not_enrolled)

    def _on_merged(self, results: list[MergeResult]) -> None:
        self._results = [*results, *self._results]
        self.results_changed.emit(self._results)
        self._one_less()

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self._one_less()

    def _one_less(self) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
            self.merged.emit()

    def _on_enrolled(self, known: KnownDevice) -> None:
        self.enrolled.emit(known)

    def _on_not_enrolled(self, error: AppError) -> None:
        self.message.emit(explain(error))


def _packages(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.lcc"))
        else:
            yield path
