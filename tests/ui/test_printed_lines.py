"""Lines as documents set them beside Qt's own setting of the same text in the same font."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from lcc_desktop.reports.text.fonts import REGULAR, face
from lcc_desktop.reports.text.layout import Style, Text
from lcc_desktop.ui.look import fonts
from tests.printed import printed_lines

SIZE = 100
BLANKS = {3, 65535}
"""A space, and what has no glyph."""
MARKS = {face(REGULAR).font.get_nominal_glyph(code) for code in range(0x064B, 0x0653)}
"""Vowel marks: they have no width, so no place in the order from left to right."""

pytestmark = pytest.mark.usefixtures("qapp")


def by_qt(text: str, right_to_left: bool) -> tuple[list[int], float]:
    """The glyphs from left to right, and the width of the line."""
    font = QFont(fonts.FAMILY)
    font.setPixelSize(SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    layout, option = QTextLayout(text, font), QTextOption()
    option.setUseDesignMetrics(True)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    placed = [
        (place.x(), glyph)
        for run in layout.glyphRuns()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True)
    ]
    return [glyph for _x, glyph in sorted(placed, key=lambda pair: pair[0])], line.naturalTextWidth()


def by_us(text: str, right_to_left: bool) -> tuple[list[int], float]:
    laid = Text(text, Style(SIZE, SIZE), right_to_left)
    (line,) = laid.lines(10_000)
    words = laid.placed(line)
    glyphs = [glyph.gid for word in words if word.shaped for _face, some in word.shaped.parts for glyph in some]
    return glyphs, sum(word.width for word in words)


def test_every_line_of_the_corpus_is_set_as_qt_sets_it():
    fonts.load()
    wrong = []
    for text, right_to_left in printed_lines():
        (theirs, their_width), (ours, our_width) = by_qt(text, right_to_left), by_us(text, right_to_left)
        letters = [[glyph for glyph in line if glyph not in BLANKS | MARKS] for line in (theirs, ours)]
        marks = [sorted(glyph for glyph in line if glyph in MARKS) for line in (theirs, ours)]
        if letters[0] != letters[1] or marks[0] != marks[1] or abs(their_width - our_width) > their_width * 0.005:
            wrong.append(text)
    assert wrong == []
