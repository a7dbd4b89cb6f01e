"""A QR code on the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lcc_desktop.reports.qr import QUIET_ZONE, dark_modules

MODULE = 3
"""Pixels of a module: what a telephone keeps apart at arm's length."""


class QrView(QWidget):
    """Black on white in every theme, as readers want it, with the quiet zone round it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        self._rows = dark_modules(text) if text else []
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        side = (len(self._rows) + 2 * QUIET_ZONE) * MODULE if self._rows else 0
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for row, modules in enumerate(self._rows, QUIET_ZONE):
            for column, dark in enumerate(modules, QUIET_ZONE):
                if dark:
                    painter.fillRect(QRectF(column * MODULE, row * MODULE, MODULE, MODULE), QColor("black"))
        painter.end()
