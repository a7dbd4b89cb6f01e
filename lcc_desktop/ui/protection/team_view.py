"""What the coordination team does for those who lost their passphrase: a key of its own, and answers."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.services.recovery import RecoveryRequest
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.new_passphrase import NewPassphrase
from lcc_desktop.ui.parts.passphrase_edit import PassphraseEdit

WIDTH = 600


class TeamCard(Card):
    """
    Signals:
        key_asked: a name, a passphrase, and where to write the public and the secret file (Path, Path).
        request_given: a colleague's request (Path).
        answer_asked: the request, the secret key's file, its passphrase, and where to write the answer.
    """

    key_asked = Signal(str, str, object, object)
    request_given = Signal(object)
    answer_asked = Signal(object, object, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: RecoveryRequest | None = None
        self._path: Path | None = None
        self.title, self.said = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.said.setProperty("role", "quiet")
        self.said.setWordWrap(True)
        self.open, self.begin_key = QPushButton(), QPushButton()
        self.begin_key.setProperty("kind", "quiet")
        self.who, self.digits, self.compare = QLabel(), QLabel(), QLabel()
        self.who.setProperty("role", "section")
        self.digits.setProperty("role", "reading")
        self.compare.setProperty("role", "quiet")
        self.compare.setWordWrap(True)
        self.passphrase, self.answer = PassphraseEdit(), QPushButton()
        self.answer.setProperty("kind", "primary")
        self.name_label, self.name, self.choice, self.make = QLabel(), QLineEdit(), NewPassphrase(), QPushButton()
        self.name_label.setProperty("role", "section")
        self.name_label.setBuddy(self.name)
        self.make.setProperty("kind", "primary")
        self._answering = (self.who, self.digits, self.compare, self.passphrase, self.answer)
        self._making = (self.name_label, self.name, self.choice, self.make)
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for widget in (self.title, self.said, self.open, *self._answering, self.begin_key, *self._making):
            button = isinstance(widget, QPushButton)
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if button else Qt.AlignmentFlag(0))
        for widget in (*self._answering, *self._making):
            widget.hide()
        self.open.clicked.connect(self._on_open)
        self.answer.clicked.connect(self._on_answer)
        self.passphrase.changed.connect(lambda text: self.answer.setEnabled(bool(text)))
        self.begin_key.clicked.connect(self._on_begin_key)
        self.choice.ready_changed.connect(self._offer)
        self.name.textChanged.connect(self._offer)
        self.make.clicked.connect(self._on_make)
        self.answer.setEnabled(False)
        self.make.setEnabled(False)
        self.retranslate()

    def show_request(self, request: RecoveryRequest) -> None:
        """Who asks, and what to compare before answering."""
        self._request = request
        for widget in self._answering:
            widget.show()
        self._say()
        self.passphrase.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("For the coordination team"))
        self.said.setText(
            _(
                "A facilitator who lost the passphrase sends a request. It can be answered with the secret half of the "
                "recovery key that their workspace was given."
            )
        )
        self.open.setText(_("Open a recovery request…"))
        self.open.setIcon(icon("folder"))
        self.compare.setText(
            _(
                "Call them on a number that you knew before, and have them read these digits. Whoever stole the "
                "computer can send a request too, but with other digits."
            )
        )
        self.passphrase.set_label(_("Passphrase of the recovery key"))
        self.answer.setText(_("The digits are the same: answer…"))
        self.begin_key.setText(_("Make the team’s recovery key…"))
        self.name_label.setText(_("Whose key it is, as facilitators will read it"))
        self.make.setText(_("Save the recovery key…"))
        self.passphrase.retranslate()
        self.choice.retranslate()
        self._say()

    def _say(self) -> None:
        if self._request is not None:
            self.who.setText(fill(_("{name} asks for help"), name=self._request.who))
            # Digits are read and dictated from left to right in both languages.
            self.digits.setText(f"\u2066{self._request.digits}\u2069")

    def _offer(self, _what: object = None) -> None:
        self.make.setEnabled(self.choice.is_ready and bool(self.name.text().strip()))

    def _on_begin_key(self) -> None:
        for widget in self._making:
            widget.show()
        self.name.setFocus()

    def _on_open(self) -> None:
        name_filter = plain(_("Recovery request (*.lcc-request)"))
        chosen, _used = QFileDialog.getOpenFileName(self, plain(self.title.text()), "", name_filter)
        if chosen:
            self._path = Path(chosen)
            self.request_given.emit(self._path)

    def _on_answer(self) -> None:
        if self._path is None:
            return
        secret, _used = QFileDialog.getOpenFileName(
            self, plain(_("The secret recovery key")), "", plain(_("Secret recovery key (*.secret)"))
        )
        if not secret:
            return
        target, _used = QFileDialog.getSaveFileName(
            self, plain(self.answer.text()), "recovery.lcc-answer", plain(_("Recovery answer (*.lcc-answer)"))
        )
        if target:
            self.answer_asked.emit(self._path, Path(secret), self.passphrase.text, Path(target))
            self.passphrase.clear()

    def _on_make(self) -> None:
        chosen, _used = QFileDialog.getSaveFileName(
            self, plain(self.make.text()), "equipe.recovery", plain(_("Recovery key (*.recovery)"))
        )
        if chosen:
            public = Path(chosen)
            self.key_asked.emit(self.name.text().strip(), self.choice.text, public, public.with_suffix(".secret"))
            self.choice.clear()
            for widget in self._making:
                widget.hide()
