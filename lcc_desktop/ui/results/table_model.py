"""Scores by principle, as Qt's table wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lcc_desktop.domain.framework import Principle
from lcc_desktop.domain.scoring import Tally
from lcc_desktop.i18n import N_, _, current_language, fill
from lcc_desktop.i18n.formats import number, percent
from lcc_desktop.services.results import EvaluationView

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
TALLY_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    PRINCIPLE = 0
    SCORE = 1
    POINTS = 2
    COMPLETENESS = 3
    DISPUTED = 4


HEADERS = {
    Column.PRINCIPLE: N_("Principle"),
    Column.SCORE: N_("Score"),
    Column.POINTS: N_("Points"),
    Column.COMPLETENESS: N_("Completeness"),
    Column.DISPUTED: N_("Disputed"),
}


class PrincipleTableModel(QAbstractTableModel):
    """One row a principle. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Principle, Tally]] = []

    def set_view(self, view: EvaluationView) -> None:
        self.beginResetModel()
        self._rows = [(p, view.results.principles[p.code]) for p in view.framework.principles]
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
        principle, tally = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _shown(principle, tally, Column(index.column()))
            case _ if role == TALLY_ROLE:
                return tally
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        return None


def _shown(principle: Principle, tally: Tally, column: Column) -> str:
    match column:
        case Column.PRINCIPLE:
            return f"{principle.code}. {principle.name.say(current_language())}"
        case Column.SCORE:
            return percent(tally.begun_score, 1)
        case Column.POINTS:
            return fill(
                "{obtained} / {possible}", obtained=number(tally.obtained, 1), possible=number(tally.possible, 1)
            )
        case Column.COMPLETENESS:
            return percent(tally.completeness)
        case Column.DISPUTED:
            return number(tally.disputed) if tally.disputed else ""
