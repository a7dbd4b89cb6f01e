"""Merging to the letter: what was taken away and spoken of, and any history of real packages in any order."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from lcc_desktop.models.workshop import Action, Participant
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.entry import fact_key
from tests.conftest import short_documents
from tests.properties import tried
from tests.unit.test_journal import Laptop

ACTION, PERSON, SITTING, NOTE = "a" * 32, "b" * 32, "c" * 32, "d" * 32


@pytest.fixture(scope="module")
def laptops(tmp_path_factory) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    made = tuple(Laptop(tmp_path_factory.mktemp("merge") / name, name) for name in ("amal", "badr", "chama"))
    yield made
    for one in made:
        one.workspace.close()


@pytest.fixture
def trio(laptops) -> tuple[Laptop, Laptop, Laptop]:
    """Three laptops that all know an action, a participant and a session."""
    for one in laptops:
        one.scope = "0" * 32
    scope = secrets.token_hex(16)
    for one in laptops:
        one.scope = scope
    first = laptops[0]
    first.record("action", ACTION, "title_fr", "Registre des doléances")
    first.record("action", ACTION, "present", True)
    first.record("participant", PERSON, "present", True)
    first.record("session", SITTING, "present", True)
    for other in laptops[1:]:
        other.learn_from(first)
    return laptops


def settle_everywhere(*laptops: Laptop) -> None:
    for _ in range(2):
        for one in laptops:
            one.learn_from(*laptops)
    assert len({one.dump() for one in laptops}) == 1


def is_there(laptop: Laptop, model: type[Action | Participant], entity: str) -> bool:
    return laptop.ask(lambda work: work.session.get_one(model, (laptop.scope, entity)).present)


def disputed(laptop: Laptop) -> list[str]:
    return laptop.ask(lambda work: [fact.shown.fact for fact in work.journal.conflicts(laptop.scope)])


GONE = fact_key("action", ACTION, "present")


@pytest.mark.parametrize("late", [False, True], ids=["deletion first", "edit first"])
def test_an_edit_of_what_another_deleted_is_a_conflict_whatever_field_it_touches(trio, late):
    amal, badr, chama = trio
    amal.record("action", ACTION, "present", False)
    badr.record("action", ACTION, "progress", 40)
    chama.learn_from(*((badr, amal) if late else (amal, badr)))
    settle_everywhere(*trio)
    for one in trio:
        assert disputed(one) == [GONE]
        assert is_there(one, Action, ACTION)


def test_the_conflict_names_who_took_it_away_and_who_went_on_with_it(trio):
    amal, badr, _chama = trio
    amal.record("action", ACTION, "present", False)
    badr.record("action", ACTION, "progress", 40)
    badr.record("action", ACTION, "progress", 60)
    amal.learn_from(badr)
    [fact] = amal.ask(lambda work: work.journal.conflicts(amal.scope))
    assert [(rival.author, rival.field, rival.value) for rival in fact.rivals] == [
        ("amal", "present", False),
        ("badr", "progress", 60),
    ]


@pytest.mark.parametrize("kept", [True, False])
def test_whoever_knows_both_settles_it_and_the_others_follow(trio, kept):
    amal, badr, chama = trio
    amal.record("action", ACTION, "present", False)
    badr.record("action", ACTION, "progress", 40)
    chama.learn_from(amal, badr)
    chama.record("action", ACTION, "present", kept)
    settle_everywhere(*trio)
    for one in trio:
        assert disputed(one) == []
        assert is_there(one, Action, ACTION) is kept


def test_an_edit_that_the_deletion_knew_goes_with_it(trio):
    amal, badr, _chama = trio
    badr.record("action", ACTION, "progress", 40)
    amal.learn_from(badr)
    amal.record("action", ACTION, "present", False)
    settle_everywhere(*trio)
    assert disputed(badr) == []
    assert not is_there(badr, Action, ACTION)


def test_two_who_both_delete_agree_though_one_edited_before(trio):
    amal, badr, _chama = trio
    amal.record("action", ACTION, "present", False)
    badr.record("action", ACTION, "progress", 40)
    badr.record("action", ACTION, "present", False)
    settle_everywhere(*trio)
    assert disputed(amal) == []
    assert not is_there(amal, Action, ACTION)


@pytest.mark.parametrize(
    "said",
    [
        ("presence", f"{SITTING}/{PERSON}", "present", True),
        ("follow_up", NOTE, "action", ACTION),
        ("evidence_link", f"{ACTION}/{NOTE}", "present", True),
    ],
    ids=["attendance", "a note on an action", "evidence of an action"],
)
def test_what_names_a_thing_that_another_deleted_keeps_it_too(trio, said):
    amal, badr, _chama = trio
    gone = ("participant", PERSON) if said[0] == "presence" else ("action", ACTION)
    amal.record(*gone, "present", False)
    badr.record(*said)
    settle_everywhere(*trio)
    assert disputed(amal) == disputed(badr) == [fact_key(*gone, "present")]


def test_taking_back_what_named_a_deleted_thing_is_no_reason_to_keep_it(trio):
    amal, badr, _chama = trio
    amal.record("participant", PERSON, "present", False)
    badr.record("presence", f"{SITTING}/{PERSON}", "present", False)
    settle_everywhere(*trio)
    assert disputed(badr) == []


def test_a_thing_one_says_is_there_and_another_is_not_stays_while_that_is_open(trio):
    amal, badr, _chama = trio
    badr.now += 10_000  # the later clock is the deletion's
    amal.record("action", ACTION, "present", False)
    amal.record("action", ACTION, "present", True)
    badr.record("action", ACTION, "present", False)
    settle_everywhere(*trio)
    assert disputed(amal) == [GONE]
    assert is_there(badr, Action, ACTION)


def test_what_a_merge_costs_depends_on_what_is_new_not_on_what_is_here(trio):
    """Counted in entries read from the database."""
    amal, badr, _chama = trio
    with begin(amal.workspace) as work:
        notes = [("score", f"{one}.{two}", "note", "x") for one in range(10) for two in range(10)]
        work.journal.record_all(amal.scope, notes)
        work.commit()
    badr.learn_from(amal)
    badr.record("action", ACTION, "progress", 40)
    new = [entry for entry in badr.entries() if entry.device == badr.ask(lambda work: work.journal.device.id)]
    read = 0
    with begin(amal.workspace) as work:
        asked = work.journal.entries_of

        def counted(*given):
            nonlocal read
            for entry in asked(*given):
                read += 1
                yield entry

        work.journal.entries_of = counted
        work.journal.take_in(amal.scope, new)
        work.commit()
    assert read <= 3


# Any history, by real packages.

NAMES = ("amal", "badr", "chama")


class Histories(RuleBasedStateMachine):
    """Three desks that say, delete, set their clocks wrong, and hand each other packages, whole or old or twice."""

    folder: Path
    desks: dict[str, Services]
    packages: Bundle = Bundle("packages")

    @initialize(name=st.sampled_from(NAMES), target=packages)
    def start(self, name):
        self.clocks = dict.fromkeys(NAMES, 1_790_000_000.0)
        desk = self.desks[name]
        commune = desk.communes.search("Tétouan")[0]
        self.scope = desk.evaluations.start(commune.code, "2026", desk.frameworks.all()[0].ref)
        self.made = 0
        return self._export(name)

    @rule(
        name=st.sampled_from(NAMES),
        said=st.lists(
            st.one_of(
                st.tuples(
                    st.just("score"),
                    st.sampled_from(["1.1.1", "1.1.2"]),
                    st.just("value"),
                    st.integers(0, 4).map(lambda degree: {"state": "scored", "degree": degree}),
                ),
                st.tuples(st.just("action"), st.sampled_from([ACTION, NOTE]), st.just("present"), st.booleans()),
                st.tuples(st.just("action"), st.just(ACTION), st.just("progress"), st.integers(0, 100)),
                st.tuples(st.just("participant"), st.just(PERSON), st.just("present"), st.booleans()),
                st.tuples(
                    st.just("participant"), st.just(PERSON), st.just("name"), st.sampled_from(["Aïcha", "عائشة"])
                ),
                st.tuples(st.just("presence"), st.just(f"{SITTING}/{PERSON}"), st.just("present"), st.booleans()),
                st.tuples(st.just("follow_up"), st.just(NOTE), st.just("action"), st.just(ACTION)),
            ),
            min_size=1,
            max_size=4,
        ),
        wrong_by=st.integers(-(10**9), 10**9),
    )
    def say(self, name, said, wrong_by):
        if self.scope not in self.desks[name].evaluations.ids():
            return
        now = max(0.0, self.clocks[name] + wrong_by)
        with begin(self.desks[name].workspace, lambda: now) as work:
            work.journal.record_all(self.scope, said)
            work.commit()

    @rule(name=st.sampled_from(NAMES), target=packages)
    def export(self, name):
        return self._export(name) if self.scope in self.desks[name].evaluations.ids() else multiple()

    @rule(name=st.sampled_from(NAMES), package=packages)
    def merge(self, name, package):
        [result] = self.desks[name].packages.merge([package])
        assert result.outcome is not Outcome.REFUSED

    @invariant()
    def tables_show_what_the_journal_says(self):
        for desk in self.desks.values():
            with begin(desk.workspace) as work:
                shown = {row.entity: row.present for row in work.session.query(Action).filter_by(scope=self.scope)}
                facts = {fact.shown.entity for fact in work.journal.conflicts(self.scope)}
                said = {entity: work.journal.value(self.scope, "action", entity, "present") for entity in shown}
            for entity, present in shown.items():
                assert present is (said[entity] is True)
                assert present or entity not in facts

    def teardown(self):
        if not hasattr(self, "scope"):
            return
        first = {name: self._export(name) for name in NAMES if self.scope in self.desks[name].evaluations.ids()}
        for number, name in enumerate(NAMES):  # each in another order, and some twice
            order = list(first.values())[number:] + list(first.values())
            self.desks[name].packages.merge(order)
        dumps = {desk.evaluations.dump(self.scope) for desk in self.desks.values()}
        assert len(dumps) == 1
        [again] = self.desks[NAMES[0]].packages.merge([next(iter(first.values()))])
        assert again.outcome is Outcome.ALREADY_MERGED

    def _export(self, name: str) -> Path:
        self.made += 1
        path = self.folder / f"{self.scope}-{self.made}.lcc"
        self.desks[name].packages.export(self.scope, path)
        return path


def test_any_history_of_packages_ends_in_one_state(tmp_path_factory):
    folder = tmp_path_factory.mktemp("histories")
    opened: list[Workspace] = []
    Histories.folder, Histories.desks = folder, {}
    try:
        for name in NAMES:
            like = opened[0] if opened else None
            made = workspaces.create_like(folder / name, like, name) if like else workspaces.create(folder / name, name)
            opened.append(made)
            Histories.desks[name] = services_for(made, short_documents)
        for name, desk in Histories.desks.items():
            desk.trust.write_request(folder / f"{name}.request")
            for other in Histories.desks.values():
                if other is not desk and desk.trust.own().device not in {known.device for known in other.trust.all()}:
                    other.trust.add(folder / f"{name}.request")
        Histories.TestCase.settings = settings(
            tried(5, *set(HealthCheck) - {HealthCheck.too_slow}), stateful_step_count=8
        )
        machine = Histories.TestCase()
        machine.runTest()
    finally:
        for workspace in opened:
            workspace.close()
