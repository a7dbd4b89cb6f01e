"""How a slide looks: as large as it fits between 32 and 64 pixels on a screen of 1366×768, larger on a larger one.

French keeps the left and Arabic the right, as on paper, whatever the language of the facilitator's screen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from lcc_desktop.domain.scoring import State
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n import N_, _, fill, is_rtl, speaking
from lcc_desktop.reports.charts.radar import radar
from lcc_desktop.reports.charts.scene import Sizes
from lcc_desktop.reports.charts.votes import choices_of, distribution
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.palette import Palette
from lcc_desktop.ui.parts.chart_view import paint_scene
from lcc_desktop.ui.projector.slide import Kind, Slide
from lcc_desktop.ui.projector.wrapped import Wrapped, wrapped
from lcc_desktop.wording.states import state_name
from lcc_desktop.wording.votes import extremes_line

WIDTH, HEIGHT = 1366, 768
LEAST, MOST = 32, 64
MARGIN, GAP, HEAD, TILE = 40, 24, 56, 88
LANGUAGES = ("fr", "ar")
_ROUNDS = {1: N_("First vote"), 2: N_("Second vote")}


@dataclass(frozen=True)
class Placed:
    """Some text at its place."""

    text: Wrapped
    x: float
    y: float

    @property
    def box(self) -> QRectF:
        return QRectF(self.x, self.y, self.text.width, self.text.height)


class SlidePainter:
    """A slide on a surface of some size. `unit` is a pixel of the screen the sizes are given for."""

    def __init__(self, slide: Slide, width: float, height: float, colours: Palette, right_to_left: bool) -> None:
        self.slide, self.colours, self.right_to_left = slide, colours, right_to_left
        self.width, self.height = width, height
        self.unit = min(width / WIDTH, height / HEIGHT)
        self.words: list[Placed] = []
        """Every text of the slide; filled in before anything is painted."""
        self.tiles: list[tuple[int, QRectF]] = []
        self._place()

    @property
    def size(self) -> float:
        """The size of the slide's own text, in pixels of the screen the sizes are given for."""
        return self.words[0].text.size / self.unit if self.words else 0.0

    def paint(self, painter: QPainter) -> None:
        """Paint it over the whole surface."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width, self.height), QColor(self.colours.ground))
        self._paint_head(painter)
        for degree, box in self.tiles:
            self._paint_tile(painter, degree, box)
        for placed in self.words:
            placed.text.paint(painter, placed.x, placed.y, self.colours.ink)
        if self.slide.kind is Kind.VOTES:
            self._paint_votes(painter)
        elif self.slide.kind is Kind.RADAR:
            self._paint_radar(painter)

    # Places

    def _place(self) -> None:
        match self.slide.kind:
            case Kind.READ:
                self._place_tiles()
                bottom = self.height - self._u(MARGIN + TILE + GAP)
                self._place_text(QRectF(self._left, self._top, self._room, bottom - self._top), MOST)
            case Kind.VOTES:
                self._place_text(QRectF(self._left, self._top, self._room, self._u(190)), 40)
            case Kind.DEGREES:
                self._place_degrees()

    def _place_text(self, box: QRectF, most: int) -> None:
        """The indicator, one language under the other, the facilitator's first."""
        text = self.slide.text
        both = [(text.ar, True), (text.fr, False)] if self.right_to_left else [(text.fr, False), (text.ar, True)]

        def lay(size: float) -> list[Wrapped]:
            return [wrapped(words, size, box.width(), rtl, True) for words, rtl in both]

        laid = self._largest(lay, lambda parts: sum(p.height for p in parts) + self._u(GAP), box.height(), most)
        used = sum(part.height for part in laid) + self._u(GAP)
        y = box.top() + max(0.0, (box.height() - used) / 2)
        for part in laid:
            self.words.append(Placed(part, box.left(), y))
            y += part.height + self._u(GAP)

    def _place_degrees(self) -> None:
        """A row a degree: French, its number, Arabic."""
        side = self._u(64)
        column = (self._room - side - 2 * self._u(GAP)) / 2
        gap = self._u(10)
        degrees = self.slide.degrees

        def lay(size: float) -> list[Wrapped]:
            pairs = [(wrapped(d.fr, size, column, False), wrapped(d.ar, size, column, True)) for d in degrees]
            return [part for pair in pairs for part in pair]

        def rows(parts: Sequence[Wrapped]) -> list[float]:
            return [max(side, fr.height, ar.height) for fr, ar in zip(parts[::2], parts[1::2], strict=True)]

        room = self.height - self._top - self._u(MARGIN)
        laid = self._largest(lay, lambda parts: sum(rows(parts)) + gap * (len(degrees) - 1), room, 44)
        heights = rows(laid)
        y = self._top + max(0.0, (room - sum(heights) - gap * (len(degrees) - 1)) / 2)
        for degree, height in enumerate(heights):
            french, arabic = laid[2 * degree], laid[2 * degree + 1]
            self.words.append(Placed(french, self._left, y + (height - french.height) / 2))
            tile = QRectF(self._left + column + self._u(GAP), y + (height - side) / 2, side, side)
            self.tiles.append((degree, tile))
            self.words.append(Placed(arabic, tile.right() + self._u(GAP), y + (height - arabic.height) / 2))
            y += height + gap

    def _place_tiles(self) -> None:
        """The degrees as numbers, along the lower edge in the reading direction."""
        count, gap, side = len(self.slide.degrees), self._u(16), self._u(TILE)
        width = min((self._room - gap * (count - 1)) / count, 2.4 * side)
        start = (self.width - width * count - gap * (count - 1)) / 2
        for degree in range(count):
            place = count - 1 - degree if self.right_to_left else degree
            box = QRectF(start + place * (width + gap), self.height - self._u(MARGIN) - side, width, side)
            self.tiles.append((degree, box))

    def _largest(
        self,
        lay: Callable[[float], list[Wrapped]],
        height_of: Callable[[list[Wrapped]], float],
        room: float,
        most: int,
    ) -> list[Wrapped]:
        """The largest type that fits; the least one even if it does not."""
        for size in range(most, LEAST, -1):
            laid = lay(self._u(size))
            if height_of(laid) <= room and all(part.fits for part in laid):
                return laid
        return lay(self._u(LEAST))

    # Paint

    def _paint_head(self, painter: QPainter) -> None:
        """The code, the timer, and the framework's notice while it is unofficial."""
        painter.setPen(QColor(self.colours.primary))
        box = QRectF(self._left, self._u(MARGIN / 2), self._room, self._u(HEAD))
        painter.setFont(fonts.font(round(self._u(40)), QFont.Weight.Bold))
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self.right_to_left:
            start, end = end, start
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        if self.slide.kind is not Kind.RADAR:
            painter.drawText(box, int(start | absolute), self.slide.code)
        if self.slide.seconds is not None:
            painter.setPen(QColor(self.colours.ink))
            painter.setFont(fonts.font(round(self._u(48)), QFont.Weight.Bold))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), clock(self.slide.seconds))
        if self.slide.notice is not None:
            painter.setPen(QColor(self.colours.accent))
            painter.setFont(fonts.font(round(self._u(LEAST)), QFont.Weight.DemiBold))
            notice = f"{self.slide.notice.fr}  /  {self.slide.notice.ar}"
            if self.slide.seconds is not None:  # both languages and the timer do not share one line
                notice = self.slide.notice.ar if self.right_to_left else self.slide.notice.fr
            painter.drawText(box, int(end | absolute), notice)

    def _paint_tile(self, painter: QPainter, degree: int, box: QRectF) -> None:
        """A degree's number; the one agreed on stands out by its frame and its ground, not by colour alone."""
        ground, ink = self.colours.degree(degree, len(self.slide.degrees) - 1)
        chosen = self.slide.chosen == degree
        if chosen:
            grown = box.adjusted(-self._u(7), -self._u(7), self._u(7), self._u(7))
            painter.setPen(QPen(QColor(self.colours.ink), self._u(5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(grown, self._u(14), self._u(14))
        painter.setPen(QPen(QColor(self.colours.edge), self._u(2)))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, self._u(10), self._u(10))
        painter.setPen(QColor(ink))
        painter.setFont(fonts.font(round(min(self._u(MOST), box.height() * 0.7)), QFont.Weight.Bold))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(degree))

    def _paint_votes(self, painter: QPainter) -> None:
        """The revealed rounds side by side, and who explains."""
        top = self.words[-1].box.bottom() + self._u(GAP)
        foot = self._u(54)
        bottom = self.height - self._u(MARGIN) - 2 * foot
        count = len(self.slide.ballots)
        width = (self._room - self._u(2 * GAP) * (count - 1)) / max(1, count)
        titled = count > 1
        for place, (number, ballot) in enumerate(self.slide.ballots):
            across = count - 1 - place if self.right_to_left else place
            box = QRectF(self._left + across * (width + self._u(2 * GAP)), top, width, bottom - top)
            if titled:
                self._line(painter, _in_both(_ROUNDS[number]), box, self.colours.quiet, self.right_to_left)
                box.setTop(box.top() + self._u(48))
            self._paint_ballot(painter, ballot, box)
        latest = self.slide.ballots[-1][1] if self.slide.ballots else Ballot()
        colour = self.colours.ink if self._is_decided else self.colours.accent
        for row, language in enumerate(LANGUAGES):
            box = QRectF(self._left, self.height - self._u(MARGIN) - (2 - row) * foot, self._room, foot)
            self._line(painter, self._sentence(latest, language), box, colour, is_rtl(language))

    @property
    def _is_decided(self) -> bool:
        return self.slide.state not in (State.UNSCORED, State.DISPUTED)

    def _sentence(self, latest: Ballot, language: str) -> str:
        """What there is to say below the votes: who explains or, once it is decided, what was."""
        with speaking(language):
            if not self._is_decided:
                return extremes_line(latest)
            if self.slide.chosen is None:
                return state_name(self.slide.state)
            return fill(_("Degree agreed on: {degree}"), degree=self.slide.chosen)

    def _paint_ballot(self, painter: QPainter, ballot: Ballot, box: QRectF) -> None:
        top = len(self.slide.degrees) - 1
        sizes = Sizes(self._u(40), self._u(36), self._u(LEAST))
        scene = distribution(choices_of(ballot, top), box.width(), box.height(), self.right_to_left, sizes, top)
        painter.save()
        painter.translate(box.topLeft())
        paint_scene(painter, scene, self.colours)
        painter.restore()

    def _paint_radar(self, painter: QPainter) -> None:
        box = QRectF(self._left, self._top, self._room, self.height - self._top - self._u(MARGIN / 2))
        sizes = Sizes(self._u(38), self._u(LEAST), self._u(LEAST))
        scene = radar(self.slide.axes, box.width(), box.height(), self.right_to_left, sizes)
        painter.save()
        painter.translate(box.topLeft())
        paint_scene(painter, scene, self.colours)
        painter.restore()

    def _line(self, painter: QPainter, text: str, box: QRectF, colour: str, right_to_left: bool) -> None:
        rtl = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(rtl)  # a sentence in its own language's order
        painter.setPen(QColor(colour))
        painter.setFont(fonts.font(round(self._u(LEAST)), QFont.Weight.DemiBold))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), text)

    def _u(self, pixels: float) -> float:
        """Pixels of the screen the sizes are given for, on this one."""
        return pixels * self.unit

    @property
    def _left(self) -> float:
        return self._u(MARGIN)

    @property
    def _room(self) -> float:
        return self.width - 2 * self._u(MARGIN)

    @property
    def _top(self) -> float:
        return self._u(MARGIN / 2 + HEAD + 8)


def clock(seconds: int) -> str:
    """Minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _in_both(message: str) -> str:
    """One text in both languages, side by side."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(_(message))
    return "  ·  ".join(said)
