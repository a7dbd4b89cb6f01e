"""The evaluations, as Qt's table wants them."""

from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import N_, _, current_language, fill, lone
from lcc_desktop.i18n.formats import moment, percent
from lcc_desktop.wording.stages import stage_name

if TYPE_CHECKING:
    from lcc_desktop.services.results import EvaluationRow

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    COMMUNE = 0
    CYCLE = 1
    STAGE = 2
    COMPLETENESS = 3
    SCORE = 4
    CHANGED = 5


HEADERS = {
    Column.COMMUNE: N_("Commune"),
    Column.CYCLE: N_("Cycle"),
    Column.STAGE: N_("Stage"),
    Column.COMPLETENESS: N_("Completeness"),
    Column.SCORE: N_("Score"),
    Column.CHANGED: N_("Last change"),
}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class EvaluationTableModel(QAbstractTableModel):
    """Read-only table of evaluations."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EvaluationRow] = []

    def set_rows(self, rows: "list[EvaluationRow]") -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
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
            case Qt.ItemDataRole.DisplayRole:
                return _shown(row, column)
            case _ if role == SORT_ROLE:
                return _sorted_by(row, column)
            case _ if role == ROW_ROLE:
                return row
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        return None


def _shown(row: "EvaluationRow", column: Column) -> str:
    language = current_language()
    match column:
        case Column.COMMUNE:
            return fill(
                "{commune} ({province})", commune=row.commune.name(language), province=row.commune.province(language)
            )
        case Column.CYCLE:
            return lone(row.cycle)
        case Column.STAGE:
            return stage_name(row.stage)
        case Column.COMPLETENESS:
            return percent(row.completeness)
        case Column.SCORE:
            return percent(row.score, 1)
        case Column.CHANGED:
            return moment(row.last_change) if row.last_change else ""


def _sorted_by(row: "EvaluationRow", column: Column) -> Any:
    match column:
        case Column.COMMUNE:
            return fold(row.commune.name(current_language()))
        case Column.CYCLE:
            return row.cycle
        case Column.STAGE:
            return row.stage
        case Column.COMPLETENESS:
            return float(row.completeness)
        case Column.SCORE:
            return -1.0 if row.score is None else float(row.score)
        case Column.CHANGED:
            return (row.last_change or _LONG_AGO).timestamp() if row.last_change else 0.0
