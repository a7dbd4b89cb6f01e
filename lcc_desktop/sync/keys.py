"""Device keys and OpenSSH signatures (SSHSIG), such that `ssh-keygen -Y verify` accepts them.

Format: PROTOCOL.sshsig of OpenSSH. Signing uses `cryptography`; verifying uses libsodium (PyNaCl), which refuses
the low-order and non-canonical keys that `cryptography` lets through (C2SP/CCTV vectors).
"""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

PACKAGE_NAMESPACE = "lcc-package@lcc-desktop"
SEAL_NAMESPACE = "lcc-journal@lcc-desktop"

_MAGIC, _VERSION, _HASH, _ALGORITHM = b"SSHSIG", 1, b"sha512", b"ssh-ed25519"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


class BadSignature(ValueError):
    """Not a signature by this key over these bytes in this namespace."""


class BadKey(ValueError):
    """Not an OpenSSH Ed25519 public key."""


@dataclass(frozen=True)
class Signer:
    """A private key that can sign. `public` is its OpenSSH line, without comment."""

    private: Ed25519PrivateKey
    public: str

    @classmethod
    def generate(cls) -> "Signer":
        return cls._of(Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, pem: str) -> "Signer":
        """Read what `pem()` wrote."""
        private = load_ssh_private_key(pem.encode(), password=None)
        if not isinstance(private, Ed25519PrivateKey):
            raise BadKey("not Ed25519")
        return cls._of(private)

    @classmethod
    def _of(cls, private: Ed25519PrivateKey) -> "Signer":
        return cls(private, private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode())

    def pem(self) -> str:
        """The private key in OpenSSH's own format."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()

    def sign(self, message: bytes, namespace: str) -> str:
        """An armoured SSHSIG over `message`."""
        signature = self.private.sign(_to_sign(message, namespace))
        blob = (
            _MAGIC
            + struct.pack(">I", _VERSION)
            + _string(_key_blob(self.public))
            + _string(namespace.encode())
            + _string(b"")
            + _string(_HASH)
            + _string(_string(_ALGORITHM) + _string(signature))
        )
        text = base64.b64encode(blob).decode()
        return "\n".join([_BEGIN, *(text[at : at + 70] for at in range(0, len(text), 70)), _END]) + "\n"


def verify(message: bytes, signature: str, namespace: str) -> str:
    """Check an armoured SSHSIG; the OpenSSH public key line that made it. Whether it is trusted is not asked here.

    Raises BadSignature.
    """
    try:
        reader = _Reader(_unarmour(signature))
        if reader.take(6) != _MAGIC or reader.number() != _VERSION:
            raise BadSignature("not an SSHSIG of version 1")
        key = _raw_key(reader.string())
        if reader.string() != namespace.encode() or reader.string() != b"" or reader.string() != _HASH:
            raise BadSignature("another namespace or hash")
        inner = _Reader(reader.string())
        if inner.string() != _ALGORITHM:
            raise BadSignature("another algorithm")
        raw = inner.string()
        if inner.left or reader.left:
            raise BadSignature("bytes after the end")
        VerifyKey(key).verify(_to_sign(message, namespace), raw)
    except (BadSignatureError, BadKey, ValueError, TypeError) as error:
        raise BadSignature(str(error)) from error
    return _line(key)


def read_public_key(text: str) -> str:
    """The key of an OpenSSH public key line, without its comment. Raises BadKey."""
    parts = text.split()
    if len(parts) < 2 or parts[0] != _ALGORITHM.decode():
        raise BadKey("not an ssh-ed25519 line")
    try:
        return _line(_raw_key(base64.b64decode(parts[1], validate=True)))
    except (binascii.Error, ValueError) as error:
        raise BadKey(str(error)) from error


def digits(public: str) -> str:
    """Sixty digits for two people to compare: twelve groups of five, from the SHA-256 of the key."""
    number = int.from_bytes(hashlib.sha256(_key_blob(public)).digest(), "big") % 10**60
    text = f"{number:060d}"
    return " ".join(text[at : at + 5] for at in range(0, 60, 5))


def _to_sign(message: bytes, namespace: str) -> bytes:
    return (
        _MAGIC + _string(namespace.encode()) + _string(b"") + _string(_HASH) + _string(hashlib.sha512(message).digest())
    )


def _unarmour(text: str) -> bytes:
    lines = text.strip().split("\n")
    if len(text) > 4096 or len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise BadSignature("no armour")
    return base64.b64decode("".join(lines[1:-1]), validate=True)


def _key_blob(public: str) -> bytes:
    return base64.b64decode(public.split()[1])


def _raw_key(blob: bytes) -> bytes:
    reader = _Reader(blob)
    if reader.string() != _ALGORITHM:
        raise BadKey("not Ed25519")
    key = reader.string()
    if len(key) != 32 or reader.left:
        raise BadKey("not an Ed25519 key")
    return key


def _line(key: bytes) -> str:
    return f"ssh-ed25519 {base64.b64encode(_string(_ALGORITHM) + _string(key)).decode()}"


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


class _Reader:
    """Reads SSH wire format; ValueError past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def left(self) -> int:
        return len(self._data)

    def take(self, count: int) -> bytes:
        if count > len(self._data):
            raise ValueError("truncated")
        found, self._data = self._data[:count], self._data[count:]
        return found

    def number(self) -> int:
        found: int = struct.unpack(">I", self.take(4))[0]
        return found

    def string(self) -> bytes:
        return self.take(self.number())
