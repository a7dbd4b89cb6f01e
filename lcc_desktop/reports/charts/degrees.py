"""One score on its scale: a box a degree in the reading direction, the one agreed on filled."""

from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.reports.charts.scene import PRINT, Drawing, Fill, Pen, Role, Scene, Sizes, block, rectangle


def degree_strip(score: Score, top: int, right_to_left: bool, sizes: Sizes = PRINT) -> Scene:
    """The scale from 0 to `top`. Not applicable is hatched, no information dashed, disputed has a thick edge."""
    side, hair = sizes.label * 1.75, sizes.label / 16
    drawing = Drawing(side * (top + 1), side, right_to_left)
    for degree in range(top + 1):
        here = degree == score.degree
        shade = round(degree * 4 / top) if top else 4
        fill, pen, role = Fill("surface"), Pen("line", hair * 1.4), "quiet"
        if here:
            fill, role = Fill(f"degree{shade}"), f"on_degree{shade}"  # type: ignore[arg-type]
            pen = Pen("accent", hair * 4) if score.state is State.DISPUTED else Pen("edge", hair * 2)
        elif score.state is State.NOT_APPLICABLE:
            fill = Fill("line", "hatch")
        elif score.state is State.NO_INFORMATION:
            pen = Pen("edge", hair * 1.4, "dash")
        inset = side * 0.06
        drawing.add(rectangle(side * degree + inset, inset, side - 2 * inset, side - 2 * inset, pen, fill))
        if score.state is not State.NOT_APPLICABLE:
            _say(drawing, str(degree), side * (degree + 0.5), side, role, here, sizes)  # type: ignore[arg-type]
    return drawing.scene()


def _say(drawing: Drawing, text: str, x: float, side: float, role: Role, bold: bool, sizes: Sizes) -> None:
    words = block(text, sizes.label, False, role=role, bold=bold)
    drawing.say(words, x, (side - words.height) / 2, "centre")
