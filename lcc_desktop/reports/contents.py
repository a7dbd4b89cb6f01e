"""The table of contents: what it lists is written before it, where that stands is known at the end."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from lcc_desktop.reports.document import Columns, draw_text
from lcc_desktop.reports.look import INK, LINE, QUIET
from lcc_desktop.reports.tags import tags_of
from lcc_desktop.reports.text.drawing import read_pages
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.text.paragraph import Heading, Paragraph

ENTRY = Style(9.5, 15.5, colour=INK, space_after=0)
NUMBER = 26.0
"""Room for the number of a page."""


class Contents(Flowable):  # type: ignore[misc]
    """A line a heading, each in the languages of the document, with its page.

    It is drawn when the document is whole. Screen readers have the bookmarks instead.
    """

    def __init__(self, headings: Sequence[tuple[Heading, ...]], right_to_left: bool) -> None:
        super().__init__()
        self.headings, self.right_to_left = headings, right_to_left

    # ReportLab overrides

    def getSpaceAfter(self) -> float:
        return 10

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, len(self.headings) * ENTRY.leading
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.doForm("contents")
        page = canvas.getPageNumber()
        canvas.before_saving.insert(0, lambda: self._fill(canvas, page))  # before what goes by all of a page's letters

    def _fill(self, canvas: Canvas, page: int) -> None:
        canvas.beginForm("contents", 0, 0, self.width, self.height + ENTRY.leading)
        read_pages(canvas).begin(page)
        with tags_of(canvas).artifact():
            top = self.height
            for texts in self.headings:
                self._entry(canvas, texts, top)
                top -= ENTRY.leading
        canvas.endForm()

    def _entry(self, canvas: Canvas, texts: tuple[Heading, ...], top: float) -> None:
        page = Paragraph(str(max(text.page for text in texts)), ENTRY.but(align="centre", colour=QUIET), False)
        if len(texts) == 1:
            self._words(canvas, texts[0], 0, NUMBER, self.width - NUMBER, top)
            draw_text(canvas, page, 0 if self.right_to_left else self.width - NUMBER, top, NUMBER)
            return
        half = (self.width - Columns.GAP) / 2 - NUMBER / 2
        self._words(canvas, texts[0], 0, 0, half, top)
        self._words(canvas, texts[1], self.width - half, self.width - half, half, top)
        draw_text(canvas, page, (self.width - NUMBER) / 2, top, NUMBER)

    def _words(self, canvas: Canvas, text: Heading, left: float, arabic: float, width: float, top: float) -> None:
        """The text of an entry, `arabic` its left edge where it reads from the right, and dots up to its page."""
        x = arabic if text.right_to_left else left
        words = Paragraph(fitted(text.text, ENTRY, width, 1), ENTRY, text.right_to_left)
        draw_text(canvas, words, x, top, width)
        long = words.natural_width() + 6
        start, end = (x, x + width - long) if text.right_to_left else (x + long, x + width)
        if end - start > 10:
            canvas.setStrokeColor(HexColor(LINE))
            canvas.setLineWidth(0.8)
            canvas.setDash(0.8, 2.4)
            canvas.line(start, top - ENTRY.leading * 0.78, end, top - ENTRY.leading * 0.78)
            canvas.setDash()
