"""What may be left out of a package: that alone, not to be guessed from the rest, and it may come later."""

import hashlib
import io
import itertools
import json
import secrets
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, strategies as st
from sqlalchemy import inspect, select

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain import facts
from lcc_desktop.domain.errors import CannotLeaveOut, PackageRefused, Refusal
from lcc_desktop.domain.facts import LeaveOut
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.evaluation import Evidence
from lcc_desktop.models.projection import PROJECTED
from lcc_desktop.models.workshop import Participant
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.services.package_files import summarise
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.unit import begin
from lcc_desktop.sync import canonical, package_format as names, state
from lcc_desktop.sync.entry import Entry, EntryRefused, MayNotBeLeftOut, new_salt
from lcc_desktop.sync.leaving_out import leave_out
from tests.packages import Author, change, pack, sign_again, write
from tests.properties import tried
from tests.unit.test_journal import Laptop

NAMES, CONFIDENTIAL = LeaveOut(names=True), LeaveOut(confidential=True)
BOTH = LeaveOut(names=True, confidential=True)
PERSON, PIECE = "a" * 32, "e" * 32
FILE = {"name": "plainte de M. X.pdf", "media_type": "application/pdf", "size": 3, "sha256": "0" * 64}


@pytest.fixture
def author() -> Author:
    """A device that named somebody and added a confidential piece of evidence."""
    made = Author()
    made.score("1.1.1", 3)
    made.say("participant", PERSON, "name", "Aïcha", salt=new_salt())
    made.say("evidence", PIECE, "file", FILE, salt=new_salt())
    made.say("evidence", PIECE, "confidential", True)
    made.score("1.1.2", 2)
    return made


def test_an_entry_without_its_value_keeps_its_place_in_the_chain(author):
    _score, name, after, *_rest = author.said
    assert name.without_value().hash == name.hash == after.prev
    assert "Aïcha".encode() not in name.without_value().body


def test_the_same_name_said_twice_cannot_be_told_from_what_is_left():
    one, two = (Author(scope="7" * 32).say("participant", PERSON, "name", "Aïcha", salt=new_salt()) for _ in "ab")
    assert one.without_value().left_out != two.without_value().left_out


def test_only_what_is_asked_and_may_be_left_out_is_left_out(author):
    left = [leave_out(author.said, asked) for asked in (LeaveOut(), NAMES, CONFIDENTIAL, BOTH)]
    assert [state.left_out(entries) for entries in left] == [
        {},
        {"participant.name": 1},
        {"evidence.file": 1},
        {"participant.name": 1, "evidence.file": 1},
    ]


def test_what_somebody_marked_confidential_is_left_out_even_while_another_disagrees(author):
    other = Author()
    other.say("evidence", PIECE, "confidential", False)
    assert state.left_out(leave_out([*author.said, *other.said], CONFIDENTIAL)) == {"evidence.file": 1}


def test_an_entry_that_was_hashed_whole_is_not_taken_apart(author):
    author.say("participant", PERSON, "organisation", "Association")
    with pytest.raises(CannotLeaveOut):
        leave_out(author.said, NAMES)


def shorn(entry: Entry, **parts: object) -> bytes:
    """The line of an entry without its value, changed."""
    found = json.loads(entry.body)
    del found["value"]
    found.pop("salt", None)
    return canonical.dump(found | {"left_out": "0" * 64} | parts)


def test_nobody_can_leave_out_a_score(author):
    with pytest.raises(MayNotBeLeftOut):
        Entry.parse(shorn(author.said[0]))


@pytest.mark.parametrize("left_out", ["", "0" * 63, "G" * 64, None, 1])
def test_what_stands_for_a_value_is_a_hash(author, left_out):
    with pytest.raises(EntryRefused):
        Entry.parse(shorn(author.said[1], left_out=left_out))


@pytest.mark.parametrize("salt", ["", "0" * 31, "x" * 32, None, []])
def test_a_salt_is_thirty_two_digits(author, salt):
    with pytest.raises(EntryRefused):
        Entry.parse(canonical.dump(json.loads(author.said[1].body) | {"salt": salt}))


