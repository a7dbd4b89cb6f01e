"""Framework files: bytes to values, with every problem named by line, path and rule.

Nothing about a workspace here: `lcc framework check` needs none. The format: docs/framework-format.md.
"""

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from lcc_desktop.domain import formula
from lcc_desktop.domain.errors import FrameworkRefused, Problem
from lcc_desktop.domain.framework import (
    Better,
    Condition,
    ConditionKind,
    Field,
    Framework,
    FrameworkRef,
    Indicator,
    Level,
    Norm,
    Number,
    Overall,
    Prerequisite,
    Principle,
    Scale,
    ScaleKind,
    Text,
)
from lcc_desktop.services.files import open_given
from lcc_desktop.services.framework_rules import problems
from lcc_desktop.services.framework_text import Document, Unreadable, line_of, lines, parse

FORMAT = "lcc-framework/1.0"
LARGEST = 32 * 1024**2
"""Bytes of a file: ten times the largest framework that passes."""
DEFAULT_POINTS = 4
"""What an indicator of weight one is worth when the file does not say."""


def read_file(path: Path) -> tuple[Framework, bytes]:
    """Read a framework file; the framework and its bytes. Raises FileUnreadable, FrameworkRefused."""
    content = _content(path)
    return read(content, str(path)), content


def read_document(path: Path) -> Document:
    """The document of a framework file, whatever is wrong with it. Raises FileUnreadable, FrameworkRefused."""
    try:
        return parse(_content(path))
    except Unreadable as error:
        raise FrameworkRefused(str(path), (error.problem,)) from error


def _content(path: Path) -> bytes:
    with open_given(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FrameworkRefused(str(path), (Problem((), "too-large"),))
    return content


def read(content: bytes, name: str) -> Framework:
    """Read the bytes of a framework file. Raises FrameworkRefused, with `name` for people."""
    found = _judged(content)
    if isinstance(found, Framework):
        return found
    raise FrameworkRefused(name, found)


@lru_cache(maxsize=4)
def _judged(content: bytes) -> Framework | tuple[Problem, ...]:
    """The framework, or all that is wrong with it: the same for the same bytes, and a third of a second to find out."""
    try:
        document = parse(content)
    except Unreadable as error:
        return (error.problem,)
    found = problems(document)
    if found:
        known = lines(content.decode("utf-8-sig"))
        return tuple(problem.at_line(line_of(known, problem.path)) for problem in found)
    return build(document, hashlib.sha256(content).hexdigest())


@lru_cache(maxsize=8)
def kept(content: bytes) -> Framework:
    """The framework of a file that was found right when it was kept: the same for the same bytes, read once."""
    return build(parse(content), hashlib.sha256(content).hexdigest())


def build(document: Mapping[str, Any], digest: str) -> Framework:
    """The framework of a document that has no `problems`."""
    rules = document.get("aggregation", {})
    points = rules.get("points", DEFAULT_POINTS)
    return Framework(
        ref=FrameworkRef(document["id"], document["version"], digest),
        official=document["official"],
        title=_text(document["title"]),
        notice=_text(document["notice"]),
        fields=tuple(Field(f["code"], _text(f["name"])) for f in document["fields"]),
        principles=tuple(
            Principle(p["code"], _text(p["name"]), _text(p["summary"]), tuple(_norm(n, points) for n in p["norms"]))
            for p in document["principles"]
        ),
        numbers=tuple(
            Number(n["code"], _text(n["text"]), formula.parse(n["formula"]) if "formula" in n else None)
            for n in document.get("numbers", ())
        ),
        prerequisites=tuple(
            Prerequisite(p["code"], p["principle"], _text(p["text"]), _maybe(p, "help"), _list(p, "sources"))
            for p in document.get("prerequisites", ())
        ),
        overall=Overall(rules.get("overall", Overall.POINTS)),
        levels=tuple(map(_level, document.get("levels", ()))),
    )


def _text(found: Mapping[str, str]) -> Text:
    return Text(found["fr"], found["ar"], found.get("zgh", ""))


def _maybe(found: Mapping[str, Any], key: str) -> Text | None:
    return _text(found[key]) if key in found else None


def _list(found: Mapping[str, Any], key: str) -> tuple[Text, ...]:
    return tuple(map(_text, found.get(key, ())))


def _norm(found: Mapping[str, Any], points: int) -> Norm:
    indicators = tuple(_indicator(i, points) for i in found["indicators"])
    return Norm(found["code"], _text(found["title"]), _text(found["legal_basis"]), indicators)


def _indicator(found: Mapping[str, Any], points: int) -> Indicator:
    return Indicator(
        code=found["code"],
        text=_text(found["text"]),
        help=_text(found["help"]),
        field=found["field"],
        weight=found["weight"],
        points=found["weight"] * points,
        mandatory=found["mandatory"],
        na_allowed=found["na_allowed"],
        evidence_from=found.get("evidence_from"),
        degrees=_list(found, "degrees"),
        sources=_list(found, "sources"),
        examples=_list(found, "examples"),
        calculation=_maybe(found, "calculation"),
        scale=_scale(found.get("scale", {"kind": ScaleKind.ORDINAL})),
        replaces=found.get("replaces", ""),
    )


def _scale(found: Mapping[str, Any]) -> Scale:
    return Scale(
        kind=ScaleKind(found["kind"]),
        thresholds=tuple(map(Fraction, found.get("from", ()))),
        better=Better(found.get("better", Better.HIGHER)),
        formula=formula.parse(found["formula"]) if "formula" in found else None,
    )


def _level(found: Mapping[str, Any]) -> Level:
    conditions = tuple(
        Condition(ConditionKind(c["kind"]), Fraction(c["from"]), c.get("code", "")) for c in found.get("conditions", ())
    )
    return Level(found["code"], _text(found["name"]), Fraction(found["from"]), conditions)
