"""Tables of people's own making: a workbook, a text with separators, or what was copied from either.

Only cells are read. Nothing is run, no link is followed, and what is hostile or damaged is refused.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from lcc_desktop.domain.errors import FileUnreadable, TableRefused
from lcc_desktop.domain.facts import one_line
from lcc_desktop.exchange.cell_text import stripped
from lcc_desktop.exchange.strict_xlsx import WorkbookRefused, open_workbook

LARGEST = 10 * 1024**2
"""Bytes of a file: a list of people is some kilobytes."""
MOST_ROWS, MOST_COLUMNS = 5_000, 60
"""Rows that hold something; further columns are not looked at."""

_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = "\t;,|"
_LOOKED_AT = 20_000
"""Characters by which the separator is told."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BROAD = 3
"""Columns merged in one row, from which they are a heading, not somebody."""
_LONGEST_CELL, _MOST_LINES = 2_000, 6
"""Of a quoted cell: beyond that a quotation mark was no quotation mark."""


@dataclass(frozen=True)
class Row:
    """A row that holds something. `number` is its place in its source, from 1."""

    number: int
    cells: tuple[str, ...]
    heading: bool = False

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The rows of one sheet or text."""

    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def read_tables(path: Path) -> list[Table]:
    """Every sheet of a workbook, or the one table of a text, told apart by what they hold, not by their name.

    Raises FileUnreadable, TableRefused.
    """
    if not path.is_file():  # a folder, a pipe or a device, which may never end, is none
        raise FileUnreadable(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise FileUnreadable(str(path)) from error
    if len(content) > LARGEST:
        raise TableRefused(str(path), "too-large")
    if content.startswith(_OLD_WORKBOOK):
        raise TableRefused(str(path), "old-workbook")
    tables = _sheets(content, path) if content.startswith(_WORKBOOK) else [_from_text(_decoded(content, path))]
    return _checked(tables, str(path))


def read_pasted(text: str) -> list[Table]:
    """The table in a text from the clipboard: Excel and Word put tabs between cells. Raises TableRefused."""
    if len(text) > LARGEST:
        raise TableRefused("", "too-large")
    return _checked([_from_text(text)], "")


def _checked(tables: Iterable[Table], path: str) -> list[Table]:
    filled = [table for table in tables if table.rows]
    if not filled:
        raise TableRefused(path, "empty")
    if max(len(table.rows) for table in filled) > MOST_ROWS:
        raise TableRefused(path, "too-many-rows")
    return filled


# Texts


def _decoded(content: bytes, path: Path) -> str:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode(_single_byte_encoding(content), errors="replace")
    if _NO_TEXT.search(text):
        raise TableRefused(str(path), "no-table")
    return text


_HIGH = re.compile(rb"[\x80-\xff]+")
_ARABIC_1256 = frozenset(byte for byte in range(0x80, 0x100) if "\u0621" <= bytes([byte]).decode("cp1256") <= "\u06d2")


def _single_byte_encoding(content: bytes) -> str:
    """Windows-1256 or Windows-1252. Arabic words are runs of high bytes; French puts one or two among plain letters."""
    for run in _HIGH.finditer(content):
        letters = sum(byte in _ARABIC_1256 for byte in run.group())
        alone = not (content[run.start() - 1 : run.start()].isalpha() or content[run.end() : run.end() + 1].isalpha())
        if letters == len(run.group()) and (letters >= 3 or (letters == 2 and alone)):
            return "cp1256"
    return "cp1252"


def _from_text(text: str) -> Table:
    separator = _separator(text[:_LOOKED_AT])
    rows = list(_parsed(text, separator, csv.QUOTE_MINIMAL))
    if any(len(cell) > _LONGEST_CELL or cell.count("\n") > _MOST_LINES for _number, cells in rows for cell in cells):
        rows = list(_parsed(text, separator, csv.QUOTE_NONE))
    return Table(tuple(_row(number, cells) for number, cells in rows if any(map(stripped, cells))))


def _separator(text: str) -> str:
    """What stands between cells: what gives the most rows the same number of cells, more than one."""

    def regularity(separator: str) -> tuple[int, int]:
        widths = Counter(len(cells) for _number, cells in _parsed(text, separator, csv.QUOTE_MINIMAL) if len(cells) > 1)
        width, rows = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return rows, width

    return max(_SEPARATORS, key=regularity)


def _parsed(text: str, separator: str, quoting: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on."""
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    reader = csv.reader(lines, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error:  # a cell longer than any can be: an open quotation mark
        if quoting != csv.QUOTE_NONE:
            yield number, ["\n" * (_MOST_LINES + 1)]


def _row(number: int, cells: Sequence[str], heading: bool = False) -> Row:
    return Row(number, tuple(one_line(stripped(cell)) for cell in cells[:MOST_COLUMNS]), heading)


# Workbooks


def _sheets(content: bytes, path: Path) -> list[Table]:
    try:
        book = open_workbook(content)
        if any(cell.data_type == "f" for sheet in book.worksheets for cell in sheet._cells.values()):
            book = open_workbook(content, computed=True)
    except WorkbookRefused as refused:
        rule = "too-large" if refused.rule in ("too-large", "merged") else refused.rule
        raise TableRefused(str(path), rule) from refused
    return [_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _sheet(sheet: Worksheet) -> Table:
    cells = {at: _said(cell.value) for at, cell in sheet._cells.items() if at[1] <= MOST_COLUMNS}
    headings = set()
    for area in sheet.merged_cells.ranges:
        first = cells.get((area.min_row, area.min_col), "")
        if area.min_row == area.max_row and area.max_col - area.min_col + 1 >= _BROAD:
            headings.add(area.min_row)
        elif first:
            for row in range(area.min_row, area.max_row + 1):
                cells[row, area.min_col] = first
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        if stripped(text):
            rows.setdefault(row, {})[column] = text
    return Table(tuple(_row(row, _across(rows[row]), row in headings) for row in sorted(rows)))


def _across(found: dict[int, str]) -> list[str]:
    return [found.get(column, "") for column in range(1, max(found) + 1)]


def _said(value: Any) -> str:
    """A cell as people read it."""
    match value:
        case None | bool():
            return ""
        case float() if value.is_integer() and abs(value) < 10**15:
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return str(value)