def test_a_salt_where_nothing_may_be_left_out_is_refused(author):
    with pytest.raises(EntryRefused):
        Entry.parse(canonical.dump(json.loads(author.said[0].body) | {"salt": "0" * 32}))


def test_what_a_later_version_left_out_is_taken_as_it_is(author):
    later = author.say("weather", "sky", "observer", "Aïcha", salt=new_salt())
    assert Entry.parse(later.without_value().body).hash == later.hash


def without_names(author: Author) -> dict[str, bytes]:
    return sign_again(_members(author, leave_out(author.said, NAMES)), author.signer)


def _members(author: Author, entries: list[Entry]) -> dict[str, bytes]:
    return author.package(evidence=[]) | {
        names.JOURNAL: b"".join(entry.body + b"\n" for entry in entries),
        names.EVALUATION: state.dump(author.scope, entries),
    }


def test_a_package_says_how_much_it_leaves_out_and_of_what_sort(author, tmp_path):
    assert summarise(write(tmp_path, pack(without_names(author))), None).left_out == {"participant.name": 1}


def test_a_package_that_hides_what_it_leaves_out_is_refused(author, tmp_path):
    lie = change(without_names(author), names.EVALUATION, b'"participant.name":1', b'"participant.name":0')
    path = write(tmp_path, pack(sign_again(lie, author.signer)))
    with pytest.raises(PackageRefused) as caught:
        summarise(path, None)
    assert [reason.refusal for reason in caught.value.reasons] == [Refusal.STATE_MISMATCH]


def test_a_package_that_leaves_out_a_score_is_refused_by_name(author, tmp_path):
    members = author.package()
    members = change(members, names.JOURNAL, author.said[-1].body, shorn(author.said[-1]))
    path = write(tmp_path, pack(sign_again(members, author.signer)))
    with pytest.raises(PackageRefused) as caught:
        summarise(path, None)
    [reason] = caught.value.reasons
    assert (reason.refusal, reason.detail) == (Refusal.MAY_NOT_BE_LEFT_OUT, "score.value")


@pytest.mark.parametrize("position", [1, 2])
def test_another_value_can_never_be_put_where_one_was_left_out(author, tmp_path, position):
    entry = author.said[position]
    forged = replace(entry, value="Fatima" if position == 1 else FILE | {"name": "x.pdf"})
    members = change(author.package(), names.JOURNAL, entry.body, forged.body)
    path = write(tmp_path, pack(sign_again(members, author.signer)))
    with pytest.raises(PackageRefused) as caught:
        summarise(path, None)
    assert [reason.refusal for reason in caught.value.reasons] == [Refusal.BROKEN_CHAIN]


# With workspaces, packages and documents.


@pytest.fixture
def workshop(desk: Services, evaluation: str, tmp_path: Path) -> str:
    """An evaluation with two named participants and two pieces of evidence, one of them confidential."""
    for name, content in (("public.txt", b"open"), ("secret.txt", b"of a complaint")):
        (tmp_path / name).write_bytes(content)
        desk.evidence.add(evaluation, "1.1.1", tmp_path / name)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "seen")
    with begin(desk.workspace) as work:
        secret = work.session.scalars(select(Evidence).where(Evidence.name == "secret.txt")).one()
        work.journal.record(evaluation, "evidence", secret.entity, "confidential", True)
        for name in ("Aïcha Benali", "محمد العلمي"):
            person = secrets.token_hex(16)
            for field, value in (("name", name), ("organisation", "Nour"), ("category", "citizen"), ("present", True)):
                work.journal.record(evaluation, "participant", person, field, value)
        work.commit()
    return evaluation


SECRETS = ("Aïcha", "العلمي", "Nour", "secret.txt", "of a complaint", hashlib.sha256(b"of a complaint").hexdigest())


def texts(package: Path) -> str:
    """Everything a package says, workbooks unpacked."""
    said = []
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            said += [name, data.decode("utf-8", errors="replace")]
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(data)) as book:
                    said += [book.read(part).decode("utf-8", errors="replace") for part in book.namelist()]
    return "\n".join(said)


def export(services: Services, evaluation: str, target: Path, leaving_out: LeaveOut = LeaveOut()) -> Path:  # noqa: B008
    services.packages.export(evaluation, target, leaving_out)
    return target


