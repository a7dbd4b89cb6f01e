"""What stands out: the strongest and the weakest indicators, what is disputed, what lacks evidence."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lcc_desktop.domain.scoring import State
from lcc_desktop.i18n import N_, _, current_language, fill
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.parts.state_mark import SIZE, mark_icon

TITLES = {
    "strongest": N_("Strongest"),
    "weakest": N_("Weakest"),
    "disputed": N_("Disputed"),
    "evidence": N_("Evidence missing"),
}
EMPTY = {
    "strongest": N_("No indicator stands in the upper half yet."),
    "weakest": N_("No indicator stands in the lower half."),
    "disputed": N_("Nobody disagrees."),
    "evidence": N_("Every degree has the evidence it asks for."),
}
_MOST = 12
_CUT = ("strongest", "weakest")
"""Lists that end after _MOST: their length would say nothing."""


class ListsPanel(QWidget):
    """Signals: indicator_asked: the code of an indicator that was chosen."""

    indicator_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titles = {name: QLabel() for name in TITLES}
        self.lists = {name: QListWidget() for name in TITLES}
        self.nothing = {name: QLabel() for name in TITLES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        for place, name in enumerate(TITLES):
            self.titles[name].setProperty("role", "heading")
            self.nothing[name].setProperty("role", "quiet")
            wrap(self.nothing[name])
            self.lists[name].setProperty("role", "inside")
            self.lists[name].setWordWrap(True)
            self.lists[name].setResizeMode(QListWidget.ResizeMode.Adjust)
            self.lists[name].setIconSize(QSize(SIZE, SIZE))
            self.lists[name].setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.lists[name].itemActivated.connect(self._on_chosen)
            self.lists[name].itemClicked.connect(self._on_chosen)
            card = Card()
            inside = QVBoxLayout(card)
            inside.setContentsMargins(20, 16, 12, 12)
            inside.addWidget(self.titles[name])
            inside.addWidget(self.nothing[name], 1, Qt.AlignmentFlag.AlignTop)
            inside.addWidget(self.lists[name], 1)
            grid.addWidget(card, *divmod(place, 2))

    def show_view(self, view: EvaluationView) -> None:
        """Show what stands out in an evaluation."""
        found = standouts(view)
        for name, items in found.items():
            box = self.lists[name]
            counted = fill("{title} ({count})", title=_(TITLES[name]), count=len(items))
            self.titles[name].setText(_(TITLES[name]) if name in _CUT else counted)
            self.nothing[name].setText(_(EMPTY[name]))
            self.nothing[name].setVisible(not items)
            box.setVisible(bool(items))
            box.setAccessibleName(_(TITLES[name]))
            box.clear()
            for item in items:
                row = QListWidgetItem(mark_icon(item.score, item.indicator.top), _text(item))
                row.setData(Qt.ItemDataRole.AccessibleTextRole, _line(item))
                row.setData(Qt.ItemDataRole.UserRole, item.indicator.code)
                box.addItem(row)

    def _on_chosen(self, row: QListWidgetItem) -> None:
        self.indicator_asked.emit(row.data(Qt.ItemDataRole.UserRole))


def standouts(view: EvaluationView) -> dict[str, list[IndicatorView]]:
    """The lists of the panel; strongest and weakest by share of their scale, heavier indicators first among equals."""
    items = list(view.indicators.values())
    scored = [item for item in items if item.score.degree is not None]
    strong = [item for item in scored if _share(item) > Fraction(1, 2)]
    weak = [item for item in scored if _share(item) < Fraction(1, 2)]
    return {
        "strongest": _first(strong, -1),
        "weakest": _first(weak, 1),
        "disputed": [item for item in items if item.conflicts or item.score.state is State.DISPUTED],
        "evidence": [item for item in items if item.lacks_evidence],
    }


def _first(items: Sequence[IndicatorView], direction: int) -> list[IndicatorView]:
    return sorted(items, key=lambda item: (direction * _share(item), -item.indicator.points))[:_MOST]


def _share(item: IndicatorView) -> Fraction:
    return Fraction(item.score.degree or 0, item.indicator.top)


def _text(item: IndicatorView) -> str:
    return fill(_("{code} · {text}"), code=item.indicator.code, text=item.indicator.text.say(current_language()))


def _line(item: IndicatorView) -> str:
    """What the mark shows is spoken."""
    text = item.indicator.text.say(current_language())
    degree = "–" if item.score.degree is None else str(item.score.degree)
    return fill(_("{degree} · {code} · {text}"), degree=degree, code=item.indicator.code, text=text)
