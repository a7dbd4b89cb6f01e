"""Charts on the screen: the scenes of `reports.charts`, painted by Qt in the palette of the moment."""

from collections.abc import Callable
from functools import singledispatch

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lcc_desktop.reports.charts.scene import Disc, Fill, Pen, Role, Scene, Shape, Words, strokes
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.palette import Palette

Build = Callable[[float, float, bool], Scene]
"""Makes a scene for a width, a height, and whether reading goes from right to left."""

_STYLES = {"solid": Qt.PenStyle.SolidLine, "dash": Qt.PenStyle.DashLine, "dot": Qt.PenStyle.DotLine}


class ChartView(QWidget):
    """Shows a chart as large as there is room; made again for another size or reading direction."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build: Build | None = None
        self._made: tuple[float, float, bool] | None = None
        self._scene = Scene(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, build: Build, name: str, spoken: str) -> None:
        """Show what `build` makes; `name` and `spoken` say it to who cannot see it."""
        self._build, self._made = build, None
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    @property
    def scene(self) -> Scene:
        """The chart for the size of the moment."""
        here = float(self.width()), float(self.height()), self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._build is not None and self._made != here:
            self._scene, self._made = self._build(*here), here
        return self._scene

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(520, 440)

    def hasHeightForWidth(self) -> bool:
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_scene(painter, self.scene)
        painter.end()


def paint_scene(painter: QPainter, scene: Scene, colours: Palette | None = None) -> None:
    """Paint a scene with its upper left corner at the painter's origin, in the palette of the moment or another."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in scene.marks:
        _paint(mark, painter, colours or palette())


@singledispatch
def _paint(mark: object, painter: QPainter, colours: Palette) -> None:
    raise TypeError(type(mark).__name__)


@_paint.register
def _shape(mark: Shape, painter: QPainter, colours: Palette) -> None:
    points = QPolygonF([QPointF(x, y) for x, y in mark.points])
    if mark.fill is not None and mark.fill.pattern != "solid":
        _pattern(mark, mark.fill, points, painter, colours)
    _prepare(painter, colours, mark.pen, mark.fill if mark.fill and mark.fill.pattern == "solid" else None)
    if mark.closed:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


@_paint.register
def _disc(mark: Disc, painter: QPainter, colours: Palette) -> None:
    _prepare(painter, colours, mark.pen, mark.fill)
    painter.drawEllipse(QPointF(*mark.centre), mark.radius, mark.radius)


@_paint.register
def _words(mark: Words, painter: QPainter, colours: Palette) -> None:
    font = fonts.font(1, QFont.Weight.DemiBold if mark.bold else QFont.Weight.Normal)
    font.setPixelSize(max(1, round(mark.size)))
    painter.setFont(font)
    painter.setPen(_colour(colours, mark.role))
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mark.right_to_left else Qt.LayoutDirection.LeftToRight)
    painter.drawText(QPointF(mark.x, mark.y), mark.text)


def _pattern(mark: Shape, fill: Fill, points: QPolygonF, painter: QPainter, colours: Palette) -> None:
    area = QPainterPath()
    area.addPolygon(points)
    area.closeSubpath()
    painter.save()
    painter.setClipPath(area, Qt.ClipOperation.IntersectClip)
    painter.fillPath(area, _colour(colours, "surface"))
    pen = QPen(_colour(colours, fill.role), 1.6 if fill.pattern == "dots" else 1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for start, end in strokes(mark):
        if start == end:
            painter.drawPoint(QPointF(*start))
        else:
            painter.drawLine(QPointF(*start), QPointF(*end))
    painter.restore()


def _prepare(painter: QPainter, colours: Palette, pen: Pen | None, fill: Fill | None) -> None:
    if pen is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        drawn = QPen(_colour(colours, pen.role), pen.width, _STYLES[pen.dash])
        drawn.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(drawn)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else _colour(colours, fill.role))


def _colour(colours: Palette, role: Role) -> QColor:
    return QColor(_role(colours, role))


def _role(colours: Palette, role: Role) -> str:
    """A role's colour in a palette."""
    if role.startswith("degree"):
        return colours.degrees[int(role[-1])][0]
    if role.startswith("on_degree"):
        return colours.degrees[int(role[-1])][1]
    return str(getattr(colours, {"tint": "selection"}.get(role, role)))
