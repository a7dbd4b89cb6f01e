"""A button as wide as its column, with several parts in it: a row of a list that is pressed, focused and named."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget


class RowButton(QPushButton):
    """As high as what is in it wants at its width. Parts in it let the mouse through unless they are buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "row")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 6, 8, 6)
        self.row.setSpacing(8)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_part(self, part: QWidget, stretch: int = 0, align: Qt.AlignmentFlag | None = None) -> None:
        """Put a part at the end of the row."""
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.row.addWidget(part, stretch)
        if align is not None:
            self.row.setAlignment(part, align)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.row.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.row.heightForWidth(width) if self.row.hasHeightForWidth() else self.row.sizeHint().height()
