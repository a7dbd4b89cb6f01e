"""What happens before a workspace is open: trying a passphrase, choosing the first one, recovering from a lost one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError, WrongPassphrase
from lcc_desktop.services import recovery
from lcc_desktop.services.passphrase_quality import judge
from lcc_desktop.services.protection import Keys, read_recovery_key, unlock
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

LONGEST_DELAY = 30
"""Seconds after many wrong passphrases. Nothing is ever blocked for good: who has the disk tries elsewhere."""


class GatePresenter(QObject):
    """
    Signals:
        opened: the keys of the workspace.
        refused: a sentence, and how many seconds to wait before the next passphrase.
        judged: how good the passphrase being chosen is (Quality).
        recovery_key_read: the public recovery key chosen (RecoveryKey).
        recovery_known: whether a lost passphrase can be recovered from, and the request that waits, if any.
        request_written: the request that was written (RecoveryRequest) and where (Path).
        answer_taken: the coordination team's answer fits: a new passphrase can be chosen.
        message: a sentence for the user.
    """

    opened = Signal(object)
    refused = Signal(str, int)
    judged = Signal(object)
    recovery_key_read = Signal(object)
    recovery_known = Signal(bool, object)
    request_written = Signal(object, object)
    answer_taken = Signal()
    message = Signal(str)

    def __init__(self, folder: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._tasks = folder, tasks
        self._wrong = 0
        self._recovered: Keys | None = None

    @Slot(str)
    def unlock(self, passphrase: str) -> None:
        """Try a passphrase."""
        self._tasks.run(partial(unlock, self._folder, passphrase), self._on_opened, self._on_refused)

    @Slot(str)
    def judge(self, passphrase: str) -> None:
        self._tasks.run(partial(judge, passphrase), self.judged.emit, self._on_error)

    @Slot(object)
    def read_recovery_key(self, path: Path) -> None:
        self._tasks.run(partial(read_recovery_key, path), self.recovery_key_read.emit, self._on_error)

    @Slot()
    def look_for_recovery(self) -> None:
        """Find out whether there is a way back from a lost passphrase."""

        def look() -> tuple[bool, recovery.RecoveryRequest | None]:
            return recovery.has_recovery(self._folder), recovery.waiting(self._folder)

        self._tasks.run(look, lambda found: self.recovery_known.emit(*found), self._on_error)

    @Slot(str, object)
    def ask_for_recovery(self, who: str, target: Path) -> None:
        """Write the request for the coordination team."""
        work = partial(recovery.ask, self._folder, who, target)
        self._tasks.run(work, lambda asked: self.request_written.emit(asked, target), self._on_error)

    @Slot(object)
    def take_answer(self, path: Path) -> None:
        """Read the coordination team's answer."""
        self._tasks.run(partial(recovery.take_answer, self._folder, path), self._on_answer, self._on_error)

    @Slot(str)
    def finish_recovery(self, passphrase: str) -> None:
        """Open what was recovered, with a new passphrase from now on."""
        keys = self._recovered
        if keys is not None:
            work = partial(recovery.finish, self._folder, keys, passphrase)
            self._tasks.run(work, lambda _followed: self._on_opened(keys), self._on_error)

    def _on_opened(self, keys: Keys) -> None:
        self._wrong, self._recovered = 0, None
        self.opened.emit(keys)

    def _on_answer(self, keys: Keys) -> None:
        self._recovered = keys
        self.answer_taken.emit()

    def _on_refused(self, error: AppError) -> None:
        delay = 0
        if isinstance(error, WrongPassphrase):
            self._wrong += 1
            delay = min(LONGEST_DELAY, 2 ** (self._wrong - 1) if self._wrong > 2 else 0)
        self.refused.emit(explain(error), delay)

    def _on_error(self, error: AppError) -> None:
        self.message.emit(explain(error))
