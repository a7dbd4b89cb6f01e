"""Votes and consensus of the indicator shown: the cards, how they are spread, how the group decided."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.facts import METHODS
from lcc_desktop.domain.people import Group
from lcc_desktop.domain.votes import ROUNDS
from lcc_desktop.i18n import N_, _, fill
from lcc_desktop.i18n.formats import number as spoken
from lcc_desktop.reports.charts.scene import SCREEN
from lcc_desktop.reports.charts.votes import choices_of, distribution, spoken_ballot
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.ui.parts.chart_view import ChartView
from lcc_desktop.ui.parts.kept_note import KeptNote
from lcc_desktop.ui.parts.keys import key_of
from lcc_desktop.ui.workshop.play import Play
from lcc_desktop.ui.workshop.vote_lines import VoteLines
from lcc_desktop.wording.votes import SHORT_METHODS, cards_line, extremes_line, method_name, middle_line

CHART = 128
"""Height of a distribution, in pixels."""

_ROUNDS = {1: N_("First vote"), 2: N_("Second vote")}


class VotePanel(QWidget):
    """
    Signals:
        vote_asked: take the cards.
        again_asked: the number of a round to count again.
        reveal_asked: let everybody see.
        counted: as of VoteLines.
        left: the cards are put away, the keyboard may go elsewhere.
        decided: one of facts.METHODS.
        dissented: the indicator's code, and what some held against its score.
    """

    vote_asked = Signal()
    again_asked = Signal(int)
    reveal_asked = Signal()
    counted = Signal(str, int, str, object, bool)
    left = Signal()
    decided = Signal(str)
    dissented = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: IndicatorView | None = None
        self._groups: tuple[Group, ...] = ()
        self._play = Play()
        self.title, self.hint, self.extremes, self.middle = QLabel(), QLabel(), QLabel(), QLabel()
        self.vote, self.reveal = QPushButton(), QPushButton()
        self.vote.setProperty("kind", "primary")
        self.reveal.setProperty("kind", "primary")
        self.lines = VoteLines()
        self.heads = {number: QPushButton() for number in ROUNDS}
        self.charts = {number: ChartView() for number in ROUNDS}
        self.cards = {number: QLabel() for number in ROUNDS}
        self.by_group = QLabel()
        self.consensus, self.dissent_title, self.dissent = QLabel(), QLabel(), KeptNote(lines=2)
        self.methods = {method: QPushButton() for method in METHODS}
        self._lay_out()
        self.vote.clicked.connect(self.vote_asked)
        self.reveal.clicked.connect(self.reveal_asked)
        self.lines.counted.connect(self.counted)
        self.lines.left.connect(self.left)
        self.dissent.kept.connect(self.dissented)
        self.retranslate()

    def show_indicator(self, shown: IndicatorView, view: EvaluationView) -> None:
        """Show what was voted and decided of an indicator."""
        if self._view is None or self._view.indicator.code != shown.indicator.code:
            self.lines.keep()
        self._view, self._groups = shown, view.groups
        self.dissent.show_kept(shown.indicator.code, shown.dissent)
        self._say()

    def show_play(self, play: Play) -> None:
        """How far the group is: whether cards are being typed, and what may be seen."""
        began = play.voting and play.voting != self._play.voting
        self._play = play
        self._say()
        if began:
            self.lines.begin()

    def begin(self) -> None:
        """Put the keyboard where cards are typed, if they are."""
        if self._play.voting:
            self.lines.begin()

    def edit_dissent(self) -> None:
        """Put the keyboard into the dissent."""
        self.dissent.setFocus()

    def choose_method(self) -> None:
        """Put the keyboard on the method that was chosen, or the first."""
        chosen = next((button for button in self.methods.values() if button.isChecked()), None)
        (chosen or next(iter(self.methods.values()))).setFocus()

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.lines.keep()
        self.dissent.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.vote.setText(_("Vote (V)"))
        self.reveal.setText(_("Reveal (Enter)"))
        self.consensus.setText(_("How was it decided? (M)"))
        self.dissent_title.setText(_("Dissent (D)"))
        self.dissent.setPlaceholderText(_("What some hold against it."))
        self.dissent.setAccessibleName(_("Dissent"))
        for number, (method, button) in enumerate(self.methods.items(), start=1):
            button.setText(fill(_("{number} {method}"), number=number, method=_(SHORT_METHODS[method])))
            button.setAccessibleName(method_name(method))
            button.setToolTip(method_name(method))
        self.lines.retranslate()
        self._say()

    def _say(self) -> None:
        shown = self._view
        if shown is None:
            return
        measured, voting = shown.indicator.scale.measured, self._play.voting
        counted = [number for number in ROUNDS if shown.ballot(number)]
        hidden = [number for number in counted if number not in self._play.revealed and number != voting]
        self.title.setText(_(_ROUNDS[voting]) if voting else _("Votes"))
        self.hint.setVisible(not (counted or voting))
        self.hint.setText(
            _("This degree follows from numbers: there is nothing to vote on.")
            if measured
            else _("Everybody holds up a card. Type them as you see them.")
        )
        self.vote.setVisible(not (measured or voting or hidden))
        self.vote.setText(_("Vote again (V)") if counted else _("Vote (V)"))
        _dress(self.vote, "" if counted else "primary")
        self.reveal.setVisible(bool(hidden) and not voting)
        self.lines.setVisible(bool(voting))
        if voting:
            self.lines.show_round(shown, voting, {group.id: group.name for group in self._groups})
        seen = [number for number in counted if number != voting]
        for number in ROUNDS:
            self._say_round(number, shown, number in seen)
        latest = shown.ballot(seen[-1]) if seen else None
        for label, text in (
            (self.extremes, extremes_line(latest) if latest else ""),
            (self.middle, middle_line(latest) if latest else ""),
            (self.by_group, self._of_groups(shown, seen[-1]) if seen else ""),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        for method, button in self.methods.items():
            button.setChecked(method == shown.method)

    def _say_round(self, number: int, shown: IndicatorView, visible: bool) -> None:
        head, chart, cards = self.heads[number], self.charts[number], self.cards[number]
        for widget in (head, chart, cards):
            widget.setVisible(visible)
        if not visible:
            return
        ballot, top = shown.ballot(number), shown.indicator.top
        head.setText(_(_ROUNDS[number]))
        head.setToolTip(_("Count the cards of this round again"))
        head.setAccessibleName(fill(_("Count again: {round}"), round=_(_ROUNDS[number])))
        cards.setText(cards_line(ballot))
        choices = choices_of(ballot, top)
        chart.show_chart(
            lambda width, height, right_to_left: distribution(choices, width, height, right_to_left, SCREEN, top),
            _(_ROUNDS[number]),
            spoken_ballot(ballot, top),
        )

    def _of_groups(self, shown: IndicatorView, number: int) -> str:
        """Each group's median and cards, one a line."""
        lines = []
        for group in self._groups:
            ballot = shown.ballot_of(number, group.id)
            if ballot.median is not None:
                text = _("{group}: median {median}, {cards}")
                median = spoken(ballot.median, 1)
                lines.append(fill(text, group=group.name, median=median, cards=cards_line(ballot)))
            elif ballot:
                lines.append(fill(_("{group}: {cards}"), group=group.name, cards=cards_line(ballot)))
        return "\n".join(lines)

    def _lay_out(self) -> None:
        for label in (self.title, self.consensus, self.dissent_title):
            label.setProperty("role", "section")
        for label in (self.hint, self.middle, self.by_group):
            label.setProperty("role", "quiet")
        self.extremes.setProperty("role", "notice-large")
        for label in (self.hint, self.extremes, self.middle, self.by_group):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.title, self.hint, self.lines):
            layout.addWidget(widget)
        buttons = QHBoxLayout()
        for button in (self.vote, self.reveal):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        rounds = QHBoxLayout()
        rounds.setSpacing(16)
        for number in ROUNDS:
            parts = head, chart, cards = self.heads[number], self.charts[number], self.cards[number]
            head.setProperty("kind", "link")
            head.clicked.connect(partial(self.again_asked.emit, number))
            chart.setFixedHeight(CHART)
            cards.setProperty("role", "small")
            cards.setWordWrap(True)
            column = QVBoxLayout()
            column.setSpacing(4)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            rounds.addLayout(column, 1)
        layout.addLayout(rounds)
        for widget in (self.extremes, self.middle, self.by_group):
            layout.addWidget(widget)
        layout.addSpacing(12)
        layout.addWidget(self.consensus)
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, (method, button) in enumerate(self.methods.items()):
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_method, method))
            grid.addWidget(button, place // 2, place % 2)
        layout.addLayout(grid)
        layout.addSpacing(8)
        layout.addWidget(self.dissent_title)
        layout.addWidget(self.dissent)

    def _on_method(self, method: str) -> None:
        if self._view is not None:
            self.methods[method].setChecked(method == self._view.method)  # what is marked is what is on the disk
        self.decided.emit(method)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While a method has the keyboard, its number chooses it."""
        place = "1234".find(key_of(event) or "-")
        if place >= 0 and any(button.hasFocus() for button in self.methods.values()):
            self._on_method(list(self.methods)[place])
        else:
            super().keyPressEvent(event)


def _dress(button: QPushButton, kind: str) -> None:
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
