"""Where text stands: lines broken on the logical text, the words of a line placed in visual order. No PDF here.

Lengths in points. Words are shaped one by one, so what was measured is what is printed, and letters of a word are
never pulled apart: a justified line widens its spaces alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from lcc_desktop.reports.text import bidi
from lcc_desktop.reports.text.fonts import Shaped, clusters, shape, space


@dataclass(frozen=True)
class Style:
    """How a paragraph looks. `align` is "start", "end", "centre" or "justify", seen in the direction of the text."""

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
class Piece:
    """A part of a paragraph that looks otherwise: what is None stays as the paragraph's style has it.

    A `raised` piece is small and high: the number of a footnote, and `note` is what stands at the foot of the page.
    """

    text: str
    bold: bool | None = None
    colour: str | None = None
    raised: bool = False
    note: str = ""


@dataclass(frozen=True)
class Look:
    """How a stretch of text is drawn."""

    size: float
    bold: bool
    colour: str
    rise: float = 0


@dataclass(frozen=True)
class Line:
    """Positions `start`..`end` of the paragraph's text, how wide they are, and whether the paragraph goes on there."""

    start: int
    end: int
    width: float
    goes_on: bool = False


@dataclass(frozen=True)
class Placed:
    """A word or a space of a line, `x` points from the line's left edge."""

    x: float
    width: float
    text: str
    shaped: Shaped | None
    look: Look
    right_to_left: bool
    start: int


_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_GAPS = " \t\u00a0\u2007\u202f"
_KEPT = "\u200c\u200d"
_RAISED_SIZE, _RAISE = 0.62, 0.36
_TAB = 2.0
"""A tab's width, in sizes."""

_WORDS = re.compile(f"[{_GAPS}]|[^{_GAPS}{_BREAKS}]+")
_UNITS = re.compile(f"(\r\n|[{_BREAKS}])|([ \t]+)|[^{_BREAKS} \t]+")
_WITHIN = re.compile(r"(?<=\w\w)[-\u2010](?=\w\w)|(?<=\w)[/\\](?=\w)|[\u2013\u2014\u200b](?=\w)|(?<=\w)[?&=](?=\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_LINE_BEGINS = frozenset(":;!?»%)]}،؛؟…°")
_NO_LINE_ENDS = frozenset("«([{°")


