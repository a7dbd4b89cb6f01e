"""Who writes to whom, as Moroccan communes print it: Arabic on the right, French on the left, in every document."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from lcc_desktop.domain.territory import Commune
from lcc_desktop.reports.look import INK, PRIMARY
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.text.paragraph import Paragraph

ARABIC = ("المملكة المغربية", "وزارة الداخلية", "عمالة أو إقليم {province}", "جماعة {commune}")
FRENCH = (
    "Royaume du Maroc",
    "Ministère de l’Intérieur",
    "Préfecture ou province : {province}",
    "Commune : {commune}",
)
STYLE = Style(9, 13.5, bold=True, colour=INK, space_after=0)
MOST_LINES = 4
"""They hold the longest name that an evaluation may give."""


class Letterhead(Flowable):  # type: ignore[misc]
    """The two columns, and a line under them."""

    def __init__(self, commune: Commune) -> None:
        super().__init__()
        self.columns = [
            (_filled(FRENCH, commune.province_fr, commune.printed_name("fr")), False, "fr-MA"),
            (_filled(ARABIC, commune.province_ar, commune.printed_name("ar")), True, "ar-MA"),
        ]

    # ReportLab overrides

    def getSpaceAfter(self) -> float:
        return 8

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        half = available_width / 2 - 10
        self._parts = [
            [Paragraph(fitted(line, STYLE, half, MOST_LINES), STYLE, rtl, language=language) for line in lines]
            for lines, rtl, language in self.columns
        ]
        heights = [sum(part.wrap(half, 100)[1] for part in parts) for parts in self._parts]
        self.height = max(heights) + 6
        return available_width, self.height

    def draw(self) -> None:
        half = self.width / 2 - 10
        for parts, x in zip(self._parts, (0, self.width - half), strict=True):
            y = self.height
            for part in parts:
                y -= part.height
                part.drawOn(self.canv, x, y)
        self.canv.setStrokeColor(PRIMARY)
        self.canv.setLineWidth(1)
        self.canv.line(0, 0, self.width, 0)


def _filled(lines: Sequence[str], province: str, commune: str) -> list[str]:
    return [line.format(province=province, commune=commune) for line in lines]
