"""A menu whose entries are each a letter away, whatever the keyboard's layout."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.keys import key_of


class LetterMenu(QMenu):
    """Letters are shown at the trailing side; pressing one does what its entry says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_letter: dict[str, QAction] = {}

    def add(self, letter: str, icon_name: str, text: str, do: Callable[[], object]) -> QAction:
        """Add an entry; without an icon's name, one that can be ticked."""
        action = QAction(f"{text}\t{letter}", self)
        if icon_name:
            action.setIcon(icon(icon_name, ink="quiet"))
        else:
            action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: do())
        self._by_letter[letter] = action
        self.addAction(action)
        return action

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._by_letter.get(key_of(event).removeprefix("Shift+"))
        if action is not None and action.isEnabled():
            self.close()
            action.trigger()
        else:
            super().keyPressEvent(event)
