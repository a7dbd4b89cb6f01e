"""The documents there are, each with its three languages."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import N_, _, fill, plain
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.prose import wrap

LANGUAGES = {"ar": N_("Arabic"), "fr": N_("French"), "both": N_("Bilingual")}
"""Arabic first: it is what councils read."""

KINDS = {
    "council": (
        N_("Council summary"),
        N_(
            "Two pages to annex to the agenda: results by principle, strengths, points to improve, "
            "and a draft decision."
        ),
    ),
    "report": (N_("Evaluation report"), N_("Everything: method, results, and each indicator with its reasons.")),
    "plan": (N_("Improvement plan"), N_("The actions in a table, in time, and each with its owner and budget.")),
    "evidence": (N_("Evidence list"), N_("What is missing, then every piece that was supplied.")),
    "verification": (N_("Verification report"), N_("The mission’s scores beside the commune’s own, and the reasons.")),
    "committee": (N_("Committee file"), N_("Both scores, evidence and plan, for the accreditation committee.")),
    "certificate": (
        N_("Certificate of the label"),
        N_("Only where the committee’s decision is recorded and grants it."),
    ),
}
"""What each document is called, and what it is for."""


class KindsCard(Card):
    """
    Signals:
        asked: kind and language of a document to make.
    """

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self.names = {kind: QLabel() for kind in KINDS}
        self._whats = {kind: QLabel() for kind in KINDS}
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        for row, kind in enumerate(KINDS):
            grid.addLayout(self._words(kind), row, 0)
            grid.addLayout(self._row(kind), row, 1)

    def retranslate(self) -> None:
        """Say every text again."""
        for kind, (name, what) in KINDS.items():
            self.names[kind].setText(_(name))
            self._whats[kind].setText(_(what))
            for language, said in LANGUAGES.items():
                button = self.buttons[kind, language]
                button.setText(_(said))
                button.setIcon(icon("pdf"))
                button.setAccessibleName(plain(fill(_("{document}: {language}"), document=_(name), language=_(said))))

    def _words(self, kind: str) -> QVBoxLayout:
        self.names[kind].setProperty("role", "heading")
        self._whats[kind].setProperty("role", "quiet")
        wrap(self._whats[kind])
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.names[kind])
        column.addWidget(self._whats[kind])
        return column

    def _row(self, kind: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for language in LANGUAGES:
            button = self.buttons[kind, language] = QPushButton()
            button.clicked.connect(partial(self._on_clicked, kind, language))
            row.addWidget(button)
        return row

    def _on_clicked(self, kind: str, language: str) -> None:
        self.asked.emit(kind, language)
