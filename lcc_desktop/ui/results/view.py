"""The results page: radar and table by principle."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, current_language, fill, lone, ngettext
from lcc_desktop.i18n.formats import percent
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.parts.radar import RadarWidget
from lcc_desktop.ui.results.table_model import Column, PrincipleTableModel


class ResultsView(Page):
    """Shows the open evaluation's results, and follows every score."""

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self.title, self.score, self.score_label = QLabel(), QLabel(), QLabel()
        self.done, self.not_verified = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.score.setProperty("role", "figure")
        for label in (self.score_label, self.done, self.not_verified):
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
        self.progress = ProgressBar()
        self.radar = RadarWidget()
        self.model = PrincipleTableModel(self)
        self.table = _table(self.model)
        self.empty = EmptyState("results")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._content())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addWidget(self._stack, 1)
        current.opened.connect(self._show)
        current.indicator_changed.connect(lambda _code: self._show())
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Results"))
        self.score_label.setText(_("of the possible points obtained"))
        self.not_verified.setText(_("Self-evaluation, not verified. No label follows from these figures."))
        self.table.setAccessibleName(_("Score by principle"))
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to see its results."), ""
        )
        self.model.retranslate()
        self._show()

    def _content(self) -> QWidget:
        figures = Card()
        inside = QVBoxLayout(figures)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(4)
        for widget in (self.score, self.score_label, self.progress, self.done, self.not_verified):
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

    def _show(self) -> None:
        view = self._current.view
        self._stack.setCurrentIndex(0 if view is None else 1)
        if view is not None:
            self._show_view(view)

    def _show_view(self, view: EvaluationView) -> None:
        language = current_language()
        overall = view.results.overall
        self.score.setText(lone(percent(overall.score, 1)))
        self.progress.set_share(float(overall.completeness))
        text = ngettext("{done} of {count} indicator answered", "{done} of {count} indicators answered", overall.total)
        self.done.setText(fill(text, done=overall.answered, count=overall.total))
        self.model.set_view(view)
        axes = [
            (p.name.say(language), None if (s := view.results.principles[p.code].score) is None else float(s))
            for p in view.framework.principles
        ]
        self.radar.set_values([label for label, _share in axes], [share for _label, share in axes])


def _table(model: PrincipleTableModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(44)
    table.setProperty("role", "inside")
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(Column.PRINCIPLE, QHeaderView.ResizeMode.Stretch)
    return table
