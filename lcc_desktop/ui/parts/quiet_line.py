"""A sentence over the foot of the window that goes by itself: what was done, for who wants to know."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

STAYS = 6_000
"""Milliseconds."""


class QuietLine(QLabel):
    """Takes no room, no click and no key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "said")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._time = QTimer(self, singleShot=True, interval=STAYS)
        self._time.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence for a moment."""
        self.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._time.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """In the middle, over the foot."""
        room = self.parentWidget()
        if room is not None:
            self.move((room.width() - self.width()) // 2, room.height() - self.height() - 72)
