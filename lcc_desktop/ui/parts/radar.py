"""The radar: one axis a principle, its name and its percentage written at the end of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import percent
from lcc_desktop.reports.charts.polar import Point, axis_end, ring
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette

_GAP = 12
_WIDEST, _NARROWEST = 168, 96
_LEAST_RADIUS = 60
_FIGURE = 15
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class Placed:
    """A label and where it stands."""

    text: str
    share: float | None
    box: QRectF
    side: Qt.AlignmentFlag


class RadarWidget(QWidget):
    """Shows shares of one around a centre. An axis without a value is dashed, and the surface stops beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._shares: Sequence[float | None] = ()
        self.setMinimumSize(360, 300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_values(self, labels: Sequence[str], shares: Sequence[float | None]) -> None:
        """Show one share (0 to 1, or None where nothing can be said) a label."""
        self._labels, self._shares = tuple(labels), tuple(shares)
        spoken = [
            fill("{label}: {share}", label=label, share=percent(s)) for label, s in zip(labels, shares, strict=True)
        ]
        self.setAccessibleName(_("Score by principle"))
        self.setAccessibleDescription(". ".join(spoken))
        self.update()

    def placed(self) -> tuple[QPointF, float, list[Placed]]:
        """Centre, radius, and every label where it stands: the largest radius that lets all of them in."""
        bounds = QRectF(self.rect())
        radius = min(bounds.width(), bounds.height()) / 2
        while True:
            labels = [self._place(position, radius) for position in range(len(self._labels))]
            extent = QRectF(-radius, -radius, 2 * radius, 2 * radius)
            for label in labels:
                extent = extent.united(label.box)
            if radius <= _LEAST_RADIUS or (extent.width() <= bounds.width() and extent.height() <= bounds.height()):
                shift = bounds.center() - extent.center()
                return shift, radius, [Placed(p.text, p.share, p.box.translated(shift), p.side) for p in labels]
            radius -= 4

    def _axis(self, position: int) -> Point:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return axis_end(position, len(self._labels), mirrored)

    def _place(self, position: int, radius: float) -> Placed:
        """A label outside the end of its axis, on the side the axis points to, around the centre (0, 0)."""
        x, y = self._axis(position)
        room = max(_NARROWEST, min(_WIDEST, self.width() / 2 - radius * abs(x) - _GAP))
        text = self._labels[position]
        words = QFontMetricsF(fonts.font(fonts.SECONDARY)).boundingRect(QRectF(0, 0, room, 999), _WRAPPED, text)
        width = max(words.width(), 44.0) + 2
        height = words.height() + QFontMetricsF(fonts.font(_FIGURE, QFont.Weight.DemiBold)).height()
        end_x, end_y = x * (radius + _GAP), y * (radius + _GAP)
        box = QRectF(end_x - width / 2, end_y - height * (1 - y) / 2, width, height)
        if abs(x) < 0.2:
            return Placed(text, self._shares[position], box, Qt.AlignmentFlag.AlignHCenter)
        box.moveLeft(end_x if x > 0 else end_x - width)
        side = Qt.AlignmentFlag.AlignLeft if x > 0 else Qt.AlignmentFlag.AlignRight
        return Placed(text, self._shares[position], box, side)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(520, 440)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._labels:
            return
        centre, radius, labels = self.placed()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(centre)
        self._paint_grid(painter, radius)
        self._paint_values(painter, radius)
        painter.translate(-centre)
        for label in labels:
            _paint_label(painter, label)
        painter.end()

    def _paint_grid(self, painter: QPainter, radius: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for share in (0.25, 0.5, 0.75, 1.0):
            painter.setPen(QPen(QColor(palette().line), 1.5 if share == 1 else 1))
            painter.drawPolygon(QPolygonF([_at(point, radius) for point in ring(share, len(self._labels))]))
        for position, share_here in enumerate(self._shares):
            style = Qt.PenStyle.DashLine if share_here is None else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(palette().line), 1, style))
            painter.drawLine(QPointF(0, 0), _at(self._axis(position), radius))

    def _paint_values(self, painter: QPainter, radius: float) -> None:
        corners = [
            None if share is None else _at(self._axis(position), radius * share)
            for position, share in enumerate(self._shares)
        ]
        surface = QColor(palette().primary)
        surface.setAlphaF(0.16)
        outline = QPen(QColor(palette().primary), 2)
        known = [corner for corner in corners if corner is not None]
        if len(known) == len(corners):
            painter.setPen(outline)
            painter.setBrush(surface)
            painter.drawPolygon(QPolygonF(known))
        else:
            _paint_gapped(painter, corners, outline, surface)
        painter.setPen(QPen(QColor(palette().surface), 1.5))
        painter.setBrush(QColor(palette().primary))
        for corner in known:
            painter.drawEllipse(corner, 4.5, 4.5)


def _at(point: Point, radius: float) -> QPointF:
    return QPointF(point[0] * radius, point[1] * radius)


def _paint_gapped(painter: QPainter, corners: list[QPointF | None], outline: QPen, surface: QColor) -> None:
    """Only between neighbours that both have a value: no line claims what is not known."""
    for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
        if here is not None and there is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(surface)
            painter.drawPolygon(QPolygonF([QPointF(0, 0), here, there]))
            painter.setPen(outline)
            painter.drawLine(here, there)


def _paint_label(painter: QPainter, label: Placed) -> None:
    absolute = int(label.side) | int(Qt.AlignmentFlag.AlignAbsolute)
    painter.setFont(fonts.font(_FIGURE, QFont.Weight.DemiBold))
    painter.setPen(QColor(palette().ink if label.share is not None else palette().quiet))
    painter.drawText(label.box, absolute | int(Qt.AlignmentFlag.AlignTop), percent(label.share))
    painter.setFont(fonts.font(fonts.SECONDARY))
    painter.setPen(QColor(palette().quiet))
    flags = absolute | int(Qt.AlignmentFlag.AlignBottom) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(label.box, flags, label.text)
