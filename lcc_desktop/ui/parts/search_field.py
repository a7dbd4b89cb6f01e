"""A line to search with."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from lcc_desktop.ui.look.icons import icon


class SearchField(QLineEdit):
    """A line edit with a glass at its start and a cross at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setIcon(icon("search", ink="quiet"))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self._glass.setIcon(icon("search", ink="quiet"))
        super().changeEvent(event)
