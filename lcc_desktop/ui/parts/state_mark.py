"""The small mark of a score: number on its degree's colour, hatched, dashed, empty, saffron corner."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from lcc_desktop.domain.scoring import UNSCORED, Score, State
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.palette import MARK

SIZE = 22
"""Pixels."""
_FINE = 4  # pixels drawn for one of an icon's: sharp at 200 % and above


def paint_mark(painter: QPainter, box: QRectF, score: Score, top: int = 4) -> None:
    """Paint the mark of `score` into `box`. Never colour alone: a degree always has its number."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = box.adjusted(1, 1, -1, -1)
    shape = QPainterPath()
    shape.addRoundedRect(box, 5, 5)
    colours = palette()
    if score.degree is not None:
        ground, ink = colours.degree(score.degree, top)
        painter.fillPath(shape, QColor(ground))
        painter.setPen(QColor(ink))
        painter.setFont(fonts.font(round(box.height() * 0.62), QFont.Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(score.degree))
    elif score.state is State.NOT_APPLICABLE:
        painter.fillPath(shape, QBrush(QColor(colours.quiet), Qt.BrushStyle.BDiagPattern))
        painter.strokePath(shape, QPen(QColor(colours.quiet), 1))
    elif score.state is State.NO_INFORMATION:
        painter.strokePath(shape, QPen(QColor(colours.quiet), 1.4, Qt.PenStyle.DashLine))
    else:
        painter.strokePath(shape, QPen(QColor(colours.line), 1.4))
    if score.state is State.DISPUTED:
        painter.setClipPath(shape)
        reach = box.height() * 0.5
        corner = box.topRight()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(MARK))
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(reach, 0), corner + QPointF(0, reach)]))
    painter.restore()


def mark_icon(score: Score, top: int = 4) -> QIcon:
    """The mark as an icon of a list's row, in the palette of the moment: made anew for another."""
    picture = QPixmap(SIZE * _FINE, SIZE * _FINE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.scale(_FINE, _FINE)
    paint_mark(painter, QRectF(0, 0, SIZE, SIZE), score, top)
    painter.end()
    return QIcon(picture)


class StateMark(QWidget):
    """The mark, as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score, self._top = UNSCORED, 4
        self.setFixedSize(SIZE, SIZE)

    def set_score(self, score: Score, top: int = 4) -> None:
        self._score, self._top = score, top
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._score, self._top)
        painter.end()
