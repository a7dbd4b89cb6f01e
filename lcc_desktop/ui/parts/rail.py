"""The navigation rail at the leading edge."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import _
from lcc_desktop.ui.look.icons import icon

WIDTH = 92
TALL, TIGHT = 62, 50
"""Pixels of a button where there is room, and under which its icon is smaller."""


class NavigationRail(QFrame):
    """Icon over label, one button a page.

    Signals:
        page_chosen: the key of the page.
    """

    page_chosen = Signal(str)

    def __init__(self, pages: Mapping[str, str], apart: str = "", parent: QWidget | None = None) -> None:
        """`pages`: key (also the icon's name) → label, marked for translation; a line stands above `apart`."""
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self._labels = pages
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(2)
        for key in pages:
            if key == apart:
                line = QFrame()
                line.setProperty("role", "line")
                line.setFixedHeight(1)
                layout.addWidget(line)
            button = QToolButton()
            button.setProperty("kind", "rail")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.page_chosen.emit, key))
            self._group.addButton(button)
            self.buttons[key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.retranslate()

    def set_current(self, key: str) -> None:
        """Mark the page that is shown; none for one that is reached from another."""
        self._group.setExclusive(False)  # an exclusive group keeps its last one checked
        for other, button in self.buttons.items():
            button.setChecked(other == key)
        self._group.setExclusive(True)
        self._draw()

    def set_enabled(self, key: str, enabled: bool) -> None:
        self.buttons[key].setEnabled(enabled)

    def set_offered(self, key: str, offered: bool) -> None:
        """Whether a page is there at all."""
        self.buttons[key].setVisible(offered)
        self._fit()

    def retranslate(self) -> None:
        """Say every text again."""
        for key, button in self.buttons.items():
            button.setText(_(self._labels[key]))
            button.setAccessibleName(_(self._labels[key]))
        self._draw()

    def _fit(self) -> None:
        """As tall as there is room for, so that every page is there without scrolling."""
        offered = sum(not button.isHidden() for button in self.buttons.values())
        room = (self.height() - 16 - 3) // max(1, offered) - 2
        tall = max(40, min(TALL, room))
        size = 22 if tall >= TIGHT else 18
        for button in self.buttons.values():
            button.setFixedHeight(tall)
            button.setIconSize(QSize(size, size))

    def _draw(self) -> None:
        for key, button in self.buttons.items():
            button.setIcon(icon(key, ink="primary" if button.isChecked() else "quiet"))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
