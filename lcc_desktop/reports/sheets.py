"""Paper score sheets: an indicator each, for a workshop without electricity, typed in afterwards.

A QR code holds `lcc:EVALUATION/INDICATOR`: scanned into the application's search it opens the indicator.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reportlab.platypus import Flowable, PageBreak

from lcc_desktop.domain.framework import Indicator, Norm, Principle
from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.reports.archival import Description
from lcc_desktop.reports.document import PLAIN_HEIGHT, WIDTH, Document, Stack
from lcc_desktop.reports.furniture import evaluation_pages
from lcc_desktop.reports.look import INK, LINE, PRIMARY, QUIET
from lcc_desktop.reports.qr import QUIET_ZONE, draw_qr
from lcc_desktop.reports.tags import Element, tags_of
from lcc_desktop.reports.text.layout import Style
from lcc_desktop.reports.text.paragraph import Heading, Paragraph
from lcc_desktop.reports.text.table import Table
from lcc_desktop.reports.tongues import Tongues
from lcc_desktop.services.results import EvaluationView

CODE = Style(17, 24, bold=True, colour=PRIMARY, space_after=0)
WHERE = Style(8, 12, colour=QUIET, space_after=0)
TEXT = Style(11, 16.5, bold=True, colour=INK, space_after=2)
SMALL = Style(8.5, 12.5, colour=QUIET, space_after=0)
LABEL = Style(9, 13.5, bold=True, colour=INK, space_before=5, space_after=2)
CELL = Style(9, 13, colour=INK, space_after=0)
FIGURE = Style(13, 18, bold=True, colour=INK, align="centre", space_after=0)
HEAD = Style(8.5, 12, bold=True, colour=QUIET, space_after=0)

SIDE = 78.0
"""Of the QR code, in points: read from paper with any telephone."""
BOX = "☐"
FEWEST_LINES, MOST_LINES = 2, 9
"""To write a justification on."""


def jump(evaluation: str, indicator: str) -> str:
    """What a sheet's QR code says."""
    return f"lcc:{evaluation}/{indicator}"


def render_sheets(view: EvaluationView, language: str, made_on: date, only: Sequence[str] = ()) -> bytes:
    """A sheet an indicator as PDF, in "fr", "ar" or "both"; of the codes in `only`, or of all."""
    tongues = Tongues(language)
    what = tongues.joined(lambda: _("Score sheets"), " / ")
    title = plain(f"{what} — {view.commune.name_fr} {view.cycle}")
    pages = evaluation_pages(view, tongues.all, made_on)
    description = Description(title, title, tongues.locale, made_on)
    document = Document(description, tongues.right_to_left, pages.draw, plain_foot=True)
    return document.render(_flow(view, tongues, only))


def _flow(view: EvaluationView, tongues: Tongues, only: Sequence[str]) -> Iterator[Flowable]:
    for principle in view.framework.principles:
        for norm in principle.norms:
            for indicator in norm.indicators:
                if not only or indicator.code in only:
                    yield _fitting(_Sheet(view, tongues, principle, norm, indicator))
                    yield PageBreak()


def _fitting(sheet: "_Sheet") -> Stack:
    """A sheet on one page: long texts in smaller letters, lines to write on as there is room."""
    stack = Stack(list(sheet.parts()))
    if stack.wrap(WIDTH, PLAIN_HEIGHT)[1] > PLAIN_HEIGHT:
        sheet.smaller()
        stack = Stack(list(sheet.parts()))
    room = PLAIN_HEIGHT - stack.wrap(WIDTH, PLAIN_HEIGHT)[1]
    sheet.justification.count += max(0, min(MOST_LINES - FEWEST_LINES, int(room / _Lines.STEP)))
    return stack


