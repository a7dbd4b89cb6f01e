"""Every indicator with the commune's score and the mission's, as Qt's table wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from lcc_desktop.i18n import N_, _, current_language, fill, lone
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.wording.closing import score_text
from lcc_desktop.wording.verification import difference_text

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
CODE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    INDICATOR = 0
    OWN = 1
    VERIFIED = 2
    DIFFERENCE = 3


HEADERS = {
    Column.INDICATOR: N_("Indicator"),
    # TRANSLATORS: the commune's own score, as the heading of a column
    Column.OWN: N_("Commune"),
    # TRANSLATORS: the verification mission's score, as the heading of a column
    Column.VERIFIED: N_("Mission"),
    Column.DIFFERENCE: N_("Difference"),
}


class FindingsModel(QAbstractTableModel):
    """Read-only; what changes is told row by row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[IndicatorView] = []

    def set_rows(self, rows: list[IndicatorView]) -> None:
        """Show these, in their order. The same indicators keep their places."""
        if [row.indicator.code for row in rows] == [row.indicator.code for row in self._rows]:
            self._rows = rows
            self._tell()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, code: str) -> int:
        """Where an indicator stands; -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.indicator.code == code), -1)

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._tell()

    def _tell(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _text(row, column)
            case Qt.ItemDataRole.FontRole if column is Column.DIFFERENCE and difference_text(row) not in ("", "0"):
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.TextAlignmentRole if column is not Column.INDICATOR:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == CODE_ROLE:
                return row.indicator.code
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole and section != Column.INDICATOR:
            return Qt.AlignmentFlag.AlignCenter
        return None


def _text(row: IndicatorView, column: Column) -> str:
    match column:
        case Column.INDICATOR:
            item = row.indicator
            return fill(_("{code} · {text}"), code=item.code, text=item.text.say(current_language()))
        case Column.OWN:
            return score_text(row.score)
        case Column.VERIFIED:
            return score_text(row.verified)
        case Column.DIFFERENCE:
            return lone(difference_text(row))
