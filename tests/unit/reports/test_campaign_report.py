"""The campaign report by region: distributions, and a warning wherever nobody has verified."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pypdfium2
import pytest

from lcc_desktop.domain.campaign import Applicant, Eligibility, Stage
from lcc_desktop.domain.framework import Text
from lcc_desktop.domain.template import COMMUNE, STANDARD, Template
from lcc_desktop.reports.campaign import render_campaign
from lcc_desktop.reports.charts.scene import Disc
from lcc_desktop.reports.charts.spread import ENOUGH, Row, spread
from lcc_desktop.services.results import EvaluationRow
from lcc_desktop.services.results_campaign import CampaignRow, CampaignView, CommuneFile, Lot
from tests import sample
from tests.printed import without_marks

TODAY = date(2027, 2, 1)
GRID = sample.framework()


def file(number: int, verified: bool) -> CommuneFile:
    share = Fraction(number % 10, 10)
    shares = {principle.code: share for principle in GRID.principles}
    commune = replace(
        sample.TETOUAN, code=f"0{1 + number % 3}.571.{number:02d}.0", region_fr=f"Région {1 + number % 3}"
    )
    row = EvaluationRow(
        id=str(number),
        commune=commune,
        cycle="2026",
        stage="self-evaluation",
        completeness=Fraction(1),
        score=share,
        disputed=0,
        last_change=None,
        verified=share if verified else None,
        principles=shares,
        fields={},
        verified_principles=shares if verified else {},
        framework=GRID.ref,
        closed="",
    )
    return CommuneFile(
        "c",
        "2026",
        commune,
        Applicant(),
        "urban",
        Stage.SELF_EVALUATION,
        (),
        Eligibility.PENDING,
        "",
        (),
        row,
        None,
        "",
    )


def replace_in(one: CommuneFile, applicant: Applicant) -> CommuneFile:
    return one._replace(applicant=applicant)


def report(
    files: Sequence[CommuneFile],
    language: str = "fr",
    name: str = "Campagne 2026",
    lots: Sequence[Lot] = (),
    template: Template = STANDARD,
) -> list[str]:
    row = CampaignRow("c", name, "الحملة 2026", "2026", GRID.ref, None, None)
    view = CampaignView((row,), tuple(files), tuple(lots), (), ())
    data = render_campaign(view, GRID, language, TODAY, "LCC1:CODE", template)
    document = pypdfium2.PdfDocument(data)
    found = [without_marks(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


@pytest.mark.parametrize("language", ["fr", "ar", "both"])
def test_a_campaign_with_nothing_in_prints(language):
    [page] = report([], language)
    assert "1/1" in page


def test_what_nobody_verified_is_said_before_any_score():
    text = " ".join(report([file(number, verified=number < 2) for number in range(12)], name="Longue campagne " * 8))
    assert "Vérifiés par une mission : 2 sur 12" in text
    assert text.index("Vérifiés par une mission") < text.index("Par région")
    assert f"1/{len(report([file(1, False)]))}" in text


def test_a_campaign_verified_throughout_has_no_such_warning():
    assert "Tous les scores ont été vérifiés" in " ".join(report([file(number, True) for number in range(3)]))


def test_every_commune_is_a_mark_and_a_few_have_no_median():
    few, many = Row("a", (0.5,), (0.1, 0.2)), Row("b", (), tuple(number / 10 for number in range(ENOUGH)))
    scene = spread([few, many], [(0.0, "0 %")], 400, right_to_left=False)
    assert sum(isinstance(mark, Disc) for mark in scene.marks) == 3 + ENOUGH
    assert few.middle is None
    assert many.middle == 0.2


def test_eligible_communes_and_lots_are_counted_in_the_order_of_the_lots():
    decided = [Applicant(eligibility=Eligibility.ELIGIBLE, lot=lot) for lot in ("a", "a", "b")]
    files = [replace_in(file(number, number == 0), who) for number, who in enumerate(decided)] + [file(3, False)]
    lots = (Lot("c", "a", "Premier lot", 0), Lot("c", "b", "Second lot", 1))
    first = " ".join(report(files, lots=lots))
    for words in ("Éligible 3", "À décider 1", "Non éligible 0", "Premier lot 2 2 1", "Second lot 1 1 0"):
        assert words in first
    assert first.index("Premier lot") < first.index("Second lot") < first.index("Dans aucun lot 1 1 0")


def test_the_teams_letterhead_stands_above_the_report_without_the_lines_of_a_commune():
    own = replace(STANDARD, letterhead=(Text("Équipe nationale", "الفريق الوطني"), Text(COMMUNE, COMMUNE)))
    page = report([file(1, False)], "both", template=own)[0]
    assert "Équipe nationale" in page
    assert "{" not in page
    assert "Royaume" not in report([file(1, False)])[0]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_its_foot_says_what_those_of_evaluations_say(language):
    page = report([file(1, False)], language)[0]
    for words in (f"{GRID.ref.id}", "2026", "1/"):
        assert words in page[-260:] or words in page
    assert ("version 1" if language == "fr" else "الإصدار 1") in page
