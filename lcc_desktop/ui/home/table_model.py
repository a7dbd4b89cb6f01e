"""The evaluations, as Qt's table wants them."""

from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import N_, current_language, fill, lone
from lcc_desktop.i18n.formats import moment, percent
from lcc_desktop.ui.parts.rows_model import RowsModel
from lcc_desktop.wording.stages import stage_name

if TYPE_CHECKING:
    from lcc_desktop.services.results import EvaluationRow

ROW_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    COMMUNE = 0
    CYCLE = 1
    STAGE = 2
    COMPLETENESS = 3
    SCORE = 4
    CHANGED = 5


HEADERS = {
    Column.COMMUNE: N_("Commune"),
    Column.CYCLE: N_("Cycle"),
    Column.STAGE: N_("Stage"),
    Column.COMPLETENESS: N_("Completeness"),
    Column.SCORE: N_("Score"),
    Column.CHANGED: N_("Last change"),
}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class EvaluationTableModel(RowsModel["EvaluationRow", Column]):
    """Read-only table of evaluations."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, parent)

    def text(self, place: int, column: Column) -> str:
        return _shown(self._rows[place], column)

    def answer(self, place: int, column: Column, role: int) -> Any:
        row = self._rows[place]
        if role == SORT_ROLE:
            return _sorted_by(row, column)
        return row if role == ROW_ROLE else None


def _shown(row: "EvaluationRow", column: Column) -> str:
    language = current_language()
    match column:
        case Column.COMMUNE:
            return fill(
                "{commune} ({province})", commune=row.commune.name(language), province=row.commune.province(language)
            )
        case Column.CYCLE:
            return lone(row.cycle)
        case Column.STAGE:
            return stage_name(row.stage)
        case Column.COMPLETENESS:
            return percent(row.completeness)
        case Column.SCORE:
            return percent(row.score, 1)
        case Column.CHANGED:
            return moment(row.last_change) if row.last_change else ""


def _sorted_by(row: "EvaluationRow", column: Column) -> Any:
    match column:
        case Column.COMMUNE:
            return fold(row.commune.name(current_language()))
        case Column.CYCLE:
            return row.cycle
        case Column.STAGE:
            return row.stage
        case Column.COMPLETENESS:
            return float(row.completeness)
        case Column.SCORE:
            return -1.0 if row.score is None else float(row.score)
        case Column.CHANGED:
            return (row.last_change or _LONG_AGO).timestamp() if row.last_change else 0.0
