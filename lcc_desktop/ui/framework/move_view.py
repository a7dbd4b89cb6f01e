"""Moving an evaluation to another version: what maps, what is new, what is dropped, and only then the button."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.framework_diff import Fate
from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n import N_, _, current_language, fill, lone, ngettext
from lcc_desktop.services.framework_moves import MovedScore, Rescale
from lcc_desktop.services.results import EvaluationRow
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.states import fate_name, missing_versions, state_name

RESCALES = {
    Rescale.ASK_AGAIN: N_("Ask again where the scale changed"),
    Rescale.IN_PROPORTION: N_("Keep the proportion where the scale changed, rounded down"),
}
HEADERS = (N_("Indicator"), N_("What becomes of it"), N_("Score now"), N_("Score after"))
_ORDER = (Fate.DROPPED, Fate.RESCALED, Fate.NEW, Fate.REWORDED, Fate.SAME)
"""What needs a decision comes first."""


class MoveView(QWidget):
    """
    Signals:
        plan_asked, move_asked: an evaluation's id, the FrameworkRef to move to, and the Rescale.
        left.
    """

    plan_asked = Signal(str, object, object)
    move_asked = Signal(str, object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._framework: Framework | None = None
        self._candidates: list[tuple[EvaluationRow, int]] = []
        self._planned: list[MovedScore] = []
        self._missing: tuple[int, ...] = ()
        self.back, self.title, self.summary = QToolButton(), QLabel(), QLabel()
        self.back.setProperty("kind", "quiet")
        self.title.setProperty("role", "title")
        self.summary.setProperty("role", "quiet")
        wrap(self.summary)
        self.evaluation, self.rescale, self.accept = QComboBox(), QComboBox(), QPushButton()
        self.accept.setProperty("kind", "primary")
        self.table = QTableWidget(0, len(HEADERS))
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.evaluation, 1)
        choice.addWidget(self.rescale, 1)
        choice.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 16, 32, 24)
        layout.setSpacing(12)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.title)
        layout.addLayout(choice)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        self.back.clicked.connect(self.left)
        self.evaluation.activated.connect(lambda _index: self._ask())
        self.rescale.activated.connect(lambda _index: self._ask())
        self.accept.clicked.connect(self._on_move)

    def offer(self, framework: Framework, candidates: list[tuple[EvaluationRow, int]]) -> None:
        """Which evaluations can move to this version."""
        self._framework, self._candidates, self._planned = framework, candidates, []
        self.retranslate()
        self._ask()

    def show_plan(self, planned: list[MovedScore], missing: tuple[int, ...]) -> None:
        """What a move would do to each indicator, and which versions on the way are not here."""
        self._planned = sorted(planned, key=lambda row: _ORDER.index(row.move.fate))
        self._missing = missing
        self.accept.setEnabled(bool(self._candidates))
        self._say_plan()

    def retranslate(self) -> None:
        """Say every text again."""
        self.back.setText(_("Frameworks"))
        self.back.setIcon(icon("back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.accept.setText(_("Move this evaluation"))
        self.evaluation.setAccessibleName(_("Evaluation"))
        self.rescale.setAccessibleName(_("Scores whose scale changed"))
        self.table.setAccessibleName(_("What becomes of each indicator"))
        self.table.setHorizontalHeaderLabels([_(text) for text in HEADERS])
        if self._framework is None:
            return
        language = current_language()
        self.title.setText(
            fill(
                _("Move to {title}, version {version}"),
                title=self._framework.title.say("ar" if language == "ar" else "fr"),
                version=self._framework.ref.version,
            )
        )
        chosen, how = self.evaluation.currentData(), self.rescale.currentData()
        self.evaluation.clear()
        for row, version in self._candidates:
            name = fill(
                _("{commune} ({province}), {cycle}: version {version} now"),
                commune=row.commune.name(language),
                province=row.commune.province(language),
                cycle=row.cycle,
                version=version,
            )
            self.evaluation.addItem(name, row.id)
        self.rescale.clear()
        for value, text in RESCALES.items():
            self.rescale.addItem(_(text), value.value)
        self.evaluation.setCurrentIndex(max(0, self.evaluation.findData(chosen)) if self._candidates else -1)
        self.rescale.setCurrentIndex(max(0, self.rescale.findData(how)))
        self._say_plan()

    def _ask(self) -> None:
        self.accept.setEnabled(False)  # until what it would do is on the screen
        if self._framework is not None and self.evaluation.currentData():
            self.plan_asked.emit(
                self.evaluation.currentData(), self._framework.ref, Rescale(self.rescale.currentData())
            )

    def _on_move(self) -> None:
        if self._framework is not None and self.evaluation.currentData():
            self.move_asked.emit(
                self.evaluation.currentData(), self._framework.ref, Rescale(self.rescale.currentData())
            )

    def _say_plan(self) -> None:
        if not self._candidates:
            self.summary.setText(_("Every evaluation by this framework is on this version already."))
            self.table.setRowCount(0)
            return
        counts = Counter(row.move.fate for row in self._planned)
        parts = [
            fill(_("{fate}: {count}"), fate=fate_name(fate), count=counts[fate]) for fate in _ORDER if counts[fate]
        ]
        lost = sum(row.after != row.before and row.before.degree is not None for row in self._planned)
        warning = ngettext("{count} score changes or goes.", "{count} scores change or go.", lost)
        said = " · ".join([*parts, *([fill(warning, count=lost)] if lost else [])])
        self.summary.setText("\n".join(filter(None, [said, missing_versions(self._missing)])))
        self.table.setRowCount(len(self._planned))
        for position, row in enumerate(self._planned):
            for column, text in enumerate(_cells(row)):
                self.table.setItem(position, column, QTableWidgetItem(text))


def _cells(row: MovedScore) -> tuple[str, str, str, str]:
    item = row.move.new or row.move.old
    assert item is not None  # noqa: S101  (a move has at least one end)
    codes = list(dict.fromkeys(one.code for one in (row.move.old, row.move.new) if one is not None))
    code = codes[0] if len(codes) == 1 else fill(_("{old}, now {new}"), old=codes[0], new=codes[1])
    name = fill(_("{code} · {text}"), code=code, text=item.text.say(current_language()))
    after = lone("–") if row.after is None else _said(row.after)
    return name, fate_name(row.move.fate), _said(row.before), after


def _said(score: Score) -> str:
    return state_name(score.state) if score.degree is None else str(score.degree)
