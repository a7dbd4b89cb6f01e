"""Horizontal bars, one a norm (or a principle, a field, a commune): they grow from where reading starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lcc_desktop.reports.charts.scene import PRINT, Block, Drawing, Fill, Pen, Scene, Sizes, block, rectangle, segment

LABEL_SHARE = 0.42
"""Of the width, for labels."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, a share of one with its figure, what it was before or elsewhere.

    `state` says why there is no share: "none" (no information: a dashed outline), "not applicable" (hatched),
    "open" (not scored: nothing drawn).
    """

    label: str
    share: float | None
    figure: str
    second: float | None = None
    second_figure: str = ""
    state: Literal["", "none", "not applicable", "open"] = ""


def bars(
    rows: Sequence[Bar], width: float, right_to_left: bool, sizes: Sizes = PRINT, marks: Sequence[float] = ()
) -> Scene:
    """Bars under one another, as high as they need. `marks` are shares where a line stands: thresholds."""
    label_width = width * LABEL_SHARE
    labels = [block(row.label, sizes.label, right_to_left, label_width, "ink", most_lines=3) for row in rows]
    figures = [_figures(row, right_to_left, sizes) for row in rows]
    figure_width = max((part.width for parts in figures for part in parts), default=0) + sizes.label
    start, room = label_width + sizes.label, width - label_width - 2 * sizes.label - figure_width
    thick, hair = sizes.label * 1.15, sizes.label / 16
    heights = [
        max(label.height, sum(part.height for part in parts), thick * 1.3) + sizes.label * 0.7
        for label, parts in zip(labels, figures, strict=True)
    ]
    drawing = Drawing(width, sum(heights), right_to_left)
    y = 0.0
    for row, label, parts, height in zip(rows, labels, figures, heights, strict=True):
        middle = y + height / 2
        drawing.say(label, 0, middle - label.height / 2)
        drawing.add(segment((start, middle), (start + room, middle), Pen("line", hair)))
        _bar(drawing, row, start, room, middle, thick, hair)
        top = middle - sum(part.height for part in parts) / 2
        for part in parts:
            drawing.say(part, start + room + sizes.label / 2, top)
            top += part.height
        y += height
    for share in marks:
        at = start + room * share
        drawing.add(segment((at, 0), (at, y), Pen("accent", hair * 2, "dash")))
    drawing.add(segment((start, 0), (start, y), Pen("edge", hair * 1.6)))
    return drawing.scene()


def _figures(row: Bar, right_to_left: bool, sizes: Sizes) -> list[Block]:
    first = block(row.figure, sizes.label, right_to_left, role="ink", bold=True)
    return [first, block(row.second_figure, sizes.small, right_to_left)] if row.second_figure else [first]


def _bar(drawing: Drawing, row: Bar, start: float, room: float, middle: float, thick: float, hair: float) -> None:
    top = middle - thick / 2 if row.second is None else middle - thick * 0.85
    if row.share is not None:
        drawing.add(rectangle(start, top, room * row.share, thick, fill=Fill("primary")))
    elif row.state == "not applicable":
        drawing.add(rectangle(start, top, room, thick, Pen("line", hair), Fill("edge", "hatch")))
    elif row.state == "none":
        drawing.add(rectangle(start, top, room, thick, Pen("edge", hair * 1.6, "dash")))
    if row.second is not None:
        below = rectangle(
            start, middle + thick * 0.2, room * row.second, thick * 0.6, Pen("edge", hair), Fill("accent", "hatch")
        )
        drawing.add(below)
