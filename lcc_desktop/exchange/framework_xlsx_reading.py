"""Reads the sheets of a framework's workbook: what is certain becomes a value, what is not becomes a problem."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcc_desktop.domain.errors import Problem
from lcc_desktop.exchange.cell_text import folded, is_blank, read, stripped
from lcc_desktop.exchange.framework_sheets import (
    CONDITIONS_SHEET,
    DEGREES,
    EXAMPLES,
    FIELDS,
    FRAMEWORK,
    INDICATORS,
    LABELS_ROW,
    LEVELS,
    MORE_WORDS,
    NAME_PREFIX,
    NORMS,
    NOTES,
    NOTHING,
    NUMBERS,
    PREREQUISITES,
    PRINCIPLES,
    README,
    SHEETS,
    SOURCES,
    TABLES,
    Column,
    Kind,
    Sheet,
)

Document = dict[str, Any]
Place = tuple[str | int, ...]
Cells = dict[Place, str]
"""Where each part of a document stands in a workbook, such as "Normes!B7"."""

MOST_ROWS = 65_000
"""Rows of a sheet that hold something: more than 2,000 indicators can have sources."""
_LARGEST_CODE = 10**15
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:[.,]\d{1,40})?(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r".*,\d{3}")
_PLAIN_FORMATS = ("General", "@", "0")


@dataclass(frozen=True)
class _Found:
    """A cell that holds something."""

    place: str
    value: Any
    kind: str
    look: str
    """openpyxl's type of cell, and the number format."""


@dataclass
class _Row:
    """A row of a table, or the whole sheet of the framework: what was found by key, and where each key stands."""

    first: str
    found: dict[str, _Found]
    places: dict[str, str]


@dataclass
class _Table:
    """What a sheet holds, and the cell that stands for the sheet itself."""

    place: str
    rows: list[_Row] = field(default_factory=list)


def _place(sheet: Worksheet, row: int, column: int) -> str:
    return f"{sheet.title}!{get_column_letter(column)}{row}"


def _filled(sheet: Worksheet) -> dict[tuple[int, int], Cell]:
    """The cells that hold something, in order. Those of `iter_rows` would be made up for every row that is declared."""
    cells = sheet._cells
    return {at: cells[at] for at in sorted(cells) if not _empty(cells[at].value)}


def _look(cell: Cell) -> str:
    """The number format of a cell; none for one that the workbook promises and does not hold."""
    try:
        return str(cell.number_format)
    except IndexError:
        return ""


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_blank(value))


def _is_notes(name: object) -> bool:
    return isinstance(name, str) and folded(name).startswith(NOTES)


def found_sheets(book: Any, problems: list[Problem]) -> dict[str, _Table]:
    """The sheets of ours, by key; what is missing or unknown becomes a problem."""
    found: dict[str, _Table] = {}
    used: set[str] = {" ".join(README)}
    for layout in SHEETS:
        sheet, row, column = _locate(book, layout)
        if sheet is None:
            problems.append(Problem((), "sheet-missing", layout.title, cell=layout.title))
            continue
        used.add(sheet.title)
        if row < LABELS_ROW and layout is not FRAMEWORK:
            problems.append(Problem((), "header", cell=sheet.title))
            continue
        reading = _Downwards(sheet, layout, column) if layout is FRAMEWORK else _Across(sheet, layout, row)
        found[layout.key] = reading.table(problems)
    problems += [
        Problem((), "sheet-unknown", cell=title)
        for title in book.sheetnames
        if title not in used and not _is_notes(title)
    ]
    return found


_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::.*)?")


def _locate(book: Any, layout: Sheet) -> tuple[Worksheet | None, int, int]:
    """A sheet with the row and column of its labels: by its defined name or, where names were lost, by its title."""
    usual = (LABELS_ROW, 4)
    name = book.defined_names.get(f"{NAME_PREFIX}{layout.key}")
    if name is not None:
        match = _REFERENCE.fullmatch(name.attr_text or "")
        title = (match[1] or match[2]).replace("''", "'") if match else layout.title
        sheet = _worksheet(book, title)
        if sheet is None or match is None:
            # The labels were deleted: which row the data begin in is not known any more.
            return (_worksheet(book, layout.title), 0, 0)
        return sheet, int(match[4]), _column_number(match[3])
    return (_worksheet(book, layout.title), *usual)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _worksheet(book: Any, title: str) -> Worksheet | None:
    return next((sheet for sheet in book.worksheets if sheet.title == title), None)