class Text:
    """A paragraph's text with its looks and its base direction; knows how wide any stretch of it is."""

    def __init__(self, content: str | Sequence[Piece], style: Style, right_to_left: bool) -> None:
        pieces = [Piece(content)] if isinstance(content, str) else content
        self.text = "".join(piece.text for piece in pieces)
        self.style = style
        self.right_to_left = right_to_left
        self.notes: list[tuple[int, Piece]] = []
        self._lines: tuple[float, list[Line]] | None = None
        self._looks: list[tuple[int, Look]] = []
        end = 0
        for piece in pieces:
            if piece.note:
                self.notes.append((end, piece))
            end += len(piece.text)
            self._looks.append((end, _look(piece, style)))

    @property
    def plain(self) -> str:
        """The text without what is not drawn."""
        return _drawn(self.text)

    @property
    def turns(self) -> bool:
        """Whether some of it reads from right to left."""
        return any(level % 2 and level != bidi.REMOVED for level in self.levels)

    @cached_property
    def levels(self) -> Sequence[int]:
        """The embedding level of each character."""
        return bidi.levels(self.text, self.right_to_left)

    @cached_property
    def _arabic(self) -> list[tuple[int, int]]:
        """The stretches whose figures and signs stand among Arabic letters: those that follow one."""
        found: list[tuple[int, int]] = []
        start: int | None = 0 if bidi.first_strong(self.text) else None
        for match in _LETTERS.finditer(self.text):
            arabic = match.group()[0] >= "\u0590" and unicodedata.bidirectional(match.group()[0]) in ("AL", "R")
            if arabic and start is None:
                start = match.start()
            elif not arabic and start is not None:
                found.append((start, match.start()))
                start = None
        return found if start is None else [*found, (start, len(self.text))]

    def _shaped(self, text: str, at: int, look: Look, right_to_left: bool) -> Shaped:
        among = bool(self._arabic) and not _LETTERS.search(text) and any(a <= at < b for a, b in self._arabic)
        return shape(text, look.bold, right_to_left, among)

    def look(self, position: int) -> tuple[Look, int]:
        """How the character at a position is drawn, and where that ends."""
        return next((look, end) for end, look in self._looks if position < end)

    def width(self, start: int, end: int) -> float:
        """The width of a stretch, whatever its directions."""
        found = 0.0
        for match in _WORDS.finditer(self.text, start, end):
            if match.group()[0] in _GAPS:
                found += _gap(match.group(), self.look(match.start())[0])
                continue
            for at, drawn, look, level in self._parts(*match.span()):
                found += self._shaped(drawn, at, look, level % 2 == 1).width * look.size / 1000
        return found

    def lines(self, width: float) -> list[Line]:
        """Greedy lines; what is wider than a line is cut, so nothing is lost or printed outside."""
        if self._lines is None or self._lines[0] != width:
            self._lines = width, list(_broken(self, width))
        return self._lines[1]

    def placed(self, line: Line, width: float | None = None) -> list[Placed]:
        """The words and spaces of a line from left to right. A `width` given is filled by widening the spaces."""
        runs = bidi.visual_runs(self.text, self.levels, line.start, line.end, self.right_to_left)
        words = [word for run in runs for word in self._words(run)]
        wide = sum(word.text in (" ", "\u00a0") for word in words)
        extra = (width - sum(word.width for word in words)) / wide if width is not None and wide else 0.0
        x, placed = 0.0, []
        for word in words:
            taken = word.width + (extra if word.text in (" ", "\u00a0") else 0)
            placed.append(Placed(x, taken, word.text, word.shaped, word.look, word.right_to_left, word.start))
            x += taken
        return placed

    def _words(self, run: bidi.Run) -> list[Placed]:
        """The words and spaces of a run, from left to right."""
        found = []
        for match in _WORDS.finditer(self.text, run.start, run.end):
            if match.group()[0] in _GAPS:
                look = self.look(match.start())[0]
                gap = _gap(match.group(), look)
                found.append(Placed(0, gap, match.group(), None, look, run.right_to_left, match.start()))
                continue
            for at, drawn, look, _level in self._parts(*match.span()):
                shaped = self._shaped(drawn, at, look, run.right_to_left)
                width = shaped.width * look.size / 1000
                found.append(Placed(0, width, drawn, shaped, look, run.right_to_left, at))
        return found[::-1] if run.right_to_left else found

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, str, Look, int]]:
        """A stretch cut where its level or its look changes: where it starts, what is drawn, how, and its level."""
        levels, at = self.levels, start
        while at < end:
            look, edge = self.look(at)
            edge = min(end, edge)
            stop, level = at, bidi.REMOVED
            while stop < edge:
                if levels[stop] != bidi.REMOVED:
                    if level not in (bidi.REMOVED, levels[stop]):
                        break
                    level = levels[stop]
                stop += 1
            drawn = _drawn(self.text[at:stop])
            if drawn and level != bidi.REMOVED:
                yield at, drawn, look, level
            at = stop


def break_lines(content: str | Sequence[Piece], style: Style, width: float, right_to_left: bool = False) -> list[Line]:
    """The lines of a text."""
    return Text(content, style, right_to_left).lines(width)


def measure(text: str, style: Style) -> float:
    """The width of a text on one line."""
    return Text(text, style, right_to_left=False).width(0, len(text))


def fitted(text: str, style: Style, width: float, most_lines: int, tail: str = "") -> str:
    """The text, or its beginning with an ellipsis, so that it takes `most_lines` at most with `tail` after it."""
    whole = text + tail
    lines = break_lines(whole, style, width)
    if len(lines) <= most_lines:
        return whole
    ends = [end for _start, end in clusters(text[: lines[most_lines - 1].end + 1])]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if len(break_lines(_shortened(text, ends[middle - 1], tail), style, width)) <= most_lines:
            low = middle
        else:
            high = middle - 1
    return _shortened(text, ends[low - 1] if low else 0, tail)


