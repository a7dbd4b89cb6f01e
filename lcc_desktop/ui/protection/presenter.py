"""What protects the open workspace, and what the coordination team does for those who lost a passphrase."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import listed
from lcc_desktop.services import protection, recovery, recovery_keys, session_keyring
from lcc_desktop.services.desk import Services
from lcc_desktop.services.passphrase_quality import judge
from lcc_desktop.services.protection import Keys, ProtectionState, RecoveryKey, Rehoused
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.ui.rehousing import Rehousing
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class ProtectionPresenter(QObject):
    """
    Signals:
        state_known: whether it is protected, and who can help (ProtectionState).
        judged: how good a passphrase being chosen is (Quality).
        recovery_key_read: the public recovery key chosen (RecoveryKey).
        recovery_offered: keys of the team that could help and do not yet (list[RecoveryKey]).
        rehouse_asked: the workspace is to be closed and written anew (Rehousing).
        passphrase_changed: only the new one opens it now.
        keyring_known: whether the system's keyring opens it at the start.
        lock_after_changed: the minutes after which it locks itself.
        request_read: a colleague's recovery request (RecoveryRequest).
        said: a sentence for the user, of something done.
        message: a sentence for the user, of something not done.
    """

    state_known = Signal(object)
    judged = Signal(object)
    recovery_key_read = Signal(object)
    recovery_offered = Signal(list)
    rehouse_asked = Signal(object)
    passphrase_changed = Signal()
    keyring_known = Signal(bool)
    lock_after_changed = Signal(int)
    request_read = Signal(object)
    said = Signal(str)
    message = Signal(str)

    def __init__(
        self, services: Services, preferences: Preferences, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._preferences, self._tasks = services, preferences, tasks

    @property
    def lock_after(self) -> int:
        return self._preferences.lock_after

    @property
    def keyring(self) -> bool:
        return self._preferences.keyring

    @Slot()
    def refresh(self) -> None:
        self._tasks.run(self._state, self._on_state, self._on_refused)

    def _state(self) -> tuple[ProtectionState, list[RecoveryKey]]:
        state = self._services.protection.state()
        return state, recovery_keys.offered(self._services.workspace, state.recovery)

    def _on_state(self, found: tuple[ProtectionState, list[RecoveryKey]]) -> None:
        state, offered = found
        self.state_known.emit(state)
        self.recovery_offered.emit(offered)

    @Slot()
    def accept_offered(self) -> None:
        """Let the keys that came with the team's files help too."""

        def work() -> tuple[ProtectionState, list[RecoveryKey]]:
            held = self._services.protection
            held.set_recovery(recovery_keys.joined(self._services.workspace, held.state().recovery))
            return self._state()

        def done(found: tuple[ProtectionState, list[RecoveryKey]]) -> None:
            self._on_state(found)
            self._say_helping(found[0])

        self._tasks.run(work, done, self._on_refused)

    def _say_helping(self, state: ProtectionState) -> None:
        names = listed([key.name for key in state.recovery])
        self.said.emit(fill(_("From now on, {name} can help when the passphrase is lost."), name=names))

    @Slot(str)
    def judge(self, passphrase: str) -> None:
        self._tasks.run(partial(judge, passphrase), self.judged.emit, self._on_refused)

    @Slot(object)
    def read_recovery_key(self, path: Path) -> None:
        """Read a public recovery key. In a protected workspace it can help from now on."""

        def work() -> tuple[RecoveryKey, tuple[ProtectionState, list[RecoveryKey]] | None]:
            key = protection.read_recovery_key(path)
            if self._services.workspace.keys is None:
                return key, None
            self._services.protection.set_recovery([key])
            return key, self._state()

        def done(found: tuple[RecoveryKey, tuple[ProtectionState, list[RecoveryKey]] | None]) -> None:
            key, state = found
            self.recovery_key_read.emit(key)
            if state is not None:
                self._on_state(state)
                self._say_helping(state[0])

        self._tasks.run(work, done, self._on_refused)

    @Slot(str, list)
    def protect(self, passphrase: str, keys: Sequence[RecoveryKey]) -> None:
        """Protect the workspace and its backups."""
        work = partial(protection.protect, self._services.workspace.folder, passphrase, keys)
        self.rehouse_asked.emit(Rehousing(_("Your workspace is being protected"), work))

    @Slot(str)
    def unprotect(self, passphrase: str) -> None:
        """Take the protection off, for who knows the passphrase."""

        def confirmed(keys: Keys) -> None:
            def work(progress: Callable[[int, int], None]) -> Rehoused:
                made = protection.unprotect(self._services.workspace.folder, keys, progress)
                self._forget(keys.id)
                return made

            self.rehouse_asked.emit(Rehousing(_("The protection is being taken off"), work))

        self._tasks.run(partial(self._confirm, passphrase), confirmed, self._on_refused)

    @Slot(str, str)
    def change_passphrase(self, present: str, new: str) -> None:
        """Another passphrase from now on, for who knows the present one."""

        def work() -> bool:
            self._confirm(present)
            return self._services.protection.change_passphrase(new)

        def done(followed: bool) -> None:
            self.passphrase_changed.emit()
            self.said.emit(
                _("The passphrase is changed.")
                if followed
                else _("The passphrase is changed. The backups still have the former one: they could not be written.")
            )

        self._tasks.run(work, done, self._on_refused)

    @Slot(int)
    def set_lock_after(self, minutes: int) -> None:
        self._preferences.lock_after = minutes
        self.lock_after_changed.emit(minutes)

    @Slot(bool)
    def set_keyring(self, wanted: bool) -> None:
        """Let the system's keyring open the workspace at the start, or not any more."""
        keys = self._services.workspace.keys
        if keys is None or wanted == self._preferences.keyring:
            return

        def done(_none: None) -> None:
            self._preferences.keyring = wanted
            self.keyring_known.emit(wanted)

        def refused(error: AppError) -> None:
            self.keyring_known.emit(self._preferences.keyring)
            self._on_refused(error)

        work = partial(session_keyring.remember, keys) if wanted else partial(session_keyring.forget, keys.id)
        self._tasks.run(work, done, refused)

    # For the coordination team

    @Slot(str, str, object, object)
    def make_key(self, name: str, passphrase: str, public: Path, secret: Path) -> None:
        """Make the team's recovery key: a public file and a secret one."""

        def done(_key: RecoveryKey) -> None:
            text = _("The recovery key is made. Give everybody {public}. Keep {secret} on two sticks in two places.")
            self.said.emit(fill(text, public=public.name, secret=secret.name))

        def work() -> RecoveryKey:
            key = recovery.make_key(name, passphrase, public, secret)
            recovery_keys.keep(self._services.workspace, key)  # from now on assignments carry it
            return key

        self._tasks.run(work, done, self._on_refused)

    @Slot(object)
    def read_request(self, path: Path) -> None:
        self._tasks.run(partial(recovery.read_request, path), self.request_read.emit, self._on_refused)

    @Slot(object, object, str, object)
    def answer(self, request: Path, secret: Path, passphrase: str, target: Path) -> None:
        """Answer a request whose digits were compared."""

        def work() -> recovery.RecoveryRequest:
            return recovery.answer(request, recovery.open_key(secret, passphrase), target)

        def done(asked: recovery.RecoveryRequest) -> None:
            self.said.emit(fill(_("Answer for {name} written: {path}"), name=asked.who, path=target))

        self._tasks.run(work, done, self._on_refused)

    def _confirm(self, passphrase: str) -> Keys:
        return protection.unlock(self._services.workspace.folder, passphrase)

    def _forget(self, keys_id: str) -> None:
        if self._preferences.keyring:
            session_keyring.forget(keys_id)
            self._preferences.keyring = False

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
