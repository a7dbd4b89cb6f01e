"""The improvement plan: from a weak score to an action, and months later."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.errors import ActionNotFound, BadAmount, BadDate, IndicatorNotFound, NoteTooLong
from lcc_desktop.domain.plan import Action, Quadrant, Status
from lcc_desktop.domain.scoring import Score

TODAY = date(2026, 6, 15)


@pytest.fixture
def action(desk, evaluation) -> Action:
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    return desk.plans.from_indicator(evaluation, "1.1.1", "fr")


def test_a_weak_score_becomes_an_action_named_in_both_languages(desk, evaluation, action):
    indicator = desk.evaluations.view(evaluation).framework.find("1.1.1")
    assert action.title_fr == indicator.text.fr.rstrip(".")
    assert action.title_ar == indicator.text.ar.rstrip(".")
    assert action.result == indicator.degrees[2].fr, "the next degree is the result expected"
    assert (action.key, action.status) == (True, Status.PLANNED)
    assert desk.plans.view(evaluation).actions == (action,)


def test_the_result_expected_is_the_degree_aimed_at(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    desk.scoring.aim(evaluation, "1.1.1", 4)
    made = desk.plans.from_indicator(evaluation, "1.1.1", "ar")
    assert made.result == desk.evaluations.view(evaluation).framework.find("1.1.1").degrees[4].ar


def test_the_same_indicator_gives_the_same_action_again(desk, evaluation, action):
    assert desk.plans.from_indicator(evaluation, "1.1.1", "fr") == action
    assert len(desk.plans.view(evaluation).actions) == 1


def test_what_is_entered_is_kept(desk, evaluation, action):
    said = {
        "title_ar": "إحداث هيئة التشاور",
        "result": "Instance créée\net réunie",
        "elected": "2e vice-président",
        "technical": "DGS",
        "partners": "Associations",
        "start": date(2026, 3, 1),
        "deadline": "2026-05-31",
        "budget": "1 200 000,50",
        "budget_source": "Budget communal",
        "success": "4 réunions par an",
        "impact": 80,
        "feasibility": 30,
        "progress": 40,
        "status": Status.UNDER_WAY,
    }
    changed = desk.plans.change(evaluation, action.id, **said)
    assert changed.budget == Decimal("1200000.5")
    assert (changed.deadline, changed.quadrant, changed.is_quick) == (date(2026, 5, 31), Quadrant.PREPARE, True)
    assert desk.plans.view(evaluation).actions == (changed,)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"deadline": "31/05/2026"}, BadDate),
        ({"start": "2026-02-30"}, BadDate),
        ({"budget": "beaucoup"}, BadAmount),
        ({"budget": "-5"}, BadAmount),
        ({"title_fr": "x" * 401}, NoteTooLong),
        ({"result": "x" * 20_001}, NoteTooLong),
    ],
)
def test_a_refused_entry_changes_nothing(desk, evaluation, action, said, error):
    with pytest.raises(error):
        desk.plans.change(evaluation, action.id, elected="Quelqu’un", **said)
    assert desk.plans.view(evaluation).actions == (action,)


def test_a_removed_action_is_gone_and_comes_back_by_undoing(desk, evaluation, action):
    desk.plans.remove(evaluation, action.id)
    assert desk.plans.view(evaluation).actions == ()
    with pytest.raises(ActionNotFound):
        desk.plans.change(evaluation, action.id, key=False)
    desk.history.undo(evaluation)
    assert desk.plans.view(evaluation).actions == (action,)


def test_an_unknown_indicator_has_no_action(desk, evaluation):
    with pytest.raises(IndicatorNotFound):
        desk.plans.from_indicator(evaluation, "9.9.9", "fr")


def test_what_happened_is_followed_over_months(desk, evaluation, action):
    desk.plans.change(evaluation, action.id, status=Status.UNDER_WAY, progress=20)
    desk.plans.note(evaluation, action.id, "Arrêté signé", date(2026, 4, 2))
    desk.plans.note(evaluation, action.id, "Première réunion", date(2026, 5, 20))
    finished = desk.plans.change(evaluation, action.id, status=Status.DONE)
    assert finished.progress == 100
    notes = desk.plans.view(evaluation).follow_ups[action.id]
    assert [(note.text, note.author) for note in notes] == [("Première réunion", "desk"), ("Arrêté signé", "desk")]
    steps = [(step.field, step.value) for step in desk.plans.steps(evaluation, action.id)]
    assert steps == [
        ("status", "planned"), ("status", "under-way"), ("progress", 20), ("status", "done"), ("progress", 100)
    ]  # fmt: skip


def test_late_actions_are_named_at_opening_until_they_are_done(desk, evaluation, action):
    desk.plans.change(evaluation, action.id, deadline=date(2026, 6, 14))
    [reminder] = desk.plans.reminders(TODAY)
    assert (reminder.evaluation, reminder.commune.name_fr, reminder.action.id) == (evaluation, "Tétouan", action.id)
    assert desk.plans.reminders(date(2026, 6, 14)) == []
    desk.plans.change(evaluation, action.id, status=Status.GIVEN_UP)
    assert desk.plans.reminders(TODAY) == []


def test_more_than_ten_key_actions_are_too_many(desk, evaluation):
    codes = list(desk.evaluations.view(evaluation).indicators)[:11]
    for code in codes:
        desk.plans.from_indicator(evaluation, code, "fr")
    found = desk.plans.view(evaluation)
    assert found.has_too_many
    desk.plans.change(evaluation, found.actions[0].id, key=False)
    assert not desk.plans.view(evaluation).has_too_many


def test_two_people_who_fill_in_one_field_apart_are_both_kept(new_services, desk, evaluation, action, tmp_path: Path):
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.plans.change(evaluation, action.id, elected="Présidente")
    desk.plans.change(evaluation, action.id, elected="Vice-président")
    other.packages.export(evaluation, tmp_path / "b.lcc")
    desk.packages.merge([tmp_path / "b.lcc"])
    assert desk.plans.view(evaluation).disputed == {action.id: ("elected",)}
    desk.plans.change(evaluation, action.id, elected="Présidente")
    assert desk.plans.view(evaluation).disputed == {}


DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS, DAYS)
def test_a_quick_win_ends_within_three_months(start: date, deadline: date):
    action = Action("a", start=start, deadline=deadline)
    assert action.is_quick == (start <= deadline and _within_three_months(start, deadline))


def _within_three_months(start: date, deadline: date) -> bool:
    """Told without adding months: the deadline's month is at most the third after, its day no later there."""
    months = (deadline.year - start.year) * 12 + deadline.month - start.month
    return months < 3 or (months == 3 and deadline.day <= start.day)


@given(st.integers(0, 100), st.integers(0, 100))
def test_the_matrix_has_four_quarters(impact: int, feasibility: int):
    quadrant = Action("a", impact=impact, feasibility=feasibility).quadrant
    assert (quadrant in (Quadrant.DO_FIRST, Quadrant.PREPARE)) == (impact >= 50)
    assert (quadrant in (Quadrant.DO_FIRST, Quadrant.FILL_IN)) == (feasibility >= 50)


def test_an_action_without_a_place_has_no_quarter():
    assert Action("a", impact=90).quadrant is None
