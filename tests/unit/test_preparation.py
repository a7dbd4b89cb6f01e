"""Before the workshop: prerequisites, cycle and stage, the reference of the data-protection authority."""

import pytest

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.domain.errors import CycleMissing, EntryGone, EvaluationClosed, NoteTooLong
from lcc_desktop.domain.facts import NAME_LIMIT, NOTE_LIMIT, PREREQUISITE_STATES
from lcc_desktop.wording import people, stages


def test_the_checklist_follows_the_framework(desk, evaluation):
    framework = desk.evaluations.view(evaluation).framework
    checklist = desk.prerequisites.checklist(evaluation)
    assert [one.prerequisite for one in checklist] == list(framework.prerequisites)
    assert {(one.state, one.note, one.evidence) for one in checklist} == {("", "", ())}


def test_a_prerequisite_is_said_noted_and_taken_back(desk, evaluation):
    code = desk.prerequisites.checklist(evaluation)[0].prerequisite.code
    desk.prerequisites.say(evaluation, code, state="met", note="Délibération du 7 mai")
    [first, *_] = desk.prerequisites.checklist(evaluation)
    assert (first.state, first.note) == ("met", "Délibération du 7 mai")
    desk.prerequisites.say(evaluation, code, state="")
    desk.history.undo(evaluation)
    assert desk.prerequisites.checklist(evaluation)[0].state == "met"


def test_only_prerequisites_of_the_framework_can_be_said(desk, evaluation):
    with pytest.raises(EntryGone):
        desk.prerequisites.say(evaluation, "nowhere", state="met")
    code = desk.prerequisites.checklist(evaluation)[0].prerequisite.code
    with pytest.raises(NoteTooLong):
        desk.prerequisites.say(evaluation, code, note="n" * (NOTE_LIMIT + 1))


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_of_the_scheme_can_be_said(desk, evaluation, stage):
    assert desk.evaluations.describe_cycle(evaluation, stage=stage).stage == stage


def test_the_cycle_is_named_anew(desk, evaluation):
    view = desk.evaluations.describe_cycle(evaluation, cycle=" 2026\n2027 ")
    assert (view.cycle, view.stage) == ("2026 2027", "self-evaluation")
    with pytest.raises(CycleMissing):
        desk.evaluations.describe_cycle(evaluation, cycle="  ")


def test_the_stage_moves_on_while_the_evaluation_is_closed(desk, evaluation):
    desk.snapshots.close(evaluation, "Clôture")
    assert desk.evaluations.describe_cycle(evaluation, stage=Stage.VERIFICATION).stage == "verification"
    with pytest.raises(EvaluationClosed):
        desk.evaluations.describe_cycle(evaluation, cycle="2027")


def test_the_reference_of_the_authority_is_kept_on_one_line(desk):
    assert desk.settings.cndp_reference == ""
    assert desk.settings.say_cndp_reference(" D-123/2026\n") == "D-123/2026"
    assert desk.settings.cndp_reference == "D-123/2026"
    with pytest.raises(NoteTooLong):
        desk.settings.say_cndp_reference("x" * (NAME_LIMIT + 1))


def test_everything_that_can_be_said_has_a_name():
    assert stages.STAGES.keys() == set(Stage)
    assert list(people.PREREQUISITE_STATES) == list(PREREQUISITE_STATES)
