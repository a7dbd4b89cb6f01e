"""The journal on a real database: chained, durable, and the same whatever the order of arrival."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from lcc_desktop.models.evaluation import ScoreRow
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.services.workspaces import create
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.state import dump

SCOPE = "5" * 32


class Laptop:
    """A workspace with a clock that says what the test wants."""

    def __init__(self, folder: Path, name: str) -> None:
        self.workspace: Workspace = create(folder, name)
        self.now = 1_790_000_000.0

    def say(self, indicator: str, degree: int) -> None:
        self.record("score", indicator, "value", {"state": "scored", "degree": degree})

    def record(self, kind: str, entity: str, field: str, value: object) -> None:
        self.now += 1
        with begin(self.workspace, lambda: self.now) as work:
            work.journal.record(SCOPE, kind, entity, field, value)
            work.commit()

    def entries(self) -> list[Entry]:
        return self.ask(lambda work: work.journal.entries(SCOPE))

    def ask(self, question: Callable[[Work], Any]) -> Any:
        with begin(self.workspace) as work:
            return question(work)

    def learn_from(self, *others: "Laptop") -> None:
        for other in others:
            entries = other.entries()
            with begin(self.workspace) as work:
                work.journal.take_in(SCOPE, entries)
                work.commit()

    def dump(self) -> bytes:
        return dump(SCOPE, self.entries())

    def degree(self, indicator: str) -> int | None:
        return self.ask(lambda w: w.session.execute(select(ScoreRow.degree).filter_by(entity=indicator)).scalar())

    def conflicts(self) -> int:
        return self.ask(lambda work: len(work.journal.conflicts(SCOPE)))


@pytest.fixture
def laptop(tmp_path: Path):
    opened = []

    def make(name: str) -> Laptop:
        opened.append(Laptop(tmp_path / name, name))
        return opened[-1]

    yield make
    for one in opened:
        one.workspace.close()


def test_each_entry_names_the_hash_of_the_one_before(laptop):
    a = laptop("a")
    a.say("1.1.1", 1)
    a.say("1.1.2", 2)
    first, second = a.entries()
    assert (second.seq, second.prev) == (2, first.hash)


def test_what_others_did_is_shown_after_taking_it_in(laptop):
    a, b = laptop("a"), laptop("b")
    a.say("1.1.1", 3)
    b.learn_from(a)
    assert b.degree("1.1.1") == 3


def test_a_later_value_that_knew_the_earlier_one_replaces_it_without_conflict(laptop):
    a, b = laptop("a"), laptop("b")
    a.say("1.1.1", 3)
    b.learn_from(a)
    b.now = 0  # a dead battery: the wall clock does not decide
    b.say("1.1.1", 1)
    a.learn_from(b)
    assert a.degree("1.1.1") == b.degree("1.1.1") == 1
    assert a.conflicts() == 0


def test_two_values_that_did_not_know_each_other_are_a_conflict_until_somebody_chooses(laptop):
    a, b = laptop("a"), laptop("b")
    a.say("1.1.1", 3)
    b.say("1.1.1", 1)
    a.learn_from(b)
    b.learn_from(a)
    assert a.conflicts() == b.conflicts() == 1
    assert a.degree("1.1.1") == b.degree("1.1.1")
    a.say("1.1.1", 2)
    b.learn_from(a)
    assert a.conflicts() == b.conflicts() == 0
    assert b.degree("1.1.1") == 2


def test_the_same_value_said_twice_is_no_conflict(laptop):
    a, b = laptop("a"), laptop("b")
    a.say("1.1.1", 3)
    b.say("1.1.1", 3)
    a.learn_from(b)
    assert a.conflicts() == 0


def test_a_link_made_on_one_side_survives_its_removal_on_the_other(laptop):
    a, b = laptop("a"), laptop("b")
    link = ("evidence_link", "1.1.1/" + "e" * 32, "present")
    a.record(*link, True)
    b.learn_from(a)
    a.record(*link, False)
    b.record(*link, False)
    b.record(*link, True)
    a.learn_from(b)
    b.learn_from(a)
    assert a.dump() == b.dump()
    assert b'"present":true' in a.dump()
    assert a.conflicts() == 0


def test_three_laptops_end_equal_whatever_the_order(laptop):
    a, b, c, d = laptop("a"), laptop("b"), laptop("c"), laptop("d")
    a.say("1.1.1", 3)
    b.learn_from(a)
    b.say("1.1.1", 2)
    c.say("1.1.1", 0)
    c.say("1.1.2", 4)
    a.say("1.1.2", 1)
    d.learn_from(c, b, a, b)
    a.learn_from(b, c)
    b.learn_from(a, a)
    c.learn_from(a, b)
    assert a.dump() == b.dump() == c.dump() == d.dump()
    assert a.degree("1.1.1") == d.degree("1.1.1")


def test_a_failed_intention_leaves_no_entry(laptop):
    a = laptop("a")
    with begin(a.workspace) as work:
        work.journal.record(SCOPE, "score", "1.1.1", "value", {"state": "scored", "degree": 3})
    assert a.entries() == []


def test_a_value_that_is_not_a_fact_is_a_bug(laptop):
    a = laptop("a")
    with pytest.raises(ValueError, match="not a fact"):
        a.record("score", "1.1.1", "value", {"state": "scored"})
