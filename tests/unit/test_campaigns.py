"""A campaign from the call to the lots, and where every commune stands."""

import random
from datetime import date
from pathlib import Path

import pytest

from lcc_desktop.domain.campaign import Eligibility, Late, Met, Stage, suggested
from lcc_desktop.domain.errors import ApplicationNotFound, CommuneNotFound, CycleMissing, LotNotFound, ReasonMissing
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services.backups import Backups

CALL, TODAY = date(2022, 1, 17), date(2022, 6, 1)


@pytest.fixture
def campaign(desk) -> str:
    return desk.campaigns.start("Édition 2022", "دورة 2022", "2022", desk.frameworks.all()[0].ref)


@pytest.fixture
def azrou(desk, campaign) -> str:
    code = desk.communes.search("Azrou")[0].code
    desk.campaigns.apply(campaign, [code], CALL)
    return code


def file_of(desk, campaign: str, commune: str, today: date = TODAY):
    [found] = [f for f in desk.campaigns.view(campaign, today).communes if f.commune.code == commune]
    return found


def test_the_figures_of_2022(desk, campaign):
    """115 applications, 58 urban and 57 rural; 71 eligible, in two lots of 39 and 32 (documented)."""
    shuffled = random.Random(2022)  # noqa: S311  (the same communes every time)
    by_milieu = {m: [c.code for c in desk.communes.communes if c.milieu == m] for m in ("urban", "rural")}
    applied = shuffled.sample(by_milieu["urban"], 58) + shuffled.sample(by_milieu["rural"], 57)
    assert desk.campaigns.apply(campaign, applied, CALL) == 115
    eligible = shuffled.sample(applied, 71)
    desk.campaigns.decide(campaign, eligible, Eligibility.ELIGIBLE, TODAY, "")
    others = [code for code in applied if code not in set(eligible)]
    desk.campaigns.decide(campaign, others, Eligibility.NOT_ELIGIBLE, TODAY, "Prérequis non réunis")
    lots = [desk.campaigns.add_lot(campaign, name) for name in ("Lot 1", "Lot 2")]
    desk.campaigns.put_in_lot(campaign, eligible[:39], lots[0])
    desk.campaigns.put_in_lot(campaign, eligible[39:], lots[1])
    view = desk.campaigns.view(campaign, TODAY)
    assert view.by_milieu() == {"urban": 58, "rural": 57}
    assert view.by_eligibility() == {Eligibility.ELIGIBLE: 71, Eligibility.NOT_ELIGIBLE: 44}
    assert view.by_lot() == {lots[0]: 39, lots[1]: 32, "": 44}
    assert view.by_stage() == {Stage.ELIGIBILITY: 115}


def test_an_application_taken_in_twice_is_one(desk, campaign, azrou):
    assert desk.campaigns.apply(campaign, [azrou, azrou], TODAY) == 0
    assert file_of(desk, campaign, azrou).applicant.received == CALL


def test_one_unknown_commune_keeps_all_out(desk, campaign, azrou):
    other = desk.communes.search("Tiznit")[0].code
    with pytest.raises(CommuneNotFound):
        desk.campaigns.apply(campaign, [other, "99.999.99.9"], CALL)
    assert len(desk.campaigns.view(campaign, TODAY).communes) == 1


def test_who_is_not_eligible_is_told_why(desk, campaign, azrou):
    with pytest.raises(ReasonMissing):
        desk.campaigns.decide(campaign, [azrou], Eligibility.NOT_ELIGIBLE, TODAY, "  ")
    assert file_of(desk, campaign, azrou).applicant.eligibility is Eligibility.PENDING


def test_prerequisites_speak_for_a_decision_and_make_none(desk, campaign, azrou):
    codes = [p.code for p in desk.frameworks.all()[0].prerequisites]
    for code in codes:
        desk.campaigns.check(campaign, azrou, code, Met.MET)
    found = file_of(desk, campaign, azrou)
    assert (found.suggestion, found.applicant.eligibility) == (Eligibility.ELIGIBLE, Eligibility.PENDING)
    desk.campaigns.check(campaign, azrou, codes[0], Met.NOT_MET)
    assert file_of(desk, campaign, azrou).suggestion is Eligibility.NOT_ELIGIBLE


