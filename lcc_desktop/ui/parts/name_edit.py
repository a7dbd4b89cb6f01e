"""A name on one line, in a script of its own: it reads in its direction whatever the window's."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lcc_desktop.domain.facts import one_line
from lcc_desktop.i18n import is_rtl


def lead(edit: QLineEdit, direction: Qt.LayoutDirection) -> None:
    """Have a line begin at the side where its label does: Qt puts figures and the other script opposite."""
    side = Qt.AlignmentFlag.AlignRight if direction is Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
    edit.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class NameEdit(QLineEdit):
    """
    Signals:
        left: Enter, or the keyboard went elsewhere, and the text is not what is on the disk; the text.
    """

    left = Signal(str)

    def __init__(self, language: str = "", parent: QWidget | None = None) -> None:
        """`language` gives the line its direction; without one it follows the window."""
        super().__init__(parent)
        self._known = ""
        if language:
            rtl = is_rtl(language)
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.returnPressed.connect(self.keep)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not on the disk."""
        return self.text() != self._known

    def show_name(self, text: str, afresh: bool = False) -> None:
        """Show what is on the disk. What is being typed, or was refused, stays, unless `afresh`."""
        typing = self.is_changed and one_line(self.text()) != text
        if (afresh or not typing) and text != self.text():
            self.setText(text)
            self.setCursorPosition(0)  # a long name shows its beginning
        self._known = text

    def keep(self) -> None:
        """Hand over what was typed."""
        if self.is_changed:
            self.left.emit(self.text())

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            lead(self, self.layoutDirection())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()
