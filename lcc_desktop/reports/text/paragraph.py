"""Paragraphs for ReportLab: wrapped to what width there is, split between pages. Lengths in points."""

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from lcc_desktop.reports.tags import Element, tags_of
from lcc_desktop.reports.text.drawing import draw_line
from lcc_desktop.reports.text.flow import twin
from lcc_desktop.reports.text.layout import Line, Piece, Style, Text

LEAST = 2
"""Lines that stay together at the end of a page, and at the beginning of the next."""
BASELINE = 0.78
"""From the top of a line to its baseline, in leadings: room for marks above and below."""


class Paragraph(Flowable):  # type: ignore[misc]
    """Text in a base direction. `kind` is what it is in the document's structure."""

    def __init__(
        self, content: str | Sequence[Piece], style: Style, right_to_left: bool, kind: str = "P", language: str = ""
    ) -> None:
        super().__init__()
        self.laid = Text(content, style, right_to_left)
        self.style = style
        self.right_to_left = right_to_left
        self.element = Element(kind, language, actual=self.laid.plain if self.laid.turns else "")
        self.lines: Sequence[Line] = ()
        self._fixed = False

    @property
    def text(self) -> str:
        """What it says."""
        return self.laid.text

    @property
    def notes(self) -> list[Piece]:
        """The footnotes of the lines it holds; of the whole before it was wrapped."""
        if not self._fixed or not self.lines:
            return [piece for _at, piece in self.laid.notes]
        start, end = self.lines[0].start, self.lines[-1].end
        return [piece for at, piece in self.laid.notes if start <= at < end]

    def natural_width(self) -> float:
        """The width of the text on one line."""
        return self.laid.width(0, len(self.text))

    def cut(self, lines: int) -> "tuple[Paragraph, Paragraph]":
        """Its first lines, and the rest."""
        return self._part(self.lines[:lines]), self._part(self.lines[lines:])

    # ReportLab overrides

    def getSpaceBefore(self) -> float:
        return self.style.space_before

    def getSpaceAfter(self) -> float:
        return self.style.space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        if not self._fixed:
            self.lines = self.laid.lines(available_width)
        self.height = len(self.lines) * self.style.leading
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        fitting = min(int(available_height / self.style.leading + 1e-6), len(self.lines) - LEAST)
        return [] if fitting < LEAST else [*self.cut(fitting)]

    def draw(self) -> None:
        if any(line.end > line.start for line in self.lines):
            with tags_of(self.canv).content(self.canv, self.element):
                self._draw_lines(self.canv)

    def _draw_lines(self, canvas: Canvas) -> None:
        y = self.height - self.style.leading * BASELINE
        for line in self.lines:
            justified = self.style.align == "justify" and line.goes_on
            words = self.laid.placed(line, self.width if justified else None)
            width = words[-1].x + words[-1].width if words else 0.0
            draw_line(canvas, words, self._left(width), y, self.right_to_left)
            y -= self.style.leading

    def _left(self, width: float) -> float:
        if self.style.align == "centre":
            return float((self.width - width) / 2)
        at_right = self.right_to_left == (self.style.align != "end")
        return float(self.width - width) if at_right else 0.0

    def _part(self, lines: Sequence[Line]) -> "Paragraph":
        part = twin(self)
        part.lines, part._fixed = lines, True
        return part


class Heading(Paragraph):
    """A heading: never the last thing on a page, and a bookmark of the document under its text or the one given; none
    where that is empty. `page` is where it was drawn.
    """

    keep_with_next = True

    def __init__(
        self,
        text: str,
        style: Style,
        right_to_left: bool,
        level: int = 1,
        language: str = "",
        bookmark: str | None = None,
    ) -> None:
        super().__init__(text, style, right_to_left, f"H{level}", language)
        self.level, self.page = level, 0
        self.bookmark = " ".join((self.laid.plain if bookmark is None else bookmark).split())

    # ReportLab overrides

    def draw(self) -> None:
        canvas = self.canv
        self.page = canvas.getPageNumber()
        if self.bookmark:
            key = f"h{id(self.element)}"
            _x, top = canvas.absolutePosition(0, self.height)
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
            canvas.addOutlineEntry(self.bookmark, key, self.level - 1, closed=False)
        super().draw()


