"""A document to rework in Word or LibreOffice: the same flow as on paper, written as paragraphs and tables.

Arabic is said to be Arabic: a paragraph's direction, each run's script and its font are written out, for a reader that
guesses gets them wrong. It bears no signed code: what can be reworked vouches for nothing.
"""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab.platypus import Flowable, PageBreak

from lcc_desktop.reports.archival import MAKER, Description
from lcc_desktop.reports.document import Columns, Stack
from lcc_desktop.reports.letterhead import Letterhead, Logos
from lcc_desktop.reports.text.layout import Style
from lcc_desktop.reports.text.paragraph import Heading, Item, Paragraph
from lcc_desktop.reports.text.table import Table

FONT = "Arial"
"""On every computer, with both scripts."""
_ALIGN = {"start": "start", "end": "end", "centre": "center", "justify": "both"}
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
SIDE, BINDING, TOP, WIDTH = 18, 25, 20, 167
"""Millimetres."""


def to_docx(
    flow: Iterable[Flowable],
    description: Description,
    right_to_left: bool,
    head: str,
    foot: Sequence[tuple[str, bool]],
) -> bytes:
    """The flow as a Word document. `head` stands above each page, `foot` under it, before its number: lines, and
    whether each is right to left.
    """
    document = Document()
    _prepare(document, description, right_to_left)
    section = document.sections[0]
    _fill(section.header.paragraphs[0], head, Style(8, 11, bold=True, colour="#8A5E05", align="centre"), False)
    below = section.footer.paragraphs[0]
    for number, (line, turned) in enumerate(foot):
        part = below if number == 0 else section.footer.add_paragraph()
        _fill(part, line, Style(8, 11, colour="#58676B"), turned)
    _add_page_number(section.footer.add_paragraph())
    writer = _Writer(document)
    for flowable in flow:
        writer.add(flowable)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Writer:
    """Adds flowables to a document, or to a cell of a table."""

    def __init__(self, container: Any) -> None:
        self._container = container

    def add(self, flowable: Flowable) -> None:
        """What has no words is left out: charts say in a table what they show."""
        match flowable:
            case Stack():
                for part in flowable.parts:
                    self.add(part)
            case Item():
                label = flowable.label.text if flowable.label is not None else ""
                self._say(flowable.body, f"{label}\u00a0{flowable.body.text}")
            case Paragraph():
                self._say(flowable, flowable.text)
            case Table():
                self._add_table(flowable)
            case Columns():
                self._add_columns((flowable.left, flowable.right))
            case Letterhead():
                self._add_letterhead(flowable)
            case Logos():
                self._add_logos(flowable)
            case PageBreak():
                self._container.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _ if isinstance(names := getattr(flowable, "names", None), list):  # room for signatures
                self._add_signatures([name for name in names if name is not None])

    def _say(self, paragraph: Paragraph, text: str) -> None:
        level = paragraph.level if isinstance(paragraph, Heading) else 0
        added = self._container.add_paragraph(style=f"Heading {level}" if level else None)
        _fill(added, text, paragraph.style, paragraph.right_to_left)

    def _add_table(self, table: Table) -> None:
        made = self._container.add_table(rows=0, cols=len(table.shares))
        made.style, made.autofit = "Table Grid", False
        if table.right_to_left:
            _flag(made._tbl.tblPr, "w:bidiVisual")
        for number, row in enumerate(table.rows):
            cells = made.add_row()
            if number < table.heads:
                _flag(cells._tr.get_or_add_trPr(), "w:tblHeader")
            for cell, share, said in zip(cells.cells, table.shares, row, strict=True):
                cell.width = Mm(WIDTH * share)
                _fill(cell.paragraphs[0], said.text, said.style.but(space_before=2, space_after=2), said.right_to_left)
        self._container.add_paragraph()

    def _add_columns(self, sides: Sequence[Flowable]) -> None:
        made = self._container.add_table(rows=1, cols=len(sides))
        for cell, side in zip(made.rows[0].cells, sides, strict=True):
            cell.width = Mm(WIDTH / len(sides))
            _Writer(cell).add(side)
            first = cell.paragraphs[0]
            if len(cell.paragraphs) > 1 and not first.text:
                first._p.getparent().remove(first._p)

    def _add_letterhead(self, letterhead: Letterhead) -> None:
        """French on the left and Arabic on the right, as everywhere, the logos between them."""
        style = Style(9.5, 13.5, bold=True, space_after=0)
        french, arabic = (
            Stack([Paragraph(line, style, rtl) for line in lines]) for lines, rtl, _locale in letterhead.columns
        )
        self._add_columns([french, letterhead.logos, arabic] if letterhead.logos.data else [french, arabic])
        self._container.add_paragraph()

    def _add_logos(self, logos: Logos) -> None:
        added = self._container.add_paragraph()
        _fill(added, "", Style(9, 13.5, align="centre"), False)
        for data, (width, height) in zip(logos.data, logos.sizes, strict=True):
            added.add_run().add_picture(io.BytesIO(data), Pt(width), Pt(height))

    def _add_signatures(self, names: Sequence[Paragraph]) -> None:
        self._container.add_paragraph()
        self._add_columns(names)
        for _line in range(3):
            self._container.add_paragraph()


