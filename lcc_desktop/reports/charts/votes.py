"""How votes are spread: a column a degree in the reading direction, each with its count, "I do not know" set apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n.formats import number
from lcc_desktop.reports.charts.scene import PRINT, Drawing, Fill, Pen, Scene, Shape, Sizes, block, rectangle, segment
from lcc_desktop.wording.votes import cards_line, degree_line


@dataclass(frozen=True)
class Choice:
    """What could be voted and how many did. `marked` writes a word over it, `pointed` draws a mark there: the extremes,
    who explain first.
    """

    label: str
    count: int
    kind: Literal["degree", "apart"] = "degree"
    marked: str = ""
    pointed: bool = False


def choices_of(ballot: Ballot, top: int, marked: str = "") -> list[Choice]:
    """The columns of a ballot over a scale from 0 to `top`; its extremes are pointed at, and named if `marked` is."""
    pointed = ballot.extremes if ballot.spread and ballot.extremes else ()
    columns = [
        Choice(number(d), ballot.count(d), marked=marked if d in pointed else "", pointed=d in pointed)
        for d in range(top + 1)
    ]
    return [*columns, Choice("?", ballot.unknown, "apart")] if ballot.unknown else columns


def spoken_ballot(ballot: Ballot, top: int) -> str:
    """What the columns show, in words."""
    said = [degree_line(degree, ballot) for degree in range(top + 1) if ballot.count(degree)]
    return ". ".join([cards_line(ballot), *said])


def distribution(
    choices: Sequence[Choice], width: float, height: float, right_to_left: bool, sizes: Sizes = PRINT, top: int = 4
) -> Scene:
    """Columns side by side; `top` is the highest degree, for their shades."""
    drawing = Drawing(width, height, right_to_left)
    if not choices:
        return drawing.scene()
    hair, line = sizes.label / 16, sizes.label * 1.4
    figure = sizes.figure * 1.4
    apart = sizes.label if any(choice.kind == "apart" for choice in choices) else 0.0
    step = (width - apart) / len(choices)
    names = [block(choice.label, sizes.label, right_to_left, step, "ink") for choice in choices]
    base = height - max(name.height for name in names) - line * 0.3
    highest = max(1, *(choice.count for choice in choices))
    over = any(choice.marked for choice in choices), any(choice.pointed for choice in choices)
    room = base - figure - over[0] * line - over[1] * sizes.small
    x, degree, set_apart = 0.0, 0, False
    for choice, name in zip(choices, names, strict=True):
        if choice.kind == "apart" and not set_apart:
            x, set_apart = x + apart, True
        tall = room * choice.count / highest
        column = x + step * 0.16, base - tall, step * 0.68, tall
        if choice.kind == "degree":
            shade = min(4, round(degree * 4 / top)) if top else 4
            fill = Fill(f"degree{shade}")  # type: ignore[arg-type]
            degree += 1
        else:
            fill = Fill("edge", "dots")
        if choice.count:
            drawing.add(rectangle(*column, Pen("edge", hair * 1.6), fill))
        middle = x + step / 2
        count = block(
            str(choice.count),
            sizes.figure,
            right_to_left,
            role="ink" if choice.count else "quiet",
            bold=bool(choice.count),
        )
        drawing.say(count, middle, base - tall - figure, "centre")
        above = base - tall - figure
        if choice.pointed:
            half, tip = sizes.small * 0.42, above - sizes.small * 0.1
            corners = ((middle - half, tip - half * 1.5), (middle + half, tip - half * 1.5), (middle, tip))
            drawing.add(Shape(corners, None, Fill("accent")))
            above -= sizes.small
        if choice.marked:
            word = block(choice.marked, sizes.small, right_to_left, role="accent", bold=True)
            drawing.say(word, middle, above - sizes.small * 1.4, "centre")
        drawing.say(name, middle, base + line * 0.2, "centre")
        x += step
    drawing.add(segment((0, base), (width, base), Pen("edge", hair * 1.6)))
    return drawing.scene()
