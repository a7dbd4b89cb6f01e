"""Frameworks of a workspace: read from files with precise refusals, kept byte for byte, never changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import FileUnreadable, FrameworkRefused, FrameworkUnknown, Problem
from lcc_desktop.domain.framework import Field, Framework, FrameworkRef, Indicator, Norm, Principle, Text
from lcc_desktop.models.registry import FrameworkFile
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.resources import FRAMEWORKS, SCHEMAS
from lcc_desktop.services.unit import begin

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

BUNDLED = FRAMEWORKS / "lcc-exemple-1.lccf.json"
"""The worked example, unofficial, that every new workspace starts with."""

_RULES = {
    "required": "missing",
    "additionalProperties": "unknown",
    "type": "type",
    "minLength": "empty",
    "minItems": "too-few",
    "maxItems": "too-many",
    "const": "value",
    "pattern": "value",
    "minimum": "value",
    "maximum": "value",
    "maxLength": "too-long",
}
_MOST = 20


class Frameworks:
    """The frameworks this workspace holds."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: dict[str, Framework] = {}

    def add_file(self, path: Path) -> Framework:
        """Check a file and keep it. Raises FileUnreadable, FrameworkRefused, StorageFailed."""
        framework = check_file(path)
        with begin(self._workspace) as work:
            if work.session.get(FrameworkFile, framework.ref.digest) is None:
                work.session.add(
                    FrameworkFile(
                        digest=framework.ref.digest,
                        id=framework.ref.id,
                        version=framework.ref.version,
                        content=path.read_bytes(),
                    )
                )
            work.commit()
        return framework

    def all(self) -> list[Framework]:
        """Every framework, the latest version of each first."""
        with begin(self._workspace) as work:
            query = select(FrameworkFile).order_by(FrameworkFile.id, FrameworkFile.version.desc())
            refs = [FrameworkRef(f.id, f.version, f.digest) for f in work.session.scalars(query)]
            return [self.get(work.session, ref) for ref in refs]

    def get(self, session: Session, ref: FrameworkRef) -> Framework:
        """The framework an evaluation is pinned to. Raises FrameworkUnknown."""
        if ref.digest not in self._read:
            row = session.get(FrameworkFile, ref.digest)
            if row is None:
                raise FrameworkUnknown(ref.id, ref.version)
            self._read[ref.digest] = _framework(json.loads(row.content), row.digest)
        return self._read[ref.digest]


def check_file(path: Path) -> Framework:
    """Read a framework file. Raises FileUnreadable, or FrameworkRefused with what is wrong and where."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(str(path)) from error
    problems: tuple[Problem, ...]
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        problems = (Problem(f"line {error.lineno}, column {error.colno}", "json", error.msg),)
        raise FrameworkRefused(str(path), problems) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise FrameworkRefused(str(path), (Problem("", "encoding"),)) from error
    problems = tuple(_structural(document)) or tuple(_semantic(document))
    if problems:
        raise FrameworkRefused(str(path), problems[:_MOST])
    return _framework(document, hashlib.sha256(content).hexdigest())


@cache
def _validator() -> "Draft202012Validator":
    # Imported at the first framework file: a tenth of the window's start otherwise.
    from jsonschema import Draft202012Validator

    schema = json.loads((SCHEMAS / "framework-1.0.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _structural(document: Any) -> Iterator[Problem]:
    errors = sorted(_validator().iter_errors(document), key=lambda e: [str(part) for part in e.absolute_path])
    return (_problem(error) for error in errors)


def _problem(error: "ValidationError") -> Problem:
    place = _place(error.absolute_path)
    rule = _RULES.get(error.validator, "value")
    if rule in ("missing", "unknown"):
        # jsonschema puts the name of the property at the start of its message, in quotes.
        names = _missing(error) if rule == "missing" else _unknown(error)
        return Problem(f"{place}.{names[0]}".lstrip("."), rule)
    return Problem(place, rule, repr(error.instance)[:80])


def _missing(error: "ValidationError") -> list[str]:
    return [name for name in error.validator_value if name not in error.instance]


def _unknown(error: "ValidationError") -> list[str]:
    return [str(name) for name in error.instance if name not in error.schema["properties"]]


def _place(path: Any) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")


def _semantic(document: Mapping[str, Any]) -> Iterator[Problem]:
    fields = {field["code"] for field in document["fields"]}
    places: list[tuple[str, str]] = [(f["code"], f"fields[{k}]") for k, f in enumerate(document["fields"])]
    weighs = False
    for p, principle in enumerate(document["principles"]):
        places.append((principle["code"], f"principles[{p}]"))
        for n, norm in enumerate(principle["norms"]):
            places.append((norm["code"], f"principles[{p}].norms[{n}]"))
            for i, indicator in enumerate(norm["indicators"]):
                place = f"principles[{p}].norms[{n}].indicators[{i}]"
                places.append((indicator["code"], place))
                weighs = weighs or indicator["weight"] > 0
                if indicator["field"] not in fields:
                    yield Problem(f"{place}.field", "reference", indicator["field"])
                if indicator["evidence_from"] >= len(indicator["degrees"]):
                    yield Problem(f"{place}.evidence_from", "value", str(indicator["evidence_from"]))
    counts = Counter(code for code, _ in places)
    for code, place in places:
        if counts[code] > 1:
            yield Problem(f"{place}.code", "duplicate", code)
    if not weighs:
        yield Problem("principles", "no-weight")


def _text(found: Mapping[str, str]) -> Text:
    return Text(found["fr"], found["ar"], found.get("zgh", ""))


def _framework(document: Mapping[str, Any], digest: str) -> Framework:
    return Framework(
        ref=FrameworkRef(document["id"], document["version"], digest),
        official=document["official"],
        title=_text(document["title"]),
        notice=_text(document["notice"]),
        fields=tuple(Field(f["code"], _text(f["name"])) for f in document["fields"]),
        principles=tuple(
            Principle(p["code"], _text(p["name"]), _text(p["summary"]), tuple(_norm(n) for n in p["norms"]))
            for p in document["principles"]
        ),
    )


def _norm(found: Mapping[str, Any]) -> Norm:
    indicators = tuple(_indicator(i) for i in found["indicators"])
    return Norm(found["code"], _text(found["title"]), _text(found["legal_basis"]), indicators)


def _indicator(found: Mapping[str, Any]) -> Indicator:
    plain = {key: found[key] for key in ("code", "field", "weight", "mandatory", "na_allowed", "evidence_from")}
    return Indicator(
        text=_text(found["text"]),
        help=_text(found["help"]),
        degrees=tuple(map(_text, found["degrees"])),
        sources=tuple(map(_text, found["sources"])),
        **plain,
    )
