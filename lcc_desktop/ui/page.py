"""What every page of the window is: a widget that speaks the language of the moment."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from lcc_desktop.ui.parts.tab_order import order_tabs


class Page(QWidget):
    """A screen. Subclasses say their texts in `retranslate`, which runs again at every change of language."""

    def retranslate(self) -> None:
        """Say every text again."""

    def entered(self) -> None:
        """The page is shown now."""

    # Qt overrides

    def focusNextPrevChild(self, forward: bool) -> bool:
        order_tabs(self)  # at the moment it is asked for: rows come and go
        return super().focusNextPrevChild(forward)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