def _shortened(text: str, end: int, tail: str) -> str:
    kept = text[:end].rstrip()
    open_isolates = sum(kept.count(mark) for mark in "\u2066\u2067\u2068") - kept.count("\u2069")
    return kept + "…" + "\u2069" * open_isolates + tail


def _broken(text: Text, width: float) -> Iterator[Line]:
    """The lines of a text, one after the other."""
    start = end = 0  # of the line being filled
    used, empty = 0.0, True
    for begin, stop, space_from in _units(text.text):
        if begin == stop:  # a new line was asked for
            yield Line(start, end, used)
            start = end = stop
            used, empty = 0.0, True
            continue
        gap = 0.0 if empty else text.width(space_from, begin)
        wide = text.width(begin, stop)
        if not empty and used + gap + wide > width:
            yield Line(start, end, used, goes_on=True)
            used, gap, empty = 0.0, 0.0, True
        if empty:
            start = begin
            if wide > width:
                for cut, part in _cuts(text, begin, stop, width):
                    yield Line(start, cut, part, goes_on=True)
                    start = cut
                wide = text.width(start, stop)
        used += gap + wide
        end, empty = stop, False
    yield Line(start, end, used)


def _units(text: str) -> Iterator[tuple[int, int, int]]:
    """What no line end may part: its start, its end, where the white space before it starts.

    A unit of nothing stands where a new line was asked for.
    """
    begin = space_from = 0
    open_unit = False
    for match in _UNITS.finditer(text):
        start, stop = match.span()
        if match.group(1):
            if open_unit:
                yield begin, start, space_from
            yield stop, stop, stop
            begin = space_from = stop
            open_unit = False
        elif match.group(2):
            if open_unit and not _glued(text, start, stop):
                yield begin, start, space_from
                space_from, open_unit = start, False
        else:
            if not open_unit:
                begin, open_unit = start, True
            for inner in _WITHIN.finditer(text, start, stop):
                yield begin, inner.end(), space_from
                begin = space_from = inner.end()
    if open_unit:
        yield begin, len(text.rstrip(" \t")), space_from


def _glued(text: str, start: int, stop: int) -> bool:
    """Whether white space joins what stands around it: French puts some before its colons and within its quotes."""
    if stop == len(text) or stop - start > 1:
        return False
    after = text[stop : stop + 2]
    alone = len(after) == 1 or after[1] in f"{_GAPS}{_BREAKS}" or after[1] in _NO_LINE_BEGINS
    return text[start - 1] in _NO_LINE_ENDS or (after[0] in _NO_LINE_BEGINS and alone)


def _cuts(text: Text, begin: int, stop: int, width: float) -> Iterator[tuple[int, float]]:
    """Where a unit wider than a line is cut, and how wide each part is: never within what is read as one character."""
    ends = [begin + end for _start, end in clusters(text.text[begin:stop])]
    first = 0
    while True:
        step = 1
        while first + step < len(ends) and text.width(begin, ends[first + step]) <= width:
            step *= 2
        low, high = first + step // 2, min(first + step, len(ends) - 1)
        while low < high:
            middle = (low + high + 1) // 2
            if text.width(begin, ends[middle]) <= width:
                low = middle
            else:
                high = middle - 1
        if ends[low] == stop:
            return
        yield ends[low], text.width(begin, ends[low])
        begin, first = ends[low], low + 1


def _look(piece: Piece, style: Style) -> Look:
    bold = style.bold if piece.bold is None else piece.bold
    colour = piece.colour or style.colour
    if piece.raised:
        return Look(style.size * _RAISED_SIZE, bold, colour, style.size * _RAISE)
    return Look(style.size, bold, colour)


def _gap(character: str, look: Look) -> float:
    """The width of white space."""
    if character == "\t":
        return _TAB * look.size
    part = 0.5 if character == "\u202f" else 1.0
    return space(look.bold).advance * part * look.size / 1000


@lru_cache(maxsize=20_000)
def _drawn(text: str) -> str:
    """What is shaped of a text: without what only steers the order, and without control characters."""
    return "".join(c for c in text if c.isprintable() or c in _KEPT or "\U000e0020" <= c <= "\U000e007f" or c.isspace())
