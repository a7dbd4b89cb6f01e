"""Work off the GUI thread, answers back on it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lcc_desktop.domain.errors import AppError

T = TypeVar("T")


class Cancelled(Exception):
    """Raised inside long work where it next reports, once the user has asked to stop. Not an error: nobody sees it."""


class Job(QObject):
    """A piece of long work: how far it is, and a way to stop it.

    Signals:
        progressed: how much is done, of how much (0 when that is not known yet).
        finished: nothing more will come, whatever happened.
    """

    progressed = Signal(int, int)
    finished = Signal()
    _reported = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()
        self._reported.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask to stop. The work stops where it next reports; what it did in a transaction is undone there."""
        self._cancelled.set()

    def report(self, done: int, total: int = 0) -> None:
        """Called by the work, in its thread, at every place where it may stop."""
        if self.is_cancelled:
            raise Cancelled
        self._reported.emit(done, total)

    @Slot(int, int)
    def _forward(self, done: int, total: int) -> None:
        self.progressed.emit(done, total)


class Tasks(QObject):
    """Runs work one piece at a time, in the order asked.

    One worker, because SQLite has one writer and people expect their edits in order.

    Signals:
        idle: nothing is waiting and nothing runs.
    """

    idle = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._waiting = 0
        self._closed = False
        self._jobs: set[Job] = set()
        # Always queued: work that is already done when it is submitted must not answer inside `run`.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something asked has not been answered."""
        return self._waiting > 0

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], Any],
        on_error: Callable[[AppError], Any],
    ) -> None:
        """Run `work` on the worker; call back on the GUI thread.

        `on_error` gets what the user can act on. Any other exception is a bug and is raised here, on the GUI
        thread, where the crash dialog sees it.
        """
        self._submit(work, lambda future: _answer(future, on_done, on_error))

    def run_long(
        self,
        work: Callable[[Job], T],
        on_done: Callable[[T], Any],
        on_error: Callable[[AppError], Any],
        on_progress: Callable[[int, int], Any] = lambda done, total: None,
        on_cancelled: Callable[[], Any] = lambda: None,
    ) -> Job:
        """Like `run`, for work that lasts: it gets the job, and calls `job.report(done, total)` as it goes."""
        job = Job(self)
        job.progressed.connect(on_progress)
        self._jobs.add(job)

        def deliver(future: Future[T]) -> None:
            self._jobs.discard(job)
            try:
                if isinstance(future.exception(), Cancelled):
                    on_cancelled()
                else:
                    _answer(future, on_done, on_error)
            finally:
                job.finished.emit()
                job.deleteLater()

        def start() -> T:
            if job.is_cancelled:
                raise Cancelled
            return work(job)

        self._submit(start, deliver)
        return job

    def close(self) -> None:
        """Stop long work, wait for everything else asked to be on the disk; take nothing more.

        An answer that still comes may ask to read again what nobody will look at: that is let pass.
        """
        self._closed = True
        for job in self._jobs:
            job.cancel()
        self._executor.shutdown(wait=True)

    def _submit(self, work: Callable[[], T], deliver: Callable[[Future[T]], None]) -> None:
        if self._closed:
            return
        future = self._executor.submit(work)
        self._waiting += 1
        future.add_done_callback(lambda done: self._finished.emit(lambda: deliver(done)))

    @Slot(object)
    def _deliver(self, deliver: Callable[[], None]) -> None:
        self._waiting -= 1
        try:
            deliver()
        finally:
            if not self._waiting:
                self.idle.emit()


def _answer(future: Future[T], on_done: Callable[[T], Any], on_error: Callable[[AppError], Any]) -> None:
    error = future.exception()
    if isinstance(error, AppError):
        on_error(error)
    else:
        on_done(future.result())
