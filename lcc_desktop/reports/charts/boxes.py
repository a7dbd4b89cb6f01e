"""How scores are spread: a row a group, its box holding the middle half, its line from the lowest to the highest.

A mark stands at the median with its figure, a dot for each commune where they are few. Told by shape, so it reads in
grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lcc_desktop.domain.distribution import Spread
from lcc_desktop.reports.charts.scene import PRINT, Disc, Drawing, Fill, Pen, Scene, Sizes, block, rectangle, segment

DOTS = 30
"""Values that are drawn one by one, at most."""
BOX = 5
"""Values from which a box means something."""


@dataclass(frozen=True)
class Row:
    """A group: what it is called, how many are in it, how their scores are spread, the median in figures."""

    label: str
    note: str
    spread: Spread | None
    figure: str


def boxes(
    rows: Sequence[Row], ticks: Sequence[tuple[float, str]], width: float, right_to_left: bool, sizes: Sizes = PRINT
) -> Scene:
    """Rows under one another, as high as they need; `ticks` are shares along the axis with what they are called."""
    label_width = width * 0.32
    figure_width = sizes.label * 5
    start, room = label_width + sizes.label, width - label_width - 2 * sizes.label - figure_width
    hair, foot = sizes.label / 16, sizes.small * 2
    labels = [block(row.label, sizes.label, right_to_left, label_width, "ink", most_lines=2) for row in rows]
    notes = [block(row.note, sizes.small, right_to_left, label_width) for row in rows]
    heights = [
        max(label.height + note.height, sizes.label * 2.4) + sizes.label * 0.8
        for label, note in zip(labels, notes, strict=True)
    ]
    drawing = Drawing(width, sum(heights) + foot, right_to_left)
    bottom = sum(heights)
    for share, name in ticks:
        at = start + room * share
        drawing.add(segment((at, 0), (at, bottom), Pen("line", hair * 1.4)))
        words = block(name, sizes.small, right_to_left)
        drawing.say(words, at, bottom + sizes.small * 0.3, "centre")
    y = 0.0
    for row, label, note, height in zip(rows, labels, notes, heights, strict=True):
        top = y + (height - label.height - note.height) / 2
        drawing.say(label, 0, top)
        drawing.say(note, 0, top + label.height)
        middle = y + height / 2
        if row.spread is not None:
            _row(drawing, row.spread, start, room, middle, sizes)
        figure = block(row.figure, sizes.label, right_to_left, role="ink", bold=True)
        drawing.say(figure, start + room + sizes.label, middle - figure.height / 2)
        y += height
    return drawing.scene()


def _row(drawing: Drawing, spread: Spread, start: float, room: float, middle: float, sizes: Sizes) -> None:
    thick, hair = sizes.label * 1.3, sizes.label / 16

    def at(share: object) -> float:
        return start + room * float(share)  # type: ignore[arg-type]

    drawing.add(segment((at(spread.low), middle), (at(spread.high), middle), Pen("edge", hair * 2)))
    if spread.count >= BOX:
        for end in (spread.low, spread.high):
            drawing.add(segment((at(end), middle - thick / 3), (at(end), middle + thick / 3), Pen("edge", hair * 2)))
        lower, upper = map(at, spread.quartiles)
        drawing.add(rectangle(lower, middle - thick / 2, upper - lower, thick, Pen("primary", hair * 2), Fill("tint")))
    if spread.count <= DOTS:
        for value in spread.values:
            drawing.add(Disc((at(value), middle), sizes.label * 0.2, Pen("ink", hair * 1.4), Fill("surface")))
    mark = Pen("primary", hair * 6)
    drawing.add(segment((at(spread.median), middle - thick * 0.75), (at(spread.median), middle + thick * 0.75), mark))
