"""Strengths, points to improve and what is parked, of the indicator shown: short lists to be written in."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.facts import REMARKS
from lcc_desktop.i18n import N_, _, fill
from lcc_desktop.services.results import IndicatorView, RemarkItem
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.kept_note import KeptNote
from lcc_desktop.wording.votes import sort_name

TITLES = {"strength": N_("Strengths (S)"), "improvement": N_("Points to improve (W)"), "parked": N_("Parked (P)")}
NONE_YET = {
    "strength": N_("What the commune does well here."),
    "improvement": N_("What would bring the next degree."),
    "parked": N_("What to come back to: a person to ask, a figure to find."),
}


class RemarkRow(QWidget):
    """One remark: its words can be changed where they stand; without any it goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remark: RemarkItem | None = None
        self.tick, self.words, self.remove = QCheckBox(), KeptNote(lines=1, most=6), QToolButton()
        self.words.setProperty("role", "inside")
        self.remove.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.tick)
        row.addWidget(self.words, 1)
        row.addWidget(self.remove)

    def show_remark(self, remark: RemarkItem) -> None:
        """Show a remark; one being typed in is left alone."""
        self.remark = remark
        self.tick.setVisible(remark.sort == "parked")
        self.tick.setChecked(remark.done)
        self.tick.setAccessibleName(_("Dealt with"))
        self.tick.setToolTip(_("Dealt with"))
        self.words.show_kept(remark.id, remark.text)
        self.words.setAccessibleName(sort_name(remark.sort))
        self.remove.setIcon(icon("close", ink="quiet"))
        self.remove.setToolTip(_("Take this remark away"))
        self.remove.setAccessibleName(fill(_("Take away: {text}"), text=remark.text))


class RemarkPanel(QWidget):
    """
    Signals:
        add_asked: which sort of remark is to be written.
        worded: the id of a remark, and its new words.
        settled: the id of something parked, and whether it is dealt with.
        dropped: the id of a remark that goes.
    """

    add_asked = Signal(str)
    worded = Signal(str, str)
    settled = Signal(str, bool)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: IndicatorView | None = None
        self.titles = {sort: QLabel() for sort in REMARKS}
        self.none_yet = {sort: QLabel() for sort in REMARKS}
        self.adds = {sort: QToolButton() for sort in REMARKS}
        self.rows: dict[str, list[RemarkRow]] = {sort: [] for sort in REMARKS}
        self._lists = {sort: QVBoxLayout() for sort in REMARKS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for sort in REMARKS:
            head = QHBoxLayout()
            head.addWidget(self.titles[sort], 1)
            head.addWidget(self.adds[sort])
            self.titles[sort].setProperty("role", "section")
            self.none_yet[sort].setProperty("role", "quiet")
            self.none_yet[sort].setWordWrap(True)
            self.adds[sort].setProperty("kind", "quiet")
            self.adds[sort].clicked.connect(partial(self.add_asked.emit, sort))
            self._lists[sort].setSpacing(4)
            layout.addLayout(head)
            layout.addWidget(self.none_yet[sort])
            layout.addLayout(self._lists[sort])
            layout.addSpacing(12)
        self.retranslate()

    def show_indicator(self, shown: IndicatorView) -> None:
        """Show the remarks of an indicator; rows are kept and used again."""
        same = self._view is not None and self._view.remarks == shown.remarks
        self._view = shown
        if not same:
            self._fill()

    def keep(self) -> None:
        """Hand over what is being typed."""
        for rows in self.rows.values():
            for row in rows:
                row.words.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        for sort in REMARKS:
            self.titles[sort].setText(_(TITLES[sort]))
            self.none_yet[sort].setText(_(NONE_YET[sort]))
            self.adds[sort].setIcon(icon("plus", ink="primary"))
            self.adds[sort].setToolTip(_("Write one"))
            self.adds[sort].setAccessibleName(_(TITLES[sort]))
        if self._view is not None:
            self._fill()

    def _fill(self) -> None:
        assert self._view is not None  # noqa: S101  (filled only with a view)
        for sort, rows in self.rows.items():
            remarks = [remark for remark in self._view.remarks if remark.sort == sort]
            while len(rows) < len(remarks):
                rows.append(self._row(sort))
            for row, remark in zip(rows, remarks, strict=False):
                row.show_remark(remark)
                row.show()
            for row in rows[len(remarks) :]:
                row.words.show_kept("", "")
                row.hide()
            self.none_yet[sort].setVisible(not remarks)

    def _row(self, sort: str) -> RemarkRow:
        row = RemarkRow()
        self._lists[sort].addWidget(row)
        row.words.kept.connect(self.worded)
        row.tick.clicked.connect(partial(self._on_tick, row))
        row.remove.clicked.connect(partial(self._on_remove, row))
        return row

    def _on_tick(self, row: RemarkRow) -> None:
        if row.remark is not None:
            row.tick.setChecked(row.remark.done)  # what is ticked is what is on the disk
            self.settled.emit(row.remark.id, not row.remark.done)

    def _on_remove(self, row: RemarkRow) -> None:
        if row.remark is not None:
            self.dropped.emit(row.remark.id)
