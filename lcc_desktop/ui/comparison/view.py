"""The comparison's page: the spread of scores by group, what keeps it from being a ranking, and its export."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import N_, _, current_language, fill, lone, plain
from lcc_desktop.i18n.formats import percent
from lcc_desktop.reports.charts.boxes import Row, boxes
from lcc_desktop.reports.charts.scene import SCREEN, Scene
from lcc_desktop.services.campaign_filter import Filter
from lcc_desktop.services.results_campaign import CampaignRow
from lcc_desktop.services.results_statistics import By, Group, Question
from lcc_desktop.ui.comparison.presenter import Answer
from lcc_desktop.ui.comparison.table_model import Column, GroupTableModel
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.chart_view import ChartView
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.fit_table import FitTable
from lcc_desktop.wording.statistics import by_name, caution_lines, evaluations_line, group_name, spoken_statistics

ROW = 52
"""Pixels a group has in the chart."""
WAYS = {"chart": N_("Chart"), "figures": N_("Figures")}
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class ComparisonPage(Page):
    """
    Signals:
        asked: a Question about the communes that a Filter lets through.
        export_asked: the file, the Question, the Filter, and whether communes are named.
        campaign_asked: there is nothing to compare yet; go to the campaign.
    """

    asked = Signal(object, object)
    export_asked = Signal(object, object, object, bool)
    campaign_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._answer: Answer | None = None
        self.title, self.count = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.count.setProperty("role", "quiet")
        self.by, self.part, self.campaign, self.layer = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.whole = QCheckBox()
        self.whole.setChecked(True)
        self.export = QToolButton()
        self.export.setProperty("kind", "tool")
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export.setMenu(QMenu(self.export))
        self.ways = {name: QPushButton() for name in WAYS}
        self._labels = {key: QLabel() for key in ("by", "part", "campaign")}
        self.cautions, self.message = Banner(), Banner(closable=True)
        self.chart = ChartView()
        self.model = GroupTableModel(self)
        self.table = FitTable()
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.GROUP, QHeaderView.ResizeMode.Stretch)
        self.nothing = QLabel()
        self.nothing.setProperty("role", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState("comparison")
        self._lay_out()
        for box in (self.by, self.part, self.campaign, self.layer):
            box.activated.connect(self._on_chosen)
        self.whole.clicked.connect(self._on_chosen)
        self.empty.action_asked.connect(self.campaign_asked)
        self.retranslate()

    @property
    def question(self) -> Question:
        """What is chosen."""
        verified = bool(self.layer.currentData())
        by = By(self.by.currentData() or By.REGION)
        part = "" if by in (By.PRINCIPLE, By.FIELD) else self.part.currentData() or ""
        return Question(by, part, verified, self.whole.isChecked())

    @property
    def narrowed(self) -> Filter:
        return Filter(campaign=self.campaign.currentData() or "")

    def show_answer(self, answer: Answer | None) -> None:
        """Show the answer to what was chosen."""
        first = self._answer is None
        self._answer = answer
        self._stack.setCurrentWidget(self.empty if answer is None else self._content)
        if answer is None:
            return
        self._fill(answer)
        if first and len(answer.campaigns) > 1:
            self.campaign.setCurrentIndex(0)
        self._draw(answer)

    def show_written(self, path: Path | None) -> None:
        if path is not None:
            self.message.show_text(fill(_("Written: {path}"), path=path))

    def show_message(self, text: str) -> None:
        self.message.show_text(text, "danger")

    def entered(self) -> None:
        """The page is shown now."""
        self.message.hide()
        self._on_chosen()
        self.by.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Comparison"))
        names = {"by": _("Compare by"), "part": _("Score"), "campaign": _("Campaign")}
        for key, text in names.items():
            self._labels[key].setText(text)
        for box, text in ((self.by, names["by"]), (self.part, names["part"]), (self.campaign, names["campaign"])):
            box.setAccessibleName(text)
        _refill(self.by, [(by.value, by_name(by)) for by in By])
        _refill(self.layer, [("", _("Self-evaluation")), ("verified", _("Verified by the mission"))])
        self.layer.setAccessibleName(_("Whose score"))
        self.whole.setText(_("Complete evaluations only"))
        for way, button in self.ways.items():
            button.setText(_(WAYS[way]))
        self.export.setText(_("Export"))
        self.export.setIcon(icon("download", ink="quiet"))
        menu = self.export.menu()
        menu.clear()
        menu.addAction(_("Statistics, without names…")).triggered.connect(lambda: self._on_export(False))
        menu.addAction(_("With communes by name…")).triggered.connect(lambda: self._on_export(True))
        self.table.setAccessibleName(_("Scores by group"))
        self.nothing.setText(_("No score answers this question. Choose another one, or count unfinished evaluations."))
        self.empty.set_texts(
            _("Nothing to compare yet"),
            _("The scores of a campaign's communes will be here, by region, milieu, lot, principle, field and cycle."),
            _("Campaign"),
        )
        self.model.retranslate()
        if self._answer is not None:
            self._fill(self._answer)
            self._draw(self._answer)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(12)
        head.addWidget(self.count, 1)
        group = QButtonGroup(self)
        for button in self.ways.values():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.clicked.connect(self._on_way)
            group.addButton(button)
            head.addWidget(button)
        self.ways["chart"].setChecked(True)
        head.addSpacing(8)
        head.addWidget(self.export)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for key, box in (("by", self.by), ("part", self.part), ("campaign", self.campaign)):
            self._labels[key].setProperty("role", "quiet")
            choices.addWidget(self._labels[key])
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            choices.addWidget(box, 1)
        choices.addWidget(self.layer)
        choices.addWidget(self.whole)
        holder = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setWidget(self.chart)
        chart_card, table_card = Card(), Card()
        for card, inside in ((chart_card, holder), (table_card, self.table)):
            column = QVBoxLayout(card)
            column.setContentsMargins(16, 12, 16, 12)
            column.addWidget(inside)
        self._shown = QStackedWidget()
        for shown in (chart_card, table_card, self.nothing):
            self._shown.addWidget(shown)
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(12)
        content.addLayout(choices)
        content.addWidget(self.cautions)
        content.addWidget(self._shown, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 20)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    def _on_chosen(self, *_ignored: object) -> None:
        self.asked.emit(self.question, self.narrowed)

    def _on_way(self) -> None:
        if self._answer is not None:
            self._draw(self._answer)

    def _on_export(self, names: bool) -> None:
        kinds = _("Workbook (*.xlsx);;CSV (*.csv);;JSON (*.json)")
        name, _kind = QFileDialog.getSaveFileName(self, plain(_("Export")), "statistiques.xlsx", plain(kinds))
        if name:
            self.export_asked.emit(Path(name), self.question, self.narrowed, names)

    def _fill(self, answer: Answer) -> None:
        language = current_language()
        parts = [(key, text.say(language)) for key, text in answer.statistics.parts]
        if answer.statistics.question.verified:  # of fields, no verified figure is kept
            parts = [part for part in parts if part[0].startswith("p/")]
        _refill(self.part, [("", _("Whole score")), *parts])
        _refill(self.campaign, [("", _("All cycles")), *((row.id, _named(row)) for row in answer.campaigns)])
        by_part = answer.statistics.question.by in (By.PRINCIPLE, By.FIELD)
        self.part.setEnabled(not by_part)

    def _draw(self, answer: Answer) -> None:
        found = answer.statistics
        groups = tuple(group for group in found.groups if group.count)
        self._shown.setCurrentIndex((0 if self.ways["chart"].isChecked() else 1) if groups else 2)
        self.count.setText(evaluations_line(found.counted))
        self.cautions.show_text("\n".join(caution_lines(found)), "warning")
        self.model.set_groups(groups)
        self.table.fit()
        rows = [Row(group_name(group), evaluations_line(group.count), group.spread, _median(group)) for group in groups]
        ticks = [(share, percent(share)) for share in TICKS]
        self.chart.setMinimumHeight(ROW * len(rows) + 40)

        def build(width: float, _height: float, right_to_left: bool) -> Scene:
            return boxes(rows, ticks, width, right_to_left, SCREEN)

        self.chart.show_chart(build, _("Scores by group"), plain(spoken_statistics(groups)))


def _median(group: Group) -> str:
    return percent(group.spread.median, 1) if group.spread is not None else "–"


def _named(row: CampaignRow) -> str:
    return fill(_("{name}, cycle {cycle}"), name=row.name(current_language()), cycle=row.cycle)


def _refill(box: QComboBox, entries: list[tuple[str, str]]) -> None:
    """What can be chosen, said anew; the choice stays."""
    chosen = box.currentData()
    box.clear()
    for value, text in entries:
        box.addItem(lone(text), value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
