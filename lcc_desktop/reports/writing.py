"""What documents of several pages are written with: headings, sentences, tables and what people wrote.

What the application says it says in each language of the document; what people wrote or counted stands once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from lcc_desktop.domain.framework import Text
from lcc_desktop.i18n import current_language, is_rtl, lone, speaking
from lcc_desktop.i18n.bidi import isolate
from lcc_desktop.reports.document import Columns
from lcc_desktop.reports.look import INK, PRIMARY, QUIET
from lcc_desktop.reports.text.bidi import first_strong
from lcc_desktop.reports.text.layout import Piece, Style
from lcc_desktop.reports.text.paragraph import Heading, Paragraph, Several, items
from lcc_desktop.reports.text.table import Cell, Table
from lcc_desktop.reports.tongues import LOCALES, Tongues

TITLE = Style(19, 28, bold=True, colour=INK, space_after=0)
PLACE = Style(9.5, 14, colour=QUIET, space_after=6)
SECTION = Style(14, 21, bold=True, colour=PRIMARY, space_before=14, space_after=4)
PART = Style(10.5, 15.5, bold=True, colour=INK, space_before=9, space_after=3)
BODY = Style(9.5, 14, colour=INK, space_after=4)
STRONG = BODY.but(bold=True)
SMALL = Style(8.5, 12.5, colour=QUIET, space_after=3)
LABEL = Style(8.5, 12.5, bold=True, colour=QUIET, space_before=3, space_after=1)
CELL = Style(8.5, 12.5, colour=INK, space_after=0)
HEAD = CELL.but(bold=True, colour=QUIET)
FIGURE = Style(28, 36, bold=True, colour=PRIMARY, space_after=0)

TWOFOLD = 0.62
"""The width of each of two columns beside that of the one they are made of."""

Say = Callable[[], str]
"""A text in the language of the moment."""


@dataclass(frozen=True)
class Column:
    """A column of a table: what it is called, its part of the width, whether it holds figures.

    `twofold`: in a document of two languages it is two columns, the French at the left edge of the table.
    """

    title: Say
    share: float
    figure: bool = False
    twofold: bool = False


class Both(Several):
    """A cell that says something in both languages."""

    def apart(self) -> tuple[Paragraph, Paragraph]:
        """The French and the Arabic, each for a column of its own."""
        for part in self.parts:
            if part.style.align == "end":
                part.style = part.style.but(align="start")
        french, arabic = self.parts
        return french, arabic


class Writer:
    """Writes in the one language of a document, or in its two."""

    def __init__(self, language: str) -> None:
        self.tongues = Tongues(language)
        self.headings: list[tuple[Heading, ...]] = []
        """The headings of sections so far, each in every language: for a table of contents."""

    @property
    def bilingual(self) -> bool:
        return self.tongues.bilingual

    @property
    def right_to_left(self) -> bool:
        return self.tongues.right_to_left

    def heading(self, say: Say, style: Style, level: int) -> Flowable:
        """A heading, and one bookmark in the languages of the document."""
        texts = self.tongues.lines(say)
        bookmarks = [" / ".join(Paragraph(text, style, False).laid.plain for text in texts), ""]
        found = tuple(
            Heading(text, style, is_rtl(language), level, self._tag(language), bookmark)
            for text, language, bookmark in zip(texts, self.tongues.all, bookmarks, strict=False)
        )
        if level == 2:
            self.headings.append(found)
        return Columns(*found) if self.bilingual else found[0]

    def text(self, say: Say, style: Style = BODY) -> Flowable:
        """A paragraph; in two languages side by side."""
        found = [self.tongues.paragraph(text, style, each) for text, each in self.each(say)]
        return Columns(*found) if self.bilingual else found[0]

    def items(self, says: Iterable[Say], style: Style = BODY) -> list[Flowable]:
        """A list."""
        lists = []
        for language in self.tongues.all:
            with speaking(language):
                lists.append(items([say() for say in says], style, is_rtl(language)))
        return [Columns(*pair) for pair in zip(*lists, strict=True)] if self.bilingual else list(lists[0])

    def own(self, text: str, style: Style = BODY) -> list[Paragraph]:
        """What somebody wrote, once, each of its lines in its own direction."""
        return [self._own_line(line, style) for line in text.splitlines() if line.strip()]

    def cell(self, say: Say, style: Style = CELL) -> Cell:
        """What is said in each language, one under the other on the side of the document."""
        return self.pair(self.tongues.lines(say), style)

    def pair(self, texts: Sequence[str], style: Style = CELL) -> Cell:
        """A text in each language of the document, perhaps empty in one."""
        aside = style.but(align="end") if style.align == "start" else style
        looks = (aside, style) if self.bilingual else (style,)
        parts = [
            self.tongues.paragraph(text, look, language)
            for text, look, language in zip(texts, looks, self.tongues.all, strict=True)
        ]
        return Both(parts) if self.bilingual else parts[0]

    def own_cell(self, text: str, style: Style = CELL) -> Cell:
        """What somebody wrote, whole, line by line on the side of the document."""
        lines = [line for line in text.splitlines() if line.strip()]
        return Several([self.datum(line.strip(), style) for line in lines or [""]])

    def datum(self, text: str, style: Style = CELL) -> Paragraph:
        """A name, a code, a date or a number, on the side of the document."""
        return Paragraph(isolate(text) if text else "", style, self.right_to_left)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], grid: bool = False) -> Table:
        """A table under its columns' titles; one of them at the most is twofold."""
        whole = [[self._head(column) for column in columns], *rows]
        shares = [column.share for column in columns]
        if self.bilingual and any(column.twofold for column in columns):
            at = next(number for number, column in enumerate(columns) if column.twofold)
            shares[at] *= TWOFOLD
            shares.append(shares[at])
            whole = [_parted(row, at) for row in whole]
        return Table(whole, shares, self.right_to_left, grid=grid)

    def figure(self, text: str, bold: bool = False) -> Paragraph:
        """A number in a column of numbers."""
        return Paragraph(text, CELL.but(align="centre", bold=bold), False)

    def line(self, label: Say, text: str | Say, style: Style = SMALL) -> Paragraph:
        """Data with its name before it, once; what is said in each language, side by side."""
        name = self.tongues.joined(label, " / ")
        said = isolate(text) if isinstance(text, str) else self.tongues.joined(text, " / ")
        return Paragraph([Piece(name, bold=True), Piece(f"  {said}")], style, self.right_to_left)

    def _head(self, column: Column) -> Cell:
        style = HEAD.but(align="centre", size=7.5, leading=10.5) if column.figure else HEAD
        return self.cell(column.title, style)

    def each(self, say: Say) -> list[tuple[str, str]]:
        """A text in each language of the document, with the language."""
        return list(zip(self.tongues.lines(say), self.tongues.all, strict=True))

    def _own_line(self, line: str, style: Style) -> Paragraph:
        direction = first_strong(line)
        return Paragraph(line.strip(), style, self.right_to_left if direction is None else direction)

    def _tag(self, language: str) -> str:
        return LOCALES[language] if self.bilingual else ""


def _parted(row: Sequence[Cell], at: int) -> list[Cell]:
    """A row with the cell at `at` in two: the Arabic in its place, the French at the end."""
    cell = row[at]
    french, arabic = cell.apart() if isinstance(cell, Both) else (Paragraph("", CELL, False), cell)
    return [*row[:at], arabic, *row[at + 1 :], french]


def named(text: Text) -> Say:
    """A text of the framework, in the language of the moment."""
    return lambda: text.say(current_language())


def said(text: Text) -> str:
    """A text that people wrote in both languages, in the language of the moment; it turns nothing round beside it."""
    return lone(text.say(current_language()))
