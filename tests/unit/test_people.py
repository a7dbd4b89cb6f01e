"""Participants, groups and sessions: what is said of them is on the disk, counted, undone, merged."""

from datetime import date
from fractions import Fraction

import pytest

from lcc_desktop.domain import facts
from lcc_desktop.domain.errors import EntryGone, EvaluationClosed, EvaluationNotFound, NoteTooLong
from lcc_desktop.domain.people import (
    Gathering,
    NewParticipant,
    Participant,
    age_band,
    count,
    holds_card_number,
    name_key,
)

ONE = NewParticipant("Participante 1", "Association A", "female", "civil-society", "25-34", "Société civile")
TWO = NewParticipant("مشارك 2", "", "male", "elected", "45-59", "Élus")
THREE = NewParticipant("Participant 3", "Services", "male", "staff", "", "élus ")


def named(gathering: Gathering, name: str) -> Participant:
    return next(one for one in gathering.participants if one.name == name)


@pytest.fixture
def people(desk, evaluation) -> Gathering:
    """Three people in two groups, and two sessions."""
    desk.people.add_sitting(evaluation, "Matin", "Salle du conseil", date(2026, 11, 24), "09:00")
    desk.people.add_sitting(evaluation, "Après-midi", "", date(2026, 11, 24), "14:00")
    return desk.people.add(evaluation, [ONE, TWO, THREE])


def test_people_are_listed_by_name_whatever_the_script(people):
    assert [one.name for one in people.participants] == ["Participant 3", "Participante 1", "مشارك 2"]
    assert named(people, "Participante 1").category == "civil-society"


def test_groups_are_made_once_however_they_are_spelled(people):
    assert [group.name for group in people.groups] == ["Élus", "Société civile"]
    elected = people.groups[0]
    assert {one.name for one in people.members_of(elected.id)} == {"مشارك 2", "Participant 3"}


def test_all_people_are_added_or_none(desk, evaluation):
    before = desk.evaluations.dump(evaluation)
    with pytest.raises(NoteTooLong):
        desk.people.add(evaluation, [ONE, NewParticipant("n" * (facts.NAME_LIMIT + 1))])
    assert desk.evaluations.dump(evaluation) == before


def test_adding_many_is_one_step_to_undo(desk, evaluation, people):
    assert len(people.participants) == 3
    desk.history.undo(evaluation)
    assert desk.people.gathering(evaluation).participants == ()
    desk.history.redo(evaluation)
    assert desk.people.gathering(evaluation) == people


def test_a_name_stays_on_one_line(desk, evaluation):
    [one] = desk.people.add(evaluation, [NewParticipant("  Participante\n\t1  ")]).participants
    assert one.name == "Participante 1"


def test_a_participant_may_have_no_name(desk, evaluation):
    [one] = desk.people.add(evaluation, [NewParticipant(gender="female")]).participants
    assert (one.name, one.gender) == ("", "female")


def test_a_field_is_changed_for_many_at_once(desk, evaluation, people):
    ids = [one.id for one in people.participants]
    after = desk.people.change(evaluation, ids, {"category": "citizen", "group": ""})
    assert {(one.category, one.group) for one in after.participants} == {("citizen", "")}
    desk.history.undo(evaluation)
    assert desk.people.gathering(evaluation) == people


def test_saying_the_same_again_says_nothing(desk, evaluation, people):
    known = desk.evaluations.dump(evaluation)
    one = named(people, "Participante 1")
    desk.people.change(evaluation, [one.id], {"name": one.name, "gender": one.gender})
    assert desk.evaluations.dump(evaluation) == known


def test_who_is_taken_off_the_list_is_gone_from_every_count(desk, evaluation, people):
    one = named(people, "Participante 1")
    desk.people.mark(evaluation, people.sittings[0].id, [one.id], present=True)
    after = desk.people.remove(evaluation, [one.id])
    assert after.participation.registered.total == 2
    assert after.participation.attended is None
    assert after.presence == frozenset()
    desk.history.undo(evaluation)
    assert desk.people.gathering(evaluation).present_at(people.sittings[0].id) == [one]


