"""The steps of a way, one below the other: those behind, the one reached, those ahead."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette

_HEIGHT, _DOT, _LEADING = 44, 24.0, 16.0


class _Step(QAbstractButton):
    """One step: its number in a dot, a tick once it lies behind, and the line to its neighbours."""

    def __init__(self, number: int, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._last = number, last
        self.behind = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rtl = palette(), self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus() or self.underMouse() or self.isChecked():
            painter.setPen(QPen(QColor(colours.primary), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if self.isChecked() else colours.raised))
            painter.drawRoundedRect(box, 8, 8)
        centre = QPointF(self.width() - _LEADING - _DOT / 2 if rtl else _LEADING + _DOT / 2, self.height() / 2)
        painter.setPen(QPen(QColor(colours.edge), 1))
        if self._number > 1:
            painter.drawLine(QPointF(centre.x(), 0), centre - QPointF(0, _DOT / 2 + 3))
        if not self._last:
            painter.drawLine(centre + QPointF(0, _DOT / 2 + 3), QPointF(centre.x(), self.height()))
        self._paint_dot(painter, centre)
        painter.setPen(QColor(colours.ink if self.isChecked() or self.behind else colours.quiet))
        painter.setFont(fonts.font(fonts.BASE, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal))
        margin = int(_LEADING + _DOT + 12)
        words = self.rect().adjusted(12 if rtl else margin, 0, -margin if rtl else -12, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(flags) | int(Qt.TextFlag.TextWordWrap), self.text())
        painter.end()

    def _paint_dot(self, painter: QPainter, centre: QPointF) -> None:
        colours = palette()
        filled = self.isChecked() or self.behind
        painter.setPen(QPen(QColor(colours.primary if filled else colours.edge), 1.5))
        painter.setBrush(QColor(colours.primary if self.isChecked() else colours.surface))
        painter.drawEllipse(centre, _DOT / 2, _DOT / 2)
        if self.behind:
            pen = QPen(QColor(colours.primary), 1.75)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            points = [centre + QPointF(x, y) for x, y in ((-5, 0.5), (-1.5, 4), (5, -4))]
            painter.drawPolyline(QPolygonF(points))
            return
        painter.setPen(QColor(colours.on_primary if self.isChecked() else colours.quiet))
        painter.setFont(fonts.font(fonts.SECONDARY, QFont.Weight.DemiBold))
        painter.drawText(
            QRectF(centre.x() - 12, centre.y() - 12, 24, 24), Qt.AlignmentFlag.AlignCenter, str(self._number)
        )


class Stepper(QWidget):
    """
    Signals:
        chosen: the place of the step that was pressed, from 0.
    """

    chosen = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reached = -1
        self.steps = [_Step(place + 1, place == count - 1) for place in range(count)]
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, step in enumerate(self.steps):
            step.clicked.connect(partial(self._on_clicked, place))
            self._group.addButton(step)
            column.addWidget(step)

    def set_texts(self, texts: list[str]) -> None:
        """What each step is called."""
        for step, text in zip(self.steps, texts, strict=True):
            step.setText(text)

    def show_reached(self, place: int) -> None:
        """Mark the step reached; -1: none of them."""
        self._reached = place
        self._group.setExclusive(False)
        for at, step in enumerate(self.steps):
            step.setChecked(at == place)
            step.behind = at < place
            step.update()
        self._group.setExclusive(place >= 0)

    def _on_clicked(self, place: int) -> None:
        reached = self._reached
        self.show_reached(reached)  # what is marked is what is on the disk
        if place != reached:
            self.chosen.emit(place)
