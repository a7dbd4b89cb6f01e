"""What a facilitator keeps for themselves stays in this workspace."""

import zipfile

import pytest

from lcc_desktop.domain.errors import NoteTooLong
from lcc_desktop.domain.facts import NOTE_LIMIT
from lcc_desktop.services.bench import Place
from lcc_desktop.services.unit import begin

ASIDE = "Le président a coupé la parole"


def test_a_private_note_is_kept_and_changed(desk, evaluation):
    desk.bench.note(evaluation, "1.1.1", "un")
    desk.bench.note(evaluation, "1.1.1", "deux")
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].private == "deux"
    with pytest.raises(NoteTooLong):
        desk.bench.note(evaluation, "1.1.1", "x" * (NOTE_LIMIT + 1))


def test_neither_notes_nor_time_leave_with_a_package(desk, evaluation, tmp_path):
    seen = []
    desk.bench.note(evaluation, "1.1.1", ASIDE)
    desk.bench.spend(evaluation, {"1.1.1": 90})
    desk.packages._renderings = lambda view, made_at, stamping, template: (
        seen.append(view) or {"data/scores.xlsx": b"x"}
    )
    known = desk.evaluations.dump(evaluation)
    assert ASIDE.encode() not in known
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    with zipfile.ZipFile(tmp_path / "a.lcc") as package:
        assert not any(ASIDE.encode() in package.read(name) for name in package.namelist())
    shown = seen[-1].indicators["1.1.1"]
    assert (shown.private, shown.seconds) == ("", 0)


def test_time_adds_up(desk, evaluation):
    desk.bench.spend(evaluation, {"1.1.1": 30, "1.1.2": 5})
    desk.bench.spend(evaluation, {"1.1.1": 12})
    shown = desk.evaluations.view(evaluation).indicators
    assert (shown["1.1.1"].seconds, shown["1.1.2"].seconds) == (42, 5)


def test_time_is_planned_by_principle_over_all_sessions(desk, evaluation):
    with begin(desk.workspace) as work:
        for session, budgets in (("a" * 32, {"1": 60, "2": 30}), ("b" * 32, {"2": 45})):
            work.journal.record(evaluation, "session", session, "budgets", budgets)
            work.journal.record(evaluation, "session", session, "present", value=True)
        work.journal.record(evaluation, "session", "c" * 32, "budgets", {"3": 60})  # taken off
        work.commit()
    assert desk.evaluations.view(evaluation).minutes == {"1": 60, "2": 75}


def test_the_bookmark_is_where_one_was_last(desk, evaluation):
    assert desk.bench.place() == Place()
    desk.bench.leave_at(Place("workshop", evaluation, "1.1.1"))
    desk.bench.leave_at(Place("workshop", evaluation, "1.2.1"))
    assert desk.bench.place() == Place("workshop", evaluation, "1.2.1")


def test_a_bookmark_of_an_evaluation_that_is_not_here_leads_nowhere(desk):
    desk.bench.leave_at(Place("workshop", "a" * 32, "1.1.1"))
    assert desk.bench.place() == Place()
