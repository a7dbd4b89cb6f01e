"""Documents as files: pages, footnotes, structure, and what makes them last."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from lcc_desktop.reports.archival import Description
from lcc_desktop.reports.charts.pdf import Chart
from lcc_desktop.reports.charts.scene import Scene
from lcc_desktop.reports.document import WIDTH, Columns, Document, Stack, draw_text
from lcc_desktop.reports.text.layout import Piece, Style
from lcc_desktop.reports.text.paragraph import Heading, Paragraph, items
from lcc_desktop.reports.text.table import Table
from tests.printed import without_marks

BODY, TITLE, CELL = Style(10, 15), Style(14, 20, bold=True), Style(9, 13, space_after=0)
DESCRIPTION = Description("Rapport — التقرير", "Essai", "ar-MA", date(2026, 11, 23))
SENTENCE = "Le registre des délibérations est coté et paraphé par le président. "


def furniture(canvas: Canvas, left: float, page: int, pages: int) -> None:
    draw_text(canvas, Paragraph(f"p. {page}/{pages}", CELL, False), left, 40, WIDTH)


def made(flow: Iterable[Flowable], description: Description = DESCRIPTION) -> bytes:
    return Document(description, right_to_left=False, furniture=furniture).render(flow)


def say(text: str, style: Style = BODY, right_to_left: bool = False) -> Paragraph:
    return Paragraph(text, style, right_to_left)


def everything() -> Iterator[Flowable]:
    """A document with each kind of thing in it, several pages long."""
    yield Heading("Rapport", TITLE, False)
    yield say("النتيجة: 72,5 — المادة 269", right_to_left=True)
    yield Paragraph([Piece("Fait"), Piece("1", raised=True, note="Vu sur place le 3 mai.")], BODY, False)
    yield Heading("Liste", TITLE, False, 2)
    yield from items(["un", "deux " * 90, "trois"], BODY, False, numbered=True)
    head = [[say("Code", CELL), say("Texte", CELL)]]
    yield Table([*head, *([say(str(n), CELL), say(SENTENCE, CELL)] for n in range(60))], (1, 4), True)
    yield Columns(say(SENTENCE * 3), say("كلمة " * 60, right_to_left=True))
    yield Chart(lambda width: Scene(width, 40), "Un dessin")
    yield PageBreak()
    yield say(SENTENCE * 60)


@pytest.fixture(scope="module")
def data() -> bytes:
    return made(everything())


@pytest.fixture(scope="module")
def reader(data) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def pages(data: bytes) -> list[str]:
    return [without_marks(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


# Pages


def test_each_page_says_which_of_how_many_it_is(data):
    found = pages(data)
    assert len(found) > 3
    assert all(f"p. {number}/{len(found)}" in text for number, text in enumerate(found, start=1))


@pytest.mark.parametrize("lines", range(40, 50))
def test_a_heading_is_never_the_last_thing_on_a_page(lines):
    flow = [*(say("ligne") for _line in range(lines)), Heading("Titre", TITLE, False), say(SENTENCE * 8)]
    for text in pages(made(flow)):
        assert not text.replace("p. 1/2", "").strip().endswith("Titre")


@pytest.mark.parametrize("lines", range(34, 44))
def test_no_line_of_a_paragraph_is_left_alone(lines):
    flow = [*(say("ligne") for _line in range(lines)), say(" ".join(f"mot{n}suite" for n in range(40)))]
    shares = [len(re.findall(r"mot\d+suite", text)) for text in pages(made(flow))]
    assert sum(shares) == 40
    assert all(share == 0 or share > 7 for share in shares)


def test_a_footnote_stands_on_the_page_of_its_number():
    noted = Paragraph([Piece("Fait"), Piece("1", raised=True, note="Vu sur place.")], BODY, False)
    first, second = pages(made([*(say("ligne") for _line in range(37)), noted, say("fin")]))
    where = first if "Fait" in first else second
    assert "Vu sur place." in where
    assert (first + second).count("Vu sur place.") == 1


def test_what_is_to_stay_whole_moves_to_the_next_page():
    block = Stack([say(f"bloc {n}") for n in range(8)])
    first, second = pages(made([*(say("ligne") for _line in range(36)), block]))
    assert "bloc" not in first
    assert second.count("bloc") == 8


def test_columns_go_on_side_by_side():
    found = pages(made([Columns(say("gauche " * 400), say("droite " * 400))]))
    assert len(found) == 2
    assert all("gauche" in text and "droite" in text for text in found)


def test_a_document_of_nothing_is_a_page():
    assert len(pages(made([say("")]))) == 1


# Structure


def parts(node: object, kinds: list[str]) -> list[str]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, DictionaryObject) and "/S" in node:
        kinds.append(str(node["/S"]))
        for child in node["/K"]:
            parts(child, kinds)
    return kinds


def structure(reader: PdfReader) -> list[str]:
    return parts(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], [])


def test_the_structure_names_what_everything_is(reader):
    found = structure(reader)
    assert found[0] == "/Document"
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Note"} <= {
        *found
    }


def test_what_goes_on_over_pages_is_one_thing(reader):
    found = structure(reader)
    assert found.count("/Table") == 1
    assert found.count("/TH") == 2  # the head once, not once a page
    assert found.count("/LI") == 3


def test_every_marked_content_has_its_place_in_the_structure(reader):
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], (entry.get_object() for entry in numbers[1::2]), strict=True))
    for page in reader.pages:
        marked = re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
        assert [int(number) for number in marked] == list(range(len(owners[page["/StructParents"]])))


def test_marks_are_closed_on_each_page(reader):
    for page in reader.pages:
        content = page.get_contents().get_data()
        assert len(re.findall(rb"\bB[DM]C\b", content)) == len(re.findall(rb"\bEMC\b", content))


def test_a_picture_is_said_in_words_and_arabic_as_it_is_written(data):
    spoken = ("Un dessin", "النتيجة: 72,5 — المادة 269")
    assert all(text.encode("utf-16-be").hex().upper().encode() in data for text in spoken)


def test_bookmarks_follow_the_headings(reader):
    first, under = reader.outline
    assert first.title == "Rapport"
    assert [entry.title for entry in under] == ["Liste"]


# What makes a file last


def test_the_same_document_on_the_same_day_is_the_same_bytes(data):
    assert made(everything()) == data


def test_it_says_what_it_is_in_both_places(reader):
    assert reader.metadata.title == DESCRIPTION.title
    assert reader.metadata.creation_date.date() == DESCRIPTION.made_on
    assert reader.xmp_metadata.dc_title["x-default"] == DESCRIPTION.title
    assert reader.metadata.keywords == reader.xmp_metadata.pdf_keywords
    assert reader.trailer["/Root"]["/Lang"] == "ar-MA"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def fonts(reader: PdfReader) -> list[DictionaryObject]:
    return [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()]


def test_every_font_is_inside_and_holds_no_more_than_is_used(reader):
    assert fonts(reader)
    for font in fonts(reader):
        descendant = font["/DescendantFonts"][0].get_object()
        file = descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])
        assert len(file) < 40_000


def test_every_glyph_stands_for_characters(reader):
    for font in fonts(reader):
        codes = len(font["/DescendantFonts"][0].get_object()["/W"][1])
        _ranges, said = font["/ToUnicode"].get_object().get_data().split(b"endcodespacerange")
        mapped = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", said)
        assert len(mapped) == codes
        assert not {text for _code, text in mapped} & {b"0000", b"FEFF", b"FFFE"}


def test_widths_are_those_of_the_font_inside(reader):
    for font in fonts(reader):
        descendant = font["/DescendantFonts"][0].get_object()
        file = descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()
        to_gid = descendant["/CIDToGIDMap"].get_object().get_data()
        for code, width in enumerate(descendant["/W"][1], start=1):
            gid = int.from_bytes(to_gid[2 * code : 2 * code + 2], "big")
            assert float(width) == pytest.approx(advance(file, gid), abs=1)


def advance(file: bytes, gid: int) -> float:
    """The width of a glyph as the TrueType file says it."""
    tables = {}
    for at in range(12, 12 + 16 * int.from_bytes(file[4:6], "big"), 16):
        tables[file[at : at + 4]] = int.from_bytes(file[at + 8 : at + 12], "big")
    units = int.from_bytes(file[tables[b"head"] + 18 : tables[b"head"] + 20], "big")
    long_ones = int.from_bytes(file[tables[b"hhea"] + 34 : tables[b"hhea"] + 36], "big")
    place = tables[b"hmtx"] + 4 * min(gid, long_ones - 1)
    return int.from_bytes(file[place : place + 2], "big") * 1000 / units


def test_colours_have_a_meaning_and_nothing_is_transparent(reader, data):
    intent = reader.trailer["/Root"]["/OutputIntents"][0].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert not any("/ExtGState" in page["/Resources"] for page in reader.pages)
    assert b"/SMask" not in data


def test_streams_end_as_archives_want_them(data):
    for found in re.finditer(rb"/Length (\d+).*?\nstream\n", data, re.DOTALL):
        end = found.end() + int(found.group(1))
        assert data[end : end + 11] == b"\nendstream\n"


def test_qpdf_finds_nothing_wrong(data, tmp_path: Path):
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
