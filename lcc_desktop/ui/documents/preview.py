"""A document before it is printed: one page at a time, as it will be on paper."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPageLayout, QPageSize, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, fill, lone, plain
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.page_viewer import PageViewer

MARGIN = 32
"""Pixels of the window left free around it."""
EDGE = 32
"""Pixels round the page."""


class PreviewDialog(PageViewer):
    """Ctrl+P prints, Ctrl+S saves.

    Signals:
        print_asked: a printer with what was chosen for it (QPrinter).
        save_asked: a file to write the PDF to (Path).
        word_asked: a file to write the editable document to (Path).
    """

    print_asked = Signal(object)
    save_asked = Signal(object)
    word_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, MARGIN, EDGE)
        self._name, self._pages = "", (0, 0)
        self.title, self.page, self.busy = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "section")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.page.setProperty("role", "quiet")
        self.busy.setProperty("role", "quiet")
        self.banner = Banner(closable=True)
        self.tools: dict[str, QToolButton] = {}
        for name, do in (
            ("up", lambda: self.page_turned.emit(-1)),
            ("down", lambda: self.page_turned.emit(1)),
            ("minus", lambda: self.zoomed.emit(-1)),
            ("plus", lambda: self.zoomed.emit(1)),
            ("close", self.close),
        ):
            button = self.tools[name] = QToolButton()
            button.setProperty("kind", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(do)
        self.word, self.save, self.print = QPushButton(), QPushButton(), QPushButton()
        self.print.setProperty("kind", "primary")
        self.print.clicked.connect(self.choose_printer)
        self.save.clicked.connect(self.choose_file)
        self.word.clicked.connect(self.choose_word_file)
        for push in (self.word, self.save, self.print):
            push.setAutoDefault(False)
        self._lay_out()
        self.retranslate()

    def look(self, name: str, editable: bool) -> None:
        """Open over the window for a document, which comes when it is made. `editable`: there is a Word form of it."""
        self._name, self._pages = name, (0, 0)
        self.word.setVisible(editable)
        self.banner.hide()
        self.busy.clear()
        self.picture.setPixmap(QPixmap())
        self.picture.setText(_("Making the document…"))
        self._say()
        self.open_over_window()

    def show_page(self, page: int, count: int) -> None:
        """Which page is looked at."""
        self._pages = (page, count)
        self.area.verticalScrollBar().setValue(0)
        self._say()

    def show_progress(self, done: int, count: int) -> None:
        """How far printing is; nothing when there is nothing to print."""
        busy = done < count
        text = fill(_("Printing page {page} of {count}"), page=done + 1, count=count) if busy else ""
        self.busy.setText(text)
        self.print.setEnabled(not busy)

    def show_printed(self) -> None:
        self.banner.show_text(_("Sent to the printer."))

    def show_written(self, path: Path) -> None:
        """A file is on the disk."""
        self.banner.show_text(fill(_("Document written: {path}"), path=path))

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(plain(_("Print preview")))
        names = {
            "up": _("Previous page"),
            "down": _("Next page"),
            "minus": _("Smaller"),
            "plus": _("Larger"),
            "close": _("Close"),
        }
        for name, text in names.items():
            self.tools[name].setIcon(icon(name))
            self.tools[name].setToolTip(text)
            self.tools[name].setAccessibleName(text)
        self.word.setText(_("Save for Word"))
        self.word.setIcon(icon("edit"))
        self.word.setToolTip(_("A document to rework in Word or LibreOffice. It bears no signed code."))
        self.save.setText(_("Save as PDF"))
        self.save.setIcon(icon("pdf"))
        self.print.setText(_("Print"))
        self.print.setIcon(icon("print", ink="on_primary"))
        self._say()

    def choose_printer(self) -> None:
        """Ask for printer, copies, sides and colour with the platform's dialog."""
        if not self._pages[1]:
            return
        printer = new_printer(self._name)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self._pages[1])
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_asked.emit(printer)

    def choose_file(self) -> None:
        """Ask where to keep the PDF."""
        chosen, _used = QFileDialog.getSaveFileName(self, plain(self.save.text()), f"{self._name}.pdf", "PDF (*.pdf)")
        if chosen:
            self.save_asked.emit(Path(chosen))

    def choose_word_file(self) -> None:
        """Ask where to keep the document to rework."""
        chosen, _used = QFileDialog.getSaveFileName(
            self, plain(self.word.text()), f"{self._name}.docx", "Word (*.docx)"
        )
        if chosen:
            self.word_asked.emit(Path(chosen))

    def _say(self) -> None:
        page, count = self._pages
        self.title.setText(lone(self._name))
        self.page.setText(fill(_("{page} / {count}"), page=page, count=count) if count else "")
        self.tools["up"].setEnabled(page > 1)
        self.tools["down"].setEnabled(page < count)
        for button in (self.save, self.print, self.word):
            button.setEnabled(bool(count))
        self.picture.setAccessibleName(self.page.text())

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(12)
        row.addWidget(self.busy, 1)
        row.addWidget(self.tools["up"])
        row.addWidget(self.page)
        row.addWidget(self.tools["down"])
        row.addSpacing(12)
        for name in ("minus", "plus"):
            row.addWidget(self.tools[name])
        row.addSpacing(12)
        row.addWidget(self.word)
        row.addSpacing(4)
        row.addWidget(self.save)
        row.addSpacing(4)
        row.addWidget(self.print)
        row.addSpacing(12)
        row.addWidget(self.tools["close"])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.banner)
        layout.addWidget(self.area, 1)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_P if control:
                self.choose_printer()
            case Qt.Key.Key_S if control:
                self.choose_file()
            case _:
                super().keyPressEvent(event)


def new_printer(name: str) -> QPrinter:
    """The usual printer, for A4 upright on both sides, bound at the long edge."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    return printer
