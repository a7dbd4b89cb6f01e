"""What the tables of rows have in common: a heading a column, a row each of a list, another language."""

from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lcc_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()

Row = TypeVar("Row")
Column = TypeVar("Column", bound=IntEnum)


class RowsModel(QAbstractTableModel, Generic[Row, Column]):
    """A table whose subclass says only what its cells hold (`text`, `answer`).

    `headings` names the columns in their order, in the source language; `centred` are those of figures.
    """

    def __init__(
        self, headings: Mapping[Column, str], parent: QObject | None = None, *, centred: Collection[Column] = ()
    ) -> None:
        super().__init__(parent)
        self._headings, self._columns, self._centred = headings, tuple(headings), centred
        self._rows: Sequence[Row] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, in their order."""
        return self._rows

    def text(self, place: int, column: Column) -> str:
        """What a cell says, to eyes and to screen readers."""
        raise NotImplementedError

    def answer(self, place: int, column: Column, role: int) -> Any:
        """What a cell answers to every other role; None where it has nothing to say."""
        return None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def exchange(self, rows: Sequence[Row]) -> None:
        """Show these in the places of those shown, which selection and focus keep."""
        self._rows = rows
        self.tell()

    def retranslate(self) -> None:
        """Say every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        self.tell()

    def tell(self) -> None:
        """Have every cell asked for again."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place, column = index.row(), self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._centred:
            return Qt.AlignmentFlag.AlignCenter
        answered = self.answer(place, column, role)
        if answered is None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(place, column)
        return answered

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self._headings[self._columns[section]])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            return Qt.AlignmentFlag.AlignCenter if self._columns[section] in self._centred else leading
        return None
