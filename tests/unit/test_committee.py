"""The committee's decisions: recorded, signed, kept."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from lcc_desktop.domain.campaign import Outcome, Stage
from lcc_desktop.domain.errors import EntryGone, EvaluationNotFound, MembersMissing, NoteTooLong
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services import workspaces
from lcc_desktop.services.signed import Signed
from lcc_desktop.services.verification import differences
from lcc_desktop.sync import statement

pytestmark = pytest.mark.on_both

DAY = date(2026, 11, 2)
MEMBERS = "AMPCC (présidence)\nTarga-Aide\nDGCT"


def test_a_decision_is_kept_as_it_was_said_and_signed(desk, evaluation):
    made = desk.committee.decide(evaluation, Outcome.ACTION_PLAN, DAY, MEMBERS, "Plan sous six mois", "PV 3/2026")
    assert (made.outcome, made.date, made.members, made.signed) == (Outcome.ACTION_PLAN, DAY, MEMBERS, Signed.GOOD)
    assert desk.committee.decisions(evaluation) == [made]


def test_the_later_decision_stands_and_the_earlier_one_is_kept(desk, evaluation):
    first = desk.committee.decide(evaluation, Outcome.ACTION_PLAN, DAY, MEMBERS)
    second = desk.committee.decide(evaluation, Outcome.GRANTED, date(2027, 5, 10), MEMBERS)
    assert desk.committee.decisions(evaluation) == [second, first]


def test_a_full_score_decides_nothing(desk, evaluation):
    campaign = desk.campaigns.start("2026", "", "2026", desk.frameworks.all()[0].ref)
    commune = desk.evaluations.view(evaluation).commune.code
    desk.campaigns.apply(campaign, [commune], DAY)
    desk.scoring.score(evaluation, "1.1.1", Score.of(4))
    assert desk.campaigns.view(campaign, DAY).communes[0].outcome is None
    desk.committee.decide(evaluation, Outcome.GRANTED, DAY, MEMBERS)
    [file] = desk.campaigns.view(campaign, DAY).communes
    assert (file.outcome, file.stage) == (Outcome.GRANTED, Stage.FOLLOW_UP)


def test_an_altered_decision_shows(desk, evaluation):
    desk.committee.decide(evaluation, Outcome.DECLINED, DAY, MEMBERS)
    with desk.workspace.engine.begin() as connection:
        connection.execute(text("UPDATE decision SET outcome = 'granted'"))
    assert desk.committee.decisions(evaluation)[0].signed is Signed.BROKEN


def test_a_decision_travels_with_its_signature(new_services, tmp_path: Path):
    team = new_services("team", role=workspaces.COORDINATOR)
    commune = team.communes.search("Tétouan")[0]
    evaluation = team.evaluations.start(commune.code, "2026", team.frameworks.all()[0].ref)
    made = team.committee.decide(evaluation, Outcome.GRANTED, DAY, MEMBERS)
    other = new_services("other", like=team)
    team.packages.export(evaluation, tmp_path / "a.lcc")
    other.packages.merge([tmp_path / "a.lcc"])
    assert other.committee.decisions(evaluation) == [made]


def test_undoing_leaves_a_decision_where_it_is(desk, evaluation):
    made = desk.committee.decide(evaluation, Outcome.GRANTED, DAY, MEMBERS)
    desk.history.undo(evaluation)
    assert desk.committee.decisions(evaluation) == [made]


def test_who_sat_is_part_of_a_decision(desk, evaluation):
    with pytest.raises(MembersMissing):
        desk.committee.decide(evaluation, Outcome.GRANTED, DAY, " \n")
    with pytest.raises(NoteTooLong):
        desk.committee.decide(evaluation, Outcome.GRANTED, DAY, "x" * 20_001)
    with pytest.raises(EvaluationNotFound):
        desk.committee.decide("0" * 32, Outcome.GRANTED, DAY, MEMBERS)
    assert desk.committee.decisions(evaluation) == []


def test_the_mission_says_when_it_looked(desk, evaluation):
    desk.scoring.verify(evaluation, "1.1.1", Score.of(2), "Registre vu", DAY)
    shown = desk.evaluations.view(evaluation).indicators["1.1.1"]
    assert (shown.verified, shown.reason, shown.seen_on) == (Score.of(2), "Registre vu", DAY)


def test_an_extract_is_checked_by_the_stock_tool(desk, evaluation, tmp_path: Path, has_tool):
    has_tool("ssh-keygen")
    made = desk.committee.decide(evaluation, Outcome.GRANTED, DAY, MEMBERS)
    signature = desk.committee.write_extract(evaluation, made.id, tmp_path / "décision.json")
    (tmp_path / "signers").write_text(f"equipe {desk.trust.own().public_key}\n")
    command = ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "signers", "-I", "equipe", "-n", statement.DECISION]
    with (tmp_path / "décision.json").open("rb") as said:
        subprocess.run([*command, "-s", signature], stdin=said, check=True, capture_output=True)
    with pytest.raises(EntryGone):
        desk.committee.write_extract(evaluation, "0" * 32, tmp_path / "autre.json")


def test_what_the_mission_found_names_who_found_it_and_what_differs(desk, evaluation):
    desk.scoring.score(evaluation, "1.1.1", Score.of(4))
    desk.scoring.score(evaluation, "1.1.2", Score.of(1))
    desk.scoring.verify(evaluation, "1.1.1", Score.of(2), "Deux séances seulement", DAY)
    desk.scoring.verify(evaluation, "1.1.2", Score.of(1))
    found = desk.verification.findings(evaluation)
    assert list(found) == ["1.1.1", "1.1.2"]
    first, second = found.values()
    assert (first.verifier, first.own, first.verified, first.seen_on) == ("desk", Score.of(4), Score.of(2), DAY)
    assert (first.differs, first.unexplained, second.differs) == (True, False, False)
    assert [item.indicator.code for item in differences(desk.evaluations.view(evaluation))] == ["1.1.1"]
