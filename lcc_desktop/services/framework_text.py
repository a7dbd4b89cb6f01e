"""The JSON text of a framework file: read without guessing, written for people, and where each value stands in it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from lcc_desktop.domain.errors import Problem

Document = dict[str, Any]
"""A framework file as JSON values; decimal numbers are Decimal."""

Place = tuple[str | int, ...]
"""The way through a document to one of its values."""


class Unreadable(Exception):
    """Not a JSON text that says one thing only."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def parse(content: bytes) -> Document:
    """The JSON values of a file's bytes, whatever they say; nothing is guessed."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(Problem((), "encoding", line=line)) from error
    try:
        document = json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_number
        )
    except json.JSONDecodeError as error:
        path = _before(text, error.pos)
        found = _around(text, error.pos)
        raise Unreadable(Problem(path, "json" if found else "nothing", found, line=error.lineno)) from error
    except RecursionError as error:
        raise Unreadable(Problem((), "too-deep")) from error
    except _Ambiguous as error:
        raise Unreadable(_ambiguity(text)) from error
    return document  # type: ignore[no-any-return]  # the schema decides what it is


class _Ambiguous(Exception):
    """JSON that could mean two things; where, the text itself has to be asked."""


def _object(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Ambiguous
    return found


# As people write numbers: what is longer or has an exponent could not be given back as it came.
_WRITTEN = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def _number(written: str) -> int | Decimal:
    if not _WRITTEN.fullmatch(written):
        raise _Ambiguous
    return Decimal(written) if "." in written else int(written)


def _ambiguity(text: str) -> Problem:
    """The first name that stands twice in one part, or number that is not written as numbers are here."""
    named: set[Place] = set()
    for mark in _marks(text):
        if mark.is_name:
            if mark.path in named:
                return Problem(mark.path, "twice", str(mark.path[-1])[:80], line=mark.line)
            named.add(mark.path)
        elif mark.text not in _WORDS and mark.text[0] not in '"[{' and not _WRITTEN.fullmatch(mark.text):
            return Problem(mark.path, "decimal", mark.text[:40], line=mark.line)
    raise AssertionError("no ambiguity")


_WORDS = ("true", "false", "null")


def _before(text: str, position: int) -> Place:
    """The last value that begins before a position."""
    found: Place = ()
    for mark in _marks(text[:position]):
        found = mark.path
    return found


def _around(text: str, position: int) -> str:
    """What stands at a position, for people to find it; at the end, what stands before."""
    return text[position : position + 30].split("\n")[0].strip() or text[:position].rstrip()[-30:].split("\n")[-1]


def dump(document: Mapping[str, Any]) -> bytes:
    """A document as the bytes of a file: for people and version control to read, the same for the same document."""
    return f"{_written(document, 0)}\n".encode(errors="backslashreplace")  # half a character as its escape


def _written(value: Any, depth: int) -> str:
    """JSON as the standard library writes it, but for decimal numbers: exactly, which it has no way to."""
    match value:
        case Decimal():
            whole = value == value.to_integral_value()
            return str(int(value)) if whole else format(value.normalize(), "f")
        case dict() if value:
            named = (f"{json.dumps(k, ensure_ascii=False)}: {_written(v, depth + 1)}" for k, v in value.items())
            return _enclosed("{}", named, depth)
        case list() if value:
            return _enclosed("[]", (_written(inner, depth + 1) for inner in value), depth)
    return json.dumps(value, ensure_ascii=False)


def _enclosed(brackets: str, parts: Iterable[str], depth: int) -> str:
    line = "\n" + " " * depth
    return f"{brackets[0]}{line} " + f",{line} ".join(parts) + f"{line}{brackets[1]}"


_MARK = re.compile(r'[ \t\r\n]*("(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+)')


class _Mark(NamedTuple):
    """Where a value begins, or the name of one in an object."""

    path: Place
    line: int
    text: str
    is_name: bool


def _marks(text: str) -> Iterator[_Mark]:
    """The values and names of a JSON text, in order; of one that breaks off, those before."""
    path: list[str | int] = []
    name_next = [False]  # for each open bracket: whether a name comes next (objects), else False
    line, last = 1, 0
    place = 0
    # Mark after mark: past a text that is not closed, what looks like one would be part of it.
    while match := _MARK.match(text, place):
        place = match.end()
        line += text.count("\n", last, match.start(1))
        last = match.start(1)
        mark = match.group(1)
        if mark in "{[":
            yield _Mark(tuple(path), line, mark, is_name=False)
            path.append("" if mark == "{" else 0)
            name_next.append(mark == "{")
        elif mark in "}]":
            path.pop()
            name_next.pop()
        elif mark == ",":
            inner = path[-1]
            if isinstance(inner, int):
                path[-1] = inner + 1
            else:
                name_next[-1] = True
        elif mark != ":":
            is_name = name_next[-1]
            if is_name and mark[0] != '"':
                return  # here it breaks off
            if is_name:
                path[-1] = json.loads(mark)
                name_next[-1] = False
            yield _Mark(tuple(path), line, mark, is_name)


def lines(text: str) -> dict[Place, int]:
    """The line, from 1, on which each value of a JSON text that was parsed begins, or its name."""
    found: dict[Place, int] = {(): 1}
    for mark in _marks(text):
        found.setdefault(mark.path, mark.line)
    return found


def line_of(known: Mapping[Place, int], path: Place) -> int:
    """The line of a path or, where it is missing, of the nearest part that is there."""
    while path not in known:
        path = path[:-1]
    return known[path]
