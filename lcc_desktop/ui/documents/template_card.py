"""The way to letterhead and texts of documents."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import _
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.prose import wrap


class TemplateCard(Card):
    """
    Signals:
        edit_asked: letterhead and texts are to be edited.
    """

    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.what, self.edit = QLabel(), QLabel(), QPushButton()
        self.title.setProperty("role", "heading")
        self.what.setProperty("role", "quiet")
        wrap(self.what)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.title)
        words.addWidget(self.what)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        self.edit.clicked.connect(self.edit_asked)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Letterhead and texts"))
        self.what.setText(
            _("Institutions, logos, citations of the draft decision, the notice on personal data: for every document.")
        )
        self.edit.setText(_("Edit"))
        self.edit.setIcon(icon("edit"))
        self.edit.setAccessibleName(_("Edit letterhead and texts"))