def test_nothing_is_suggested_while_a_prerequisite_is_not_known():
    assert suggested(frozenset({"P1", "P2"}), {"P1": Met.MET}) is Eligibility.PENDING
    assert suggested(frozenset(), {}) is Eligibility.PENDING


def test_the_stage_follows_what_comes_from_the_commune(desk, campaign, azrou):
    assert file_of(desk, campaign, azrou).stage is Stage.APPLICATION
    desk.campaigns.decide(campaign, [azrou], Eligibility.ELIGIBLE, TODAY, "")
    assert file_of(desk, campaign, azrou).stage is Stage.ELIGIBILITY
    evaluation = desk.evaluations.start(azrou, "2022", desk.frameworks.all()[0].ref)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    found = file_of(desk, campaign, azrou)
    assert (found.stage, found.evaluation.id) == (Stage.SELF_EVALUATION, evaluation)
    assert found.evaluation.score is not None


def test_an_evaluation_of_another_cycle_is_not_this_campaigns(desk, campaign, azrou):
    desk.evaluations.start(azrou, "2018", desk.frameworks.all()[0].ref)
    assert file_of(desk, campaign, azrou).evaluation is None


def test_what_is_late_is_named(desk, campaign, azrou):
    desk.campaigns.schedule(campaign, CALL, date(2022, 3, 31))
    assert file_of(desk, campaign, azrou).late == (Late.UNDECIDED,)
    desk.campaigns.decide(campaign, [azrou], Eligibility.ELIGIBLE, TODAY, "")
    desk.campaigns.plan(campaign, [azrou], date(2022, 5, 1), date(2022, 7, 1))
    assert file_of(desk, campaign, azrou).late == (Late.NOT_STARTED,)
    assert file_of(desk, campaign, azrou, date(2022, 8, 1)).late == (Late.NOT_RETURNED,)
    evaluation = desk.evaluations.start(azrou, "2022", desk.frameworks.all()[0].ref)
    assert file_of(desk, campaign, azrou).late == ()
    desk.snapshots.close(evaluation, "Clôture")
    assert file_of(desk, campaign, azrou, date(2022, 8, 1)).late == ()


def test_who_withdrew_is_counted_nowhere_and_late_with_nothing(desk, campaign, azrou):
    desk.campaigns.schedule(campaign, CALL, CALL)
    desk.campaigns.describe(campaign, azrou, withdrawn=True, note="Lettre du 3 mai")
    view = desk.campaigns.view(campaign, TODAY)
    assert (view.taking_part, view.communes[0].late, view.communes[0].note) == ((), (), "Lettre du 3 mai")


def test_trainings_and_facilitators_know_their_communes(desk, campaign, azrou):
    training = desk.campaigns.add_training(campaign, "Atelier de Fès", "Fès", date(2022, 4, 5), date(2022, 4, 6))
    desk.campaigns.attended(campaign, training, [azrou], women=31, men=43)
    somebody = desk.campaigns.add_facilitator(campaign, "Équipe Nord")
    desk.campaigns.accompany(campaign, somebody, [azrou])
    view = desk.campaigns.view(campaign, TODAY)
    [shown] = view.trainings
    assert (shown.women + shown.men, shown.communes) == (74, {azrou})
    assert view.communes[0].facilitators == ("Équipe Nord",)
    desk.campaigns.accompany(campaign, somebody, [])
    assert desk.campaigns.view(campaign, TODAY).communes[0].facilitators == ()


def test_what_was_said_can_be_undone(desk, campaign, azrou):
    desk.campaigns.decide(campaign, [azrou], Eligibility.ELIGIBLE, TODAY, "")
    desk.history.undo(campaign)
    assert file_of(desk, campaign, azrou).applicant.eligibility is Eligibility.PENDING


