"""A table that mirrors: its first column stands where reading starts. Lengths in points."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from lcc_desktop.reports.text.paragraph import Paragraph

PAD_X, PAD_Y = 6.0, 3.5


class Table(Flowable):  # type: ignore[misc]
    """Rows of paragraphs with hairlines. `shares` are the columns' parts of the width, in logical order."""

    def __init__(
        self,
        rows: Sequence[Sequence[Paragraph]],
        shares: Sequence[float],
        right_to_left: bool,
        line: str = "#DDD8CF",
        head: str = "#F1EEE8",
    ) -> None:
        super().__init__()
        self.rows = rows
        self.shares = [share / sum(shares) for share in shares]
        self.right_to_left = right_to_left
        self.line, self.head = line, head

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
        self._heights = [
            max(cell.wrap(wide - 2 * PAD_X, 10_000)[1] for cell, (_x, wide) in zip(row, columns, strict=True))
            + 2 * PAD_Y
            for row in self.rows
        ]
        self.height = sum(self._heights)
        return available_width, self.height

    def draw(self) -> None:
        canvas, y = self.canv, self.height
        columns = self.columns(self.width)
        canvas.setFillColor(self.head)
        canvas.rect(0, y - self._heights[0], self.width, self._heights[0], stroke=0, fill=1)
        canvas.setStrokeColor(self.line)
        canvas.setLineWidth(0.5)
        for row, height in zip(self.rows, self._heights, strict=True):
            for cell, (x, _wide) in zip(row, columns, strict=True):
                cell.drawOn(canvas, x + PAD_X, y - PAD_Y - cell.height)
            y -= height
            canvas.line(0, y, self.width, y)