class _Across:
    """Reads a table: keys in the hidden row, labels below them, then a row an item."""

    def __init__(self, sheet: Worksheet, layout: Sheet, labels: int) -> None:
        self._sheet, self._layout, self._labels = sheet, layout, labels
        self._cells = _filled(sheet)

    def table(self, problems: list[Problem]) -> _Table:
        table = _Table(_place(self._sheet, self._labels, 1))
        keys = self._keys(problems)
        if keys is None:
            return table
        problems += _merged(self._sheet, lambda area: area.max_row > self._labels)
        rows: dict[int, _Row] = {}
        strays: dict[int, Problem] = {}
        for (row, at), cell in self._cells.items():
            place = _place(self._sheet, row, at)
            if row == self._labels or row == self._labels - 1:
                continue
            if row < self._labels:
                problems.append(Problem((), "header", cell=place))
            elif at in keys:
                found = _Found(place, cell.value, cell.data_type, _look(cell))
                rows.setdefault(row, self._row(row, keys)).found[keys[at]] = found
            elif not _is_notes(self._sheet.cell(self._labels, at).value):
                strays.setdefault(at, Problem((), "column-unknown", cell=place))
        problems += strays.values()
        if len(rows) > MOST_ROWS:
            problems.append(Problem((), "too-many", cell=self._sheet.title))
            return table
        table.rows = list(rows.values())
        return table

    def _row(self, row: int, keys: Mapping[int, str]) -> _Row:
        places = {key: _place(self._sheet, row, at) for at, key in keys.items()}
        return _Row(places[self._layout.columns[0].key], {}, places)

    def _keys(self, problems: list[Problem]) -> dict[int, str] | None:
        """The key of each column; None, with a problem, where that cannot be known."""
        keys: dict[int, str] = {}
        known = {column.key for column in self._layout.columns}
        before = len(problems)
        for (row, at), cell in self._cells.items():
            if row == self._labels - 1:
                key = str(cell.value).strip()
                if key in known and key not in keys.values():
                    keys[at] = key
                elif not _is_notes(self._sheet.cell(self._labels, at).value):
                    rule = "column-twice" if key in known else "column-unknown"
                    problems.append(Problem((), rule, key[:60], cell=_place(self._sheet, row, at)))
        if not keys:
            del problems[before:]
            problems.append(Problem((), "header", cell=self._sheet.title))
            return None
        missing = [c for c in self._layout.columns if c.key not in keys.values() and not c.spare]
        problems += [Problem((), "column-missing", f"{c.fr} / {c.ar}", cell=self._sheet.title) for c in missing]
        return None if missing else keys


class _Downwards:
    """Reads the sheet of the framework itself: a key a line, its value in the last column."""

    def __init__(self, sheet: Worksheet, layout: Sheet, values: int) -> None:
        self._sheet, self._layout, self._values = sheet, layout, values
        self._cells = _filled(sheet)

    def table(self, problems: list[Problem]) -> _Table:
        known = {column.key: column for column in self._layout.columns}
        keys: dict[int, str] = {}
        for (row, at), cell in self._cells.items():
            if at == 1 and str(cell.value).strip() in known:
                key = str(cell.value).strip()
                if key in keys.values():
                    problems.append(Problem((), "column-twice", key, cell=_place(self._sheet, row, at)))
                keys[row] = key
        if self._values < 2 or not keys:
            problems.append(Problem((), "header", cell=self._sheet.title))
            return _Table(self._sheet.title)
        problems += _merged(self._sheet, lambda area: area.max_row >= min(keys))
        for key, column in known.items():
            if key not in keys.values() and not column.spare:
                problems.append(Problem((), "column-missing", f"{column.fr} / {column.ar}", cell=self._sheet.title))
        places = {key: _place(self._sheet, row, self._values) for row, key in keys.items()}
        one = _Row(places.get("id", self._sheet.title), {}, places)
        for (row, at), cell in self._cells.items():
            if at == self._values and row in keys:
                place = places[keys[row]]
                one.found[keys[row]] = _Found(place, cell.value, cell.data_type, _look(cell))
            elif self._is_lost(row, at, keys):
                problems.append(Problem((), "column-unknown", cell=_place(self._sheet, row, at)))
        return _Table(one.first, [one])

    def _is_lost(self, row: int, at: int, keys: Mapping[int, str]) -> bool:
        """Whether somebody wrote where nothing is read."""
        first = min(keys)
        if at > self._values:
            return not any(_is_notes(self._sheet.cell(above, at).value) for above in range(1, first))
        strange = row not in keys and row > first
        return strange and not any(_is_notes(self._sheet.cell(row, beside).value) for beside in range(1, at + 1))