def test_what_is_gone_cannot_be_changed(desk, evaluation, people):
    one = people.participants[0]
    desk.people.remove(evaluation, [one.id])
    with pytest.raises(EntryGone):
        desk.people.change(evaluation, [one.id], {"name": "x"})
    with pytest.raises(EntryGone):
        desk.people.mark(evaluation, people.sittings[0].id, [one.id], present=True)
    with pytest.raises(EntryGone):
        desk.people.mark(evaluation, "0" * 32, [], present=True)
    desk.people.remove(evaluation, [one.id])


def test_two_entries_of_one_person_become_one(desk, evaluation, people):
    morning, afternoon = people.sittings
    after = desk.people.add(evaluation, [NewParticipant("PARTICIPANT 3", gender="", age_band="60-plus")], afternoon.id)
    kept, other = named(after, "Participant 3"), named(after, "PARTICIPANT 3")
    assert after.namesakes == {kept.id, other.id}
    desk.people.mark(evaluation, morning.id, [kept.id], present=True)
    after = desk.people.unite(evaluation, kept.id, other.id)
    one = named(after, "Participant 3")
    assert (one.gender, one.age_band, after.attendance_of(one.id)) == ("male", "60-plus", 2)
    assert len(after.participants) == 3
    assert after.namesakes == frozenset()


def test_a_latecomer_is_added_and_present_in_one_step(desk, evaluation, people):
    morning = people.sittings[0]
    after = desk.people.add(evaluation, [NewParticipant("Participante 4")], morning.id)
    assert [one.name for one in after.present_at(morning.id)] == ["Participante 4"]
    desk.history.undo(evaluation)
    assert desk.people.gathering(evaluation) == people


def test_presence_is_noted_for_all_and_for_nobody(desk, evaluation, people):
    morning = people.sittings[0]
    everybody = [one.id for one in people.participants]
    after = desk.people.mark(evaluation, morning.id, everybody, present=True)
    assert len(after.present_at(morning.id)) == 3
    after = desk.people.mark(evaluation, morning.id, everybody, present=False)
    assert after.present_at(morning.id) == []


def test_counts_name_nobody(desk, evaluation, people):
    morning = people.sittings[0]
    desk.people.mark(evaluation, morning.id, [named(people, "Participante 1").id], present=True)
    participation = desk.evaluations.view(evaluation).participation
    assert participation.registered.total == 3
    assert participation.registered.women_share == Fraction(1, 3)
    assert participation.counted.total == 1
    assert participation.sittings[0][1].categories == {"civil-society": 1}
    assert participation.first_day == participation.last_day == date(2026, 11, 24)
    assert "Participante" not in repr(participation)


def test_the_share_of_women_is_of_those_whose_gender_is_known():
    people = [Participant("1", gender="female"), Participant("2", gender="male"), Participant("3")]
    assert count(people).women_share == Fraction(1, 2)
    assert count([Participant("3")]).women_share is None


def test_a_group_that_is_dissolved_leaves_its_members_on_the_list(desk, evaluation, people):
    after = desk.people.remove_group(evaluation, people.groups[0].id)
    assert [group.name for group in after.groups] == ["Société civile"]
    assert named(after, "مشارك 2").group == ""
    desk.history.undo(evaluation)
    assert desk.people.gathering(evaluation) == people


def test_a_group_is_renamed_and_not_made_twice(desk, evaluation, people):
    desk.people.rename_group(evaluation, people.groups[0].id, "Élues et élus")
    after = desk.people.add_group(evaluation, "ÉLUES ET ÉLUS")
    assert [group.name for group in after.groups] == ["Élues et élus", "Société civile"]
    with pytest.raises(EntryGone):
        desk.people.change(evaluation, [people.participants[0].id], {"group": "f" * 32})


def test_sessions_are_in_the_order_they_are_held(desk, evaluation, people):
    after = desk.people.add_sitting(evaluation, "Sans date")
    after = desk.people.add_sitting(evaluation, "La veille", "", date(2026, 11, 23), "15:00")
    assert [sitting.title for sitting in after.sittings] == ["La veille", "Matin", "Après-midi", "Sans date"]
    moved = desk.people.change_sitting(evaluation, after.sittings[0].id, {"day": date(2026, 12, 1), "start": "08:30"})
    assert [sitting.title for sitting in moved.sittings] == ["Matin", "Après-midi", "La veille", "Sans date"]
    cleared = desk.people.change_sitting(evaluation, moved.sittings[0].id, {"day": None})
    assert cleared.sittings[-1].day is cleared.sittings[-2].day is None


