"""What every page of the window is: a widget that speaks the language of the moment."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from lcc_desktop.ui.parts.tab_order import order_tabs


class Page(QWidget):
    """A screen. Subclasses say their texts in `retranslate`, which runs again at every change of language.

    `WIDEST` is the width in pixels beyond which a page does not grow but stands in the middle: a line of a table whose
    ends are a metre apart is not read as a line.
    """

    WIDEST: int | None = None

    def retranslate(self) -> None:
        """Say every text again."""

    def entered(self) -> None:
        """The page is shown now."""

    # Qt overrides

    def focusNextPrevChild(self, forward: bool) -> bool:
        order_tabs(self)  # at the moment it is asked for: rows come and go
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.WIDEST is not None:
            beside = max(0, (self.width() - self.WIDEST) // 2)
            self.setContentsMargins(beside, 0, beside, 0)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
