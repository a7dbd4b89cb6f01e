"""A document: A4 pages with room for binding, filled from flowables, with footnotes, furniture and page numbers x/y."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from lcc_desktop.reports.archival import Description, DocumentCanvas
from lcc_desktop.reports.look import LINE, QUIET
from lcc_desktop.reports.text.drawing import read_pages
from lcc_desktop.reports.text.layout import Piece, Style
from lcc_desktop.reports.text.paragraph import Paragraph

SIDE, BINDING, TOP, BOTTOM = 18 * mm, 25 * mm, 20 * mm, 31 * mm
WIDTH, HEIGHT = A4[0] - SIDE - BINDING, A4[1] - TOP - BOTTOM
PLAIN_BOTTOM, PLAIN_HEIGHT = 20 * mm, A4[1] - TOP - 20 * mm
"""Of documents without a signed code in the foot."""

NOTE = Style(7.5, 11, colour=QUIET, space_after=0)

Furniture = Callable[[Canvas, float, int, int], None]
"""Draws what every page bears: on a canvas, from the text's left edge, for a page's number and how many there are."""


class Stack(Flowable):  # type: ignore[misc]
    """Flowables under one another. A `whole` one is not parted while a page has room for it; what is kept with the
    next never ends a page.
    """

    def __init__(self, parts: Sequence[Flowable], whole: bool = True) -> None:
        super().__init__()
        self.parts, self.whole = list(parts), whole

    @property
    def notes(self) -> list[Piece]:
        """The footnotes of its parts."""
        return [note for part in self.parts for note in getattr(part, "notes", ())]

    # ReportLab overrides

    def getSpaceBefore(self) -> float:
        return float(self.parts[0].getSpaceBefore()) if self.parts else 0.0

    def getSpaceAfter(self) -> float:
        return float(self.parts[-1].getSpaceAfter()) if self.parts else 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self._gaps = [
            max(a.getSpaceAfter(), b.getSpaceBefore()) for a, b in zip(self.parts, self.parts[1:], strict=False)
        ]
        self._heights = [float(part.wrap(available_width, available_height)[1]) for part in self.parts]
        self.height = sum(self._heights) + sum(self._gaps)
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        if self.whole and self.height <= HEIGHT:
            return []
        used, fitting = 0.0, 0
        while fitting < len(self.parts):
            gap = self._gaps[fitting - 1] if fitting else 0.0
            if used + gap + self._heights[fitting] > available_height:
                break
            used += gap + self._heights[fitting]
            fitting += 1
        if fitting == len(self.parts):
            return []
        gap = self._gaps[fitting - 1] if fitting else 0.0
        pieces = self.parts[fitting].split(available_width, available_height - used - gap)
        above, below = self.parts[:fitting], self.parts[fitting:]
        if pieces:
            above, below = [*above, pieces[0]], [*pieces[1:], *below[1:]]
        while above and getattr(above[-1], "keep_with_next", False):
            below.insert(0, above.pop())
        return [Stack(above, False), Stack(below, False)] if above else []

    def draw(self) -> None:
        y = self.height
        for part, height, gap in zip(self.parts, self._heights, [0.0, *self._gaps], strict=False):
            y -= gap + height
            part.drawOn(self.canv, 0, y)


class Columns(Flowable):  # type: ignore[misc]
    """Two columns side by side: in bilingual documents of Morocco, French on the left and Arabic on the right."""

    GAP = 18.0

    def __init__(self, left: Flowable, right: Flowable) -> None:
        super().__init__()
        self.left, self.right = left, right

    @property
    def keep_with_next(self) -> bool:
        """Whether it is a heading in both languages."""
        return bool(getattr(self.left, "keep_with_next", False))

    @property
    def notes(self) -> list[Piece]:
        """The footnotes of both."""
        return [note for side in (self.left, self.right) for note in getattr(side, "notes", ())]

    # ReportLab overrides

    def getSpaceBefore(self) -> float:
        return float(max(self.left.getSpaceBefore(), self.right.getSpaceBefore()))

    def getSpaceAfter(self) -> float:
        return float(max(self.left.getSpaceAfter(), self.right.getSpaceAfter()))

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, half = available_width, self._half(available_width)
        self._heights = [float(side.wrap(half, available_height)[1]) for side in (self.left, self.right)]
        self.height = max(self._heights)
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        half, nothing = self._half(available_width), Spacer(0, 0)
        self.wrap(available_width, available_height)
        sides = []
        for side, height in zip((self.left, self.right), self._heights, strict=True):
            parts = [side, nothing] if height <= available_height else side.split(half, available_height)
            if len(parts) != 2:
                return []
            sides.append(parts)
        return [Columns(sides[0][0], sides[1][0]), Columns(sides[0][1], sides[1][1])]

    def draw(self) -> None:
        half = self._half(self.width)
        for side, height, x in zip((self.left, self.right), self._heights, (0, self.width - half), strict=True):
            side.drawOn(self.canv, x, self.height - height)

    def _half(self, width: float) -> float:
        return (width - self.GAP) / 2


class Document:
    """One PDF. `right_to_left` is its reading direction: which side is bound, where its footnotes start."""

    def __init__(
        self,
        description: Description,
        right_to_left: bool,
        furniture: Furniture | None,
        to_edges: bool = False,
        plain_foot: bool = False,
    ) -> None:
        """`to_edges`: without margins, for what is cut out of the paper. `plain_foot`: no signed code needs room."""
        self.description = description
        self.right_to_left = right_to_left
        self.left = SIDE if right_to_left else BINDING
        bottom, height = (PLAIN_BOTTOM, PLAIN_HEIGHT) if plain_foot else (BOTTOM, HEIGHT)
        self._area = (0.0, 0.0, A4[0], A4[1]) if to_edges else (self.left, bottom, WIDTH, height)
        self._furniture = furniture

    def render(self, flow: Iterable[Flowable]) -> bytes:
        """The document's bytes: the same for the same flow."""
        file = io.BytesIO()
        x, y, width, height = self._area
        frame = _Frame(x, y, width, height, self.right_to_left)
        template = BaseDocTemplate(file, pagesize=A4)
        template.addPageTemplates(PageTemplate("page", [frame], onPage=self._on_page, onPageEnd=frame.draw_notes))
        template.build(list(_glued(flow)), canvasmaker=self._canvas)
        return file.getvalue()

    def _canvas(self, file: Any, **settings: Any) -> DocumentCanvas:
        canvas = DocumentCanvas(file, self.description, pagesize=A4)
        read_pages(canvas).right_to_left = self.right_to_left
        canvas.before_saving.append(lambda: self._furnish(canvas))
        return canvas

    def _on_page(self, canvas: DocumentCanvas, template: BaseDocTemplate) -> None:
        if self._furniture is not None:
            canvas.doForm(f"furniture{canvas.getPageNumber()}")

    def _furnish(self, canvas: DocumentCanvas) -> None:
        """Draw what every page bears, now that it is known how many there are."""
        if self._furniture is None:
            return
        pages, read = canvas.getPageNumber() - 1, read_pages(canvas)
        for page in range(1, pages + 1):
            canvas.beginForm(f"furniture{page}", 0, 0, *A4)
            read.begin(page)
            with canvas.tags.artifact():
                self._furniture(canvas, self.left, page, pages)
            read.end(canvas, A4[0] / 2, 4 * mm)
            canvas.endForm()


