"""Device keys and OpenSSH signatures (SSHSIG), such that `ssh-keygen -Y verify` accepts them.

Format: PROTOCOL.sshsig of OpenSSH. A device that has a certificate signs with it in the place of its key, so that what
it signed can be believed by whoever believes the authority alone. Signing uses `cryptography`, imported when a key is
first used.
"""

import base64
import hashlib
import struct
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lcc_desktop.sync import certificate
from lcc_desktop.sync.ssh_wire import (
    ALGORITHM,
    BadKey,
    Reader,
    blob_of,
    is_signed,
    key_of_blob,
    line_of_key,
    signed_by,
    string,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PACKAGE_NAMESPACE = "lcc-package@lcc-desktop"
SEAL_NAMESPACE = "lcc-journal@lcc-desktop"

_MAGIC, _VERSION, _HASH = b"SSHSIG", 1, b"sha512"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


class BadSignature(ValueError):
    """Not a signature by this key over these bytes in this namespace."""


@dataclass(frozen=True)
class Signer:
    """A private key that can sign. `public` is its OpenSSH line, without comment; `certificate`, if it has one, the
    line of the certificate it signs with.
    """

    private: "Ed25519PrivateKey"
    public: str
    certificate: str = ""

    @property
    def line(self) -> str:
        """What its signatures name as the key."""
        return self.certificate or self.public

    def certified(self, line: str) -> "Signer":
        """The same key with another certificate, or with none."""
        return replace(self, certificate=line)

    @classmethod
    def generate(cls) -> "Signer":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls._of(Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, pem: str) -> "Signer":
        """Read what `pem()` wrote."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_ssh_private_key

        private = load_ssh_private_key(pem.encode(), password=None)
        if not isinstance(private, Ed25519PrivateKey):
            raise BadKey("not Ed25519")
        return cls._of(private)

    @classmethod
    def _of(cls, private: "Ed25519PrivateKey") -> "Signer":
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return cls(private, private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode())

    def pem(self) -> str:
        """The private key in OpenSSH's own format."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        return self.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()

    def sign(self, message: bytes, namespace: str) -> str:
        """An armoured SSHSIG over `message`."""
        return armoured(blob_of(self.line), self.sign_bare(message, namespace), namespace)

    def sign_bare(self, message: bytes, namespace: str) -> bytes:
        """The 64 bytes at the heart of an SSHSIG, for where there is no room for all of it."""
        return self.private.sign(_to_sign(message, namespace))


def armoured(named: bytes, signature: bytes, namespace: str) -> str:
    """The SSHSIG round a bare signature. `named` is the blob of the key, or of the certificate, that made it."""
    blob = (
        _MAGIC
        + struct.pack(">I", _VERSION)
        + string(named)
        + string(namespace.encode())
        + string(b"")
        + string(_HASH)
        + string(string(ALGORITHM) + string(signature))
    )
    text = base64.b64encode(blob).decode()
    return "\n".join([_BEGIN, *(text[at : at + 70] for at in range(0, len(text), 70)), _END]) + "\n"


def raw(public: str) -> bytes:
    """The 32 bytes of an OpenSSH public key line."""
    return key_of_blob(blob_of(public))


def verify(message: bytes, signature: str, namespace: str) -> str:
    """Check an armoured SSHSIG; the OpenSSH line of the key, or of its certificate, that made it.

    Whether it is trusted is not asked here. Raises BadSignature.
    """
    try:
        reader = Reader(_unarmour(signature))
        if reader.take(6) != _MAGIC or reader.number() != _VERSION:
            raise BadSignature("not an SSHSIG of version 1")
        key, line = _signing(reader.string())
        if reader.string() != namespace.encode() or reader.string() != b"" or reader.string() != _HASH:
            raise BadSignature("another namespace or hash")
        algorithm, raw = signed_by(reader.string())
        if algorithm != ALGORITHM:
            raise BadSignature("another algorithm")
        if reader.left:
            raise BadSignature("bytes after the end")
    except ValueError as error:
        raise BadSignature(str(error)) from error
    if not is_signed(key, _to_sign(message, namespace), raw):
        raise BadSignature("another key or other bytes")
    return line


def lasts(signature: str) -> datetime:
    """Until when the certificate in a signature that was verified holds; the beginning of time where there is none."""
    reader = Reader(_unarmour(signature))
    reader.take(len(_MAGIC) + 4)
    line = _signing(reader.string())[1]
    return certificate.read_line(line).until if certificate.is_certificate(line) else datetime.min.replace(tzinfo=UTC)


def _signing(blob: bytes) -> tuple[bytes, str]:
    """The key that signs, and what names it."""
    if blob.startswith(string(certificate.KIND)):
        found = certificate.read(blob)
        return key_of_blob(blob_of(found.key)), found.line
    key = key_of_blob(blob)
    return key, line_of_key(key)


def digits(public: str) -> str:
    """Sixty digits for two people to compare: twelve groups of five, from the SHA-256 of the key (of the key itself,
    where it is certified).
    """
    number = int.from_bytes(hashlib.sha256(blob_of(certificate.bare(public))).digest(), "big") % 10**60
    text = f"{number:060d}"
    return " ".join(text[at : at + 5] for at in range(0, 60, 5))


def _to_sign(message: bytes, namespace: str) -> bytes:
    return _MAGIC + string(namespace.encode()) + string(b"") + string(_HASH) + string(hashlib.sha512(message).digest())


def _unarmour(text: str) -> bytes:
    lines = text.strip().split("\n")
    if len(text) > 4096 or len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise BadSignature("no armour")
    return base64.b64decode("".join(lines[1:-1]), validate=True)
