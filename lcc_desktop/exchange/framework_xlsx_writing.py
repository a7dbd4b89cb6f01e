"""Writes the workbook of a framework: for people to read and edit, for `framework_xlsx_reading` to read again."""

import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from openpyxl.utils import get_column_letter

from lcc_desktop.exchange.cell_text import written
from lcc_desktop.exchange.framework_sheets import (
    ADVICE,
    CONDITIONS_SHEET,
    DEGREES,
    EXAMPLES,
    FIELDS,
    FRAMEWORK,
    INDICATORS,
    KEYS_ROW,
    LABELS_ROW,
    LEVELS,
    NAME_PREFIX,
    NORMS,
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

HIGHEST_ROW = 400
"""Points; a spreadsheet's own limit is a little more."""
LAST_ROW = 20_000
"""How far down the drop-downs go."""
_EXACT_DIGITS = 15
"""Significant digits that every spreadsheet program keeps of a number."""


_Values = dict[str, Any]
"""The values of one row by the keys of its columns."""


def _flat(item: Mapping[str, Any], sheet: Sheet) -> _Values:
    """An item as the values of its own columns; what is absent has no value."""
    found: _Values = {}
    for column in sheet.own:
        value: Any = item
        for part in column.path:
            inside = part in value if isinstance(value, Mapping) else isinstance(part, int) and part < len(value)
            if not inside:
                break
            value = value[part]
        else:
            found[column.key] = value
    return found


class _Rows:
    """The rows of every table of a document, in reading order."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.of: dict[str, list[_Values]] = {sheet.key: [] for sheet in TABLES}
        self._list(FIELDS, document, "fields")
        for principle in document["principles"]:
            self._add(PRINCIPLES, principle)
            for norm in principle["norms"]:
                self._add(NORMS, norm, principle["code"])
                for indicator in norm["indicators"]:
                    self._indicator(indicator, norm["code"])
        self._list(PREREQUISITES, document, "prerequisites")
        for prerequisite in document.get("prerequisites", ()):
            # How the sheet of prerequisites names its principle is its own column, not an owner's.
            self._list(SOURCES, prerequisite, "sources", prerequisite["code"])
        self._list(NUMBERS, document, "numbers")
        self._list(LEVELS, document, "levels")
        for level in document.get("levels", ()):
            self._list(CONDITIONS_SHEET, level, "conditions", level["code"])

    def _indicator(self, indicator: Mapping[str, Any], norm: str) -> None:
        self._add(INDICATORS, indicator, norm)
        for degree, text in enumerate(indicator["degrees"]):
            self.of["degrees"].append({"indicator": indicator["code"], "degree": degree, **_flat(text, DEGREES)})
        if indicator["sources"]:  # a list that is always there needs no mark to be empty
            self._list(SOURCES, indicator, "sources", indicator["code"])
        self._list(EXAMPLES, indicator, "examples", indicator["code"])

    def _add(self, sheet: Sheet, item: Mapping[str, Any], owner: str = "") -> None:
        self.of[sheet.key].append({**_flat(item, sheet), **({sheet.owner: owner} if sheet.owner else {})})

    def _list(self, sheet: Sheet, parent: Mapping[str, Any], key: str, owner: str = "") -> None:
        for item in parent.get(key, ()):
            self._add(sheet, item, owner)
        if parent.get(key) == []:
            self.of[sheet.key].append({sheet.mark: "", **({sheet.owner: owner} if sheet.owner else {})})


class Writing:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._file = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._file, options)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def whole(self) -> bytes:
        title = _whole(self._document["title"]["fr"])
        created = datetime(2000, 1, 1)
        self._book.set_properties({"title": title[:200], "author": "LCC Desktop", "created": created})
        self._book.set_size(2400, 1400)
        self._readme()
        self._framework()
        rows = _Rows(self._document)
        for sheet in TABLES:
            self._table(sheet, rows.of[sheet.key])
        self._book.close()
        return self._file.getvalue()

    def _format(self, **properties: Any) -> Any:
        known = tuple(sorted(properties.items()))
        if known not in self._formats:
            self._formats[known] = self._book.add_format(
                {"font_name": "Calibri", "font_size": 11, "valign": "top", **properties}
            )
        return self._formats[known]

    def _cell(self, column: Column, filled: bool = True) -> Any:
        """How a cell looks: text where text belongs, Arabic from the right, what is locked in grey."""
        properties: dict[str, Any] = {"locked": column.locked and filled, "text_wrap": True}
        if filled:
            properties |= {"border": 1, "border_color": "#D5DEDD"}
        if column.kind in (Kind.CODE, Kind.TEXT):
            properties |= {"num_format": "@", "align": "left", "indent": 1}
        else:
            properties["align"] = "center"
        if column.kind is Kind.CODE:
            properties["bold"] = True
        if column.locked and filled:
            properties |= {"bg_color": "#E9EEED", "font_color": "#33504E"}
        if column.language == "ar":
            properties |= {"reading_order": 2, "align": "right", "font_name": "Arial"}
        return self._format(**properties)

    def _put(self, sheet: Any, row: int, at: int, column: Column, value: Any) -> None:
        look = self._cell(column)
        if column.kind is Kind.WORD:
            shown = next((word.shown for word in column.words if word.value is value or word.value == value), value)
            sheet.write_string(row, at, shown or NOTHING, look)
        elif isinstance(value, str):
            sheet.write_string(row, at, written(value), look)
        elif (exact := _exact(value)) is not None:
            sheet.write_number(row, at, exact, look)
        else:
            sheet.write_string(row, at, str(value), look)

    def _head(self, colour: str, **more: Any) -> Any:
        return self._format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=colour,
            text_wrap=True,
            align="center",
            valign="vcenter",
            border=1,
            border_color="#FFFFFF",
            **more,
        )

    def _readme(self) -> None:
        sheet = self._book.add_worksheet(" ".join(README))
        sheet.hide_gridlines(2)
        sheet.set_tab_color("#8A5E05")
        sheet.set_column(0, 0, 3)
        sheet.set_column(1, 1, 30)
        sheet.set_column(2, 3, 62)
        sheet.set_column(4, 4, 30)
        title, notice = self._document["title"], self._document["notice"]
        large = {"bold": True, "font_size": 16, "font_color": "#1F5F5B", "text_wrap": True}
        self._pair(sheet, 0, title["fr"], title["ar"], **large)
        sheet.set_row(0, _height(max(title["fr"], title["ar"], key=len), 36) + 8)
        if not self._document["official"]:
            self._pair(sheet, 1, notice["fr"], notice["ar"], bold=True, font_color="#8A5E05", text_wrap=True)
        row = 3
        for french, arabic in ADVICE:
            self._pair(sheet, row, french, arabic, text_wrap=True, bottom=1, bottom_color="#D5DEDD")
            sheet.set_row(row, _height(max(french, arabic, key=len), 62) + 5)
            row += 1
        row += 1
        for one in SHEETS:
            link = f"internal:'{one.title}'!A1"
            look = {"bold": True, "font_color": one.colour, "bg_color": "#E9EEED", "underline": 1, "indent": 1}
            sheet.write_url(row, 1, link, self._format(**look), one.fr)
            sheet.write_url(row, 4, link, self._format(**look, reading_order=2, align="right"), one.ar)
            self._pair(sheet, row, *one.what, bold=True, text_wrap=True, bg_color="#E9EEED")
            sheet.set_row(row, _height(max(one.what, key=len), 56))
            row += 1
            for column in one.columns:
                if column.note[0]:
                    self._side(sheet, row, 1, column.fr, indent=2, font_color="#33504E")
                    self._side(sheet, row, 4, column.ar, reading_order=2, align="right", indent=2, font_color="#33504E")
                    self._pair(sheet, row, *column.note, text_wrap=True)
                    sheet.set_row(row, _height(max(column.note, key=len), 62))
                    row += 1
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _side(self, sheet: Any, row: int, at: int, text: str, **look: Any) -> None:
        sheet.write_string(row, at, text, self._format(**look))

    def _pair(self, sheet: Any, row: int, french: str, arabic: str, **look: Any) -> None:
        """French and Arabic side by side."""
        sheet.write_string(row, 2, _whole(french), self._format(**look))
        arabic_look = {**look, "reading_order": 2, "align": "right", "font_name": "Arial"}
        sheet.write_string(row, 3, _whole(arabic), self._format(**arabic_look))

    def _framework(self) -> None:
        """The sheet that is read downwards: key (hidden), label in French, label in Arabic, value."""
        sheet = self._book.add_worksheet(FRAMEWORK.title)
        sheet.set_tab_color(FRAMEWORK.colour)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 20, None, {"hidden": True})
        sheet.set_column(1, 2, 34)
        sheet.set_column(3, 3, 80)
        for at, label in enumerate(("", "Rubrique", "البند", "Contenu المحتوى")):
            sheet.write_string(0, at, label, self._head(FRAMEWORK.colour))
        sheet.set_row(0, 30)
        values = _flat(self._document, FRAMEWORK)
        if self._document.get("aggregation") == {}:
            values["aggregation.overall"] = ""
        side = {"bold": True, "bg_color": "#F2F6F5", "text_wrap": True, "border": 1, "border_color": "#D5DEDD"}
        for row, column in enumerate(FRAMEWORK.columns, start=1):
            star = " *" if column.required else ""
            sheet.write_string(row, 0, column.key)
            sheet.write_string(row, 1, column.fr + star, self._format(**side))
            sheet.write_string(row, 2, column.ar + star, self._format(**side, reading_order=2, align="right"))
            sheet.set_row(row, max(_height(values.get(column.key), 80), 21))
            if column.key in values:
                self._put(sheet, row, 3, column, values[column.key])
            else:
                sheet.write_blank(row, 3, None, self._open(column))
            self._choice(sheet, column, row, row, 3)
            if column.spare and column.key not in values:
                sheet.set_row(row, None, None, {"hidden": True})
        sheet.freeze_panes(1, 0)
        self._named(FRAMEWORK, sheet, "$D$1")
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _open(self, column: Column) -> Any:
        return self._cell(Column(column.key, "", "", column.kind))  # not locked: it is still to be filled in

    def _table(self, layout: Sheet, rows: list[_Values]) -> None:
        sheet = self._book.add_worksheet(layout.title)
        sheet.set_tab_color(layout.colour)
        for at, column in enumerate(layout.columns):
            unused = column.spare and not any(column.key in values for values in rows)
            sheet.set_column(at, at, column.width, self._cell(column, filled=False), {"hidden": unused})
            sheet.write_string(KEYS_ROW - 1, at, column.key, self._format(font_color="#888888"))
            star = " *" if column.required else ""
            sheet.write_string(LABELS_ROW - 1, at, f"{column.fr}{star}\n{column.ar}", self._head(layout.colour))
            self._choice(sheet, column, LABELS_ROW, LAST_ROW, at)
        for row, values in enumerate(rows, start=LABELS_ROW):
            for at, column in enumerate(layout.columns):
                if column.key in values:
                    self._put(sheet, row, at, column, values[column.key])
                else:
                    sheet.write_blank(row, at, None, self._open(column))
            sheet.set_row(row, max(_height(values.get(c.key), c.width) for c in layout.columns))
        sheet.set_row(KEYS_ROW - 1, None, None, {"hidden": True})
        sheet.set_row(LABELS_ROW - 1, 52)
        sheet.freeze_panes(LABELS_ROW, layout.frozen)
        sheet.autofilter(LABELS_ROW - 1, 0, LABELS_ROW - 1 + max(len(rows), 1), len(layout.columns) - 1)
        self._named(layout, sheet, f"$A${LABELS_ROW}")
        # Rows are inserted like the one above, with its locked code: only where there is none may they be.
        free = not any(column.locked for column in layout.columns)
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        sheet.protect("", {**dict.fromkeys(allowed, True), "insert_rows": free, "delete_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(LABELS_ROW - 1)

    def _named(self, layout: Sheet, sheet: Any, cell: str) -> None:
        self._book.define_name(f"{NAME_PREFIX}{layout.key}", f"='{sheet.get_name()}'!{cell}")

    def _choice(self, sheet: Any, column: Column, first: int, last: int, at: int) -> None:
        """A drop-down or bounds. They warn and do not forbid: reading decides, with a sentence for every mistake."""
        rule: dict[str, Any] = {
            "error_type": "warning",
            "error_title": "À vérifier · للتحقق",
            "error_message": "Cette valeur n’est pas dans la liste.\nهذه القيمة غير واردة في اللائحة.",
        }
        if column.words:
            rule |= {"validate": "list", "source": [word.shown for word in column.words]}
        elif column.refers:
            other = next(one for one in TABLES if one.key == column.refers)
            letter = get_column_letter(1 + [c.key for c in other.columns].index("code"))
            rule |= {
                "validate": "list",
                "source": f"='{other.title}'!${letter}${LABELS_ROW + 1}:${letter}${LAST_ROW}",
            }
        elif column.between:
            low, high = column.between
            rule |= {
                "validate": "integer" if column.kind is Kind.WHOLE else "decimal",
                "criteria": "between",
                "minimum": low,
                "maximum": high,
                "error_message": f"Un nombre de {low} à {high}.\nعدد بين {low} و{high}.",
            }
        else:
            return
        sheet.data_validation(first, at, last, at, rule)


def _whole(text: str) -> str:
    """A text without halves of characters, which no workbook holds: for what is not read again."""
    return text.encode(errors="replace").decode()


def _height(value: Any, width: float) -> float:
    """How high a row must be for a text to show whole: not every program finds out by itself."""
    lines = str(value or "").split("\n")
    return min(15.5 * sum(1 + int(len(line) * 1.08 / width) for line in lines) + 3, HIGHEST_ROW)


def _exact(value: int | Decimal) -> int | float | None:
    """A number that every spreadsheet program keeps as it is; None where it would be rounded."""
    number = Decimal(value)
    if len(number.normalize().as_tuple().digits) > _EXACT_DIGITS:
        return None
    found = float(number)
    return found if Decimal(repr(found)) == number else None
