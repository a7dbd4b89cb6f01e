"""A surface that holds what belongs together."""

from PySide6.QtWidgets import QFrame, QWidget


class Card(QFrame):
    """White, hairline, rounded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
