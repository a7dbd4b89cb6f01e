"""JSON Schemas of a package's parts and of the small signed files, made from what the program itself checks.

python scripts/schemas.py     # writes docs/*.schema.json and resources/schemas/*.schema.json
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lcc_desktop.domain import facts
from lcc_desktop.domain.checks import Check, line, matching
from lcc_desktop.sync import package_format as names, shapes, state

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "docs", ROOT / "resources/schemas")

Schema = dict[str, Any]

HASH, IDENTITY = dict(matching(facts.SHA256).schema), dict(matching(facts.IDENTITY).schema)
MOMENT = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
NAME = {"type": "string", "pattern": "^[a-z][a-z_]{0,39}$"}
SORT = {"type": "string", "pattern": r"^[a-z][a-z_]{0,39}\.[a-z][a-z_]{0,39}$"}


def main() -> None:
    """Write all of them."""
    for name, text in documents().items():
        for folder in FOLDERS:
            (folder / name).write_text(text, encoding="utf-8")


def documents() -> Mapping[str, str]:
    """The text of each schema, by file name."""
    made = {
        "package": package(),
        "journal-entry": entry(),
        "evaluation": evaluation(),
        **{name: _titled(title, dict(shape.schema)) for name, (title, shape) in shapes.SHAPES.items()},
    }
    return {
        f"{name}-1.0.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in made.items()
    }


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _record(
    properties: Mapping[str, Schema], more: bool = False, optional: Mapping[str, Schema] = MappingProxyType({})
) -> Schema:
    found: Schema = {"type": "object", "properties": {**properties, **optional}, "required": sorted(properties)}
    return found if more else found | {"additionalProperties": False}


def _each(keys: Schema, values: Schema) -> Schema:
    return {"type": "object", "propertyNames": keys, "additionalProperties": values}


def package() -> Schema:
    """`data/package.json`. A later minor version may add keys."""
    line_200 = dict(line(200).schema)
    seal = _record({"seq": NUMBER, "hash": HASH, "signature": {"type": "string", "maxLength": 4096}}, more=True)
    known = {
        "format": {"type": "string", "pattern": f"^lcc-package/{names.FORMAT_MAJOR}\\.[0-9]{{1,4}}$"},
        "evaluation": IDENTITY,
        "device": IDENTITY,
        "author": line_200,
        "role": line_200,
        "number": {"type": "integer", "minimum": 1},
        "previous": {"anyOf": [{"const": ""}, HASH]},
        "made_at": MOMENT,
        "seals": _each(IDENTITY, seal),
    }
    return _titled("An LCC package", _record(known, more=True))


def entry() -> Schema:
    """A line of `data/journal.jsonl`."""
    common: dict[str, Schema] = {
        "scope": IDENTITY,
        "device": IDENTITY,
        "seq": NUMBER,
        "hlc": {
            "type": "array",
            "prefixItems": [
                {"type": "integer", "minimum": 0, "maximum": 253_402_300_799_999},
                {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
            ],
            "items": False,
            "minItems": 2,
        },
        "at": MOMENT,
        "author": dict(line(200).schema),
        "kind": NAME,
        "entity": {"type": "string", "maxLength": 120},
        "field": NAME,
        "seen": _each(IDENTITY, NUMBER),
        "prev": HASH,
    }
    salt = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
    forms = [
        _record({**common, "value": {}}),
        _record({**common, "value": {}, "salt": salt}),
        _record({**common, "left_out": HASH}),
    ]
    rules = [_rule(kind, name) for kind, declared in facts.KINDS.items() for name in declared.fields]
    entities = [_entity_rule(kind) for kind in facts.KINDS]
    return _titled("An entry of the journal of an LCC package", {"oneOf": forms, "allOf": [*entities, *rules]})


def _entity_rule(kind: str) -> Schema:
    pattern = dict(matching(facts.KINDS[kind].entity).schema)
    return {
        "if": {"properties": {"kind": {"const": kind}}},
        "then": {"properties": {"entity": pattern}},
    }


def _rule(kind: str, field: str) -> Schema:
    """What the value of a fact may be, and whether it may be left out."""
    then: Schema = {"properties": {"value": dict(facts.KINDS[kind].fields[field].check.schema)}}
    if not facts.may_be_left_out(kind, field):
        then["properties"] |= {"salt": False, "left_out": False}
    return {"if": {"properties": {"kind": {"const": kind}, "field": {"const": field}}}, "then": then}


def evaluation() -> Schema:
    """`data/evaluation.json`. A later minor version may add kinds, fields and keys."""
    kinds = {kind: _entities(kind) for kind in facts.KINDS}
    said = {"device": IDENTITY, "seq": NUMBER, "author": {"type": "string"}, "at": MOMENT}
    # The value may have been left out; `fact` names another fact than the one in conflict.
    rival = _record(said, optional={"value": {}, "fact": {"type": "string"}})
    head = _record({"seq": NUMBER, "hash": HASH})
    known = {
        "format": {"type": "string", "pattern": f"^{state.FORMAT.partition('/')[0]}/1\\.[0-9]{{1,4}}$"},
        "id": IDENTITY,
        "facts": {"type": "object", "propertyNames": NAME, "properties": kinds},
        "conflicts": {"type": "object", "additionalProperties": {"type": "array", "items": rival, "minItems": 2}},
        "knowledge": _each(IDENTITY, head),
        "left_out": _each(SORT, {"type": "integer", "minimum": 1}),
    }
    return _titled("The state of an evaluation in an LCC package", _record(known, more=True))


def _entities(kind: str) -> Schema:
    declared = facts.KINDS[kind]
    fields = {name: _schema(field.check) for name, field in declared.fields.items()}
    return _each(_schema(matching(declared.entity)), {"type": "object", "propertyNames": NAME, "properties": fields})


def _schema(check: Check) -> Schema:
    return dict(check.schema)


if __name__ == "__main__":
    main()
