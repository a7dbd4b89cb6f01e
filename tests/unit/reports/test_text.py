"""The order of mixed text, lines that lose nothing, glyphs that give their text back."""

import io
import shutil
import subprocess
from pathlib import Path

import bidi
import pypdfium2
import pytest
from hypothesis import given, settings, strategies as st
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.reports.text.bidi import REMOVED, levels, visual_runs
from lcc_desktop.reports.text.paragraph import Paragraph, Style, break_lines, fitted

STYLE = Style(12, 18)

CORPUS = [
    ("النتيجة: 72,5 — المادة 269", True),
    ("جماعة تطوان بجهة طنجة تطوان الحسيمة", True),
    ("المجلس الجماعي لا يعقد الاجتماع إلا علنا", True),
    ("La commune compte 12 habitants", False),
    ("efficience, affaires, office, œuvre", False),
    ("تقييم 2026 Label Commune Citoyenne", True),
    ("Commune de المدينة et de الجماعة", False),
]

letters = st.text(st.sampled_from("abc xyz ABC ابتثجحخ دذرزس 0123 .,:()[]«»-/%"), min_size=1, max_size=40)


def visual(text: str, right_to_left: bool) -> str:
    """The characters from left to right, as our runs order them."""
    runs = visual_runs(text, levels(text, right_to_left), 0, len(text), right_to_left)
    return "".join(text[run.start : run.end][::-1] if run.right_to_left else text[run.start : run.end] for run in runs)


def unmirrored(text: str) -> str:
    """Brackets as one kind: the other implementation draws the mirrored one, fonts do it for us."""
    return text.translate(str.maketrans({")": "(", "]": "[", "»": "«"}))


@given(letters, st.booleans())
@settings(max_examples=300, deadline=None)
def test_the_order_agrees_with_an_independent_implementation(text: str, right_to_left: bool):
    other = bidi.get_display(text, base_dir="R" if right_to_left else "L")
    assert unmirrored(visual(text, right_to_left)) == unmirrored(other)


def test_an_isolate_keeps_a_name_from_reordering_what_follows():
    text = "Commune de \u2068المدينة\u2069 12 habitants"
    assert visual(text, right_to_left=False) == "Commune de ةنيدملا 12 habitants"


def test_marks_that_only_steer_are_in_no_run():
    text = "\u200fأ\u2068b\u2069"
    found = levels(text, right_to_left=True)
    assert [found[0], found[2], found[4]] == [REMOVED] * 3


@given(st.text(max_size=200), st.integers(30, 400))
@settings(max_examples=100, deadline=None)
def test_wrapping_loses_no_word(text: str, width: int):
    lines = break_lines(text, STYLE, width)
    joined = "".join(text[line.start : line.end] for line in lines)
    assert [c for c in joined if c not in " \t\n\r"] == [c for c in text if c not in " \t\n\r"]


def test_a_word_longer_than_the_line_is_cut_not_printed_outside():
    lines = break_lines("م" * 300, STYLE, 100)
    assert len(lines) > 3
    assert all(line.width <= 100 for line in lines)


def test_what_does_not_fit_ends_with_an_ellipsis():
    short = fitted("كلمة " * 500, STYLE, 200, most_lines=2)
    assert short.endswith("…")
    assert len(break_lines(short, STYLE, 200)) <= 2


@given(st.text(max_size=60), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_drawn(text: str, right_to_left: bool):
    pdf(text, right_to_left)


def pdf(text: str, right_to_left: bool) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    paragraph = Paragraph(text, STYLE, right_to_left)
    paragraph.wrap(500, 700)
    paragraph.drawOn(canvas, 40, 400)
    canvas.save()
    return file.getvalue()


def words(text: str) -> list[str]:
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
    return sorted(text.translate(marks).split())


@pytest.mark.parametrize(("text", "right_to_left"), CORPUS)
def test_pdfium_gives_every_word_back(text: str, right_to_left: bool):
    document = pypdfium2.PdfDocument(pdf(text, right_to_left))
    assert words(document[0].get_textpage().get_text_range()) == words(text)
    document.close()


@pytest.mark.parametrize(("text", "right_to_left"), CORPUS)
def test_poppler_finds_every_word(text: str, right_to_left: bool, tmp_path: Path):
    """Words, not punctuation: poppler's own guess of the order moves a colon, and may join two scripts."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(text, right_to_left))
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert all(word.strip(".,:،") in read for word in text.split())
