"""Strengths, points to improve and the parking list; consensus, calibration."""

import pytest

from lcc_desktop.domain.errors import EntryGone, IndicatorNotFound, NoteTooLong, RemarkEmpty
from lcc_desktop.domain.facts import METHODS, NOTE_LIMIT
from lcc_desktop.services.remarks import Jotted, Remarks


def texts(jotted: Jotted) -> list[str]:
    return [remark.text for remark in jotted.remarks]


def test_remarks_stand_in_the_order_they_were_jotted_down(desk, evaluation):
    moments = iter(range(1, 9))
    remarks = Remarks(desk.workspace, desk.frameworks, clock=lambda: next(moments))
    for text in ("un", "deux", "trois", "ج"):
        remarks.add(evaluation, "strength", text, "1.1.1")
    assert texts(remarks.add(evaluation, "improvement", "cinq", "1.1.1")) == ["un", "deux", "trois", "ج", "cinq"]
    shown = desk.evaluations.view(evaluation).indicators["1.1.1"].remarks
    assert [(remark.sort, remark.text) for remark in shown][-1] == ("improvement", "cinq")


def test_what_is_parked_is_ticked_and_no_longer_waits(desk, evaluation):
    [remark] = desk.remarks.add(evaluation, "parked", "Demander au receveur", "1.1.1").remarks
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].parked
    desk.remarks.settle(evaluation, remark.id)
    view = desk.evaluations.view(evaluation).indicators["1.1.1"]
    assert (view.parked, view.remarks[0].done) == (False, True)
    assert not desk.remarks.settle(evaluation, remark.id, done=False).remarks[0].done


def test_a_remark_is_said_in_other_words_dropped_and_brought_back(desk, evaluation):
    [remark] = desk.remarks.add(evaluation, "strength", "Bon acceuil", "1.1.1").remarks
    assert texts(desk.remarks.word(evaluation, remark.id, "Bon accueil")) == ["Bon accueil"]
    assert desk.remarks.drop(evaluation, remark.id).remarks == ()
    desk.history.undo(evaluation)
    assert [r.text for r in desk.remarks.all(evaluation)] == ["Bon accueil"]


def test_a_remark_may_be_of_the_whole(desk, evaluation):
    desk.remarks.add(evaluation, "strength", "Une équipe soudée")
    view = desk.evaluations.view(evaluation)
    assert [remark.text for remark in view.remarks] == ["Une équipe soudée"]
    assert not any(item.remarks for item in view.indicators.values())


@pytest.mark.parametrize(
    ("text", "code", "error"),
    [("  \n", "1.1.1", RemarkEmpty), ("x" * (NOTE_LIMIT + 1), "1.1.1", NoteTooLong), ("x", "9.9.9", IndicatorNotFound)],
)
def test_what_is_no_remark_is_refused(desk, evaluation, text, code, error):
    with pytest.raises(error):
        desk.remarks.add(evaluation, "parked", text, code)
    assert desk.remarks.all(evaluation) == ()


def test_a_remark_that_is_gone_cannot_be_changed(desk, evaluation):
    [remark] = desk.remarks.add(evaluation, "parked", "x", "1.1.1").remarks
    desk.remarks.drop(evaluation, remark.id)
    for again in (desk.remarks.drop, desk.remarks.settle):
        with pytest.raises(EntryGone):
            again(evaluation, remark.id)


# Consensus


@pytest.mark.parametrize("method", METHODS)
def test_a_consensus_says_how_it_came_about_and_what_was_held_against_it(desk, evaluation, method):
    desk.scoring.decide_by(evaluation, "1.1.1", method)
    view = desk.scoring.dissent(evaluation, "1.1.1", "Deux élus voient le degré 2.")
    assert (view.method, view.dissent) == (method, "Deux élus voient le degré 2.")
    assert desk.scoring.decide_by(evaluation, "1.1.1", "").method == ""
    desk.history.undo(evaluation)
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].method == method


def test_the_same_word_twice_is_written_once(desk, evaluation):
    desk.scoring.dissent(evaluation, "1.1.1", "Non.")
    known = desk.evaluations.dump(evaluation)
    desk.scoring.dissent(evaluation, "1.1.1", "Non.")
    desk.scoring.decide_by(evaluation, "1.1.1", "")
    assert desk.evaluations.dump(evaluation) == known


def test_one_indicator_is_scored_first_to_agree_on_how_to_score(desk, evaluation):
    assert desk.evaluations.calibrate(evaluation, "1.2.1").calibration == "1.2.1"
    assert desk.evaluations.calibrate(evaluation, "").calibration == ""
    with pytest.raises(IndicatorNotFound):
        desk.evaluations.calibrate(evaluation, "9.9.9")
