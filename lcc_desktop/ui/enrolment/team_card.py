"""The coordination team's side: its key, requests, everybody enrolled, and what goes to them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain import digits
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.i18n import _, current_language, fill, is_rtl, ngettext, plain
from lcc_desktop.services.results_campaign import Entrusted
from lcc_desktop.services.team import TeamMember, TeamState
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.enrolment.approval_form import ApprovalForm, in_a_year
from lcc_desktop.ui.enrolment.communes_form import CommunesForm
from lcc_desktop.ui.enrolment.members_model import Column, MembersModel
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.fit_table import FitTable
from lcc_desktop.ui.parts.prose import wrap

ENDING = ".lcc-assignment"
MOST_ROWS = 12
"""Rows of the table before it scrolls."""


class TeamCard(Card):
    """
    Signals:
        key_asked: the team's name.
        request_given: somebody's request, or a picture of its code (Path).
        renew_asked: a device, and the last day.
        revoke_asked: a device.
        communes_asked: a member whose communes are to be chosen (TeamMember).
        assignment_asked: a device, and where to write its assignment (Path).
        notice_asked: where to write the notice (Path).
        replace_key_asked: to enrol with another key.
        withdraw_key_asked: the key that is to count no more.
    """

    key_asked = Signal(str)
    request_given = Signal(object)
    renew_asked = Signal(str, object)
    revoke_asked = Signal(str)
    communes_asked = Signal(object)
    assignment_asked = Signal(str, object)
    notice_asked = Signal(object)
    replace_key_asked = Signal()
    withdraw_key_asked = Signal(str)

    def __init__(self, communes: Gazetteer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TeamState("", "", (), ())
        self.title, self.said, self.digits, self.ending = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.said.setProperty("role", "quiet")
        self.ending.setProperty("role", "late")
        for label in (self.said, self.ending):
            wrap(label)
        self.digits.setProperty("role", "reading")
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name_label, self.name, self.make = QLabel(), QLineEdit(), QPushButton()
        self.name_label.setProperty("role", "section")
        self.name_label.setBuddy(self.name)
        self.name.setMaximumWidth(420)
        self.make.setProperty("kind", "primary")
        self.open, self.notice, self.more = QPushButton(), QPushButton(), QPushButton()
        self.open.setProperty("kind", "primary")
        self.form, self.communes = ApprovalForm(communes), CommunesForm(communes)
        self.model, self.table = MembersModel(), FitTable()
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.empty = QLabel()
        self.empty.setProperty("role", "quiet")
        wrap(self.empty)
        self.assignment, self.entrust, self.renew, self.revoke = (QPushButton() for _button in range(4))
        self._before = (self.name_label, self.name, self.make)
        self._after = (self.digits, self.open, self.notice, self.more)
        self._of_member = (self.assignment, self.entrust, self.renew, self.revoke)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_state(self, state: TeamState) -> None:
        self._state = state
        for widget in self._before:
            widget.setVisible(not state.name)
        for widget in self._after:
            widget.setVisible(bool(state.name))
        chosen = self._chosen()
        self.model.set_rows(state.members)
        self.table.setVisible(bool(state.members))
        self.empty.setVisible(bool(state.name) and not state.members)
        for widget in self._of_member:
            widget.setVisible(bool(state.members))
        row = next((at for at, one in enumerate(state.members) if chosen and one.device == chosen.device), 0)
        if state.members:
            self.table.selectRow(row)
        self.table.fit()
        rows = sum(self.table.rowHeight(at) for at in range(min(len(state.members), MOST_ROWS)))
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows + 4)
        self._say()

    def show_asking(self, asking: KnownDevice, offered: Sequence[Entrusted]) -> None:
        self.communes.hide()
        self.form.show_asking(asking, offered)

    def show_communes(self, member: TeamMember, offered: Sequence[Entrusted]) -> None:
        """Choose the communes of a member."""
        self.form.hide()
        self.communes.show_member(member, offered)

    def show_enrolled(self, member: TeamMember) -> None:
        """Somebody was enrolled, or has other communes: the assignment is to be written now."""
        self.form.hide()
        self.communes.hide()
        self._write_assignment(member)

    def retranslate(self) -> None:
        """Say every text again."""
        self.name_label.setText(_("The team’s name, as facilitators will read it"))
        self.make.setText(_("Make the team’s key"))
        self.make.setIcon(icon("key", ink="on_primary"))
        self.open.setText(_("Open an enrolment request…"))
        self.open.setIcon(icon("folder", ink="on_primary"))
        self.notice.setText(_("Save a notice for everybody…"))
        self.notice.setIcon(icon("send"))
        self.more.setText(_("The team’s keys"))
        self.more.setIcon(icon("key"))
        self.empty.setText(_("Nobody was enrolled yet. Open the request that a facilitator sends you."))
        self.assignment.setText(_("Save the assignment…"))
        self.assignment.setIcon(icon("download"))
        self.entrust.setText(_("Communes…"))
        self.entrust.setIcon(icon("commune"))
        self.renew.setText(_("Renew for a year…"))
        self.renew.setIcon(icon("clock"))
        self.revoke.setText(_("Lost or stolen…"))
        self.revoke.setIcon(icon("stop"))
        self.table.setAccessibleName(_("Everybody enrolled"))
        edge = Qt.AlignmentFlag.AlignRight if is_rtl(current_language()) else Qt.AlignmentFlag.AlignLeft
        self.digits.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        self.model.retranslate()
        self.form.retranslate()
        self.communes.retranslate()
        self.show_state(self._state)

    def _lay_out(self) -> None:
        buttons, members = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((buttons, (self.open, self.notice, self.more)), (members, self._of_member)):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for label in (self.title, self.said, self.digits, self.name_label, self.name):
            layout.addWidget(label)
        layout.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addLayout(buttons)
        for part in (self.form, self.ending, self.empty, self.table):
            layout.addWidget(part)
        layout.addLayout(members)
        layout.addWidget(self.communes)

    def _connect(self) -> None:
        self.make.clicked.connect(self._on_make)
        self.name.returnPressed.connect(self._on_make)
        self.name.textChanged.connect(lambda text: self.make.setEnabled(bool(text.strip())))
        self.make.setEnabled(False)
        self.open.clicked.connect(self._on_open)
        self.notice.clicked.connect(self._on_notice)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._on_keys)
        self.more.setMenu(self._menu)
        self.assignment.clicked.connect(lambda: self._for_chosen(self._write_assignment))
        self.entrust.clicked.connect(lambda: self._for_chosen(self.communes_asked.emit))
        self.renew.clicked.connect(lambda: self._for_chosen(self._on_renew))
        self.revoke.clicked.connect(lambda: self._for_chosen(self._on_revoke))

    def _say(self) -> None:
        if not self._state.name:
            self.title.setText(_("For the coordination team"))
            self.said.setText(
                _(
                    "With a key of its own the team enrols facilitators and verifiers: their packages are believed "
                    "without being on any list, until the day you say. Do this on the computer that receives packages."
                )
            )
            self.ending.hide()
            return
        self.title.setText(fill(_("Coordination team: {name}"), name=self._state.name))
        self.said.setText(
            _(
                "The team’s digits. Read to facilitators the groups that their screen asks for when they open an "
                "assignment."
            )
        )
        self.digits.setText("\n".join(f"\u2066{line}\u2069" for line in digits.lines(self._state.digits, 6)))
        self.digits.setAccessibleName(self._state.digits)
        count = self._state.ending
        text = ngettext(
            "{count} enrolment ends within a month or has ended. Renew it and send the assignment again.",
            "{count} enrolments end within a month or have ended. Renew them and send the assignments again.",
            count,
        )
        self.ending.setText(fill(text, count=count))
        self.ending.setVisible(count > 0)

    def _chosen(self) -> TeamMember | None:
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def _for_chosen(self, do: Callable[[TeamMember], None]) -> None:
        chosen = self._chosen()
        if chosen is not None:
            do(chosen)

    def _on_make(self) -> None:
        if self.name.text().strip():
            self.key_asked.emit(self.name.text().strip())

    def _on_open(self) -> None:
        kinds = _("Enrolment request, or a picture of its code (*.request *.png *.jpg *.jpeg)")
        chosen, _used = QFileDialog.getOpenFileName(self, plain(self.open.text()), "", plain(kinds))
        if chosen:
            self.request_given.emit(Path(chosen))

    def _write_assignment(self, member: TeamMember) -> None:
        target = self._ask_where(f"{member.name}{ENDING}".replace("/", "-"))
        if target is not None:
            self.assignment_asked.emit(member.device, target)

    def _on_notice(self) -> None:
        target = self._ask_where(f"{self._state.name}{ENDING}".replace("/", "-"))
        if target is not None:
            self.notice_asked.emit(target)

    def _ask_where(self, name: str) -> Path | None:
        kinds = plain(_("Assignment or notice (*.lcc-assignment)"))
        chosen, _used = QFileDialog.getSaveFileName(self, plain(_("Save the assignment…")), name, kinds)
        return Path(chosen) if chosen else None

    def _on_renew(self, member: TeamMember) -> None:
        self.renew_asked.emit(member.device, max(in_a_year(), date.today()))

    def _on_revoke(self, member: TeamMember) -> None:
        question = fill(
            _(
                "Believe the computer of {name} no more? Nothing it sends from now on enters, here or wherever your "
                "notice comes. What it sent before stays. This cannot be taken back."
            ),
            name=member.name,
        )
        if self._sure(question):
            self.revoke_asked.emit(member.device)

    def _on_keys(self) -> None:
        self._menu.clear()
        replace = self._menu.addAction(plain(_("Enrol with another key from now on…")))
        replace.triggered.connect(self._on_replace)
        self._menu.addSeparator()
        for key in self._state.keys:
            if not key.is_withdrawn and not key.is_used:
                begins = " ".join(key.digits.split()[:2])
                text = fill(_("Withdraw the key {digits}… of {name}"), digits=begins, name=key.name)
                action = self._menu.addAction(plain(text))
                action.triggered.connect(lambda _checked=False, one=key.public_key: self._on_withdraw(one))

    def _on_replace(self) -> None:
        question = _(
            "Enrol with another key from now on? The present one goes on counting until you withdraw it: meanwhile "
            "renew everybody and send them their assignments."
        )
        if self._sure(question):
            self.replace_key_asked.emit()

    def _on_withdraw(self, public_key: str) -> None:
        question = _(
            "Withdraw this key? Whoever was enrolled with it, and was not since, is believed no more. This cannot be "
            "taken back."
        )
        if self._sure(question):
            self.withdraw_key_asked.emit(public_key)

    def _sure(self, question: str) -> bool:
        return QMessageBox.question(self, plain(self.title.text()), question) is QMessageBox.StandardButton.Yes
