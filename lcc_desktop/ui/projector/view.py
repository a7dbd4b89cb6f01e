"""The projector's window: one slide over a whole screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from lcc_desktop.i18n import _, fill, plain, speaking
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.palette import projected
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.keys import key_of
from lcc_desktop.ui.projector.painting import SlidePainter
from lcc_desktop.ui.projector.slide import Slide


class ProjectorWindow(Page):
    """
    Signals:
        left: Escape, or the window was closed.
        pressed: another key was pressed here, as of `keys.key_of`.
    """

    left = Signal()
    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._slide: Slide | None = None
        self._painter: SlidePainter | None = None
        self.setMinimumSize(320, 180)
        self.retranslate()

    def show_slide(self, slide: Slide) -> None:
        """Show a slide; the same one again costs nothing."""
        if slide != self._slide:
            self._slide, self._painter = slide, None
            self._describe()
            self.update()

    def show_on(self, screen: QScreen, alone: bool) -> None:
        """Fill a screen. `alone`: the facilitator's own, so that the keyboard comes along."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not alone)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not alone)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        if alone:
            self.activateWindow()
            self.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(plain(_("Projector")))
        self.setAccessibleName(_("Projector"))
        self._painter = None
        self._describe()
        self.update()

    def _describe(self) -> None:
        """What the room reads, for who cannot see it."""
        if self._slide is not None:
            said = fill(_("{code}. {text}"), code=self._slide.code, text=self._slide.text.fr)
            with speaking("ar"):
                self.setAccessibleDescription(f"{said} {self._slide.text.ar}")

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = projected(palette())
        if self._slide is None:
            painter.fillRect(self.rect(), colours.ground)
            painter.end()
            return
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        same = self._painter is not None and (self._painter.width, self._painter.height) == (
            self.width(),
            self.height(),
        )
        if not same or self._painter is None or self._painter.colours is not colours:
            self._painter = SlidePainter(self._slide, self.width(), self.height(), colours, mirrored)
        self._painter.paint(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = "F5" if event.key() == Qt.Key.Key_F5 else key_of(event)
        if key in ("Escape", "F5"):
            self.left.emit()
        else:
            self.pressed.emit(key)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)