class _Sheet:
    """One indicator on paper."""

    def __init__(
        self, view: EvaluationView, tongues: Tongues, principle: Principle, norm: Norm, indicator: Indicator
    ) -> None:
        self.view, self.tongues = view, tongues
        self.principle, self.norm, self.indicator = principle, norm, indicator
        self.justification = self._lines(lambda: _("Justification of the group"), FEWEST_LINES)
        self.text, self.small, self.cell = TEXT, SMALL, CELL

    def smaller(self) -> None:
        """Everything that is long in smaller letters."""
        self.text = TEXT.but(size=9.5, leading=13.5)
        self.small = SMALL.but(size=7.5, leading=10.5)
        self.cell = CELL.but(size=7.5, leading=10.5)

    def parts(self) -> Iterator[Flowable]:
        """The sheet from top to bottom."""
        code = jump(self.view.id, self.indicator.code)
        yield _Head(self.indicator.code, list(self._where()), code, self.tongues.right_to_left)
        yield self.tongues.beside(self._texts)
        if self.indicator.scale.measured:
            yield self.tongues.beside(self._numbers)
        yield self._degrees()
        yield self._votes()
        yield self.tongues.beside(self._evidence)
        yield self.justification
        yield self._lines(lambda: _("Disagreement to be noted"), 1)
        yield self._lines(lambda: _("Group, rapporteur and signature"), 1)

    def _where(self) -> Iterator[Paragraph]:
        for language in self.tongues.all:
            text = f"{self.principle.name.say(language)} › {self.norm.title.say(language)}"
            yield self.tongues.paragraph(text, WHERE, language)

    def _texts(self, language: str) -> Iterator[Flowable]:
        yield self.tongues.paragraph(self.indicator.text.say(language), self.text, language)
        if self.indicator.help.say(language):
            yield self.tongues.paragraph(self.indicator.help.say(language), self.small.but(space_after=5), language)

    def _numbers(self, language: str) -> Iterator[Flowable]:
        """What is counted: blanks for the numbers that the degree follows from."""
        yield self.tongues.paragraph(_("Numbers"), LABEL, language)
        asked = [number.text.say(language) for number in self.view.framework.asked(self.indicator)]
        for text in asked or [_("Percentage")]:
            yield self.tongues.paragraph(fill(_("{what}: {blank}"), what=text, blank="…………………"), self.cell, language)

    def _degrees(self) -> Table:
        """Each degree with its description, and the box to tick."""
        rows = []
        for degree, text in enumerate(self.indicator.degrees):
            cells = [self._said(text.say(language), language) for language in self.tongues.all]
            rows.append([Paragraph(f"{BOX} {degree}", FIGURE, False), *self._ordered(cells)])
        others = [(BOX + " ?", lambda: _("No information"))]
        if self.indicator.na_allowed:
            others.append((BOX + " N", lambda: _("Not applicable")))
        for sign, say in others:
            texts = zip(self.tongues.lines(say), self.tongues.all, strict=True)
            rows.append([Paragraph(sign, FIGURE, False), *self._ordered([self._said(*pair) for pair in texts])])
        shares = (1.0, *(4.5 if self.tongues.bilingual else 9.0 for _language in self.tongues.all))
        return Table(rows, shares, self.tongues.right_to_left, heads=0, grid=True)

    def _said(self, text: str, language: str) -> Paragraph:
        return self.tongues.paragraph(text, self.cell, language)

    def _ordered(self, cells: list[Paragraph]) -> list[Paragraph]:
        """In a table that starts on the right, the Arabic first."""
        return cells[::-1] if self.tongues.bilingual else cells

    def _votes(self) -> Table:
        """Boxes to count cards in, a row a round."""
        signs = [*(str(degree) for degree in range(self.indicator.top + 1)), "?"]
        rows = [
            [
                self.tongues.cell(lambda: _("Cards shown"), HEAD),
                *(Paragraph(s, HEAD.but(align="centre"), False) for s in signs),
            ]
        ]
        for say in (lambda: _("First vote"), lambda: _("Second vote")):
            rows.append(
                [
                    Paragraph(self.tongues.joined(say, " · "), CELL, self.tongues.right_to_left),
                    *(Paragraph("", CELL, False) for _sign in signs),
                ]
            )
        return Table(rows, (3.6, *(1.0 for _sign in signs)), self.tongues.right_to_left, grid=True, least=21)

    def _evidence(self, language: str) -> Iterator[Flowable]:
        """The sources of verification, to tick what was seen."""
        yield self.tongues.paragraph(_("Evidence seen"), LABEL, language)
        for source in self.indicator.sources:
            yield self.tongues.paragraph(f"{BOX} {source.say(language)}", self.cell, language)
        yield self.tongues.paragraph(f"{BOX} ……………………………………", self.cell, language)

    def _lines(self, say: Callable[[], str], count: int) -> "_Lines":
        text = self.tongues.joined(say, "  ·  ")
        return _Lines(Paragraph(text, LABEL.but(space_before=0), self.tongues.right_to_left), count)


class _Head(Flowable):  # type: ignore[misc]
    """The code of the indicator where reading starts, where it belongs under it, the QR code at the other side."""

    def __init__(self, code: str, where: Sequence[Paragraph], text: str, right_to_left: bool) -> None:
        super().__init__()
        self.title = Heading(code, CODE, right_to_left, 1)
        self.where, self.text, self.right_to_left = where, text, right_to_left
        self.element = Element("Figure", alternate=text)
        self.address = Paragraph(text, WHERE.but(size=6, leading=8, align="centre"), False)

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, SIDE + 10
        for part in (self.title, *self.where):
            part.wrap(available_width - SIDE - 16, 100)
        self.address.wrap(SIDE + 60, 20)
        return self.width, self.height

    def draw(self) -> None:
        code_x = 0 if self.right_to_left else self.width - SIDE
        x = SIDE + 16 if self.right_to_left else 0
        y = self.height - 6
        for part in (self.title, *self.where):
            y -= part.height
            part.drawOn(self.canv, x, y)
        with tags_of(self.canv).content(self.canv, self.element):
            draw_qr(self.canv, self.text, code_x, self.height - SIDE, SIDE, quiet=QUIET_ZONE)
        left = code_x if self.right_to_left else code_x - 60
        self.address.style = self.address.style.but(align="start" if self.right_to_left else "end")
        self.address.drawOn(self.canv, left, self.height - SIDE - 9)


class _Lines(Flowable):  # type: ignore[misc]
    """A label and dotted lines to write on."""

    STEP = 19.0

    def __init__(self, label: Paragraph, count: int) -> None:
        super().__init__()
        self.label, self.count = label, count

    # ReportLab overrides

    def getSpaceBefore(self) -> float:
        return 5

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = self.label.wrap(available_width, 40)[1] + self.count * self.STEP
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        self.label.drawOn(canvas, 0, self.height - self.label.height)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.8)
        for number in range(self.count):
            y = (self.count - number - 1) * self.STEP + 3
            canvas.line(0, y, self.width, y)
