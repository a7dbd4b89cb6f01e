"""The improvement plan: its actions as a list and in the matrix, the one chosen filled in beside."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, current_language, fill, ngettext
from lcc_desktop.i18n.formats import month_name
from lcc_desktop.reports.charts.plan import plan_tasks
from lcc_desktop.reports.charts.scene import SCREEN, Scene
from lcc_desktop.reports.charts.timeline import timeline
from lcc_desktop.services.plan import PlanView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.chart_view import ChartView
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.fit_table import FitTable
from lcc_desktop.ui.plan.form import ActionForm
from lcc_desktop.ui.plan.matrix import MatrixBoard
from lcc_desktop.ui.plan.table_model import ACTION_ROLE, ActionTableModel, Column
from lcc_desktop.wording.plan import advice, plan_line

_FORM_WIDTH = 416


class PlanPage(Page):
    """
    Signals:
        shown: the page is there.
        add_asked: a new action is wanted.
        placed: an action, its impact and its feasibility.
    """

    WIDEST = 1560

    shown = Signal()
    add_asked = Signal()
    placed = Signal(str, int, int)

    def __init__(
        self, current: CurrentEvaluation, parent: QWidget | None = None, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(parent)
        self._current, self._today = current, today
        self._plan: PlanView | None = None
        self._wanted = ""
        self.title, self.count = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.count.setProperty("role", "quiet")
        self.ways = {"list": QPushButton(), "matrix": QPushButton(), "timeline": QPushButton()}
        self.new = QPushButton()
        self.new.setProperty("kind", "primary")
        self.advice, self.message = Banner(), Banner(closable=True)
        self.model = ActionTableModel(self)
        self.table = _table(self.model)
        self.matrix = MatrixBoard()
        self.timeline = ChartView()
        self._timeline_scroll = QScrollArea()
        self._timeline_scroll.setWidgetResizable(True)
        self._timeline_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(12, 12, 12, 8)
        inside.addWidget(self.timeline)
        self._timeline_scroll.setWidget(holder)
        self.form = ActionForm()
        self.form.setFixedWidth(_FORM_WIDTH)
        self.empty = EmptyState("plan")
        self._lay_out()
        self.new.clicked.connect(self.add_asked)
        self.empty.action_asked.connect(self.add_asked)
        self.matrix.placed.connect(self.placed)
        self.matrix.chosen.connect(self.choose)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.form.not_understood.connect(self._on_not_understood)
        self.retranslate()

    def show_plan(self, plan: PlanView) -> None:
        """Show a plan; the action chosen stays chosen."""
        chosen = self._wanted or self.form.action
        self._plan = plan
        self.model.set_actions(plan.actions, self._today())
        self.matrix.set_actions(plan.actions)
        self.table.fit()
        self._show_timeline(plan)
        here = [action.id for action in plan.actions]
        self.choose(chosen if chosen in here else here[0] if here else "")
        self._say()

    def choose(self, action: str) -> None:
        """Fill in this action beside the list. One that is not there yet is chosen when it comes."""
        plan, row = self._plan, self.model.row_of(action)
        self._wanted = "" if row >= 0 else action
        found = plan.actions[row] if plan is not None and row >= 0 else None
        if plan is not None:
            self.form.show_action(found, plan, self._text_of(found.indicator) if found else "")
        self.matrix.select(action)
        if row >= 0 and self.table.currentIndex().row() != row:
            self.table.setCurrentIndex(self.model.index(row, Column.TITLE))

    def show_made(self, action: str) -> None:
        """An action was just made: choose it, ready to be named."""
        self.choose(action)
        self.form.edit_title()

    def show_message(self, text: str) -> None:
        self.message.show_text(text, "warning")

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.form.keep()

    def entered(self) -> None:
        """The page is shown now."""
        self.message.hide()
        self.shown.emit()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Improvement plan"))
        self.ways["list"].setText(_("List"))
        self.ways["matrix"].setText(_("Matrix"))
        self.ways["timeline"].setText(_("Timeline"))
        self.new.setText(_("New action"))
        self.new.setIcon(icon("plus", ink="on_primary"))
        self.table.setAccessibleName(_("Actions"))
        self.model.retranslate()
        self.matrix.retranslate()
        self.form.retranslate()
        if self._plan is not None:
            self._show_timeline(self._plan)
        if self._current.view is None:
            self.empty.set_texts(
                _("No evaluation open"), _("Open an evaluation from the home page to see its plan."), ""
            )
        else:
            self.empty.set_texts(
                _("No action yet"),
                _("In the workshop, A turns a weak score into an action. Here you can also write one freely."),
                _("New action"),
            )
        self._say()

    def _say(self) -> None:
        plan = self._plan if self._current.view is not None else None
        count = len(plan.actions) if plan else 0
        self._stack.setCurrentIndex(1 if count else 0)
        for button in (*self.ways.values(), self.new):
            button.setVisible(bool(count))
        key = len(plan.key_actions) if plan else 0
        actions = fill(ngettext("{count} action", "{count} actions", count), count=count)
        keys = fill(ngettext("{count} key action", "{count} key actions", key), count=key)
        self.count.setText(fill("{actions} · {keys}", actions=actions, keys=keys) if count else "")
        self.advice.show_text(advice(key), "warning")

    def _show_timeline(self, plan: PlanView) -> None:
        today = self._today()
        tasks = plan_tasks(plan.actions, today)

        def build(width: float, height: float, right_to_left: bool) -> Scene:
            return timeline(tasks, today, month_name, width, right_to_left, SCREEN, _("Today"), room=height)

        spoken = "\n".join(plan_line(action) for action in plan.actions)
        self.timeline.show_chart(build, _("Timeline"), spoken)
        self.timeline.setMinimumHeight(round(build(600, 0, False).height) + 16)

    def _text_of(self, code: str) -> str:
        view = self._current.view
        indicator = view.framework.find(code) if view is not None else None
        return indicator.text.say(current_language()) if indicator else ""

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.count)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(titles, 1)
        group = QButtonGroup(self)
        self._way = QStackedWidget()
        for row, (button, page) in enumerate(
            zip(self.ways.values(), (self.table, self.matrix, self._timeline_scroll), strict=True)
        ):
            button.setCheckable(True)
            button.setChecked(row == 0)
            button.setProperty("kind", "choice")
            button.clicked.connect(partial(self._way.setCurrentIndex, row))
            group.addButton(button)
            head.addWidget(button)
            self._way.addWidget(page)
        head.addSpacing(8)
        head.addWidget(self.new)
        left = Card()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self._way)
        body = QWidget()
        row_of_two = QHBoxLayout(body)
        row_of_two.setContentsMargins(0, 0, 0, 0)
        row_of_two.setSpacing(16)
        row_of_two.addWidget(left, 1)
        row_of_two.addWidget(self.form)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self.advice)
        layout.addWidget(self._stack, 1)

    def _on_row(self, index: QModelIndex) -> None:
        action = index.data(ACTION_ROLE)
        if action is not None and action.id != self.form.action:
            self.choose(action.id)

    def _on_not_understood(self, text: str) -> None:
        self.show_message(fill(_("{text} is not a date. Write day, month and year, as 31/10/2026."), text=text))


def _table(model: ActionTableModel) -> FitTable:
    table = FitTable()
    table.setModel(model)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.verticalHeader().setMinimumSectionSize(52)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
    for column, width in ((Column.RESPONSIBLE, 124), (Column.QUADRANT, 108)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, width)
    header.setMinimumSectionSize(44)
    return table
