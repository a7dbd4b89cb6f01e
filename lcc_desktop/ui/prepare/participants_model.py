"""The participants, as Qt's table wants them: each field can be said in its cell."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from lcc_desktop.domain.people import Gathering, Participant
from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import N_, _, lone
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.prepare.collation import ranks
from lcc_desktop.wording.people import (
    AGE_BANDS,
    CATEGORIES,
    GENDERS,
    category_name,
    gender_name,
    name_left_out,
    short_age_band,
)

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
PARTICIPANT_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = PARTICIPANT_ROLE + 1
SEARCH_ROLE = PARTICIPANT_ROLE + 2
DISPUTED_ROLE = PARTICIPANT_ROLE + 3


class Column(IntEnum):
    NAME = 0
    ORGANISATION = 1
    CATEGORY = 2
    GENDER = 3
    AGE = 4
    GROUP = 5
    PRESENT = 6


HEADERS = {
    Column.NAME: N_("Full name"),
    Column.ORGANISATION: N_("Organisation"),
    Column.CATEGORY: N_("Category"),
    Column.GENDER: N_("Gender"),
    Column.AGE: N_("Age"),
    Column.GROUP: N_("Group"),
    Column.PRESENT: N_("Sessions"),
}
FIELDS = {
    Column.NAME: "name",
    Column.ORGANISATION: "organisation",
    Column.CATEGORY: "category",
    Column.GENDER: "gender",
    Column.AGE: "age_band",
    Column.GROUP: "group",
}
"""What each column says of somebody; the last one only counts."""
TYPED = (Column.NAME, Column.ORGANISATION)


class ParticipantsModel(QAbstractTableModel):
    """One row a participant. What is said in a cell shows once it is on the disk.

    Signals:
        said: the id of a participant, a field and its new value.
    """

    said = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathering = Gathering()
        self._ranks: dict[Column, dict[str, int]] = {}

    @property
    def gathering(self) -> Gathering:
        return self._gathering

    def set_gathering(self, gathering: Gathering) -> None:
        """Show these people; where they are the same ones, rows and selection stay."""
        same = [one.id for one in gathering.participants] == [one.id for one in self._gathering.participants]
        if not same:
            self.beginResetModel()
        self._gathering = gathering
        self._rank()
        if same:
            self.retranslate()
        else:
            self.endResetModel()

    def retranslate(self) -> None:
        """Say every text again."""
        self._rank()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Column) - 1))

    def choices(self, column: Column) -> Mapping[str, str]:
        """What can be said in a column: value → what it is called. Empty for one that is typed."""
        match column:
            case Column.CATEGORY:
                return {"": "", **{key: category_name(key) for key in CATEGORIES}}
            case Column.GENDER:
                return {"": "", **{key: gender_name(key) for key in GENDERS}}
            case Column.AGE:
                return {"": "", **{key: short_age_band(key) for key in AGE_BANDS}}
            case Column.GROUP:
                return {"": "", **{group.id: lone(group.name) for group in self._gathering.groups}}
        return {}

    def row_of(self, participant: str) -> int:
        return next((row for row, one in enumerate(self._gathering.participants) if one.id == participant), -1)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._gathering.participants)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() in FIELDS else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self._gathering.participants[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._shown(one, column)
            case Qt.ItemDataRole.EditRole:
                return getattr(one, FIELDS[column]) if column in FIELDS else None
            case Qt.ItemDataRole.ForegroundRole if not one.name and column is Column.NAME:
                return QColor(palette().quiet)
            case Qt.ItemDataRole.FontRole if not one.name and column is Column.NAME:
                font = QFont()
                font.setItalic(True)
                return font
            case Qt.ItemDataRole.ToolTipRole:
                return self._to_know(one, column)
        return self._of_ours(one, column, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() not in FIELDS:
            return False
        one, column = self._gathering.participants[index.row()], Column(index.column())
        field = FIELDS[column]
        if str(value) != getattr(one, field) or field in one.disputed:
            self.said.emit(one.id, field, str(value))
        return True

    def _of_ours(self, one: Participant, column: Column, role: int) -> Any:
        match role:
            case _ if role == PARTICIPANT_ROLE:
                return one
            case _ if role == SORT_ROLE:
                if column is Column.PRESENT:
                    return self._gathering.attendance_of(one.id)
                return self._ranks[column].get(self._shown(one, column), 0)
            case _ if role == SEARCH_ROLE:
                return fold(f"{one.name} {one.organisation}")
            case _ if role == DISPUTED_ROLE:
                return FIELDS.get(column) in one.disputed
        return None

    def _shown(self, one: Participant, column: Column) -> str:
        match column:
            case Column.NAME:
                return lone(one.name) if one.name else name_left_out()
            case Column.ORGANISATION:
                return lone(one.organisation) if one.organisation else ""
            case Column.PRESENT:
                total = len(self._gathering.sittings)
                here = self._gathering.attendance_of(one.id)
                return lone(f"{number(here)}/{number(total)}") if total else ""
        return self.choices(column).get(getattr(one, FIELDS[column]), "")

    def _to_know(self, one: Participant, column: Column) -> str | None:
        if FIELDS.get(column) in one.disputed:
            return _("Different answers were given. Open the cell and press Enter to keep this one, or say another.")
        if column is Column.NAME and one.id in self._gathering.namesakes:
            return _("Another participant has the same name. Select both to make them one.")
        return None

    def _rank(self) -> None:
        """Anew whenever people or the language change."""
        self._ranks = {
            column: ranks(self._shown(one, column) for one in self._gathering.participants) for column in FIELDS
        }
