"""Who writes to whom, as Moroccan communes print it: Arabic on the right, French on the left, in every document."""

import io
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from lcc_desktop.domain.template import Template
from lcc_desktop.domain.territory import Commune
from lcc_desktop.reports.look import INK, PRIMARY
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.text.paragraph import Paragraph

STYLE = Style(9, 13.5, bold=True, colour=INK, space_after=0)
MOST_LINES, MOST_IN_ALL = 4, 9
"""Over how many lines one of the template's may run on: they hold the longest name that an evaluation may give. And how
many lines a column has: with them a summary keeps to its two pages.
"""
GAP = 10.0
HIGH, WIDE = 20 * mm, {1: 34 * mm, 2: 22 * mm}
"""How large a logo is at the most, by how many there are."""


class Letterhead(Flowable):  # type: ignore[misc]
    """The two columns, the logos between them, and a line under them. Without a commune, an institution's own."""

    def __init__(self, template: Template, commune: Commune | None) -> None:
        super().__init__()
        names = {
            language: (commune.province(language), commune.printed_name(language)) if commune else ("", "")
            for language in ("fr", "ar")
        }
        self.columns = [
            (template.lines("fr", *names["fr"]), False, "fr-MA"),
            (template.lines("ar", *names["ar"]), True, "ar-MA"),
        ]
        self.logos = Logos(template.logos)

    # ReportLab overrides

    def getSpaceAfter(self) -> float:
        return 8

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        high = self.logos.wrap(available_width, available_height)[1]
        self._half = (available_width - self.logos.across) / 2 - GAP
        self._parts = [self._fitted(*column) for column in self.columns]
        heights = [sum(part.height for part in parts) for parts in self._parts]
        self.height = max(*heights, high) + 6
        return available_width, self.height

    def draw(self) -> None:
        for parts, x in zip(self._parts, (0, self.width - self._half), strict=True):
            y = self.height
            for part in parts:
                y -= part.height
                part.drawOn(self.canv, x, y)
        self.logos.drawOn(self.canv, 0, self.height - self.logos.height)
        self.canv.setStrokeColor(PRIMARY)
        self.canv.setLineWidth(1)
        self.canv.line(0, 0, self.width, 0)

    def _fitted(self, lines: Sequence[str], right_to_left: bool, language: str) -> list[Paragraph]:
        """A column's lines, the long ones cut as far as the column needs."""
        parts: list[Paragraph] = []
        for most in range(MOST_LINES, 0, -1):
            said = [fitted(line, STYLE, self._half, most) for line in lines]
            parts = [Paragraph(line, STYLE, right_to_left, language=language) for line in said]
            if sum(part.wrap(self._half, 100)[1] for part in parts) <= MOST_IN_ALL * STYLE.leading:
                break
        return parts


class Logos(Flowable):  # type: ignore[misc]
    """Logos side by side in the order given, in the middle; an artifact to screen readers, as the names beside them say
    the same.
    """

    def __init__(self, logos: Sequence[bytes]) -> None:
        super().__init__()
        self.data = list(logos)
        self._pictures = [ImageReader(io.BytesIO(data)) for data in logos]

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each, in points."""
        found = []
        for picture in self._pictures:
            across, down = picture.getSize()
            scale = min(WIDE[len(self._pictures)] / across, HIGH / down)
            found.append((across * scale, down * scale))
        return found

    @property
    def across(self) -> float:
        """How much of the width they take."""
        return sum(width for width, _height in self.sizes) + GAP * max(0, len(self._pictures) - 1)

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, max((height for _width, height in self.sizes), default=0.0)
        return self.width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        x = (self.width - self.across) / 2
        for picture, (width, height) in zip(self._pictures, self.sizes, strict=True):
            canvas.drawImage(picture, x, (self.height - height) / 2, width, height)
            x += width + GAP
