"""The inbox: drop packages, see what they would change, take them in; what was kept apart, imports, conflicts."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import N_, _, fill, ngettext, plain
from lcc_desktop.i18n.formats import moment, number
from lcc_desktop.services.conflicts import Dispute
from lcc_desktop.services.inbox import ArrivalRow, ImportReport, ImportRow
from lcc_desktop.services.packages import Outcome, Preview
from lcc_desktop.services.receipts import ReceiptRow
from lcc_desktop.ui.inbox.conflicts_panel import ConflictsPanel
from lcc_desktop.ui.inbox.texts import arrival_text, import_text, import_totals, preview_text
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.drop_zone import DropZone
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.wording.inbox import behind_line, outcome_name

WAYS = {
    "received": N_("Received"),
    "kept": N_("Kept apart"),
    "imports": N_("Imports"),
    "conflicts": N_("Conflicts"),
}
_ICONS = {Outcome.MERGED: "check", Outcome.ALREADY_MERGED: "info", Outcome.REFUSED: "warning"}
_TONES = {Outcome.MERGED: "success", Outcome.ALREADY_MERGED: "quiet", Outcome.REFUSED: "danger"}


class InboxView(Page):
    """
    Signals:
        shown: the page is there.
        files_given: packages to look at, as list[Path].
        take_asked: take in what was looked at.
        stop_asked: leave the files that were not begun.
        resume_asked, leave_asked: go on with an import, or leave what waits of it (its number).
        report_asked, undo_asked: show an import again, take it back (its number).
        receipts_asked: the number of an import, and the folder for its receipts (Path).
        receipt_given: a receipt that came back (Path).
        again_asked, discard_asked: files kept apart, as list[tuple[int, int]].
        watch_asked: the folder to look into by itself (Path), or None.
        enrol_asked: an enrolment request to compare and approve (Path).
    """

    shown = Signal()
    files_given = Signal(list)
    take_asked = Signal()
    stop_asked = Signal()
    resume_asked = Signal(int)
    leave_asked = Signal(int)
    report_asked = Signal(int)
    undo_asked = Signal(int)
    receipts_asked = Signal(int, object)
    receipt_given = Signal(object)
    again_asked = Signal(list)
    discard_asked = Signal(list)
    watch_asked = Signal(object)
    enrol_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrivals: list[ArrivalRow] = []
        """What became of the files so far."""
        self._previews: list[Preview] = []
        self._imports: list[ImportRow] = []
        self._kept: list[ArrivalRow] = []
        self._left: ImportRow | None = None
        self._watched: Path | None = None
        self._disputes = 0
        self._busy = False
        self.title, self.busy, self.watched, self.left = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        for label in (self.busy, self.watched, self.left):
            label.setProperty("role", "quiet")
        self.banner = Banner(closable=True)
        self.drop = DropZone("inbox", ink="on_primary")
        self.folder, self.watch, self.receipt, self.enrol = (QPushButton() for _each in range(4))
        self.take, self.stop, self.resume, self.leave = (QPushButton() for _each in range(4))
        for button in (self.drop, self.take):
            button.setProperty("kind", "primary")
        self.again, self.discard = QPushButton(), QPushButton()
        self.report, self.undo, self.receipts = (QPushButton() for _each in range(3))
        self.list, self.kept, self.imports = _list(), _list(), _list()
        self.kept.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.imports.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.empty, self.no_kept, self.no_imports = EmptyState("inbox"), EmptyState("check"), EmptyState("inbox")
        self.conflicts = ConflictsPanel()
        self.ways = {name: QPushButton() for name in WAYS}
        self._stacks = {
            "received": _or_empty(self.empty, self.list),
            "kept": _or_empty(self.no_kept, self.kept, self.again, self.discard),
            "imports": _or_empty(self.no_imports, self.imports, self.report, self.undo, self.receipts),
        }
        self._panels = QStackedWidget()
        for panel in (*self._stacks.values(), self.conflicts):
            self._panels.addWidget(panel)
        group = QButtonGroup(self)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.title, 1)
        for button in self.ways.values():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.clicked.connect(self._on_way)
            group.addButton(button)
            ways.addWidget(button)
        self.ways["received"].setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        layout.addLayout(ways)
        layout.addLayout(_row(self.drop, self.folder, self.watch, self.receipt, self.enrol))
        layout.addLayout(_row(self.take, self.resume, self.leave, self.stop, self.busy, self.left, self.watched))
        layout.addWidget(self.banner)
        layout.addWidget(self._panels, 1)
        self._connect()
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self.shown.emit()

    def show_previews(self, previews: list[Preview]) -> None:
        """What the files given would change; nothing has entered."""
        self._previews, self.arrivals = previews, []
        self._go("received")
        self._show_files()
        if not previews:
            self.banner.show_text(_("No package there. Their names end in .lcc or .lcc.age."), "warning")

    def add_arrival(self, row: ArrivalRow) -> None:
        """What became of one more file."""
        self._previews = []
        self.arrivals.append(row)
        self._show_files()

    def show_report(self, report: ImportReport) -> None:
        """An import whole."""
        self._previews, self.arrivals = [], list(report.arrivals)
        self._go("received")
        self._show_files()

    def show_imports(self, imports: list[ImportRow]) -> None:
        self._imports = imports
        self._stacks["imports"].setCurrentIndex(1 if imports else 0)
        _fill(self.imports, [("inbox", "ink", import_text(row)) for row in imports])
        self._enable()

    def show_kept(self, rows: list[ArrivalRow]) -> None:
        self._kept = rows
        self._stacks["kept"].setCurrentIndex(1 if rows else 0)
        _fill(self.kept, [("warning", "danger", arrival_text(row)) for row in rows])
        self._say_ways()
        self._enable()

    def show_left(self, row: ImportRow | None) -> None:
        """The import that was stopped before its end, if there is one."""
        self._left = row
        self._enable()

    def show_watched(self, folder: Path | None) -> None:
        """The folder looked into by itself."""
        self._watched = folder
        self._enable()

    def show_disputes(self, disputes: list[Dispute]) -> None:
        self._disputes = len(disputes)
        self.conflicts.show_disputes(disputes)
        self._say_ways()

    def show_progress(self, done: int, count: int) -> None:
        """How far it is; nothing under way when there is nothing to do."""
        self._busy = done < count
        said = fill(_("{done} of {count}"), done=number(done), count=number(count)) if self._busy else ""
        self.busy.setText(said)
        self._enable()

    def show_receipts(self, paths: list[Path]) -> None:
        """The receipts are written."""
        text = ngettext(
            "{count} receipt written. Send it back.", "{count} receipts written. Send them back.", len(paths)
        )
        self.banner.show_text(fill(text, count=number(len(paths))))

    def show_receipt(self, rows: list[ReceiptRow]) -> None:
        """What somebody received from here."""
        text = _("Package {number}, {name}, {moment}: {outcome}.")
        lines = [
            fill(text, number=row.number, name=row.name, moment=moment(row.at), outcome=outcome_name(row.outcome))
            + " "
            + behind_line(row.behind)
            for row in rows
        ]
        self.banner.show_text("\n".join(lines))

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Inbox"))
        self.drop.setText(_("Choose packages"))
        self.drop.set_filter(plain(_("LCC package (*.lcc *.lcc.age)")))
        for button, text, name in (
            (self.folder, _("Choose a folder"), "folder"),
            (self.receipt, _("Read a receipt"), "seal"),
            (self.enrol, _("Enrol a computer"), "shield"),
            (self.stop, _("Stop"), "close"),
            (self.resume, _("Go on"), "redo"),
            (self.again, _("Try again"), "redo"),
            (self.discard, _("Keep no longer"), "trash"),
            (self.report, _("Show its report"), "eye"),
            (self.undo, _("Take back"), "undo"),
            (self.receipts, _("Write receipts"), "seal"),
        ):
            button.setText(text)
            button.setIcon(icon(name))
        self.take.setText(_("Take in"))
        self.leave.setText(_("Leave the rest"))
        self.list.setAccessibleName(_("Packages received"))
        self.kept.setAccessibleName(_("Refused files kept apart"))
        self.imports.setAccessibleName(_("Imports"))
        self.empty.set_texts(
            _("No package yet"),
            _(
                "Drop packages on the button above, or choose a folder or a stick. Each is checked, and you see what "
                "it would change before anything enters."
            ),
            "",
        )
        self.no_kept.set_texts(
            _("Nothing is kept apart"), _("Files that were refused stay here, with the reason and the remedy."), ""
        )
        self.no_imports.set_texts(_("Nothing came in yet"), _("Every import stays here with its report."), "")
        self.conflicts.retranslate()
        self._show_files()
        self.show_kept(self._kept)
        self.show_imports(self._imports)

    def _connect(self) -> None:
        self.drop.files_chosen.connect(self.files_given)
        self.folder.clicked.connect(self._on_folder)
        self.watch.clicked.connect(self._on_watch)
        self.receipt.clicked.connect(self._on_receipt)
        self.enrol.clicked.connect(self._on_enrol)
        self.take.clicked.connect(self.take_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.resume.clicked.connect(lambda: self.resume_asked.emit(self._left.number if self._left else 0))
        self.leave.clicked.connect(lambda: self.leave_asked.emit(self._left.number if self._left else 0))
        self.again.clicked.connect(lambda: self.again_asked.emit(self._chosen_kept()))
        self.discard.clicked.connect(lambda: self.discard_asked.emit(self._chosen_kept()))
        self.report.clicked.connect(lambda: self.report_asked.emit(self._chosen_import().number))
        self.undo.clicked.connect(self._on_undo)
        self.receipts.clicked.connect(self._on_receipts)
        self.imports.itemSelectionChanged.connect(self._enable)
        self.imports.itemActivated.connect(lambda _item: self.report.click())

    def _show_files(self) -> None:
        lines = [
            ("conflict", "accent", preview_text(one))
            if one.disputes
            else (_ICONS[one.result.outcome], _TONES[one.result.outcome], preview_text(one))
            for one in self._previews
        ]
        lines += [
            (_ICONS[row.outcome], "accent" if row.conflicts else _TONES[row.outcome], arrival_text(row))
            if row.outcome is not None
            else ("clock", "quiet", arrival_text(row))
            for row in self.arrivals
        ]
        self._stacks["received"].setCurrentIndex(1 if lines else 0)
        _fill(self.list, lines)
        self._enable()

    def _enable(self) -> None:
        """Offer what can be done now."""
        self.take.setVisible(bool(self._previews) and not self._busy)
        self.stop.setVisible(self._busy)
        left = self._left if not self._busy and not self._previews else None
        self.resume.setVisible(left is not None)
        self.leave.setVisible(left is not None)
        said = fill(_("An import was stopped: {totals}"), totals=import_totals(left)) if left is not None else ""
        self.left.setText(said)
        self.watch.setText(_("Watch a folder") if self._watched is None else _("Watch no longer"))
        self.watch.setIcon(icon("eye"))
        self.watched.setText(fill(_("Watched: {folder}"), folder=self._watched.name) if self._watched else "")
        for button in (self.drop, self.folder):
            button.setEnabled(not self._busy)
        chosen = bool(self.imports.selectedIndexes())
        for button in (self.report, self.undo, self.receipts):
            button.setEnabled(chosen and not self._busy)
        for button in (self.again, self.discard):
            button.setEnabled(bool(self._kept) and not self._busy)

    def _say_ways(self) -> None:
        counts = {"kept": len(self._kept), "conflicts": self._disputes}
        for name, button in self.ways.items():
            text, count = _(WAYS[name]), counts.get(name, 0)
            button.setText(fill(_("{name} ({count})"), name=text, count=number(count)) if count else text)

    def _go(self, way: str) -> None:
        self.ways[way].setChecked(True)
        self._on_way()

    def _on_way(self) -> None:
        names = list(self.ways)
        self._panels.setCurrentIndex(next(names.index(name) for name, one in self.ways.items() if one.isChecked()))

    def _chosen_kept(self) -> list[tuple[int, int]]:
        rows = sorted(index.row() for index in self.kept.selectedIndexes()) or range(len(self._kept))
        return [(self._kept[row].import_number, self._kept[row].position) for row in rows]

    def _chosen_import(self) -> ImportRow:
        return self._imports[self.imports.currentRow()]

    def _on_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, plain(self.folder.text()))
        if chosen:
            self.files_given.emit([Path(chosen)])

    def _on_watch(self) -> None:
        if self._watched is not None:
            self.watch_asked.emit(None)
            return
        chosen = QFileDialog.getExistingDirectory(self, plain(self.watch.text()))
        if chosen:
            self.watch_asked.emit(Path(chosen))

    def _on_receipt(self) -> None:
        name_filter = plain(_("Receipt (*.receipt)"))
        chosen, _used = QFileDialog.getOpenFileName(self, plain(self.receipt.text()), "", name_filter)
        if chosen:
            self.receipt_given.emit(Path(chosen))

    def _on_receipts(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, plain(self.receipts.text()))
        if chosen:
            self.receipts_asked.emit(self._chosen_import().number, Path(chosen))

    def _on_undo(self) -> None:
        question = _("Take back everything this import brought? It is possible only where nothing builds on it.")
        if QMessageBox.question(self, plain(self.undo.text()), question) is QMessageBox.StandardButton.Yes:
            self.undo_asked.emit(self._chosen_import().number)

    def _on_enrol(self) -> None:
        name_filter = plain(_("Enrolment request (*.request)"))
        chosen, _used = QFileDialog.getOpenFileName(self, plain(self.enrol.text()), "", name_filter)
        if chosen:
            self.enrol_asked.emit(Path(chosen))


def _list() -> QListWidget:
    made = QListWidget()
    made.setWordWrap(True)
    made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    return made


def _fill(target: QListWidget, lines: Sequence[tuple[str, str, str]]) -> None:
    target.clear()
    for name, ink, text in lines:
        target.addItem(QListWidgetItem(icon(name, ink=ink), text))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _or_empty(empty: QWidget, full: QWidget, *buttons: QWidget) -> QStackedWidget:
    """An empty state, and what stands in its place once there is something: a list, and what can be done with it."""
    stack, content = QStackedWidget(), QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(full, 1)
    if buttons:
        column.addLayout(_row(*buttons))
    stack.addWidget(empty)
    stack.addWidget(content)
    return stack
