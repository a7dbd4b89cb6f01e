"""One line to add somebody by keyboard: type the name, Enter, and the line is ready for the next."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from lcc_desktop.domain.facts import NAME_LIMIT
from lcc_desktop.domain.people import NewParticipant
from lcc_desktop.i18n import _
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.wording.people import CATEGORIES, GENDERS, category_name, gender_name


class EntryRow(QWidget):
    """
    Signals:
        entered: somebody to be added (NewParticipant).
    """

    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.category = QLineEdit(), QComboBox()
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setMinimumWidth(180)
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.category.setMinimumContentsLength(14)
        self.genders = {gender: QPushButton() for gender in GENDERS}
        self.add = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.category)
        for button in self.genders.values():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.clicked.connect(self._on_gender)
            row.addWidget(button)
        row.addWidget(self.add)
        self.add.clicked.connect(self._enter)
        for widget in (self.name, self.category, *self.genders.values()):
            widget.installEventFilter(self)
        self.name.textChanged.connect(self._on_typed)
        self.retranslate()
        self._on_typed()

    def begin(self) -> None:
        """The line has the keyboard."""
        self.name.setFocus()
        self.name.selectAll()

    def retranslate(self) -> None:
        """Say every text again."""
        self.name.setPlaceholderText(_("Full name, then Enter"))
        self.name.setAccessibleName(_("Full name of a new participant"))
        self.category.setAccessibleName(_("Category of a new participant"))
        chosen = self.category.currentData()
        self.category.clear()
        self.category.addItem(_("Category"), "")
        for category in CATEGORIES:
            self.category.addItem(category_name(category), category)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))
        for gender, button in self.genders.items():
            button.setText(gender_name(gender))
        self.add.setText(_("Add"))
        self.add.setIcon(icon("plus"))

    @property
    def _gender(self) -> str:
        return next((gender for gender, button in self.genders.items() if button.isChecked()), "")

    def _on_gender(self) -> None:
        """One or none: a second press takes it back."""
        for button in self.genders.values():
            if button is not self.sender():
                button.setChecked(False)

    def _on_typed(self) -> None:
        self.add.setEnabled(bool(self.name.text().strip()))

    def _enter(self) -> None:
        if not self.name.text().strip():
            return
        self.entered.emit(
            NewParticipant(self.name.text(), gender=self._gender, category=self.category.currentData() or "")
        )
        self.name.clear()
        for button in self.genders.values():
            button.setChecked(False)
        self.name.setFocus()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds, wherever in the line the keyboard is."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key()
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return True
        return super().eventFilter(watched, event)
