"""What a workshop needs on paper: attendance sheets, voting cards, score sheets, each with what can be chosen of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.facts import NAME_LIMIT
from lcc_desktop.domain.framework import Principle
from lcc_desktop.domain.people import Gathering, running
from lcc_desktop.i18n import N_, _, current_language, fill, plain
from lcc_desktop.reports.wanted import Wanted
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.name_edit import NameEdit
from lcc_desktop.wording.people import sitting_line

NAMES = {
    "attendance": N_("Attendance sheet"),
    "cards": N_("Voting cards"),
    "sheets": N_("Score sheets"),
}
EXPLANATIONS = {
    "attendance": N_(
        "Those on the list, room for others, signatures, and the notice that the law on personal data (09-08) asks for."
    ),
    "cards": N_(
        "A card for each degree, “not applicable” and “I do not know”, to cut out and hold up. Four to a page."
    ),
    "sheets": N_(
        "A page for each indicator, to fill in by hand when there is no electricity. "
        "Its QR code finds the indicator again."
    ),
}
LANGUAGES = {"both": N_("French and Arabic"), "ar": N_("Arabic"), "fr": N_("French")}
_HIGH = 340


class PrintView(QWidget):
    """
    Signals:
        asked: the kind of a printable, its language, what is Wanted of it, and the path to write it to.
        reference_said: the reference given by the authority on personal data.
        stop_asked: what is being made is not wanted any more.
    """

    asked = Signal(str, str, object, object)
    reference_said = Signal(str)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(parent)
        self._now, self._session_chosen = now, False
        self._gathering = Gathering()
        self._principles: tuple[Principle, ...] = ()
        self.language_label, self.language = QLabel(), QComboBox()
        self.language_label.setBuddy(self.language)
        self.session_label, self.session = QLabel(), QComboBox()
        self.reference_label, self.reference = QLabel(), NameEdit("fr")
        self.reference.setMaxLength(NAME_LIMIT)
        self.sets_label, self.sets = QLabel(), QSpinBox()
        self.sets.setRange(1, 99)
        self.sets.setFixedWidth(104)
        self.sets.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.principle_label, self.principle = QLabel(), QComboBox()
        self.titles = {kind: QLabel() for kind in NAMES}
        self.texts = {kind: QLabel() for kind in NAMES}
        self.buttons = {kind: QPushButton() for kind in NAMES}
        self.stop = QPushButton()
        self._lay_out()
        self.reference.left.connect(self.reference_said)
        self.session.activated.connect(self._on_session)
        self.stop.clicked.connect(self.stop_asked)
        for kind, button in self.buttons.items():
            button.clicked.connect(partial(self._on_asked, kind))
        self.show_working(working=False)
        self.retranslate()

    def show_plan(self, principles: tuple[Principle, ...], gathering: Gathering) -> None:
        """Offer these sessions and principles."""
        self._principles, self._gathering = principles, gathering
        self._offer()

    def show_reference(self, reference: str) -> None:
        self.reference.show_name(reference)

    def show_working(self, working: bool) -> None:
        """While one is being made no other is asked for."""
        for button in self.buttons.values():
            button.setEnabled(not working)
        self.stop.setVisible(working)

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.reference.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.language_label.setText(_("Language of the prints"))
        self.language.setAccessibleName(_("Language of the prints"))
        self.session_label.setText(_("Session"))
        self.session.setAccessibleName(_("Session of the attendance sheet"))
        self.reference_label.setText(_("CNDP reference printed in the notice"))
        self.reference.setAccessibleName(_("CNDP reference printed in the notice"))
        self.reference.setPlaceholderText(_("None yet: a blank to fill in"))
        self.sets_label.setText(_("Sets, one for each participant"))
        self.sets.setAccessibleName(_("Sets of voting cards"))
        self.principle_label.setText(_("Principle"))
        self.principle.setAccessibleName(_("Principle of the score sheets"))
        self.stop.setText(_("Stop"))
        for kind, name in NAMES.items():
            self.titles[kind].setText(_(name))
            self.texts[kind].setText(_(EXPLANATIONS[kind]))
            self.buttons[kind].setText(_("Make the PDF…"))
            self.buttons[kind].setIcon(icon("pdf"))
            self.buttons[kind].setAccessibleName(fill(_("Make the PDF: {name}"), name=_(name)))
        self._offer()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.language_label)
        head.addWidget(self.language)
        head.addStretch(1)
        head.addWidget(self.stop)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self._card("attendance", self._session_fields()), 1)
        cards.addWidget(self._card("cards", [self.sets_label, self.sets]), 1)
        cards.addWidget(self._card("sheets", [self.principle_label, self.principle]), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addLayout(cards)
        layout.addStretch(1)

    def _session_fields(self) -> list[QWidget]:
        return [self.session_label, self.session, self.reference_label, self.reference]

    def _card(self, kind: str, fields: Sequence[QWidget]) -> QWidget:
        card = Card()
        card.setMinimumHeight(_HIGH)
        self.titles[kind].setProperty("role", "heading")
        self.texts[kind].setProperty("role", "quiet")
        self.texts[kind].setWordWrap(True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 20)
        inside.setSpacing(8)
        inside.addWidget(self.titles[kind])
        inside.addWidget(self.texts[kind])
        inside.addSpacing(8)
        for field in fields:
            if isinstance(field, QLabel):
                field.setProperty("role", "small")
            elif isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            inside.addWidget(field)
        inside.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.buttons[kind])
        row.addStretch(1)
        inside.addLayout(row)
        return card

    def _offer(self) -> None:
        """Fill the choices, those made before still made."""
        language = current_language()
        sessions = [(sitting.id, sitting_line(sitting)) for sitting in self._gathering.sittings]
        principles = [
            (p.code, fill(_("{code}. {name}"), code=p.code, name=p.name.say(language))) for p in self._principles
        ]
        _fill(self.language, [(key, _(name)) for key, name in LANGUAGES.items()])
        first = not self.session.currentData() and not self._session_chosen
        _fill(self.session, [*sessions, ("", _("A blank sheet"))])
        under_way = running(self._gathering.sittings, self._now())
        if first and under_way is not None:
            self.session.setCurrentIndex(self.session.findData(under_way.id))
        _fill(self.principle, [("", _("All indicators")), *principles])

    def _on_session(self) -> None:
        """From now on the choice is somebody's, not ours."""
        self._session_chosen = True

    def _wanted(self, kind: str) -> Wanted:
        match kind:
            case "attendance":
                return Wanted(session=self.session.currentData() or "")
            case "cards":
                return Wanted(sets=self.sets.value())
        chosen = [p for p in self._principles if p.code == self.principle.currentData()]
        return Wanted(indicators=tuple(indicator.code for p in chosen for indicator in p.indicators))

    def _on_asked(self, kind: str) -> None:
        self.keep()  # not every platform takes the keyboard along with a click
        language = self.language.currentData()
        name = f"{plain(_(NAMES[kind]))} {language}.pdf".replace("/", "-")
        chosen, _used = QFileDialog.getSaveFileName(self, plain(self.titles[kind].text()), name, "PDF (*.pdf)")
        if chosen:
            self.asked.emit(kind, language, self._wanted(kind), Path(chosen))


def _fill(combo: QComboBox, choices: list[tuple[str, str]]) -> None:
    chosen = combo.currentData()
    combo.clear()
    for value, text in choices:
        combo.addItem(text, value)
        combo.setItemData(combo.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
