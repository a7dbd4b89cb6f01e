"""The evidence list: every piece of the evaluation, and all that is missing or waited for."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.evidence import Shows
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.services.results_evidence import EvidenceLine, Need
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.evidence.table_model import FILTERS, LINE_ROLE, Column, EvidenceTableModel
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.search_field import SearchField

ROW = 56
"""Pixels of a row, for two lines: measuring hundreds of rows by their text would keep the window waiting."""


class EvidencePage(Page):
    """
    Signals:
        shown: the page is there.
        look_asked: the pieces that can be looked at, in order, and the id of the one to begin with.
        indicator_asked: the code of an indicator or a prerequisite to go to.
        left: back to the workshop.
    """

    WIDEST = 1480

    shown = Signal()
    look_asked = Signal(list, str)
    indicator_asked = Signal(str)
    left = Signal()

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._current = current
        self.title, self.count = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.count.setProperty("role", "quiet")
        self.back = QPushButton()
        self.filters = {name: QPushButton() for name in FILTERS}
        self.search = SearchField()
        self.message = Banner(closable=True)
        self.model = EvidenceTableModel(self)
        self.table = _table(self.model)
        self.nothing = QLabel()
        self.nothing.setProperty("role", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState("paperclip")
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.search.textChanged.connect(self._on_query)
        self.table.activated.connect(self._on_activated)
        self.table.indicator_asked.connect(self._go_to_indicator)
        self.filters["all"].setChecked(True)
        self.retranslate()

    def show_lines(self, lines: tuple[EvidenceLine, ...]) -> None:
        """Show the evidence of an evaluation; the row chosen stays where it can."""
        row = max(self.table.currentIndex().row(), 0)
        self.model.set_lines(lines)
        self._settle(row)

    def show_message(self, text: str) -> None:
        self.message.show_text(text, "warning")

    def show_filter(self, name: str) -> None:
        """Show only what a filter of FILTERS lets through."""
        self.filters[name].setChecked(True)
        self.model.set_filter(name)
        self._settle(0)

    def entered(self) -> None:
        """The page is shown now."""
        self.message.hide()
        self.shown.emit()
        self.table.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Evidence list"))
        self.back.setText(_("Workshop"))
        self.back.setIcon(icon("back"))
        self.search.setPlaceholderText(_("Code, indicator, piece or person"))
        self.search.setAccessibleName(_("Search the evidence"))
        self.table.setAccessibleName(_("Evidence"))
        self.nothing.setText(_("Nothing here. Choose another filter, or search for something else."))
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to see its evidence."), ""
        )
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._settle(max(self.table.currentIndex().row(), 0))

    def _settle(self, row: int) -> None:
        """What follows from the lines shown: counts, the row chosen."""
        for name, button in self.filters.items():
            count = self.model.count(name)
            button.setText(fill(_("{name} ({count})"), name=_(FILTERS[name]), count=number(count)))
        rows = self.model.rowCount()
        lines = self.model.items_shown()
        pieces = len({line.item.id for line in lines if line.item is not None})
        self.count.setText(
            fill(ngettext("{count} piece of evidence", "{count} pieces of evidence", pieces), count=number(pieces))
        )
        self._stack.setCurrentIndex(0 if self._current.view is None else 1)
        self._inside.setCurrentIndex(0 if rows else 1)
        if rows:
            self.table.setCurrentIndex(self.model.index(min(row, rows - 1), Column.PIECE))

    def _on_query(self, query: str) -> None:
        self.model.set_query(query)
        self._settle(0)

    def _on_filter(self, name: str) -> None:
        self.model.set_filter(name)
        self._settle(0)

    def _on_activated(self, index: QModelIndex) -> None:
        """Look at the piece; where there is nothing to look at, go where it belongs."""
        line = index.data(LINE_ROLE)
        if line is None:
            return
        if line.item is not None and line.item.shows is not Shows.NOT and index.column() != Column.SERVED:
            viewable: dict[str, EvidenceItem] = {
                each.item.id: each.item
                for each in self.model.items_shown()
                if each.item is not None and each.item.shows is not Shows.NOT and each.need is not Need.MISSING
            }
            self.look_asked.emit(list(viewable.values()), line.item.id)
        else:
            self.indicator_asked.emit(line.served)

    def _go_to_indicator(self) -> None:
        line = self.model.line(self.table.currentIndex().row())
        if line is not None:
            self.indicator_asked.emit(line.served)

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.count)
        head = QHBoxLayout()
        head.addLayout(titles, 1)
        head.addWidget(self.back)
        sift = QHBoxLayout()
        sift.setSpacing(8)
        group = QButtonGroup(self)
        for name, button in self.filters.items():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.clicked.connect(partial(self._on_filter, name))
            group.addButton(button)
            sift.addWidget(button)
        sift.addStretch(1)
        sift.addWidget(self.search)
        card = Card()
        self._inside = QStackedWidget()
        self._inside.addWidget(self.table)
        self._inside.addWidget(self.nothing)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self._inside)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(sift)
        column.addWidget(card, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)


class _Table(QTableView):
    """Enter looks at a piece, Ctrl+Enter goes to what it serves.

    Signals:
        indicator_asked: go to the indicator of the current row.
    """

    indicator_asked = Signal()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.indicator_asked.emit()
        elif enter:
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _table(model: EvidenceTableModel) -> _Table:
    table = _Table()
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setProperty("role", "inside")
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(Column.STATUS, QHeaderView.ResizeMode.Interactive)
    header.resizeSection(Column.STATUS, 180)
    header.setSectionResizeMode(Column.DUE, QHeaderView.ResizeMode.Interactive)
    header.resizeSection(Column.DUE, 220)
    return table
