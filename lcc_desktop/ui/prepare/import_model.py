"""What a list would add, as Qt's table wants it: a row a person, a box to take it or leave it."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from lcc_desktop.domain.people import NEVER, PlannedRow
from lcc_desktop.i18n import N_, lone
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.rows_model import Index, RowsModel
from lcc_desktop.wording.people import category_name, explain_note, gender_name, short_age_band


class Column(IntEnum):
    NUMBER = 0
    NAME = 1
    ORGANISATION = 2
    CATEGORY = 3
    GENDER = 4
    AGE = 5
    GROUP = 6
    NOTES = 7


HEADERS = {
    # TRANSLATORS: number of a row of somebody's list
    Column.NUMBER: N_("Row"),
    Column.NAME: N_("Full name"),
    Column.ORGANISATION: N_("Organisation"),
    Column.CATEGORY: N_("Category"),
    Column.GENDER: N_("Gender"),
    Column.AGE: N_("Age"),
    Column.GROUP: N_("Group"),
    Column.NOTES: N_("To know"),
}


class ImportModel(RowsModel[PlannedRow, Column]):
    """
    Signals:
        taken_changed: another number of rows is ticked.
    """

    taken_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, parent)
        self._taken: set[int] = set()

    def set_rows(self, rows: Sequence[PlannedRow]) -> None:
        """Show these, ticked as is advised."""
        self._taken = {place for place, row in enumerate(rows) if row.advised}
        super().set_rows(rows)
        self.taken_changed.emit()

    @property
    def taken(self) -> list[PlannedRow]:
        """The rows that are ticked."""
        return [row for place, row in enumerate(self._rows) if place in self._taken]

    def text(self, place: int, column: Column) -> str:
        return _shown(self._rows[place], column)

    def answer(self, place: int, column: Column, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return self.text(place, column)
            case Qt.ItemDataRole.CheckStateRole if column is Column.NUMBER and self._rows[place].possible:
                return Qt.CheckState.Checked if place in self._taken else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(place, column)
        return None

    # Qt overrides

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        tickable = index.column() == Column.NUMBER and self._rows[index.row()].possible
        return flags | Qt.ItemFlag.ItemIsUserCheckable if tickable else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self._taken ^= {index.row()}
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(Column) - 1))
        self.taken_changed.emit()
        return True

    def _ink(self, place: int, column: Column) -> QColor | None:
        row = self._rows[place]
        if column is Column.NOTES:
            return QColor(palette().danger if any(note.doubt in NEVER for note in row.notes) else palette().accent)
        return QColor(palette().quiet) if place not in self._taken else None


def _shown(row: PlannedRow, column: Column) -> str:
    match column:
        case Column.NUMBER:
            return number(row.number)
        case Column.NAME:
            return _data(row.new.name)
        case Column.ORGANISATION:
            return _data(row.new.organisation)
        case Column.CATEGORY:
            return category_name(row.new.category)
        case Column.GENDER:
            return gender_name(row.new.gender)
        case Column.AGE:
            return short_age_band(row.new.age_band)
        case Column.GROUP:
            return _data(row.new.group)
        case Column.NOTES:
            return " · ".join(map(explain_note, row.notes))


def _data(text: str) -> str:
    return lone(text) if text else ""
