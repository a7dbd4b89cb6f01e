"""The council summary to rework: what Word needs to be told about Arabic, and the same words as on paper."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from lcc_desktop.reports.council import editable_council
from lcc_desktop.reports.editable import _scripts
from tests import sample
from tests.unit.reports.test_council import action

VIEW = replace(sample.evaluation(), actions=(action(1), action(2, 30)))


def made(language: str) -> docx.document.Document:
    return docx.Document(io.BytesIO(editable_council(VIEW, language, date(2026, 11, 24))))


@pytest.fixture(scope="module")
def arabic() -> docx.document.Document:
    return made("ar")


def words(document: docx.document.Document) -> str:
    return " ".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def test_it_says_what_the_summary_says_and_shortens_nothing():
    text = words(made("fr"))
    for said in ("Royaume du Maroc", "Synthèse de l’auto-évaluation", "Principe", "Points forts", "Projet de décision"):
        assert said in text
    assert "Le président du conseil" in text
    assert text.count("Publier les procès-verbaux") == 31


def test_arabic_paragraphs_runs_and_tables_are_said_to_be_arabic(arabic):
    paragraphs = [p for p in arabic.paragraphs if any("\u0600" <= sign <= "\u06ff" for sign in p.text)]
    assert len(paragraphs) > 20
    for paragraph in paragraphs:
        assert paragraph._p.pPr.find(qn("w:bidi")) is not None
        for run in paragraph.runs:
            turned = run._r.rPr.find(qn("w:rtl")) is not None
            letters = [sign for sign in run.text if sign.isalpha()]
            assert all(turned == ("\u0600" <= sign <= "\u06ff") for sign in letters)
            assert run._r.rPr.rFonts.get(qn("w:cs"))
            assert run._r.rPr.find(qn("w:szCs")) is not None
    [principles] = [table for table in arabic.tables if table.style.name == "Table Grid"]
    assert principles._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert principles.cell(0, 0).text.endswith("المبدأ")


def test_side_by_side_french_is_left_and_arabic_right():
    letterhead, first = made("both").tables[:2]
    assert letterhead.cell(0, 0).text.startswith("Royaume")
    assert letterhead.cell(0, 1).text.startswith("المملكة")
    assert "Synthèse" in first.cell(0, 0).text
    assert "ملخص" in first.cell(0, 1).text
    assert first._tbl.tblPr.find(qn("w:bidiVisual")) is None


def test_no_mark_of_direction_is_left_for_word_to_stumble_over(arabic):
    assert not set(words(arabic)) & set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_it_is_an_a4_page_that_says_that_the_framework_is_an_example_and_that_nothing_vouches_for_it(arabic):
    section = arabic.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.right_margin > section.left_margin  # bound on the right
    assert "EXEMPLE" in section.header.paragraphs[0].text
    assert "رمز موقع" in section.footer.paragraphs[0].text


@pytest.mark.parametrize(
    ("line", "stretches"),
    [
        ("المادة 269 من loi organique.", [(True, "المادة 269 من "), (False, "loi organique"), (True, ".")]),
        ("72,5 %", [(True, "72,5 %")]),
        ("", []),
    ],
)
def test_a_line_is_cut_where_its_direction_changes(line, stretches):
    assert [*_scripts(line, True)] == stretches


def test_letters_that_xml_cannot_hold_are_no_crash():
    indicators = {code: replace(item, note="a\x0bb\ufffe\x00 😀 ⵜⴰⴼⵉⵏⴰⵖ") for code, item in VIEW.indicators.items()}
    editable_council(replace(VIEW, indicators=indicators), "fr", date(2026, 11, 24))
