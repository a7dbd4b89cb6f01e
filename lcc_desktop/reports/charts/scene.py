"""What a chart is made of, for screen and print alike: shapes, discs and words at their places.

x grows to the right, y downwards, both in the unit of the surface (pixels or points). Colours are named by what they
are for; each painter has its own. Nothing is told by colour alone: fills have patterns, pens have dashes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lcc_desktop.reports.text.layout import Style, Text

Point = tuple[float, float]
Role = Literal[
    "ink", "quiet", "line", "edge", "primary", "tint", "accent", "danger", "surface",
    "degree0", "degree1", "degree2", "degree3", "degree4",
    "on_degree0", "on_degree1", "on_degree2", "on_degree3", "on_degree4",
]  # fmt: skip
Pattern = Literal["solid", "hatch", "dots", "cross"]
Dash = Literal["solid", "dash", "dot"]
Align = Literal["left", "centre", "right"]

LEADING = 1.4
"""Height of a line of words, in sizes: Arabic has marks above and below."""
BASELINE = 1.06
"""From the top of a line to its baseline, in sizes."""


@dataclass(frozen=True)
class Pen:
    """How an edge is drawn."""

    role: Role
    width: float = 1.0
    dash: Dash = "solid"


@dataclass(frozen=True)
class Fill:
    """How an area is drawn: a pattern other than "solid" is lines or dots on the surface."""

    role: Role
    pattern: Pattern = "solid"


@dataclass(frozen=True)
class Shape:
    """A polygon, or a line through points when it is open."""

    points: tuple[Point, ...]
    pen: Pen | None = None
    fill: Fill | None = None
    closed: bool = True


@dataclass(frozen=True)
class Disc:
    """A round mark."""

    centre: Point
    radius: float
    pen: Pen | None = None
    fill: Fill | None = None


@dataclass(frozen=True)
class Words:
    """One line of text: its left edge, its baseline, its width."""

    text: str
    x: float
    y: float
    width: float
    size: float
    role: Role
    bold: bool
    right_to_left: bool


Mark = Shape | Disc | Words


@dataclass(frozen=True)
class Sizes:
    """Sizes of words: of figures, of labels, of what is said by the way."""

    figure: float
    label: float
    small: float


SCREEN, PRINT, PROJECTOR = Sizes(15, 12, 11), Sizes(9.5, 8, 7), Sizes(40, 32, 26)


@dataclass(frozen=True)
class Scene:
    """A chart in a rectangle."""

    width: float
    height: float
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Block:
    """Lines of words under one another, laid out at (0, 0)."""

    lines: tuple[tuple[str, float], ...]
    width: float
    height: float
    size: float
    role: Role
    bold: bool
    right_to_left: bool

    def at(self, x: float, y: float, align: Align) -> Iterator[Words]:
        """The lines, the block's top at `y`, its left edge, middle or right edge at `x`."""
        for number, (text, width) in enumerate(self.lines):
            left = x - {"left": 0.0, "centre": width / 2, "right": width}[align]
            baseline = y + (number * LEADING + BASELINE) * self.size
            yield Words(text, left, baseline, width, self.size, self.role, self.bold, self.right_to_left)


def block(
    text: str,
    size: float,
    right_to_left: bool,
    width: float = float("inf"),
    role: Role = "quiet",
    bold: bool = False,
    most_lines: int = 99,
) -> Block:
    """Words broken to a width; beyond `most_lines` they end with an ellipsis."""
    laid = Text(text, Style(size, size, bold=bold), right_to_left)
    lines = laid.lines(width)
    if len(lines) > most_lines:
        kept = laid.text[lines[most_lines - 1].start :].split()
        while len(kept) > 1 and len(Text(" ".join(kept) + "…", laid.style, right_to_left).lines(width)) > 1:
            kept.pop()
        before = [(laid.text[line.start : line.end], line.width) for line in lines[: most_lines - 1]]
        last = " ".join(kept) + "…"
        parts = [*before, (last, Text(last, laid.style, right_to_left).lines(width)[0].width)]
    else:
        parts = [(laid.text[line.start : line.end], line.width) for line in lines]
    widest = max(part[1] for part in parts)
    return Block(tuple(parts), widest, len(parts) * LEADING * size, size, role, bold, right_to_left)


def rectangle(
    x: float, y: float, width: float, height: float, pen: Pen | None = None, fill: Fill | None = None
) -> Shape:
    """A rectangle as a shape."""
    return Shape(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), pen, fill)


def segment(start: Point, end: Point, pen: Pen) -> Shape:
    """A line between two points."""
    return Shape((start, end), pen, closed=False)


def strokes(shape: Shape) -> list[tuple[Point, Point]]:
    """The lines of a shape's pattern, over its bounds: painters clip them to it. A dot is a line without length."""
    pattern = shape.fill.pattern if shape.fill else "solid"
    left, right = min(x for x, _y in shape.points), max(x for x, _y in shape.points)
    top, bottom = min(y for _x, y in shape.points), max(y for _x, y in shape.points)
    found: list[tuple[Point, Point]] = []
    if pattern in ("hatch", "cross"):
        height = bottom - top
        for at in _steps(left - height, right, 5):
            found.append(((at, bottom), (at + height, top)))
            if pattern == "cross":
                found.append(((at, top), (at + height, bottom)))
    elif pattern == "dots":
        for number, y in enumerate(_steps(top + 2, bottom, 4)):
            found += [((x, y), (x, y)) for x in _steps(left + 2 + 2 * (number % 2), right, 4)]
    return found


def _steps(start: float, stop: float, step: float) -> Sequence[float]:
    return [start + number * step for number in range(max(0, int((stop - start) / step) + 1))]


@dataclass
class Drawing:
    """A scene in the making, mirrored as a whole: x is given from where reading starts."""

    width: float
    height: float
    right_to_left: bool
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        """Marks placed from where reading starts, put where they belong."""
        self.marks += [self._placed(mark) for mark in marks]

    def say(self, words: Block, x: float, y: float, align: Align = "left") -> None:
        """Words whose block starts, is centred or ends at `x` from where reading starts: "left" is the start."""
        if self.right_to_left:
            x = self.width - x
            align = {"left": "right", "centre": "centre", "right": "left"}[align]  # type: ignore[assignment]
        self.marks += words.at(x, y, align)

    def scene(self) -> Scene:
        """The scene as it is now."""
        return Scene(self.width, self.height, tuple(self.marks))

    def _placed(self, mark: Mark) -> Mark:
        if not self.right_to_left or isinstance(mark, Words):
            return mark
        if isinstance(mark, Disc):
            return Disc((self.width - mark.centre[0], mark.centre[1]), mark.radius, mark.pen, mark.fill)
        return Shape(tuple((self.width - x, y) for x, y in mark.points), mark.pen, mark.fill, mark.closed)
