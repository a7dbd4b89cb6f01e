"""Closing with a signed snapshot, reopening, and comparing what was with what is."""

from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import text

from lcc_desktop.domain.errors import AlreadyClosed, EvaluationClosed, NotClosed, SnapshotNotFound
from lcc_desktop.domain.scoring import UNSCORED, Score
from lcc_desktop.services.closing import checklist
from lcc_desktop.services.framework_moves import Rescale
from lcc_desktop.services.signed import Signed
from tests.frameworks import a_document, a_file

pytestmark = pytest.mark.on_both


def test_a_snapshot_shows_the_evaluation_as_it_was(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(2), "au printemps")
    made = desk.snapshots.take(evaluation, "Fin du premier jour")
    then = desk.evaluations.view(evaluation).indicators
    desk.scoring.score(evaluation, "1.1.1", Score.of(4), "en automne")
    assert desk.snapshots.view(evaluation, made.id).indicators == then
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(4)


def test_a_closed_evaluation_is_not_scored_until_it_is_reopened(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    closed = desk.snapshots.close(evaluation, "Clôture")
    with pytest.raises(EvaluationClosed):
        desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    with pytest.raises(AlreadyClosed):
        desk.snapshots.close(evaluation, "Encore")
    desk.snapshots.reopen(evaluation)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    assert [(row.id, row.is_closing) for row in desk.snapshots.all(evaluation)] == [(closed.id, False)]
    with pytest.raises(NotClosed):
        desk.snapshots.reopen(evaluation)


def test_undoing_the_closing_reopens_and_keeps_the_snapshot(desk, evaluation):
    desk.snapshots.close(evaluation, "Clôture")
    desk.history.undo(evaluation)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    assert [row.is_closing for row in desk.snapshots.all(evaluation)] == [False]


def test_after_closing_the_plan_and_the_mission_go_on(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    desk.snapshots.close(evaluation, "Clôture")
    desk.scoring.aim(evaluation, "1.1.1", 4)
    desk.scoring.verify(evaluation, "1.1.1", Score.of(1), "vu sur place")
    [row] = desk.snapshots.all(evaluation)
    assert (row.is_closing, row.since) == (True, 3)


def test_who_signed_and_whether_it_still_holds_is_said(new_services, desk, evaluation, tmp_path: Path):
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    made = desk.snapshots.close(evaluation, "Clôture")
    assert (made.signed, made.since) == (Signed.GOOD, 0)
    other = new_services("other", like=desk)
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    [elsewhere] = other.snapshots.all(evaluation)
    assert (elsewhere.signed, elsewhere.author) == (Signed.GOOD, "desk")
    other.trust.remove(other.trust.all()[0].device)
    assert other.snapshots.all(evaluation)[0].signed is Signed.UNKNOWN
    with desk.workspace.engine.begin() as connection:
        connection.execute(text("UPDATE snapshot SET name = 'Autre'"))
    assert desk.snapshots.all(evaluation)[0].signed is Signed.BROKEN


def test_a_snapshot_nobody_made_is_not_found(desk, evaluation):
    with pytest.raises(SnapshotNotFound):
        desk.snapshots.view(evaluation, "0" * 32)


def test_two_moments_are_compared_indicator_by_indicator(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    first = desk.snapshots.take(evaluation, "Avant")
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    desk.scoring.score(evaluation, "1.1.2", Score.of(2))
    second = desk.snapshots.take(evaluation, "Après")
    found = desk.snapshots.compare(evaluation, first.id, second.id)
    changed = {each.move.new.code: (each.before, each.after, each.change) for each in found.changed}
    assert changed == {"1.1.1": (Score.of(1), Score.of(3), 2), "1.1.2": (UNSCORED, Score.of(2), None)}
    assert found.overall.comparable
    assert found.overall.change == found.overall.after - found.overall.before > 0
    assert found == desk.snapshots.compare(evaluation, first.id)


def test_what_is_not_measured_alike_is_not_compared_but_what_is_shared_is(desk, tmp_path: Path):
    first = desk.frameworks.add_file(a_file(tmp_path, a_document()))
    document = a_document(version=2)
    dropped = document["principles"][0]["norms"][0]["indicators"].pop()
    second = desk.frameworks.add_file(a_file(tmp_path, document))
    evaluation = desk.evaluations.start(desk.communes.search("Azrou")[0].code, "2026", first.ref)
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    desk.scoring.score(evaluation, dropped["code"], Score.of(1))
    made = desk.snapshots.take(evaluation, "Avant")
    desk.framework_moves.move(evaluation, second.ref, Rescale.ASK_AGAIN)
    found = desk.snapshots.compare(evaluation, made.id)
    [principle] = [each for each in found.principles if each.code == "1"]
    assert not principle.comparable
    assert not found.overall.comparable
    assert principle.before != principle.after
    assert (principle.shared_before, principle.change) == (principle.shared_after, Fraction(0))


def test_the_checklist_names_what_is_missing(desk, evaluation):
    everything = checklist(desk.evaluations.view(evaluation))
    assert len(everything.unscored) == 109
    assert not everything.complete
    desk.scoring.score(evaluation, "1.1.1", Score.of(4))
    found = checklist(desk.evaluations.view(evaluation))
    assert "1.1.1" not in found.unscored
    assert (found.no_evidence, found.no_reason, found.disputed) == (("1.1.1",), ("1.1.1",), ())
