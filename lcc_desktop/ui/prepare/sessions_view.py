"""The sessions: when and where each is held, and how their time is shared among the principles."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.facts import NAME_LIMIT
from lcc_desktop.domain.framework import Principle
from lcc_desktop.domain.people import Gathering, Sitting
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import number, read_clock, short_day
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.name_edit import NameEdit
from lcc_desktop.ui.prepare.budget_model import FIRST_SITTING, INDICATORS, PRINCIPLE, BudgetModel
from lcc_desktop.ui.prepare.cell_delegates import MinutesDelegate
from lcc_desktop.wording.people import duration, sitting_name, sitting_when

_SIDE, _USUAL_HOURS = 320, 3.0
_INDICATORS, _SESSION, _TOTAL, _LEAST_NAME = 100, 112, 96, 180


class SessionsView(QWidget):
    """
    Signals:
        add_asked: one more session.
        said: the id of a session, and what is said of it, as dict.
        remove_asked: the id of a session.
        planned: the id of a session, the code of a principle, its minutes.
        suggestion_asked: minutes of each session, to be shared among the principles.
        not_understood: a sentence about what was typed.
    """

    add_asked = Signal()
    said = Signal(str, dict)
    remove_asked = Signal(str)
    planned = Signal(str, str, int)
    suggestion_asked = Signal(int)
    not_understood = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gathering = Gathering()
        self._wanted = ""
        self.list, self.add, self.remove = QListWidget(), QPushButton(), QPushButton()
        self.list.setProperty("role", "inside")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.labels = {field: QLabel() for field in ("title", "day", "start", "place")}
        self.title, self.place, self.start, self.day = NameEdit(), NameEdit(), NameEdit("fr"), DayEdit()
        self.model = BudgetModel(self)
        self.table = _table(self.model)
        self.hours_label, self.hours, self.suggest = QLabel(), QDoubleSpinBox(), QPushButton()
        self.days = QLabel()
        self.days.setProperty("role", "quiet")
        self.days.setWordWrap(True)
        self.empty = EmptyState("calendar")
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_plan(self, principles: tuple[Principle, ...], gathering: Gathering) -> None:
        """Show the sessions and their time; the session chosen stays chosen."""
        chosen = self._wanted or self.chosen
        self._gathering = gathering
        self.stack.setCurrentIndex(1 if gathering.sittings else 0)
        self.model.set_plan(principles, gathering)
        _fit(self.table)
        self._show_list(chosen)
        self._say_days()

    @property
    def chosen(self) -> str:
        """The id of the session in the form."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def show_added(self, sitting: str) -> None:
        """A session was just made: it is in the form, its title ready to be typed."""
        self._show_list(sitting)
        self.title.setFocus()

    def keep(self) -> None:
        """Hand over what is being typed."""
        for edit in (self.title, self.place, self.start, self.day):
            edit.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.add.setText(_("Add a session"))
        self.add.setIcon(icon("plus"))
        self.remove.setText(_("Remove this session"))
        self.remove.setIcon(icon("trash"))
        self.list.setAccessibleName(_("Sessions"))
        names = {"title": _("Title"), "day": _("Date"), "start": _("Start"), "place": _("Place")}
        for field, name in names.items():
            self.labels[field].setText(name)
        self.title.setPlaceholderText(_("Morning, participation and transparency"))
        self.start.setPlaceholderText("09:00")
        self.title.setAccessibleName(_("Title of the session"))
        self.place.setAccessibleName(_("Place of the session"))
        self.start.setAccessibleName(_("Start of the session"))
        self.day.set_name(_("Date of the session"))
        self.day.retranslate()
        self.table.setAccessibleName(_("Minutes of each principle, by session"))
        self.hours_label.setText(_("Each session lasts"))
        # TRANSLATORS: hours, after a number
        self.hours.setSuffix(_(" h"))
        self.hours.setAccessibleName(_("Hours of each session"))
        self.suggest.setText(_("Share among the principles"))
        self.suggest.setToolTip(_("By the number of indicators of each principle. You can change every figure."))
        self.model.retranslate()
        self.empty.set_texts(
            _("No session yet"),
            _("A workshop usually sits two days. Each session has a date, a place and minutes for each principle."),
            _("Add a session"),
        )
        self._show_list(self.chosen)
        self._say_days()

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_asked)
        self.empty.action_asked.connect(self.add_asked)
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self.chosen))
        self.list.currentItemChanged.connect(self._on_chosen)
        self.title.left.connect(partial(self._say, "title"))
        self.place.left.connect(partial(self._say, "place"))
        self.start.left.connect(self._on_start)
        self.day.said.connect(lambda day: self._say("day", day))
        self.day.not_understood.connect(self._on_bad_day)
        self.model.said.connect(self.planned)
        self.suggest.clicked.connect(lambda: self.suggestion_asked.emit(round(self.hours.value() * 60)))

    def _lay_out(self) -> None:
        self.hours.setRange(0.5, 12)
        self.hours.setSingleStep(0.5)
        self.hours.setDecimals(1)
        self.hours.setValue(_USUAL_HOURS)
        self.hours.setFixedWidth(104)
        self.hours.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = QWidget()
        left.setFixedWidth(_SIDE)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._list_card(), 1)
        column.addWidget(self._form_card())
        right = Card()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(16, 16, 16, 12)
        inside.setSpacing(12)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.hours_label)
        tools.addWidget(self.hours)
        tools.addWidget(self.suggest)
        tools.addStretch(1)
        inside.addLayout(tools)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.days)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(both)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _list_card(self) -> QWidget:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 8, 8, 12)
        inside.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.add, 1)
        inside.addLayout(row)
        return card

    def _form_card(self) -> QWidget:
        card = Card()
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 16)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(12)
        self.title.setMaxLength(NAME_LIMIT)
        self.place.setMaxLength(NAME_LIMIT)
        self.start.setFixedWidth(90)
        places = {"title": (0, 0, 2), "day": (2, 0, 1), "start": (2, 1, 1), "place": (4, 0, 2)}
        for field, (row, at, span) in places.items():
            edit: QWidget = getattr(self, field)
            self.labels[field].setProperty("role", "small")
            self.labels[field].setBuddy(edit)
            grid.addWidget(self.labels[field], row, at, 1, span)
            grid.addWidget(edit, row + 1, at, 1, span)
        grid.addWidget(self.remove, 6, 0, 1, 2)
        grid.setRowMinimumHeight(6, 44)
        grid.setColumnStretch(0, 1)
        return card

    def _show_list(self, chosen: str) -> None:
        ids = [sitting.id for sitting in self._gathering.sittings]
        self._wanted = chosen if chosen and chosen not in ids else ""
        self.list.blockSignals(True)
        self.list.clear()
        for sitting in self._gathering.sittings:
            item = QListWidgetItem(self._line(sitting))
            item.setData(Qt.ItemDataRole.UserRole, sitting.id)
            self.list.addItem(item)
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.list.blockSignals(False)
        self._show_form(afresh=False)

    def _line(self, sitting: Sitting) -> str:
        """The session's name, when it is held, how long it lasts and how many were there."""
        until = _until(sitting)
        when = (
            fill(_("{begins} to {ends}"), begins=sitting_when(sitting), ends=until) if until else sitting_when(sitting)
        )
        here = len(self._gathering.present_at(sitting.id))
        present = fill(ngettext("{count} present", "{count} present", here), count=number(here)) if here else ""
        parts = [part for part in (duration(sitting.minutes) if sitting.minutes else "", present) if part]
        lines = (sitting_name(sitting), when if sitting.title else "", " · ".join(parts))
        return "\n".join(line for line in lines if line)

    def _on_chosen(self) -> None:
        self._wanted = ""
        self._show_form(afresh=True)

    def _show_form(self, afresh: bool) -> None:
        sitting = next((one for one in self._gathering.sittings if one.id == self.chosen), None)
        if sitting is not None:
            self.title.show_name(sitting.title, afresh)
            self.place.show_name(sitting.place, afresh)
            self.start.show_name(sitting.start, afresh)
            self.day.show_day(sitting.day)

    def _say(self, field: str, value: object) -> None:
        if self.chosen:
            self.said.emit(self.chosen, {field: value})

    def _on_start(self, text: str) -> None:
        try:
            self._say("start", read_clock(text))
        except ValueError:
            self.not_understood.emit(fill(_("{text} is not a time of the day. Write it as 9:30."), text=text))

    def _on_bad_day(self, text: str) -> None:
        self.not_understood.emit(fill(_("{text} is not a date. Write day, month and year, as 31/10/2026."), text=text))

    def _say_days(self) -> None:
        """The time of each day, and what would not end before the next begins."""
        days: dict[date, int] = defaultdict(int)
        for sitting in self._gathering.sittings:
            if sitting.day is not None and sitting.minutes:
                days[sitting.day] += sitting.minutes
        lines = [fill(_("{day}: {time}"), day=short_day(day), time=duration(minutes)) for day, minutes in days.items()]
        text = " · ".join(lines)
        for first, second in zip(self._gathering.sittings, self._gathering.sittings[1:], strict=False):
            if first.day is not None and first.day == second.day and second.start and _until(first) > second.start:
                late = _("{session} would end at {time}, after the next session begins.")
                text += "\n" + fill(late, session=sitting_name(first), time=_until(first))
        self.days.setText(text)
        self.days.setVisible(bool(text))


