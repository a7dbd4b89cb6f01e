"""Choosing among many with a search line: indicators that a piece serves, or a piece that is here already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import _
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.parts.search_field import SearchField

WIDTH, HEIGHT = 600, 480


@dataclass(frozen=True)
class Choice:
    """One thing to choose: what names it, how it reads, what else it is found by, and an icon or none."""

    key: str
    label: str
    words: str = ""
    icon: str = ""


class Chooser(QDialog):
    """A list with a search line. Arrows move; Space ticks where several are chosen; Enter hands over.

    Signals:
        chosen: the keys that are ticked, or the one that is current.
    """

    chosen = Signal(list)

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        ticked: Collection[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`ticked`: those ticked at first, where several can be chosen; None where one is."""
        super().__init__(parent)
        self.setModal(True)
        self.setFixedSize(WIDTH, HEIGHT)
        self.setWindowTitle(title)
        self._several = ticked is not None
        self._words: list[str] = []
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        wrap(heading)
        self.line, self.list = SearchField(), QListWidget()
        self.line.setAccessibleName(_("Search"))
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ok, self.cancel = QPushButton(_("Keep")), QPushButton(_("Leave"))
        self.ok.setProperty("kind", "primary")
        self.ok.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.ok)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        for choice in choices:
            self._add(choice, ticked)
        self.list.setCurrentRow(0)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.ok.clicked.connect(self._on_ok)
        self.cancel.clicked.connect(self.reject)
        if not self._several:
            self.list.itemDoubleClicked.connect(self._on_ok)
        self.line.setFocus()

    def _add(self, choice: Choice, ticked: Collection[str] | None) -> None:
        item = QListWidgetItem(choice.label)
        if choice.icon:
            item.setIcon(icon(choice.icon, ink="quiet"))
        item.setData(Qt.ItemDataRole.UserRole, choice.key)
        item.setToolTip(choice.label)
        if ticked is not None:
            item.setCheckState(Qt.CheckState.Checked if choice.key in ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)
        self._words.append(f"{fold(choice.label)} {fold(choice.words)}")

    def _search(self, query: str) -> None:
        words = fold(query).split()
        first = -1
        for row, text in enumerate(self._words):
            found = all(word in text for word in words)
            self.list.item(row).setHidden(not found)
            first = row if found and first < 0 else first
        self.list.setCurrentRow(first)

    def _on_ok(self) -> None:
        rows = [self.list.item(row) for row in range(self.list.count())]
        current = self.list.currentItem()
        if self._several:
            keys = [row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() is Qt.CheckState.Checked]
        else:
            keys = [current.data(Qt.ItemDataRole.UserRole)] if current is not None else []
        self.accept()
        self.chosen.emit(keys)

    def _step(self, steps: int) -> None:
        """Move among the rows that are found."""
        row = self.list.currentRow()
        while 0 <= row + steps < self.list.count():
            row += steps
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard stays in the line: arrows move in the list, Space ticks."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            item = self.list.currentItem()
            if event.key() == Qt.Key.Key_Space and self._several and item is not None:
                ticked = item.checkState() is Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
                return True
        return super().eventFilter(watched, event)
