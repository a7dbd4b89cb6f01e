"""The workshop page: list, card, what lies beside it, and the keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score
from lcc_desktop.i18n import _
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.keys import key_of
from lcc_desktop.ui.workshop.actions import BY_KEY
from lcc_desktop.ui.workshop.aim_panel import AimPanel
from lcc_desktop.ui.workshop.card import IndicatorCard
from lcc_desktop.ui.workshop.evidence_panel import EvidencePanel
from lcc_desktop.ui.workshop.foot import Foot
from lcc_desktop.ui.workshop.keys_overlay import KeysOverlay
from lcc_desktop.ui.workshop.play import Play
from lcc_desktop.ui.workshop.private_panel import PrivatePanel
from lcc_desktop.ui.workshop.quick_line import HEIGHT, QuickLine
from lcc_desktop.ui.workshop.remark_panel import RemarkPanel
from lcc_desktop.ui.workshop.side_panel import SidePanel
from lcc_desktop.ui.workshop.tree_panel import TreePanel
from lcc_desktop.ui.workshop.vote_panel import VotePanel

CARD = 800
"""Width of the card with the margins it needs; what is more goes to the list."""
LIST = (280, 420)
"""Least and greatest width of the list."""
ROOMY = 1640
"""Pixels of width from which votes stand beside the other panels."""


class WorkshopView(Page):
    """
    Signals:
        chosen: the code of the indicator to show.
        moved: steps forward (1) or back (-1) in the order of play.
        principle_moved: the same, by principles.
        scored: the Score that was said.
        action_asked: the code of the indicator whose weakness becomes an action.
        calibrated: the indicator shown is the one everybody scores first, or no longer.
        asked: the name of an action of `actions.PROJECTING`, which is not done on this page.
        touched: somebody is at work here.
    """

    chosen = Signal(str)
    moved = Signal(int)
    principle_moved = Signal(int)
    scored = Signal(object)
    action_asked = Signal(str)
    calibrated = Signal()
    asked = Signal(str)
    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.list = TreePanel()
        self.tree = self.list.tree
        self.card, self.evidence, self.votes = IndicatorCard(), EvidencePanel(), VotePanel()
        self.remarks, self.private, self.aim = RemarkPanel(), PrivatePanel(), AimPanel()
        self.side = SidePanel(
            {
                "evidence": self.evidence,
                "votes": self.votes,
                "remarks": _column(self.remarks, self.aim),
                "notes": self.private,
            }
        )
        self.foot = Foot()
        self.empty = EmptyState("workshop")
        self._shown: IndicatorView | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._room())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.quick, self.keys = QuickLine(self), KeysOverlay(self)

        self.list.chosen.connect(self.chosen)
        self.foot.moved.connect(self.moved)
        self.foot.keys_asked.connect(self.keys.open)
        self.card.scored.connect(self.scored)
        self.card.numbers.done.connect(self.home)
        self.votes.left.connect(self.home)
        self.votes.decided.connect(self.home)
        self.quick.left.connect(self.home)
        self.remarks.add_asked.connect(self.jot)
        self._doings: dict[str, Callable[[], object]] = {
            "not-applicable": lambda: self.scored.emit(NOT_APPLICABLE),
            "no-information": lambda: self.scored.emit(NO_INFORMATION),
            "unscore": lambda: self.scored.emit(UNSCORED),
            "justify": self.card.edit_note,
            "method": lambda: self._beside("votes", self.votes.choose_method),
            "dissent": lambda: self._beside("votes", self.votes.edit_dissent),
            "vote": lambda: self._beside("votes", self.votes.vote_asked.emit),
            "vote-first": lambda: self._beside("votes", lambda: self.votes.again_asked.emit(1)),
            "reveal": self.votes.reveal_asked.emit,
            "strength": lambda: self.jot("strength"),
            "improvement": lambda: self.jot("improvement"),
            "park": lambda: self.jot("parked"),
            "note": lambda: self._beside("notes", self.private.note.setFocus),
            "evidence": self.evidence.add.choose,
            "action": self._ask_action,
            "calibration": self.calibrated.emit,
            "forward": lambda: self.moved.emit(1),
            "backward": lambda: self.moved.emit(-1),
            "next-principle": lambda: self.principle_moved.emit(1),
            "previous-principle": lambda: self.principle_moved.emit(-1),
            "list": self.list.choose_filter,
            "help": self.card.toggle_help,
            "home": self.home,
            "keys": self.keys.open,
        }
        self.retranslate()

    def show_evaluation(self, view: EvaluationView) -> None:
        """Another evaluation, or the same read afresh."""
        self.list.show_evaluation(view)
        self._stack.setCurrentIndex(1)
        self.foot.progress.set_share(float(view.results.overall.completeness))

    def update_indicator(self, view: EvaluationView, code: str) -> None:
        """One indicator has a new view."""
        self.list.update_indicator(view, code)
        self.foot.progress.set_share(float(view.results.overall.completeness))

    def show_card(self, shown: IndicatorView, view: EvaluationView, place: tuple[int, int], play: Play) -> None:
        """Show an indicator on the card, beside it and in the list."""
        self._shown = shown
        self.card.show_indicator(shown, view)
        for panel in (self.aim, self.evidence, self.remarks, self.private):
            panel.show_indicator(shown)
        self.votes.show_indicator(shown, view)
        self.list.show_current(shown.indicator.code)
        self.foot.show_place(*place)
        self.show_play(play)

    def show_play(self, play: Play) -> None:
        """How far the group is with the indicator."""
        if self._shown is not None:
            if play.voting:
                self.side.show_tab("votes")
            focus = self.window().focusWidget()
            typed = focus is not None and self.votes.lines.isAncestorOf(focus)
            self.votes.show_play(play)
            if typed and not play.voting:
                self.home()  # the line is gone: the next key is a degree, or V again
            self.foot.steps.show_step(play.step(self._shown), play.done(self._shown))

    def do(self, name: str) -> None:
        """Do an action of `actions`; those of the projector are asked for."""
        if name in self._doings:
            self._doings[name]()
        else:
            self.asked.emit(name)

    def jot(self, sort: str) -> None:
        """Ask for one line about the indicator shown."""
        if self._shown is not None:
            self._place_quick()
            self.quick.ask(sort, self._shown.indicator.code)

    def give_back(self, sort: str, code: str, text: str) -> None:
        """A line that was not kept comes back to be kept later."""
        self.quick.line.setText(text)
        self._place_quick()
        self.quick.ask(sort, code)

    def home(self) -> None:
        """The keyboard goes back to the card: every key has its meaning again."""
        self.tree.setFocus()

    def keep(self) -> None:
        """Hand over everything that is being typed."""
        self.card.keep_note()
        self.card.numbers.hand_over_if_changed()
        self.votes.keep()
        self.remarks.keep()
        self.private.note.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to hold its workshop."), ""
        )
        for part in (
            self.list,
            self.card,
            self.evidence,
            self.votes,
            self.remarks,
            self.private,
            self.aim,
            self.side,
            self.foot,
            self.quick,
            self.keys,
        ):
            part.retranslate()

    def _ask_action(self) -> None:
        if self._shown is not None:
            self.action_asked.emit(self._shown.indicator.code)

    def _beside(self, tab: str, do: Callable[[], object]) -> None:
        self.side.show_tab(tab)
        do()

    def _room(self) -> QWidget:
        upper = QHBoxLayout()
        upper.setSpacing(0)
        for widget in (self.list, _line(vertical=True), self.card, _line(vertical=True), self.side):
            upper.addWidget(widget, 1 if widget is self.card else 0)
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(_line(vertical=False))
        layout.addWidget(self.foot)
        return room

    def _place_quick(self) -> None:
        """Over the lower edge of the card."""
        corner = self.card.mapTo(self, self.card.rect().bottomLeft())
        self.quick.setGeometry(corner.x() + 16, corner.y() - HEIGHT - 12, self.card.width() - 32, HEIGHT)

    def _is_typing(self) -> bool:
        """Whether the keyboard is in a text: then keys are letters."""
        return isinstance(self.window().focusWidget(), (QLineEdit, QTextEdit, QComboBox))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.set_wide(self.width() >= ROOMY)
        # On a wide screen the list shows more of each line, instead of the card growing margins.
        self.list.setFixedWidth(min(max(self.width() - CARD - self.side.width(), LIST[0]), LIST[1]))
        self._place_quick()
        self.keys.setGeometry(self.rect())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.evidence.add.dragEnterEvent(event)  # files may fall anywhere on the page

    def dropEvent(self, event: QDropEvent) -> None:
        self.evidence.add.dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.touched.emit()
        key = key_of(event)
        if (self._is_typing() and key != "Escape") or not self.press(key):
            super().keyPressEvent(event)

    def press(self, key: str) -> bool:
        """Do what a key (as of `keys.key_of`) means here; False if it means nothing."""
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        forward, backward = ("Left", "Right") if right_to_left else ("Right", "Left")
        if key.isdigit():
            if self.card.numbers.isVisible():
                self.card.numbers.begin(key)
            else:
                self.scored.emit(Score.of(int(key)))
        elif key in (forward, "PageDown", "Down"):
            self.moved.emit(1)
        elif key in (backward, "PageUp", "Up"):
            self.moved.emit(-1)
        elif key in BY_KEY:
            self.do(BY_KEY[key])
        else:
            return False
        return True


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def _line(vertical: bool) -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
