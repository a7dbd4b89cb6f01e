"""Documents looked at, printed, kept and checked in the window, with a printer that writes PDF."""

import io
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter

from lcc_desktop.pictures.codes import codes_in
from lcc_desktop.ui.documents.preview import new_printer
from lcc_desktop.ui.documents.preview_presenter import chosen_pages

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def previewed(qtbot, open_desk, desk, evaluation):
    """The window with the French council summary in the preview."""
    window = open_desk(desk, "fr")
    window.window.resize(QSize(1366, 768))
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None)
    window.window.go_to("documents")
    dialog = window.printing.dialog
    window.documents.asked.emit("council", "fr", "Tétouan 2026 council fr")
    qtbot.waitUntil(lambda: not dialog.picture.pixmap().isNull(), timeout=20_000)
    yield window
    dialog.close()


def printer_to(path: Path) -> QPrinter:
    printer = new_printer("essai")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(200)
    return printer


def test_a_page_is_shown_as_on_paper_and_the_keys_turn_to_the_next(qtbot, previewed):
    dialog = previewed.printing.dialog
    shown = dialog.picture.pixmap().toImage()
    assert shown.height() / shown.width() == pytest.approx(297 / 210, abs=0.01)
    assert "1 / 2" in dialog.page.text().replace("\u2068", "").replace("\u2069", "")
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: dialog.picture.pixmap().toImage() != shown)
    assert not dialog.tools["down"].isEnabled()
    before = dialog.picture.pixmap().width()
    qtbot.keyClick(dialog, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: dialog.picture.pixmap().width() > before)


def test_what_is_printed_is_the_document_at_its_size_with_a_code_that_is_read(qtbot, previewed, tmp_path):
    printing, printer = previewed.printing, printer_to(tmp_path / "printed.pdf")
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    with qtbot.waitSignal(printing.preview.printed, timeout=20_000):
        printing.dialog.print_asked.emit(printer)
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert [tuple(round(side) for side in page.get_size()) for page in printed] == [(595, 842)] * 2
    picture = printed[1].render(scale=150 / 72).to_pil()
    red, green, blue = picture.convert("RGB").getextrema()
    assert red == green == blue
    [text] = codes_in(picture)
    assert previewed.services.document_check.check_text(text).good
    printed.close()
    assert printing.dialog.banner.isVisible()


def test_only_the_pages_chosen_are_printed_in_the_order_chosen(tmp_path, qtbot):
    printer = printer_to(tmp_path / "some.pdf")
    assert chosen_pages(printer, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert chosen_pages(printer, 3) == [2, 1]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_in_a_sentence(qtbot, previewed, tmp_path):
    with qtbot.waitSignal(previewed.printing.preview.message):
        previewed.printing.dialog.print_asked.emit(printer_to(tmp_path / "nowhere" / "printed.pdf"))
    assert "imprimante" in previewed.printing.dialog.banner.text.text()


def test_the_pdf_and_the_document_to_rework_are_kept_where_asked(qtbot, previewed, tmp_path):
    printing = previewed.printing
    with qtbot.waitSignal(printing.preview.written):
        printing.dialog.save_asked.emit(tmp_path / "kept.pdf")
    with qtbot.waitSignal(printing.documents.written):
        printing.dialog.word_asked.emit(tmp_path / "kept.docx")
    assert len(pypdfium2.PdfDocument(tmp_path / "kept.pdf")) == 2
    words = docx.Document(io.BytesIO((tmp_path / "kept.docx").read_bytes()))
    assert any("Projet de décision" in paragraph.text for paragraph in words.paragraphs)


def test_a_document_dropped_on_the_page_is_checked_without_an_evaluation_open(qtbot, open_desk, desk, evaluation):
    window = open_desk(desk, "en")
    window.window.go_to("documents")
    text = desk.stamps.make("council", desk.evaluations.view(evaluation), date(2026, 11, 24))
    with qtbot.waitSignal(window.printing.check.checked):
        window._scanned_target(text).go()
    card = window.documents.check
    assert "This workspace made the document" in card.banner.text.text()
    assert "Tétouan" in card.said.text()
    assert card.said.isVisible()
