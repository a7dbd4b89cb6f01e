"""Documents of several pages: whatever an evaluation holds they print, and readers get the logical text back."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from shutil import which

import pypdfium2
import pytest

from lcc_desktop.bootstrap import DOCUMENT_KINDS, render_document
from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.errors import LabelNotGranted
from lcc_desktop.domain.framework import Prerequisite, Text
from lcc_desktop.domain.plan import Action, Status
from lcc_desktop.domain.scoring import Score, State, results
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.services.results import EvidenceItem, IndicatorView, PrerequisiteView, RemarkItem, Tallied
from lcc_desktop.services.results_dossier import Decided, Dossier
from tests import sample
from tests.printed import packed, spoken, without_marks

TODAY = date(2026, 11, 23)
STRANGE = "😀 ⵜⴰⴼⵉⵏⴰⵖ \u202egpj.exe"
LONG = "كلمة mot " * 440  # about 4,000 characters
each_kind = pytest.mark.parametrize("kind", [kind for kind in DOCUMENT_KINDS if kind != "council"])


def action(number: int) -> Action:
    return Action(
        id=str(number),
        indicator="1.1.1",
        title_fr=f"Publier les procès-verbaux, volet {number}",
        title_ar=f"نشر المحاضر، الشق {number}" if number % 2 else "",
        result=STRANGE,
        elected="Président de la commission",
        start=date(2027, 1, 1) if number % 3 else None,
        deadline=date(2026, 3 + number % 9, 1) if number % 5 else None,
        budget=Decimal("120000.50") if number % 2 else None,
        impact=number * 2,
        feasibility=100 - number * 2,
        key=number % 4 == 0,
        status=(Status.PLANNED, Status.UNDER_WAY, Status.DONE, Status.GIVEN_UP)[number % 4],
        progress=number,
    )


def everything(item: IndicatorView, place: int) -> IndicatorView:
    """An indicator of which everything that can be said was said."""
    pieces = (
        EvidenceItem("f", STRANGE, "application/pdf", 48213, "ab" * 32),
        EvidenceItem(
            "w", "", "", 0, "", title="Registre attendu", status="to-obtain", who="Une personne", by="2026-01-31"
        ),
        EvidenceItem("s", "", "", 0, "", reference="Registre n° 4", keeper="بلدية"),
        EvidenceItem("c", "Secret.pdf", "application/pdf", 1, "cd" * 32, confidential=True),
    )
    return replace(
        item,
        score=(Score.of(3), Score(State.DISPUTED, 2), Score(State.SCORED, 1, (("elected", "62.5"),)))[place % 3],
        note=LONG if place == 0 else "Séances publiques.\nجلسات عمومية.",
        evidence=pieces[: place % 5],
        dissent="Deux personnes n’étaient pas d’accord." if place % 4 == 0 else "",
        method="consensus",
        tallies=(Tallied(1, "all", Ballot.of([1, 3, 3], 1)), Tallied(2, "all", Ballot.of([2, 3, 3]))),
        remarks=(
            RemarkItem("1", item.indicator.code, "strength", STRANGE),
            RemarkItem("2", item.indicator.code, "parked", "Ne se dit pas"),
        ),
        verified=(Score.of(2), Score.of(3), None)[place % 3],
        reason=LONG if place == 3 else "Le registre n’est pas tenu." if place % 3 == 0 else "",
        seen_on=TODAY,
        aim=4,
        private="Pour moi seul",
    )


def dossiers() -> Mapping[str, Dossier]:
    usual = sample.evaluation()
    indicators = {code: everything(item, place) for place, (code, item) in enumerate(usual.indicators.items())}
    scores = {code: item.score for code, item in indicators.items()}
    found = results(usual.framework, scores, dict.fromkeys(indicators, 4))
    checked = {code: item.verified for code, item in indicators.items() if item.verified}
    extreme = replace(
        usual,
        commune=replace(usual.commune, letterhead_fr="Sidi " * 12, letterhead_ar="سيدي " * 12),
        indicators=indicators,
        results=found,
        verified=results(usual.framework, checked),
        actions=tuple(action(number) for number in range(40)),
        remarks=(RemarkItem("r", "", "improvement", LONG),),
    )
    asked = Prerequisite("PR1", "1", Text("Une réunion publique", "لقاء عمومي"), None, (Text("PV", "محضر"),))
    checklist = (PrerequisiteView(asked, "met", STRANGE, (), ()),)
    return {
        "extreme": Dossier(extreme, checklist, decisions=(decision(Outcome.GRANTED), decision(Outcome.ACTION_PLAN))),
        "nothing": Dossier(sample.evaluation(scored=False), decisions=(decision(Outcome.GRANTED),)),
    }


def decision(outcome: Outcome, signed: str = "good") -> Decided:
    moment = datetime(2027, 1, 19, 9, 0, tzinfo=UTC)
    return Decided(outcome, date(2027, 1, 18), LONG, "Sous réserve du bilan.", "PV n° 4/2027", "Équipe", moment, signed)


@pytest.fixture(scope="module")
def made() -> dict[tuple[str, str, str], bytes]:
    """Every kind, of an evaluation where everything is extreme and of one where nothing is."""
    cases = [("extreme", "both"), ("extreme", "fr"), ("nothing", "ar")]
    which_one = dossiers()
    return {
        (kind, name, language): render_document(kind, which_one[name], language, TODAY)
        for kind in DOCUMENT_KINDS
        if kind != "council"
        for name, language in cases
    }


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [without_marks(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


@each_kind
def test_every_page_bears_the_notice_and_its_number(made, kind):
    for (one, _name, _language), data in made.items():
        if one == kind:
            found = pages(data)
            assert all("EXEMPLE" in page and f"{number}/{len(found)}" in page for number, page in enumerate(found, 1))


@each_kind
def test_what_nobody_else_may_read_is_in_no_document(made, kind):
    text = " ".join(pages(made[kind, "extreme", "both"]))
    for secret in ("Secret.pdf", "Pour moi seul", "Ne se dit pas"):
        assert secret not in text


@each_kind
def test_an_empty_evaluation_prints(made, kind):
    assert len(pages(made[kind, "nothing", "ar"])) >= 1


@each_kind
def test_it_has_bookmarks_a_language_and_a_title(made, kind):
    document = pypdfium2.PdfDocument(made[kind, "nothing", "ar"])
    assert list(document.get_toc())
    assert document.get_metadata_value("Title")
    document.close()
    assert b"ar-MA" in made[kind, "nothing", "ar"]


def test_pdfium_gives_back_every_paragraph_and_cell_whatever_stands_beside_it(made):
    for (kind, _name, language), data in made.items():
        document = pypdfium2.PdfDocument(data)
        read = [packed(page.get_textpage().get_text_range()) for page in document]
        said = spoken(document)
        document.close()
        assert language == "fr" or len(said) > 5
        lost = [(number, text) for number, text in said if packed(text) not in read[number]]
        assert (kind, language, lost) == (kind, language, [])


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not here")
def test_poppler_gives_back_what_is_of_one_direction_in_the_documents_that_read_from_right_to_left(made):
    for (kind, _name, language), data in made.items():
        if language == "fr":
            continue
        poppler = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
        read = [packed(page) for page in poppler.split("\f")]
        with pypdfium2.PdfDocument(data) as document:
            said = [(number, text) for number, text in spoken(document) if not re.search("[A-Za-zÀ-ÿⵜ]", text)]
        lost = [(number, text) for number, text in said if packed(text) not in read[number]]
        assert (kind, language, lost) == (kind, language, [])


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not here")
def test_two_readers_give_the_long_justification_back(made):
    data = made["report", "extreme", "fr"]
    poppler = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    for text in (without_marks(poppler), " ".join(pages(data))):
        assert text.count("كلمة") >= 880  # twice 440: a justification and a reason
        assert text.count("mot") >= 880


def test_the_report_says_of_each_indicator_what_was_said(made):
    text = " ".join(pages(made["report", "extreme", "both"]))
    for words in ("Degré 3", "الدرجة 3", "Désaccord noté", "Registre n° 4", "Consensus", "À trancher", "Vérifié le"):
        assert words.casefold() in text.casefold()


def test_the_plan_holds_every_action_in_its_table_and_on_its_own(made):
    text = " ".join(pages(made["plan", "extreme", "fr"]))
    assert all(text.count(f"volet {number}") >= 2 for number in range(40))


def test_a_plan_without_actions_says_so(made):
    assert "لم يسجل أي إجراء" in pages(made["plan", "nothing", "ar"])[0]


def test_the_evidence_list_says_what_is_missing_before_what_is_here(made):
    text = " ".join(pages(made["evidence", "extreme", "fr"]))
    assert text.index("Manquantes") < text.index("Pièces fournies")
    assert "Registre attendu" in text
    assert "confidentielle" in text


@each_kind
def test_the_same_dossier_is_the_same_bytes(made, kind):
    assert render_document(kind, dossiers()["nothing"], "ar", TODAY) == made[kind, "nothing", "ar"]


def test_the_verification_report_sets_both_scores_side_by_side_with_the_reason(made):
    text = " ".join(pages(made["verification", "extreme", "fr"]))
    assert "28 indicateurs sur 42" in text
    assert "Le registre n’est pas tenu." in text
    assert "comité qui décide" in text


def test_the_committee_file_holds_what_was_recorded_and_a_form_where_nothing_was(made):
    decided = replace(decision(Outcome.GRANTED), members="Trois membres")
    text = " ".join(
        pages(render_document("committee", Dossier(sample.evaluation(), decisions=(decided,)), "fr", TODAY))
    )
    for words in ("Label accordé", "Trois membres", "PV n° 4/2027", "Signé, inaltéré"):
        assert words.casefold() in text.casefold()
    undecided = " ".join(pages(render_document("committee", Dossier(sample.evaluation()), "fr", TODAY)))
    assert "Aucune décision n’est encore enregistrée" in undecided
    assert "☐ Label accordé" in undecided


def test_the_certificate_is_one_page_and_names_its_decision(made):
    [page] = pages(made["certificate", "extreme", "fr"])
    for words in ("Label Commune Citoyenne", "18 janvier 2027", "PV n° 4/2027", "Pour le comité d’accréditation"):
        assert words in page


@pytest.mark.parametrize(
    ("decisions", "reason"),
    [
        ((), "none"),
        ((decision(Outcome.DECLINED), decision(Outcome.GRANTED)), "other"),
        ((decision(Outcome.ACTION_PLAN),), "other"),
        ((decision(Outcome.GRANTED, "broken"),), "signature"),
        ((decision(Outcome.GRANTED, "unknown"),), "signature"),
    ],
)
def test_no_certificate_without_a_signed_decision_that_grants_and_stands(decisions, reason):
    with pytest.raises(LabelNotGranted) as refused:
        render_document("certificate", Dossier(sample.evaluation(), decisions=decisions), "fr", TODAY)
    assert refused.value.reason == reason
