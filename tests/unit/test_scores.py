"""Scores that are measured, aimed at and verified, through the journal and packages."""

from pathlib import Path

import pytest

from lcc_desktop.domain.errors import BadAim, BadNumber, NotMeasured, NumbersGiveNothing, PackageRefused, ScoreMeasured
from lcc_desktop.domain.roles import Role
from lcc_desktop.domain.scoring import NO_INFORMATION, UNSCORED, Score, State
from lcc_desktop.services.packages import Outcome
from lcc_desktop.services.scoring import decimal
from lcc_desktop.services.unit import begin
from tests.frameworks import a_document, a_file

pytestmark = pytest.mark.on_both


@pytest.fixture
def essai(desk, tmp_path: Path) -> str:
    """An evaluation by the small framework with measured indicators."""
    framework = desk.frameworks.add_file(a_file(tmp_path, a_document()))
    return desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", framework.ref)


def test_a_percentage_gives_its_degree_and_is_kept_as_entered(desk, essai):
    shown = desk.scoring.measure(essai, "1.2.1", {"1.2.1": "62,5"})
    assert (shown.score.degree, shown.score.numbers) == (3, (("1.2.1", "62.5"),))


def test_a_computed_indicator_gives_its_degree(desk, essai):
    shown = desk.scoring.measure(essai, "2.1.1", {"women": "٧", "men": "14"})
    assert (shown.score.state, shown.score.degree) == (State.SCORED, 3)
    assert desk.evaluations.view(essai).indicators["2.1.1"].score == shown.score


@pytest.mark.parametrize(
    ("code", "numbers", "refused"),
    [
        ("1.2.1", {"1.2.1": "101"}, BadNumber),
        ("1.2.1", {"1.2.1": "-1"}, BadNumber),
        ("1.2.1", {"1.2.1": "beaucoup"}, BadNumber),
        ("1.2.1", {"1.2.1": ""}, BadNumber),
        ("1.2.1", {"women": "1"}, ScoreMeasured),
        ("2.1.1", {"women": "1"}, ScoreMeasured),
        ("2.1.1", {"women": "1", "men": "2", "elected": "3"}, ScoreMeasured),
        ("2.1.1", {"women": "0", "men": "0"}, NumbersGiveNothing),
        ("1.1.1", {"1.1.1": "3"}, NotMeasured),
    ],
)
def test_numbers_that_cannot_be_are_refused_and_nothing_is_written(desk, essai, code, numbers, refused):
    before = desk.evaluations.dump(essai)
    with pytest.raises(refused):
        desk.scoring.measure(essai, code, numbers)
    assert desk.evaluations.dump(essai) == before


def test_the_degree_of_a_measured_indicator_cannot_be_said(desk, essai):
    with pytest.raises(ScoreMeasured):
        desk.scoring.score(essai, "2.1.1", Score.of(4))
    assert desk.scoring.score(essai, "2.1.1", NO_INFORMATION).score == NO_INFORMATION


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("007", "7"),
        ("7,50", "7.5"),
        ("١٢٫٥", "12.5"),
        ("1 234", "1234"),
        ("1\u202f234,0", "1234"),
        ("-0", "0"),
        ("0.0", "0"),
    ],
)
def test_a_number_has_one_spelling(text, kept):
    assert decimal(text) == kept


def test_an_aim_plans_points_without_giving_any(desk, essai):
    desk.scoring.score(essai, "1.1.1", Score.of(1))
    desk.scoring.aim(essai, "1.1.1", 3)
    results = desk.evaluations.view(essai).results
    assert (results.overall.obtained, results.overall.planned) == (2, 6)
    assert results.planned is not None
    assert results.score is not None
    assert results.planned > results.score
    assert desk.scoring.aim(essai, "1.1.1", None).aim is None
    with pytest.raises(BadAim):
        desk.scoring.aim(essai, "1.1.2", 3)


def test_the_verified_layer_stands_beside_the_communes_own(new_services, desk, essai, tmp_path):
    desk.scoring.score(essai, "1.1.1", Score.of(4), "vu")
    assert desk.evaluations.view(essai).verified is None
    mission = new_services("mission", like=desk, role=Role.VERIFIER)
    desk.packages.export(essai, tmp_path / "a.lcc")
    mission.packages.merge([tmp_path / "a.lcc"])
    shown = mission.scoring.verify(essai, "1.1.1", Score.of(2), "deux séances seulement")
    assert (shown.score, shown.verified, shown.reason) == (Score.of(4), Score.of(2), "deux séances seulement")
    mission.packages.export(essai, tmp_path / "b.lcc")
    team = new_services("team", like=mission)
    assert team.packages.merge([tmp_path / "b.lcc"])[0].outcome is Outcome.MERGED
    view = team.evaluations.view(essai)
    assert view.verified is not None
    assert (view.results.overall.obtained, view.verified.overall.obtained) == (8, 4)
    assert mission.scoring.verify(essai, "1.1.1", UNSCORED).verified is None


def test_a_package_whose_degree_is_not_what_its_numbers_give_stays_out(new_services, desk, essai, tmp_path):
    """An enrolled device says four women of forty make the top."""
    with begin(desk.workspace) as work:
        lie = {"state": "scored", "degree": 4, "numbers": {"women": "4", "men": "36"}}
        work.journal.record(essai, "score", "2.1.1", "value", lie)
        work.commit()
    desk.packages.export(essai, tmp_path / "lie.lcc")
    other = new_services("other", like=desk)
    [result] = other.packages.merge([tmp_path / "lie.lcc"])
    assert result.outcome is Outcome.REFUSED
    assert [reason.detail for reason in result.reasons] == ["2.1.1"]


def test_numbers_travel_with_the_score(new_services, desk, essai, tmp_path):
    desk.scoring.measure(essai, "2.1.1", {"women": "3", "men": "9"})
    desk.packages.export(essai, tmp_path / "a.lcc")
    other = new_services("other", like=desk)
    other.packages.merge([tmp_path / "a.lcc"])
    assert dict(other.evaluations.view(essai).indicators["2.1.1"].score.numbers) == {"women": "3", "men": "9"}
    with pytest.raises(PackageRefused):
        new_services("stranger").packages.inspect(tmp_path / "a.lcc")
