"""Keys sealed to the coordination team, so that a lost passphrase is not the end: age files with X25519 recipients.

Public keys, secret keys and what is sealed are such that the stock `age` opens them. Cryptography is imported when a
recovery is first made or asked for. Formats: docs/security.md.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from lcc_desktop.domain.checks import is_line
from lcc_desktop.sync import canonical

SEALED, REQUEST, ANSWER = "lcc-recovery/1", "lcc-recovery-request/1", "lcc-recovery-answer/1"

MOST_RECIPIENTS = 10
LARGEST = 16_384
"""Bytes of any file here; they are about 1,000."""

_NAME_LINE = "# LCC Desktop recovery key: "
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_IDENTITY = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
_KEYS = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_AGE = b"age-encryption.org/v1\n"
_HARDEST = 20
"""The largest work factor of a secret key's passphrase that is tried: a gigabyte of memory. `age` itself writes 18."""


class NotRecovery(ValueError):
    """Not a file of this kind, or not to be opened with this key. The message is for logs."""


@dataclass(frozen=True)
class RecoveryKey:
    """The public half, which goes to every facilitator: whose it is, and the age recipient."""

    name: str
    recipient: str

    @classmethod
    def read(cls, text: str) -> "RecoveryKey":
        """From a recipients file of `age`, whose first comment may say whose it is. Raises NotRecovery."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        found = [line for line in lines if not line.startswith("#")]
        named = [line.removeprefix(_NAME_LINE) for line in lines if line.startswith(_NAME_LINE)]
        if len(text) > LARGEST or len(found) != 1 or not _RECIPIENT.fullmatch(found[0]):
            raise NotRecovery("not one age recipient")
        name = named[0] if named else found[0][:12]
        if not is_line(name, 100):
            raise NotRecovery("an unusable name")
        _recipient(found[0])
        return cls(name, found[0])

    def text(self) -> str:
        return f"{_NAME_LINE}{self.name}\n{self.recipient}\n"


@dataclass(frozen=True)
class SecretKey:
    """The secret half, which stays with the coordination team. `text` is an identity file of `age`."""

    public: RecoveryKey
    identity: str

    @classmethod
    def generate(cls, name: str) -> "SecretKey":
        from pyrage import x25519

        made = x25519.Identity.generate()
        return cls(RecoveryKey(name, str(made.to_public())), str(made))

    def locked(self, passphrase: str) -> bytes:
        """The file that keeps it, under a passphrase (age's own scrypt): `age -d` asks for it too."""
        from pyrage import passphrase as locks

        text = f"{_NAME_LINE}{self.public.name}\n# public key: {self.public.recipient}\n{self.identity}\n"
        return bytes(locks.encrypt(text.encode(), passphrase))

    @classmethod
    def unlock(cls, data: bytes, passphrase: str) -> "SecretKey":
        """Raises NotRecovery, also for another passphrase."""
        import pyrage

        stanzas = _stanzas(data)
        if len(stanzas) != 1 or not (work := re.fullmatch(rb"-> scrypt \S+ (\d\d?)", stanzas[0])):
            raise NotRecovery("not under a passphrase")
        if int(work[1]) > _HARDEST:
            raise NotRecovery("too hard to open")
        try:
            text = pyrage.passphrase.decrypt(data, passphrase).decode()
        except (pyrage.DecryptError, UnicodeDecodeError) as error:
            raise NotRecovery(str(error)) from error
        lines = [line.strip() for line in text.splitlines()]
        found = [line for line in lines if _IDENTITY.fullmatch(line)]
        if len(found) != 1:
            raise NotRecovery("not one age identity")
        named = next((line.removeprefix(_NAME_LINE) for line in lines if line.startswith(_NAME_LINE)), "")
        return cls(RecoveryKey(named, str(_identity(found[0]).to_public())), found[0])


@dataclass(frozen=True)
class SealedKeys:
    """The master key of some workspace, for whoever holds one of the recovery keys named."""

    keys_id: str
    recipients: tuple[RecoveryKey, ...]
    sealed: bytes

    @classmethod
    def make(cls, keys_id: str, master: bytes, recipients: Sequence[RecoveryKey]) -> "SealedKeys":
        plain = canonical.dump({"format": SEALED, "keys": keys_id, "master": master.hex()})
        return cls(keys_id, tuple(recipients), _seal(plain, [one.recipient for one in recipients]))

    @classmethod
    def read(cls, data: bytes) -> "SealedKeys":
        """Raises NotRecovery."""
        said = _load(data, SEALED)
        try:
            recipients = tuple(RecoveryKey(one["name"], one["recipient"]) for one in said["recipients"])
            found = cls(said["keys"], recipients, _bytes(said["sealed"]))
        except (KeyError, TypeError) as error:
            raise NotRecovery(str(error)) from error
        found.check()
        return found

    def dump(self) -> bytes:
        recipients = [{"name": one.name, "recipient": one.recipient} for one in self.recipients]
        said = {"format": SEALED, "keys": self.keys_id, "recipients": recipients, "sealed": _text(self.sealed)}
        return canonical.dump(said)

    def check(self) -> None:
        """Raises NotRecovery."""
        known = all(
            _is(one.recipient, _RECIPIENT) and isinstance(one.name, str) and is_line(one.name, 100)
            for one in self.recipients
        )
        if not _is(self.keys_id, _KEYS) or not known or not 1 <= len(self.recipients) <= MOST_RECIPIENTS:
            raise NotRecovery("not what it should hold")


@dataclass(frozen=True)
class Request:
    """What a laptop whose passphrase is lost asks of the coordination team."""

    who: str
    sealed: SealedKeys
    answer_to: str
    """The age recipient that only this laptop can open an answer for."""

    @classmethod
    def make(cls, who: str, sealed: SealedKeys) -> tuple["Request", str]:
        """A request, and the secret that opens its answer, which never leaves the laptop."""
        from pyrage import x25519

        waiting = x25519.Identity.generate()
        return cls(who, sealed, str(waiting.to_public())), str(waiting)

    @classmethod
    def read(cls, data: bytes) -> "Request":
        """Raises NotRecovery."""
        said = _load(data, REQUEST)
        try:
            found = cls(said["who"], SealedKeys.read(canonical.dump(said["sealed"])), said["answer_to"])
        except (KeyError, TypeError) as error:
            raise NotRecovery(str(error)) from error
        if not isinstance(found.who, str) or not is_line(found.who, 100) or not _is(found.answer_to, _RECIPIENT):
            raise NotRecovery("not what it should hold")
        _recipient(found.answer_to)
        return found

    def dump(self) -> bytes:
        sealed = canonical.load(self.sealed.dump())
        said = {"format": REQUEST, "who": self.who, "sealed": sealed, "answer_to": self.answer_to}
        return canonical.dump(said)

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.dump()).hexdigest()

    @property
    def digits(self) -> str:
        """Thirty digits for two people to compare, in groups of five: another request would show others."""
        text = f"{int(self.hash, 16) % 10**30:030d}"
        return " ".join(text[at : at + 5] for at in range(0, 30, 5))

    def answer(self, secret: SecretKey) -> bytes:
        """The master key, sealed for the laptop that asked. Raises NotRecovery when this key does not open it."""
        said = _load(_open(self.sealed.sealed, secret.identity), SEALED)
        if said.get("keys") != self.sealed.keys_id:
            raise NotRecovery("keys of another workspace")
        plain = {"format": ANSWER, "keys": said["keys"], "master": said.get("master"), "request": self.hash}
        return _seal(canonical.dump(plain), [self.answer_to])


