"""Charts on paper: a scene's marks as ReportLab draws them."""

from collections.abc import Callable
from functools import cache, singledispatch

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable

from lcc_desktop.reports.charts.scene import Disc, Fill, Pen, Role, Scene, Shape, Words, strokes
from lcc_desktop.reports.look import COLOURS
from lcc_desktop.reports.tags import Element, tags_of
from lcc_desktop.reports.text.drawing import draw_line
from lcc_desktop.reports.text.layout import Style, Text

DASHES = {"solid": (), "dash": (3, 2), "dot": (0.8, 1.6)}


class Chart(Flowable):  # type: ignore[misc]
    """A chart as wide as there is room: `build` makes its scene for a width. `spoken` says it in words."""

    def __init__(self, build: Callable[[float], Scene], spoken: str) -> None:
        super().__init__()
        self.build = build
        self.element = Element("Figure", alternate=spoken)
        self.scene = Scene(0, 0)

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        if self.scene.width != available_width:
            self.scene = self.build(available_width)
        self.width, self.height = self.scene.width, self.scene.height
        return self.width, self.height

    def draw(self) -> None:
        with tags_of(self.canv).content(self.canv, self.element):
            draw_scene(self.canv, self.scene)


def draw_scene(canvas: Canvas, scene: Scene) -> None:
    """Draw a scene with its lower left corner at the canvas's origin."""
    canvas.saveState()
    canvas.setLineJoin(1)
    for mark in scene.marks:
        _draw(mark, canvas, scene.height)
    canvas.restoreState()


@singledispatch
def _draw(mark: object, canvas: Canvas, height: float) -> None:
    raise TypeError(type(mark).__name__)


@_draw.register
def _shape(mark: Shape, canvas: Canvas, height: float) -> None:
    path = _path(mark, canvas, height)
    plain = mark.fill is not None and mark.fill.pattern == "solid"
    if mark.fill is not None and not plain:
        _pattern(mark, mark.fill, canvas, height)
    if plain or mark.pen is not None:
        _prepare(canvas, mark.pen, mark.fill)
        canvas.drawPath(path, stroke=int(mark.pen is not None), fill=int(plain))


@_draw.register
def _disc(mark: Disc, canvas: Canvas, height: float) -> None:
    _prepare(canvas, mark.pen, mark.fill)
    x, y = mark.centre
    canvas.circle(x, height - y, mark.radius, stroke=int(mark.pen is not None), fill=int(mark.fill is not None))


@_draw.register
def _words(mark: Words, canvas: Canvas, height: float) -> None:
    style = Style(mark.size, mark.size, bold=mark.bold, colour=COLOURS[mark.role])
    text = Text(mark.text, style, mark.right_to_left)
    for line in text.lines(float("inf")):
        draw_line(canvas, text.placed(line), mark.x, height - mark.y, mark.right_to_left)


def _pattern(mark: Shape, fill: Fill, canvas: Canvas, height: float) -> None:
    canvas.saveState()
    canvas.setFillColor(_colour("surface"))
    canvas.clipPath(_path(mark, canvas, height), stroke=0, fill=1)
    canvas.setStrokeColor(_colour(fill.role))
    canvas.setLineCap(1)
    canvas.setLineWidth(1.3 if fill.pattern == "dots" else 0.6)
    for (x1, y1), (x2, y2) in strokes(mark):
        canvas.line(x1, height - y1, x2, height - y2)
    canvas.restoreState()


def _prepare(canvas: Canvas, pen: Pen | None, fill: Fill | None) -> None:
    if pen is not None:
        canvas.setStrokeColor(_colour(pen.role))
        canvas.setLineWidth(pen.width)
        canvas.setDash(*DASHES[pen.dash])
    if fill is not None:
        canvas.setFillColor(_colour(fill.role))


def _path(mark: Shape, canvas: Canvas, height: float) -> PDFPathObject:
    path = canvas.beginPath()
    for position, (x, y) in enumerate(mark.points):
        (path.lineTo if position else path.moveTo)(x, height - y)
    if mark.closed:
        path.close()
    return path


@cache
def _colour(role: Role) -> Color:
    return HexColor(COLOURS[role])
