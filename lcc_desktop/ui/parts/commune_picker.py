"""Chooses communes: a search in either script, what it finds, and what is chosen."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.services.reading import commune_of
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.search_field import SearchField
from lcc_desktop.wording.states import commune_label

MOST_FOUND = 5
"""Rows of what is found before it scrolls: what is chosen stays in sight."""


class CommunePicker(QWidget):
    """What is chosen stands under the search, in the order it was chosen. Enter takes the first that is found.

    Signals:
        changed: another choice.
    """

    changed = Signal()

    def __init__(self, communes: Gazetteer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._communes = communes
        self.codes: list[str] = []
        """What is chosen, by code."""
        self.search, self.found = SearchField(), QListWidget()
        self.found.setUniformItemSizes(True)
        self.found.hide()
        self.none = QLabel()
        self.none.setProperty("role", "quiet")
        self._chosen = QVBoxLayout()
        self._chosen.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.found)
        layout.addWidget(self.none)
        layout.addLayout(self._chosen)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._take_first)
        self.found.itemClicked.connect(self._take)
        self.found.itemActivated.connect(self._take)
        self.retranslate()

    def show_codes(self, codes: Iterable[str]) -> None:
        """Begin with these chosen."""
        self.codes = list(codes)
        self.search.clear()
        self._say()

    def retranslate(self) -> None:
        """Say every text again."""
        self.search.setPlaceholderText(_("Find a commune"))
        self.search.setAccessibleName(_("Find a commune"))
        self.found.setAccessibleName(_("Communes"))
        self.none.setText(_("No commune chosen"))
        self._find(self.search.text())
        self._say()

    def _find(self, query: str) -> None:
        self.found.clear()
        rows = [one for one in self._communes.search(query) if one.code not in self.codes] if query.strip() else []
        for commune in rows:
            item = QListWidgetItem(commune_label(commune))
            item.setData(Qt.ItemDataRole.UserRole, commune.code)
            self.found.addItem(item)
        self.found.setVisible(bool(rows))
        if rows:
            self.found.setFixedHeight(min(len(rows), MOST_FOUND) * self.found.sizeHintForRow(0) + 8)

    def _take_first(self) -> None:
        if self.found.count():
            self._take(self.found.item(0))

    def _take(self, item: QListWidgetItem) -> None:
        code = str(item.data(Qt.ItemDataRole.UserRole))
        if code in self.codes:  # a double click is two
            return
        self.codes.append(code)
        self.search.clear()
        self._say()
        self.search.setFocus()
        self.changed.emit()

    def _drop(self, code: str) -> None:
        self.codes.remove(code)
        self._say()
        self.search.setFocus()
        self.changed.emit()

    def _say(self) -> None:
        while (item := self._chosen.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for code in self.codes:
            self._chosen.addWidget(self._row(commune_of(self._communes, code)))
        self.none.setVisible(not self.codes)

    def _row(self, commune: Commune) -> QWidget:
        row, label, drop = QWidget(), QLabel(commune_label(commune)), QToolButton()
        drop.setProperty("kind", "quiet")
        drop.setIcon(icon("close", ink="quiet"))
        named = fill(_("Take {name} away"), name=commune.name(current_language()))
        drop.setAccessibleName(named)
        drop.setToolTip(named)
        drop.clicked.connect(partial(self._drop, commune.code))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(drop)
        inside.addWidget(label, 1)
        return row