@dataclass(frozen=True)
class Answer:
    """What comes back: the master key of `keys_id`, for the request of that hash."""

    keys_id: str
    master: bytes
    request: str

    @classmethod
    def open(cls, data: bytes, waiting: str) -> "Answer":
        """Raises NotRecovery."""
        said = _load(_open(data, waiting), ANSWER)
        keys_id, master, request = said.get("keys"), said.get("master"), said.get("request")
        if not (_is(keys_id, _KEYS) and _is(master, _HASH) and _is(request, _HASH)):
            raise NotRecovery("not what it should hold")
        return cls(keys_id, bytes.fromhex(master), request)


def _seal(plain: bytes, recipients: Sequence[str]) -> bytes:
    import pyrage

    return bytes(pyrage.encrypt(plain, [_recipient(one) for one in recipients]))


def _open(data: bytes, identity: str) -> bytes:
    import pyrage

    # X25519 alone, beside what age calls grease: no plug-in, no passphrase that takes a computer's memory.
    if any(not re.match(rb"-> (X25519|\S*-grease)( |$)", stanza) for stanza in _stanzas(data)):
        raise NotRecovery("sealed in another way")
    try:
        return bytes(pyrage.decrypt(data, [_identity(identity)]))
    except pyrage.DecryptError as error:
        raise NotRecovery(str(error)) from error


def _stanzas(data: bytes) -> list[bytes]:
    """The first lines of an age header's stanzas, looked at before anything is computed."""
    header, end, _rest = data.partition(b"\n--- ")
    if len(data) > LARGEST or not data.startswith(_AGE) or not end:
        raise NotRecovery("not an age file")
    found = [line for line in header.split(b"\n") if line.startswith(b"-> ")]
    if not 1 <= len(found) <= MOST_RECIPIENTS + 4:
        raise NotRecovery("too many recipients")
    return found


def _recipient(text: str) -> Any:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise NotRecovery(str(error)) from error


def _identity(text: str) -> Any:
    import pyrage

    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as error:
        raise NotRecovery(str(error)) from error


def _load(data: bytes, kind: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise NotRecovery("too large")
    try:
        said = canonical.load(data)
    except canonical.NotCanonical as error:
        raise NotRecovery(str(error)) from error
    if not isinstance(said, dict) or said.get("format") != kind:
        raise NotRecovery("another kind of file")
    return said


def _is(value: Any, pattern: re.Pattern[str]) -> TypeGuard[str]:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: Any) -> bytes:
    if not isinstance(text, str):
        raise NotRecovery("not base64")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotRecovery(str(error)) from error
