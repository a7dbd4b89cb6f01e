"""Ctrl+K: finds any indicator, evaluation, commune or action by what is typed, in either script."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import _, fill
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.search_field import SearchField

WIDTH, HEIGHT, MOST = 640, 420, 40


@dataclass(frozen=True)
class Target:
    """Something to go to: an icon, what it says, what else it is found by, and what going there is."""

    icon: str
    label: str
    words: str
    go: Callable[[], object]

    @classmethod
    def of(cls, icon_name: str, label: str, also: Iterable[str], go: Callable[[], object]) -> "Target":
        return cls(icon_name, label, " ".join(fold(text) for text in (label, *also)), go)


def find(targets: Sequence[Target], query: str, most: int = MOST) -> list[Target]:
    """The targets that hold every word of `query`, those with a word beginning so first, else in their order."""
    words = fold(query).split()
    if not words:
        return list(targets[:most])

    def begins(target: Target) -> bool:
        padded = f" {target.words}"
        return all(f" {word}" in padded for word in words)

    found = [target for target in targets if all(word in target.words for word in words)]
    return sorted(found, key=lambda target: not begins(target))[:most]


class Finder(QDialog):
    """One line and what it finds. Arrows choose, Enter goes, Escape leaves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setModal(True)
        self.setObjectName("finder")
        self.setFixedSize(WIDTH, HEIGHT)
        self._targets: Sequence[Target] = ()
        self._scanned: Callable[[str], Target | None] = lambda _text: None
        self.found: list[Target] = []
        self.line, self.list, self.none = SearchField(), QListWidget(), QLabel()
        self.none.setProperty("role", "quiet")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.line, self.list, self.none):
            layout.addWidget(widget)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._go())
        self.retranslate()

    def ask(self, targets: Sequence[Target], scanned: Callable[[str], Target | None]) -> None:
        """Open over the window with these targets. `scanned` says where the text of a printed code leads."""
        self._targets, self._scanned = targets, scanned
        self.line.clear()
        self._search("")
        window = self.parentWidget()
        if window is not None:
            centre = window.mapToGlobal(window.rect().center())
            self.move(centre.x() - WIDTH // 2, window.mapToGlobal(window.rect().topLeft()).y() + 72)
        self.open()
        self.line.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(_("Find"))
        self.line.setPlaceholderText(_("Indicator, commune or action"))
        self.line.setAccessibleName(_("Find an indicator, a commune or an action"))
        self.list.setAccessibleName(_("What was found"))
        self.none.setText(_("Nothing is called so. Try another word, or a code."))

    def _search(self, query: str) -> None:
        scanned = self._scanned(query)
        self.found = [scanned] if scanned is not None else find(self._targets, query)
        self.list.clear()
        for target in self.found:
            self.list.addItem(QListWidgetItem(icon(target.icon, ink="quiet"), target.label))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self.found))
        self.none.setVisible(not self.found)

    def _go(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.found):
            self.accept()
            self.found[row].go()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard stays in the line: arrows choose in the list, Enter goes."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                row = self.list.currentRow() + steps[Qt.Key(event.key())]
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
        return super().eventFilter(watched, event)


def indicator_target(code: str, text: str, other: str, go: Callable[[], object]) -> Target:
    """An indicator, found by its code and by its text in both scripts."""
    return Target.of("workshop", fill(_("{code} · {text}"), code=code, text=text), (other,), go)
