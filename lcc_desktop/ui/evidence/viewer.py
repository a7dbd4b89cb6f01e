"""Evidence looked at inside the window: pictures and PDF pages, one piece after the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.evidence import TO_OBTAIN
from lcc_desktop.i18n import _, fill, lone
from lcc_desktop.services.evidence_intake import kept_name
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.page_viewer import STEP, PageViewer
from lcc_desktop.wording.evidence import due_text, status_name

MARGIN = 48
"""Pixels of the window left free around it."""
EDGE = 16
"""Pixels round a piece."""


class EvidenceViewer(PageViewer):
    """Arrows go to the next piece, or move over one that is larger than the window; with Control always the former.

    Signals:
        moved: steps among the pieces.
        outside_asked: open it with the system's own program.
    """

    moved = Signal(int)
    outside_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, MARGIN, EDGE)
        self._item: EvidenceItem | None = None
        self._place, self._pages = (0, 0), (0, 0)
        self.title, self.detail, self.page = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "section")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setProperty("role", "small")
        self.lock = QLabel()
        self.page.setProperty("role", "quiet")
        self.picture.setWordWrap(True)
        self.buttons: dict[str, QToolButton] = {}
        for name, do in (
            ("previous", lambda: self.moved.emit(-1)),
            ("next", lambda: self.moved.emit(1)),
            ("up", lambda: self.page_turned.emit(-1)),
            ("down", lambda: self.page_turned.emit(1)),
            ("minus", lambda: self.zoomed.emit(-1)),
            ("plus", lambda: self.zoomed.emit(1)),
            ("external", self.outside_asked.emit),
            ("close", self.close),
        ):
            button = QToolButton()
            button.setProperty("kind", "quiet")
            button.clicked.connect(do)
            self.buttons[name] = button
        self._lay_out()
        self.retranslate()

    def show_piece(self, item: EvidenceItem, position: int, count: int) -> None:
        """Another piece is looked at; its picture comes when it is drawn."""
        self._item, self._place, self._pages = item, (position, count), (0, 0)
        self.picture.setPixmap(QPixmap())
        self.picture.setText(_("Opening…"))
        self._say()

    def show_pages(self, page: int, count: int) -> None:
        """Which page of a PDF is looked at."""
        self._pages = (page, count)
        self.area.verticalScrollBar().setValue(0)
        self._say()

    def show_refused(self, text: str) -> None:
        """Why it cannot be shown here."""
        self.picture.setPixmap(QPixmap())
        self.picture.setText(text)

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(_("Evidence"))
        names = {
            "previous": _("Previous piece"),
            "next": _("Next piece"),
            "up": _("Previous page"),
            "down": _("Next page"),
            "minus": _("Smaller"),
            "plus": _("Larger"),
            "external": _("Open with the system’s program"),
            "close": _("Close"),
        }
        for name, text in names.items():
            self.buttons[name].setIcon(icon(name))
            self.buttons[name].setToolTip(text)
            self.buttons[name].setAccessibleName(text)
        self.lock.setPixmap(icon("lock", ink="accent").pixmap(18, 18))
        self.lock.setToolTip(_("Confidential: neither projected nor in documents"))
        self._say()

    def _say(self) -> None:
        item = self._item
        if item is None:
            return
        position, count = self._place
        page, pages = self._pages
        label = kept_name(item.label)
        self.title.setText(lone(label))
        parts = [status_name(item.state), due_text(item.who, item.by) if item.state == TO_OBTAIN else ""]
        if count > 1:
            parts.append(fill(_("piece {position} of {count}"), position=position, count=count))
        self.detail.setText(" · ".join(part for part in parts if part))
        self.lock.setVisible(item.confidential)
        self.page.setText(fill(_("{page} / {count}"), page=page, count=pages) if pages > 1 else "")
        for name in ("previous", "next"):
            self.buttons[name].setVisible(count > 1)
        for name in ("up", "down"):
            self.buttons[name].setVisible(pages > 1)
        self.buttons["previous"].setEnabled(position > 1)
        self.buttons["next"].setEnabled(position < count)
        self.buttons["up"].setEnabled(page > 1)
        self.buttons["down"].setEnabled(page < pages)
        self.picture.setAccessibleName(label)

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.lock)
        head.addStretch(1)
        texts.addLayout(head)
        texts.addWidget(self.detail)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(4)
        row.addLayout(texts, 1)
        for name in ("previous", "next"):
            row.addWidget(self.buttons[name])
        row.addSpacing(12)
        row.addWidget(self.buttons["up"])
        row.addWidget(self.page)
        row.addWidget(self.buttons["down"])
        row.addSpacing(12)
        for name in ("minus", "plus"):
            row.addWidget(self.buttons[name])
        row.addSpacing(12)
        for name in ("external", "close"):
            row.addWidget(self.buttons[name])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.area, 1)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                forward = (event.key() == Qt.Key.Key_Right) != rtl
                across = self.area.horizontalScrollBar()
                if across.maximum() > 0 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    across.setValue(across.value() + (STEP if forward else -STEP))
                else:
                    self.moved.emit(1 if forward else -1)
            case _:
                super().keyPressEvent(event)
