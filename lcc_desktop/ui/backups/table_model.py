"""The backups that are there, as Qt's table wants them."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from lcc_desktop.i18n import N_, _
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.backup_places import KeptBackup
from lcc_desktop.ui.backups.words import PLACES, holds
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.rows_model import RowsModel

BACKUP_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    MOMENT = 0
    PLACE = 1
    HOLDS = 2


HEADERS = {Column.MOMENT: N_("Day and time"), Column.PLACE: N_("Where"), Column.HOLDS: N_("What it holds")}


class BackupTableModel(RowsModel[KeptBackup, Column]):
    """One row a backup, the latest first. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, parent)

    def set_rows(self, rows: Sequence[KeptBackup]) -> None:
        """Show these; the same ones leave the selection where it is."""
        if rows != self._rows:
            super().set_rows(rows)

    def answer(self, place: int, column: Column, role: int) -> Any:
        kept = self._rows[place]
        if role == Qt.ItemDataRole.ForegroundRole and kept.evaluations is None:
            return QColor(palette().danger)
        return kept if role == BACKUP_ROLE else None

    def text(self, place: int, column: Column) -> str:
        kept = self._rows[place]
        match column:
            case Column.MOMENT:
                return moment(kept.moment)
            case Column.PLACE:
                return _(PLACES[kept.second])
            case Column.HOLDS:
                return holds(kept)
