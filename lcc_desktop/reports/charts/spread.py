"""How the scores of many are spread: a row a region (or a principle), a mark a commune, and the median where there are
enough. Never a ranking: rows keep the order they are given in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from lcc_desktop.reports.charts.scene import PRINT, Disc, Drawing, Fill, Pen, Scene, Sizes, block, segment

ENOUGH = 5
"""Marks from which a median says something."""

LABEL_SHARE = 0.34
_LANES = 3


@dataclass(frozen=True)
class Row:
    """Shares of one under a label: `checked` were verified (full discs), `unchecked` were not (rings)."""

    label: str
    checked: tuple[float, ...]
    unchecked: tuple[float, ...]

    @property
    def middle(self) -> float | None:
        """The median of all; None where they are too few."""
        both = (*self.checked, *self.unchecked)
        return median(both) if len(both) >= ENOUGH else None


def spread(
    rows: Sequence[Row], ticks: Sequence[tuple[float, str]], width: float, right_to_left: bool, sizes: Sizes = PRINT
) -> Scene:
    """Rows under one another on one scale from 0 to 1, whose `ticks` are named along the top."""
    label_width, hair = width * LABEL_SHARE, sizes.label / 16
    start, room = label_width + sizes.label, width - label_width - 2.5 * sizes.label
    head, high, radius = sizes.small * 2, sizes.label * 3.2, sizes.label * 0.3
    drawing = Drawing(width, head + high * len(rows), right_to_left)
    for share, name in ticks:
        x = start + room * share
        drawing.add(segment((x, head * 0.9), (x, drawing.height), Pen("line", hair)))
        drawing.say(block(name, sizes.small, right_to_left), x, 0, "centre")
    for number, row in enumerate(rows):
        top = head + number * high
        label = block(row.label, sizes.label, right_to_left, label_width, "ink", most_lines=2)
        drawing.say(label, 0, top + (high - label.height) / 2)
        drawing.add(segment((0, top + high), (width, top + high), Pen("line", hair)))
        marks = sorted([(share, True) for share in row.checked] + [(share, False) for share in row.unchecked])
        for place, (share, checked) in enumerate(marks):
            y = top + high * (0.5 + (place % _LANES - 1) * 0.22)
            fill = Fill("primary" if checked else "surface")
            drawing.add(Disc((start + room * share, y), radius, Pen("primary", hair * 1.8), fill))
        if row.middle is not None:
            x = start + room * row.middle
            drawing.add(segment((x, top + high * 0.1), (x, top + high * 0.9), Pen("accent", hair * 4)))
    return drawing.scene()