def test_nothing_of_what_is_left_out_is_anywhere_in_the_package(desk, workshop, tmp_path):
    real = services_for(desk.workspace, readable_members)
    whole = texts(export(real, workshop, tmp_path / "whole.lcc"))
    assert all(secret in whole for secret in SECRETS)
    left = texts(export(real, workshop, tmp_path / "left.lcc", BOTH))
    assert [secret for secret in SECRETS if secret in left] == []
    assert "public.txt" in left


def test_participants_are_counted_where_their_names_are_left_out(new_services, desk, workshop, tmp_path):
    other = new_services("other", like=desk)
    [result] = other.packages.merge([export(desk, workshop, tmp_path / "p.lcc", NAMES)])
    assert result.left_out == {"participant.name": 2, "participant.organisation": 2}
    with begin(other.workspace) as work:
        found = work.session.execute(select(Participant.name, Participant.category, Participant.present)).all()
    assert found == [("", "citizen", True)] * 2


@pytest.mark.parametrize("order", list(itertools.permutations(["whole", "names", "both"])))
def test_whatever_comes_first_what_is_known_in_the_end_is_all(new_services, desk, workshop, tmp_path, order):
    packages = {"whole": LeaveOut(), "names": NAMES, "both": BOTH}
    for name, leaving_out in packages.items():
        export(desk, workshop, tmp_path / f"{name}.lcc", leaving_out)
    other = new_services("other", like=desk)
    for name in order:
        [result] = other.packages.merge([tmp_path / f"{name}.lcc"])
        assert result.outcome is not Outcome.REFUSED
    assert other.evaluations.dump(workshop) == desk.evaluations.dump(workshop)
    assert rows(other) == rows(desk)


def test_each_form_keeps_its_own_number_and_bytes(desk, workshop, tmp_path):
    first, left = export(desk, workshop, tmp_path / "1.lcc"), export(desk, workshop, tmp_path / "2.lcc", BOTH)
    again, left_again = export(desk, workshop, tmp_path / "3.lcc"), export(desk, workshop, tmp_path / "4.lcc", BOTH)
    assert first.read_bytes() == again.read_bytes()
    assert left.read_bytes() == left_again.read_bytes()
    assert (summarise(first, None).number, summarise(left, None).number) == (1, 2)


def test_what_was_left_out_is_passed_on_as_such_and_comes_later_from_its_author(new_services, desk, workshop, tmp_path):
    relay, end = new_services("relay", like=desk), new_services("end", like=desk)
    relay.trust.write_request(tmp_path / "relay.request")
    end.trust.add(tmp_path / "relay.request")
    relay.packages.merge([export(desk, workshop, tmp_path / "1.lcc", BOTH)])
    relay.scoring.score(workshop, "1.1.2", Score.of(1))
    end.packages.merge([export(relay, workshop, tmp_path / "2.lcc")])
    assert end.evaluations.dump(workshop) == relay.evaluations.dump(workshop)
    [result] = end.packages.merge([export(desk, workshop, tmp_path / "3.lcc")])
    assert (result.outcome, result.changes) == (Outcome.MERGED, 5)
    relay.packages.merge([tmp_path / "3.lcc"])
    assert end.evaluations.dump(workshop) == relay.evaluations.dump(workshop)
    assert rows(end) == rows(relay)


def rows(services: Services) -> dict[str, list[tuple[object, ...]]]:
    """What every table that shows facts holds."""
    with begin(services.workspace) as work:
        return {
            kind: sorted(
                tuple(getattr(row, column.key) for column in inspect(model).column_attrs)
                for row in work.session.scalars(select(model))
            )
            for kind, model in PROJECTED.items()
        }


# Any story of three devices that send each other packages with and without names.

DEVICES = ("a", "b", "c")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("name"), st.sampled_from(DEVICES), st.sampled_from(["p", "q"]), st.integers(0, 2)),
        st.tuples(st.just("file"), st.sampled_from(DEVICES), st.sampled_from(["e", "f"]), st.integers(0, 2)),
        st.tuples(st.just("mark"), st.sampled_from(DEVICES), st.sampled_from(["e", "f"]), st.integers(0, 1)),
        st.tuples(st.just("learn"), st.sampled_from(DEVICES), st.sampled_from(DEVICES), st.integers(0, 3)),
    ),
    max_size=16,
)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    laptops = {name: Laptop(tmp_path_factory.mktemp("laptops") / name, name) for name in DEVICES}
    yield laptops
    for one in laptops.values():
        one.workspace.close()


