"""The minutes of each principle in each session, as Qt's table wants them, with what they add up to."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from lcc_desktop.domain.framework import Principle
from lcc_desktop.domain.people import Gathering
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.look.current import palette
from lcc_desktop.wording.people import duration, sitting_head, sitting_line

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
MOST_MINUTES = 1440
PRINCIPLE, INDICATORS, FIRST_SITTING = 0, 1, 2
SHORT = 14
"""Characters of a title over a column; its tooltip has all of them."""


class BudgetModel(QAbstractTableModel):
    """A row a principle and one for the sums; a column a session and one for the sums.

    Signals:
        said: the id of a session, the code of a principle, and its minutes there.
    """

    said = Signal(str, str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._principles: tuple[Principle, ...] = ()
        self._gathering = Gathering()

    def set_plan(self, principles: tuple[Principle, ...], gathering: Gathering) -> None:
        """Show the plan of these sessions."""
        shape = (self._principles, [sitting.id for sitting in self._gathering.sittings])
        same = shape == (principles, [sitting.id for sitting in gathering.sittings])
        if not same:
            self.beginResetModel()
        self._principles, self._gathering = principles, gathering
        if same:
            self.retranslate()
        else:
            self.endResetModel()

    def retranslate(self) -> None:
        """Say every text again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def is_sum(self, index: Index) -> bool:
        """Whether a cell adds up others."""
        return index.row() == len(self._principles) or index.column() == FIRST_SITTING + len(self._gathering.sittings)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self._principles else len(self._principles) + 1

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else FIRST_SITTING + len(self._gathering.sittings) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = index.column() >= FIRST_SITTING and not self.is_sum(index)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = section - FIRST_SITTING
        sitting = self._gathering.sittings[place] if 0 <= place < len(self._gathering.sittings) else None
        if orientation is Qt.Orientation.Horizontal and sitting is not None and role == Qt.ItemDataRole.ToolTipRole:
            return sitting_line(sitting)
        if (
            orientation is Qt.Orientation.Horizontal
            and section == PRINCIPLE
            and role == (Qt.ItemDataRole.TextAlignmentRole)
        ):
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if sitting is not None:
            return sitting_head(sitting, SHORT)
        if section >= FIRST_SITTING:
            return _("Total")
        return (_("Principle"), _("Indicators"))[section] if section >= 0 else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._shown(index)
            case Qt.ItemDataRole.EditRole:
                return self._minutes(index.row(), index.column())
            case Qt.ItemDataRole.FontRole if self.is_sum(index):
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if index.column() == INDICATORS:
                return QColor(palette().quiet)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() != PRINCIPLE:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ToolTipRole if index.column() == PRINCIPLE:
                return self._shown(index)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        minutes = max(0, min(MOST_MINUTES, int(value)))
        if minutes != self._minutes(index.row(), index.column()):
            sitting = self._gathering.sittings[index.column() - FIRST_SITTING]
            self.said.emit(sitting.id, self._principles[index.row()].code, minutes)
        return True

    def _shown(self, index: Index) -> str:
        if index.column() == PRINCIPLE:
            if index.row() == len(self._principles):
                return _("Total")
            principle = self._principles[index.row()]
            return fill("{code}. {name}", code=principle.code, name=principle.name.say(current_language()))
        if index.column() == INDICATORS:
            shown = self._principles if index.row() == len(self._principles) else (self._principles[index.row()],)
            return number(sum(1 for principle in shown for _indicator in principle.indicators))
        minutes = self._minutes(index.row(), index.column())
        return duration(minutes) if minutes or self.is_sum(index) else "–"

    def _minutes(self, row: int, column: int) -> int:
        """What a cell holds or adds up; principles of an earlier version of the framework count in the sums."""
        place = column - FIRST_SITTING
        sittings = (
            self._gathering.sittings
            if place == len(self._gathering.sittings)
            else self._gathering.sittings[place : place + 1]
        )
        if row == len(self._principles):
            return sum(sitting.minutes for sitting in sittings)
        return sum(sitting.budgets.get(self._principles[row].code, 0) for sitting in sittings)
