"""OpenSSH's wire format: strings with their length before them, and Ed25519 keys written so.

Signatures are verified by libsodium (PyNaCl), which refuses the low-order and non-canonical keys that `cryptography`
lets through (C2SP/CCTV vectors). It is imported when a key is first used: the window's start uses none.
"""

import base64
import binascii
import struct

ALGORITHM = b"ssh-ed25519"


class BadKey(ValueError):
    """Not an OpenSSH Ed25519 public key, or not a certificate of one."""


class Reader:
    """Reads wire format; ValueError past the end."""

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

    def long(self) -> int:
        found: int = struct.unpack(">Q", self.take(8))[0]
        return found

    def string(self) -> bytes:
        return self.take(self.number())

    def strings(self) -> list[bytes]:
        """A string that is made of strings."""
        inner, found = Reader(self.string()), []
        while inner.left:
            found.append(inner.string())
        return found


def string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def blob_of(line: str) -> bytes:
    """The binary part of an OpenSSH line. Raises BadKey."""
    try:
        return base64.b64decode(line.split(" ")[1], validate=True)
    except (IndexError, binascii.Error, ValueError) as error:
        raise BadKey("not an OpenSSH line") from error


def key_of_blob(blob: bytes) -> bytes:
    """The 32 bytes of an Ed25519 key. Raises BadKey, ValueError."""
    reader = Reader(blob)
    if reader.string() != ALGORITHM:
        raise BadKey("not Ed25519")
    key = reader.string()
    if len(key) != 32 or reader.left:
        raise BadKey("not an Ed25519 key")
    return key


def line_of_key(key: bytes) -> str:
    """The OpenSSH line of an Ed25519 key, without comment."""
    return f"ssh-ed25519 {base64.b64encode(string(ALGORITHM) + string(key)).decode()}"


def is_key_line(text: str) -> bool:
    """Whether a text is an OpenSSH line of an Ed25519 key, as we write it."""
    try:
        return line_of_key(key_of_blob(blob_of(text))) == text
    except ValueError:
        return False


def signed_by(blob: bytes) -> tuple[bytes, bytes]:
    """The algorithm and the bytes of a signature. Raises ValueError."""
    inner = Reader(blob)
    found = inner.string(), inner.string()
    if inner.left:
        raise ValueError("bytes after the end")
    return found


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 key signed a message."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(key).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True
