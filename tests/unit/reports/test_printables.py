"""What a workshop needs on paper: attendance sheets, voting cards, score sheets."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from lcc_desktop.domain.people import Participant, Sitting
from lcc_desktop.reports.attendance import render_attendance
from lcc_desktop.reports.cards import render_cards
from lcc_desktop.reports.sheets import jump, render_sheets
from lcc_desktop.services import framework_file
from lcc_desktop.services.results import EvaluationView
from tests import sample
from tests.printed import without_marks

TODAY = date(2026, 11, 23)
SITTING = Sitting("s", "Atelier 1", "Siège de la commune", TODAY, "09:00")
EXAMPLE = Path(__file__).parents[3] / "resources/frameworks/lcc-exemple-2.lccf.json"
each_language = pytest.mark.parametrize("language", ["fr", "ar", "both"])


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [without_marks(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


@pytest.fixture(scope="module")
def view() -> EvaluationView:
    """An evaluation with the whole example framework."""
    framework, _content = framework_file.read_file(EXAMPLE)
    return replace(sample.evaluation(), id="0d4f8c21a7b3459e8f1d2c3b4a596877", framework=framework)


# Attendance


def attendance(people: list[Participant], language: str = "fr", reference: str = "D-123/2026") -> list[str]:
    return pages(render_attendance(sample.evaluation(), SITTING, people, reference, language, TODAY))


def test_who_is_expected_is_printed_and_others_find_room():
    (sheet,) = attendance([Participant("1", "Une personne (exemple)", "Une association", "female", "civil-society")])
    for text in ("Feuille de présence", "Atelier 1", "Une personne (exemple)", "Femme", "Société civile"):
        assert text in sheet
    assert sheet.endswith("16 17")


def test_the_law_is_said_before_anybody_writes_in_both_languages():
    (sheet,) = attendance([], "both")
    for text in ("09-08", "09.08", "D-123/2026", "Référence CNDP"):
        assert text in sheet
    assert sheet.index("Référence CNDP") < sheet.index("Signature")


def test_without_a_reference_there_is_a_blank_for_it():
    (sheet,) = attendance([], reference="")
    assert "Référence CNDP : ……" in sheet


def test_no_column_asks_for_a_national_number():
    (sheet,) = attendance([])
    columns = sheet[sheet.index("Signature") - 120 : sheet.index("Signature")]
    assert "carte" not in columns
    assert "CIN" not in columns


def test_forty_people_are_all_on_paper_under_the_same_head():
    found = attendance([Participant(str(n), f"Nom{n:02d}") for n in range(40)])
    assert len(found) > 1
    assert all("Signature" in sheet for sheet in found)
    assert all(any(f"Nom{n:02d}" in sheet for sheet in found) for n in range(40))


@each_language
def test_strange_names_do_no_harm(language):
    people = [Participant("1", "😀 ⵜⴰⴼⵉⵏⴰⵖ \u202egpj.exe", "x" * 300), Participant("2"), Participant("3", "م" * 200)]
    assert len(attendance(people, language)) <= 2


# Cards


@each_language
def test_a_set_has_each_card_once_and_the_rules(language):
    first, second = pages(render_cards(language, TODAY))
    signs = [word for word in (first + " " + second).split() if word in {"0", "1", "2", "3", "4", "N", "?"}]
    assert all(signs.count(sign) >= 3 for sign in "01234N?")  # in the middle and in two corners


def test_cards_say_what_they_mean_in_both_languages():
    text = " ".join(pages(render_cards("both", TODAY)))
    for words in (
        "Degré 3",
        "الدرجة 3",
        "Non applicable",
        "غير منطبق",
        "Je ne sais pas",
        "لا أعرف",
        "Comment nous votons",
    ):
        assert words in text


def test_as_many_sets_as_asked_for():
    assert len(pages(render_cards("ar", TODAY, sets=3))) == 6


# Score sheets


@each_language
def test_every_indicator_of_the_example_has_its_page(view, language):
    wordy = sorted(view.framework.indicators, key=lambda one: -sum(len(text.fr) for text in one.degrees))
    codes = [indicator.code for indicator in wordy[:12]]
    found = pages(render_sheets(view, language, TODAY, codes))
    assert len(found) == len(codes)
    assert all(any(page_text.find(code) >= 0 for page_text in found) for code in codes)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_sheet_holds_degrees_votes_and_the_evidence_to_tick(view, language):
    indicator = view.framework.indicators[0]
    (sheet,) = pages(render_sheets(view, language, TODAY, [indicator.code]))
    squeezed = sheet.replace(" ", "")
    for text in (*indicator.degrees, *indicator.sources):
        assert text.say(language).replace(" ", "") in squeezed
    assert {"fr": "Premiervote", "ar": "التصويتالأول"}[language] in squeezed


def test_a_sheet_in_two_languages_holds_the_words_of_both(view):
    indicator = view.framework.indicators[0]
    (sheet,) = pages(render_sheets(view, "both", TODAY, [indicator.code]))
    for text in indicator.degrees:
        assert all(word in sheet for word in (*text.fr.strip(".").split(), *text.ar.strip(".").split()))


def test_a_measured_indicator_asks_for_its_numbers(view):
    indicator = view.framework.measured[0]
    (sheet,) = pages(render_sheets(view, "fr", TODAY, [indicator.code]))
    for number in view.framework.asked(indicator):
        assert number.text.fr.split()[0] in sheet
    assert "…………" in sheet


def test_the_code_of_a_sheet_is_read_by_an_independent_reader(view):
    document = pypdfium2.PdfDocument(render_sheets(view, "ar", TODAY, ["2.1.1"]))
    picture = document[0].render(scale=2).to_pil()
    document.close()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [jump(view.id, "2.1.1")]


def test_the_same_day_gives_the_same_bytes(view):
    assert render_sheets(view, "fr", TODAY, ["1.1.1"]) == render_sheets(view, "fr", TODAY, ["1.1.1"])
    assert render_cards("ar", TODAY) == render_cards("ar", TODAY)
