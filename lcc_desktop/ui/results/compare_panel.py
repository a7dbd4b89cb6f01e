"""The open evaluation beside another cycle of the commune, or beside what a group showed by its own cards."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.reports.charts.principles import principle_axes, spoken_axes
from lcc_desktop.reports.charts.radar import radar
from lcc_desktop.reports.charts.scene import SCREEN
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.closing.comparison_model import CODE_ROLE, ComparisonTableModel
from lcc_desktop.ui.closing.view import comparison_table
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.chart_view import ChartView
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.results.presenter import Beside, Peers


class ComparePanel(QWidget):
    """
    Signals:
        compare_asked: "cycle" or "group", and which.
        indicator_asked: the code of an indicator that was chosen.
    """

    compare_asked = Signal(str, str)
    indicator_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EvaluationView | None = None
        self._beside: Beside | None = None
        self._peers = Peers((), ())
        self.label, self.choice, self.nothing = QLabel(), QComboBox(), QLabel()
        self.nothing.setProperty("role", "quiet")
        wrap(self.nothing)
        self.radar = ChartView()
        self.model = ComparisonTableModel(self)
        self.table = comparison_table(self.model)
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addWidget(self.choice)
        head.addWidget(self.nothing, 1)
        head.addStretch(1)
        self._cards = QWidget()
        row = QHBoxLayout(self._cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for content, stretch in ((self.radar, 5), (self.table, 6)):
            card = Card()
            inside = QVBoxLayout(card)
            inside.setContentsMargins(12, 12, 12, 12)
            inside.addWidget(content)
            row.addWidget(card, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._cards, 1)
        layout.addStretch(0)
        self.choice.activated.connect(self._on_chosen)
        self.table.activated.connect(self._on_row)

    def show_view(self, view: EvaluationView) -> None:
        """The evaluation whose results are compared; scored since, it is compared again."""
        self._view = view
        self.label.setText(_("Compare with"))
        self.choice.setAccessibleName(_("Compare with"))
        self.table.setAccessibleName(_("What changed"))
        self.nothing.setText(_("There is no other cycle of this commune here, and no group has voted on its own."))
        self._draw()

    def show_peers(self, peers: Peers) -> None:
        """What there is to compare with; the choice made stays."""
        chosen, self._peers = self.choice.currentData(), peers
        self.choice.clear()
        for row in peers.cycles:
            self.choice.addItem(fill(_("Cycle {cycle}"), cycle=row.cycle), ("cycle", row.id))
        for group, name in peers.groups:
            self.choice.addItem(fill(_("Group: {name}"), name=name), ("group", group))
        some = self.choice.count() > 0
        for widget in (self.label, self.choice, self._cards):
            widget.setVisible(some)
        self.nothing.setVisible(not some)
        at = next((row for row in range(self.choice.count()) if self.choice.itemData(row) == chosen), 0)
        if some:
            self.choice.setCurrentIndex(at)
            self._on_chosen()

    def show_comparison(self, beside: Beside) -> None:
        """The comparison that was asked for."""
        self._beside = beside
        self._draw()

    def _draw(self) -> None:
        view, beside = self._view, self._beside
        if view is None:  # the panel was not looked at yet
            return
        if beside is not None:
            self.model.set_comparison(beside.comparison, view.framework)
            self.table.fit()
        other, name = (beside.other if beside else None), lone(self.choice.currentText())
        axes = principle_axes(view.framework, view.results, current_language(), other, name)
        self.radar.show_chart(
            lambda width, height, right_to_left: radar(axes, width, height, right_to_left, SCREEN),
            _("Score by principle"),
            spoken_axes(axes),
        )

    def _on_chosen(self) -> None:
        if self.choice.currentData():
            self.compare_asked.emit(*self.choice.currentData())

    def _on_row(self, index: QModelIndex) -> None:
        code = index.data(CODE_ROLE)
        if code:
            self.indicator_asked.emit(code)
