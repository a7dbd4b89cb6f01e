"""A file of a team that is not known yet: what it says, and the digits its people read out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.enrolment import Offer
from lcc_desktop.domain.roles import written
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import day
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.digits_entry import DigitsEntry
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.states import role_name


class OfferCard(Card):
    """Signals: accepted: what was typed, by group."""

    accepted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: Offer | None = None
        self.title, self.said, self.compare = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.compare.setProperty("role", "quiet")
        for label in (self.title, self.said, self.compare):
            wrap(label)
        self.entry = DigitsEntry()
        self.accept, self.leave = QPushButton(), QPushButton()
        self.accept.setProperty("kind", "primary")
        self.accept.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for widget in (self.title, self.said, self.compare, self.entry):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.entry.ready_changed.connect(self.accept.setEnabled)
        self.entry.entered.connect(self._on_accept)
        self.accept.clicked.connect(self._on_accept)
        self.leave.clicked.connect(self.hide)
        self.hide()
        self.retranslate()

    def show_offer(self, offer: Offer) -> None:
        self._offer = offer
        self.entry.ask()
        self._say()
        self.show()
        self.entry.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.compare.setText(
            _(
                "Call the coordination team on a number that you knew before, and type the groups of their digits that "
                "they read to you. Whoever changed the file on the way would have other digits."
            )
        )
        self.accept.setText(_("Take it in"))
        self.leave.setText(_("Leave it"))
        self.entry.retranslate()
        self._say()

    def _say(self) -> None:
        offer = self._offer
        if offer is None:
            return
        self.title.setText(fill(_("A file of {team}, which is not known here yet"), team=offer.team))
        said = []
        if offer.until is not None:
            roles, until = role_name(written(offer.roles)), day(offer.until.date())
            text = _("It enrols this computer of {name} until {day}: {roles}.")
            said.append(fill(text, name=offer.name, day=until, roles=roles))
        if offer.replaces:
            text = _("The team known here so far is {team}. Ask them whether there is another one now.")
            said.append(fill(text, team=offer.replaces))
        self.said.setText(" ".join(said))
        self.said.setVisible(bool(said))

    def _on_accept(self) -> None:
        if self.entry.is_ready:
            self.accepted.emit(self.entry.typed)
