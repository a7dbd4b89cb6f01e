"""JSON with one way to write each value, and a reader that refuses every other way a hostile file may try."""

import json
import re
from typing import Any, NoReturn

LARGEST = 2**53 - 1
DEEPEST = 16
# Possessive, and content with an unfinished string: one pass whatever the bytes.
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"?')
_BRACKETS = re.compile(r"[\[\]{}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotCanonical(ValueError):
    """The bytes are not JSON as we write it. The message is for logs."""


def dump(value: Any) -> bytes:
    """UTF-8, keys sorted, no spaces. Whole numbers only: a float would print differently elsewhere."""
    return _ENCODER.encode(value).encode()


def load(data: bytes) -> Any:
    """Read JSON strictly: no duplicate key, float, NaN, huge number, lone surrogate or deep nesting.

    Raises NotCanonical.
    """
    try:
        text = data.decode("utf-8")
        if _too_deep(text):
            raise NotCanonical("nested too deeply")
        value = _DECODER.decode(text)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    if "\\u" in text:  # only so can a lone surrogate be written in UTF-8
        _check_text(value)
    return value


def load_exact(data: bytes) -> Any:
    """Like `load`, and the bytes must be those `dump` would write."""
    value = load(data)
    if dump(value) != data:
        raise NotCanonical("not in canonical form")
    return value


def _too_deep(text: str) -> bool:
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("duplicate key")
    return found


def _no_float(text: str) -> NoReturn:
    raise NotCanonical(f"not a whole number: {text[:20]}")


def _small(text: str) -> int:
    if len(text) > 17 or abs(number := int(text)) > LARGEST:
        raise NotCanonical("number too large")
    return number


def _check_text(value: Any) -> None:
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise NotCanonical("lone surrogate")
    elif isinstance(value, list):
        for item in value:
            _check_text(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_text(key)
            _check_text(item)


# Made once: a journal is thousands of lines.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_float=_no_float, parse_int=_small, parse_constant=_no_float
)
