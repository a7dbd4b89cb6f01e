"""Lines that lose nothing, letters of every script, and PDFs that give their text back."""

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from lcc_desktop.reports.text.drawing import read_pages
from lcc_desktop.reports.text.fonts import shape
from lcc_desktop.reports.text.layout import Piece, Style, Text, break_lines, fitted
from lcc_desktop.reports.text.paragraph import Paragraph
from lcc_desktop.reports.text.table import Table
from tests.printed import printed_lines, without_marks
from tests.properties import tried

STYLE = Style(12, 18)


# Lines


@given(st.text(max_size=200), st.integers(30, 400))
@tried(50)
def test_wrapping_loses_no_word(text: str, width: int):
    lines = break_lines(text, STYLE, width)
    joined = "".join(text[line.start : line.end] for line in lines)
    assert "".join(joined.split()) == "".join(text.split())


@given(st.text(st.sampled_from("abc ابت é,.:!?«»() -/"), max_size=120), st.integers(40, 200))
@tried(50)
def test_no_line_is_wider_than_its_room(text: str, width: int):
    for line in break_lines(text, STYLE, width):
        assert line.width <= width + 0.01 or line.end - line.start == 1


def said(text: str, width: float) -> list[str]:
    return [text[line.start : line.end] for line in break_lines(text, STYLE, width)]


def test_a_word_longer_than_the_line_is_cut_not_printed_outside():
    lines = break_lines("م" * 300, STYLE, 100)
    assert len(lines) > 3
    assert all(line.width <= 100 for line in lines)


def test_an_address_breaks_after_its_slashes_before_anywhere_else():
    parts = said("https://www.commune.ma/deliberations/octobre-2025/proces-verbal", 150)
    assert all(part.endswith(("/", "-")) for part in parts[:-1])


def test_french_signs_stay_with_the_word_before_and_quotes_with_the_word_within():
    for width in range(75, 200, 5):
        for part in said("Voici : « le registre » ; est-il tenu ? oui !", width):
            assert not part.startswith((":", ";", "?", "!", "»"))
            assert not part.endswith("«")


def test_a_no_break_space_holds_its_words_together():
    assert said("aaaa 100\u00a0MAD", 70) == ["aaaa", "100\u00a0MAD"]


def test_a_new_line_asked_for_is_made():
    assert said("un\ndeux\r\ntrois\n\nfin", 400) == ["un", "deux", "trois", "", "fin"]


def test_a_letter_is_never_parted_from_its_marks():
    text = "مَ" * 60
    assert all(part.startswith("م") for part in said(text, 100))


def test_what_does_not_fit_ends_with_an_ellipsis():
    short = fitted("كلمة " * 500, STYLE, 200, most_lines=2)
    assert short.endswith("…")
    assert len(break_lines(short, STYLE, 200)) <= 2


def test_justified_lines_fill_their_room_by_their_spaces_alone():
    text = Text("لا تتغير المسافات داخل الكلمات عند ضبط السطور على الهامشين في هذه الوثيقة", STYLE, True)
    lines = text.lines(200)
    plain, filled = text.placed(lines[0]), text.placed(lines[0], 200)
    assert filled[-1].x + filled[-1].width == pytest.approx(200)
    words = [(a.width, b.width) for a, b in zip(plain, filled, strict=True) if a.text != " "]
    assert all(before == after for before, after in words)


# Letters


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "NotoSansTifinagh-Regular"),
        ("☐", "NotoSansSymbols2-Subset"),
        ("😀", "NotoEmoji-Regular"),
        ("السلام", "IBMPlexSansArabic-Regular"),
    ],
)
def test_each_script_has_its_letters(text, name):
    ((face, glyphs),) = shape(text, False, False).parts
    assert face.name == name
    assert all(glyph.gid for glyph in glyphs)


def test_a_joined_emoji_is_one_picture():
    ((_face, glyphs),) = shape("👨\u200d👩\u200d👧", False, False).parts
    assert len(glyphs) == 1


def test_a_character_that_no_font_has_is_a_box_with_its_number():
    ((_face, glyphs),) = shape("中", False, False).parts
    assert [glyph.missing for glyph in glyphs] == ["4E2D"]


def test_a_joiner_asked_for_is_kept():
    joined, apart = (shape(text, False, True).parts[0][1] for text in ("به", "ب\u200cه"))
    assert [glyph.gid for glyph in joined] != [glyph.gid for glyph in apart if glyph.advance]


# What is drawn, and what readers find


