"""The results page: radar and table by principle."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import N_, _, current_language, fill, lone, ngettext
from lcc_desktop.i18n.formats import percent
from lcc_desktop.reports.charts.principles import principle_axes, spoken_axes
from lcc_desktop.reports.charts.radar import radar
from lcc_desktop.reports.charts.scene import SCREEN
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.chart_view import ChartView
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.fit_table import FitTable
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.results.compare_panel import ComparePanel
from lcc_desktop.ui.results.lists_panel import ListsPanel
from lcc_desktop.ui.results.parts_panel import PartsPanel
from lcc_desktop.ui.results.table_model import Column, PrincipleTableModel
from lcc_desktop.wording.levels import (
    planned_line,
    rule_name,
    standing_lines,
    unbegun_line,
    verified_line,
    weakest_line,
)
from lcc_desktop.wording.people import people_line

WAYS = {
    "overview": N_("Overview"),
    "parts": N_("Fields and norms"),
    "lists": N_("What stands out"),
    "compare": N_("Comparison"),
}


class ResultsView(Page):
    """Shows the open evaluation's results, and follows every score.

    Signals:
        shown: the page is there.
        indicator_asked: the code of an indicator to go to.
    """

    WIDEST = 1560

    shown = Signal()
    indicator_asked = Signal(str)

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self.title, self.score, self.score_label = QLabel(), QLabel(), QLabel()
        self.done, self.not_verified, self.further = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.score.setProperty("role", "figure")
        for label in (self.score_label, self.done, self.further, self.not_verified):
            label.setProperty("role", "quiet")
            wrap(label)
        self.progress = ProgressBar()
        self.radar = ChartView()
        self.radar.setMinimumSize(360, 300)
        self.model = PrincipleTableModel(self)
        self.table = _table(self.model)
        self.empty = EmptyState("results")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self.parts, self.lists, self.compare = PartsPanel(), ListsPanel(), ComparePanel()
        self.ways = {name: QPushButton() for name in WAYS}
        self._way = QStackedWidget()
        self._stack.addWidget(self._way)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        group = QButtonGroup(self)
        pages = (self._content(), self.parts, self.lists, self.compare)
        for button, page in zip(self.ways.values(), pages, strict=True):
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.clicked.connect(self._on_way)
            group.addButton(button)
            head.addWidget(button)
            self._way.addWidget(page)
        self.ways["overview"].setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.lists.indicator_asked.connect(self.indicator_asked)
        self.compare.indicator_asked.connect(self.indicator_asked)
        current.opened.connect(self._on_opened)
        current.people_changed.connect(self._show)
        current.indicator_changed.connect(lambda _code: self._show())
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self._show()
        self.shown.emit()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Results"))
        for name, button in self.ways.items():
            button.setText(_(WAYS[name]))
        self.table.setAccessibleName(_("Score by principle"))
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to see its results."), ""
        )
        self.model.retranslate()
        self._show()
        if self.isVisible():
            self.shown.emit()

    def _content(self) -> QWidget:
        figures = Card()
        inside = QVBoxLayout(figures)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(4)
        for widget in (self.score, self.score_label, self.progress, self.done, self.further, self.not_verified):
            inside.addWidget(widget)
        table_card = Card()
        table_layout = QVBoxLayout(table_card)
        table_layout.setContentsMargins(8, 8, 8, 8)
        table_layout.addWidget(self.table)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(figures)
        side.addWidget(table_card, 1)
        radar_card = Card()
        radar_layout = QVBoxLayout(radar_card)
        radar_layout.addWidget(self.radar)
        content = QFrame()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(radar_card, 5)
        row.addLayout(side, 6)
        return content

    def _on_opened(self) -> None:
        self._show()
        if self.isVisible():
            self.shown.emit()

    def _on_way(self) -> None:
        names = list(self.ways)
        self._way.setCurrentIndex(next(names.index(name) for name, button in self.ways.items() if button.isChecked()))
        self._show()

    def _show(self) -> None:
        view = self._current.view
        self._stack.setCurrentIndex(0 if view is None else 1)
        for button in self.ways.values():
            button.setVisible(view is not None)
        if view is None or not self.isVisible():  # what nobody sees is drawn when somebody looks
            return
        panel = self._way.currentWidget()
        if isinstance(panel, PartsPanel | ListsPanel | ComparePanel):
            panel.show_view(view)
        else:
            self._show_view(view)

    def _show_view(self, view: EvaluationView) -> None:
        overall = view.results.overall
        self.score.setText(lone(percent(view.results.score, 1)))
        self.progress.set_share(float(overall.completeness))
        text = ngettext("{done} of {count} indicator answered", "{done} of {count} indicators answered", overall.total)
        self.done.setText(fill(text, done=overall.answered, count=overall.total))
        self.score_label.setText(rule_name(view.framework.overall))
        lines = [
            planned_line(view.results),
            verified_line(view.verified),
            weakest_line(view.framework, view.results),
            unbegun_line(view.framework, view.results),
            *standing_lines(view.framework, view.results),
            people_line(view.participation.counted) if view.participation.counted.total else "",
        ]
        self.further.setText("\n".join(line for line in lines if line))
        self.further.setVisible(any(lines))
        self.not_verified.setText(
            _("Self-evaluation, not verified. No label follows from these figures.")
            if view.verified is None
            else _("Self-evaluation. No label follows from these figures.")
        )
        self.model.set_view(view)
        self.table.fit()
        axes = principle_axes(view.framework, view.results, current_language())
        self.radar.show_chart(
            lambda width, height, right_to_left: radar(axes, width, height, right_to_left, SCREEN),
            _("Score by principle"),
            spoken_axes(axes),
        )


def _table(model: PrincipleTableModel) -> FitTable:
    table = FitTable()
    table.setModel(model)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(64)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(Column.PRINCIPLE, QHeaderView.ResizeMode.Stretch)
    return table