def test_a_session_taken_off_the_plan_is_counted_nowhere(desk, evaluation, people):
    morning = people.sittings[0]
    desk.people.mark(evaluation, morning.id, [people.participants[0].id], present=True)
    after = desk.people.remove_sitting(evaluation, morning.id)
    assert [sitting.title for sitting in after.sittings] == ["Après-midi"]
    assert after.participation.attended is None


def test_time_is_planned_by_principle(desk, evaluation, people):
    morning, afternoon = people.sittings
    after = desk.people.plan(evaluation, {morning.id: {"1": 90, "2": 0}, afternoon.id: {"2": 75}})
    assert [sitting.budgets for sitting in after.sittings] == [{"1": 90}, {"2": 75}]
    assert [sitting.minutes for sitting in after.sittings] == [90, 75]


def test_the_suggestion_plans_every_minute_and_is_one_step(desk, evaluation, people):
    after = desk.people.plan_evenly(evaluation, 240)
    assert sum(sitting.minutes for sitting in after.sittings) == 480
    desk.history.undo(evaluation)
    assert desk.people.gathering(evaluation) == people


def test_a_closed_evaluation_keeps_its_people_as_they_are(desk, evaluation, people):
    desk.snapshots.close(evaluation, "Clôture")
    with pytest.raises(EvaluationClosed):
        desk.people.add(evaluation, [ONE])
    assert desk.people.gathering(evaluation) == people


def test_an_evaluation_that_is_not_here_is_named(desk):
    with pytest.raises(EvaluationNotFound):
        desk.people.gathering("f" * 32)


def test_what_two_devices_say_of_one_person_waits_for_a_choice(new_services, tmp_path):
    first = new_services("first")
    second = new_services("second", like=first)
    request = tmp_path / "second.request"
    second.trust.write_request(request)
    first.trust.add(request)
    commune = first.communes.search("Tétouan")[0]
    evaluation = first.evaluations.start(commune.code, "2026", first.frameworks.all()[0].ref)
    [one] = first.people.add(evaluation, [ONE]).participants
    sitting = first.people.add_sitting(evaluation, "Matin").sittings[0]
    first.packages.export(evaluation, tmp_path / "a.lcc")
    second.packages.merge([tmp_path / "a.lcc"])
    second.people.change(evaluation, [one.id], {"name": "Participante un"})
    second.people.mark(evaluation, sitting.id, [one.id], present=True)
    second.packages.export(evaluation, tmp_path / "b.lcc")
    first.people.change(evaluation, [one.id], {"name": "Participante I"})
    first.people.add(evaluation, [TWO], sitting.id)
    first.packages.merge([tmp_path / "b.lcc"])

    merged = first.people.gathering(evaluation)
    assert merged.by_id[one.id].disputed == {"name"}
    assert len(merged.present_at(sitting.id)) == 2, "presence unites"
    kept = merged.by_id[one.id].name
    settled = first.people.change(evaluation, [one.id], {"name": kept})
    assert settled.by_id[one.id].disputed == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Participante 1", "PARTICIPANTE  1"),
        ("Nom Prénom", "prenom nom"),
        ("الاسم إلى", "الي الإسم"),
    ],
)
def test_names_are_the_same_however_they_are_spelled(one, other):
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (0, ""),
        (18, "under-25"),
        (24, "under-25"),
        (25, "25-34"),
        (44, "35-44"),
        (59, "45-59"),
        (60, "60-plus"),
        (130, ""),
    ],
)
def test_an_age_falls_in_its_band(years, band):
    assert age_band(years) == band


@pytest.mark.parametrize("text", ["AB123456", "L 654321", "Participant (BE12345)"])
def test_the_number_of_a_card_is_recognised(text):
    assert holds_card_number(text)


@pytest.mark.parametrize("text", ["Participant 12", "Association 2020", "جمعية 123456", "ISO 9001", "ABC123456"])
def test_other_numbers_are_not_taken_for_one(text):
    assert not holds_card_number(text)
