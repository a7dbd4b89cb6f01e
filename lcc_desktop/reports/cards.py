"""Voting cards to cut out and hold up: a degree each, not applicable, and "I do not know". Four to a sheet, A6."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from lcc_desktop.i18n import _, fill, plain, speaking
from lcc_desktop.reports.archival import Description
from lcc_desktop.reports.charts.pdf import draw_scene
from lcc_desktop.reports.charts.scene import Fill, Pen, Role, Scene, rectangle
from lcc_desktop.reports.document import Document, draw_text
from lcc_desktop.reports.look import COLOURS, INK
from lcc_desktop.reports.text.layout import Style
from lcc_desktop.reports.text.paragraph import Paragraph
from lcc_desktop.reports.tongues import Tongues

WIDTH, HEIGHT = A4[0] / 2, A4[1] / 2
FIGURE = Style(210, 210, bold=True, colour=INK, align="centre")
CORNER = Style(26, 30, bold=True, colour=INK)
NAME = Style(20, 28, bold=True, colour=INK, align="centre", space_after=0)
RULE = Style(10.5, 16, colour=INK, space_after=0)
BAND, EDGE = 26.0, 24.0


@dataclass(frozen=True)
class Card:
    """What is on a card: a sign to see across the room, and what it means in each language."""

    sign: str
    names: tuple[str, ...]
    fill: Fill


def cards(tongues: Tongues, top: int) -> list[Card]:
    """A set: the degrees from 0 to `top`, not applicable, and "I do not know"."""
    found = []
    for degree in range(top + 1):
        names = tongues.lines(lambda degree=degree: fill(_("Degree {degree}"), degree=degree))  # type: ignore[misc]
        role: Role = f"degree{round(degree * 4 / top)}"  # type: ignore[assignment]
        found.append(Card(str(degree), tuple(names), Fill(role)))
    found.append(Card("N", tuple(tongues.lines(lambda: _("Not applicable"))), Fill("edge", "hatch")))
    found.append(Card("?", tuple(tongues.lines(lambda: _("I do not know"))), Fill("edge", "dots")))
    return found


def render_cards(language: str, made_on: date, top: int = 4, sets: int = 1) -> bytes:
    """Sets of cards as PDF, in "fr", "ar" or "both": each set begins a sheet."""
    tongues = Tongues(language)
    title = plain(tongues.joined(lambda: _("Voting cards"), " / "))
    document = Document(Description(title, title, tongues.locale, made_on), tongues.right_to_left, None, to_edges=True)
    return document.render(_sheets(tongues, top, sets))


def _sheets(tongues: Tongues, top: int, sets: int) -> Iterator[Flowable]:
    whole = cards(tongues, top)
    for _number in range(sets):
        for start in range(0, len(whole) + 1, 4):
            yield _Sheet(whole[start : start + 4], tongues)


def _rules() -> tuple[str, ...]:
    return (
        _("Each one chooses a card alone. All cards are shown at the same moment."),
        _("The lowest and the highest explain first. Then we vote again."),
        _("“I do not know” is a vote. A card is an opinion; the score is what the group agrees on."),
    )


class _Sheet(Flowable):  # type: ignore[misc]
    """Four cards on a sheet, with the lines to cut along."""

    def __init__(self, some: Sequence[Card], tongues: Tongues) -> None:
        super().__init__()
        self.cards, self.tongues = some, tongues

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return float(A4[0]), float(A4[1])

    def draw(self) -> None:
        for number, card in enumerate(self.cards):
            self._draw_card(card, *self._place(number))
        if len(self.cards) < 4:
            self._draw_rules(*self._place(len(self.cards)))
        canvas = self.canv
        canvas.setStrokeColor(HexColor(COLOURS["edge"]))
        canvas.setLineWidth(0.6)
        canvas.setDash(4, 4)
        canvas.line(WIDTH, 0, WIDTH, A4[1])
        canvas.line(0, HEIGHT, A4[0], HEIGHT)
        canvas.setDash()

    def _place(self, number: int) -> tuple[float, float]:
        column, row = number % 2, number // 2
        if self.tongues.right_to_left:
            column = 1 - column
        return column * WIDTH, A4[1] - (row + 1) * HEIGHT

    def _draw_rules(self, x: float, y: float) -> None:
        """How one votes, on the place after the last card."""
        top, width = y + HEIGHT - EDGE, WIDTH - 2 * EDGE
        for language in self.tongues.all:
            with speaking(language):
                lines = [
                    (_("How we vote"), RULE.but(bold=True, size=13, leading=20)),
                    *((text, RULE) for text in _rules()),
                ]
            for text, style in lines:
                top -= draw_text(self.canv, self.tongues.paragraph(text, style, language), x + EDGE, top, width) + 4
            top -= 12

    def _draw_card(self, card: Card, x: float, y: float) -> None:
        canvas, inner = self.canv, WIDTH - 2 * EDGE
        canvas.saveState()
        canvas.translate(x + EDGE, y + EDGE)
        height = HEIGHT - 2 * EDGE
        band = rectangle(0, 0, inner, BAND, Pen("edge", 0.8), card.fill)
        frame = rectangle(0, 0, inner, height, Pen("edge", 0.8))
        draw_scene(canvas, Scene(inner, height, (band, frame)))
        for at_left in (True, False):
            corner = Paragraph(card.sign, CORNER.but(align="start" if at_left else "end"), False)
            draw_text(canvas, corner, 10, height - BAND - 6, inner - 20)
        capital = 0.7 * FIGURE.size  # how high figures are
        figure = Paragraph(card.sign, FIGURE, False)
        middle = height * 0.56
        draw_text(canvas, figure, 0, middle - capital / 2 + 0.78 * FIGURE.size, inner)
        top = 30.0 + len(card.names) * NAME.leading
        for name, language in zip(card.names, self.tongues.all, strict=True):
            top -= draw_text(canvas, self.tongues.paragraph(name, NAME, language), 8, top, inner - 16)
        canvas.restoreState()
