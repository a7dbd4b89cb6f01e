"""A note that keeps itself: handed over after a pause, when it is left, and before another one takes its place."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from lcc_desktop.ui.parts.note_edit import NoteEdit

PAUSE = 600
"""Milliseconds without a key after which a note is handed over."""


class KeptNote(NoteEdit):
    """What is being typed is never overwritten by what the disk says.

    Signals:
        kept: whose note it is (as given to `show_kept`), and its text.
    """

    kept = Signal(str, str)

    def __init__(self, lines: int = 2, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(lines, most, parent)
        self._key = ""
        self._written = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.keep)
        self.textChanged.connect(self._pause.start)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that was not handed over."""
        return self.note != self._written

    def show_kept(self, key: str, text: str) -> None:
        """Show what the disk holds of `key`; what was typed for another one is handed over first.

        A text that was refused differs from what the disk holds, and is handed over again when it is left.
        """
        another = key != self._key
        if another:
            self.keep()
            self._key = key
        self._written = text
        if another or not (self._pause.isActive() or self.hasFocus()):
            self.blockSignals(True)
            self.show_note(text)
            self.blockSignals(False)

    def keep(self, even_unchanged: bool = False) -> None:
        """Hand over what is typed, if it was changed; `even_unchanged`: to settle a conflict with it."""
        self._pause.stop()
        if self._key and (self.is_changed or even_unchanged):
            self._written = self.note
            self.kept.emit(self._key, self.note)

    # Qt overrides

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()
