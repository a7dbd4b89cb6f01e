"""Requests, assignments and receipts: what their published schemas say is what the program takes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lcc_desktop.domain.roles import Role
from lcc_desktop.sync import assignment, canonical, certificate, envelope, introduction, keys, receipt, statement
from lcc_desktop.sync.shapes import SHAPES

DOCS = Path(__file__).parents[2] / "docs"
DAY = datetime(2026, 11, 20, tzinfo=UTC)
DEVICE, RECIPIENT = "a" * 32, envelope.new_identity()[1]
OWN, TEAM, NEXT = (keys.Signer.generate() for _ in range(3))

Said = dict[str, Any]


def a_request() -> Said:
    made = introduction.Introduction(DEVICE, "Aïcha", "facilitator", OWN.public, RECIPIENT, TEAM.public)
    return json.loads(made.dump(OWN))


def an_assignment() -> Said:
    given = certificate.issue(
        TEAM.private, OWN.public, DEVICE, "Aïcha", [Role.FACILITATOR], 1, DAY, DAY + timedelta(days=9)
    )
    authorities = assignment.Authority(TEAM.public, "t"), assignment.Authority.vouched(NEXT.public, "u", TEAM)
    someone = assignment.Recipient("Équipe", RECIPIENT)
    team = assignment.Team(authorities, (someone,), (NEXT.public, RECIPIENT), (someone,))
    commune = assignment.AssignedCommune("01.571.01.03.", "2027-03-01", "")
    campaign = assignment.AssignedCampaign("c" * 32, "Campagne", "حملة", "2027", "", "", "d" * 64, (commune,))
    written = assignment.write(TEAM, DAY, team, assignment.Granted(given, (campaign,), (b"{}",)))
    return json.loads(written.split(b"\n")[0])


def a_receipt() -> Said:
    refused = receipt.Received(4, "d" * 64, "e" * 32, 0, "refused", (("bad-hash", "data/journal.jsonl"),))
    return json.loads(receipt.ReceiptFile(DEVICE, "Équipe", "b" * 32, DAY, (refused,)).dump(TEAM))


MADE: dict[str, Callable[[], Said]] = {"request": a_request, "assignment": an_assignment, "receipt": a_receipt}


def is_taken(kind: str, said: Said) -> bool:
    """Whether the program reads it, signed anew by whoever should."""
    signer, namespace = (OWN, introduction.NAMESPACE) if kind == "request" else (TEAM, receipt.NAMESPACE)
    try:
        if kind == "assignment":
            body = canonical.dump(said)
            assignment.read(body + b"\n" + TEAM.sign(body, assignment.NAMESPACE).encode())
            return True
        signed = {key: value for key, value in said.items() if key != "signature"}
        data = canonical.dump({**signed, "signature": statement.sign(signer, namespace, signed)})
        introduction.Introduction.read(data) if kind == "request" else receipt.ReceiptFile.read(data)
    except (introduction.NotAnIntroduction, assignment.NotAnAssignment, receipt.NotAReceipt):
        return False
    return True


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((DOCS / f"{kind}-1.0.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("kind", SHAPES)
def test_what_the_program_writes_follows_the_schema_and_is_taken(kind):
    said = MADE[kind]()
    validator(kind).validate(said)
    assert is_taken(kind, said)


def places(said: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value within."""
    within = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    return [way for key, value in within for way in ((*at, key), *places(value, (*at, key)))]


def changed(said: Said, way: tuple[Any, ...], value: Any) -> Said:
    copy = json.loads(json.dumps(said))
    inner = copy
    for key in way[:-1]:
        inner = inner[key]
    if value is None:
        del inner[way[-1]]
    else:
        inner[way[-1]] = value
    return copy


WRONG = ("\n", 5, -1, True, [], {}, "x" * 5_000, ["x"], {"more": 1}, "2027-3-1", "9" * 64, None)
"""What may stand nowhere, or only in some places; None: nothing stands there."""


@pytest.mark.parametrize("kind", SHAPES)
def test_whatever_the_schema_refuses_the_program_refuses_wherever_it_stands(kind):
    said, judge, refused = MADE[kind](), validator(kind), 0
    for way in places(said):
        if way[-1] == "signature":  # taken anew
            continue
        for value in WRONG:
            lie = changed(said, way, value)
            if not judge.is_valid(lie):
                refused += 1
                assert not is_taken(kind, lie), (way, value)
    assert refused > 50
    assert not judge.is_valid({**said, "more": 1})
    assert not is_taken(kind, {**said, "more": 1})


@pytest.mark.parametrize("kind", ["request", "receipt"])
def test_a_signature_that_is_none_is_refused_as_the_schema_says(kind):
    said = MADE[kind]()
    reader = introduction.Introduction.read if kind == "request" else receipt.ReceiptFile.read
    for value in (5, [], "x" * 9_000, "nothing"):
        with pytest.raises((introduction.NotAnIntroduction, receipt.NotAReceipt)):
            reader(canonical.dump({**said, "signature": value}))
