"""The journal on a real database: chained, durable, and the same whatever the order of arrival."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, strategies as st
from sqlalchemy import select

from lcc_desktop.domain.facts import NOTHING
from lcc_desktop.models.evaluation import ScoreRow
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.services.workspaces import create
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.state import dump
from tests.properties import tried

SCOPE = "5" * 32


class Laptop:
    """A workspace with a clock that says what the test wants."""

    def __init__(self, folder: Path, name: str) -> None:
        self.workspace: Workspace = create(folder, name)
        self.now = 1_790_000_000.0
        self.scope = SCOPE

    def say(self, indicator: str, degree: int) -> None:
        self.record("score", indicator, "value", {"state": "scored", "degree": degree})

    def record(self, kind: str, entity: str, field: str, value: object) -> None:
        self.now += 1
        with begin(self.workspace, lambda: self.now) as work:
            work.journal.record(self.scope, kind, entity, field, value)
            work.commit()

    def entries(self) -> list[Entry]:
        return self.ask(lambda work: work.journal.entries(self.scope))

    def ask(self, question: Callable[[Work], Any]) -> Any:
        with begin(self.workspace) as work:
            return question(work)

    def learn_from(self, *others: "Laptop") -> None:
        for other in others:
            entries = other.entries()
            with begin(self.workspace) as work:
                work.journal.take_in(self.scope, entries)
                work.commit()

    def dump(self) -> bytes:
        return dump(self.scope, self.entries())

    def degree(self, indicator: str) -> int | None:
        return self.ask(
            lambda w: w.session.execute(select(ScoreRow.degree).filter_by(scope=self.scope, entity=indicator)).scalar()
        )

    def conflicts(self) -> int:
        return self.ask(lambda work: len(work.journal.conflicts(self.scope)))


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


DEVICES = ("a", "b", "c")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.sampled_from(DEVICES), st.sampled_from(["1.1.1", "1.1.2"]), st.integers(0, 4)),
        st.tuples(st.just("learn"), st.sampled_from(DEVICES), st.sampled_from(DEVICES), st.just(0)),
        st.tuples(st.just("clock"), st.sampled_from(DEVICES), st.just(""), st.integers(-(10**8), 10**8)),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    laptops = {name: Laptop(tmp_path_factory.mktemp("laptops") / name, name) for name in DEVICES}
    yield laptops
    for one in laptops.values():
        one.workspace.close()


@given(steps, st.permutations(DEVICES), st.permutations(DEVICES))
@tried(20, HealthCheck.function_scoped_fixture)
def test_any_interleaving_of_three_devices_ends_the_same(three, story, first_order, second_order):
    scope = secrets.token_hex(16)
    for laptop in three.values():
        laptop.scope = scope
    for kind, name, other, number in story:
        if kind == "say":
            three[name].say(other, number)
        elif kind == "learn" and name != other:
            three[name].learn_from(three[other])
        elif kind == "clock":
            three[name].now = max(0.0, three[name].now + number)  # a dead battery, or a year ahead
    for reader, order in zip(three.values(), (first_order, second_order, first_order), strict=True):
        reader.learn_from(*(three[name] for name in order), *(three[name] for name in second_order))
    for reader in three.values():
        reader.learn_from(*three.values())
    dumps = {laptop.dump() for laptop in three.values()}
    assert len(dumps) == 1
    for indicator in ("1.1.1", "1.1.2"):
        assert len({laptop.degree(indicator) for laptop in three.values()}) == 1
    assert len({laptop.conflicts() for laptop in three.values()}) == 1


@given(steps, st.randoms(use_true_random=False))
@tried(20, HealthCheck.function_scoped_fixture)
def test_the_state_is_a_function_of_the_set_of_entries(three, story, chance):
    scope = secrets.token_hex(16)
    for laptop in three.values():
        laptop.scope = scope
    for kind, name, other, number in story:
        if kind == "say":
            three[name].say(other, number)
        elif kind == "learn" and name != other:
            three[name].learn_from(three[other])
    everything = {entry.hash: entry for laptop in three.values() for entry in laptop.entries()}
    entries = list(everything.values())
    expected = dump(scope, entries)
    chance.shuffle(entries)
    assert dump(scope, entries) == expected


def test_many_changes_at_once_are_the_same_as_one_after_the_other(tmp_path: Path):
    """Also where one thing is said twice: each change knows what was there before it."""
    said = [
        ("score", "1.1.1", "note", "un"),
        ("score", "1.1.2", "note", "deux"),
        ("score", "1.1.1", "note", "trois"),
    ]
    one_by_one, at_once = Laptop(tmp_path / "a", "a"), Laptop(tmp_path / "b", "a")
    for fact in said:
        one_by_one.record(*fact)
    with begin(at_once.workspace) as work:
        work.journal.record_all(SCOPE, said)
        assert [change.before for change in work.journal.changes] == [NOTHING, NOTHING, "un"]
        work.commit()

    def known(laptop: Laptop) -> list[object]:
        return [(e.seq, e.kind, e.entity, e.field, e.value, e.seen) for e in laptop.entries()]

    assert known(at_once) == known(one_by_one)
    notes = select(ScoreRow.entity, ScoreRow.note).order_by(ScoreRow.entity)
    for laptop in (one_by_one, at_once):
        assert laptop.ask(lambda w: w.session.execute(notes).all()) == [("1.1.1", "trois"), ("1.1.2", "deux")]
    first, second, third = at_once.entries()
    assert (second.prev, third.prev) == (first.hash, second.hash)
