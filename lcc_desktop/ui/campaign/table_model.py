"""The communes of campaigns, as Qt's table wants them.

It is given its rows filtered and orders them itself: a proxy would ask Python twice for every comparison, and the
country in three cycles has thousands of rows.
"""

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from lcc_desktop.domain.campaign import Eligibility, Stage
from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import N_, _, current_language, fill, lone
from lcc_desktop.i18n.formats import listed, percent
from lcc_desktop.services.results_campaign import CommuneFile
from lcc_desktop.ui.look.current import palette
from lcc_desktop.wording.campaign import eligibility_name, late_name, short_late
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import milieu_name

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
FILE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    COMMUNE = 0
    CYCLE = 1
    MILIEU = 2
    LOT = 3
    STAGE = 4
    DECISION = 5
    FACILITATORS = 6
    DONE = 7
    SCORE = 8
    LATE = 9


HEADERS = {
    Column.COMMUNE: N_("Commune"),
    Column.CYCLE: N_("Cycle"),
    Column.MILIEU: N_("Milieu"),
    Column.LOT: N_("Lot"),
    Column.STAGE: N_("Stage"),
    Column.DECISION: N_("Eligibility"),
    Column.FACILITATORS: N_("Accompanied by"),
    Column.DONE: N_("Completeness"),
    Column.SCORE: N_("Score"),
    Column.LATE: N_("Late"),
}
_FIGURES = (Column.DONE, Column.SCORE)
_QUIET = (Column.CYCLE, Column.MILIEU, Column.LOT)
_PENDING = Eligibility.PENDING
_STAGES = {stage: place for place, stage in enumerate(Stage)}
_COLUMNS = tuple(Column)
_DISPLAY, _ACCESSIBLE = Qt.ItemDataRole.DisplayRole.value, Qt.ItemDataRole.AccessibleTextRole.value
_TIP, _INK = Qt.ItemDataRole.ToolTipRole.value, Qt.ItemDataRole.ForegroundRole.value
_SIDE = Qt.ItemDataRole.TextAlignmentRole.value


