"""Where cards are typed while hands are up: one line, or one a group, each with its live count."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from lcc_desktop.domain.errors import BadCards
from lcc_desktop.domain.votes import EVERYBODY, Ballot, read_cards, written
from lcc_desktop.i18n import _, fill, lone
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.votes import cards_line


class VoteLine(QWidget):
    """The cards of one group. What is typed stays, even put away, until it was counted or another indicator comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = EVERYBODY
        self._top = 4
        self._counted = Ballot()
        self.name, self.cards, self.says = QLabel(), QLineEdit(), QLabel()
        self.name.setProperty("role", "small")
        self.says.setProperty("role", "small")
        self.says.setWordWrap(True)
        self.cards.setMaxLength(400)
        self.cards.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits and signs, in the order they are typed
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.name, self.cards, self.says):
            layout.addWidget(widget)
        self.cards.textChanged.connect(self._say)

    def show_ballot(self, group: str, name: str, ballot: Ballot, top: int, afresh: bool) -> None:
        """Offer what was counted, for correction; what is typed stays unless it is `afresh`."""
        self.group, self._top = group, top
        self.name.setText(lone(name) if name else "")
        self.name.setVisible(bool(name))
        self.cards.setAccessibleName(fill(_("Cards of {group}"), group=name) if name else _("Cards"))
        if afresh or ballot != self._counted:
            self.cards.setText(written(ballot))
        self._counted = ballot
        self._say()

    @property
    def ballot(self) -> Ballot | None:
        """What is typed; None where it cannot be read."""
        try:
            return read_cards(self.cards.text(), self._top)
        except BadCards:
            return None

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that was not counted."""
        return self.ballot != self._counted

    def _say(self) -> None:
        """The live count, or what cannot be read."""
        try:
            ballot = read_cards(self.cards.text(), self._top)
        except BadCards as error:
            self._tell(explain(error), "danger")
        else:
            self._tell(cards_line(ballot) if ballot else "", "small")

    def _tell(self, text: str, role: str) -> None:
        self.says.setText(text)
        self.says.setVisible(bool(text))
        if self.says.property("role") != role:
            self.says.setProperty("role", role)
            self.says.style().unpolish(self.says)
            self.says.style().polish(self.says)


class VoteLines(QWidget):
    """The lines of one round.

    Signals:
        counted: the indicator's code, the round, the group, its Ballot, and whether it was the last line.
        left: Escape: the cards are put away.
    """

    counted = Signal(str, int, str, object, bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of: tuple[str, int] = ("", 0)
        self.lines: list[VoteLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.hint = QLabel()
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        self._layout.addWidget(self.hint)
        self.hide()

    def show_round(self, shown: IndicatorView, number: int, groups: Mapping[str, str]) -> None:
        """Take the cards of a round: of each group (names by id), or of everybody where there is none."""
        names = groups or {EVERYBODY: ""}
        self._make(len(names))
        afresh = (shown.indicator.code, number) != self._of
        self._of = (shown.indicator.code, number)
        for line, (group, name) in zip(self.lines, names.items(), strict=False):
            moved = afresh or line.group != group
            line.show_ballot(group, name, shown.ballot_of(number, group), shown.indicator.top, moved)

    def begin(self) -> None:
        """Put the keyboard into the first line without cards, else the first."""
        there = [line for line in self.lines if not line.isHidden()]
        line = next((line for line in there if not line.cards.text().strip()), there[0])
        line.cards.setFocus()
        line.cards.selectAll()

    def keep(self) -> None:
        """Another indicator comes: what is typed and can be read is counted, and nobody sees it yet."""
        code, number = self._of
        for line in self.lines:
            ballot = line.ballot
            if not line.isHidden() and line.is_changed and ballot is not None:
                self.counted.emit(code, number, line.group, ballot, False)
        self._of = ("", 0)

    def retranslate(self) -> None:
        """Say every text again."""
        self.hint.setText(fill(_("For example {example}: x does not know. Enter reveals."), example="3 3 2 4 x"))

    def _make(self, count: int) -> None:
        while len(self.lines) < count:
            line = VoteLine()
            line.cards.installEventFilter(self)
            self.lines.append(line)
            self._layout.insertWidget(len(self.lines) - 1, line)
        for place, line in enumerate(self.lines):
            line.setVisible(place < count)

    def _on_return(self, line: VoteLine) -> None:
        ballot = line.ballot
        if ballot is None:
            return  # the line says why
        last = line is [each for each in self.lines if not each.isHidden()][-1]
        self.counted.emit(*self._of, line.group, ballot, last)
        if not last:
            self._go(line, 1)

    def _go(self, line: VoteLine, steps: int) -> None:
        """Put the keyboard into the line before or after one; the ends hold."""
        there = [each for each in self.lines if not each.isHidden()]
        target = there[min(max(there.index(line) + steps, 0), len(there) - 1)]
        target.cards.setFocus()
        target.cards.selectAll()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter counts and goes on, Escape leaves, up and down change the line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            line = next(line for line in self.lines if line.cards is watched)
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._on_return(line)
                    return True
                case Qt.Key.Key_Escape:
                    self.left.emit()
                    return True
                case Qt.Key.Key_Down:
                    self._go(line, 1)
                    return True
                case Qt.Key.Key_Up:
                    self._go(line, -1)
                    return True
        return super().eventFilter(watched, event)
