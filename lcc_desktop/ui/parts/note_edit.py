"""A few lines of plain text in either script: justifications, notes.

Each paragraph takes the side of its own script, which QPlainTextEdit does not do.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

_LINE = 21
_FRAME = 24
_BREAKS = {0x2028: "\n", 0x2029: "\n"}


class NoteEdit(QTextEdit):
    """Grows with its text between two heights, then scrolls. Tab leaves it.

    Signals:
        left: the keyboard went elsewhere after the text was changed; the text.
    """

    left = Signal(str)

    def __init__(self, lines: int = 3, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self._known = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.document().contentsChanged.connect(self._fit)
        self._fit()

    @property
    def note(self) -> str:
        # Qt's plain text has ordinary spaces in the place of those that must not break, which French punctuation wants.
        return self.document().toRawText().translate(_BREAKS)

    def show_note(self, text: str) -> None:
        """Show what is on the disk; the cursor stays when nothing changes."""
        self._known = text
        if text != self.note:
            self.setPlainText(text)

    def _fit(self) -> None:
        wanted = round(self.document().size().height()) + 14
        most = self._most * _LINE + _FRAME
        self.setFixedHeight(max(self._lines * _LINE + _FRAME, min(wanted, most)))
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(320, self._lines * _LINE + _FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.note != self._known:
            self._known = self.note
            self.left.emit(self._known)
