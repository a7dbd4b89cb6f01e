"""Charts on paper, from the same geometry as on the screen. Lengths in points."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from lcc_desktop.i18n.formats import percent
from lcc_desktop.reports.charts.polar import Point, axis_end, outline, ring
from lcc_desktop.reports.text.paragraph import Paragraph, Style

INK, QUIET, LINE, PRIMARY = "#1F2A2E", "#58676B", "#BDB7AC", "#0F5C63"
LABEL = 104.0
"""Width of a label."""


class RadarChart(Flowable):  # type: ignore[misc]
    """One axis a label, its share (0..1 or None) written beside it: legible without colour."""

    def __init__(
        self, labels: Sequence[str], shares: Sequence[float | None], right_to_left: bool, height: float
    ) -> None:
        super().__init__()
        self.labels, self.shares = labels, shares
        self.right_to_left = right_to_left
        self.height = height

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        return available_width, self.height

    def draw(self) -> None:
        radius = min(self.height / 2 - 34, self.width / 2 - LABEL)
        self.canv.saveState()
        self.canv.translate(self.width / 2, self.height / 2 - 4)
        self._grid(radius)
        self._values(radius)
        self._labels(radius)
        self.canv.restoreState()

    def _grid(self, radius: float) -> None:
        canvas, count = self.canv, len(self.labels)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.4)
        for share in (0.25, 0.5, 0.75, 1.0):
            canvas.drawPath(self._path(ring(share, count), radius), stroke=1, fill=0)
        for position in range(count):
            x, y = axis_end(position, count, self.right_to_left)
            canvas.line(0, 0, x * radius, -y * radius)

    def _values(self, radius: float) -> None:
        canvas = self.canv
        corners = outline(self.shares, self.right_to_left)
        canvas.setStrokeColor(PRIMARY)
        canvas.setFillColor(PRIMARY, alpha=0.16)
        canvas.setLineWidth(1.6)
        canvas.drawPath(self._path(corners, radius), stroke=1, fill=1)
        canvas.setFillColor(PRIMARY, alpha=1)
        for (x, y), share in zip(corners, self.shares, strict=True):
            if share is not None:
                canvas.circle(x * radius, -y * radius, 2.4, stroke=0, fill=1)

    def _labels(self, radius: float) -> None:
        for position, (label, share) in enumerate(zip(self.labels, self.shares, strict=True)):
            x, y = axis_end(position, len(self.labels), self.right_to_left)
            centred = abs(x) < 0.2
            outward = "start" if (x < 0) == self.right_to_left else "end"
            if x > 0:
                outward = "end" if self.right_to_left else "start"
            elif x < 0:
                outward = "start" if self.right_to_left else "end"
            align = "centre" if centred else outward
            figure = Paragraph(percent(share), Style(9, 11, bold=True, colour=INK, align=align), self.right_to_left)
            name = Paragraph(label, Style(8, 10.5, colour=QUIET, align=align), self.right_to_left)
            height = sum(part.wrap(LABEL - 8, 100)[1] for part in (figure, name))
            left = x * (radius + 8) - (LABEL / 2 - 4 if centred else (0 if x > 0 else LABEL - 8))
            top = -y * (radius + 8) + (height if y < -0.9 else height / 2)
            figure.drawOn(self.canv, left, top - figure.height)
            name.drawOn(self.canv, left, top - height)

    def _path(self, points: Sequence[Point], radius: float) -> object:
        path = self.canv.beginPath()
        for position, (x, y) in enumerate(points):
            (path.lineTo if position else path.moveTo)(x * radius, -y * radius)
        path.close()
        return path
