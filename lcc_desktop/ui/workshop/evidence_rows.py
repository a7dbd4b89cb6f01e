"""The rows of the evidence panel: what is expected, with a tick where it is here, and the pieces supplied."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.evidence import OBTAINED, REFUSED, SEEN, TO_OBTAIN, Shows
from lcc_desktop.i18n import _, fill, lone, ngettext, plain
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.evidence_intake import kept_name
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.dropped import Dropped, can_drop
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.parts.row_button import RowButton
from lcc_desktop.wording.evidence import due_text, status_name

PICTURE = 40
"""Pixels of a small picture's side."""
ICON = 18


class ExpectedRow(RowButton):
    """One of the expected sources. Pressing it offers ways to supply it; what is dropped on it is that source.

    Signals:
        asked: its position.
        dropped: its position, and what was dropped (Dropped).
    """

    asked = Signal(int)
    dropped = Signal(int, object)

    def __init__(self, position: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._position = position
        self.mark, self.text_label = QLabel(), QLabel()
        wrap(self.text_label, copied=False)
        self.text_label.setTextFormat(Qt.TextFormat.PlainText)
        self.mark.setFixedSize(ICON, ICON + 3)
        self.row.setContentsMargins(4, 4, 4, 4)
        self.add_part(self.mark, align=Qt.AlignmentFlag.AlignTop)
        self.add_part(self.text_label, 1)
        self.clicked.connect(lambda: self.asked.emit(self._position))

    def show_source(self, text: str, pieces: Sequence[EvidenceItem], today: date) -> None:
        """Show what is expected, and how far it is: here, waited for, late, or neither."""
        here = any(piece.supplied for piece in pieces)
        waited = any(piece.state == TO_OBTAIN for piece in pieces)
        late = not here and any(piece.is_overdue(today) for piece in pieces)
        name, ink = ("check", "success") if here else ("clock", "danger" if late else "accent") if waited else ("", "")
        self.mark.setPixmap(icon(name, ink=ink).pixmap(ICON, ICON) if name else icon("ring", "edge").pixmap(ICON, ICON))
        self.text_label.setText(lone(text))
        role = "quiet" if here else ""
        if self.text_label.property("role") != role:
            self.text_label.setProperty("role", role)
            self.text_label.style().unpolish(self.text_label)
            self.text_label.style().polish(self.text_label)
        state = _("supplied") if here else _("late") if late else _("to obtain") if waited else _("missing")
        self.setAccessibleName(fill(_("{source}: {state}"), source=text, state=state))
        self.setToolTip(_("Press, or drop files here, to supply this source"))

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_drop(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._mark_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark_target(False)
        event.accept()
        self.dropped.emit(self._position, Dropped.of(event.mimeData()))

    def _mark_target(self, under: bool) -> None:
        self.setProperty("target", under)
        self.style().unpolish(self)
        self.style().polish(self)


class PieceRow(RowButton):
    """A piece supplied or waited for. Pressing it looks at it; its menu does the rest.

    Signals:
        menu_asked: the menu of the piece is wanted.
        edit_asked: what is said of it is to be changed.
        withdraw_asked: it is to be taken off.
    """

    menu_asked = Signal()
    edit_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, item: EvidenceItem, served: int, today: date, parent: QWidget | None = None) -> None:
        """`served`: how many things it serves."""
        super().__init__(parent)
        self.item = item
        self.picture, self.name, self.detail, self.lock = QLabel(), _Elided(), QLabel(), QLabel()
        self.picture.setFixedSize(PICTURE, PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("role", "thumbnail")
        self.picture.setPixmap(icon(_icon_of(item), ink="quiet").pixmap(20, 20))
        self.detail.setProperty("role", _role_of(item, today))
        wrap(self.detail, copied=False)
        self.more = QToolButton()
        self.more.setProperty("kind", "small")
        self.more.setIcon(icon("more", ink="quiet"))
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row's own menu key opens the same
        self.more.clicked.connect(self.menu_asked)
        texts = QWidget()
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.name, 1)
        if item.confidential:
            self.lock.setPixmap(icon("lock", ink="accent").pixmap(16, 16))
            head.addWidget(self.lock)
        column.addLayout(head)
        column.addWidget(self.detail)
        self.row.setContentsMargins(4, 4, 0, 4)
        self.add_part(self.picture, align=Qt.AlignmentFlag.AlignTop)
        self.add_part(texts, 1)
        self.row.addWidget(self.more)
        self._say(served, today)

    def show_picture(self, image: QImage) -> None:
        """Put the small picture in place of the icon."""
        scale = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            round(PICTURE * scale),
            round(PICTURE * scale),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(scale)
        self.picture.setPixmap(pixmap)

    def _say(self, served: int, today: date) -> None:
        item = self.item
        label = shown_label(item)
        self.name.set_text(label)
        parts = [status_name(item.state)]
        if item.state == TO_OBTAIN:
            parts.append(due_text(item.who, item.by))
        if item.keeper:
            parts.append(lone(item.keeper))
        if served > 1:
            parts.append(fill(ngettext("for {count} indicator", "for {count} indicators", served), count=served))
        self.detail.setText(" · ".join(part for part in parts if part))
        said = [label, *(plain(part) for part in parts if part), *([_("confidential")] if item.confidential else [])]
        if item.is_overdue(today):
            said.append(_("late"))
        self.setAccessibleName(", ".join(said))
        self.more.setAccessibleName(fill(_("What can be done with {name}"), name=label))
        self.setToolTip(_tip(item))

    # Qt overrides

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.withdraw_asked.emit()
            case Qt.Key.Key_F2:
                self.edit_asked.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)


class _Elided(QLabel):
    """A name on one line, shortened in its middle so that its ending stays: names come from anywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self._text = text
        self._fit()

    def _fit(self) -> None:
        self.setText(lone(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width() - 4)))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()


def shown_label(item: EvidenceItem) -> str:
    """What people call it, without marks that make it read as another."""
    return kept_name(item.label)


def _icon_of(item: EvidenceItem) -> str:
    if item.state == TO_OBTAIN:
        return "clock"
    if not item.sha256:
        return "link" if item.link else "note"
    return {Shows.PAGES: "pdf", Shows.PICTURE: "image"}.get(item.shows, "file")


def _role_of(item: EvidenceItem, today: date) -> str:
    if item.is_overdue(today) or item.state == REFUSED:
        return "late"
    return "small" if item.state in (OBTAINED, SEEN) else "notice"


def _tip(item: EvidenceItem) -> str:
    lines = [lone(shown_label(item))]
    if item.sha256:
        lines.append(fill(_("{name} ({size} kB)"), name=kept_name(item.name), size=number(max(1, item.size // 1000))))
    if item.reference:
        lines.append(fill(_("Reference: {text}"), text=item.reference))
    if item.keeper:
        lines.append(fill(_("Kept by: {text}"), text=item.keeper))
    if item.link:
        lines.append(lone(item.link))
    return "\n".join(lines)
