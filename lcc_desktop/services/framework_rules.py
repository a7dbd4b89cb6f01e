"""What must hold in a framework beyond its JSON being well formed: the schema, and what a schema cannot say.

The rules are listed for people in docs/framework-format.md; `wording.errors.PROBLEMS` has the sentence of each.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from lcc_desktop.domain import formula
from lcc_desktop.domain.errors import Problem
from lcc_desktop.domain.framework import Better, ConditionKind, ScaleKind
from lcc_desktop.resources import SCHEMAS
from lcc_desktop.services.framework_text import Document, Place

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

MOST_INDICATORS = 2000
MOST_PROBLEMS = 50
MOST_DECIMALS = 6

_RULES = {
    "required": "missing",
    "additionalProperties": "unknown",
    "type": "type",
    "minLength": "empty",
    "minItems": "too-few",
    "maxItems": "too-many",
    "const": "value",
    "enum": "value",
    "pattern": "code",
    "minimum": "value",
    "maximum": "value",
    "maxLength": "too-long",
}
# Halves of characters (\ud800…) can be written in JSON and nowhere else.
_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def problems(document: Any) -> tuple[Problem, ...]:
    """Everything wrong with a document, in the order of its parts; at most MOST_PROBLEMS."""
    if _count_indicators(document) > MOST_INDICATORS:
        return (Problem(("principles",), "too-many-indicators", str(_count_indicators(document))),)
    found = list(_structural(document))
    if all(problem.rule == "empty" for problem in found):  # the shape is there, so the rest can be looked at
        found += _semantic(document)
    return tuple(dict.fromkeys(sorted(found, key=_order)))[:MOST_PROBLEMS]


def _order(problem: Problem) -> list[tuple[int, int, str]]:
    return [(0, part, "") if isinstance(part, int) else (1, 0, part) for part in problem.path]


def _count_indicators(document: Any) -> int:
    """How many indicators a document of any shape holds, before anything heavier looks at it."""

    def parts(one: Any, key: str) -> list[Any]:
        found = one.get(key) if isinstance(one, dict) else None
        return found if isinstance(found, list) else []

    return sum(len(parts(norm, "indicators")) for p in parts(document, "principles") for norm in parts(p, "norms"))


@cache
def _validator() -> "Draft202012Validator":
    # Imported at the first framework file: a tenth of the window's start otherwise.
    from jsonschema import Draft202012Validator

    schema = json.loads((SCHEMAS / "framework-1.0.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _structural(document: Any) -> Iterator[Problem]:
    for error in _validator().iter_errors(document):
        yield from _problem(error)


def _problem(error: "ValidationError") -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    rule = _RULES[error.validator]
    if rule == "code":
        rule = "identifier" if path == ("id",) else "name" if path[:1] == ("numbers",) else rule
    if rule == "missing":
        # jsonschema says one error a name, with the name only inside its message.
        yield from (Problem((*path, name), rule) for name in error.validator_value if name not in error.instance)
    elif rule == "unknown":
        extra = [str(name)[:80] for name in error.instance if name not in error.schema["properties"]]
        yield from (Problem((*path, name), rule) for name in extra)
    else:
        yield Problem(path, rule, _shown(error.instance), allowed=_allowed(error))


def _allowed(error: "ValidationError") -> str:
    """What the schema allows where it says no."""
    match error.validator:
        case "enum":
            return ", ".join(error.validator_value)
        case "minimum" | "maximum":
            return f"{error.schema['minimum']}…{error.schema['maximum']}"
        case "const" | "type" | "maxLength" | "maxItems":
            return str(error.validator_value)
    return ""


def _shown(value: object) -> str:
    return str(value)[:60] if isinstance(value, str | int | Decimal) else json.dumps(value, default=str)[:60]


class _Codes:
    """Which codes there are, and where; what is said twice or names nothing."""

    def __init__(self) -> None:
        self._places: list[tuple[str, Place]] = []

    def add(self, code: str, path: Place) -> None:
        self._places.append((code, path))

    def __contains__(self, code: str) -> bool:
        return any(known == code for known, _path in self._places)

    def duplicates(self) -> Iterator[Problem]:
        counts = Counter(code for code, _path in self._places)
        return (Problem((*path, "code"), "duplicate", code) for code, path in self._places if counts[code] > 1)


def _semantic(document: Document) -> Iterator[Problem]:
    yield from _texts(document, ())
    yield from _decimals(document, ())
    codes, indicators = _Codes(), dict[str, Document]()
    fields = {field["code"] for field in document["fields"]}
    for k, field in enumerate(document["fields"]):
        codes.add(field["code"], ("fields", k))
    for path, item in walk(document):
        codes.add(item["code"], path)
        if len(path) == _INDICATOR_DEPTH:
            indicators[item["code"]] = item
            if item["field"] not in fields:
                yield Problem((*path, "field"), "reference", item["field"])
    for k, prerequisite in enumerate(document.get("prerequisites", ())):
        codes.add(prerequisite["code"], ("prerequisites", k))
    yield from codes.duplicates()
    numbers = {number["code"] for number in document.get("numbers", ())}
    for path, item in walk(document):
        if len(path) == _INDICATOR_DEPTH:
            yield from _indicator_problems(path, item, numbers)
    replaced = Counter(item["replaces"] for item in indicators.values() if "replaces" in item)
    for path, item in walk(document):
        if len(path) == _INDICATOR_DEPTH and "replaces" in item:
            if item["replaces"] == item["code"]:
                yield Problem((*path, "replaces"), "replaces", item["code"])
            elif replaced[item["replaces"]] > 1:
                yield Problem((*path, "replaces"), "duplicate", item["replaces"])
    if not any(item["weight"] for item in indicators.values()):
        yield Problem(("principles",), "no-weight")
    yield from _number_problems(document.get("numbers", ()))
    principles = {principle["code"] for principle in document["principles"]}
    for k, prerequisite in enumerate(document.get("prerequisites", ())):
        if prerequisite["principle"] not in principles:
            yield Problem(("prerequisites", k, "principle"), "reference", prerequisite["principle"])
    yield from _level_problems(document.get("levels", ()), principles, indicators)
    weighty = {path[1] for path, item in walk(document) if len(path) == _INDICATOR_DEPTH and item["weight"]}
    weightless = {p["code"] for k, p in enumerate(document["principles"]) if k not in weighty}
    for k, level in enumerate(document.get("levels", ())):
        for c, condition in enumerate(level.get("conditions", ())):
            if condition["kind"] == ConditionKind.PRINCIPLE and condition.get("code") in weightless:
                yield Problem(("levels", k, "conditions", c, "code"), "never", condition["code"])


_INDICATOR_DEPTH = 6


def walk(document: Document) -> Iterator[tuple[Place, Document]]:
    """Every principle, norm and indicator of a document that has its shape, with its path, in reading order."""
    for p, principle in enumerate(document["principles"]):
        yield ("principles", p), principle
        for n, norm in enumerate(principle["norms"]):
            yield ("principles", p, "norms", n), norm
            for i, indicator in enumerate(norm["indicators"]):
                yield ("principles", p, "norms", n, "indicators", i), indicator


_NAMES = {"title", "notice", "name"}


def shows(text: str) -> bool:
    """Whether anything of a text can be seen: more than spaces and marks of direction or joining."""
    return any(not c.isspace() and unicodedata.category(c) != "Cf" for c in text)


def _texts(value: Any, path: Place) -> Iterator[Problem]:
    """Texts that say nothing, or that would break the line they stand in."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _texts(inner, (*path, position))
    elif isinstance(value, str) and path[-1] in ("fr", "ar", "zgh"):
        if (_BREAK if path[-2] in _NAMES else _CONTROL).search(value):
            yield Problem(path, "control")
        elif path[-1] != "zgh" and not shows(value):
            yield Problem(path, "empty")


