"""The keys of a protected workspace, and the small files that keep them.

One random key, the master key, opens everything: the database's key and the evidence's are derived from it. It lies
in a key file, locked by a passphrase (Argon2id, then XChaCha20-Poly1305), so that another passphrase means another key
file and nothing else. Format: docs/security.md.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from lcc_desktop.domain.errors import KeyFileDamaged, WrongPassphrase
from lcc_desktop.domain.passphrase import normalised
from lcc_desktop.models.disk import write_durably

FORMAT = 1
_KDF = "argon2id13"
_LARGEST = 16_384
"""A key file is about 500 bytes; nothing larger is read."""


@dataclass(frozen=True)
class Cost:
    """What one guess of a passphrase costs whoever tries: passes over so many bytes of memory."""

    passes: int
    memory: int

    @property
    def is_bounded(self) -> bool:
        """Whether a file that asks for this is worth answering: neither free nor able to stall the computer."""
        return 1 <= self.passes <= 10 and 8 * 2**20 <= self.memory <= 2**29


USUAL = Cost(3, 64 * 2**20)
"""RFC 9106's second choice (section 4), with libsodium's one lane: a sixth of a second on a desk's machine, and what an
old laptop with 4 GB spares without swapping."""


@dataclass(frozen=True)
class Keys:
    """What opens a protected workspace. `id` names it and is no secret; the rest is held only while it is open."""

    id: str
    master: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "Keys":
        return cls(secrets.token_hex(16), secrets.token_bytes(32))

    @cached_property
    def database(self) -> bytes:
        """SQLCipher's raw key."""
        return self._derived(b"database")

    @cached_property
    def evidence(self) -> bytes:
        """What evidence files are encrypted with."""
        return self._derived(b"evidence")

    @cached_property
    def labels(self) -> bytes:
        """What an evidence file's own SHA-256 is encrypted with, inside it."""
        return self._derived(b"labels")

    @cached_property
    def names(self) -> bytes:
        """What turns a content's SHA-256 into its name on the disk."""
        return self._derived(b"names")

    def _derived(self, use: bytes) -> bytes:
        return hashlib.blake2b(key=self.master, person=b"lcc " + use, digest_size=32).digest()


@dataclass(frozen=True)
class Vault:
    """Keys with the files that let them be had again: the key file, and what is sealed to a recovery key, if any."""

    keys: Keys
    key_file: bytes
    recovery: bytes | None = None

    @classmethod
    def lock(cls, keys: Keys, passphrase: str, recovery: bytes | None = None) -> "Vault":
        """Put keys under a passphrase."""
        return cls(keys, _locked(keys, passphrase, USUAL), recovery)

    @classmethod
    def of(cls, folder: Path, keys: Keys) -> "Vault":
        """The files of a folder whose keys are known. Raises KeyFileDamaged when there is no sound key file."""
        return cls(keys, _sound_key_file(folder, keys.id), read_recovery(folder, keys.id))

    def write(self, folder: Path) -> None:
        """Put the files in place, each in one step; the key file twice, since all is lost with it."""
        names = VaultNames.of(self.keys.id)
        if self.recovery is None:
            (folder / names.recovery).unlink(missing_ok=True)
        else:
            write_durably(folder / names.recovery, self.recovery)
        write_durably(folder / names.key_file, self.key_file)
        write_durably(folder / names.second, self.key_file)


@dataclass(frozen=True)
class VaultNames:
    """How the files of some keys are named."""

    key_file: str
    second: str
    recovery: str

    @classmethod
    def of(cls, keys_id: str) -> "VaultNames":
        mark = keys_id[:8]
        return cls(f"keys-{mark}.json", f"keys-{mark}-copy.json", f"recovery-{mark}.json")


def unlock(folder: Path, keys_id: str, passphrase: str) -> Keys:
    """The keys of a folder, by its passphrase. Raises KeyFileDamaged, WrongPassphrase."""
    return _unlocked(_parsed(_sound_key_file(folder, keys_id)), keys_id, passphrase)


