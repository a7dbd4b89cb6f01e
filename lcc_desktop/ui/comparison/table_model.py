"""Groups of communes and the spread of their scores, as Qt's table wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lcc_desktop.i18n import N_, _, lone
from lcc_desktop.i18n.formats import number, percent
from lcc_desktop.services.results_statistics import Group
from lcc_desktop.wording.statistics import group_name

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()


class Column(IntEnum):
    GROUP = 0
    COUNT = 1
    LOW = 2
    LOWER = 3
    MEDIAN = 4
    UPPER = 5
    HIGH = 6


HEADERS = {
    Column.GROUP: N_("Group"),
    Column.COUNT: N_("Evaluations"),
    Column.LOW: N_("Lowest"),
    Column.LOWER: N_("Lower quartile"),
    Column.MEDIAN: N_("Median"),
    Column.UPPER: N_("Upper quartile"),
    Column.HIGH: N_("Highest"),
}


class GroupTableModel(QAbstractTableModel):
    """Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()

    def set_groups(self, groups: tuple[Group, ...]) -> None:
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def retranslate(self) -> None:
        """Say every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._groups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._groups) - 1, len(Column) - 1))

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(self._groups[index.row()], column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is not Column.GROUP:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole and section != Column.GROUP:
            return Qt.AlignmentFlag.AlignCenter
        return None


def _text(group: Group, column: Column) -> str:
    found = group.spread
    if column is Column.GROUP:
        return lone(group_name(group))
    if column is Column.COUNT:
        return number(group.count)
    if found is None:
        return "–"
    lower, upper = found.quartiles
    figures = {
        Column.LOW: found.low,
        Column.LOWER: lower,
        Column.MEDIAN: found.median,
        Column.UPPER: upper,
        Column.HIGH: found.high,
    }
    return percent(figures[column], 1)