def pdf(*paragraphs: Flowable, width: float = 480, right_to_left: bool | None = None) -> bytes:
    """Flowables under one another, on a page of a direction if one is given."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    read_pages(canvas).right_to_left = right_to_left
    y = 800.0
    for paragraph in paragraphs:
        _width, height = paragraph.wrap(width, 700)
        if y - height < 40:
            canvas.showPage()
            y = 800
        y -= height
        paragraph.drawOn(canvas, 60, y)
    if right_to_left is not None:
        read_pages(canvas).end(canvas, 60, 20)
    canvas.save()
    return file.getvalue()


@given(st.text(max_size=60), st.booleans())
@tried(30)
def test_any_text_can_be_drawn(text: str, right_to_left: bool):
    pdf(Paragraph(text, STYLE, right_to_left))


def test_pieces_of_a_paragraph_look_each_its_way_and_read_as_one_text():
    paragraph = Paragraph([Piece("Fait", bold=True), Piece(" : noté"), Piece("2", raised=True)], STYLE, False)
    assert paragraph.text == "Fait : noté2"
    assert by_pdfium(pdf(paragraph)) == ["Fait : noté2"]


@pytest.fixture(scope="module", params=[False, True], ids=["fr", "ar"])
def corpus(request) -> tuple[list[str], bytes]:
    """The lines of one direction, and their PDF: a page is in one language."""
    lines = [text for text, right_to_left in printed_lines() if right_to_left is request.param]
    style = Style(10, 15)
    return [without_marks(line) for line in lines], pdf(*(Paragraph(line, style, request.param) for line in lines))


def by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    document.close()
    return [without_marks(line) for line in found]


def by_poppler(data: bytes, folder: Path) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = folder / "x.pdf"
    path.write_bytes(data)
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    return [without_marks(line) for line in read.splitlines() if without_marks(line)]


NUMBER_AFTER_ARABIC = {
    "L’indicateur المؤشر 4.1.2 est disputé.",
    "La pièce « محضر 12/2025 » a été obtenue.",
    "Session de فبراير 2026",
}
"""In a French line, poppler reads the number first: it knows places alone, and the number stands to the left."""


def test_poppler_gives_the_logical_text_back(corpus, tmp_path):
    lines, data = corpus
    read = by_poppler(data, tmp_path)
    assert [line for line in lines if line not in read and line not in NUMBER_AFTER_ARABIC] == []
    assert len(read) == len(lines)


def test_pdfium_gives_the_logical_text_back(corpus):
    lines, data = corpus
    read = by_pdfium(data)
    assert ["".join(line.split()) for line in read] == ["".join(line.split()) for line in lines]
    # Beside some names in the other script it sees a space more than there is.
    assert sum(a != b for a, b in zip(read, lines, strict=True)) <= 8


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not here")
@pytest.mark.parametrize("page", [True, False], ids=["page from right to left", "page from left to right"])
def test_poppler_takes_signs_and_numbers_for_those_of_the_page(page, tmp_path):
    """The minimal case of what no mark can mend: the same Arabic line on pages of either direction."""
    line = Paragraph("نشر المحضر 12 يوم السبت.", STYLE, True)
    other = Paragraph("ملحق" if page else "Annexe", STYLE, page)
    [read, *_rest] = by_poppler(pdf(line, other, right_to_left=page), tmp_path)
    assert (read == line.text) is page


def test_pdfium_keeps_what_stands_at_one_height_in_the_order_it_is_written():
    row = [Paragraph(text, STYLE, text > "\u0600") for text in ("المبدأ", "13 / 16", "Principe", "55,9 %")]
    read = by_pdfium(pdf(Table([row], (1, 1, 1, 1), right_to_left=True), right_to_left=True))
    assert [text for text in read if text] == [cell.text for cell in row]


# Tables


def cells(rows: int, text: str = "mot") -> list[list[Paragraph]]:
    head = [Paragraph(title, STYLE, False) for title in ("Code", "Texte")]
    return [head, *([Paragraph(str(row), STYLE, False), Paragraph(text, STYLE, False)] for row in range(rows))]


def texts(table: Table) -> list[str]:
    return [row[0].text for row in table.rows]


def test_a_table_starts_where_reading_starts():
    left_to_right = Table(cells(1), (1, 3), right_to_left=False).columns(400)
    right_to_left = Table(cells(1), (1, 3), right_to_left=True).columns(400)
    assert left_to_right == [(0, 100), (100, 300)]
    assert right_to_left == [(300, 100), (0, 300)]


def test_a_table_goes_on_with_its_head_and_loses_no_row():
    table = Table(cells(40), (1, 3), right_to_left=True)
    found, rest = [], [table]
    while rest:
        part, *rest = rest[0].split(400, 300) or [rest[0]]
        assert part.wrap(400, 300)[1] <= 300
        found.append(texts(part))
    assert all(part[0] == "Code" for part in found)
    assert [row for part in found for row in part[1:]] == [str(row) for row in range(40)]


def test_a_row_higher_than_a_page_is_cut():
    table = Table(cells(1, "un mot " * 400), (1, 3), right_to_left=False)
    first, rest = table.split(400, 300)
    assert first.wrap(400, 300)[1] <= 300
    assert texts(first) == texts(rest) == ["Code", "0"]


def test_a_head_never_stands_alone():
    assert Table(cells(3), (1, 3), right_to_left=False).split(400, 30) == []
