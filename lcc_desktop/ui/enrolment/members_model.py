"""Who was enrolled, as Qt's table wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from lcc_desktop.domain.roles import written
from lcc_desktop.i18n import N_, _, lone
from lcc_desktop.i18n.formats import day, number
from lcc_desktop.services.team import TeamMember
from lcc_desktop.wording.enrolment import standing_name
from lcc_desktop.wording.states import role_name

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Column(IntEnum):
    NAME = 0
    ROLE = 1
    COMMUNES = 2
    UNTIL = 3
    STANDING = 4


HEADERS = {
    Column.NAME: N_("Name"),
    Column.ROLE: N_("Role"),
    Column.COMMUNES: N_("Communes"),
    Column.UNTIL: N_("Until"),
    # TRANSLATORS: whether somebody's enrolment holds
    Column.STANDING: N_("Enrolment"),
}


class MembersModel(QAbstractTableModel):
    """Read-only."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TeamMember, ...] = ()

    def set_rows(self, rows: tuple[TeamMember, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.set_rows(self.rows)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        member = self.rows[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        match Column(index.column()):
            case Column.NAME:
                return lone(member.name)
            case Column.ROLE:
                return role_name(written(member.roles))
            case Column.COMMUNES:
                return number(member.communes)
            case Column.UNTIL:
                return day(member.until.date())
            case Column.STANDING:
                return standing_name(member.standing)
