"""A document looked at before it is printed or kept: which page, how large, and its way to the printer."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from lcc_desktop.domain.errors import AppError, NotPrinted
from lcc_desktop.services.proofs import Drawing, Proof
from lcc_desktop.services.unit import write_whole
from lcc_desktop.ui.tasks import Job, Tasks
from lcc_desktop.wording.errors import explain

ZOOMS = (1.0, 1.5, 2.0, 3.0)
"""How many times larger than a page that fits."""
PRINTED_DOTS = 400
"""Dots an inch sent to a printer: type is sharp, and a page fits an old laptop's memory."""


class PreviewPresenter(QObject):
    """
    Signals:
        page_changed: which page, from 1, of how many.
        drawn: what to show (QImage).
        progressed: how many pages of how many are printed; equal at the end.
        printed: all pages were handed to the printer.
        written: the file is on the disk (Path).
        message: a sentence for the user.
    """

    page_changed = Signal(int, int)
    drawn = Signal(object)
    progressed = Signal(int, int)
    printed = Signal()
    written = Signal(object)
    message = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = Tasks(self)
        self._proof: Proof | None = None
        self._job: Job | None = None
        self._page, self.pages = 0, 0
        self._box = (0, 0)
        self._zoom = 0
        self._turn = 0
        """Counts what was asked: an answer to something older is let pass."""

    @Slot(str, object)
    def look(self, name: str, data: bytes) -> None:
        """Look at a document in place of the one before."""
        self.stop()
        proof = self._proof = Proof(name, data)
        self._page, self.pages, self._zoom = 0, 0, 0
        self.tasks.run(proof.open, partial(self._on_opened, proof), self._on_refused)

    @Slot(int)
    def turn_page(self, steps: int) -> None:
        """Another page; the ends hold."""
        to = min(max(self._page + steps, 0), self.pages - 1)
        if self.pages and to != self._page:
            self._page = to
            self.page_changed.emit(self._page + 1, self.pages)
            self._draw()

    @Slot(int)
    def change_zoom(self, steps: int) -> None:
        """Larger (1), smaller (-1) or fitting (0)."""
        self._zoom = min(max(self._zoom + steps, 0), len(ZOOMS) - 1) if steps else 0
        self._draw()

    @Slot(int, int)
    def set_box(self, width: int, height: int) -> None:
        """How many dots there are to fit a page into."""
        if (width, height) != self._box and width > 0 and height > 0:
            self._box = (width, height)
            self._draw()

    @Slot(object)
    def print_on(self, printer: QPrinter) -> None:
        """Send the pages that were chosen to a printer."""
        proof = self._proof
        if proof is None or not self.pages:
            return
        chosen = chosen_pages(printer, self.pages)
        self._job = self.tasks.run_long(
            partial(_print, proof, printer, chosen),
            lambda _nothing: self.printed.emit(),
            self._on_refused,
            self.progressed.emit,
            lambda: self.progressed.emit(0, 0),
        )

    @Slot(object)
    def save(self, target: Path) -> None:
        """Write the document to a file."""
        if self._proof is not None:
            self.tasks.run(partial(_write, target, self._proof.data), self.written.emit, self._on_refused)

    @Slot()
    def stop(self) -> None:
        """Nothing is looked at any more; what is being printed is left where it is."""
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
        if self._proof is not None:
            self.tasks.run(self._proof.close, lambda _nothing: None, self._on_refused)
        self._proof, self._job, self.pages = None, None, 0

    def close(self) -> None:
        """The window goes."""
        self.stop()
        self.tasks.close()

    def _draw(self) -> None:
        proof = self._proof
        if proof is None or not self.pages or not self._box[0]:
            return
        self._turn += 1
        turn, page = self._turn, self._page
        width, height = (round(side * ZOOMS[self._zoom]) for side in self._box)

        def work() -> QImage | None:
            return _image(proof.page(page, width, height)) if turn == self._turn else None

        self.tasks.run(work, partial(self._on_drawn, turn), self._on_refused)

    def _on_opened(self, proof: Proof, pages: int) -> None:
        if proof is self._proof:
            self.pages = pages
            self.page_changed.emit(1, pages)
            self._draw()

    def _on_drawn(self, turn: int, image: QImage | None) -> None:
        if turn == self._turn and image is not None:
            self.drawn.emit(image)

    def _on_refused(self, error: AppError) -> None:
        self.progressed.emit(0, 0)
        self.message.emit(explain(error))


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages to print, from 0, in the order in which they come out."""
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        pages = [page for page in range(count) if ranges.contains(page + 1)]
    elif printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = list(range(printer.fromPage() - 1, min(printer.toPage() or count, count)))
    else:
        pages = list(range(count))
    return pages[::-1] if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst else pages


def _print(proof: Proof, printer: QPrinter, pages: Sequence[int], job: Job) -> None:
    """Draw the pages on the paper where they are in the document, whatever margins the printer would like."""
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    wanted = [page for _copy in range(copies) for page in pages]
    printer.setFullPage(True)
    painter = QPainter()
    if not wanted or not painter.begin(printer):
        raise NotPrinted(printer.printerName())
    try:
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        dots = min(PRINTED_DOTS, printer.resolution()) / printer.resolution()
        for done, page in enumerate(wanted):
            job.report(done, len(wanted))
            if done and not printer.newPage():
                raise NotPrinted(printer.printerName())
            image = _image(proof.page(page, round(paper.width() * dots), round(paper.height() * dots)))
            if printer.colorMode() is QPrinter.ColorMode.GrayScale:
                image = image.convertToFormat(QImage.Format.Format_Grayscale8)
            size = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(paper.topLeft(), size), image)
        job.report(len(wanted), len(wanted))
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _image(drawing: Drawing) -> QImage:
    """Dots as Qt's image, with memory of its own."""
    form = QImage.Format.Format_RGBA8888
    return QImage(drawing.dots, drawing.width, drawing.height, drawing.width * 4, form).copy()


def _write(target: Path, data: bytes) -> Path:
    write_whole(target, data)
    return target