def _fill(added: WordParagraph, text: str, style: Style, right_to_left: bool) -> None:
    """A paragraph's words, a run a script, and how they look."""
    properties = added._p.get_or_add_pPr()
    if right_to_left:
        _flag(properties, "w:bidi")
    spacing = added.paragraph_format
    spacing.space_before, spacing.space_after = Pt(style.space_before), Pt(style.space_after)
    alignment = OxmlElement("w:jc")
    alignment.set(qn("w:val"), _ALIGN[style.align])
    properties.append(alignment)
    for number, line in enumerate(_MARKS.sub("", _CONTROLS.sub(" ", text)).split("\n")):
        if number:
            added.add_run().add_break()
        for rtl, words in _scripts(line, right_to_left):
            run = added.add_run(words)
            run.font.size, run.font.bold = Pt(style.size), style.bold
            run.font.color.rgb = RGBColor.from_string(style.colour.lstrip("#"))
            _shape(run._r.get_or_add_rPr(), style, rtl)


def _shape(properties: Any, style: Style, right_to_left: bool) -> None:
    """Font, size and weight for the other script too, and which of the two it is."""
    fonts = properties.get_or_add_rFonts()
    for part in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(part), FONT)
    if style.bold:
        _flag(properties, "w:bCs")
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(style.size * 2)))
    properties.append(size)
    if right_to_left:
        _flag(properties, "w:rtl")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-MA")
    language.set(qn("w:bidi"), "ar-MA")
    properties.append(language)


def _scripts(line: str, right_to_left: bool) -> Iterator[tuple[bool, str]]:
    """The line in stretches of one direction; what has none of its own goes with its neighbours, or the paragraph."""
    own = [{"L": False, "R": True, "AL": True}.get(unicodedata.bidirectional(sign)) for sign in line]
    before: list[bool | None] = []
    last: bool | None = None
    for direction in own:
        last = direction if direction is not None else last
        before.append(last)
    after: list[bool | None] = []
    last = None
    for direction in reversed(own):
        last = direction if direction is not None else last
        after.insert(0, last)
    settled = [
        a if a is not None and (a == b or direction is not None) else right_to_left
        for direction, a, b in zip(own, before, after, strict=True)
    ]
    for rtl, signs in groupby(zip(settled, line, strict=True), key=lambda pair: pair[0]):
        yield rtl, "".join(sign for _rtl, sign in signs)


def _prepare(document: Any, description: Description, right_to_left: bool) -> None:
    """A4 with room for binding, and what the document is."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(TOP)
    section.left_margin, section.right_margin = (Mm(SIDE), Mm(BINDING)) if right_to_left else (Mm(BINDING), Mm(SIDE))
    if right_to_left:
        _flag(section._sectPr, "w:bidi")
    said = document.core_properties
    said.title, said.subject, said.author = description.title, description.subject, MAKER
    said.language, said.comments, said.last_modified_by = description.language, "", MAKER
    said.created = said.modified = datetime(
        description.made_on.year, description.made_on.month, description.made_on.day
    )


def _add_page_number(paragraph: WordParagraph) -> None:
    """Page x/y, counted by whoever opens it."""
    _fill(paragraph, "", Style(8, 11, align="centre"), False)
    for number, code in enumerate(("PAGE", "NUMPAGES")):
        if number:
            paragraph.add_run("/").font.size = Pt(8)
        run = paragraph.add_run()
        run.font.size = Pt(8)
        for kind in ("begin", "", "end"):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = code
            run._r.append(part)


def _flag(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))