class Several(Flowable):  # type: ignore[misc]
    """Paragraphs under one another as one cell of a table: a text in two languages, or what people wrote in both."""

    def __init__(self, parts: Sequence[Paragraph]) -> None:
        super().__init__()
        self.parts = list(parts)
        self.element = Element("Div")
        self.style = max((part.style for part in self.parts), key=lambda style: style.leading)

    @property
    def notes(self) -> list[Piece]:
        """The footnotes of its paragraphs."""
        return [note for part in self.parts for note in part.notes]

    def cut(self, lines: int) -> "tuple[Several, Several]":
        """Its first lines, and the rest."""
        above, below = twin(self), twin(self)
        above.parts, below.parts = [], []
        for part in self.parts:
            here = max(0, min(lines, len(part.lines)))
            lines -= here
            if here == len(part.lines):
                above.parts.append(part)
            elif here == 0:
                below.parts.append(part)
            else:
                first, rest = part.cut(here)
                above.parts.append(first)
                below.parts.append(rest)
        return above, below

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = sum(part.wrap(available_width, available_height)[1] for part in self.parts)
        return available_width, self.height

    def draw(self) -> None:
        y = self.height
        with tags_of(self.canv).within(self.element):
            for part in self.parts:
                y -= part.height
                part.drawOn(self.canv, 0, y)


class Item(Flowable):  # type: ignore[misc]
    """An item of a list: a bullet or a number where reading starts, its text beside it."""

    def __init__(self, label: str, body: Paragraph, items: Element, indent: float = 14) -> None:
        super().__init__()
        self.body, self.indent, self.items = body, indent, items
        self.label: Paragraph | None = Paragraph(label, body.style, body.right_to_left, "Lbl")
        self.element = Element("LI")
        body.element.kind = "LBody"

    @property
    def notes(self) -> list[Piece]:
        """The footnotes of its text."""
        return self.body.notes

    # ReportLab overrides

    def getSpaceBefore(self) -> float:
        return self.body.getSpaceBefore()

    def getSpaceAfter(self) -> float:
        return self.body.getSpaceAfter()

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self.height = self.body.wrap(available_width - self.indent, available_height)[1]
        if self.label is not None:
            self.label.wrap(self.indent, available_height)
        return available_width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        return [
            self._part(part, number == 0)
            for number, part in enumerate(self.body.split(available_width - self.indent, available_height))
        ]

    def draw(self) -> None:
        tags = tags_of(self.canv)
        right_to_left = self.body.right_to_left
        with tags.within(self.items), tags.within(self.element):
            if self.label is not None:
                left = self.width - self.indent if right_to_left else 0
                self.label.drawOn(self.canv, left, self.height - self.label.height)
            self.body.drawOn(self.canv, 0 if right_to_left else self.indent, 0)

    def _part(self, body: Paragraph, first: bool) -> "Item":
        part = twin(self)
        part.body = body
        if not first:
            part.label = None
        return part


def items(
    texts: Iterable[str | Sequence[Piece]], style: Style, right_to_left: bool, numbered: bool = False
) -> list[Item]:
    """A list: each item a flowable, so that it may go on over pages."""
    kind: dict[str, Any] = {"O": "/List", "ListNumbering": "/Decimal" if numbered else "/Disc"}
    whole = Element("L", attributes=kind)
    indent = style.size * (2.2 if numbered else 1.3)
    return [
        Item(f"{number}." if numbered else "•", Paragraph(text, style, right_to_left), whole, indent)
        for number, text in enumerate(texts, start=1)
    ]
