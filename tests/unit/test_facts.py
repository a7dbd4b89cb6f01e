"""What may be said: every fact's declaration agrees with the tables and with itself."""

import pytest

from lcc_desktop.domain import facts
from lcc_desktop.models.projection import PROJECTED
from lcc_desktop.sync import canonical

FIELDS = [(kind, name) for kind, declared in facts.KINDS.items() for name in declared.fields]
ONE, OTHER = "a" * 32, "b" * 32
ENTITIES = {
    "score": "1.1.1",
    "verified": "1.1.1",
    "prerequisite": "P1",
    "evidence_link": f"1.1.1/{ONE}",
    "evidence_source": f"1.1.1/{ONE}",
    "presence": f"{ONE}/{OTHER}",
    "tally": "1.1.1/2/all",
    "application": "01.511.01.0",
    "application_check": "01.511.01.0/P1",
    "training_commune": f"01.511.01.0/{ONE}",
    "facilitates": f"01.511.01.0/{ONE}",
}
DECISION = {
    "outcome": "granted", "date": "2026-03-01", "members": "", "conditions": "", "reference": "", "signature": "",
}  # fmt: skip


def test_every_kind_has_a_table():
    assert PROJECTED.keys() == facts.KINDS.keys()


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_blank_is_a_value_that_may_be_said_and_shown(kind: str, field: str):
    blank = facts.KINDS[kind].fields[field].blank
    if blank is facts.NOTHING:
        return
    entity = ENTITIES.get(kind, ONE)
    assert facts.is_valid(kind, entity, field, blank)
    canonical.dump(blank)
    PROJECTED[kind](scope=OTHER, entity=entity).take(field, blank)


@pytest.mark.parametrize(
    ("kind", "entity", "field", "value"),
    [
        ("participant", ONE, "category", "member of a party"),
        ("participant", ONE, "name", "a\nb"),
        ("participant", "not an identity", "name", "a"),
        ("session", ONE, "date", "2026-02-30"),
        ("session", ONE, "start", "24:00"),
        ("session", ONE, "budgets", {"1": -1}),
        ("tally", "1.1.1/3/all", "votes", {"3": 1}),
        ("tally", "1.1.1/1/all", "votes", {"three": 1}),
        ("tally", "1.1.1/1/all", "votes", {"3": True}),
        ("action", ONE, "budget", "12,5"),
        ("action", ONE, "impact", 101),
        ("evidence", ONE, "due", {"who": "a"}),
        ("evidence", ONE, "status", "lost"),
        ("presence", ONE, "present", True),
        ("snapshot", ONE, "made", {"name": "a"}),
        ("decision", ONE, "made", DECISION | {"outcome": "maybe"}),
        ("decision", ONE, "made", DECISION | {"date": ""}),
        ("application", "01.511.01.0", "eligibility", "perhaps"),
    ],
)
def test_what_cannot_be_said_is_refused(kind: str, entity: str, field: str, value: object):
    assert not facts.is_valid(kind, entity, field, value)
