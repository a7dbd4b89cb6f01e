"""What a coordination team says of a device's key: an OpenSSH certificate, which `ssh-keygen -L` shows.

The key id is the person's name; the principals are the device and what it may do, `lcc-facilitator` for instance.
`cryptography` makes certificates; reading is ours and strict, because the library checks neither type, dates,
principals nor critical options.
"""

import base64
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lcc_desktop.domain.checks import is_line
from lcc_desktop.domain.facts import IDENTITY
from lcc_desktop.domain.roles import ROLES, Role
from lcc_desktop.sync.ssh_wire import (
    ALGORITHM,
    BadKey,
    Reader,
    blob_of,
    is_signed,
    key_of_blob,
    line_of_key,
    signed_by,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KIND = b"ssh-ed25519-cert-v01@openssh.com"
LARGEST = 2048
"""Bytes of a certificate; ours have about 300."""
MOST_PRINCIPALS = 8
NAME_LIMIT = 100
_USER = 1
_LATEST = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
_ROLE = "lcc-"


@dataclass(frozen=True)
class Certificate:
    """A certificate that is whole and signed by `authority`; whether that is believed, and on this day, is not asked.

    `key` and `authority` are OpenSSH lines, `line` is the certificate's own.
    """

    line: str
    key: str
    authority: str
    serial: int
    name: str
    device: str
    roles: frozenset[Role]
    since: datetime
    until: datetime


def read(blob: bytes) -> Certificate:
    """Raises BadKey."""
    try:
        return _read(blob)
    except (ValueError, UnicodeDecodeError) as error:
        raise BadKey(str(error)) from error


def read_line(line: str) -> Certificate:
    """Raises BadKey."""
    return read(blob_of(line))


def _read(blob: bytes) -> Certificate:
    if len(blob) > LARGEST:
        raise BadKey("too large")
    reader = Reader(blob)
    if reader.string() != KIND:
        raise BadKey("not an Ed25519 certificate")
    reader.string()  # the nonce
    key = reader.string()
    serial, kind, name = reader.long(), reader.number(), reader.string().decode()
    principals = [one.decode("ascii") for one in reader.strings()]
    since, until = reader.long(), reader.long()
    critical, _extensions, reserved = reader.string(), reader.strings(), reader.string()
    authority = key_of_blob(reader.string())
    signed = blob[: len(blob) - reader.left]
    algorithm, signature = signed_by(reader.string())
    if reader.left or algorithm != ALGORITHM or not is_signed(authority, signed, signature):
        raise BadKey("not signed by the authority it names")
    # A critical option is a restriction that whoever does not know it must refuse.
    if len(key) != 32 or kind != _USER or critical or reserved:
        raise BadKey("not a certificate of a person's key")
    if not 0 <= since < until <= _LATEST or not name or not is_line(name, NAME_LIMIT):
        raise BadKey("without an end or a name")
    devices = [one for one in principals if IDENTITY.fullmatch(one)]
    if len(devices) != 1 or len(principals) > MOST_PRINCIPALS:
        raise BadKey("not of one device")
    return Certificate(
        line=f"{KIND.decode()} {base64.b64encode(blob).decode()}",
        key=line_of_key(key),
        authority=line_of_key(authority),
        serial=serial,
        name=name,
        device=devices[0],
        roles=frozenset(role for role in ROLES if _ROLE + role in principals),
        since=datetime.fromtimestamp(since, UTC),
        until=datetime.fromtimestamp(until, UTC),
    )


def bare(line: str) -> str:
    """The OpenSSH line of the key itself, of a key or of a certificate. Raises BadKey."""
    return read_line(line).key if is_certificate(line) else line


def is_certificate(line: str) -> bool:
    return line.startswith(KIND.decode() + " ")


def issue(
    authority: "Ed25519PrivateKey",
    key: str,
    device: str,
    name: str,
    roles: Collection[Role],
    serial: int,
    since: datetime,
    until: datetime,
) -> Certificate:
    """Certify the key of a device."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import (
        SSHCertificateBuilder,
        SSHCertificateType,
        load_ssh_public_key,
    )

    public = load_ssh_public_key(key.encode())
    if not isinstance(public, Ed25519PublicKey):
        raise BadKey("not Ed25519")
    made = (
        SSHCertificateBuilder()
        .public_key(public)
        .serial(serial)
        .type(SSHCertificateType.USER)
        .key_id(name.encode())
        .valid_principals([device.encode(), *((_ROLE + role).encode() for role in sorted(roles))])
        .valid_after(int(since.timestamp()))
        .valid_before(int(until.timestamp()))
        .sign(authority)
    )
    return read_line(made.public_bytes().decode())
