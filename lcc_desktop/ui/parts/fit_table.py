"""A table whose rows are as high as their text at any width."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

_ROOM = 18


class FitTable(QTableView):
    """Rows as high as their text, with room above and below; whole rows are chosen, one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setProperty("role", "inside")
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    def fit(self) -> None:
        """Give every row the height of its text; `resizeRowsToContents` would give the hidden headings' at least."""
        for row in range(self.model().rowCount() if self.model() else 0):
            self.setRowHeight(row, self.sizeHintForRow(row) + _ROOM)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
