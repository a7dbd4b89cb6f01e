"""The backups that are there, as Qt's table wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from lcc_desktop.i18n import N_, _
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.backup_places import KeptBackup
from lcc_desktop.ui.backups.words import PLACES, holds
from lcc_desktop.ui.look.current import palette

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
BACKUP_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    MOMENT = 0
    PLACE = 1
    HOLDS = 2


HEADERS = {Column.MOMENT: N_("Day and time"), Column.PLACE: N_("Where"), Column.HOLDS: N_("What it holds")}


class BackupTableModel(QAbstractTableModel):
    """One row a backup, the latest first. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups: list[KeptBackup] = []

    def set_backups(self, backups: list[KeptBackup]) -> None:
        """Show these; the same ones leave the selection where it is."""
        if backups != self._backups:
            self.beginResetModel()
            self._backups = backups
            self.endResetModel()

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._backups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._backups) - 1, len(Column) - 1))

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._backups)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        kept = self._backups[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._shown(kept, Column(index.column()))
            case Qt.ItemDataRole.ForegroundRole if kept.evaluations is None:
                return QColor(palette().danger)
            case _ if role == BACKUP_ROLE:
                return kept
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        return None

    @staticmethod
    def _shown(kept: KeptBackup, column: Column) -> str:
        match column:
            case Column.MOMENT:
                return moment(kept.moment)
            case Column.PLACE:
                return _(PLACES[kept.second])
            case Column.HOLDS:
                return holds(kept)
