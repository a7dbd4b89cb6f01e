"""The navigation rail at the leading edge."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import _
from lcc_desktop.ui.look.icons import icon

WIDTH = 92


class NavigationRail(QFrame):
    """Icon over label, one button a page.

    Signals:
        page_chosen: the key of the page.
    """

    page_chosen = Signal(str)

    def __init__(self, pages: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`pages`: key (also the icon's name) → label, marked for translation."""
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self._labels = pages
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 12, 6, 12)
        layout.setSpacing(4)
        for key in pages:
            button = QToolButton()
            button.setProperty("kind", "rail")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(22, 22))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFixedHeight(62)
            button.clicked.connect(partial(self.page_chosen.emit, key))
            self._group.addButton(button)
            self.buttons[key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.retranslate()

    def set_current(self, key: str) -> None:
        for other, button in self.buttons.items():
            button.setChecked(other == key)
        self._draw()

    def set_enabled(self, key: str, enabled: bool) -> None:
        self.buttons[key].setEnabled(enabled)

    def retranslate(self) -> None:
        """Say every text again."""
        for key, button in self.buttons.items():
            button.setText(_(self._labels[key]))
            button.setAccessibleName(_(self._labels[key]))
        self._draw()

    def _draw(self) -> None:
        for key, button in self.buttons.items():
            button.setIcon(icon(key, ink="primary" if button.isChecked() else "quiet"))
