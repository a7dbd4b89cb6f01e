"""What an empty page says: what will be here, and one button."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.ui.look.icons import icon


class EmptyState(QWidget):
    """Signals: action_asked: the button was pressed."""

    action_asked = Signal()

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.picture, self.title, self.sentence, self.button = QLabel(), QLabel(), QLabel(), QPushButton()
        self.title.setProperty("role", "heading")
        self.sentence.setProperty("role", "quiet")
        self.sentence.setWordWrap(True)
        self.sentence.setMaximumWidth(460)
        self.sentence.setMinimumWidth(360)
        self.button.setProperty("kind", "primary")
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (self.picture, self.title, self.sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.button.clicked.connect(self.action_asked)
        self._draw()

    def set_texts(self, title: str, sentence: str, action: str) -> None:
        """What it says; without `action` there is no button."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _draw(self) -> None:
        self.picture.setPixmap(icon(self._icon_name, ink="primary").pixmap(56, 56))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._draw()
        super().changeEvent(event)
