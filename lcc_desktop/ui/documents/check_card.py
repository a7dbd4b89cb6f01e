"""A document on paper or as a file, checked by its signed code."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.documents import CheckedCode, CheckedFile, Holder
from lcc_desktop.i18n import _, fill, lone, plain
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.drop_zone import DropZone
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.documents import facts, limits, pages_line, verdict


class CheckCard(Card):
    """
    Signals:
        file_given: a PDF, a scan or a photo to check (Path).
        stop_asked: leave the file that is being looked at.
    """

    file_given = Signal(object)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, CheckedFile] | None = None
        self.title, self.what, self.busy, self.said = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.what.setProperty("role", "quiet")
        self.busy.setProperty("role", "quiet")
        wrap(self.what)
        wrap(self.said)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.hide()
        self.banner = Banner(closable=True)
        self.drop, self.stop = DropZone("search"), QPushButton()
        self.stop.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.drop, self.busy, self.stop):
            row.addWidget(widget)
        row.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(8)
        inside.addWidget(self.title)
        inside.addWidget(self.what)
        inside.addSpacing(8)
        inside.addLayout(row)
        inside.addWidget(self.banner)
        inside.addWidget(self.said)
        self.drop.files_chosen.connect(self._on_files)
        self.stop.clicked.connect(self.stop_asked)
        self.retranslate()

    def show_progress(self, done: int, count: int) -> None:
        """How far a check is."""
        busy = done < count or not count
        if busy and count > 1:
            self.busy.setText(fill(_("Looking at page {page} of {count}"), page=done + 1, count=count))
        else:
            self.busy.setText(_("Looking for the code…") if busy else "")
        self.stop.setVisible(busy)
        self.drop.setEnabled(not busy)

    def show_checked(self, name: str, found: CheckedFile) -> None:
        """What the codes of a file are worth."""
        self._shown = (name, found)
        worst = min(found.codes, key=_worth)
        tone = ("danger", "warning", "info")[_worth(worst)]
        self.banner.show_text("\n".join(filter(None, (lone(name) if name else "", verdict(worst)))), tone)
        lines = []
        for code in found.codes:
            if len(found.codes) > 1 and code is not worst:
                lines.append(verdict(code))
            lines += [*facts(code), pages_line(found, code)]
        if any(code.stamp is not None for code in found.codes):
            lines.append(limits())
        self.said.setText("\n".join(filter(None, lines)))
        self.said.setVisible(any(lines))

    def show_message(self, text: str) -> None:
        self._shown = None
        self.banner.show_text(text, "danger")
        self.said.hide()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Check a document"))
        self.what.setText(
            _(
                "Documents with results bear a signed code on each page. Drop the PDF, a scan or a photo of the paper "
                "here: no network is needed."
            )
        )
        self.drop.setText(_("Choose a file"))
        self.drop.set_filter(plain(_("PDF or picture (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp *.heic)")))
        self.stop.setText(_("Stop"))
        self.stop.setIcon(icon("close"))
        if self._shown is not None:
            self.show_checked(*self._shown)

    def _on_files(self, paths: list[Path]) -> None:
        self.file_given.emit(paths[0])


def _worth(code: CheckedCode) -> int:
    """0: proves nothing. 1: of a stranger's key. 2: of a known one."""
    if code.problem is not None:
        return 0
    return 1 if code.holder is Holder.UNKNOWN else 2
