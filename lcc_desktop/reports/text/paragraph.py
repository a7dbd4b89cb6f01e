"""A paragraph for ReportLab: lines broken on the logical text, each drawn in visual order. Lengths in points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from lcc_desktop.reports.text import bidi
from lcc_desktop.reports.text.faces import Glyph, face, shaped


@dataclass(frozen=True)
class Style:
    """How a paragraph looks. `align` is "start", "end" or "centre", seen in the direction of the text."""

    size: float = 10
    leading: float = 15
    bold: bool = False
    colour: str = "#1F2A2E"
    align: str = "start"
    space_before: float = 0
    space_after: float = 4

    def but(self, **changes: Any) -> "Style":
        """The same, with something changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Line:
    """Positions `start`..`end` of the paragraph's text, and how wide they are."""

    start: int
    end: int
    width: float


class Paragraph(Flowable):  # type: ignore[misc]
    """Text in a base direction, wrapped to what width there is; splits between pages."""

    def __init__(self, text: str, style: Style, right_to_left: bool, lines: Sequence[Line] | None = None) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.right_to_left = right_to_left
        self._lines = lines
        self._fixed = lines is not None

    @property
    def lines(self) -> Sequence[Line]:
        """The lines of the last wrap."""
        return self._lines or ()

    def natural_width(self) -> float:
        """The width of the text on one line."""
        return measure(self.text, self.style.bold) * self.style.size

    # ReportLab overrides

    def getSpaceBefore(self) -> float:
        return self.style.space_before

    def getSpaceAfter(self) -> float:
        return self.style.space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        if not self._fixed:
            self._lines = break_lines(self.text, self.style, available_width)
        self.height = len(self.lines) * self.style.leading
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        fitting = int(available_height // self.style.leading)
        if fitting <= 0 or fitting >= len(self.lines):
            return []
        return [
            Paragraph(self.text, self.style, self.right_to_left, self.lines[:fitting]),
            Paragraph(self.text, self.style, self.right_to_left, self.lines[fitting:]),
        ]

    def draw(self) -> None:
        levels = bidi.levels(self.text, self.right_to_left)
        y = self.height - self.style.leading * 0.78  # the baseline, with room for marks above and below
        for line in self.lines:
            self._draw_line(self.canv, levels, line, y)
            y -= self.style.leading

    def _draw_line(self, canvas: Canvas, levels: Sequence[int], line: Line, y: float) -> None:
        font, size = face(self.style.bold), self.style.size
        runs = bidi.visual_runs(self.text, levels, line.start, line.end, self.right_to_left)
        pieces = [font.shape(_drawn(self.text[run.start : run.end]), run.right_to_left) for run in runs]
        width = sum(_advance(glyphs) for glyphs in pieces) * size / 1000
        x = self._left(width)
        for glyphs in pieces:
            text = canvas.beginText(x, y)
            text.setFont(font.fontName, size)
            text.setFillColor(self.style.colour)
            text.textOut(shaped(font, glyphs))
            canvas.drawText(text)
            x += _advance(glyphs) * size / 1000

    def _left(self, width: float) -> float:
        if self.style.align == "centre":
            return float((self.width - width) / 2)
        at_right = self.right_to_left == (self.style.align == "start")
        return float(self.width - width) if at_right else 0.0


def break_lines(text: str, style: Style, width: float) -> list[Line]:
    """Greedy lines of a text; a word wider than the line is cut, so nothing is ever lost or printed outside."""
    lines: list[Line] = []
    start, at, used = 0, 0, 0.0
    for word, space_before, forced in _words(text):
        begin = at + space_before
        end = begin + len(word)
        gap = space_before * measure(" ", style.bold) * style.size
        wide = measure(word, style.bold) * style.size
        if forced or (at > start and used + gap + wide > width):
            lines.append(Line(start, at, used))
            start, used, gap = begin, 0.0, 0.0
        while wide > width and len(word) > 1:
            cut = _fitting(word, style, width - used - gap) if used == 0 else _fitting(word, style, width)
            lines.append(Line(start, begin + cut, width))
            word, begin = word[cut:], begin + cut
            start, used, gap = begin, 0.0, 0.0
            wide = measure(word, style.bold) * style.size
        used += gap + wide
        at = end
    lines.append(Line(start, at, used))
    return lines


def fitted(text: str, style: Style, width: float, most_lines: int) -> str:
    """The text, or its beginning with an ellipsis, so that it takes `most_lines` at most."""
    if len(break_lines(text, style, width)) <= most_lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(break_lines(text[:middle].rstrip() + "…", style, width)) <= most_lines:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


@lru_cache(maxsize=20_000)
def measure(text: str, bold: bool = False) -> float:
    """The width of a text for size 1, whatever its direction."""
    levels = bidi.levels(text, right_to_left=False)
    runs = bidi.visual_runs(text, levels, 0, len(text), right_to_left=False)
    font = face(bold)
    return sum(_advance(font.shape(_drawn(text[run.start : run.end]), run.right_to_left)) for run in runs) / 1000


def _words(text: str) -> Iterator[tuple[str, int, bool]]:
    """Each word, the white space before it, and whether a new line was asked for."""
    position = 0
    while position < len(text):
        stop = position
        while stop < len(text) and text[stop] in " \t\n\r":
            stop += 1
        end = stop
        while end < len(text) and text[end] not in " \t\n\r":
            end += 1
        yield text[stop:end], stop - position, "\n" in text[position:stop]
        position = end


def _fitting(word: str, style: Style, width: float) -> int:
    """How many characters of a word fit: at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(word[:middle], style.bold) * style.size <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _drawn(text: str) -> str:
    """What HarfBuzz is given: white space of any kind as a space, without what only steers."""
    return "".join(" " if c.isspace() else c for c in text if c.isprintable() or c.isspace())


def _advance(glyphs: Sequence[Glyph]) -> float:
    return sum(glyph.advance for glyph in glyphs)
