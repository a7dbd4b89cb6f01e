"""Somebody asks to be enrolled: who, as what, until when, and the digits they read out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.roles import ROLES, Role, role_of
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.i18n import _, fill
from lcc_desktop.services.results_campaign import Entrusted
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.enrolment.communes_form import CommunesChoice
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.parts.digits_entry import DigitsEntry
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.states import role_name


def in_a_year() -> date:
    today = date.today()
    return date(today.year + 1, today.month, min(today.day, 28))


class ApprovalForm(QWidget):
    """
    Signals:
        approved: what was typed by group, the roles (frozenset[Role]), the last day, and the campaign with the codes of
            the communes to accompany in it, or None.
    """

    approved = Signal(object, object, object, object)

    def __init__(self, communes: Gazetteer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking: KnownDevice | None = None
        self._until = in_a_year()
        self.title, self.compare, self.roles_label, self.until_label = QLabel(), QLabel(), QLabel(), QLabel()
        for label in (self.title, self.roles_label, self.until_label):
            label.setProperty("role", "section")
        self.compare.setProperty("role", "quiet")
        wrap(self.compare)
        self.roles = {role: QCheckBox() for role in ROLES}
        self.until = DayEdit()
        self.until.setMaximumWidth(200)
        self.communes = CommunesChoice(communes)
        self.entry = DigitsEntry()
        self.approve, self.leave = QPushButton(), QPushButton()
        self.approve.setProperty("kind", "primary")
        boxes, last, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (boxes, last, buttons):
            row.setSpacing(12)
        boxes.addWidget(self.roles_label)
        for box in self.roles.values():
            boxes.addWidget(box)
            box.toggled.connect(self._offer)
        boxes.addStretch(1)
        last.addWidget(self.until_label)
        last.addWidget(self.until)
        last.addStretch(1)
        buttons.addWidget(self.approve)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addLayout(boxes)
        layout.addLayout(last)
        layout.addWidget(self.communes)
        layout.addWidget(self.compare)
        layout.addWidget(self.entry)
        layout.addLayout(buttons)
        self.until.said.connect(self._on_until)
        self.entry.ready_changed.connect(self._offer)
        self.entry.entered.connect(self._on_approve)
        self.approve.clicked.connect(self._on_approve)
        self.leave.clicked.connect(self.hide)
        self.hide()
        self.retranslate()

    def show_asking(self, asking: KnownDevice, offered: Sequence[Entrusted] = ()) -> None:
        """Somebody asks; what the campaigns' lists have under their name is offered."""
        self._asking = asking
        self.communes.show_offered(offered)
        wanted = role_of(asking.role) or {Role.FACILITATOR}
        for role, box in self.roles.items():
            box.setChecked(role in wanted)
        self._until = in_a_year()
        self.until.show_day(self._until)
        self.entry.ask()
        self._offer()
        self._say()
        self.show()
        self.entry.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.roles_label.setText(_("Role"))
        for role, box in self.roles.items():
            box.setText(role_name(role))
        self.until_label.setText(_("Enrolled until"))
        self.until.set_name(self.until_label.text())
        self.until.retranslate()
        self.compare.setText(
            _(
                "Call them on a number that you knew before, and type the groups that they read from their screen. "
                "Somebody else’s request would show other digits."
            )
        )
        self.approve.setText(_("Enrol and save the assignment…"))
        self.leave.setText(_("Leave it"))
        self.communes.retranslate()
        self.entry.retranslate()
        self._say()

    def _say(self) -> None:
        if self._asking is not None:
            self.title.setText(fill(_("{name} asks to be enrolled"), name=self._asking.name))

    def _chosen(self) -> frozenset[Role]:
        return frozenset(role for role, box in self.roles.items() if box.isChecked())

    def _on_until(self, until: date | None) -> None:
        self._until = until or in_a_year()
        self.until.show_day(self._until)

    def _offer(self, _what: object = None) -> None:
        self.approve.setEnabled(self.entry.is_ready and bool(self._chosen()))

    def _on_approve(self) -> None:
        self.until.keep()
        if self.approve.isEnabled():
            self.approved.emit(self.entry.typed, self._chosen(), self._until, self.communes.chosen)
