"""The evidence of an evaluation, as Qt's table wants it."""

from enum import IntEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from lcc_desktop.domain.evidence import Shows
from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import N_, _, current_language, fill, lone, plain
from lcc_desktop.services.evidence_intake import kept_name
from lcc_desktop.services.results_evidence import EvidenceLine, Need
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.rows_model import RowsModel
from lcc_desktop.wording.evidence import due_text, need_name

LINE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    SERVED = 0
    PIECE = 1
    STATUS = 2
    DUE = 3


HEADERS = {
    Column.SERVED: N_("Indicator"),
    Column.PIECE: N_("Evidence"),
    Column.STATUS: N_("Status"),
    Column.DUE: N_("By whom and when"),
}

FILTERS = {
    "all": N_("Everything"),
    "missing": N_("What is missing"),
    "to-obtain": N_("To obtain"),
    "overdue": N_("Late"),
    "supplied": N_("What is supplied"),
    "confidential": N_("What is confidential"),
}


def passes(line: EvidenceLine, name: str) -> bool:
    """Whether a filter lets a line through."""
    match name:
        case "missing":
            return line.lacking
        case "to-obtain":
            return line.need is Need.TO_OBTAIN
        case "overdue":
            return line.overdue
        case "supplied":
            return line.need is Need.SUPPLIED
        case "confidential":
            return line.confidential
    return True


class EvidenceTableModel(RowsModel[EvidenceLine, Column]):
    """One row a line that the filter and the search let through. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, parent)
        self._lines: tuple[EvidenceLine, ...] = ()
        self._filter, self._query = "all", ""

    def set_lines(self, lines: tuple[EvidenceLine, ...]) -> None:
        """Show these, through the filter and the search."""
        self._lines = lines
        self._sift()

    def set_filter(self, name: str) -> None:
        """Show only what a filter of FILTERS lets through."""
        self._filter = name
        self._sift()

    def set_query(self, query: str) -> None:
        """Show only lines that hold every word, or are of an indicator whose code begins so."""
        self._query = query
        self._sift()

    def count(self, name: str) -> int:
        """How many lines a filter lets through."""
        return sum(passes(line, name) for line in self._lines)

    def line(self, row: int) -> EvidenceLine | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def items_shown(self) -> list[EvidenceLine]:
        """The lines shown, in order."""
        return list(self._rows)

    def _sift(self) -> None:
        words = fold(self._query).split()
        through = (line for line in self._lines if passes(line, self._filter))
        self.set_rows([line for line in through if all(word in _words(line) for word in words)])

    def _follows(self, row: int) -> bool:
        """Whether the line above is about the same thing."""
        return row > 0 and self._rows[row - 1].served == self._rows[row].served

    def text(self, place: int, column: Column) -> str:
        # Under its first line, an indicator is only its code.
        if column is Column.SERVED and self._follows(place):
            return lone(self._rows[place].served)
        return _text(self._rows[place], column)

    def answer(self, place: int, column: Column, role: int) -> Any:
        line = self._rows[place]
        match role:
            case Qt.ItemDataRole.AccessibleTextRole:
                text = plain(_text(line, column))
                secret = column is Column.PIECE and line.confidential  # what the icon says, for who does not see it
                return ", ".join((text, _("confidential"))) if secret else text
            case Qt.ItemDataRole.ToolTipRole:
                return _tip(line, column)
            case Qt.ItemDataRole.ForegroundRole if column is Column.SERVED:
                return QColor(palette().quiet) if self._follows(place) else None
            case Qt.ItemDataRole.ForegroundRole:
                return _ink(line, column)
            case Qt.ItemDataRole.DecorationRole if column is Column.PIECE:
                return icon(*_icon(line))
            case _ if role == LINE_ROLE:
                return line
        return None


def _words(line: EvidenceLine) -> str:
    texts = [line.served, line.text.fr, line.text.ar]
    if line.expected is not None:
        texts += [line.expected.fr, line.expected.ar]
    if line.item is not None:
        texts += [line.item.label, line.item.name, line.item.reference, line.item.keeper, line.item.who]
    return " ".join(map(_folded, texts))


_folded = lru_cache(maxsize=8192)(fold)
"""An indicator's texts stand in several lines, and every key of a search looks at all."""


def _text(line: EvidenceLine, column: Column) -> str:
    language = current_language()
    match column:
        case Column.SERVED:
            return fill(_("{code} · {text}"), code=line.served, text=line.text.say(language))
        case Column.PIECE:
            expected = line.expected.say(language) if line.expected is not None else ""
            if line.item is None:
                return lone(expected) if expected else _("Any evidence")
            label = kept_name(line.item.label)
            return fill("{label}\n{expected}", label=label, expected=expected) if expected else lone(label)
        case Column.STATUS:
            name = need_name(line.need)
            return fill("{status} · {late}", status=name, late=_("late")) if line.overdue else name
        case Column.DUE:
            if line.item is None:
                return ""
            return due_text(line.item.who, line.item.by) if line.need is Need.TO_OBTAIN else lone(line.item.keeper)


def _tip(line: EvidenceLine, column: Column) -> str:
    if column is Column.SERVED:
        return f"{lone(line.text.fr)}\n{lone(line.text.ar)}"
    return _text(line, column)


def _ink(line: EvidenceLine, column: Column) -> QColor | None:
    if line.overdue and column in (Column.STATUS, Column.DUE):
        return QColor(palette().danger)
    if line.need is Need.REQUIRED:
        return QColor(palette().accent)
    return QColor(palette().quiet) if line.need is Need.MISSING else None


def _icon(line: EvidenceLine) -> tuple[str, str]:
    item = line.item
    if item is None:
        return ("warning", "accent") if line.need is Need.REQUIRED else ("ring", "edge")
    if item.confidential:
        return "lock", "accent"
    if line.need is Need.TO_OBTAIN:
        return "clock", "danger" if line.overdue else "accent"
    if not item.sha256:
        return ("link" if item.link else "note"), "quiet"
    return {Shows.PAGES: "pdf", Shows.PICTURE: "image"}.get(item.shows, "file"), "quiet"