def draw_text(canvas: Canvas, paragraph: Paragraph, x: float, top: float, width: float) -> float:
    """Draw a paragraph where no flow is; how high it is."""
    _width, height = paragraph.wrap(width, HEIGHT)
    paragraph.drawOn(canvas, x, top - height)
    return height


class _Frame(Frame):  # type: ignore[misc]
    """The text area of a page, which footnotes eat from below."""

    def __init__(self, x: float, y: float, width: float, height: float, right_to_left: bool) -> None:
        self._notes: list[Paragraph] = []
        self._right_to_left = right_to_left
        super().__init__(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    def draw_notes(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        """Draw the notes of the page at its foot."""
        if not self._notes:
            return
        top = self._y1 + sum(note.height for note in self._notes) + 4
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        start, length = (self._x2, -60) if self._right_to_left else (self._x1, 60)
        canvas.line(start, top, start + length, top)
        for note in self._notes:
            top -= note.height
            note.drawOn(canvas, self._x1, top)

    # ReportLab overrides

    def _reset(self) -> None:
        super()._reset()
        self._notes = []
        self._y1p = self._y1

    def _add(self, flowable: Flowable, canv: Canvas, trySplit: int = 0) -> int:
        bottom, notes = self._y1p, self._paragraphs(flowable)
        self._y1p = self._raised(notes)
        done: int = super()._add(flowable, canv, trySplit)
        if done:
            self._notes += notes
        else:
            self._y1p = bottom
        return done

    add = _add

    def split(self, flowable: Flowable, canv: Canvas) -> list[Flowable]:
        bottom = self._y1p
        self._y1p = self._raised(self._paragraphs(flowable))
        parts: list[Flowable] = super().split(flowable, canv)
        self._y1p = bottom
        return parts

    def _raised(self, notes: Sequence[Paragraph]) -> float:
        if not notes:
            return float(self._y1p)
        line = 0 if self._notes else 10
        return float(self._y1p + line + sum(note.height for note in notes))

    def _paragraphs(self, flowable: Flowable) -> list[Paragraph]:
        found = []
        for piece in getattr(flowable, "notes", ()):
            note = Paragraph(f"{piece.text}. {piece.note}", NOTE, self._right_to_left, "Note")
            note.wrap(self._aW, HEIGHT)
            found.append(note)
        return found


def _glued(flow: Iterable[Flowable]) -> Iterator[Flowable]:
    """The flow with each heading joined to what follows it."""
    held: list[Flowable] = []
    for flowable in flow:
        held.append(flowable)
        if getattr(flowable, "keep_with_next", False) or (len(held) > 1 and isinstance(flowable, Spacer)):
            continue
        yield held[0] if len(held) == 1 else Stack(held, whole=False)
        held = []
    yield from held