def _decimals(value: Any, path: Place) -> Iterator[Problem]:
    """Numbers with more decimals than a file can give back as they came."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in inner:
            yield from _decimals(one, (*path, key))
    elif isinstance(value, Decimal) and (not value.is_finite() or value != round(value, MOST_DECIMALS)):
        yield Problem(path, "decimal", str(value)[:40])


def _indicator_problems(path: Place, item: Document, numbers: set[str]) -> Iterator[Problem]:
    top = len(item["degrees"]) - 1
    if item.get("evidence_from") is not None and item["evidence_from"] > top:
        yield Problem((*path, "evidence_from"), "value", str(item["evidence_from"]), allowed=f"0…{top}")
    scale = item.get("scale", {"kind": ScaleKind.ORDINAL})
    place = (*path, "scale")
    kind = ScaleKind(scale["kind"])
    if kind is ScaleKind.YES_NO and top != 1:
        yield Problem((*path, "degrees"), "two-degrees", str(top + 1))
    expected = {
        ScaleKind.PERCENTAGE: {"from"},
        ScaleKind.COMPUTED: {"from", "formula"},
    }.get(kind, set())
    for key in ("from", "formula", "better"):
        if key in expected and key not in scale:
            yield Problem((*place, key), "missing")
        if key in scale and not expected:
            yield Problem((*place, key), "unknown")
    if kind is ScaleKind.PERCENTAGE and "formula" in scale:
        yield Problem((*place, "formula"), "unknown")
    if expected and "from" in scale:
        yield from _threshold_problems((*place, "from"), scale, top, kind)
    if kind is ScaleKind.COMPUTED and "formula" in scale:
        yield from _formula_problems((*place, "formula"), scale["formula"], numbers)


def _threshold_problems(path: Place, scale: Document, top: int, kind: ScaleKind) -> Iterator[Problem]:
    thresholds = [Fraction(value) for value in scale["from"]]
    if len(thresholds) != top:
        yield Problem(path, "thresholds", str(top))
    ordered = sorted(set(thresholds), reverse=scale.get("better") == Better.LOWER)
    if thresholds != ordered:
        yield Problem(path, "order")
    for k, value in enumerate(thresholds):
        if kind is ScaleKind.PERCENTAGE and not 0 <= value <= 100:
            yield Problem((*path, k), "value", str(scale["from"][k]), allowed="0…100")


def _formula_problems(path: Place, text: str, numbers: set[str]) -> Iterator[Problem]:
    try:
        found = formula.parse(text)
    except formula.FormulaError as error:
        yield Problem(path, "formula", str(error)[:60])
        return
    if not found.names:
        yield Problem(path, "formula", text[:60])
    for name in sorted(found.names - numbers):
        yield Problem(path, "reference", name)


def _number_problems(numbers: Sequence[Document]) -> Iterator[Problem]:
    counts = Counter(number["code"] for number in numbers)
    known = set(counts)
    uses: dict[str, frozenset[str]] = {}
    for k, number in enumerate(numbers):
        if counts[number["code"]] > 1:
            yield Problem(("numbers", k, "code"), "duplicate", number["code"])
        if "formula" in number:
            found = list(_formula_problems(("numbers", k, "formula"), number["formula"], known))
            yield from found
            if not found:
                uses[number["code"]] = formula.parse(number["formula"]).names
    for k, number in enumerate(numbers):
        if _reaches_itself(number["code"], uses):
            yield Problem(("numbers", k, "formula"), "cycle", number["code"])


def _reaches_itself(code: str, uses: Mapping[str, frozenset[str]]) -> bool:
    seen: set[str] = set()
    following = [*uses.get(code, ())]
    while following:
        name = following.pop()
        if name == code:
            return True
        if name not in seen:
            seen.add(name)
            following += uses.get(name, ())
    return False


def _level_problems(
    levels: Sequence[Document], principles: set[str], indicators: Mapping[str, Document]
) -> Iterator[Problem]:
    counts = Counter(level["code"] for level in levels)
    before = Fraction(-1)
    for k, level in enumerate(levels):
        if counts[level["code"]] > 1:
            yield Problem(("levels", k, "code"), "duplicate", level["code"])
        if Fraction(level["from"]) <= before:
            yield Problem(("levels", k, "from"), "order")
        before = Fraction(level["from"])
        for c, condition in enumerate(level.get("conditions", ())):
            yield from _condition_problems(("levels", k, "conditions", c), condition, principles, indicators)


def _condition_problems(
    path: Place, condition: Document, principles: set[str], indicators: Mapping[str, Document]
) -> Iterator[Problem]:
    kind, least = ConditionKind(condition["kind"]), Fraction(condition["from"])
    code, most = condition.get("code"), Fraction(100)
    if kind is ConditionKind.COMPLETENESS:
        if code is not None:
            yield Problem((*path, "code"), "unknown")
    elif code is None:
        yield Problem((*path, "code"), "missing")
    elif code not in (principles if kind is ConditionKind.PRINCIPLE else indicators):
        yield Problem((*path, "code"), "reference", code)
    elif kind is ConditionKind.INDICATOR:
        most = Fraction(len(indicators[code]["degrees"]) - 1)
    if least > most or (kind is ConditionKind.INDICATOR and least.denominator != 1):
        yield Problem((*path, "from"), "value", str(condition["from"]), allowed=f"0…{most}")
