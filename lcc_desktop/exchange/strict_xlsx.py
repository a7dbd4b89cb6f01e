"""Open a workbook that anybody may have made: what is hostile or damaged is refused before and while it is read."""

import io
import re
import warnings
import zipfile

import openpyxl
from openpyxl.utils import column_index_from_string

UNPACKED = 96 * 1024**2
"""Bytes of all parts together: several times the largest framework."""
MOST_PARTS = 500
MOST_CELLS = 800_000
"""Cells that are declared, empty ones too: openpyxl makes an object of each."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of any sheet in this format."""

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
# openpyxl makes every cell of these areas, up to all 17 milliards of a sheet.
_AREA = re.compile(rb"<(?:\w+:)?(mergeCell|hyperlink)\b[^<]*?\bref\s*=\s*[\"']([^\"']*)")
_CORNERS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)


class WorkbookRefused(Exception):
    """Not a workbook that can be read; `rule` is one of the rules of `wording.errors.PROBLEMS`."""

    def __init__(self, rule: str, cell: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.cell = cell


def open_workbook(content: bytes, computed: bool = False) -> openpyxl.Workbook:
    """The workbook of these bytes, with its formulas and formats; `computed`: with what each formula last gave.

    Macros, links and what else is not cells is left where it is. Raises WorkbookRefused.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise WorkbookRefused("workbook")
    try:
        _inspect(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (drawings, extensions) is not ours
            book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False, data_only=computed)
    except WorkbookRefused:
        raise
    except Exception as error:  # a library of many parsers, on a file of anybody's
        raise WorkbookRefused("workbook-damaged") from error
    for sheet in book.worksheets:
        if sheet.max_row > LAST_ROW or sheet.max_column > LAST_COLUMN:
            raise WorkbookRefused("workbook-damaged")
    return book


def _inspect(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
            raise WorkbookRefused("too-large")
        names = {part.filename for part in parts}
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise WorkbookRefused("workbook")
        cells = 0
        for part in parts:
            data = archive.read(part)  # zipfile stops at the size that was declared
            _inspect_text(data)
            cells += len(_CELL.findall(data))
            _inspect_areas(data)
        if cells > MOST_CELLS:
            raise WorkbookRefused("too-large")


def _inspect_text(data: bytes) -> None:
    """No declarations, and an encoding in which they could not hide: no office program writes others."""
    encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    strange = encoding is not None and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")
    if strange or data.startswith(_SIXTEEN_BITS) or _DECLARATION.search(data):
        raise WorkbookRefused("workbook-damaged")


def _inspect_areas(data: bytes) -> None:
    total = 0
    for kind, reference in _AREA.findall(data):
        area = reference.decode("ascii", "replace")
        corners = _CORNERS.fullmatch(area)
        if corners is not None:
            left, top, right, bottom = corners.groups()
            width = column_index_from_string(right) - column_index_from_string(left) + 1
            total += abs(width) * (abs(int(bottom) - int(top)) + 1)
        elif ":" in area or "&" in area:
            raise WorkbookRefused("workbook-damaged")
        if total > MOST_CELLS:
            raise WorkbookRefused("merged", area) if kind == b"mergeCell" else WorkbookRefused("too-large")
