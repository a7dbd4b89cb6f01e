"""The page of enrolment: this computer, the team's files, the communes assigned, and the team's own side."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcc_desktop.domain.enrolment import Offer
from lcc_desktop.domain.roles import Role, role_of
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import day
from lcc_desktop.services.team import TeamMember
from lcc_desktop.ui.enrolment.offer_card import OfferCard
from lcc_desktop.ui.enrolment.own_card import OwnCard
from lcc_desktop.ui.enrolment.presenter import Here
from lcc_desktop.ui.enrolment.tasks_card import TasksCard
from lcc_desktop.ui.enrolment.team_card import TeamCard
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner

WIDTH = 860


class EnrolmentView(Page):
    """Signals: shown: the page is shown now."""

    WIDEST = WIDTH + 2 * 32 + 16  # the column, the margins, the scroll bar

    shown = Signal()

    def __init__(self, communes: Gazetteer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.banner = Banner(closable=True)
        self.own, self.offer, self.tasks, self.team = OwnCard(), OfferCard(), TasksCard(), TeamCard(communes)
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in (self.own, self.offer, self.tasks, self.team):
            card.setFixedWidth(WIDTH)
            column.addWidget(card)
        column.addStretch(1)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addLayout(column)
        across.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addWidget(self.banner)
        layout.addWidget(self.area, 1)
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self.shown.emit()

    def show_here(self, here: Here) -> None:
        self.own.show_here(here)
        self.tasks.show_here(here)
        coordinates = Role.COORDINATOR in role_of(here.device.role)
        self.team.setVisible(coordinates)
        self.tasks.setVisible(not coordinates or bool(here.enrolled.tasks))

    def show_offer(self, offer: Offer) -> None:
        self.banner.hide()
        self.offer.show_offer(offer)
        self.area.ensureWidgetVisible(self.offer)

    def show_taken(self, offer: Offer) -> None:
        self.offer.hide()
        if offer.until is None:
            self.banner.show_text(fill(_("What {team} says of its keys is known here now."), team=offer.team))
        else:
            text = _("Enrolled by {team} until {day}.")
            self.banner.show_text(fill(text, team=offer.team, day=day(offer.until.date())))

    def show_request_written(self, path: Path) -> None:
        self.banner.show_text(fill(_("Enrolment request written: {path}"), path=path))

    def show_written(self, path: Path) -> None:
        self.banner.show_text(fill(_("On the disk: {path}. Send it as it is: it is signed."), path=path))

    def show_revoked(self, member: TeamMember) -> None:
        text = _("{name} is believed no more here. Send everybody a notice, so that nobody else believes it either.")
        self.banner.show_text(fill(text, name=member.name), "warning")

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Enrolment"))
        for card in (self.own, self.offer, self.tasks, self.team):
            card.retranslate()
