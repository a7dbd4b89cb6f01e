"""The inbox: packages that came in, checked and merged."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.packages import MergeResult
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.tasks import Job, Tasks
from lcc_desktop.wording.errors import explain


class InboxPresenter(QObject):
    """
    Signals:
        progressed: how many files of how many are done; equal when nothing is under way.
        results_changed: what became of the files so far, the last first, as list[MergeResult].
        merged: a merge came to its end; what is open may have changed.
        enrolled: a device was put on the trust list (KnownDevice).
        message: a sentence for the user.
    """

    progressed = Signal(int, int)
    results_changed = Signal(list)
    merged = Signal()
    enrolled = Signal(object)
    message = Signal(str)
    _one_merged = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._results: list[MergeResult] = []
        self._job: Job | None = None
        self._one_merged.connect(self._on_one_merged, Qt.ConnectionType.QueuedConnection)

    @Slot(list)
    def receive(self, paths: list[Path]) -> None:
        """Merge files; a folder stands for the packages in it. Each file is a transaction of its own."""
        files = list(_packages(paths))
        if files:
            self.progressed.emit(0, len(files))
            self._job = self._tasks.run_long(
                partial(self._merge, files),
                lambda _none: self._on_end(),
                self._on_refused,
                self.progressed.emit,
                self._on_end,
            )

    @Slot()
    def stop(self) -> None:
        """Leave the files that were not begun; what was merged stays."""
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def enrol(self, request: Path) -> None:
        """Trust the device of a request file, whose digits its owner has confirmed."""
        self._tasks.run(partial(self._services.trust.add, request), self._on_enrolled, self._on_not_enrolled)

    def _merge(self, files: list[Path], job: Job) -> None:
        for done, file in enumerate(files):
            job.report(done, len(files))
            self._one_merged.emit(self._services.packages.merge([file])[0])

    def _on_one_merged(self, result: MergeResult) -> None:
        self._results = [result, *self._results]
        self.results_changed.emit(self._results)

    def _on_end(self) -> None:
        self._job = None
        self.progressed.emit(0, 0)
        self.merged.emit()

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self._on_end()

    def _on_enrolled(self, known: KnownDevice) -> None:
        self.enrolled.emit(known)

    def _on_not_enrolled(self, error: AppError) -> None:
        self.message.emit(explain(error))


def _packages(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.suffix.lower() == ".lcc")
        else:
            yield path
