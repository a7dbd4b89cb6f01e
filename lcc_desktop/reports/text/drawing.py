"""Words on a ReportLab canvas. Lengths in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import uharfbuzz
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from lcc_desktop.reports.text.embedding import embedded
from lcc_desktop.reports.text.fonts import shape
from lcc_desktop.reports.text.layout import Placed
from lcc_desktop.reports.text.reading import Entry, written


def draw_line(canvas: Canvas, words: Sequence[Placed], x: float, y: float, right_to_left: bool) -> None:
    """Draw the words of a line, placed from left to right; `x` is the line's left edge, `y` its baseline."""
    line = written(words, right_to_left)
    for entries in line.operators:
        look = entries[0].look
        canvas.setFillColor(_colour(look.colour))
        canvas.addLiteral(_shown(canvas, entries, x, y + look.rise + entries[0].glyph.y_offset * look.size / 1000))
        for entry in entries:
            if entry.glyph.missing:
                _draw_number(canvas, entry, x + entry.x, y + look.rise)
    for mark in line.marks:
        _draw_mark(canvas, mark, x, y)


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
