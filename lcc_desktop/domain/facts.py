"""The shared facts: which kinds of thing an evaluation holds, their fields, and what a value may be.

A fact is (kind, entity, field) → value. The journal stores changes of facts; packages carry them. A kind or
field of a newer minor version is unknown here: it travels on untouched and is not shown.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lcc_desktop.domain.scoring import Score, State

Value = object
Check = Callable[[Value], bool]

NOTE_LIMIT = 20_000
"""Longest justification, in characters."""

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,39}")
SHA256 = re.compile(r"[0-9a-f]{64}")
IDENTITY = re.compile(r"[0-9a-f]{32}")


def writable(text: str) -> str:
    """A text as it can be stored anywhere: composed letters, and a mark for what is no character at all.

    File names and command lines of some systems can hold bytes that are not text.
    """
    whole = text.encode("utf-8", errors="replace").decode("utf-8").replace("\0", "\ufffd")
    return unicodedata.normalize("NFC", whole)


def _text(limit: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= limit


def _flag(value: Value) -> bool:
    return isinstance(value, bool)


def _between(least: int, most: int) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _record(shape: Mapping[str, Check]) -> Check:
    return lambda value: (
        isinstance(value, dict) and value.keys() == shape.keys() and all(check(value[k]) for k, check in shape.items())
    )


def _score(value: Value) -> bool:
    # "disputed" is never said by anybody: it is what values in conflict amount to.
    if not isinstance(value, dict) or value.get("state") not in [s for s in State if s is not State.DISPUTED]:
        return False
    degree = value.get("degree")
    if value["state"] == State.SCORED:
        return value.keys() == {"state", "degree"} and _between(0, 100)(degree)
    return value.keys() == {"state"}


def score_value(score: Score) -> dict[str, object]:
    """A score as a fact's value."""
    if score.state is State.SCORED:
        return {"state": str(score.state), "degree": score.degree}
    return {"state": str(score.state)}


@dataclass(frozen=True)
class Kind:
    """One kind of thing. `entity` tells what names it; a `union` kind's values unite instead of conflicting."""

    entity: re.Pattern[str]
    fields: Mapping[str, Check]
    union: bool = False


_FRAMEWORK = _record(
    {
        "id": _text(80),
        "version": _between(1, 2**31 - 1),
        "digest": lambda value: isinstance(value, str) and SHA256.fullmatch(value) is not None,
    }
)
_FILE = _record(
    {
        "name": _text(255),
        "media_type": _text(100),
        "size": _between(0, 2**40),
        "sha256": lambda value: isinstance(value, str) and SHA256.fullmatch(value) is not None,
    }
)

KINDS: Mapping[str, Kind] = {
    "evaluation": Kind(
        IDENTITY,
        {"commune": _text(20), "cycle": _text(40), "framework": _FRAMEWORK, "stage": _text(40)},
    ),
    "score": Kind(CODE, {"value": _score, "note": _text(NOTE_LIMIT)}),
    "evidence": Kind(IDENTITY, {"file": _FILE}),
    # entity: indicator code + "/" + evidence id
    "evidence_link": Kind(re.compile(CODE.pattern + "/" + IDENTITY.pattern), {"present": _flag}, union=True),
}


def is_known(kind: str, field: str) -> bool:
    """Whether this version can show the fact."""
    return kind in KINDS and field in KINDS[kind].fields


def is_valid(kind: str, entity: str, field: str, value: Value) -> bool:
    """Whether a fact this version knows has a name and a value it can have."""
    declared = KINDS[kind]
    return declared.entity.fullmatch(entity) is not None and declared.fields[field](value)
