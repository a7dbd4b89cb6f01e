"""Who this computer is to the coordination team: where it stands, its digits, its request."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain import digits
from lcc_desktop.domain.enrolment import Standing
from lcc_desktop.i18n import _, current_language, fill, is_rtl, plain
from lcc_desktop.ui.enrolment.presenter import Here
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.parts.qr_view import QrView
from lcc_desktop.wording.enrolment import sentence


class OwnCard(Card):
    """
    Signals:
        request_asked: where to write the request (Path).
        assignment_given: a file of the team (Path).
    """

    request_asked = Signal(object)
    assignment_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here: Here | None = None
        self.title, self.said, self.digits, self.digits_help = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.digits_help.setProperty("role", "small")
        for label in (self.said, self.digits_help):
            wrap(label)
        self.digits.setProperty("role", "reading")
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = QrView()
        self.request, self.assignment = QPushButton(), QPushButton()
        column = QVBoxLayout()
        column.setSpacing(8)
        for widget in (self.title, self.said, self.digits, self.digits_help):
            column.addWidget(widget)
        column.addStretch(1)
        beside, buttons = QHBoxLayout(), QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.request)
        buttons.addWidget(self.assignment)
        buttons.addStretch(1)
        beside.setSpacing(24)
        beside.addLayout(column, 1)
        beside.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(beside)
        layout.addLayout(buttons)
        self.request.clicked.connect(self._on_request)
        self.assignment.clicked.connect(self._on_assignment)
        self.retranslate()

    def show_here(self, here: Here) -> None:
        self._here = here
        enrolled = here.enrolled.standing in (Standing.VALID, Standing.ENDS_SOON)
        self.code.setVisible(not enrolled)
        self.code.show_text("" if enrolled else here.request)
        # The next step is the one that stands out.
        self._mark(self.request, primary=here.enrolled.standing is Standing.NONE)
        self._say()

    def retranslate(self) -> None:
        """Say every text again."""
        self.request.setText(_("Save the enrolment request"))
        self.assignment.setText(_("Open an assignment…"))
        self.assignment.setIcon(icon("folder"))
        self.digits_help.setText(_("The digits of this computer, to read out when the team asks for some of them"))
        self.code.setAccessibleName(_("QR code of the enrolment request"))
        edge = Qt.AlignmentFlag.AlignRight if is_rtl(current_language()) else Qt.AlignmentFlag.AlignLeft
        self.digits.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        self._mark(self.request, primary=self.request.property("kind") == "primary")
        self._say()

    def _mark(self, button: QPushButton, primary: bool) -> None:
        button.setProperty("kind", "primary" if primary else "")
        button.setIcon(icon("shield", ink="on_primary" if primary else "ink"))
        button.style().unpolish(button)
        button.style().polish(button)

    def _say(self) -> None:
        if self._here is None:
            return
        device = self._here.device
        self.title.setText(fill(_("This computer: {name}"), name=device.name))
        self.said.setText(sentence(self._here.enrolled))
        # Digits are read and dictated from left to right in both languages.
        self.digits.setText("\n".join(f"\u2066{line}\u2069" for line in digits.lines(device.digits, 6)))
        self.digits.setAccessibleName(device.digits)

    def _on_request(self) -> None:
        chosen, _used = QFileDialog.getSaveFileName(
            self, plain(self.request.text()), "enrolment.request", plain(_("Enrolment request (*.request)"))
        )
        if chosen:
            self.request_asked.emit(Path(chosen))

    def _on_assignment(self) -> None:
        chosen, _used = QFileDialog.getOpenFileName(
            self, plain(self.assignment.text()), "", plain(_("Assignment or notice (*.lcc-assignment)"))
        )
        if chosen:
            self.assignment_given.emit(Path(chosen))