def _until(sitting: Sitting) -> str:
    """When a session ends as it is planned; empty where that is not known, or is another day."""
    if not sitting.start or not sitting.minutes:
        return ""
    begins = datetime.combine(date.min, time.fromisoformat(sitting.start))
    ends = begins + timedelta(minutes=sitting.minutes)
    return ends.strftime("%H:%M") if ends.date() == date.min else ""


class _Table(QTableView):
    """Fits its columns to its width."""

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _fit(self)


def _table(model: BudgetModel) -> QTableView:
    table = _Table()
    table.setModel(model)
    table.setProperty("role", "inside")
    table.setItemDelegate(MinutesDelegate(table))
    table.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked
        | QAbstractItemView.EditTrigger.SelectedClicked
        | QAbstractItemView.EditTrigger.EditKeyPressed
        | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(48)  # two lines: a principle may be long
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    header.setMinimumSectionSize(72)
    header.setDefaultSectionSize(_SESSION)
    return table


def _fit(table: QTableView) -> None:
    """The names of the principles take the room that the sessions leave, and never less than they need."""
    header, columns = table.horizontalHeader(), table.model().columnCount()
    if columns <= FIRST_SITTING:
        return
    narrow = {INDICATORS: _INDICATORS, columns - 1: _TOTAL}
    for column in range(INDICATORS, columns):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, narrow.get(column, _SESSION))
    rest = _INDICATORS + _TOTAL + (columns - FIRST_SITTING - 1) * _SESSION
    fits = rest + _LEAST_NAME <= table.viewport().width()
    header.setSectionResizeMode(
        PRINCIPLE, QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
    )
    if not fits:
        header.resizeSection(PRINCIPLE, _LEAST_NAME)
