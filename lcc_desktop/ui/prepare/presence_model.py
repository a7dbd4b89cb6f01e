"""Who was at which session, as Qt's table wants it: a row a participant, a column a session."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from lcc_desktop.domain.people import Gathering, Sitting
from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import _, fill, lone, ngettext
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.prepare.collation import ranks
from lcc_desktop.wording.people import category_name, name_left_out, sitting_head, sitting_line, sitting_name

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
SEARCH_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = SEARCH_ROLE + 1
NAME, CATEGORY, FIRST_SITTING = 0, 1, 2
SHORT = 16
"""Characters of a title over a column; its tooltip has all of them."""


class PresenceModel(QAbstractTableModel):
    """
    Signals:
        marked: the id of a session, ids of participants, and whether they are there.
    """

    marked = Signal(str, list, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathering = Gathering()
        self._ranks: dict[str, int] = {}
        self._chosen = ""

    def choose(self, sitting: str) -> None:
        """The session that is dealt with stands out above its column."""
        self._chosen = sitting
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    @property
    def gathering(self) -> Gathering:
        return self._gathering

    def set_gathering(self, gathering: Gathering) -> None:
        """Show these people and sessions; where they are the same ones, cells and selection stay."""
        same = _shape(gathering) == _shape(self._gathering)
        if not same:
            self.beginResetModel()
        self._gathering = gathering
        self._ranks = ranks(one.name for one in gathering.participants)
        if same:
            self.retranslate()
        else:
            self.endResetModel()

    def retranslate(self) -> None:
        """Say every text again."""
        self._ranks = ranks(one.name for one in self._gathering.participants)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def sitting(self, column: int) -> Sitting | None:
        """The session of a column; None for the columns of names."""
        place = column - FIRST_SITTING
        return self._gathering.sittings[place] if 0 <= place < len(self._gathering.sittings) else None

    def is_present(self, index: Index) -> bool:
        sitting = self.sitting(index.column())
        return sitting is not None and (sitting.id, self._gathering.participants[index.row()].id) in (
            self._gathering.presence
        )

    def mark(self, indexes: Sequence[Index], present: bool) -> None:
        """Ask for people to be marked at the sessions of these cells."""
        for place, sitting in enumerate(self._gathering.sittings):
            rows = sorted({index.row() for index in indexes if index.column() == place + FIRST_SITTING})
            if rows:
                self.marked.emit(sitting.id, [self._gathering.participants[row].id for row in rows], present)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._gathering.participants)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else FIRST_SITTING + len(self._gathering.sittings)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.sitting(index.column()) else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sitting = self.sitting(section)
        if orientation is Qt.Orientation.Horizontal and sitting is not None and role == Qt.ItemDataRole.ToolTipRole:
            return sitting_line(sitting)
        if role == Qt.ItemDataRole.FontRole and sitting is not None:
            font = QFont()
            font.setBold(sitting.id == self._chosen)
            return font
        if orientation is Qt.Orientation.Horizontal and sitting is None and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if sitting is None:
            return (_("Full name"), _("Category"))[section] if section < FIRST_SITTING else None
        here = len(self._gathering.present_at(sitting.id))
        count = fill(ngettext("{count} present", "{count} present", here), count=number(here))
        return f"{sitting_head(sitting, SHORT)}\n{count}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._gathering.participants[index.row()]
        sitting = self.sitting(index.column())
        match role:
            case Qt.ItemDataRole.CheckStateRole if sitting is not None:
                return Qt.CheckState.Checked if self.is_present(index) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DisplayRole if sitting is None:
                name = lone(one.name) if one.name else name_left_out()
                return name if index.column() == NAME else category_name(one.category)
            case Qt.ItemDataRole.AccessibleTextRole if sitting is not None:
                here = _("{name}: present, {session}") if self.is_present(index) else _("{name}: absent, {session}")
                return fill(here, name=one.name or name_left_out(), session=sitting_name(sitting))
            case Qt.ItemDataRole.ForegroundRole if index.column() == CATEGORY or not one.name:
                return QColor(palette().quiet)
            case _ if role == SORT_ROLE:
                return self._ranks[one.name]
            case _ if role == SEARCH_ROLE:
                return fold(f"{one.name} {one.organisation}")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.sitting(index.column()) is None:
            return False
        self.mark([index], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True


def _shape(gathering: Gathering) -> tuple[list[str], list[str]]:
    return [one.id for one in gathering.participants], [sitting.id for sitting in gathering.sittings]
