"""What a value may be: asked of a value, and said as JSON Schema for those who read packages without us."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Value = object
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Check:
    """A rule for values; `schema` says the same in JSON Schema (2020-12)."""

    holds: Callable[[Value], bool]
    schema: Schema

    def __call__(self, value: Value) -> bool:
        return self.holds(value)


BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What a text in one line has none of."""


def is_line(value: Value, limit: int) -> bool:
    """Whether a value is a text of at most `limit` characters, all in one line."""
    return isinstance(value, str) and len(value) <= limit and BREAKS.search(value) is None


def is_whole(value: Value, least: int, most: int) -> bool:
    """Whether a value is a whole number between two others. True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def text(limit: int) -> Check:
    """Any text, of at most `limit` characters."""
    return Check(lambda value: isinstance(value, str) and len(value) <= limit, {"type": "string", "maxLength": limit})


def line(limit: int, least: int = 0) -> Check:
    """A text in one line, of `least` to `limit` characters."""
    schema = {"type": "string", "maxLength": limit, "pattern": r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"}
    if least:
        schema["minLength"] = least
    return Check(lambda value: isinstance(value, str) and len(value) >= least and is_line(value, limit), schema)


flag = Check(lambda value: isinstance(value, bool), {"type": "boolean"})


def between(least: int, most: int) -> Check:
    """A whole number."""
    return Check(lambda value: is_whole(value, least, most), {"type": "integer", "minimum": least, "maximum": most})


def matching(pattern: re.Pattern[str]) -> Check:
    """A text that is wholly of a pattern, which must be one of both Python and ECMAScript."""
    return Check(
        lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None,
        {"type": "string", "pattern": f"^(?:{pattern.pattern})$"},
    )


def one_of(values: Collection[str]) -> Check:
    """One of some words, or none said."""
    return Check(lambda value: isinstance(value, str) and (value == "" or value in values), {"enum": ["", *values]})


def or_empty(check: Check) -> Check:
    """As `check`, or an empty text."""
    return Check(lambda value: value == "" or check(value), {"anyOf": [{"const": ""}, check.schema]})


def or_null(check: Check) -> Check:
    """As `check`, or null."""
    return Check(lambda value: value is None or check(value), {"anyOf": [{"type": "null"}, check.schema]})


def record(shape: Mapping[str, Check], optional: Collection[str] = ()) -> Check:
    """A mapping with these keys and no others; those that are `optional` may be absent."""
    needed = set(shape) - set(optional)

    def holds(value: Value) -> bool:
        return (
            isinstance(value, dict)
            and needed <= value.keys() <= shape.keys()
            and all(shape[key](part) for key, part in value.items())
        )

    schema = {
        "type": "object",
        "properties": {key: check.schema for key, check in shape.items()},
        "required": sorted(needed),
        "additionalProperties": False,
    }
    return Check(holds, schema)


def mapping(key: Check, value: Check, most: int, least: int = 0) -> Check:
    """A mapping of at most `most` keys."""
    return Check(
        lambda found: (
            isinstance(found, dict)
            and least <= len(found) <= most
            and all(key(name) and value(part) for name, part in found.items())
        ),
        {
            "type": "object",
            "propertyNames": key.schema,
            "additionalProperties": value.schema,
            "minProperties": least,
            "maxProperties": most,
        },
    )


def list_of(item: Check, most: int, least: int = 0) -> Check:
    """A list of `least` to `most` values that are each as `item` says."""
    schema: dict[str, Any] = {"type": "array", "items": item.schema, "maxItems": most}
    if least:
        schema["minItems"] = least
    return Check(
        lambda found: isinstance(found, list) and least <= len(found) <= most and all(map(item, found)), schema
    )


def either(*checks: Check) -> Check:
    """What any of some checks lets through."""
    return Check(lambda value: any(check(value) for check in checks), {"anyOf": [check.schema for check in checks]})


def constant(word: str) -> Check:
    """One word."""
    return Check(lambda value: isinstance(value, str) and value == word, {"const": word})


def _is_date(value: Value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


day = Check(_is_date, {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
