"""One line for a strength, a point to improve or something to park, over the foot of the card."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from lcc_desktop.i18n import _, fill
from lcc_desktop.wording.votes import sort_name

HEIGHT = 60


class QuickLine(QFrame):
    """Enter keeps, Escape leaves; what is typed stays for the next time until it is kept.

    Signals:
        jotted: the sort of the remark, the indicator's code, and the text.
        left: the keyboard may go elsewhere.
    """

    jotted = Signal(str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quick")
        self._sort, self._code = "parked", ""
        self.name, self.line, self.hint = QLabel(), QLineEdit(), QLabel()
        self.name.setProperty("role", "section")
        self.hint.setProperty("role", "small")
        self.line.setMaxLength(1000)
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.name)
        row.addWidget(self.line, 1)
        row.addWidget(self.hint)
        self.hide()

    def ask(self, sort: str, code: str) -> None:
        """Take a remark of an indicator."""
        self._sort, self._code = sort, code
        self.retranslate()
        self.show()
        self.raise_()
        self.line.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        name = fill(_("{sort}, {code}"), sort=sort_name(self._sort), code=self._code)
        self.name.setText(name)
        self.line.setAccessibleName(name)
        self.hint.setText(_("Enter keeps, Esc leaves"))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.line.text().strip():
                    self.jotted.emit(self._sort, self._code, self.line.text())
                    self.line.clear()
                self._leave()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
