"""The radar: one axis a principle, its name and figure written at the end of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import percent
from lcc_desktop.reports.charts.polar import Point, axis_end, outline, ring
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette

LABEL_WIDTH, LABEL_HEIGHT = 132, 62
"""Room for a label at the end of an axis, in pixels."""


class RadarWidget(QWidget):
    """Shows shares of one around a centre."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._shares: Sequence[float | None] = ()
        self.setMinimumSize(380, 340)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_values(self, labels: Sequence[str], shares: Sequence[float | None]) -> None:
        """Show one share (0 to 1, or None where nothing can be said) a label."""
        self._labels, self._shares = labels, shares
        spoken = [
            fill("{label}: {share}", label=label, share=percent(s)) for label, s in zip(labels, shares, strict=True)
        ]
        self.setAccessibleName(_("Score by principle"))
        self.setAccessibleDescription(". ".join(spoken))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(480, 440)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._labels:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        room_across = self.width() / 2 - LABEL_WIDTH - 8
        room_down = self.height() / 2 - LABEL_HEIGHT - 4
        radius = max(60.0, min(room_across, room_down))
        self._paint_grid(painter, centre, radius)
        self._paint_values(painter, centre, radius)
        self._paint_labels(painter, centre, radius)
        painter.end()

    def _paint_grid(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette().line), 1))
        count = len(self._labels)
        for share in (0.25, 0.5, 0.75, 1.0):
            painter.drawPolygon(_polygon(ring(share, count), centre, radius))
        for position in range(count):
            painter.drawLine(centre, _place(axis_end(position, count, self._mirrored()), centre, radius))

    def _paint_values(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        corners = outline(self._shares, self._mirrored())
        fill_colour = QColor(palette().primary)
        fill_colour.setAlphaF(0.18)
        painter.setBrush(fill_colour)
        painter.setPen(QPen(QColor(palette().primary), 2))
        painter.drawPolygon(_polygon(corners, centre, radius))
        painter.setBrush(QColor(palette().primary))
        painter.setPen(Qt.PenStyle.NoPen)
        for corner, share in zip(corners, self._shares, strict=True):
            if share is not None:
                painter.drawEllipse(_place(corner, centre, radius), 3.5, 3.5)

    def _paint_labels(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        count = len(self._labels)
        for position, (label, share) in enumerate(zip(self._labels, self._shares, strict=True)):
            x, y = axis_end(position, count, self._mirrored())
            anchor = _place((x, y), centre, radius + 10)
            box, across = _label_box(anchor, x, y)
            figure_height = 20.0
            painter.setPen(QColor(palette().ink))
            painter.setFont(fonts.font(fonts.BASE, QFont.Weight.DemiBold))
            painter.drawText(QRectF(box.x(), box.y(), box.width(), figure_height), across, percent(share))
            painter.setPen(QColor(palette().quiet))
            painter.setFont(fonts.font(fonts.SECONDARY))
            below = QRectF(box.x(), box.y() + figure_height, box.width(), box.height() - figure_height)
            flags = int(across) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(below, flags, label)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _place(point: Point, centre: QPointF, radius: float) -> QPointF:
    return QPointF(centre.x() + point[0] * radius, centre.y() + point[1] * radius)


def _polygon(points: Sequence[Point], centre: QPointF, radius: float) -> QPolygonF:
    return QPolygonF([_place(point, centre, radius) for point in points])


def _label_box(anchor: QPointF, x: float, y: float) -> tuple[QRectF, Qt.AlignmentFlag]:
    """Where a label stands: outside its axis's end, on the side the axis points to."""
    top = anchor.y() - LABEL_HEIGHT if y < -0.9 else anchor.y() - LABEL_HEIGHT / 2 + (12 if y > 0.5 else 0)
    if abs(x) < 0.2:
        return QRectF(anchor.x() - LABEL_WIDTH / 2, top, LABEL_WIDTH, LABEL_HEIGHT), Qt.AlignmentFlag.AlignHCenter
    absolute = Qt.AlignmentFlag.AlignAbsolute
    if x > 0:
        return QRectF(anchor.x(), top, LABEL_WIDTH, LABEL_HEIGHT), Qt.AlignmentFlag.AlignLeft | absolute
    return QRectF(anchor.x() - LABEL_WIDTH, top, LABEL_WIDTH, LABEL_HEIGHT), Qt.AlignmentFlag.AlignRight | absolute