class CampaignTableModel(QAbstractTableModel):
    """One row a commune and cycle. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[CommuneFile] = []
        self._by, self._descending = Column.COMMUNE, False

    @property
    def files(self) -> list[CommuneFile]:
        """The rows, in their order."""
        return self._files

    def set_files(self, files: list[CommuneFile]) -> None:
        """Show these, in the order chosen."""
        self.beginResetModel()
        self._files = _ordered(files, self._by, self._descending)
        self.endResetModel()

    def cell(self, row: int, column: int) -> tuple[str, str, bool]:
        """The text of a cell, its ink, and whether it stands in the middle: all that drawing it asks for."""
        file, of = self._files[row], _COLUMNS[column]
        return _text(file, of), _ink(file, of) or palette().ink, of in _FIGURES

    def row_of(self, campaign: str, commune: str) -> int:
        """The row of a commune in a campaign; -1 where it is not shown."""
        keys = enumerate(self._files)
        return next((n for n, f in keys if f.commune.code == commune and f.campaign == campaign), -1)

    def retranslate(self) -> None:
        """Say every text again."""
        _said.cache_clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._by is Column.COMMUNE:  # names are in another script now
            self.set_files(self._files)
        elif self._files:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._files) - 1, len(Column) - 1))

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._by, self._descending = Column(column), order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        chosen = [self._files[index.row()] for index in kept]
        self._files = _ordered(self._files, self._by, self._descending)
        places = {id(file): row for row, file in enumerate(self._files)}
        moved = [self.index(places[id(f)], i.column()) for f, i in zip(chosen, kept, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        file, column = self._files[index.row()], _COLUMNS[index.column()]
        if role in (_DISPLAY, _ACCESSIBLE):
            return _text(file, column)
        if role == _INK:
            ink = _ink(file, column)
            return QColor(ink) if ink else None
        if role == _SIDE:
            return Qt.AlignmentFlag.AlignCenter if column in _FIGURES else None
        if role == _TIP:
            return _tip(file, column)
        return file if role == FILE_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(HEADERS[_COLUMNS[section]])
        if role == Qt.ItemDataRole.TextAlignmentRole and _COLUMNS[section] in _FIGURES:
            return Qt.AlignmentFlag.AlignCenter
        return None


def place_text(file: CommuneFile) -> str:
    """A commune with its province."""
    language = current_language()
    return _said("place", file.commune.name(language), file.commune.province(language))


@lru_cache(maxsize=16384)
def _said(kind: str, *parts: Any) -> str:
    """Texts of cells, each made once: what scrolls by is asked for many times a second."""
    match kind:
        case "place":
            return fill("{commune} ({province})", commune=parts[0], province=parts[1])
        case "percent":
            return percent(*parts)
        case "who":
            return lone(listed(parts))
    return lone(parts[0])


def _text(file: CommuneFile, column: Column) -> str:
    evaluation = file.evaluation
    match column:
        case Column.COMMUNE:
            return place_text(file)
        case Column.CYCLE:
            return _said("", file.cycle)
        case Column.MILIEU:
            return milieu_name(file.milieu)
        case Column.LOT:
            return _said("", file.lot) if file.lot else ""
        case Column.STAGE:
            return _("Withdrawn") if file.applicant.withdrawn else stage_name(file.stage)
        case Column.DECISION:
            return eligibility_name(file.applicant.eligibility)
        case Column.FACILITATORS:
            return _said("who", *file.facilitators) if file.facilitators else ""
        case Column.DONE:
            return "" if evaluation is None else _said("percent", evaluation.completeness)
        case Column.SCORE:
            return "" if evaluation is None else _said("percent", shown_score(file), 1)
        case Column.LATE:
            return short_late(file.late)


def shown_score(file: CommuneFile) -> Any:
    """What the mission verified, else what the commune says itself."""
    evaluation = file.evaluation
    if evaluation is None:
        return None
    return evaluation.score if evaluation.verified is None else evaluation.verified


def _tip(file: CommuneFile, column: Column) -> str | None:
    match column:
        case Column.COMMUNE:
            return f"{lone(file.commune.name_fr)}\n{lone(file.commune.name_ar)}\n{lone(file.commune.code)}"
        case Column.DECISION if file.applicant.reason:
            return lone(file.applicant.reason)
        case Column.FACILITATORS:
            return _text(file, column)
        case Column.SCORE if file.evaluation is not None:
            return _("Not verified") if file.evaluation.verified is None else _("Verified by the mission")
        case Column.LATE:
            return "\n".join(map(late_name, file.late))
    return None


def _ink(file: CommuneFile, column: Column) -> str:
    """The colour of a cell's text; empty for the usual one."""
    colours = palette()
    if file.applicant.withdrawn:
        return colours.quiet
    if column is Column.LATE:
        return colours.danger
    if column is Column.DECISION:
        return colours.accent if file.applicant.eligibility is _PENDING else colours.quiet
    if column in _QUIET:
        return colours.quiet
    verified = file.evaluation is not None and file.evaluation.verified is not None
    return colours.quiet if column is Column.SCORE and not verified else ""


def _ordered(files: list[CommuneFile], by: Column, descending: bool) -> list[CommuneFile]:
    return sorted(files, key=_KEYS[by](), reverse=descending)


_folded = lru_cache(maxsize=4096)(fold)


def _by_name() -> Callable[[CommuneFile], Any]:
    language = current_language()
    return lambda file: (_folded(file.commune.name(language)), file.commune.code, file.cycle)


_KEYS: dict[Column, Callable[[], Callable[[CommuneFile], Any]]] = {
    Column.COMMUNE: _by_name,
    Column.CYCLE: lambda: lambda file: (file.cycle, file.commune.code),
    Column.MILIEU: lambda: lambda file: (file.milieu, file.commune.code),
    Column.LOT: lambda: lambda file: (file.lot, file.commune.code),
    Column.STAGE: lambda: lambda file: (_STAGES[file.stage], file.commune.code),
    Column.DECISION: lambda: lambda file: (file.applicant.eligibility.value, file.commune.code),
    Column.FACILITATORS: lambda: lambda file: (file.facilitators, file.commune.code),
    Column.DONE: lambda: lambda file: -1 if file.evaluation is None else float(file.evaluation.completeness),
    Column.SCORE: lambda: lambda file: -1 if shown_score(file) is None else float(shown_score(file)),
    Column.LATE: lambda: lambda file: (not file.late, file.late, file.commune.code),
}
