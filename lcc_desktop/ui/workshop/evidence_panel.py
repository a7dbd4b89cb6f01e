"""Evidence of the indicator shown: what is expected, what was supplied, and every way to supply more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QMessageBox, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.evidence import OBTAINED, REFUSED, SEEN, TO_OBTAIN, Shows
from lcc_desktop.i18n import _, current_language, fill, lone, ngettext, plain
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.evidence import Said
from lcc_desktop.services.evidence_intake import Given, GivenFile, files_in
from lcc_desktop.services.results import EvidenceItem, IndicatorView
from lcc_desktop.ui.evidence.forms import Asked, EvidenceForm
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.drop_zone import DropZone
from lcc_desktop.ui.parts.dropped import Dropped, can_drop
from lcc_desktop.ui.parts.letter_menu import LetterMenu
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.workshop.evidence_rows import ExpectedRow, PieceRow
from lcc_desktop.wording.evidence import status_name


class EvidencePanel(QWidget):
    """
    Signals:
        given: what to take in (a list of Given), the position of the expected source or None, whether pictures stay
            as they are, and the id of a piece that was waited for or "".
        described: what is said of a new piece without a file (Said), and the position of the source or None.
        amended: the id of a piece, and what is said of it (Said).
        placed: the id of a piece, and the position of the source it is, or None.
        withdraw_asked: the id of a piece to take off this indicator.
        look_asked: the id of a piece to look at.
        outside_asked: the id of a piece to open with the system's own program.
        others_asked: the id of a piece that is to serve other indicators too.
        known_asked: a piece that is here already is to serve this indicator.
        pictures_wanted: pieces whose small pictures are to be shown.
        list_asked: the evidence of the whole evaluation.
        stop_asked: take no more in.
    """

    given = Signal(list, object, bool, str)
    described = Signal(object, object)
    amended = Signal(str, object)
    placed = Signal(str, object)
    withdraw_asked = Signal(str)
    look_asked = Signal(str)
    outside_asked = Signal(str)
    others_asked = Signal(str)
    known_asked = Signal()
    pictures_wanted = Signal(list)
    list_asked = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None, today: Callable[[], date] = date.today) -> None:
        super().__init__(parent)
        self._today = today
        self._view: IndicatorView | None = None
        self._served: Mapping[str, int] = {}
        self._original = False
        self.expected_title, self.expected_count, self.supplied_title = QLabel(), QLabel(), QLabel()
        for label in (self.expected_title, self.supplied_title):
            label.setProperty("role", "section")
        self.expected_count.setProperty("role", "small")
        self.none_yet, self.required, self.originals = QLabel(), QLabel(), QLabel()
        self.none_yet.setProperty("role", "quiet")
        for label in (self.required, self.originals):
            label.setProperty("role", "notice")
        for label in (self.none_yet, self.required, self.originals):
            wrap(label)
        self.add = _Adder()
        self.all = QPushButton()
        self.all.setProperty("kind", "quiet")
        self.progress, self.stop = ProgressBar(), QPushButton()
        self.stop.setProperty("kind", "quiet")
        self.expected: list[ExpectedRow] = []
        self.items: list[PieceRow] = []
        self._lay_out()
        self.add.asked.connect(self.offer)
        self.add.dropped.connect(partial(self.take, None))
        self.add.files_chosen.connect(lambda paths: self._give([GivenFile(path) for path in paths], None))
        self.all.clicked.connect(self.list_asked)
        self.stop.clicked.connect(self.stop_asked)
        for keys, do in ((QKeySequence.StandardKey.Paste, self.paste), ("Shift+E", self._focus_list)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        self.show_progress(0, 0)
        self.retranslate()

    @property
    def code(self) -> str:
        """The indicator shown."""
        return self._view.indicator.code if self._view else ""

    def show_indicator(self, view: IndicatorView) -> None:
        """Show what is expected and supplied for an indicator."""
        before, self._view = self._view, view
        if before is None or (before.indicator, before.evidence) != (view.indicator, view.evidence):
            self._set_rows()
        self._say()

    def show_served(self, served: Mapping[str, int]) -> None:
        """How many things each piece serves, by its id."""
        if served != self._served:
            self._served = served
            if self._view is not None:
                self._set_rows()

    def show_picture(self, sha256: str, image: QImage) -> None:
        """The small picture of a piece has been drawn."""
        for row in self.items:
            if row.item.sha256 == sha256:
                row.show_picture(image)

    def show_progress(self, done: int, total: int) -> None:
        """How far the taking in is; hidden when there is none."""
        for part in (self.progress, self.stop):
            part.setVisible(total > 0)
        self.progress.set_share(done / total if total else 0)

    def offer(self, source: int | None = None) -> None:
        """Offer every way to supply evidence, each a letter away: E."""
        if self._view is None:
            return
        menu = LetterMenu(self)
        menu.add("F", "paperclip", _("Files…"), partial(self._choose_files, source))
        menu.add("D", "folder", _("Folder…"), partial(self._choose_folder, source))
        menu.add("V", "inbox", _("Paste (Ctrl+V)"), partial(self.paste, source))
        menu.addSeparator()
        menu.add("L", "link", _("Link…"), partial(self._ask, Asked.LINK, source))
        menu.add("P", "note", _("Paper seen on site…"), partial(self._ask, Asked.PAPER, source))
        menu.add("O", "clock", _("To obtain…"), partial(self._ask, Asked.WANTED, source))
        menu.add("S", "documents", _("A piece that is here already…"), self.known_asked.emit)
        menu.addSeparator()
        keep = menu.add("K", "", _("Pictures as they are, with their data"), self._toggle_originals)
        keep.setChecked(self._original)
        menu.add("T", "plan", _("All evidence of the evaluation"), self.list_asked.emit)
        self._pop_up(menu, self.expected[source] if source is not None else self.add)

    def paste(self, source: int | None = None) -> None:
        """Take in what is on the clipboard."""
        self.take(source, Dropped.of(QGuiApplication.clipboard().mimeData()))

    def take(self, source: int | None, dropped: Dropped) -> None:
        """Take in what was dropped or pasted, whatever it is."""
        if self._view is None or dropped.is_nothing:
            return
        files = [*dropped.files, *(path for folder in dropped.folders for path in self._inside(folder))]
        if files:
            self._give([GivenFile(path) for path in files], source)
        for link in dropped.links:
            self.described.emit(Said(link=link), source)
        self._give(dropped.given(datetime.now()), source)

    def retranslate(self) -> None:
        """Say every text again."""
        self.expected_title.setText(_("Evidence expected"))
        self.supplied_title.setText(_("Evidence supplied"))
        self.none_yet.setText(_("Nothing yet. Drop files here, paste a picture, or press E."))
        self.originals.setText(_("The next pictures are kept as they are, with place and day."))
        self.add.setText(_("Attach evidence (E)"))
        self.add.setIcon(icon("paperclip"))
        self.all.setText(_("All evidence…"))
        self.all.setIcon(icon("plan", ink="quiet"))
        self.stop.setText(_("Stop"))
        self.stop.setAccessibleName(_("Take no more files in"))
        self.progress.setAccessibleName(_("Files being taken in"))
        if self._view is not None:
            self._set_rows()
            self._say()

    def edit(self, item: EvidenceItem) -> None:
        """Ask what is to be said of a piece."""
        form = EvidenceForm(Asked.PIECE, self._sources(), item, item.source, self.window())
        form.described.connect(partial(self._on_edited, item))
        form.open()

    def menu_of(self, item: EvidenceItem) -> QMenu:
        """All that can be done with a piece."""
        menu = QMenu(self)

        def entry(where: QMenu, name: str, text: str, do: Callable[[], object]) -> QAction:
            action = QAction(icon(name, ink="quiet"), text, where) if name else QAction(text, where)
            action.triggered.connect(lambda _checked=False: do())
            where.addAction(action)
            return action

        if item.shows is not Shows.NOT:
            entry(menu, "search", _("Look at it"), partial(self.look_asked.emit, item.id))
        if item.sha256 or item.link:
            entry(menu, "external", _("Open with the system’s program"), partial(self.outside_asked.emit, item.id))
        if item.state == TO_OBTAIN and not item.sha256:
            entry(menu, "paperclip", _("It has come: attach the file…"), partial(self._choose_files, None, item.id))
        menu.addSeparator()
        entry(menu, "edit", _("Change what is said of it…") + "\tF2", partial(self.edit, item))
        self._add_choices(
            menu.addMenu(_("Status")),
            [(status_name(status), status) for status in (TO_OBTAIN, OBTAINED, SEEN, REFUSED)],
            item.state,
            lambda status: self.amended.emit(item.id, Said(status=status)),
        )
        sources = self._sources()
        if sources:
            self._add_choices(
                menu.addMenu(_("Which expected source it is")),
                [(_("None of those expected"), None), *((lone(text), at) for at, text in enumerate(sources))],
                item.source,
                lambda source: self.placed.emit(item.id, source),
            )
        confidential = entry(
            menu,
            "",
            _("Confidential"),
            lambda: self.amended.emit(item.id, Said(confidential=not item.confidential)),
        )
        confidential.setCheckable(True)
        confidential.setChecked(item.confidential)
        entry(menu, "link", _("Also for other indicators…"), partial(self.others_asked.emit, item.id))
        menu.addSeparator()
        withdraw = _("Take it off this indicator") + "\t" + _("Del")
        entry(menu, "close", withdraw, partial(self.withdraw_asked.emit, item.id))
        return menu

    def _add_choices(
        self, menu: QMenu, choices: Sequence[tuple[str, Any]], current: Any, choose: Callable[[Any], object]
    ) -> None:
        group = QActionGroup(menu)
        for text, value in choices:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(lambda _checked=False, value=value: choose(value))
            group.addAction(action)
            menu.addAction(action)

    def _on_edited(self, item: EvidenceItem, said: Said, source: int | None) -> None:
        if said != Said():
            self.amended.emit(item.id, said)
        if source != item.source:
            self.placed.emit(item.id, source)

    def _ask(self, asked: Asked, source: int | None) -> None:
        form = EvidenceForm(asked, self._sources(), source=source, parent=self.window())
        form.described.connect(self.described)
        form.open()

    def _choose_files(self, source: int | None, instead_of: str = "") -> None:
        names, _used = QFileDialog.getOpenFileNames(self, plain(_("Attach evidence (E)")))
        self._give([GivenFile(Path(name)) for name in names], source, instead_of)

    def _choose_folder(self, source: int | None) -> None:
        name = QFileDialog.getExistingDirectory(self, plain(_("Folder…")))
        if name:
            self._give([GivenFile(path) for path in self._inside(Path(name))], source)

    def _inside(self, folder: Path) -> list[Path]:
        """The files in a folder, if they are really meant."""
        found = files_in(folder)
        count = len(found)
        question = fill(
            ngettext(
                "The folder {folder} holds {count} file. Attach it?",
                "The folder {folder} holds {count} files. Attach them all?",
                count,
            ),
            folder=folder.name,
            count=number(count),
        )
        yes = QMessageBox.StandardButton.Yes
        if not found or QMessageBox.question(self, plain(_("Folder…")), question) != yes:
            return []
        return found

    def _give(self, given: Sequence[Given], source: int | None, instead_of: str = "") -> None:
        if given and self._view is not None:
            original, self._original = self._original, False
            self.originals.hide()
            self.given.emit(list(given), source, original, instead_of)

    def _toggle_originals(self) -> None:
        self._original = not self._original
        self.originals.setVisible(self._original)

    def _sources(self) -> list[str]:
        sources = self._view.indicator.sources if self._view else ()
        return [source.say(current_language()) for source in sources]

    def _set_rows(self) -> None:
        assert self._view is not None  # noqa: S101  (callers have looked; this narrows the type)
        had = next((row.item.id for row in self.items if row.hasFocus()), "")
        for old in self.items:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        today, items, sources = self._today(), self._view.evidence, self._sources()
        while len(self.expected) < len(sources):  # kept from indicator to indicator: making them takes longest
            self.expected.append(self._source(len(self.expected)))
        for position, row in enumerate(self.expected):
            row.setVisible(position < len(sources))
            if position < len(sources):
                row.show_source(sources[position], [item for item in items if item.source == position], today)
        self.items = []
        for item in items:
            self.items.append(self._piece(item, today))
            self._list.addWidget(self.items[-1])
        self.pictures_wanted.emit([piece.item for piece in self.items])
        for piece in self.items:
            if piece.item.id == had:
                piece.setFocus()

    def _source(self, position: int) -> ExpectedRow:
        row = ExpectedRow(position)
        row.asked.connect(self.offer)
        row.dropped.connect(self.take)
        self._expected_list.addWidget(row)
        return row

    def _piece(self, item: EvidenceItem, today: date) -> PieceRow:
        row = PieceRow(item, self._served.get(item.id, 1), today)
        row.clicked.connect(partial(self._open, item))
        row.menu_asked.connect(lambda: self._pop_up(self.menu_of(item), row))
        row.edit_asked.connect(partial(self.edit, item))
        row.withdraw_asked.connect(partial(self.withdraw_asked.emit, item.id))
        return row

    def _open(self, item: EvidenceItem) -> None:
        """Look at it where that is possible, else say what is known of it."""
        if item.shows is not Shows.NOT:
            self.look_asked.emit(item.id)
        elif item.sha256 or item.link:
            self.outside_asked.emit(item.id)
        else:
            self.edit(item)

    def _say(self) -> None:
        assert self._view is not None  # noqa: S101  (callers have looked; this narrows the type)
        view = self._view
        here = {item.source for item in view.supplied} - {None}
        sources = len(view.indicator.sources)
        self.expected_count.setText(fill(_("{done} of {count}"), done=len(here), count=sources))
        for part in (self.expected_title, self.expected_count):
            part.setVisible(sources > 0)
        self.none_yet.setVisible(not view.evidence)
        self.required.setVisible(view.lacks_evidence)
        if view.indicator.evidence_from is not None:
            self.required.setText(
                fill(_("Evidence is required from degree {degree}."), degree=view.indicator.evidence_from)
            )
        self.originals.setVisible(self._original)

    def _pop_up(self, menu: QMenu, beside: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = beside.rect().bottomRight() if rtl else beside.rect().bottomLeft()
        at = beside.mapToGlobal(corner)
        if rtl:
            at.setX(at.x() - menu.sizeHint().width())
        menu.popup(at)

    def _focus_list(self) -> None:
        rows = [row for row in (*self.items, *self.expected) if row.isVisible()]
        if rows:
            rows[0].setFocus()

    def _lay_out(self) -> None:
        self._expected_list, self._list = QVBoxLayout(), QVBoxLayout()
        for inside in (self._expected_list, self._list):
            inside.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self.expected_title, 1)
        head.addWidget(self.expected_count)
        coming = QHBoxLayout()
        coming.setSpacing(8)
        coming.addWidget(self.progress, 1)
        coming.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self._expected_list)
        layout.addSpacing(8)
        for widget in (self.supplied_title, self.required, self.none_yet):
            layout.addWidget(widget)
        layout.addLayout(self._list)
        layout.addLayout(coming)
        layout.addWidget(self.originals)
        layout.addWidget(self.add)
        layout.addWidget(self.all)


class _Adder(DropZone):
    """The button of the panel: pressing it offers every way, and anything may be dropped on it.

    Signals:
        asked: the ways are to be offered.
        dropped: what was dropped (Dropped).
    """

    asked = Signal()
    dropped = Signal(object)

    def choose(self) -> None:
        """Offer every way to supply evidence."""
        self.asked.emit()

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_drop(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.accept()
        self.dropped.emit(Dropped.of(event.mimeData()))
