"""When the passphrase is lost: the laptop asks, the coordination team answers with its recovery key.

The answer opens on the laptop that asked and nowhere else. Whether to answer is decided by people: they compare digits,
over a telephone number they knew before.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from lcc_desktop.domain.errors import (
    AppError,
    BadRecoveryFile,
    BadRecoveryKey,
    FileUnreadable,
    NoRecovery,
    NotProtected,
    OtherRecovery,
)
from lcc_desktop.domain.facts import one_line
from lcc_desktop.domain.passphrase import normalised
from lcc_desktop.models import backup as copies, vault as vaults
from lcc_desktop.models.disk import write_durably
from lcc_desktop.models.layout import read_form
from lcc_desktop.models.vault import Keys, Vault
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.backups import Archive, Backups, usual_place
from lcc_desktop.services.files import open_given
from lcc_desktop.services.protection import check_passphrase, is_protected
from lcc_desktop.services.unit import storage, write_whole
from lcc_desktop.sync.recovery import LARGEST, Answer, NotRecovery, RecoveryKey, Request, SealedKeys, SecretKey

WAITING = "recovering.json"
"""In a workspace's folder while it waits for an answer: what it asked, and the secret that opens the answer."""


@dataclass(frozen=True)
class RecoveryRequest:
    """A request as the coordination team sees it, and the digits to compare with whoever sent it."""

    who: str
    digits: str
    recipients: tuple[RecoveryKey, ...]


def has_recovery(folder: Path) -> bool:
    """Whether a lost passphrase could be recovered from. Raises NoWorkspace, WorkspaceDamaged, NewerWorkspace."""
    try:
        _sealed(folder)
    except NoRecovery:
        return False
    return True


def waiting(folder: Path) -> RecoveryRequest | None:
    """The request that waits for its answer here, if any."""
    found = _waiting(folder)
    return None if found is None else _shown(found[0])


def ask(folder: Path, who: str, target: Path) -> RecoveryRequest:
    """Write the request for the coordination team to `target`. Asked again by the same person, it is the same.

    Raises NotProtected, NoRecovery, TargetUnwritable, StorageFailed.
    """
    if not is_protected(folder):
        raise NotProtected(str(folder))
    who, found = one_line(who)[:100], _waiting(folder)
    if found is None or found[0].who != who:
        found = Request.make(who, _sealed(folder))
        request, secret = found
        said = {"request": json.loads(request.dump()), "secret": secret}
        with storage():
            write_durably(folder / WAITING, json.dumps(said).encode())
    write_whole(target, found[0].dump())
    return _shown(found[0])


def take_answer(folder: Path, path: Path) -> Keys:
    """The keys from the coordination team's answer; `finish` gives them a passphrase.

    Raises FileUnreadable, BadRecoveryFile, OtherRecovery.
    """
    found = _waiting(folder)
    if found is None:
        raise OtherRecovery(str(path))
    request, secret = found
    try:
        answer = Answer.open(_small(path), secret)
    except NotRecovery as error:
        # Sealed for another laptop or an earlier request, or no answer at all: which of them cannot be told.
        raise OtherRecovery(str(path)) from error
    if answer.request != request.hash or answer.keys_id != request.sealed.keys_id:
        raise OtherRecovery(str(path))
    keys, form = Keys(answer.keys_id, answer.master), read_form(folder)
    if form.keys_id != keys.id or copies.faults(folder / form.database, keys):
        raise BadRecoveryFile(str(path))
    return keys


def finish(folder: Path, keys: Keys, passphrase: str) -> bool:
    """Lock recovered keys with a new passphrase; the old one opens nothing any more. Whether the backups got it too.

    Raises PassphraseTooShort, PassphraseTooLong, StorageFailed, and what Workspace.open raises.
    """
    check_passphrase(passphrase)
    with storage():
        Vault.lock(keys, passphrase, _sealed(folder).dump()).write(folder)
        (folder / WAITING).unlink(missing_ok=True)
    with Workspace.open(folder, keys) as workspace:
        try:
            Backups(workspace).renew_key_files()
        except AppError:
            return False
    return True


def make_key(name: str, passphrase: str, public: Path, secret: Path) -> RecoveryKey:
    """Make the coordination team's recovery key: a public file for every facilitator, a secret one under a passphrase.

    Raises PassphraseTooShort, PassphraseTooLong, TargetUnwritable, StorageFailed.
    """
    check_passphrase(passphrase)
    made = SecretKey.generate(one_line(name)[:100])
    write_whole(secret, made.locked(normalised(passphrase)))
    write_whole(public, made.public.text().encode())
    return made.public


def read_request(path: Path) -> RecoveryRequest:
    """What a request file asks. Raises FileUnreadable, BadRecoveryFile."""
    return _shown(_request(path))


def open_key(secret: Path, passphrase: str) -> SecretKey:
    """The team's secret key, from the file that `make_key` wrote. Raises FileUnreadable, BadRecoveryKey."""
    try:
        return SecretKey.unlock(_small(secret), normalised(passphrase))
    except NotRecovery as error:
        raise BadRecoveryKey(str(secret)) from error


def answer(path: Path, key: SecretKey, target: Path) -> RecoveryRequest:
    """Answer a request, once its digits were compared. The answer opens on the laptop that asked alone.

    Raises FileUnreadable, BadRecoveryFile, TargetUnwritable, StorageFailed.
    """
    request = _request(path)
    try:
        sealed = request.answer(key)
    except NotRecovery as error:
        raise BadRecoveryFile(str(path)) from error
    write_whole(target, sealed)
    return _shown(request)


def _request(path: Path) -> Request:
    try:
        return Request.read(_small(path))
    except NotRecovery as error:
        raise BadRecoveryFile(str(path)) from error


def _shown(request: Request) -> RecoveryRequest:
    return RecoveryRequest(request.who, request.digits, request.sealed.recipients)


def _sealed(folder: Path) -> SealedKeys:
    """What was sealed to the coordination team, here or beside the latest backup. Raises NoRecovery."""
    form = read_form(folder)
    archive = Archive(usual_place(folder))
    for place in (folder, *map(archive.folder, archive.moments())):
        found = vaults.read_recovery(place, form.keys_id)
        try:
            if found is not None and (sealed := SealedKeys.read(found)).keys_id == form.keys_id:
                return sealed
        except NotRecovery:
            continue
    raise NoRecovery(str(folder))


def _waiting(folder: Path) -> tuple[Request, str] | None:
    try:
        said = json.loads(_small(folder / WAITING))
        return Request.read(json.dumps(said["request"]).encode()), str(said["secret"])
    except (FileUnreadable, NotRecovery, ValueError, KeyError, TypeError):
        return None


def _small(path: Path) -> bytes:
    with open_given(path) as file:
        return file.read(LARGEST + 1)
