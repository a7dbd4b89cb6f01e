"""The inbox: packages looked at, taken in, kept apart, taken back; receipts; conflicts settled."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.conflicts import Choice, Dispute, Rule
from lcc_desktop.services.desk import Services
from lcc_desktop.services.inbox import ImportReport
from lcc_desktop.ui.tasks import Job, Tasks
from lcc_desktop.wording.errors import explain

WATCH = 15_000
"""Milliseconds between two looks into the watched folder."""


class InboxPresenter(QObject):
    """
    Signals:
        progressed: how many files of how many are done; equal when nothing is under way.
        previewed: what taking in the files given would do, as list[Preview].
        arrived: a file was done (ArrivalRow).
        reported: an import came to its end, or was asked for (ImportReport).
        left_known: the import that was stopped before its end (ImportRow), or None.
        imports_known: every import, the latest first, as list[ImportRow].
        kept_known: the refused files kept apart, as list[ArrivalRow].
        disputes_known: what waits for a choice, as list[Dispute].
        rule_followed: what a rule would choose, as list[Choice].
        merged: something came in or was settled; what is open may have changed.
        receipts_written: the receipts are on the disk (list[Path]).
        receipt_read: what a receipt says (list[ReceiptRow]).
        watched_known: the folder looked into by itself (Path), or None.
        message: a sentence for the user.
    """

    progressed = Signal(int, int)
    previewed = Signal(list)
    arrived = Signal(object)
    reported = Signal(object)
    left_known = Signal(object)
    imports_known = Signal(list)
    kept_known = Signal(list)
    disputes_known = Signal(list)
    rule_followed = Signal(list)
    merged = Signal()
    receipts_written = Signal(list)
    receipt_read = Signal(list)
    watched_known = Signal(object)
    message = Signal(str)
    _one_arrived = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._given: list[Path] = []
        self._job: Job | None = None
        self._one_arrived.connect(self.arrived, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_around)

    @Slot()
    def refresh(self) -> None:
        """Read everything the page shows."""
        inbox, run = self._services.inbox, self._tasks.run
        run(inbox.unfinished, self.left_known.emit, self._on_refused)
        run(inbox.imports, self.imports_known.emit, self._on_refused)
        run(inbox.kept_apart, self.kept_known.emit, self._on_refused)
        run(self._services.conflicts.waiting, self.disputes_known.emit, self._on_refused)
        run(lambda: inbox.watched, self._on_watched, self._on_refused)

    @Slot(list)
    def look(self, paths: list[Path]) -> None:
        """Say what taking in files would do; a folder stands for the packages in it."""
        if self._job is None:
            self._given = paths
            self._long(lambda job: self._services.inbox.look(paths, job.report), self.previewed.emit)

    @Slot()
    def take_in(self) -> None:
        """Take in the files that were looked at."""
        given, self._given = self._given, []
        if given and self._job is None:
            self._go_on(lambda: self._services.inbox.begin(given).number)

    @Slot(int)
    def go_on(self, number: int) -> None:
        """Go on with an import that was stopped."""
        if self._job is None:
            self._go_on(lambda: number)

    @Slot(int)
    def leave(self, number: int) -> None:
        """Leave what waits of an import."""
        self._change(partial(self._services.inbox.close, number))

    @Slot(list)
    def try_again(self, names: list[tuple[int, int]]) -> None:
        """Take in again what was kept apart."""
        if names and self._job is None:
            self._go_on(lambda: self._services.inbox.begin_again(names).number)

    @Slot(list)
    def discard(self, names: list[tuple[int, int]]) -> None:
        """Keep refused files no longer."""
        for number, position in names:
            self._change(partial(self._services.inbox.discard, number, position))

    @Slot()
    def stop(self) -> None:
        """Leave the files that were not begun; what was merged stays."""
        if self._job is not None:
            self._job.cancel()

    @Slot(int)
    def report(self, number: int) -> None:
        """Show an import again."""
        self._tasks.run(partial(self._services.inbox.report, number), self.reported.emit, self._on_refused)

    @Slot(int)
    def undo(self, number: int) -> None:
        """Take back an import."""
        self._change(partial(self._services.inbox.undo, number), self.reported.emit)

    @Slot(int, object)
    def write_receipts(self, number: int, folder: Path) -> None:
        """Write the receipts of an import into a folder."""
        work = partial(self._services.receipts.write, number, folder)
        self._tasks.run(work, self.receipts_written.emit, self._on_refused)

    @Slot(object)
    def read_receipt(self, path: Path) -> None:
        """Read a receipt that came back."""
        self._tasks.run(partial(self._services.receipts.read, path), self.receipt_read.emit, self._on_refused)

    @Slot(object)
    def watch(self, folder: Path | None) -> None:
        """Look into a folder by itself from now on; None: into none."""
        work = partial(self._services.inbox.watch, folder)
        self._tasks.run(work, lambda _none: self._on_watched(folder), self._on_refused)

    @Slot(list, str)
    def follow(self, disputes: list[Dispute], rule: str) -> None:
        """Say what a rule would choose."""
        work = partial(self._services.conflicts.by_rule, disputes, Rule(rule))
        self._tasks.run(work, self.rule_followed.emit, self._on_refused)

    @Slot(list)
    def settle(self, choices: list[Choice]) -> None:
        """Say the chosen sides."""
        self._change(partial(self._services.conflicts.settle, choices))

    def _go_on(self, number: Callable[[], int]) -> None:
        def work(job: Job) -> ImportReport:
            return self._services.inbox.go_on(number(), job.report, self._one_arrived.emit)

        self._long(work, self._on_report)

    def _long(self, work: Callable[[Job], Any], then: Callable[[Any], Any]) -> None:
        def done(result: Any) -> None:
            self._on_end()
            then(result)

        self.progressed.emit(0, 1)
        self._job = self._tasks.run_long(work, done, self._on_failed, self.progressed.emit, self._on_cut)

    def _change(self, work: Callable[[], Any], then: Callable[[Any], Any] = lambda _result: None) -> None:
        def done(result: Any) -> None:
            then(result)
            self.refresh()
            self.merged.emit()

        self._tasks.run(work, done, self._on_refused)

    def _look_around(self) -> None:
        """See what lies in the watched folder, unless something is under way or waits to be taken in."""
        if self._job is None and not self._given and not self._tasks.busy:
            self._tasks.run(self._services.inbox.arrived, self._on_found, self._on_refused)

    def _on_found(self, paths: list[Path]) -> None:
        if paths:
            self.look(paths)

    def _on_watched(self, folder: Path | None) -> None:
        self.watched_known.emit(folder)
        if folder is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(WATCH)

    def _on_report(self, report: ImportReport) -> None:
        self.reported.emit(report)
        self.refresh()
        self.merged.emit()

    def _on_cut(self) -> None:
        self._on_end()
        self._given = []
        self.refresh()
        self.merged.emit()

    def _on_end(self) -> None:
        self._job = None
        self.progressed.emit(0, 0)

    def _on_failed(self, error: AppError) -> None:
        self._on_cut()
        self._on_refused(error)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
