"""Protecting a workspace by a passphrase, opening it, and changing or taking off its protection.

What is here for a folder works on a closed workspace; `Protection` is for the one that is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lcc_desktop.domain.errors import (
    AlreadyProtected,
    AppError,
    BadRecoveryKey,
    KeyFileDamaged,
    NotProtected,
    NoWorkspace,
    PassphraseTooLong,
    PassphraseTooShort,
)
from lcc_desktop.domain.passphrase import LEAST, MOST, normalised
from lcc_desktop.models import vault as vaults
from lcc_desktop.models.layout import is_workspace, read_form
from lcc_desktop.models.rehousing import Progress, rehouse
from lcc_desktop.models.vault import Keys, Vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.backups import Archive, Backups, usual_place
from lcc_desktop.services.files import open_given
from lcc_desktop.services.unit import storage
from lcc_desktop.sync.recovery import LARGEST, NotRecovery, RecoveryKey, SealedKeys

__all__ = ["Keys", "Protection", "ProtectionState", "RecoveryKey", "Rehoused", "unlock"]


@dataclass(frozen=True)
class ProtectionState:
    """Whether a workspace is protected, and by whose recovery keys it could be opened again."""

    is_protected: bool
    recovery: tuple[RecoveryKey, ...] = ()


@dataclass(frozen=True)
class Rehoused:
    """A workspace that has another form now: what opens it, and the earlier backups that could not follow."""

    keys: Keys | None
    backups_left: tuple[datetime, ...] = ()
    backups_failed: AppError | None = None
    """Why bringing the backups along stopped; it goes on with the next backup."""


def check_passphrase(passphrase: str) -> None:
    """Raises PassphraseTooShort, PassphraseTooLong."""
    length = len(normalised(passphrase))
    if length < LEAST:
        raise PassphraseTooShort(LEAST)
    if length > MOST:
        raise PassphraseTooLong(MOST)


def is_protected(folder: Path) -> bool:
    """Whether a passphrase is needed here. Raises NoWorkspace, WorkspaceDamaged, NewerWorkspace."""
    if not is_workspace(folder):
        raise NoWorkspace(str(folder))
    return read_form(folder).is_protected


def unlock(folder: Path, passphrase: str) -> Keys:
    """The keys of a protected workspace, or of one of its backups.

    Where both copies of the key file are damaged, the one of the latest backup takes their place.
    Raises NoWorkspace, NotProtected, WrongPassphrase, KeyFileDamaged, WorkspaceDamaged, NewerWorkspace.
    """
    if not is_protected(folder):
        raise NotProtected(str(folder))
    keys_id = read_form(folder).keys_id
    try:
        return vaults.unlock(folder, keys_id, passphrase)
    except KeyFileDamaged:
        archive = Archive(usual_place(folder))
        for moment in archive.moments():
            try:
                keys = vaults.unlock(archive.folder(moment), keys_id, passphrase)
            except KeyFileDamaged:
                continue
            with storage():
                Vault.of(archive.folder(moment), keys).write(folder)
            return keys
        raise


def read_recovery_key(path: Path) -> RecoveryKey:
    """The coordination team's public recovery key, from its file. Raises FileUnreadable, BadRecoveryKey."""
    try:
        with open_given(path) as file:
            text = file.read(LARGEST + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRecoveryKey(str(path)) from error
    try:
        return RecoveryKey.read(text)
    except NotRecovery as error:
        raise BadRecoveryKey(str(path)) from error


def new_vault(passphrase: str, recovery: Sequence[RecoveryKey] = ()) -> Vault:
    """Fresh keys under a passphrase, and sealed to recovery keys. Raises PassphraseTooShort, PassphraseTooLong."""
    check_passphrase(passphrase)
    return _lock(Keys.generate(), passphrase, recovery)


def protect(
    folder: Path,
    passphrase: str,
    recovery: Sequence[RecoveryKey] = (),
    progress: Progress = lambda done, total: None,
) -> Rehoused:
    """Protect a closed workspace and its backups.

    The workspace is as it was until all of it is written anew. Raises AlreadyProtected, PassphraseTooShort,
    PassphraseTooLong, and what Workspace.open raises.
    """
    if is_protected(folder):
        raise AlreadyProtected(str(folder))
    vault = new_vault(passphrase, recovery)
    rehouse(folder, None, vault, progress)
    return _bring_backups(folder, None, vault.keys)


def unprotect(folder: Path, keys: Keys, progress: Progress = lambda done, total: None) -> Rehoused:
    """Take the protection off a closed workspace and its backups. Raises what Workspace.open raises."""
    rehouse(folder, keys, None, progress)
    return _bring_backups(folder, keys, None)


def renew(folder: Path, keys: Keys, passphrase: str, progress: Progress = lambda done, total: None) -> Rehoused:
    """Put a closed workspace and its backups under keys that nobody has seen, locked by `passphrase`.

    For when somebody may have both an old passphrase and a copy of the folder: a change of passphrase alone does not
    help against that copy's keys. Raises PassphraseTooShort, PassphraseTooLong, and what Workspace.open raises.
    """
    check_passphrase(passphrase)
    vault = _lock(Keys.generate(), passphrase, recovery_of(folder, keys.id))
    rehouse(folder, keys, vault, progress)
    return _bring_backups(folder, keys, vault.keys)


def recovery_of(folder: Path, keys_id: str) -> tuple[RecoveryKey, ...]:
    """The recovery keys that some keys are sealed to; none where that cannot be read."""
    found = vaults.read_recovery(folder, keys_id)
    try:
        return () if found is None else SealedKeys.read(found).recipients
    except NotRecovery:
        return ()


class Protection:
    """The protection of the open workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def state(self) -> ProtectionState:
        keys = self._workspace.keys
        if keys is None:
            return ProtectionState(is_protected=False)
        return ProtectionState(is_protected=True, recovery=recovery_of(self._workspace.folder, keys.id))

    def confirm(self, passphrase: str) -> None:
        """See that somebody knows the passphrase. Raises NotProtected, WrongPassphrase, KeyFileDamaged."""
        unlock(self._workspace.folder, passphrase)

    def change_passphrase(self, new: str) -> bool:
        """Lock the keys with another passphrase: only the small key file is written. Whether the backups got it too.

        Raises NotProtected, PassphraseTooShort, PassphraseTooLong, StorageFailed.
        """
        check_passphrase(new)
        keys = self._keys
        recovery = vaults.read_recovery(self._workspace.folder, keys.id)
        return self._write(Vault.lock(keys, new, recovery))

    def set_recovery(self, recovery: Sequence[RecoveryKey]) -> bool:
        """Seal the keys to these recovery keys instead of those before. Whether the backups got it too.

        Raises NotProtected, KeyFileDamaged, StorageFailed.
        """
        keys = self._keys
        sealed = SealedKeys.make(keys.id, keys.master, recovery).dump() if recovery else None
        vault = Vault.of(self._workspace.folder, keys)
        return self._write(Vault(keys, vault.key_file, sealed))

    @property
    def _keys(self) -> Keys:
        if self._workspace.keys is None:
            raise NotProtected(str(self._workspace.folder))
        return self._workspace.keys

    def _write(self, vault: Vault) -> bool:
        with storage():
            vault.write(self._workspace.folder)
        try:
            Backups(self._workspace).renew_key_files()
        except AppError:
            return False
        return True


def _lock(keys: Keys, passphrase: str, recovery: Sequence[RecoveryKey]) -> Vault:
    sealed = SealedKeys.make(keys.id, keys.master, recovery).dump() if recovery else None
    return Vault.lock(keys, passphrase, sealed)


def _bring_backups(folder: Path, former: Keys | None, keys: Keys | None) -> Rehoused:
    """The workspace itself has its new form already: whatever goes wrong now is said, and tried again later."""
    try:
        with Workspace.open(folder, keys) as workspace:
            left = Backups(workspace).bring_into_form(former)
    except AppError as error:
        return Rehoused(keys, backups_failed=error)
    return Rehoused(keys, tuple(left))