def _merged(sheet: Worksheet, matters: Any) -> Iterator[Problem]:
    for area in sheet.merged_cells.ranges:
        if matters(area):
            yield Problem((), "merged", cell=f"{sheet.title}!{area.coord}")


_ABSENT = object()


class Reading:
    """Puts the rows of all sheets together into one document."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.cells: Cells = {}

    def document(self, tables: Mapping[str, _Table]) -> Document:
        self._tables = {sheet.key: tables.get(sheet.key, _Table(sheet.title)) for sheet in SHEETS}
        lists: dict[str, list[Document]] = {}
        for key in ("fields", "principles", "prerequisites", "numbers", "levels"):
            self.cells[(key,)] = self._tables[key].place
        lists["fields"] = self._top(FIELDS)[1]
        principles, lists["principles"] = self._top(PRINCIPLES)
        norms = self._under(NORMS, principles, "norms", always=True)
        indicators = self._under(INDICATORS, norms, "indicators", always=True)
        self._degrees(indicators)
        self._under(EXAMPLES, indicators, "examples")
        prerequisites, lists["prerequisites"] = self._top(PREREQUISITES)
        self._sources(indicators, prerequisites)
        lists["numbers"] = self._top(NUMBERS, owners=False)[1]
        levels, lists["levels"] = self._top(LEVELS)
        self._under(CONDITIONS_SHEET, levels, "conditions")
        document: Document = {}
        for row in self._tables["framework"].rows:
            self.cells[()] = row.first
            document = self._item(FRAMEWORK, row, ())
        for key, items in lists.items():
            if items or key in ("fields", "principles") or self._only_nothing(key):
                document[key] = items
        return _ordered(document)

    def _only_nothing(self, key: str) -> bool:
        layout = next(sheet for sheet in TABLES if sheet.key == key)
        return any(self._is_nothing(layout, row) for row in self._tables[key].rows)

    def _is_nothing(self, layout: Sheet, row: _Row) -> bool:
        """Whether a row only says that its list is there and empty."""
        found = row.found.get(layout.mark)
        alone = set(row.found) <= {layout.owner, layout.mark}
        return alone and found is not None and folded(str(found.value)) == NOTHING

    # Lists

    def _top(self, layout: Sheet, owners: bool = True) -> tuple["_Owners", list[Document]]:
        """The items of a list of the document itself, and their codes for what belongs to them."""
        found, items = _Owners(), list[Document]()
        for row in self._tables[layout.key].rows:
            if not self._is_nothing(layout, row):
                path = (layout.key, len(items))
                items.append(self._item(layout, row, path))
                if owners:
                    self._own(found, items[-1], row, path)
        return found, items

    def _own(self, owners: "_Owners", item: Document, row: _Row, path: Place) -> None:
        code = item.get("code")
        if not isinstance(code, str):
            return
        if code in owners.of:
            for place in (owners.of[code].place, row.places["code"]):
                self.problems.append(Problem((*path, "code"), "duplicate", code, cell=place))
        else:
            owners.of[code] = _Owner(item, path, row.places["code"])

    def _under(self, layout: Sheet, parents: "_Owners", key: str, always: bool = False) -> "_Owners":
        """Put each row of a sheet under the item that it names."""
        found = _Owners()
        if always:
            for owner in parents.of.values():
                owner.item[key] = []
        for row in self._tables[layout.key].rows:
            parent = self._owner(layout, row, (parents,))
            if parent is None:
                continue
            items = parent.item.setdefault(key, [])
            if not self._is_nothing(layout, row):
                path = (*parent.path, key, len(items))
                items.append(self._item(layout, row, path))
                if "code" in row.places and layout is not CONDITIONS_SHEET:
                    self._own(found, items[-1], row, path)
        return found

    def _sources(self, indicators: "_Owners", prerequisites: "_Owners") -> None:
        for owner in indicators.of.values():
            owner.item["sources"] = []
        for row in self._tables["sources"].rows:
            parent = self._owner(SOURCES, row, (indicators, prerequisites))
            if parent is not None:
                items = parent.item.setdefault("sources", [])
                if not self._is_nothing(SOURCES, row):
                    items.append(self._item(SOURCES, row, (*parent.path, "sources", len(items))))

    def _degrees(self, indicators: "_Owners") -> None:
        """Degrees stand where their number says; each from 0 up must be there once."""
        rows: dict[int, dict[int, _Row]] = {}
        owners: dict[int, _Owner] = {}
        for row in self._tables["degrees"].rows:
            owner = self._owner(DEGREES, row, (indicators,))
            if owner is None:
                continue
            owners[id(owner)] = owner
            place = row.places["degree"]
            number = self._value(_column(DEGREES, "degree"), row.found.get("degree"))
            if number is _ABSENT:
                self.problems.append(Problem((*owner.path, "degrees"), "missing", cell=place))
            elif type(number) is not int or number < 0 or number in rows.setdefault(id(owner), {}):
                self.problems.append(Problem((*owner.path, "degrees"), "degree", str(number)[:60], cell=place))
            else:
                rows[id(owner)][number] = row
        for owner in indicators.of.values():
            numbered = rows.get(id(owner), {})
            owner.item["degrees"] = [
                self._item(DEGREES, numbered[number], (*owner.path, "degrees", position))
                for position, number in enumerate(sorted(numbered))
            ]
            for position, number in enumerate(sorted(numbered)):
                if number != position:
                    place = numbered[number].places["degree"]
                    self.problems.append(Problem((*owner.path, "degrees"), "degree", str(number), cell=place))
                    break

    def _owner(self, layout: Sheet, row: _Row, among: tuple["_Owners", ...]) -> "_Owner | None":
        column = _column(layout, layout.owner)
        code = self._value(column, row.found.get(layout.owner))
        place = row.places[layout.owner]
        if code is _ABSENT:
            self.problems.append(Problem((), "missing", cell=place))
            return None
        for owners in among:
            if code in owners.of:
                return owners.of[code]
        if code is not None:
            self.problems.append(Problem((), "reference", str(code)[:60], cell=place))
        return None

    # Items

    def _item(self, layout: Sheet, row: _Row, path: Place) -> Document:
        """The item of a row, with what its own columns say."""
        item: Document = {}
        self.cells.setdefault(path, row.first)
        thresholds: list[tuple[str, Any]] = []
        for column in layout.own:
            if column.key not in row.places or (layout is DEGREES and column.key == "degree"):
                continue
            place, parts = row.places[column.key], column.path
            for length in range(1, len(parts) + 1):
                self.cells.setdefault((*path, *parts[:length]), place)
            value = self._value(column, row.found.get(column.key))
            if isinstance(parts[-1], int):
                thresholds.append((place, value))
                continue
            if value is _ABSENT:
                if column.required and column.language:
                    _inner(item, parts[:-1])
            elif value == "" and column.key == "aggregation.overall":
                _inner(item, parts[:-1])
            else:
                _inner(item, parts[:-1])[str(parts[-1])] = value
        values = self._thresholds(thresholds, path)
        if values:
            item.setdefault("scale", {})["from"] = values
        return _ordered(item)

    def _thresholds(self, found: list[tuple[str, Any]], path: Place) -> list[Any]:
        while found and found[-1][1] is _ABSENT:
            found.pop()
        self.problems += [
            Problem((*path, "scale", "from"), "gap", cell=place) for place, value in found if value is _ABSENT
        ]
        return [value for _place, value in found]

    def _value(self, column: Column, found: _Found | None) -> Any:
        """What a cell says in a column of this kind. What is not of the kind stays as it is: the rules will say so.

        None, with a problem, for what cannot be known from the cell.
        """
        if found is None:
            return _ABSENT
        rule = self._unknowable(column, found)
        if rule:
            # A formula over several cells is an object, with its text inside.
            detail = str(getattr(found.value, "text", found.value) or "")[:60]
            self.problems.append(Problem((), rule, detail, cell=found.place))
            return None
        value = found.value
        match column.kind:
            case Kind.CODE:
                return stripped(value).removeprefix(NOTHING) if isinstance(value, str) else str(int(value))
            case Kind.TEXT:
                return read(value) if isinstance(value, str) else str(int(value))
            case Kind.WORD:
                word = _word(column, value)
                if word is None:
                    shown = " / ".join(one.shown for one in column.words)
                    problem = Problem((), "choice", str(value)[:60], cell=found.place, allowed=shown)
                    self.problems.append(problem)
                return word
        return _number(value)

    def _unknowable(self, column: Column, found: _Found) -> str:
        value = found.value
        if found.kind == "f" or not isinstance(value, str | int | float | date | time | timedelta):
            return "cell-formula"
        if found.kind == "e":
            return "cell-error"
        if isinstance(value, date | time | timedelta):
            return "cell-date"
        if isinstance(value, str):
            return "mark" if column.kind is Kind.TEXT and read(value) is None else ""
        if column.kind is Kind.WORD:
            return ""
        if isinstance(value, bool):
            return "cell-number" if column.kind in (Kind.CODE, Kind.TEXT) else ""
        if "%" in found.look:
            return "cell-percent"
        if column.kind in (Kind.CODE, Kind.TEXT) and (
            not math.isfinite(value)
            or value != int(value)
            or abs(value) > _LARGEST_CODE
            or found.look not in _PLAIN_FORMATS
        ):
            # 1.10 and 1.1, or 007 and 7, are the same number but not the same code.
            return "cell-number"
        return ""


@dataclass
class _Owner:
    """An item that rows of other sheets belong to."""

    item: Document
    path: Place
    place: str


@dataclass
class _Owners:
    of: dict[str, _Owner] = field(default_factory=dict)


def _column(layout: Sheet, key: str) -> Column:
    return next(column for column in layout.columns if column.key == key)


def _inner(item: Document, parts: Place) -> Document:
    for part in parts:
        item = item.setdefault(str(part), {})
    return item


def _word(column: Column, value: Any) -> Any:
    """The value that a word stands for; None for any other word."""
    if isinstance(value, bool) and any(word.value is value for word in column.words):
        return value
    said = folded(str(value))
    if said == NOTHING:
        return ""
    for word in column.words:
        also = MORE_WORDS[word.value] if isinstance(word.value, bool) else (word.value,)
        if said in map(folded, (word.shown, word.fr, word.ar, *also)):
            return word.value
    return None


def _number(value: Any) -> Any:
    """A number, also one that was typed as text; a comma before exactly three digits could be either."""
    if isinstance(value, str):
        said = stripped(value).replace("\u066b", ",")
        if not _NUMBER.fullmatch(said) or _THOUSANDS.fullmatch(said):
            return value
        value = said.replace(",", ".")
    elif isinstance(value, bool):
        return value
    try:
        number = Decimal(value if isinstance(value, str) else repr(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    return int(number) if number == number.to_integral_value() and abs(number) < 10**30 else number


_ORDER = (
    *("format", "kind", "code", "id", "principle", "version", "official", "name", "title", "notice", "text"),
    *("fr", "ar", "zgh", "summary", "help", "examples", "calculation", "legal_basis", "field", "weight"),
    *("mandatory", "na_allowed", "evidence_from", "scale", "degrees", "sources", "replaces", "formula", "from"),
    *("better", "overall", "points", "norms", "indicators", "fields", "principles", "prerequisites", "numbers"),
    *("aggregation", "levels", "conditions"),
)


def _ordered(item: Document) -> Document:
    """The same with its keys in the order of the format, so that versions of a file can be compared."""
    return dict(sorted(item.items(), key=lambda pair: _ORDER.index(pair[0])))