def live(three: dict[str, Laptop], story: list[tuple[str, str, str, int]]) -> None:
    scope = secrets.token_hex(16)
    for laptop in three.values():
        laptop.scope = scope
    for kind, name, other, number in story:
        laptop = three[name]
        entity = hashlib.md5(other.encode(), usedforsecurity=False).hexdigest()
        if kind == "name":
            laptop.record("participant", entity, "name", f"name {number}")
        elif kind == "file":
            laptop.record("evidence", entity, "title", f"title {number}")
        elif kind == "mark":
            laptop.record("evidence", entity, "confidential", bool(number))
        elif name != other:
            hear(laptop, three[other], LeaveOut(names=bool(number & 1), confidential=bool(number & 2)))


def hear(laptop: Laptop, other: Laptop, leaving_out: LeaveOut = LeaveOut()) -> None:  # noqa: B008
    entries = leave_out(other.entries(), leaving_out)
    with begin(laptop.workspace) as work:
        work.journal.take_in(laptop.scope, entries)
        work.commit()


def shown(laptop: Laptop) -> list[object]:
    """What the tables say, and which facts are in conflict."""

    def ask(work):
        found = []
        for model in (PROJECTED["participant"], PROJECTED["evidence"]):
            for row in work.session.scalars(select(model).where(model.scope == laptop.scope).order_by(model.entity)):
                found.append(tuple(getattr(row, column.key) for column in inspect(model).column_attrs))
        return [*found, [fact.shown.fact for fact in work.journal.conflicts(laptop.scope)]]

    return laptop.ask(ask)


def shown_afresh(laptop: Laptop) -> list[object]:
    """The same, after the tables were made anew from the entries."""
    with begin(laptop.workspace) as work:
        work.journal.rebuild()
        work.commit()
    return shown(laptop)


@given(steps)
@tried(10, HealthCheck.function_scoped_fixture)
def test_tables_show_what_the_entries_say_however_little_of_them_came(three, story):
    live(three, story)
    for laptop in three.values():
        assert shown(laptop) == shown_afresh(laptop)


@given(steps, st.permutations(DEVICES), st.permutations(DEVICES))
@tried(10, HealthCheck.function_scoped_fixture)
def test_whatever_was_left_out_on_the_way_those_who_heard_everything_agree(three, story, one_order, another):
    live(three, story)
    for reader, order in zip(three.values(), (one_order, another, one_order), strict=True):
        for name in order:
            hear(reader, three[name], BOTH)
    for reader, order in zip(three.values(), (another, one_order, another), strict=True):
        for name in order:
            hear(reader, three[name])
    for reader in three.values():  # what only a third of them held whole has gone round by now
        for other in three.values():
            hear(reader, other)
    assert len({laptop.dump() for laptop in three.values()}) == 1
    assert not any(entry.left_out for laptop in three.values() for entry in laptop.entries())
    assert shown(three["a"]) == shown(three["b"]) == shown(three["c"])


@given(steps, st.randoms(use_true_random=False))
@tried(10, HealthCheck.function_scoped_fixture)
def test_the_state_is_a_function_of_what_is_known_not_of_when_it_came(three, story, chance):
    live(three, story)
    everything = {(e.device, e.seq): e for laptop in three.values() for e in laptop.entries() if not e.left_out}
    entries = [e.without_value() if e.salt and chance.random() < 0.5 else e for e in everything.values()]
    expected = state.dump(three["a"].scope, entries)
    chance.shuffle(entries)
    assert state.dump(three["a"].scope, entries) == expected


def test_facts_say_what_may_be_left_out():
    found = {
        f"{kind}.{field}"
        for kind, declared in facts.KINDS.items()
        for field in declared.fields
        if facts.may_be_left_out(kind, field)
    }
    assert found == {
        "participant.name",
        "participant.organisation",
        "evidence.file",
        "evidence.title",
        "evidence.link",
        "evidence.paper",
        "evidence.due",
    }
