"""The page that says what protects this workspace, and changes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import listed
from lcc_desktop.services.protection import ProtectionState, RecoveryKey
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.new_passphrase import NewPassphrase
from lcc_desktop.ui.parts.passphrase_edit import PassphraseEdit
from lcc_desktop.ui.parts.recovery_choice import RecoveryChoice, losing
from lcc_desktop.ui.protection.team_view import TeamCard

WIDTH = 600
MINUTES = (5, 10, 15, 30, 60, 120, 0)


class ProtectionView(Page):
    """
    Signals:
        shown: the page is shown now.
        lock_asked: lock now.
        protect_asked: the passphrase chosen and the recovery keys (list[RecoveryKey]).
        unprotect_asked: the passphrase that opens it.
        change_asked: the present passphrase and the new one.
        lock_after_chosen: minutes, 0 for never.
        keyring_toggled: whether the system's keyring opens it.
        recovery_key_given: a file that should hold a public recovery key (Path).
        recovery_accepted: the keys that are offered may help.
        judge_asked: a passphrase being typed.
    """

    WIDEST = WIDTH + 2 * 32 + 16  # the column, the margins, the scroll bar

    shown = Signal()
    lock_asked = Signal()
    protect_asked = Signal(str, list)
    unprotect_asked = Signal(str)
    change_asked = Signal(str, str)
    lock_after_chosen = Signal(int)
    keyring_toggled = Signal(bool)
    recovery_key_given = Signal(object)
    recovery_accepted = Signal()
    judge_asked = Signal(str)

    def __init__(self, lock_after: int, keyring: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ProtectionState(is_protected=False)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.banner = Banner(closable=True)
        self.state, self.explanation = QLabel(), QLabel()
        self.state.setProperty("role", "heading")
        self.explanation.setProperty("role", "quiet")
        self.lock = QPushButton()
        self.lock.setProperty("kind", "primary")
        self.lock_after_label, self.lock_after = QLabel(), QComboBox()
        for minutes in MINUTES:
            self.lock_after.addItem("", minutes)
        self.lock_after.setCurrentIndex(self.lock_after.findData(lock_after))
        self.lock_after_label.setBuddy(self.lock_after)
        self.keyring, self.keyring_help = QCheckBox(), QLabel()
        self.keyring.setChecked(keyring)
        self.keyring_help.setProperty("role", "small")

        self.choice, self.choice_recovery = NewPassphrase(), RecoveryChoice(may_go_without=True)
        self.choice_losing, self.protect = QLabel(), QPushButton()
        self.choice_losing.setProperty("role", "quiet")
        self.protect.setProperty("kind", "primary")
        self.protect.setEnabled(False)

        self.recovery_title, self.recovery_help, self.recovery = QLabel(), QLabel(), RecoveryChoice()
        self.offer, self.accept = QLabel(), QPushButton()
        self.accept.setProperty("kind", "primary")
        self._offered: Sequence[RecoveryKey] = ()
        self.change_title, self.present, self.renewed, self.change = (
            QLabel(),
            PassphraseEdit(),
            NewPassphrase(),
            QPushButton(),
        )
        self.off_title, self.off_help, self.off_passphrase, self.off = (
            QLabel(),
            QLabel(),
            PassphraseEdit(),
            QPushButton(),
        )
        for label in (self.recovery_title, self.change_title, self.off_title):
            label.setProperty("role", "heading")
        for label in (self.recovery_help, self.off_help):
            label.setProperty("role", "quiet")
        self.team = TeamCard()
        after = QWidget()
        row = QHBoxLayout(after)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.lock_after_label)
        row.addWidget(self.lock_after)
        row.addStretch(1)
        self._now = _card(self.state, self.explanation, self.lock, after, self.keyring, self.keyring_help)
        self._only_protected = (self.lock, after, self.keyring, self.keyring_help)
        self._unprotected = [_card(self.choice, self.choice_losing, self.choice_recovery, self.protect)]
        self._protected = [
            _card(self.recovery_title, self.recovery_help, self.recovery, self.offer, self.accept),
            _card(self.change_title, self.present, self.renewed, self.change),
            _card(self.off_title, self.off_help, self.off_passphrase, self.off),
        ]
        self._lay_out()
        self._connect()
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self.shown.emit()

    def show_state(self, state: ProtectionState) -> None:
        self._state = state
        for widget in (*self._only_protected, *self._protected):
            widget.setVisible(state.is_protected)
        for widget in self._unprotected:
            widget.setVisible(not state.is_protected)
        self.recovery.show_keys(state.recovery)
        self._say_state()

    def show_recovery_key(self, key: RecoveryKey) -> None:
        """A key was chosen from its file."""
        if not self._state.is_protected:
            self.choice_recovery.show_key(key)

    def show_offered(self, keys: Sequence[RecoveryKey]) -> None:
        """Keys of the coordination team that could help and do not: without protection yet, they will unless they are
        declined.
        """
        self._offered = keys
        if keys and not self._state.is_protected:
            self.choice_recovery.show_keys(keys)
        self._say_offer()

    def show_changed(self) -> None:
        """Another passphrase opens it now."""
        self.present.clear()
        self.renewed.clear()

    def show_keyring(self, used: bool) -> None:
        self.keyring.setChecked(used)

    def show_said(self, text: str) -> None:
        self.banner.show_text(text)

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Protection"))
        self.lock.setText(_("Lock now (Ctrl+L)"))
        self.lock.setIcon(icon("lock", ink="on_primary"))
        self.lock_after_label.setText(_("Lock by itself"))
        for index in range(self.lock_after.count()):
            self.lock_after.setItemText(index, _after(self.lock_after.itemData(index)))
        self.keyring.setText(_("Let this computer open it at the start, without asking"))
        self.keyring_help.setText(
            _(
                "The key is then kept in the keyring of your session. Whoever opens your session, and any program "
                "running in it, opens the workspace too. After locking, the passphrase is still asked for."
            )
        )
        self.choice_losing.setText(losing())
        self.protect.setText(_("Protect this workspace"))
        self.protect.setIcon(icon("shield", ink="on_primary"))
        self.recovery_title.setText(_("If the passphrase is lost"))
        self.recovery_help.setText(losing())
        self.accept.setText(_("Let them help"))
        self.accept.setIcon(icon("key", ink="on_primary"))
        self._say_offer()
        self.change_title.setText(_("Another passphrase"))
        self.present.set_label(_("Present passphrase"))
        self.change.setText(_("Change the passphrase"))
        self.off_title.setText(_("Take the protection off"))
        self.off_help.setText(
            _("Everything is then readable for whoever has this computer or its disk, the backups beside it included.")
        )
        self.off_passphrase.set_label(_("Present passphrase"))
        self.off.setText(_("Take the protection off"))
        for part in (self.choice, self.choice_recovery, self.recovery, self.present, self.renewed, self.off_passphrase):
            part.retranslate()
        self.team.retranslate()
        self._say_state()

    def _say_offer(self) -> None:
        names = listed([key.name for key in self._offered])
        text = _("{name} sent a recovery key since: with it they could help when the passphrase is lost.")
        self.offer.setText(fill(text, name=names))
        for widget in (self.offer, self.accept):
            widget.setVisible(bool(self._offered))

    def _say_state(self) -> None:
        if self._state.is_protected:
            self.state.setText(_("This workspace is protected by a passphrase"))
            self.explanation.setText(
                _(
                    "Evaluations, evidence and backups are encrypted on the disk. They can be read here while it "
                    "is open."
                )
            )
        else:
            self.state.setText(_("This workspace is not protected"))
            self.explanation.setText(
                _("Whoever has this computer or its disk can read everything in it, the backups beside it included.")
            )

    def _lay_out(self) -> None:
        for label in (
            self.explanation,
            self.keyring_help,
            self.choice_losing,
            self.recovery_help,
            self.offer,
            self.off_help,
        ):
            label.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in (self._now, *self._unprotected, *self._protected, self.team):
            column.addWidget(card)
        column.addStretch(1)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addLayout(column)
        across.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addWidget(self.banner)
        layout.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.lock.clicked.connect(self.lock_asked)
        self.lock_after.activated.connect(lambda index: self.lock_after_chosen.emit(self.lock_after.itemData(index)))
        self.keyring.toggled.connect(self.keyring_toggled)
        self.choice.judge_asked.connect(self.judge_asked)
        self.renewed.judge_asked.connect(self.judge_asked)
        self.team.choice.judge_asked.connect(self.judge_asked)
        self.choice.ready_changed.connect(self.protect.setEnabled)
        self.choice.entered.connect(self._on_protect)
        self.protect.clicked.connect(self._on_protect)
        self.choice_recovery.key_given.connect(self.recovery_key_given)
        self.recovery.key_given.connect(self.recovery_key_given)
        self.accept.clicked.connect(self.recovery_accepted)
        self.renewed.ready_changed.connect(self._offer_change)
        self.present.changed.connect(self._offer_change)
        self.change.clicked.connect(lambda: self.change_asked.emit(self.present.text, self.renewed.text))
        self.off_passphrase.changed.connect(lambda text: self.off.setEnabled(bool(text)))
        self.off.clicked.connect(self._on_off)
        self.change.setEnabled(False)
        self.off.setEnabled(False)

    def show_quality(self, quality: object) -> None:
        """The judgement goes to the form that is being filled in."""
        for form in (self.choice, self.renewed, self.team.choice):
            if form.first.text:
                form.show_quality(quality)  # type: ignore[arg-type]

    def _offer_change(self, _what: object = None) -> None:
        self.change.setEnabled(self.renewed.is_ready and bool(self.present.text))

    def _on_protect(self) -> None:
        if self.choice.is_ready:
            self.protect_asked.emit(self.choice.text, self.choice_recovery.keys)

    def _on_off(self) -> None:
        passphrase = self.off_passphrase.text
        self.off_passphrase.clear()
        self.unprotect_asked.emit(passphrase)


def _after(minutes: int) -> str:
    if not minutes:
        return _("never")
    return fill(ngettext("after {count} minute", "after {count} minutes", minutes), count=minutes)


def _card(*widgets: QWidget) -> QWidget:
    card = Card()
    card.setFixedWidth(WIDTH)
    card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(10)
    for widget in widgets:
        button = isinstance(widget, QPushButton)
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if button else Qt.AlignmentFlag(0))
    return card