def read_recovery(folder: Path, keys_id: str) -> bytes | None:
    """What was sealed to a recovery key, as it lies there."""
    return _read(folder / VaultNames.of(keys_id).recovery)


def mend(folder: Path, keys_id: str) -> None:
    """Make the key file and its copy the same again, after a write cut short or a damage to one of them.

    Raises KeyFileDamaged when both are damaged, OSError.
    """
    content = _sound_key_file(folder, keys_id)
    names = VaultNames.of(keys_id)
    for name in (names.key_file, names.second):
        if _read(folder / name) != content:
            write_durably(folder / name, content)


def _sound_key_file(folder: Path, keys_id: str) -> bytes:
    """The key file, or its copy where it is missing or damaged.

    The copy is not asked after a wrong passphrase: an older one must not open what has a new one.
    """
    names = VaultNames.of(keys_id)
    for name in (names.key_file, names.second):
        content = _read(folder / name)
        try:
            if content is not None and _parsed(content).keys_id == keys_id:
                return content
        except ValueError:
            continue
    raise KeyFileDamaged(str(folder))


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError:
        return None


@dataclass(frozen=True)
class _KeyFile:
    keys_id: str
    cost: Cost
    salt: bytes
    box: bytes

    def bound(self) -> bytes:
        """What the box is tied to: an altered key file opens for nobody."""
        said = [FORMAT, self.keys_id, _KDF, self.cost.passes, self.cost.memory, self.salt.hex()]
        return json.dumps(said).encode()

    def dump(self) -> bytes:
        said: dict[str, Any] = {
            "format": FORMAT,
            "keys": self.keys_id,
            "kdf": {
                "name": _KDF,
                "passes": self.cost.passes,
                "memory": self.cost.memory,
                "salt": self.salt.hex(),
            },
            "box": self.box.hex(),
        }
        return json.dumps(said, indent=2).encode() + b"\n"


def _parsed(content: bytes) -> _KeyFile:
    """Raises ValueError for what is not a whole key file of ours, or asks for a cost out of bounds."""
    if len(content) > _LARGEST:
        raise ValueError("too large")
    try:
        said = json.loads(content)
        kdf = said["kdf"]
        if said["format"] != FORMAT or kdf["name"] != _KDF:
            raise ValueError("another format")
        found = _KeyFile(
            str(said["keys"]),
            Cost(int(kdf["passes"]), int(kdf["memory"])),
            bytes.fromhex(kdf["salt"]),
            bytes.fromhex(said["box"]),
        )
    except (KeyError, TypeError, RecursionError, OverflowError) as error:
        raise ValueError(str(error)) from error
    if not found.cost.is_bounded or len(found.salt) != 16 or len(found.box) != 24 + 32 + 16:
        raise ValueError("out of bounds")
    return found


def _locked(keys: Keys, passphrase: str, cost: Cost) -> bytes:
    # Cryptography is imported when it is first needed: the start of an unprotected workspace needs none.
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

    empty = _KeyFile(keys.id, cost, secrets.token_bytes(16), b"")
    nonce = secrets.token_bytes(24)
    box = nonce + encrypt(keys.master, empty.bound(), nonce, _stretched(passphrase, empty))
    return replace(empty, box=box).dump()


def _unlocked(file: _KeyFile, keys_id: str, passphrase: str) -> Keys:
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
    from nacl.exceptions import CryptoError

    try:
        master = decrypt(file.box[24:], file.bound(), file.box[:24], _stretched(passphrase, file))
    except CryptoError as error:
        raise WrongPassphrase from error
    return Keys(keys_id, master)


def _stretched(passphrase: str, file: _KeyFile) -> bytes:
    from nacl.pwhash import argon2id

    typed = normalised(passphrase).encode()
    return bytes(argon2id.kdf(32, typed, file.salt, opslimit=file.cost.passes, memlimit=file.cost.memory))
