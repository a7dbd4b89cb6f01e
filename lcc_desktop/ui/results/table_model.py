"""Scores by principle, as Qt's table wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from lcc_desktop.domain.framework import Principle
from lcc_desktop.domain.scoring import Tally
from lcc_desktop.i18n import N_, current_language, fill
from lcc_desktop.i18n.formats import number, percent
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.parts.rows_model import RowsModel

TALLY_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    PRINCIPLE = 0
    SCORE = 1
    POINTS = 2
    COMPLETENESS = 3
    DISPUTED = 4


HEADERS = {
    Column.PRINCIPLE: N_("Principle"),
    Column.SCORE: N_("Score"),
    Column.POINTS: N_("Points"),
    Column.COMPLETENESS: N_("Completeness"),
    Column.DISPUTED: N_("Disputed"),
}


class PrincipleTableModel(RowsModel[tuple[Principle, Tally], Column]):
    """One row a principle. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, parent)

    def set_view(self, view: EvaluationView) -> None:
        self.set_rows([(p, view.results.principles[p.code]) for p in view.framework.principles])

    def text(self, place: int, column: Column) -> str:
        return _shown(*self._rows[place], column)

    def answer(self, place: int, column: Column, role: int) -> Any:
        return self._rows[place][1] if role == TALLY_ROLE else None


def _shown(principle: Principle, tally: Tally, column: Column) -> str:
    match column:
        case Column.PRINCIPLE:
            return f"{principle.code}. {principle.name.say(current_language())}"
        case Column.SCORE:
            return percent(tally.begun_score, 1)
        case Column.POINTS:
            return fill(
                "{obtained} / {possible}", obtained=number(tally.obtained, 1), possible=number(tally.possible, 1)
            )
        case Column.COMPLETENESS:
            return percent(tally.completeness)
        case Column.DISPUTED:
            return number(tally.disputed) if tally.disputed else ""
