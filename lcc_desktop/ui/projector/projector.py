"""Where the projector's window is: on the second screen, or over the only one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from lcc_desktop.i18n import _
from lcc_desktop.ui.projector.presenter import ProjectorPresenter
from lcc_desktop.ui.projector.view import ProjectorWindow


class Projector(QObject):
    """Opens and closes the window, and keeps it where the room sees it when screens come and go.

    Signals:
        opened_changed: whether the room sees anything.
        pressed: a key was pressed on the projector itself, full screen on the only one.
        said: a quiet sentence about a screen that went or came.
    """

    opened_changed = Signal(bool)
    pressed = Signal(str)
    said = Signal(str)

    def __init__(
        self, presenter: ProjectorPresenter, own_screen: Callable[[], QScreen], parent: QObject | None = None
    ) -> None:
        """`own_screen`: where the facilitator's window is at the moment."""
        super().__init__(parent)
        self._presenter, self._own_screen = presenter, own_screen
        self.window = ProjectorWindow()
        self._screen: QScreen | None = None
        self._comes_back = False
        """The second screen was unplugged while it was in use."""
        presenter.slide_changed.connect(self.window.show_slide)
        self.window.left.connect(self.close)
        self.window.pressed.connect(self.pressed)

    @property
    def is_open(self) -> bool:
        return self._screen is not None

    @property
    def is_alone(self) -> bool:
        """Whether it covers the facilitator's own screen."""
        return self._screen is not None and self._screen is self._own_screen()

    @Slot()
    def toggle(self) -> None:
        """Open it, or close it."""
        if self.is_open:
            self.close()
        else:
            self.open(QGuiApplication.screens())

    def open(self, screens: Sequence[QScreen]) -> None:
        """Show it on the screen that is not the facilitator's, or over that if there is no other."""
        own = self._own_screen()
        self._screen = next((screen for screen in screens if screen is not own), own)
        self._comes_back = False
        self._presenter.follow()
        if self._presenter.slide is not None:
            self.window.show_slide(self._presenter.slide)
        self.window.show_on(self._screen, alone=self._screen is own)
        self.opened_changed.emit(True)

    @Slot()
    def close(self) -> None:
        """Show the room nothing more."""
        if self.is_open:
            self._screen = None
            self._presenter.thaw()
            self.window.hide()
            self.opened_changed.emit(False)

    def end(self) -> None:
        """The program ends."""
        self._screen = None
        self.window.close()

    @Slot(object)
    def on_screen_added(self, screen: QScreen) -> None:
        """A second screen came: move there from the facilitator's own, or come back to it."""
        if self.is_alone or self._comes_back:
            self.open([screen])

    @Slot(object)
    def on_screen_removed(self, screen: QScreen) -> None:
        """The room's screen went: the window must not fall upon the facilitator's."""
        if screen is self._screen:
            self.close()
            self._comes_back = True
            self.said.emit(_("The second screen was unplugged: the projector is closed, and comes back with it."))
