"""What the small signed files hold, asked of them on reading and said as JSON Schema in docs/: declared once for both.

What a schema cannot say (that a key is one, that a signature holds) is asked after it.
"""

import re

from lcc_desktop.domain.checks import (
    Check,
    between,
    constant,
    day,
    either,
    line,
    list_of,
    matching,
    or_empty,
    or_null,
    record,
    text,
)
from lcc_desktop.domain.facts import CODE, IDENTITY, SHA256

REQUEST_FORMAT, ASSIGNMENT_FORMAT, RECEIPT_FORMAT = "lcc-request/1.0", "lcc-assignment/1.0", "lcc-receipt/1.0"

KEY = matching(re.compile(r"ssh-ed25519 [A-Za-z0-9+/]{68}"))
"""An OpenSSH public key line without comment."""

CERTIFICATE = matching(re.compile(r"ssh-ed25519-cert-v01@openssh\.com [A-Za-z0-9+/]{1,2732}={0,2}"))
RECIPIENT = matching(re.compile(r"age1[02-9ac-hj-np-z]{58}"))
MOMENT = matching(re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"))
SIGNATURE = text(8192)
"""An armoured SSHSIG; with a certificate it has at most some 3,500 characters."""

_DEVICE = matching(IDENTITY)
_DIGEST = matching(SHA256)

REQUEST = record(
    {
        "format": constant(REQUEST_FORMAT),
        "device": _DEVICE,
        "name": line(100, least=1),
        "role": line(40, least=1),
        "public_key": KEY,
        "recipient": RECIPIENT,
        "authority": or_empty(KEY),
        "signature": SIGNATURE,
    }
)
"""By which a computer asks to be enrolled."""

_AUTHORITY = record({"public_key": KEY, "name": line(100), "vouched_by": or_empty(KEY), "vouch": SIGNATURE})
_RECIPIENT = record({"name": line(100), "recipient": RECIPIENT})
_COMMUNE = record({"code": matching(CODE), "start": or_empty(day), "end": or_empty(day)})
_CAMPAIGN = record(
    {
        "id": _DEVICE,
        "name_fr": line(300),
        "name_ar": line(300),
        "cycle": line(300),
        "opens": or_empty(day),
        "closes": or_empty(day),
        "framework": or_empty(_DIGEST),
        "communes": list_of(_COMMUNE, 2_000),
    }
)
_GRANTED = record(
    {
        "certificate": CERTIFICATE,
        "campaigns": list_of(_CAMPAIGN, 100),
        "frameworks": list_of(text(16 * 1024**2), 100),
    }
)
ASSIGNMENT = record(
    {
        "format": constant(ASSIGNMENT_FORMAT),
        "issued_at": MOMENT,
        "authorities": list_of(_AUTHORITY, 100, least=1),
        "recipients": list_of(_RECIPIENT, 100),
        "recovery": list_of(_RECIPIENT, 10),
        "void": list_of(either(KEY, RECIPIENT), 5_000),
        "granted": or_null(_GRANTED),
    }
)
"""The line of an assignment or a notice."""

_COUNT = between(0, 2**31 - 1)
_RECEIVED = record(
    {
        "number": _COUNT,
        "digest": _DIGEST,
        "scope": _DEVICE,
        "seq": _COUNT,
        "outcome": line(40),
        "reasons": list_of(list_of(line(200), 2, least=2), 20),
    }
)
RECEIPT = record(
    {
        "format": constant(RECEIPT_FORMAT),
        "device": _DEVICE,
        "name": line(200),
        "to": _DEVICE,
        "at": MOMENT,
        "packages": list_of(_RECEIVED, 20_000),
        "signature": SIGNATURE,
    }
)
"""What a coordination team received of somebody."""

SHAPES: dict[str, tuple[str, Check]] = {
    "request": ("A request to be enrolled", REQUEST),
    "assignment": ("An assignment or a notice of a coordination team", ASSIGNMENT),
    "receipt": ("A receipt for LCC packages", RECEIPT),
}
"""Title and shape of each, by the name of its schema."""
