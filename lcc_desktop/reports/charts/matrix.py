"""Actions by impact and feasibility, each from 0 to 100: the more feasible the further on in the reading direction, the
more impact the higher. Actions are discs with their number, key actions filled, quick wins in a double ring; who wants
the titles reads them beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lcc_desktop.domain.plan import MIDDLE, Quadrant
from lcc_desktop.reports.charts.scene import (
    PRINT,
    Disc,
    Drawing,
    Fill,
    Pen,
    Point,
    Scene,
    Sizes,
    block,
    rectangle,
    segment,
)


@dataclass(frozen=True)
class Item:
    """An action: its number, its impact and feasibility, whether it is a key action, whether it is quick to do."""

    number: str
    impact: int
    feasibility: int
    key: bool = False
    quick: bool = False


@dataclass(frozen=True)
class Axes:
    """What is written along the two axes and in the quarters."""

    impact: str
    feasibility: str
    quarters: Mapping[Quadrant, str]


@dataclass(frozen=True)
class Board:
    """Where the square lies in a picture, and what its points mean. x grows to the right, whatever is read."""

    width: float
    height: float
    right_to_left: bool
    sizes: Sizes = PRINT

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Where reading starts, above, where it ends, below: room for words, and for a disc on the edge."""
        line, half = self.sizes.label * 1.6, self.radius + 2
        return max(line, half), line + half, half, line + half

    @property
    def radius(self) -> float:
        return self.sizes.label * 1.2

    @property
    def size(self) -> tuple[float, float]:
        start, head, end, foot = self.margins
        return max(1.0, self.width - start - end), max(1.0, self.height - head - foot)

    def reading(self, feasibility: float, impact: float) -> Point:
        """The point of two values, x from where reading starts."""
        return self.margins[0] + feasibility / 100 * self.size[0], self.margins[1] + (1 - impact / 100) * self.size[1]

    def point(self, feasibility: float, impact: float) -> Point:
        """The point of two values."""
        x, y = self.reading(feasibility, impact)
        return (self.width - x if self.right_to_left else x), y

    def values(self, x: float, y: float) -> tuple[int, int]:
        """Feasibility and impact of a point, kept within the square."""
        along = ((self.width - x if self.right_to_left else x) - self.margins[0]) / self.size[0]
        up = 1 - (y - self.margins[1]) / self.size[1]
        return round(min(max(along, 0), 1) * 100), round(min(max(up, 0), 1) * 100)


def matrix(items: Sequence[Item], axes: Axes, board: Board) -> Scene:
    """The square with its four quarters and the actions in it; those of one place stand side by side."""
    drawing = Drawing(board.width, board.height, board.right_to_left)
    hair = board.sizes.label / 16
    start, head, _end, _foot = board.margins
    width, height = board.size
    middle = board.reading(MIDDLE, MIDDLE)
    first = rectangle(middle[0], head, start + width - middle[0], middle[1] - head, fill=Fill("degree0"))
    drawing.add(first, rectangle(start, head, width, height, Pen("edge", hair * 1.6)))
    drawing.add(segment((middle[0], head), (middle[0], head + height), Pen("line", hair)))
    drawing.add(segment((start, middle[1]), (start + width, middle[1]), Pen("line", hair)))
    _titles(drawing, axes, board)
    for item, place in _places(items, board):
        _disc(drawing, item, place, board)
    return drawing.scene()


def _titles(drawing: Drawing, axes: Axes, board: Board) -> None:
    rtl, sizes = board.right_to_left, board.sizes
    gap, (start, head, _end, _foot), (width, height) = sizes.label / 2, board.margins, board.size
    impact = block(axes.impact, sizes.label, rtl, role="ink", bold=True)
    drawing.say(impact, start, head - board.radius - impact.height)
    feasibility = block(axes.feasibility, sizes.label, rtl, role="ink", bold=True)
    drawing.say(feasibility, start + width / 2, head + height + board.radius, "centre")
    for quadrant, name in axes.quarters.items():
        easy = quadrant in (Quadrant.DO_FIRST, Quadrant.FILL_IN)
        high = quadrant in (Quadrant.DO_FIRST, Quadrant.PREPARE)
        words = block(name, sizes.small, rtl, width / 2 - 2 * gap)
        x = start + width - gap if easy else start + gap
        y = head + gap if high else head + height - gap - words.height
        drawing.say(words, x, y, "right" if easy else "left")


def _places(items: Sequence[Item], board: Board) -> Iterator[tuple[Item, Point]]:
    """Where each action stands: at its values, or beside those that stand there already."""
    taken: list[Point] = []
    step, (start, _head, _end, _foot) = board.radius * 2.1, board.margins
    last = start + board.size[0]
    for item in items:
        x, y = board.reading(item.feasibility, item.impact)
        turn = -1 if x > start + board.size[0] / 2 else 1
        while any(abs(x - other[0]) < step * 0.95 and abs(y - other[1]) < step * 0.95 for other in taken):
            x += turn * step
            if not start <= x <= last:  # the row is full: the next one
                x, y = board.reading(item.feasibility, item.impact)[0], y + step
        taken.append((x, y))
        yield item, (x, y)


def _disc(drawing: Drawing, item: Item, place: Point, board: Board) -> None:
    radius, hair = board.radius, board.sizes.label / 16
    if item.quick:
        drawing.add(Disc(place, radius, Pen("primary", hair * 2), Fill("surface")))
    inner = radius * (0.8 if item.quick else 1)
    drawing.add(Disc(place, inner, Pen("primary", hair * 2), Fill("primary" if item.key else "surface")))
    size = min(board.sizes.label, radius * (1.0 if len(item.number) < 3 else 0.72))
    words = block(item.number, size, False, role="surface" if item.key else "ink", bold=True)
    drawing.say(words, place[0], place[1] - words.height / 2, "centre")
