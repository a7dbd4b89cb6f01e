"""A table that mirrors: its first column stands where reading starts. Lengths in points."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from lcc_desktop.reports.look import HEAD, LINE
from lcc_desktop.reports.tags import Element, tags_of
from lcc_desktop.reports.text.flow import twin
from lcc_desktop.reports.text.layout import Piece
from lcc_desktop.reports.text.paragraph import LEAST, Paragraph, Several

PAD_X, PAD_Y = 6.0, 3.5

Cell = Paragraph | Several


class Table(Flowable):  # type: ignore[misc]
    """Rows of paragraphs with hairlines, the first `heads` of them repeated on every page.

    `shares` are the columns' parts of the width, in logical order. A row that is higher than a page is cut. A `grid`
    has lines between columns too, `least` is the least height of a row: for tables that are filled in by hand.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        right_to_left: bool,
        heads: int = 1,
        grid: bool = False,
        least: float = 0,
    ) -> None:
        super().__init__()
        self.rows = rows
        self.heads, self.grid, self.least = heads, grid, least
        self.shares = [share / sum(shares) for share in shares]
        self.right_to_left = right_to_left
        self.element = Element("Table")
        self._elements = [Element("TR") for _row in rows]
        self._goes_on = False

    @property
    def notes(self) -> list[Piece]:
        """The footnotes of its cells."""
        return [note for row in self.rows for cell in row for note in cell.notes]

    def columns(self, width: float) -> list[tuple[float, float]]:
        """Left edge and width of each column, in logical order."""
        edges, x = [], 0.0
        for share in self.shares:
            wide = share * width
            edges.append((width - x - wide if self.right_to_left else x, wide))
            x += wide
        return edges

    # ReportLab overrides

    def getSpaceAfter(self) -> float:
        return 8

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        columns = self.columns(available_width)
        self._heights = [self._row_height(row, columns) for row in self.rows]
        self.height = sum(self._heights)
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        used, fitting = sum(self._heights[: self.heads]), self.heads
        while fitting < len(self.rows) and used + self._heights[fitting] <= available_height:
            used += self._heights[fitting]
            fitting += 1
        if fitting == len(self.rows):
            return []
        above = list(zip(self.rows, self._elements, strict=True))[self.heads :]
        below = above[fitting - self.heads :]
        del above[fitting - self.heads :]
        cut = self._cut(below[0][0], available_height - used) if not above else None
        if cut is not None:  # nothing but the head would stay
            above, below = [(cut[0], below[0][1])], [(cut[1], below[0][1]), *below[1:]]
        return [self._part(above, self._goes_on), self._part(below, True)] if above else []

    def draw(self) -> None:
        canvas, y = self.canv, self.height
        columns = self.columns(self.width)
        shaded = sum(self._heights[: self.heads])
        canvas.setFillColor(HEAD)
        canvas.rect(0, y - shaded, self.width, shaded, stroke=0, fill=1)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        with tags_of(canvas).within(self.element):
            for number, (row, height) in enumerate(zip(self.rows, self._heights, strict=True)):
                self._draw_row(number, row, columns, y)
                y -= height
                canvas.line(0, y, self.width, y)
        if self.grid:
            canvas.line(0, self.height, self.width, self.height)
            for edge in sorted({side for x, wide in columns for side in (x, x + wide)}):
                canvas.line(edge, 0, edge, self.height)

    def _draw_row(self, number: int, row: Sequence[Cell], columns: Sequence[tuple[float, float]], y: float) -> None:
        tags, head = tags_of(self.canv), number < self.heads
        with tags.artifact() if head and self._goes_on else tags.within(self._elements[number]):
            for cell, (x, _wide) in zip(row, columns, strict=True):
                cell.element.kind = "TH" if head else "TD"
                if head:
                    cell.element.attributes = {"O": "/Table", "Scope": "/Column"}
                cell.drawOn(self.canv, x + PAD_X, y - PAD_Y - cell.height)

    def _row_height(self, row: Sequence[Cell], columns: Sequence[tuple[float, float]]) -> float:
        heights = (cell.wrap(wide - 2 * PAD_X, 0)[1] for cell, (_x, wide) in zip(row, columns, strict=True))
        return max(max(heights) + 2 * PAD_Y, self.least)

    def _cut(self, row: Sequence[Cell], height: float) -> tuple[Sequence[Cell], Sequence[Cell]] | None:
        """A row in two, the first no higher than `height`; None where two lines would not fit."""
        lines = int((height - 2 * PAD_Y) / max(cell.style.leading for cell in row) + 1e-6)
        if lines < LEAST:
            return None
        parts = [cell.cut(lines) for cell in row]
        return [first for first, _rest in parts], [rest for _first, rest in parts]

    def _part(self, body: Sequence[tuple[Sequence[Cell], Element]], goes_on: bool) -> "Table":
        part = twin(self)
        part.rows = [*self.rows[: self.heads], *(row for row, _element in body)]
        part._elements = [*self._elements[: self.heads], *(element for _row, element in body)]
        part._goes_on = goes_on
        return part
