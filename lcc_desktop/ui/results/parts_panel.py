"""Results by field and by norm."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.reports.charts.bars import bars
from lcc_desktop.reports.charts.principles import field_axes, norm_bars, spoken_axes
from lcc_desktop.reports.charts.radar import radar
from lcc_desktop.reports.charts.scene import SCREEN, Scene
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.chart_view import ChartView


class PartsPanel(QWidget):
    """A radar of the fields beside a bar for each norm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields_title, self.norms_title = QLabel(), QLabel()
        for label in (self.fields_title, self.norms_title):
            label.setProperty("role", "heading")
        self.fields, self.norms = ChartView(), ChartView()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.norms)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for title, content, stretch in ((self.fields_title, self.fields, 5), (self.norms_title, scroll, 6)):
            card = Card()
            inside = QVBoxLayout(card)
            inside.setContentsMargins(20, 16, 20, 12)
            inside.addWidget(title)
            inside.addWidget(content, 1)
            row.addWidget(card, stretch)

    def show_view(self, view: EvaluationView) -> None:
        """Show an evaluation's results."""
        language = current_language()
        self.fields_title.setText(_("By field"))
        self.norms_title.setText(_("By norm"))
        axes = field_axes(view.framework, view.results, language)
        rows = norm_bars(view.framework, view.results, language)
        self.fields.show_chart(
            lambda width, height, right_to_left: radar(axes, width, height, right_to_left, SCREEN),
            _("Score by field"),
            spoken_axes(axes),
        )

        def build(width: float, _height: float, right_to_left: bool) -> Scene:
            return bars(rows, width, right_to_left, SCREEN)

        spoken = ". ".join(fill("{label}: {share}", label=row.label, share=row.figure) for row in rows)
        self.norms.show_chart(build, _("Score by norm"), spoken)
        self.norms.setMinimumHeight(round(build(560, 0, False).height) + 8)
