"""The radar: one axis a principle, its figures written at the end of it, a second layer dashed behind the first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lcc_desktop.reports.charts.scene import (
    PRINT,
    Align,
    Block,
    Disc,
    Drawing,
    Fill,
    Pen,
    Point,
    Scene,
    Shape,
    Sizes,
    block,
    segment,
)

_GAP = 0.9  # between an axis and its words, in label sizes
_WIDEST, _NARROWEST = 13.0, 7.5  # words, in label sizes
_RINGS = (0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Axis:
    """One axis: its name, a share of one (None where nothing can be said) with its figure, and what it was before."""

    label: str
    share: float | None
    figure: str
    second: float | None = None
    second_figure: str = ""


@dataclass(frozen=True)
class _Placed:
    """The words at the end of an axis, around the centre (0, 0)."""

    parts: tuple[Block, ...]
    x: float
    y: float
    align: Align

    @property
    def width(self) -> float:
        return max(part.width for part in self.parts)

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts)

    @property
    def left(self) -> float:
        return self.x - {"left": 0.0, "centre": self.width / 2, "right": self.width}[self.align]


def radar(axes: Sequence[Axis], width: float, height: float, right_to_left: bool, sizes: Sizes = PRINT) -> Scene:
    """The largest radar that lets all of its words into the rectangle. The first axis points up, the others follow in
    the reading direction. An axis without a share is dashed, and the surface stops beside it.
    """
    if not axes:
        return Scene(width, height)
    radius = min(width, height) / 2
    while True:
        placed = [
            _words(axis, _end(at, len(axes)), radius, width, right_to_left, sizes) for at, axis in enumerate(axes)
        ]
        left, right = min(-radius, *(p.left for p in placed)), max(radius, *(p.left + p.width for p in placed))
        top, bottom = min(-radius, *(p.y for p in placed)), max(radius, *(p.y + p.height for p in placed))
        if radius <= 4 * sizes.label or (right - left <= width and bottom - top <= height):
            break
        radius -= sizes.label / 4
    centre = (width - left - right) / 2, (height - top - bottom) / 2
    drawing = Drawing(width, height, right_to_left)
    _draw(drawing, axes, centre, radius, sizes)
    for words in placed:
        y = centre[1] + words.y
        for part in words.parts:
            drawing.say(part, centre[0] + words.x, y, words.align)
            y += part.height
    return drawing.scene()


def _end(position: int, count: int) -> Point:
    """The outer end of an axis, in radii from the centre."""
    angle = 2 * math.pi * position / count - math.pi / 2
    return math.cos(angle), math.sin(angle)


def _words(axis: Axis, end: Point, radius: float, width: float, right_to_left: bool, sizes: Sizes) -> _Placed:
    x, y = end
    gap = _GAP * sizes.label
    room = max(_NARROWEST * sizes.label, min(_WIDEST * sizes.label, width / 2 - radius * abs(x) - gap))
    role = "ink" if axis.share is not None else "quiet"
    parts = [block(axis.figure, sizes.figure, right_to_left, bold=True, role=role)]  # type: ignore[arg-type]
    if axis.second_figure:
        parts.append(block(axis.second_figure, sizes.small, right_to_left, room))
    parts.append(block(axis.label, sizes.label, right_to_left, room, most_lines=4))
    height = sum(part.height for part in parts)
    align: Align = "centre" if abs(x) < 0.2 else "left" if x > 0 else "right"
    end_x = 0.0 if align == "centre" else x * (radius + gap)
    return _Placed(tuple(parts), end_x, y * (radius + gap) - height * (1 - y) / 2, align)


def _draw(drawing: Drawing, axes: Sequence[Axis], centre: Point, radius: float, sizes: Sizes) -> None:
    count, thick = len(axes), sizes.label / 6

    def at(position: int, share: float) -> Point:
        x, y = _end(position, count)
        return centre[0] + x * share * radius, centre[1] + y * share * radius

    shares = [axis.share for axis in axes]
    for start, stop in _neighbours(shares):
        corners = (centre, at(start, shares[start] or 0), at(stop, shares[stop] or 0))
        drawing.add(Shape(corners, fill=Fill("tint")))
    for ring in _RINGS:
        pen = Pen("edge" if ring == 1 else "line", thick / 2.5)
        drawing.add(Shape(tuple(at(position, ring) for position in range(count)), pen))
    for position, share in enumerate(shares):
        drawing.add(segment(centre, at(position, 1), Pen("line", thick / 2.5, "dash" if share is None else "solid")))
    before = [axis.second for axis in axes]
    for start, stop in _neighbours(before):
        ends = at(start, before[start] or 0), at(stop, before[stop] or 0)
        drawing.add(segment(*ends, Pen("accent", thick * 0.8, "dash")))
    for position, share in enumerate(before):
        if share is not None:
            drawing.add(Disc(at(position, share), thick * 1.3, Pen("accent", thick * 0.6), Fill("surface")))
    for start, stop in _neighbours(shares):
        drawing.add(segment(at(start, shares[start] or 0), at(stop, shares[stop] or 0), Pen("primary", thick)))
    for position, share in enumerate(shares):
        if share is not None:
            drawing.add(Disc(at(position, share), thick * 1.8, Pen("surface", thick * 0.6), Fill("primary")))


def _neighbours(shares: Sequence[float | None]) -> list[tuple[int, int]]:
    """Axes side by side that both have a share: no line claims what is not known."""
    pairs = [(at, (at + 1) % len(shares)) for at in range(len(shares))] if len(shares) > 1 else []
    return [(a, b) for a, b in pairs if shares[a] is not None and shares[b] is not None]
