"""A dialog over the window in which pages drawn elsewhere are looked at: turned, made larger, made smaller."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QWidget

STEP = 80
"""Pixels that an arrow moves over something larger than the window."""


class PageViewer(QDialog):
    """Page Up and Down turn pages, + - 0 change the size, Escape leaves.

    Signals:
        page_turned: steps among the pages. zoomed: larger 1, smaller -1, fitting 0.
        box_known: width and height, in dots, that there are to fit into.
        left: nothing is looked at any more.
    """

    page_turned = Signal(int)
    zoomed = Signal(int)
    box_known = Signal(int, int)
    left = Signal()

    def __init__(self, parent: QWidget, margin: int, edge: int) -> None:
        """`margin`: pixels of the window left free around it; `edge`: pixels round what is drawn."""
        super().__init__(parent)
        self.setModal(True)
        self._margin, self._edge = margin, edge
        self.picture, self.area = QLabel(), QScrollArea()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidgetResizable(True)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self.picture)
        self.area.setProperty("role", "viewer")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A window that is being resized asks once, at the end.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(120)
        self._settling.timeout.connect(self._tell_box)

    def open_over_window(self) -> None:
        """As large as the window allows."""
        window = self.parentWidget()
        if window is not None:
            self.resize(window.size() - QSize(2 * self._margin, 2 * self._margin))
            corner = window.mapToGlobal(window.rect().topLeft())
            self.move(corner.x() + self._margin, corner.y() + self._margin)
        self.open()
        self.setFocus()

    def show_drawn(self, image: QImage) -> None:
        """What was drawn, dot for dot on this screen."""
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)

    def retranslate(self) -> None:
        """Say every text again."""

    def _tell_box(self) -> None:
        scale, size = self.devicePixelRatioF(), self.area.maximumViewportSize()
        self.box_known.emit(round((size.width() - self._edge) * scale), round((size.height() - self._edge) * scale))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_box()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def done(self, result: int) -> None:
        super().done(result)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.page_turned.emit(1)
            case Qt.Key.Key_PageUp:
                self.page_turned.emit(-1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoomed.emit(1)
            case Qt.Key.Key_Minus:
                self.zoomed.emit(-1)
            case Qt.Key.Key_0:
                self.zoomed.emit(0)
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                down = self.area.verticalScrollBar()
                down.setValue(down.value() + (STEP if event.key() == Qt.Key.Key_Down else -STEP))
            case _:
                super().keyPressEvent(event)
