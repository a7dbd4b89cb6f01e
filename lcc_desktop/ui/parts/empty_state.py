"""What an empty page says: what will be here, and one button."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.prose import wrap


class EmptyState(QWidget):
    """Signals: action_asked: the button was pressed."""

    action_asked = Signal()

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.picture, self.title, self.sentence, self.button = QLabel(), QLabel(), QLabel(), QPushButton()
        self.title.setProperty("role", "heading")
        self.sentence.setProperty("role", "quiet")
        wrap(self.sentence)
        self.sentence.setFixedWidth(440)
        self.button.setProperty("kind", "primary")
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for label in (self.picture, self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.picture, self.title, self.sentence, self.button):
            # Stretches, not an alignment: with that a wrapped sentence would not get the height of its lines.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget)
            row.addStretch(1)
            layout.addLayout(row)
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
