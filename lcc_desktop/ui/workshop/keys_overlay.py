"""All keys of the workshop at a glance, over the page; any key puts them away."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, lone
from lcc_desktop.ui.workshop.actions import GROUPS, RoomAction, cap

_COLUMNS = (("Decide", "Vote"), ("Write", "Projector"), ("Move", "Everywhere"))


class KeysOverlay(QFrame):
    """Covers its parent. Signals nothing: it is only looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "veil")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._texts: list[tuple[QLabel, str]] = []
        self._caps: list[tuple[QLabel, RoomAction]] = []
        self.title, self.close_hint = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.close_hint.setProperty("role", "quiet")
        self.sheet = QFrame()
        self.sheet.setProperty("role", "card")
        inside = QVBoxLayout(self.sheet)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_hint)
        inside.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(40)
        groups = dict(GROUPS)
        for names in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(20)
            for name in names:
                column.addLayout(self._group(name, groups[name]))
            column.addStretch(1)
            columns.addLayout(column)
        inside.addLayout(columns)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sheet)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        self.hide()
        self.retranslate()

    def open(self) -> None:
        """Show the keys over the page."""
        self._back_to = self.window().focusWidget()
        self.show()
        self.raise_()
        self.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Keys of the workshop"))
        self.close_hint.setText(_("Any key puts this away"))
        self.setAccessibleName(_("Keys of the workshop"))
        for label, text in self._texts:
            label.setText(_(text))
        for label, action in self._caps:
            label.setText(lone(cap(action)))

    _back_to: QWidget | None = None

    def _group(self, title: str, actions: tuple[RoomAction, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        head = QLabel()
        head.setProperty("role", "section")
        self._texts.append((head, title))
        grid.addWidget(head, 0, 0, 1, 2)
        for row, action in enumerate(actions, start=1):
            key, text = QLabel(), QLabel()
            key.setProperty("role", "key")
            key.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._caps.append((key, action))
            self._texts.append((text, action.text))
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(text, row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _leave(self) -> None:
        self.hide()
        if self._back_to is not None:
            self._back_to.setFocus()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr):
            self._leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leave()
