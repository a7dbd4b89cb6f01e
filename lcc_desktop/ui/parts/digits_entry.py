"""Groups of digits that somebody reads out, typed to be compared."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from lcc_desktop.domain import digits
from lcc_desktop.i18n import _, fill


class DigitsEntry(QWidget):
    """A field a group, three groups of twelve, others each time.

    Signals:
        ready_changed: whether every group has its five digits.
        entered: Enter was pressed with all of them there.
    """

    ready_changed = Signal(bool)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = digits.asked()
        self.labels = [QLabel() for _group in self._asked]
        self.fields = [QLineEdit() for _group in self._asked]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for label, field in zip(self.labels, self.fields, strict=True):
            label.setProperty("role", "small")
            label.setBuddy(field)
            # Digits are read and dictated from left to right in both languages.
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            field.setFixedWidth(96)
            field.setMaxLength(digits.LENGTH + 2)
            field.textChanged.connect(self._on_changed)
            field.returnPressed.connect(self._on_return)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column)
        row.addStretch(1)
        self.setFocusProxy(self.fields[0])
        self.retranslate()

    @property
    def typed(self) -> Mapping[int, str]:
        """What was typed, by group."""
        return {group: field.text() for group, field in zip(self._asked, self.fields, strict=True)}

    @property
    def asked(self) -> tuple[int, ...]:
        return self._asked

    @property
    def is_ready(self) -> bool:
        return all(len(digits.plain(field.text())) == digits.LENGTH for field in self.fields)

    def ask(self) -> None:
        """Ask for other groups, for another key."""
        self._asked = digits.asked()
        for field in self.fields:
            field.clear()
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        for group, label, field in zip(self._asked, self.labels, self.fields, strict=True):
            text = fill(_("Group {number}"), number=group)
            label.setText(text)
            field.setAccessibleName(text)

    def _on_changed(self, _text: str) -> None:
        self.ready_changed.emit(self.is_ready)

    def _on_return(self) -> None:
        if self.is_ready:
            self.entered.emit()
