"""The signed code in the foot of a document, small enough to be printed: docs/document-code.md has its every byte.

It says what the document must say, so that whoever holds the paper can compare, and holds the key that signed it, so
that nobody has to be asked for it. Whether the key is anybody's is another question.
"""

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from lcc_desktop.domain.documents import KINDS, Stamp
from lcc_desktop.sync import canonical, keys, ssh_wire

PREFIX = "LCC1:"
FAMILY = "LCC"
"""How the codes of every version begin."""

NAMESPACE = "lcc-document@lcc-desktop"
LONGEST = 1000
"""Characters of a code; none we make has half as many."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DAY_ZERO = date(1970, 1, 1)
_NOTHING = 0xFFFF
_MOST_PRINCIPLES, _MOST_BYTES = 12, 24
"""Beyond these a code would need smaller modules than a photocopier keeps apart."""

_HEAD = struct.Struct(">BH16s16sHHH")
_KEY, _SIGNATURE = 32, 64


class NotAStamp(ValueError):
    """Not such a code. The message is for logs."""


class NewerStamp(NotAStamp):
    """A code of a later version."""


class BrokenStamp(NotAStamp):
    """A code whose signature does not hold: altered, or forged."""


@dataclass(frozen=True)
class Read:
    """A code whose signature holds. `key` is the OpenSSH public key line that signed it."""

    stamp: Stamp
    key: str


def write(stamp: Stamp, signer: keys.Signer) -> str:
    """The code's text, of the characters that QR codes pack most tightly."""
    said = _packed(stamp) + keys.raw(signer.public)
    return PREFIX + _base45(said + signer.sign_bare(_signed(said), NAMESPACE))


def read(text: str) -> Read:
    """What a code says, once its signature was checked. Raises NotAStamp, NewerStamp, BrokenStamp."""
    said, key, signature = _parts(text)
    try:
        line = keys.verify(
            _signed(said + key),
            keys.armoured(ssh_wire.blob_of(ssh_wire.line_of_key(key)), signature, NAMESPACE),
            NAMESPACE,
        )
    except keys.BadSignature as error:
        raise BrokenStamp(str(error)) from error
    return Read(_unpacked(said), line)


def digest(said: Mapping[str, Any]) -> str:
    """The digest of an evaluation's scores, as a code has room for it: 128 bits in hexadecimal digits."""
    return hashlib.sha256(canonical.dump(said)).hexdigest()[:32]


def thousandths(share: Fraction | None) -> Fraction | None:
    """A share as documents print it."""
    return None if share is None else Fraction(round(share * 1000), 1000)


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    """What is said, the key and the signature."""
    if len(text) > LONGEST or not text.startswith(FAMILY):
        raise NotAStamp("not a code of ours")
    if not text.startswith(PREFIX):
        head, colon, _rest = text.partition(":")
        if colon and head[len(FAMILY) :].isdecimal():
            raise NewerStamp(head)
        raise NotAStamp("not a code of ours")
    data = _from_base45(text.removeprefix(PREFIX))
    end = len(data) - _KEY - _SIGNATURE
    if end < _HEAD.size + 3:
        raise NotAStamp("too short")
    return data[:end], data[end : end + _KEY], data[end + _KEY :]


def _signed(said: bytes) -> bytes:
    return PREFIX.encode() + said


def _packed(stamp: Stamp) -> bytes:
    principles = stamp.principles if len(stamp.principles) <= _MOST_PRINCIPLES else ()
    head = _HEAD.pack(
        KINDS.index(stamp.kind) + 1,
        min(max((stamp.made_on - _DAY_ZERO).days, 0), 0xFFFF),  # clocks may be any number of years off
        bytes.fromhex(stamp.subject),
        bytes.fromhex(stamp.scores),
        *(_share(share) for share in (stamp.score, stamp.completeness, stamp.verified)),
    )
    scores = struct.pack(f">B{len(principles)}H", len(principles), *map(_share, principles))
    return head + scores + _text(stamp.commune) + _text(stamp.cycle)


def _unpacked(said: bytes) -> Stamp:
    try:
        kind, days, subject, scores, *shares = _HEAD.unpack_from(said)
        at = _HEAD.size
        count = said[at]
        principles = struct.unpack_from(f">{count}H", said, at + 1)
        commune, at = _text_at(said, at + 1 + 2 * count)
        cycle, at = _text_at(said, at)
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise NotAStamp(str(error)) from error
    if at != len(said):
        raise NotAStamp("bytes after the end")
    score, completeness, verified = map(_fraction, shares)
    return Stamp(
        kind=KINDS[kind - 1] if 0 < kind <= len(KINDS) else "",
        made_on=_DAY_ZERO + timedelta(days=days),
        subject=subject.hex(),
        scores=scores.hex(),
        score=score,
        completeness=completeness,
        verified=verified,
        principles=tuple(map(_fraction, principles)),
        commune=commune,
        cycle=cycle,
    )


def _share(share: Fraction | None) -> int:
    return _NOTHING if share is None else round(share * 1000)


def _fraction(number: int) -> Fraction | None:
    return None if number == _NOTHING else Fraction(number, 1000)


def _text(text: str) -> bytes:
    data = text.encode()[:_MOST_BYTES].decode(errors="ignore").encode()
    return bytes((len(data),)) + data


def _text_at(data: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + data[at]
    if end > len(data):
        raise NotAStamp("too short")
    return data[at + 1 : end].decode(), end


def _base45(data: bytes) -> str:
    """RFC 9285."""
    written = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number = int.from_bytes(pair, "big")
        for _digit in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            written.append(_DIGITS[digit])
    return "".join(written)


def _from_base45(text: str) -> bytes:
    found = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        digits = [_DIGITS.find(sign) for sign in group]
        number = sum(digit * 45**place for place, digit in enumerate(digits))
        size = len(group) - 1
        if min(digits) < 0 or not size or number >= 256**size:
            raise NotAStamp("not Base45")
        found += number.to_bytes(size, "big")
    return bytes(found)
