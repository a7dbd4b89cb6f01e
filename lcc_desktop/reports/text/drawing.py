"""Words on a ReportLab canvas. Lengths in points."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import uharfbuzz
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from lcc_desktop.reports.text.embedding import embedded
from lcc_desktop.reports.text.fonts import REGULAR, face, shape, space
from lcc_desktop.reports.text.layout import Placed
from lcc_desktop.reports.text.reading import LRM, RLM, Entry, written


def draw_line(canvas: Canvas, words: Sequence[Placed], x: float, y: float, right_to_left: bool) -> None:
    """Draw the words of a line, placed from left to right; `x` is the line's left edge, `y` its baseline."""
    pages = read_pages(canvas)
    line = written(words, right_to_left if pages.right_to_left is None else pages.right_to_left)
    if not line.operators:
        return
    pages.begin_line(canvas, x, y, max(entries[0].look.size for entries in line.operators))
    for number, entries in enumerate(line.operators):
        look = entries[0].look
        if number and line.apart:
            pages.part(canvas)
        pages.count(canvas, entries)
        canvas.setFillColor(_colour(look.colour))
        canvas.addLiteral(_shown(canvas, entries, x, y + look.rise + entries[0].glyph.y_offset * look.size / 1000))
        for entry in entries:
            if entry.glyph.missing:
                _draw_number(canvas, entry, x + entry.x, y + look.rise)
    for mark in line.marks:
        _draw_mark(canvas, mark, x, y)


class ReadPages:
    """The pages of a document as programs that read PDF take them.

    One of them puts what follows one another at the same height into the order of places, whatever cells and columns
    it is of. What stands elsewhere keeps it apart: spaces outside the page, where the other one sees nothing. The
    other one reads a page in the direction of the letters that are more; marks without ink make it the document's.
    `right_to_left` is how all of it is read; None: as each line is.
    """

    def __init__(self, right_to_left: bool | None = None) -> None:
        self.right_to_left = right_to_left
        self._surplus: Counter[int] = Counter()  # letters from left to right beyond the others, by page
        self._page = 0
        self._last = (0, 0.0, 0.0)
        self._parted = 0

    def begin(self, page: int) -> None:
        """What is drawn from now on is on a page, whatever the canvas takes it for."""
        self._page, self._last = page, (0, 0.0, 0.0)

    def end(self, canvas: Canvas, x: float, y: float) -> None:
        """All of the page is drawn: mark its direction, where its letters are mostly of the other, at a place."""
        surplus = self._surplus[self._page] * (1 if self.right_to_left else -1)
        if self.right_to_left is not None and surplus >= 0:
            marks = (RLM if self.right_to_left else LRM) * _MARKS
            self._blank(canvas, marks, surplus // _MARKS + 1, 0.1, x, y)

    def begin_line(self, canvas: Canvas, x: float, y: float, size: float) -> None:
        """A line of text follows, with its baseline at `y`."""
        _x, height = canvas.absolutePosition(x, y)
        page, before, size_before = self._last
        here = self._page or canvas.getPageNumber()
        if page == here and abs(height - before) < _SAME_LINE * max(size, size_before):
            self.part(canvas)
        self._last = here, height, size

    def part(self, canvas: Canvas) -> None:
        """Keep what follows from being read together with what stands at the same height."""
        self._parted += 1  # never twice at the same place: that would be taken for one
        x, y = canvas.absolutePosition(0, 0)
        aside = 20 * (self._parted % 8)
        self._blank(canvas, " ", 2, 9, aside - x, _OUTSIDE - y - aside)

    def count(self, canvas: Canvas, entries: Sequence[Entry]) -> None:
        """Letters drawn on the page."""
        self._surplus[self._page or canvas.getPageNumber()] += sum(_weight(entry.spoken) for entry in entries)

    def _blank(self, canvas: Canvas, text: str, often: int, size: float, x: float, y: float) -> None:
        """Spaces, as many as said, that each stand for a text."""
        font, gid = embedded(canvas, face(REGULAR)), space(False).gid
        codes = font.code(gid, text) * often
        canvas.addLiteral(f"BT /{font.name} {size:g} Tf 1 0 0 1 {x:.0f} {y:.0f} Tm <{codes}> Tj ET")


_OUTSIDE = -1000
"""Below the page, also from within a form that stands on it."""
_SAME_LINE = 1.2
"""Baselines closer than so many sizes may be taken for one line."""
_MARKS = 8
"""Of direction, for which a glyph stands: some readers take no more."""


@lru_cache(maxsize=5_000)
def _weight(text: str) -> int:
    kinds = [unicodedata.bidirectional(character) for character in text]
    return kinds.count("L") - kinds.count("R") - kinds.count("AL")


def read_pages(canvas: Canvas) -> ReadPages:
    """The pages that are being drawn on a canvas."""
    found: ReadPages = canvas.__dict__.setdefault("lcc_read_pages", ReadPages())
    return found


def _draw_mark(canvas: Canvas, mark: Entry, x: float, y: float) -> None:
    """A vowel mark, as an outline."""
    unit, path = mark.look.size / 1000, canvas.beginPath()
    left = x + mark.x + mark.glyph.x_offset * unit
    place = _Place(path, left, y + mark.look.rise + mark.glyph.y_offset * unit, mark.face.scale * unit)
    mark.face.font.draw_glyph(mark.glyph.gid, _outlines(), place)
    canvas.setFillColor(_colour(mark.look.colour))
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)


