"""Two moments side by side, as Qt's table wants them: totals first, then the indicators that changed."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from lcc_desktop.domain.comparison import ComparedIndicator, ComparedTotal, Comparison
from lcc_desktop.domain.framework import Framework
from lcc_desktop.i18n import N_, _, current_language, fill
from lcc_desktop.ui.parts.rows_model import RowsModel
from lcc_desktop.wording.closing import change_text, indicator_note, not_comparable, score_text, total_text

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


class ComparisonTableModel(RowsModel[ComparedTotal | ComparedIndicator, Column]):
    """Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, parent, centred=(Column.BEFORE, Column.AFTER, Column.CHANGE))
        self._framework: Framework | None = None

    def set_comparison(self, comparison: Comparison, framework: Framework) -> None:
        """Show a comparison; `framework` names the principles."""
        self._framework = framework
        self.set_rows([comparison.overall, *comparison.principles, *comparison.changed])

    def text(self, place: int, column: Column) -> str:
        row = self._rows[place]
        return self._total(row, column) if isinstance(row, ComparedTotal) else self._indicator(row, column)

    def answer(self, place: int, column: Column, role: int) -> Any:
        row = self._rows[place]
        if role == Qt.ItemDataRole.FontRole and isinstance(row, ComparedTotal):
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == CODE_ROLE and isinstance(row, ComparedIndicator):
            return row.move.new.code if row.move.new else None
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
