"""The list of indicators at the leading edge, and what it shows of them."""

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QTreeView, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, fill
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.workshop.filters import ALL, FILTERS, passed_by
from lcc_desktop.ui.workshop.tree_delegate import TreeDelegate
from lcc_desktop.ui.workshop.tree_model import CODE_ROLE, DEPTH_ROLE, IndicatorTreeModel

_INDICATOR = 2
"""How deep indicators lie in the tree."""


class TreePanel(QFrame):
    """
    Signals:
        chosen: the code of the indicator a person chose.
        filtered: the name of the filter a person chose.
    """

    chosen = Signal(str)
    filtered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._view: EvaluationView | None = None
        self._code = ""
        self._passed: dict[str, frozenset[str]] = {}
        self._found: Counter[str] = Counter()
        self.model = IndicatorTreeModel(self)
        self.tree = _tree(self.model)
        self.filter = QComboBox()
        for name in FILTERS:
            self.filter.addItem("", name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        holder = QVBoxLayout()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(self.filter)
        column.addLayout(holder)
        column.addWidget(self.tree, 1)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.filter.activated.connect(self._on_filter)
        self.retranslate()

    def show_evaluation(self, view: EvaluationView) -> None:
        """Another evaluation, or the same read afresh."""
        first = not self.model.rowCount()
        self._view = view
        self._passed = {code: passed_by(item) for code, item in view.indicators.items()}
        self._found = Counter(name for passed in self._passed.values() for name in passed)
        self.model.set_view(view)
        if first:
            self.tree.expandToDepth(0)
        self._count()
        self._hide_rows()

    def update_indicator(self, view: EvaluationView, code: str) -> None:
        """One indicator has a new view."""
        self._view = view
        before, now = self._passed[code], passed_by(view.indicators[code])
        self.model.update(view, code)
        if now != before:
            self._passed[code] = now
            self._found.subtract(before)
            self._found.update(now)
            self._count()
        if code != self._code:
            self._hide_row(self.model.index_of(code))

    def show_current(self, code: str) -> None:
        """Mark the indicator on the card; it stays in the list while it is there, whatever the filter."""
        before, self._code = self._code, code
        if code == before:
            return
        index = self.model.index_of(code)
        for changed in (self.model.index_of(before), index):
            if changed.isValid():
                self._hide_row(changed)
        if self.tree.currentIndex() != index:
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def choose_filter(self) -> None:
        """Put the keyboard on the filter, unfolded."""
        self.filter.setFocus()
        self.filter.showPopup()

    def retranslate(self) -> None:
        """Say every text again."""
        self.tree.setAccessibleName(_("Indicators"))
        self.filter.setAccessibleName(_("Indicators listed"))
        self.filter.setToolTip(_("Indicators listed (L)"))
        self.model.refresh()
        self._count()

    @property
    def _filter(self) -> str:
        return str(self.filter.currentData() or ALL)

    def _count(self) -> None:
        for place, (name, text) in enumerate(FILTERS.items()):
            said = fill(_(text), count=self._found[name])
            if self.filter.itemText(place) != said:
                self.filter.setItemText(place, said)

    def _hide_rows(self) -> None:
        """Show what passes the filter, with the norms and principles above it."""
        for row in range(self.model.rowCount()):
            self._hide_under(self.model.index(row, 0))

    def _hide_under(self, index: QModelIndex) -> bool:
        """Hide what does not pass, from here down; whether anything is left."""
        if index.data(DEPTH_ROLE) == _INDICATOR:
            left = self._is_listed(index.data(CODE_ROLE))
        else:
            rows = range(self.model.rowCount(index))
            left = sum(self._hide_under(self.model.index(row, 0, index)) for row in rows) > 0  # every row, not just one
        self.tree.setRowHidden(index.row(), index.parent(), not left)
        return left

    def _hide_row(self, index: QModelIndex) -> None:
        """The same for one indicator and what is above it."""
        left = self._is_listed(index.data(CODE_ROLE))
        while index.isValid() and self.tree.isRowHidden(index.row(), index.parent()) is left:
            self.tree.setRowHidden(index.row(), index.parent(), not left)
            index = index.parent()
            if not left:
                rows = range(self.model.rowCount(index))
                left = any(not self.tree.isRowHidden(row, index) for row in rows)

    def _is_listed(self, code: str) -> bool:
        return code == self._code or self._filter in self._passed[code]

    def _on_filter(self, _place: int) -> None:
        self._hide_rows()
        if self._filter != ALL:
            self.tree.expandAll()
        self.filtered.emit(self._filter)
        self.tree.setFocus()

    def _on_current_changed(self, index: QModelIndex) -> None:
        code = index.data(CODE_ROLE)
        if code and code != self._code:
            self.chosen.emit(code)


class _Tree(QTreeView):
    """A tree that leaves the keys to the workshop: the arrows go from indicator to indicator."""

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def _tree(model: IndicatorTreeModel) -> QTreeView:
    tree = _Tree()
    tree.setModel(model)
    tree.setItemDelegate(TreeDelegate(tree))
    tree.setHeaderHidden(True)
    tree.setIndentation(12)
    tree.setMouseTracking(True)
    tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setExpandsOnDoubleClick(False)
    return tree
