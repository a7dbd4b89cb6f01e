"""A framework as a workbook that a coordination team edits, and back: nothing is lost and nothing is guessed.

Both work on the plain JSON document; whether what was read is a good framework, `services.framework_rules` says.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lcc_desktop.domain.errors import FileUnreadable, FrameworkRefused, Problem
from lcc_desktop.exchange.framework_xlsx_reading import Cells, Document, Place, Reading, found_sheets
from lcc_desktop.exchange.framework_xlsx_writing import Writing
from lcc_desktop.exchange.strict_xlsx import WorkbookRefused, open_workbook

LARGEST = 32 * 1024**2
"""Bytes of a workbook."""
MOST_PROBLEMS = 50


def to_workbook(document: Mapping[str, Any]) -> bytes:
    """The workbook of a document that has no problems; the same document gives the same bytes."""
    return Writing(document).whole()


def from_workbook(source: bytes | Path, name: str = "") -> tuple[Document, Cells]:
    """The document of a workbook, whatever it says, and the cell of each of its parts.

    Raises FileUnreadable, and FrameworkRefused (with `name` for people) for what cannot be put into a document.
    """
    name = name or (str(source) if isinstance(source, Path) else "")
    content = _bytes(source, name) if isinstance(source, Path) else source
    try:
        if len(content) > LARGEST:
            raise WorkbookRefused("too-large")
        book = open_workbook(content)
    except WorkbookRefused as refused:
        raise FrameworkRefused(name, (Problem((), refused.rule, cell=refused.cell),)) from refused
    reading = Reading()
    document = reading.document(found_sheets(book, reading.problems))
    if reading.problems:
        raise FrameworkRefused(name, tuple(dict.fromkeys(reading.problems))[:MOST_PROBLEMS])
    return document, reading.cells


def cell_of(cells: Mapping[Place, str], path: Place) -> str:
    """The cell of a path or, where there is none, of the nearest part that has one."""
    while path and path not in cells:
        path = path[:-1]
    return cells.get(path, "")


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise FileUnreadable(name) from error
