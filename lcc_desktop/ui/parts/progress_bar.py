"""A thin line that fills in the reading direction."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lcc_desktop.ui.look.current import palette


class ProgressBar(QWidget):
    """Shows a share of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(6)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette().line))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        width = self.width() * self._share
        start = self.width() - width if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0.0
        painter.setBrush(QColor(palette().primary))
        if width:
            painter.drawRoundedRect(QRectF(start, 0, width, self.height()), 3, 3)
        painter.end()
