"""A strip with one sentence, for what people should know without being stopped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from lcc_desktop.i18n import _
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.prose import wrap


class Banner(QFrame):
    """Hidden until it has something to say. Signals: dismissed."""

    dismissed = Signal()

    def __init__(self, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.text = QLabel()
        wrap(self.text)
        self.close_button = QToolButton()
        self.close_button.setProperty("kind", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button.setVisible(closable)  # now that it is inside: alone it would show as a window of its own
        self.close_button.clicked.connect(self._on_close)
        self.hide()

    def show_text(self, text: str, tone: str = "info") -> None:
        """Say `text`; tone is "info", "warning" or "danger"."""
        self.text.setText(text)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            for widget in (self, self.text):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.close_button.setIcon(icon("close"))
        self.close_button.setAccessibleName(_("Dismiss"))
        self.setVisible(bool(text))

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()
