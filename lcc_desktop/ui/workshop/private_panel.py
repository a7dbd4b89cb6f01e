"""The facilitator's own note of the indicator shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lcc_desktop.i18n import _
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.ui.parts.kept_note import KeptNote


class PrivatePanel(QWidget):
    """
    Signals:
        noted: the indicator's code, and the note.
    """

    noted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.promise, self.note = QLabel(), QLabel(), KeptNote(lines=6, most=16)
        self.title.setProperty("role", "section")
        self.promise.setProperty("role", "quiet")
        self.promise.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.title, self.note, self.promise):
            layout.addWidget(widget)
        self.note.kept.connect(self.noted)
        self.retranslate()

    def show_indicator(self, shown: IndicatorView) -> None:
        self.note.show_kept(shown.indicator.code, shown.private)

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("My note (O)"))
        self.note.setAccessibleName(_("My note"))
        self.note.setPlaceholderText(_("For yourself."))
        self.promise.setText(_("It stays on this computer: in no package, no document, and never on the projector."))
