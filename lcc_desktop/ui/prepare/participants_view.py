"""The participants: added on one line, said in their cells, searched, counted, imported."""

from pathlib import Path

from PySide6.QtCore import QItemSelection, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.people import Gathering
from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import _, current_language, fill, ngettext, plain
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.search_field import SearchField
from lcc_desktop.ui.prepare.cell_delegates import PersonDelegate
from lcc_desktop.ui.prepare.counts_panel import CountsPanel
from lcc_desktop.ui.prepare.entry_row import EntryRow
from lcc_desktop.ui.prepare.groups_panel import GroupsPanel
from lcc_desktop.ui.prepare.participants_model import (
    PARTICIPANT_ROLE,
    SEARCH_ROLE,
    SORT_ROLE,
    TYPED,
    Column,
    ParticipantsModel,
)
from lcc_desktop.wording.people import CATEGORIES, category_name

SIDE = 280
_ROW = 40
_WIDTHS = {Column.CATEGORY: 156, Column.GENDER: 84, Column.AGE: 84, Column.GROUP: 120, Column.PRESENT: 84}
_KEEP = "\0"
"""Stands for no choice at all in the combos that say something of many."""


class ParticipantsView(QWidget):
    """
    Signals:
        added: somebody to be added (NewParticipant), and no session.
        said: ids of participants, and what is said of them, as dict.
        remove_asked: ids of participants.
        unite_asked: two ids that are one person: the first one stays.
        file_given: a file with a list (Path); pasted: a text with one.
        export_asked: where to write the list (Path), and its language.
    """

    added = Signal(object, str)
    said = Signal(list, dict)
    remove_asked = Signal(list)
    unite_asked = Signal(str, str)
    file_given = Signal(object)
    pasted = Signal(str)
    export_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.model = ParticipantsModel(self)
        self.proxy = _Filter(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setSortRole(SORT_ROLE)
        self.entry = EntryRow()
        self.search, self.category = SearchField(), QComboBox()
        self.chosen, self.set_category, self.set_group = QLabel(), QComboBox(), QComboBox()
        self.search.setMinimumWidth(160)
        for combo in (self.category, self.set_category, self.set_group):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(16)
        self.importing, self.pasting, self.exporting = QPushButton(), QPushButton(), QPushButton()
        self.table = _Table(self.proxy)
        self.unite, self.remove = QPushButton(), QPushButton()
        self.counts, self.groups = CountsPanel(), GroupsPanel()
        self.empty = EmptyState("people")
        self.list_or_empty = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_gathering(self, gathering: Gathering) -> None:
        """Show everybody."""
        self.model.set_gathering(gathering)
        self.groups.show_gathering(gathering)
        self.list_or_empty.setCurrentIndex(1 if gathering.participants else 0)
        self._say_counts()
        self._on_selection()

    def show_added(self, participants: list[str]) -> None:
        """These are new: the last of them is in sight and chosen."""
        row = self.model.row_of(participants[-1]) if participants else -1
        index = self.proxy.mapFromSource(self.model.index(row, Column.NAME))
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def begin(self) -> None:
        """The keyboard is where one types the next name."""
        self.entry.begin()

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.groups.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.entry.retranslate()
        self.search.setPlaceholderText(_("Find a participant"))
        self.category.setAccessibleName(_("Show one category"))
        _fill(self.category, [("", _("All categories")), *((key, category_name(key)) for key in CATEGORIES)])
        for button, text, name, picture in (
            (self.importing, _("Import…"), _("Import a list of participants"), "upload"),
            (self.pasting, _("Paste"), _("Paste a list of participants"), "note"),
            (self.exporting, _("Export…"), _("Export the attendance list"), "download"),
        ):
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setIcon(icon(picture))
        self.table.setAccessibleName(_("Participants"))
        self.unite.setText(_("The same person"))
        self.remove.setText(_("Remove"))
        self.remove.setIcon(icon("trash"))
        self.groups.retranslate()
        self.model.retranslate()
        self.empty.set_texts(
            _("No participant yet"),
            _(
                "Type a name above and press Enter, import an Excel or CSV list, or paste a table. "
                "No national ID number, party or union membership is ever kept."
            ),
            _("Import a list…"),
        )
        self._say_counts()
        self._on_selection()

    def selected(self) -> list[str]:
        """The ids of the participants selected, in the order shown."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return [self.proxy.index(row, 0).data(PARTICIPANT_ROLE).id for row in rows]

    def _connect(self) -> None:
        self.model.said.connect(lambda one, field, value: self.said.emit([one], {field: value}))
        self.entry.entered.connect(lambda new: self.added.emit(new, ""))
        self.search.textChanged.connect(self.proxy.look_for)
        self.category.activated.connect(lambda _index: self.proxy.show_category(self.category.currentData()))
        self.importing.clicked.connect(self._on_import)
        self.empty.action_asked.connect(self._on_import)
        self.pasting.clicked.connect(self._on_paste)
        self.exporting.clicked.connect(self._on_export)
        self.table.last_left.connect(self.entry.begin)
        self.table.paste_asked.connect(self._on_paste)
        self.table.remove_asked.connect(self._on_remove)
        self.remove.clicked.connect(self._on_remove)
        self.unite.clicked.connect(self._on_unite)
        self.set_category.activated.connect(lambda _index: self._say_of_all("category", self.set_category))
        self.set_group.activated.connect(lambda _index: self._say_of_all("group", self.set_group))
        self.table.selectionModel().selectionChanged.connect(self._on_selection)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.category)
        tools.addWidget(self.importing)
        tools.addWidget(self.pasting)
        tools.addWidget(self.exporting)
        self._tools, self._acts = QWidget(), QWidget()
        self._tools.setLayout(tools)
        tools.setContentsMargins(0, 0, 0, 0)
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(8)
        self.chosen.setProperty("role", "section")
        acts.addWidget(self.chosen)
        acts.addWidget(self.set_category)
        acts.addWidget(self.set_group)
        acts.addStretch(1)
        acts.addWidget(self.unite)
        acts.addWidget(self.remove)
        self._bar = QStackedWidget()
        self._bar.addWidget(self._tools)
        self._bar.addWidget(self._acts)
        self._bar.setFixedHeight(40)
        self.list_or_empty.addWidget(self.empty)
        self.list_or_empty.addWidget(self.table)
        people = Card()
        inside = QVBoxLayout(people)
        inside.setContentsMargins(16, 16, 16, 8)
        inside.setSpacing(12)
        inside.addWidget(self.entry)
        inside.addWidget(self._bar)
        inside.addWidget(self.list_or_empty, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(people, 1)
        layout.addWidget(side_column(self.counts, self.groups))

    def _say_counts(self) -> None:
        participation = self.model.gathering.participation
        of = ngettext("participant on the list", "participants on the list", participation.registered.total)
        self.counts.show_counts(participation.registered, of)

    def _on_selection(self, _selected: QItemSelection | None = None) -> None:
        """One chosen person is edited in place; something can be said of several at once."""
        ids = self.selected()
        self._bar.setCurrentIndex(1 if len(ids) > 1 else 0)
        self.chosen.setText(fill(ngettext("{count} chosen", "{count} chosen", len(ids)), count=number(len(ids))))
        self.unite.setVisible(len(ids) == 2)
        for combo, name, choices in (
            (self.set_category, _("Set the category…"), self.model.choices(Column.CATEGORY)),
            (self.set_group, _("Set the group…"), self.model.choices(Column.GROUP)),
        ):
            combo.setAccessibleName(plain(name))
            _fill(combo, [(_KEEP, name), *((value, text or _("Not said")) for value, text in choices.items())])
            combo.setCurrentIndex(0)

    def _say_of_all(self, field: str, combo: QComboBox) -> None:
        if combo.currentData() != _KEEP:
            self.said.emit(self.selected(), {field: combo.currentData()})
            combo.setCurrentIndex(0)

    def _on_remove(self) -> None:
        ids = self.selected()
        if ids:
            self.remove_asked.emit(ids)

    def _on_unite(self) -> None:
        kept, other = self.selected()
        self.unite_asked.emit(kept, other)

    def _on_import(self) -> None:
        chosen, _used = QFileDialog.getOpenFileName(
            self, plain(self.importing.toolTip()), "", plain(_("Lists (*.xlsx *.xlsm *.csv *.txt)"))
        )
        if chosen:
            self.file_given.emit(Path(chosen))

    def _on_paste(self) -> None:
        self.pasted.emit(QApplication.clipboard().text())

    def _on_export(self) -> None:
        language = "ar" if current_language() == "ar" else "fr"
        name = f"{plain(_('Attendance'))}.xlsx"
        chosen, _used = QFileDialog.getSaveFileName(self, plain(self.exporting.toolTip()), name, "Excel (*.xlsx)")
        if chosen:
            self.export_asked.emit(Path(chosen), language)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.accept()
        if files:
            self.file_given.emit(files[0])


class _Filter(QSortFilterProxyModel):
    """Participants of one category, or all, whose name or organisation holds every word, however spelled."""

    _words: tuple[str, ...] = ()
    _category = ""

    def look_for(self, query: str) -> None:
        self.beginFilterChange()
        self._words = tuple(fold(query).split())
        self.endFilterChange()

    def show_category(self, category: str) -> None:
        self.beginFilterChange()
        self._category = category
        self.endFilterChange()

    # Qt overrides

    def filterAcceptsRow(self, source_row: int, source_parent: object) -> bool:
        index = self.sourceModel().index(source_row, 0)
        if self._category and index.data(PARTICIPANT_ROLE).category != self._category:
            return False
        text = index.data(SEARCH_ROLE)
        return all(word in text for word in self._words)


class _Table(QTableView):
    """Enter edits a cell, and after it the one below; after the last one, a new participant is typed.

    Signals:
        last_left: Enter was pressed in the last row.
        paste_asked, remove_asked: Ctrl+V and Delete.
    """

    last_left = Signal()
    paste_asked = Signal()
    remove_asked = Signal()

    def __init__(self, model: QSortFilterProxyModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setProperty("role", "inside")
        self.setItemDelegate(PersonDelegate(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setShowGrid(False)
        self.setWordWrap(False)  # else what does not fit loses whole words
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header.setMinimumSectionSize(64)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        for column in TYPED:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Paste) and not editing:
            self.paste_asked.emit()
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        current = self.currentIndex()
        below: QModelIndex = current.siblingAtRow(current.row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)
        else:
            self.last_left.emit()


def side_column(*panels: QWidget) -> QWidget:
    """A card a panel, one below the other, scrolled where they do not fit."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for panel in panels:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 16)
        inside.addWidget(panel)
        column.addWidget(card)
    column.addStretch(1)
    scrolled = QScrollArea()
    scrolled.setWidgetResizable(True)
    scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scrolled.setFixedWidth(SIDE)
    scrolled.setWidget(holder)
    return scrolled


def _fill(combo: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Offer these, the one chosen before still chosen."""
    chosen = combo.currentData()
    combo.clear()
    for value, text in choices:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