def test_what_is_not_there_is_named(desk, campaign, azrou):
    with pytest.raises(ApplicationNotFound):
        desk.campaigns.describe(campaign, "01.001.01.0", note="?")
    with pytest.raises(LotNotFound):
        desk.campaigns.put_in_lot(campaign, [azrou], "0" * 32)
    with pytest.raises(CycleMissing):
        desk.campaigns.start("Sans cycle", "", " ", desk.frameworks.all()[0].ref)


def test_a_campaign_can_be_read_by_the_tools_of_the_journal(desk, campaign, azrou, tmp_path: Path):

    made = Backups(desk.workspace, tmp_path / "copies").make()
    assert made.entries > 0


def test_the_file_of_a_commune_holds_what_the_campaign_knows(desk, campaign, azrou):
    [first, *_others] = desk.frameworks.all()[0].prerequisites
    desk.campaigns.check(campaign, azrou, first.code, Met.UNSURE)
    training = desk.campaigns.add_training(campaign, "Atelier de Fès", "Fès", date(2022, 4, 5), date(2022, 4, 6))
    desk.campaigns.attended(campaign, training, [azrou], women=31, men=43)
    somebody = desk.campaigns.add_facilitator(campaign, "Équipe Nord")
    desk.campaigns.accompany(campaign, somebody, [azrou])
    earlier = desk.campaigns.start("Édition 2018", "دورة 2018", "2018", desk.frameworks.all()[0].ref)
    desk.campaigns.apply(earlier, [azrou], date(2018, 1, 8))
    found = desk.campaigns.dossier(campaign, azrou, TODAY)
    assert found.checks == {first.code: Met.UNSURE}
    assert ([t.id for t in found.trainings], [f.id for f in found.facilitators]) == ([training], [somebody])
    assert [(other.campaign, other.applicant.received) for other in found.others] == [(earlier, date(2018, 1, 8))]
    assert found.file == file_of(desk, campaign, azrou)


def test_campaigns_stand_side_by_side_with_each_cycles_own_evaluation(desk, campaign, azrou):
    framework = desk.frameworks.all()[0].ref
    later = desk.campaigns.start("Édition 2026", "دورة 2026", "2026", framework)
    desk.campaigns.apply(later, [azrou], TODAY)
    made = {cycle: desk.evaluations.start(azrou, cycle, framework) for cycle in ("2022", "2026")}
    files = desk.campaigns.views(TODAY).communes
    assert [(file.cycle, file.evaluation.id) for file in files] == [("2022", made["2022"]), ("2026", made["2026"])]


def test_hundreds_of_decisions_are_one_step(desk, campaign):
    codes = [commune.code for commune in desk.communes.communes[:200]]
    desk.campaigns.apply(campaign, codes, CALL)
    desk.campaigns.decide(campaign, codes, Eligibility.ELIGIBLE, TODAY, "")
    desk.history.undo(campaign)
    assert desk.campaigns.view(campaign, TODAY).by_eligibility() == {Eligibility.PENDING: 200}


def test_whoever_is_enrolled_is_found_on_the_list_by_name_until_their_computer_is_known(desk, campaign, azrou):
    listed = desk.campaigns.add_facilitator(campaign, "Aïcha Benali")
    desk.campaigns.accompany(campaign, listed, [azrou])
    first, other = "a" * 32, "b" * 32
    [found] = desk.campaigns.entrusted("AICHA  BENALI", first)
    assert (found.campaign.id, found.facilitator, found.communes) == (campaign, listed, (azrou,))
    assert desk.campaigns.entrusted("Brahim", first)[0].communes == ()

    more = sorted([azrou, desk.communes.search("Tiznit")[0].code])
    assert desk.campaigns.entrust(campaign, "Aïcha Benali", first, more) == listed
    assert list(desk.campaigns.entrusted("a name of later", first)[0].communes) == more
    assert desk.campaigns.entrust(campaign, "Brahim", other, [azrou]) != listed
    assert len(desk.campaigns.view(campaign, TODAY).facilitators_in(campaign)) == 2
