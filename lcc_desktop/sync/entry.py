"""One change of one fact, as it is chained, stored, sent and merged.

What is personal or confidential can be left out of an entry: its chain, its seal and everything else it says stay
provable, and the whole entry can come later. For that, such an entry is hashed without its value but with the hash of
value and salt; the salt keeps anybody from guessing a name and trying its hash.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from lcc_desktop.domain import facts
from lcc_desktop.domain.checks import is_line
from lcc_desktop.sync import canonical

START = "0" * 64
"""What the first entry of a stream names as its predecessor."""

_DEVICE = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
LATEST = 253_402_300_799_999
"""Milliseconds at the end of the year 9999: no clock may say more, so ours can always go on."""

_COMMON = frozenset({"at", "author", "device", "entity", "field", "hlc", "kind", "prev", "scope", "seen", "seq"})
_WHOLE = _COMMON | {"value"}
_SALTED = _WHOLE | {"salt"}
_LEFT_OUT = _COMMON | {"left_out"}

_SALT = re.compile(r"[0-9a-f]{32}")


class EntryRefused(ValueError):
    """A line of a journal is not an entry. The message is for logs."""


class MayNotBeLeftOut(EntryRefused):
    """An entry came without its value, though nothing of its sort may be left out. The message is the sort."""


@dataclass(frozen=True)
class Entry:
    """A journal entry.

    scope: the evaluation it belongs to; with device and seq (from 1, without gaps) its identity.
    hlc: hybrid logical clock (wall milliseconds, counter); at: the author's own clock, for people only.
    seen: for each other device, the last entry of this scope the author had; its own earlier ones go without
    saying. prev: hash of the device's previous entry in this scope.
    salt: only of what may be left out. left_out: in place of a value (then facts.NOTHING) and its salt, their hash.
    """

    scope: str
    device: str
    seq: int
    hlc: tuple[int, int]
    at: str
    author: str
    kind: str
    entity: str
    field: str
    value: Any
    seen: Mapping[str, int]
    prev: str
    salt: str = ""
    left_out: str = ""

    @cached_property
    def body(self) -> bytes:
        """The canonical line: what is stored and sent."""
        keys = _LEFT_OUT if self.left_out else _SALTED if self.salt else _WHOLE
        return canonical.dump({key: getattr(self, key) for key in keys})

    @cached_property
    def hash(self) -> str:
        """What the chain and the seals rest on: the same whether the value was left out or not."""
        line = self.without_value().body if self.salt else self.body
        return hashlib.sha256(line).hexdigest()

    def without_value(self) -> "Entry":
        """The entry with its value left out. Only one with a salt has such a form."""
        if self.left_out:
            return self
        if not self.salt:
            raise ValueError("an entry without salt cannot leave out its value")
        hidden = hashlib.sha256(canonical.dump({"salt": self.salt, "value": self.value})).hexdigest()
        return replace(self, value=facts.NOTHING, salt="", left_out=hidden)

    @cached_property
    def fact(self) -> str:
        return fact_key(self.kind, self.entity, self.field)

    def knew(self, other: "Entry") -> bool:
        """Whether the author had seen `other`."""
        if other.device == self.device:
            return other.seq < self.seq
        return other.seq <= self.seen.get(other.device, 0)

    @classmethod
    def parse(cls, line: bytes) -> "Entry":
        """Read a line; EntryRefused unless it is exactly what an Entry writes."""
        try:
            found = canonical.load_exact(line)
        except canonical.NotCanonical as error:
            raise EntryRefused(str(error)) from error
        if not isinstance(found, dict) or found.keys() not in (_WHOLE, _SALTED, _LEFT_OUT):
            raise EntryRefused("not the keys of an entry")
        _check(found)
        _check_value(found)
        found.setdefault("value", facts.NOTHING)
        entry = cls(**(found | {"hlc": tuple(found["hlc"])}))
        entry.__dict__["body"] = line  # already at hand, and equal to what would be computed
        return entry


def new_salt() -> str:
    """For a value that may be left out."""
    return secrets.token_hex(16)


def fact_key(kind: str, entity: str, field: str) -> str:
    """A fact's name as one string. None of the parts can hold a tab."""
    return f"{kind}\t{entity}\t{field}"


def _check(found: dict[str, Any]) -> None:
    texts = ("at", "author", "device", "entity", "field", "kind", "prev", "scope")
    if not all(isinstance(found[key], str) for key in texts):
        raise EntryRefused("a text is not a text")
    if not (_DEVICE.fullmatch(found["device"]) and _DEVICE.fullmatch(found["scope"])):
        raise EntryRefused("bad device or scope")
    if not (_NAME.fullmatch(found["kind"]) and _NAME.fullmatch(found["field"]) and _AT.fullmatch(found["at"])):
        raise EntryRefused("bad kind, field or time")
    if not facts.SHA256.fullmatch(found["prev"]) or not is_line(found["author"], 200):
        raise EntryRefused("bad predecessor or author")
    if len(found["entity"]) > 120 or not found["entity"].isprintable():
        raise EntryRefused("bad entity")
    try:
        datetime.fromisoformat(found["at"])
    except ValueError as error:
        raise EntryRefused("no such moment") from error
    if not (_count(found["seq"]) and _is_clock(found["hlc"]) and _is_vector(found["seen"], found["device"])):
        raise EntryRefused("bad numbers")
    kind = found["kind"]
    if kind in facts.SCOPES and found["entity"] != found["scope"]:
        raise EntryRefused("an evaluation or a campaign inside another")
    if kind in facts.KINDS and not facts.is_entity(kind, found["entity"]):
        raise EntryRefused(f"bad entity for {kind}")


def _check_value(found: dict[str, Any]) -> None:
    kind, field = found["kind"], found["field"]
    known = facts.is_known(kind, field)
    if "value" not in found:
        if not isinstance(found["left_out"], str) or not facts.SHA256.fullmatch(found["left_out"]):
            raise EntryRefused("bad hash of what was left out")
        if known and not facts.may_be_left_out(kind, field):
            raise MayNotBeLeftOut(f"{kind}.{field}")
        return
    if "salt" in found and not (isinstance(found["salt"], str) and _SALT.fullmatch(found["salt"])):
        raise EntryRefused("bad salt")
    if known:
        if "salt" in found and not facts.may_be_left_out(kind, field):
            raise EntryRefused(f"a salt for {kind}.{field}")
        if not facts.is_valid(kind, found["entity"], field, found["value"]):
            raise EntryRefused(f"bad value for {kind}.{field}")


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31


def _is_clock(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(part, int) and not isinstance(part, bool) for part in value)
        and 0 <= value[0] <= LATEST
        and 0 <= value[1] < 2**31
    )


def _is_vector(value: Any, own: str) -> bool:
    return (
        isinstance(value, dict)
        and own not in value
        and all(_DEVICE.fullmatch(device) and _count(seq) for device, seq in value.items())
    )
