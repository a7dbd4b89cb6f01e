"""The actions of a plan, as Qt's table wants them."""

from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from lcc_desktop.domain.plan import Action
from lcc_desktop.i18n import N_, _, fill, lone
from lcc_desktop.i18n.formats import number, percent, short_day
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.rows_model import RowsModel
from lcc_desktop.wording.plan import action_title, lateness, quadrant_name, status_name

ACTION_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    NUMBER = 0
    TITLE = 1
    RESPONSIBLE = 2
    DEADLINE = 3
    STATUS = 4
    QUADRANT = 5


HEADERS = {
    # TRANSLATORS: heading of a narrow column of row numbers
    Column.NUMBER: N_("No."),
    Column.TITLE: N_("Action"),
    Column.RESPONSIBLE: N_("Responsible"),
    Column.DEADLINE: N_("Deadline"),
    Column.STATUS: N_("Status"),
    Column.QUADRANT: N_("Priority"),
}


class ActionTableModel(RowsModel[Action, Column]):
    """One row an action. Read-only: actions are filled in beside it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, parent)
        self._today = date.min

    def set_actions(self, actions: tuple[Action, ...], today: date) -> None:
        """Show these; rows that stay are kept, so that the selection is."""
        self._today = today
        if [action.id for action in actions] == [action.id for action in self._rows]:
            self.exchange(actions)
        else:
            self.set_rows(actions)

    def row_of(self, action: str) -> int:
        """-1 for one that is not there."""
        return next((row for row, each in enumerate(self._rows) if each.id == action), -1)

    def answer(self, place: int, column: Column, role: int) -> Any:
        action = self._rows[place]
        match role:
            case Qt.ItemDataRole.ToolTipRole if column is Column.TITLE:
                return lone(action_title(action))
            case Qt.ItemDataRole.ForegroundRole if column is Column.DEADLINE and action.is_late(self._today):
                return QColor(palette().danger)
            case _ if role == ACTION_ROLE:
                return action
        return None

    def text(self, place: int, column: Column) -> str:
        action = self._rows[place]
        match column:
            case Column.NUMBER:
                return number(place + 1)
            case Column.TITLE:
                title = action_title(action)
                return (
                    fill(_("{code} · {text}"), code=action.indicator, text=title) if action.indicator else lone(title)
                )
            case Column.RESPONSIBLE:
                return lone(action.elected or action.technical)
            case Column.DEADLINE:
                if action.deadline is None:
                    return ""
                late = lateness(action, self._today)
                day = short_day(action.deadline)
                return fill("{day}\n{late}", day=day, late=late) if late else lone(day)
            case Column.STATUS:
                name = status_name(action.status)
                going = action.is_open and action.progress
                return fill("{status}\n{share}", status=name, share=percent(action.progress / 100)) if going else name
            case Column.QUADRANT:
                return quadrant_name(action.quadrant) if action.quadrant else ""
