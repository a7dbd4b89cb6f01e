"""A line to search with."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from lcc_desktop.i18n import _
from lcc_desktop.ui.look.icons import icon


class SearchField(QLineEdit):
    """A line edit with a glass at its start and a cross at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._draw()

    def _draw(self) -> None:
        self._glass.setIcon(icon("search", ink="quiet"))
        # The two buttons inside the line are Qt's own; they have pictures but no names.
        glass, *others = self.findChildren(QToolButton)
        glass.setAccessibleName(_("Search"))
        for button in others:
            button.setAccessibleName(_("Empty the search"))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._draw()
        super().changeEvent(event)
