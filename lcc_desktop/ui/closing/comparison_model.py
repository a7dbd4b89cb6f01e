"""Two moments side by side, as Qt's table wants them: totals first, then the indicators that changed."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from lcc_desktop.domain.comparison import ComparedIndicator, ComparedTotal, Comparison
from lcc_desktop.domain.framework import Framework
from lcc_desktop.i18n import N_, _, current_language, fill
from lcc_desktop.wording.closing import change_text, indicator_note, not_comparable, score_text, total_text

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
CODE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    WHAT = 0
    BEFORE = 1
    AFTER = 2
    CHANGE = 3


HEADERS = {
    Column.WHAT: N_("Principle or indicator"),
    Column.BEFORE: N_("Before"),
    Column.AFTER: N_("After"),
    Column.CHANGE: N_("Difference"),
}


class ComparisonTableModel(QAbstractTableModel):
    """Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._framework: Framework | None = None
        self._rows: list[ComparedTotal | ComparedIndicator] = []

    def set_comparison(self, comparison: Comparison, framework: Framework) -> None:
        """Show a comparison; `framework` names the principles."""
        self.beginResetModel()
        self._framework = framework
        self._rows = [comparison.overall, *comparison.principles, *comparison.changed]
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
        is_total = isinstance(row, ComparedTotal)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._total(row, column) if isinstance(row, ComparedTotal) else self._indicator(row, column)
            case Qt.ItemDataRole.FontRole if is_total:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.TextAlignmentRole if column is not Column.WHAT:
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == CODE_ROLE and isinstance(row, ComparedIndicator):
                return row.move.new.code if row.move.new else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole and section != Column.WHAT:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _total(self, row: ComparedTotal, column: Column) -> str:
        match column:
            case Column.WHAT:
                name, note = self._principle(row.code) if row.code else _("Whole evaluation"), not_comparable(row)
                return fill("{name}\n{note}", name=name, note=note) if note else name
            case Column.BEFORE:
                return total_text(row.before)
            case Column.AFTER:
                return total_text(row.after)
            case Column.CHANGE:
                return change_text(row.change, share=True)

    def _indicator(self, row: ComparedIndicator, column: Column) -> str:
        item = row.move.new or row.move.old
        match column:
            case Column.WHAT if item is not None:
                text = fill(_("{code} · {text}"), code=item.code, text=item.text.say(current_language()))
                note = indicator_note(row)
                return fill("{text} ({note})", text=text, note=note) if note else text
            case Column.BEFORE:
                return score_text(row.before)
            case Column.AFTER:
                return score_text(row.after)
            case Column.CHANGE:
                return change_text(row.change, share=False)
        return ""

    def _principle(self, code: str) -> str:
        principles = self._framework.principles if self._framework else ()
        name = next((p.name.say(current_language()) for p in principles if p.code == code), code)
        return fill("{code}. {name}", code=code, name=name)