def _shown(canvas: Canvas, entries: Sequence[Entry], x: float, y: float) -> str:
    """The text operator that shows glyphs of one face and look, each where it stands."""
    font, size = embedded(canvas, entries[0].face), entries[0].look.size
    unit = 1000 / size
    first = entries[0].x + entries[0].glyph.x_offset / unit
    cursor, parts, codes = first, [], ""
    for entry in entries:
        target = entry.x + entry.glyph.x_offset / unit
        jump = (cursor - target) * unit
        if abs(jump) >= 0.1:
            if codes:
                parts.append(f"<{codes}>")
            parts.append(f"{jump:.1f}".removesuffix(".0"))
            codes = ""
            cursor = target
        codes += font.code(entry.glyph.gid, entry.spoken)
        cursor += font.width(entry.glyph.gid) / unit
    if codes:
        parts.append(f"<{codes}>")
    return f"BT /{font.name} {size:g} Tf 1 0 0 1 {x + first:.3f} {y:.3f} Tm [{''.join(parts)}] TJ ET"


def _draw_number(canvas: Canvas, entry: Entry, x: float, y: float) -> None:
    """The number of a character that no font has, in the box drawn for it: outlines, so that no reader takes it up."""
    digits, size = entry.glyph.missing.rjust(4, "0"), entry.look.size
    half = (len(digits) + 1) // 2
    scale = size * 0.62 / half
    canvas.setFillColor(_colour(entry.look.colour))
    path = canvas.beginPath()
    for row, text in enumerate((digits[half:], digits[:half])):
        shaped = shape(text, False, False)
        left = x + (entry.glyph.advance * size - shaped.width * scale) / 2000
        for drawn, glyphs in shaped.parts:
            for glyph in glyphs:
                place = _Place(path, left, y + size * (0.06 + 0.33 * row), scale * drawn.scale / 1000)
                drawn.font.draw_glyph(glyph.gid, _outlines(), place)
                left += glyph.advance * scale / 1000
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)


@dataclass(frozen=True)
class _Place:
    """Where the outline of a glyph goes."""

    path: Any
    x: float
    y: float
    scale: float

    def at(self, *numbers: float) -> list[float]:
        """Coordinates of the font as those of the page."""
        return [(self.y if odd % 2 else self.x) + number * self.scale for odd, number in enumerate(numbers)]


@cache
def _outlines() -> uharfbuzz.DrawFuncs:
    """How HarfBuzz hands over an outline."""
    functions = uharfbuzz.DrawFuncs()
    functions.set_move_to_func(lambda x, y, place: place.path.moveTo(*place.at(x, y)))
    functions.set_line_to_func(lambda x, y, place: place.path.lineTo(*place.at(x, y)))
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, place: place.path.curveTo(*place.at(a, b, c, d, x, y)))
    functions.set_close_path_func(lambda place: place.path.close())
    return functions


@lru_cache(maxsize=64)
def _colour(colour: str) -> Color:
    return HexColor(colour)
