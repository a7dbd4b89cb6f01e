"""Undo and redo say things back through the journal."""

import random
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.scoring import NO_INFORMATION, UNSCORED, Score
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.history import Undone
from tests.properties import tried

pytestmark = pytest.mark.on_both

CODES = ("1.1.1", "1.1.2", "1.2.1")


def shown(desk, evaluation):
    views = desk.evaluations.view(evaluation).indicators
    return {code: (views[code].score, views[code].note, views[code].aim) for code in CODES}


def test_a_score_is_taken_back_and_said_again(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    assert desk.history.undo(evaluation) == Undone((("score", "1.1.1", "value"),))
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score == UNSCORED
    desk.history.redo(evaluation)
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(3)


def test_one_intention_is_one_step(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "PV du 12 mai")
    desk.history.undo(evaluation)
    view = desk.evaluations.view(evaluation).indicators["1.1.1"]
    assert (view.score, view.note) == (UNSCORED, "")


def test_evidence_taken_off_comes_back(desk, evaluation, tmp_path: Path):
    path = tmp_path / "pv.pdf"
    path.write_bytes(b"%PDF")
    [item] = desk.evidence.add(evaluation, "1.1.1", path).evidence
    desk.evidence.withdraw(evaluation, "1.1.1", item.id)
    desk.history.undo(evaluation)
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].evidence == (item,)
    desk.history.undo(evaluation)
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].evidence == ()


def test_with_nothing_to_undo_nothing_is_said(desk, evaluation):
    while desk.history.undo(evaluation):
        pass
    known = desk.evaluations.dump(evaluation)
    assert desk.history.undo(evaluation) is None
    assert desk.evaluations.dump(evaluation) == known


def test_a_new_word_ends_what_could_be_redone(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    desk.history.undo(evaluation)
    desk.scoring.score(evaluation, "1.1.2", Score.of(1))
    assert not desk.history.can_redo(evaluation)


def test_what_somebody_else_said_since_stays_theirs(new_services, desk, evaluation, tmp_path: Path):
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    other = new_services("other", like=desk)
    other.trust.write_request(tmp_path / "other.request")
    desk.trust.add(tmp_path / "other.request")
    desk.packages.export(evaluation, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    other.scoring.score(evaluation, "1.1.1", Score.of(4))
    other.packages.export(evaluation, tmp_path / "b.lcc")
    desk.packages.merge([tmp_path / "b.lcc"])
    desk.history.undo(evaluation)
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(4)


def test_the_start_of_an_evaluation_stands(desk, evaluation):
    desk.history.undo(evaluation)
    assert desk.evaluations.view(evaluation).cycle == "2026"


@tried(5)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_undoing_all_and_redoing_all_ends_where_it_was(tmp_path_factory, rng: random.Random, steps: int):
    with workspaces.create(tmp_path_factory.mktemp("w"), "w") as workspace:
        desk = services_for(workspace, lambda *_: {})
        commune = desk.communes.search("Azrou")[0]
        evaluation = desk.evaluations.start(commune.code, "2026", desk.frameworks.all()[0].ref)
        seen = [shown(desk, evaluation)]
        for _step in range(steps):
            code = rng.choice(CODES)
            match rng.randrange(3):
                case 0:
                    desk.scoring.score(evaluation, code, rng.choice([Score.of(rng.randrange(5)), NO_INFORMATION]))
                case 1:
                    desk.scoring.justify(evaluation, code, rng.choice(["", "a", "ب"]))
                case 2:
                    desk.scoring.aim(evaluation, code, rng.choice([None, 2, 4]))
            if shown(desk, evaluation) != seen[-1]:
                seen.append(shown(desk, evaluation))
        for before in reversed(seen[:-1]):
            desk.history.undo(evaluation)
            assert shown(desk, evaluation) == before
        for after in seen[1:]:
            desk.history.redo(evaluation)
            assert shown(desk, evaluation) == after
