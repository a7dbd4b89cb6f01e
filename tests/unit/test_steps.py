"""A step back or forward is said in words, and leads to where it was made."""

import pytest

from lcc_desktop.domain.facts import KINDS
from lcc_desktop.domain.scoring import UNSCORED, Score
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n import plain, use_language
from lcc_desktop.services.unit import begin
from lcc_desktop.wording.steps import step_back, step_forth


def participant(desk, evaluation) -> None:
    with begin(desk.workspace) as work:
        work.journal.record(evaluation, "participant", "a" * 32, "present", value=True)
        work.commit()


DONE = {
    "the score of 1.2.1": lambda desk, e: desk.scoring.score(e, "1.2.1", Score.of(3)),
    "the justification of 1.2.1": lambda desk, e: desk.scoring.justify(e, "1.2.1", "vu"),
    "the votes on 1.2.1": lambda desk, e: desk.votes.count(e, "1.2.1", 1, Ballot.of([1])),
    "a remark on 1.2.1": lambda desk, e: desk.remarks.add(e, "parked", "x", "1.2.1"),
    "the dissent on 1.2.1": lambda desk, e: desk.scoring.dissent(e, "1.2.1", "non"),
    "the method of 1.2.1": lambda desk, e: desk.scoring.decide_by(e, "1.2.1", "mean"),
    "the calibration indicator": lambda desk, e: desk.evaluations.calibrate(e, "1.2.1"),
    "a participant": participant,
}


@pytest.mark.parametrize(("what", "do"), DONE.items(), ids=DONE)
def test_a_step_is_said_in_words_and_leads_to_its_indicator(desk, evaluation, what, do):
    do(desk, evaluation)
    back = desk.steps.back(evaluation)
    assert plain(step_back(back.facts, back.indicator)) == f"Undone: {what}."
    assert back.indicator == ("1.2.1" if "1.2.1" in what else "")
    forth = desk.steps.forth(evaluation)
    assert plain(step_forth(forth.facts, forth.indicator)) == f"Redone: {what}."


def test_the_view_that_comes_with_a_step_is_what_is_shown_then(desk, evaluation):
    desk.scoring.score(evaluation, "1.2.1", Score.of(3))
    assert desk.steps.back(evaluation).view.indicators["1.2.1"].score == UNSCORED
    assert desk.steps.forth(evaluation).view.indicators["1.2.1"].score == Score.of(3)


def test_evidence_taken_off_by_a_step_leads_to_its_indicator(desk, evaluation, tmp_path):
    (tmp_path / "pv.pdf").write_bytes(b"%PDF")
    desk.evidence.add(evaluation, "1.2.1", tmp_path / "pv.pdf")
    assert desk.steps.back(evaluation).indicator == "1.2.1"


def test_with_nothing_left_there_is_no_step(desk, evaluation):
    while desk.steps.back(evaluation):
        pass
    assert desk.steps.back(evaluation) is None


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fact_has_a_word(language, kind):
    use_language(language)
    for field in KINDS[kind].fields:
        for indicator in ("", "1.2.1"):
            assert "{" not in step_back(((kind, "", field),), indicator)
