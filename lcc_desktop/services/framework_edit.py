"""Changing a framework document step by step: every function gives a new document and leaves the old one as it was."""

import re
from collections.abc import Callable, Set
from typing import Any

from lcc_desktop.domain.framework import ScaleKind
from lcc_desktop.services.drafts import blank_indicator
from lcc_desktop.services.framework_rules import walk
from lcc_desktop.services.framework_text import Document, Place

LISTS = ("fields", "principles", "norms", "indicators", "prerequisites", "numbers", "levels")
"""The keys under which parts with codes stand in order."""


def at(document: Any, place: Place) -> Any:
    """What stands at a place; None where there is nothing."""
    for part in place:
        if isinstance(document, list) and isinstance(part, int):
            document = document[part] if part < len(document) else None
        else:
            document = document.get(part) if isinstance(document, dict) else None
    return document


def put(document: Document, place: Place, value: Any) -> Document:
    """The document with `value` at a place; None takes an optional part away."""
    changed: Document = _change(document, place, lambda _old: value)
    return changed


def _change(node: Any, place: Place, change: Callable[[Any], Any]) -> Any:
    if not place:
        return change(node)
    part, rest = place[0], place[1:]
    if isinstance(part, int):
        copied = list(node)
        copied[part] = _change(node[part], rest, change)
        return copied
    inner = _change(node.get(part, {} if rest else None), rest, change)
    found = {key: value for key, value in node.items() if key != part or inner is not None}
    if inner is not None:
        found[part] = inner
    return found


def insert(document: Document, place: Place, item: Any) -> Document:
    """The document with `item` in a list, before what stands at `place` (which ends with a position)."""
    position = _position(place)

    def change(old: Any) -> Any:
        items = list(old or ())
        items.insert(position, item)
        return items

    return _change_list(document, place[:-1], change)


def remove(document: Document, place: Place) -> Document:
    """The document without what stands at `place`, which ends with a position."""
    position = _position(place)

    def change(old: Any) -> Any:
        items = list(old)
        del items[position]
        return items

    return _change_list(document, place[:-1], change)


def shift(document: Document, place: Place, steps: int) -> tuple[Document, Place]:
    """The document with a part moved among its neighbours, and where it stands then."""
    position = _position(place)
    neighbours = at(document, place[:-1])
    target = min(max(position + steps, 0), len(neighbours) - 1)
    if target == position:
        return document, place
    item = at(document, place)
    return insert(remove(document, place), (*place[:-1], target), item), (*place[:-1], target)


def _position(place: Place) -> int:
    last = place[-1]
    if not isinstance(last, int):
        raise TypeError(f"not a position: {last!r}")
    return last


_OPTIONAL = ("prerequisites", "numbers", "levels", "examples", "conditions")


def _change_list(document: Document, place: Place, change: Callable[[Any], Any]) -> Document:
    """Change a list; an optional one that becomes empty goes, so that adding and removing leaves no trace."""
    changed = change(at(document, place))
    return put(document, place, None if not changed and place[-1] in _OPTIONAL else changed)


def add(document: Document, place: Place, taken: Set[str] = frozenset()) -> tuple[Document, Place]:
    """The document with a new part at the end of the list at `place`, and where it stands.

    Its code is the next free one of its neighbours, none of `taken`; its texts are empty, which the rules then say.
    """
    count = len(at(document, place) or ())
    new = (*place, count)
    return insert(document, new, _new(document, place, taken)), new


def _text() -> dict[str, str]:
    return {"fr": "", "ar": ""}


def _new(document: Document, place: Place, taken: Set[str]) -> Any:
    parent = at(document, place[:-1])
    match place[-1]:
        case "fields":
            return {"code": _next_code(document, "F", taken), "name": _text()}
        case "principles":
            return {"code": _next_code(document, "", taken), "name": _text(), "summary": _text(), "norms": []}
        case "norms":
            code = _next_code(document, f"{parent['code']}.", taken)
            return {"code": code, "title": _text(), "legal_basis": _text(), "indicators": []}
        case "indicators":
            field = next((f["code"] for f in document["fields"]), "F1")
            return blank_indicator(_next_code(document, f"{parent['code']}.", taken), field)
        case "prerequisites":
            principle = next((p["code"] for p in document["principles"]), "1")
            return {"code": _next_code(document, "PR", taken), "principle": principle, "text": _text()}
        case "numbers":
            return {"code": _next_code(document, "n", taken), "text": _text()}
        case "levels":
            least = max((level["from"] for level in document.get("levels", ())), default=40)
            return {"code": _next_code(document, "N", taken), "name": _text(), "from": min(100, least + 10)}
        case "conditions":
            return {"kind": "completeness", "from": 100}
    return _text()  # degrees, sources, examples


def _next_code(document: Document, prefix: str, taken: Set[str]) -> str:
    """The prefix with the number after the highest that is taken."""
    codes = {item["code"] for _place, item in walk(document)}
    codes |= {
        item["code"] for key in ("fields", "prerequisites", "numbers", "levels") for item in document.get(key, ())
    }
    numbers = [int(m.group(1)) for code in codes | taken if (m := re.fullmatch(re.escape(prefix) + r"(\d{1,6})", code))]
    return f"{prefix}{max(numbers, default=0) + 1}"


def set_scale(document: Document, indicator: Place, kind: ScaleKind) -> Document:
    """The document with another kind of scale for an indicator, and what that kind needs to begin with."""
    item = at(document, indicator)
    scale: Document | None = {"kind": kind.value}
    old = item.get("scale", {})
    top = len(item["degrees"]) - 1
    match kind:
        case ScaleKind.ORDINAL:
            scale = None
        case ScaleKind.YES_NO:
            document = put(document, (*indicator, "degrees"), [item["degrees"][0], item["degrees"][-1]])
            if item.get("evidence_from", 0) > 1:
                document = put(document, (*indicator, "evidence_from"), 1)
        case ScaleKind.PERCENTAGE:
            scale = {"kind": kind.value, "from": old.get("from", _even(top))}
        case ScaleKind.COMPUTED:
            numbers = [number["code"] for number in document.get("numbers", ())]
            beginning = f"100 * {numbers[0]} / {numbers[1]}" if len(numbers) > 1 else ""
            scale = {"kind": kind.value, "formula": old.get("formula", beginning), "from": old.get("from", _even(top))}
    return put(document, (*indicator, "scale"), scale)


def _even(top: int) -> list[int]:
    """Thresholds that share a hundred evenly among the degrees."""
    return [100 * degree // (top + 1) for degree in range(1, top + 1)]
