"""The home page: the evaluations of this workspace."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import _, current_language, fill, ngettext
from lcc_desktop.ui.home.table_model import ROW_ROLE, SORT_ROLE, Column, EvaluationTableModel
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.search_field import SearchField

if TYPE_CHECKING:  # the start shows no plan, and no results yet
    from lcc_desktop.services.plan import Reminder
    from lcc_desktop.services.results import EvaluationRow

_NAMED = 3
"""Late actions named; the others are counted."""


class HomeView(Page):
    """
    Signals:
        open_asked: the id of the evaluation to open.
        new_asked: the user wants to start an evaluation.
    """

    WIDEST = 1240

    open_asked = Signal(str)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EvaluationTableModel(self)
        self._proxy = _Search(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setSortRole(SORT_ROLE)
        self._count = 0
        self._may_begin = True
        self._late: list[Reminder] = []

        self.title, self.count = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.count.setProperty("role", "quiet")
        self.search = SearchField()
        self.new = QPushButton()
        self.new.setProperty("kind", "primary")
        self.table = _table(self._proxy)
        self.empty = EmptyState("commune")
        self.waiting = QLabel()
        self.waiting.setProperty("role", "quiet")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)

        head = QHBoxLayout()
        head.setSpacing(16)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.count)
        head.addLayout(titles, 1)
        head.addWidget(self.search)
        head.addWidget(self.new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(24)
        self.late = Banner(closable=True)
        layout.addLayout(head)
        layout.addWidget(self.late)
        layout.addWidget(self._stack, 1)

        self.search.textChanged.connect(self._proxy.look_for)
        self.new.clicked.connect(self.new_asked)
        self.empty.action_asked.connect(self.new_asked)
        self.table.activated.connect(self._on_activated)
        self.table.clicked.connect(self._on_activated)
        self._offer(searching=False)
        self.retranslate()

    def set_rows(self, rows: "list[EvaluationRow]") -> None:
        self._count = len(rows)
        self.model.set_rows(rows)
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self._offer(searching=bool(rows))
        self._say_count()

    def offer_new(self, may: bool) -> None:
        """Whether whoever works here begins evaluations."""
        self._may_begin = may
        self._offer(searching=self._count > 0)
        self._say_empty()

    def _offer(self, searching: bool) -> None:
        """Searching and another evaluation, where there are some already."""
        self.search.setVisible(searching)
        self.new.setVisible(searching and self._may_begin)

    def show_late(self, reminders: "list[Reminder]") -> None:
        """Actions of improvement plans that are late, here; said once more at every return."""
        self._late = reminders
        self._say_late()

    def retranslate(self) -> None:
        """Say every text again."""
        self._say_late()
        self.title.setText(_("Evaluations"))
        self.waiting.setText(_("Opening the workspace…"))
        self.search.setPlaceholderText(_("Find a commune"))
        self.search.setAccessibleName(_("Find a commune"))
        self.new.setText(_("New evaluation"))
        self.new.setIcon(icon("plus", ink="on_primary"))
        self._say_empty()
        self.table.setAccessibleName(_("Evaluations"))
        self.model.retranslate()
        self._say_count()

    def _say_empty(self) -> None:
        start = _("Start with the commune you are going to accompany. Everything you enter stays on this computer.")
        receive = _("Evaluations come in packages of those who accompany communes: take them in at the inbox.")
        may = self._may_begin
        self.empty.set_texts(_("No evaluation yet"), start if may else receive, _("New evaluation") if may else "")

    def _say_late(self) -> None:
        count = len(self._late)
        if not count:
            self.late.hide()
            return
        # Only here: the start shows no plan.
        from lcc_desktop.wording.plan import action_title

        named = [
            fill(
                _("{commune}: {action}"),
                commune=each.commune.name(current_language()),
                action=action_title(each.action),
            )
            for each in self._late[:_NAMED]
        ]
        text = fill(ngettext("{count} action is late:", "{count} actions are late:", count), count=count)
        self.late.show_text("\n".join([text, *named] + (["…"] if count > _NAMED else [])), "warning")

    def _say_count(self) -> None:
        text = ngettext("{count} evaluation on this computer", "{count} evaluations on this computer", self._count)
        self.count.setText(fill(text, count=self._count) if self._count else "")

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.open_asked.emit(row.id)


class _Search(QSortFilterProxyModel):
    """Rows whose commune or province holds every word, however spelled."""

    _words: tuple[str, ...] = ()

    def look_for(self, query: str) -> None:
        self.beginFilterChange()
        self._words = tuple(fold(query).split())
        self.endFilterChange()

    # Qt overrides

    def filterAcceptsRow(self, source_row: int, source_parent: object) -> bool:
        row = self.sourceModel().index(source_row, 0).data(ROW_ROLE)
        commune = row.commune
        parts = (commune.name_fr, commune.name_ar, commune.province_fr, commune.province_ar, row.cycle)
        haystack = fold(" ".join(parts))
        return all(word in haystack for word in self._words)


def _table(model: QSortFilterProxyModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSortingEnabled(True)
    table.sortByColumn(Column.CHANGED, Qt.SortOrder.DescendingOrder)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(52)
    table.setCursor(Qt.CursorShape.PointingHandCursor)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(Column.COMMUNE, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(96)
    return table
