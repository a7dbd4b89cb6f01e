"""Who is there: the roll called by name, a box for everybody at every session, latecomers in five seconds."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.people import Gathering, Sitting, count, running
from lcc_desktop.domain.territory import fold
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.search_field import SearchField
from lcc_desktop.ui.prepare.cell_delegates import PresenceDelegate
from lcc_desktop.ui.prepare.counts_panel import CountsPanel
from lcc_desktop.ui.prepare.entry_row import EntryRow
from lcc_desktop.ui.prepare.participants_view import side_column
from lcc_desktop.ui.prepare.presence_model import CATEGORY, FIRST_SITTING, NAME, SEARCH_ROLE, SORT_ROLE, PresenceModel
from lcc_desktop.wording.people import sitting_line

Index = QModelIndex | QPersistentModelIndex

_CATEGORY, _SESSION, _LEAST_NAME = 152, 128, 180
_NO_SESSION, _NOBODY, _LIST = range(3)


class PresenceView(QWidget):
    """
    Signals:
        added: a latecomer (NewParticipant), and the session they are at.
        marked: the id of a session, ids of participants, whether they are there.
        sessions_asked, people_asked: there is nothing to mark yet; the way to where there will be.
    """

    added = Signal(object, str)
    marked = Signal(str, list, bool)
    sessions_asked = Signal()
    people_asked = Signal()

    def __init__(self, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(parent)
        self._now = now
        self._sitting = ""
        self.model = PresenceModel(self)
        self.proxy = _Search(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setSortRole(SORT_ROLE)
        self.proxy.sort(NAME)
        self.entry = EntryRow()
        self.late, self.session = QLabel(), QLabel()
        self.late.setProperty("role", "section")
        self.session.setProperty("role", "section")
        self.roll = SearchField()
        self.everybody, self.nobody = QPushButton(), QPushButton()
        self.table = _Table(self.proxy, self._toggle)
        self.counts = CountsPanel()
        self.no_session, self.no_people = EmptyState("calendar"), EmptyState("people")
        self.stack = QStackedWidget()
        self._lay_out()
        self.model.marked.connect(self.marked)
        self.entry.entered.connect(lambda new: self.added.emit(new, self._sitting))
        self.roll.textChanged.connect(self.proxy.look_for)
        self.roll.returnPressed.connect(self._on_called)
        self.everybody.clicked.connect(lambda: self._mark_all(present=True))
        self.nobody.clicked.connect(lambda: self._mark_all(present=False))
        self.no_session.action_asked.connect(self.sessions_asked)
        self.no_people.action_asked.connect(self.people_asked)
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.retranslate()

    @property
    def sitting(self) -> Sitting | None:
        """The session that latecomers join and the roll is called for."""
        return next((one for one in self.model.gathering.sittings if one.id == self._sitting), None)

    def show_gathering(self, gathering: Gathering) -> None:
        """Show everybody and every session; the one under way is the one marked, unless another was chosen."""
        self.model.set_gathering(gathering)
        if self.sitting is None:
            chosen = running(gathering.sittings, self._now())
            self._sitting = chosen.id if chosen else ""
        if not gathering.sittings:
            self.stack.setCurrentIndex(_NO_SESSION)
        else:
            self.stack.setCurrentIndex(_LIST if gathering.participants else _NOBODY)
        self.table.fit()
        self._say()

    def begin_latecomer(self) -> None:
        """The keyboard is where one types the name of somebody who has just come in."""
        self.entry.begin()

    def retranslate(self) -> None:
        """Say every text again."""
        self.late.setText(_("Latecomer"))
        self.entry.retranslate()
        self.roll.setPlaceholderText(_("Call the roll: type a name, Enter marks it present"))
        self.roll.setAccessibleName(_("Find a participant to mark as present"))
        self.everybody.setText(_("All present"))
        self.nobody.setText(_("Nobody"))
        self.table.setAccessibleName(_("Presence by session"))
        self.model.retranslate()
        self.no_session.set_texts(
            _("No session yet"),
            _("Presence is noted session by session. Plan the first one, even without a date."),
            _("Plan a session"),
        )
        self.no_people.set_texts(
            _("No participant yet"),
            _("Add participants beforehand, or type each name above as people arrive."),
            _("Add participants"),
        )
        self._say()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.late)
        first.addWidget(self.entry, 1)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.roll, 1)
        second.addWidget(self.session)
        second.addWidget(self.everybody)
        second.addWidget(self.nobody)
        for page in (self.no_session, self.no_people, self.table):
            self.stack.addWidget(page)
        card = Card()
        self._entry_line, self._roll_line = QWidget(), QWidget()
        self._entry_line.setLayout(first)
        self._roll_line.setLayout(second)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 8)
        inside.setSpacing(12)
        for line in (self._entry_line, self._roll_line):
            line.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
            inside.addWidget(line)
        inside.addWidget(self.stack, 1)
        self._side = side_column(self.counts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(card, 1)
        layout.addWidget(self._side)

    def _say(self) -> None:
        sitting = self.sitting
        self.model.choose(self._sitting)
        self._entry_line.setVisible(sitting is not None)
        self._roll_line.setVisible(self.stack.currentIndex() == _LIST)
        self._side.setVisible(sitting is not None)
        if sitting is None:
            return
        self.session.setText(sitting_line(sitting))
        here = count(self.model.gathering.present_at(sitting.id))
        of = ngettext("present: {session}", "present: {session}", here.total)
        self.counts.show_counts(here, fill(of, session=sitting_line(sitting)))

    def _toggle(self, indexes: Sequence[Index]) -> None:
        """All of these become what the first of them is not."""
        sources = [self.proxy.mapToSource(index) for index in indexes]
        if sources:
            self.model.mark(sources, not self.model.is_present(sources[0]))

    def _mark_all(self, present: bool) -> None:
        """All those in sight: with a search, all who match it."""
        column = self._column()
        rows = [self.proxy.mapToSource(self.proxy.index(row, column)) for row in range(self.proxy.rowCount())]
        if rows and column >= FIRST_SITTING:
            self.model.mark(rows, present)

    def _column(self) -> int:
        ids = [sitting.id for sitting in self.model.gathering.sittings]
        return FIRST_SITTING + ids.index(self._sitting) if self._sitting in ids else -1

    def _on_called(self) -> None:
        """The first who matches is here; the line is ready for the next name."""
        column = self._column()
        if self.roll.text().strip() and self.proxy.rowCount() and column >= FIRST_SITTING:
            self.model.mark([self.proxy.mapToSource(self.proxy.index(0, column))], present=True)
            self.roll.clear()

    def _on_current(self, index: QModelIndex) -> None:
        sitting = self.model.sitting(index.column())
        if sitting is not None:
            self._sitting = sitting.id
            self._say()


class _Search(QSortFilterProxyModel):
    """Participants whose name or organisation holds every word, however spelled."""

    _words: tuple[str, ...] = ()

    def look_for(self, query: str) -> None:
        self.beginFilterChange()
        self._words = tuple(fold(query).split())
        self.endFilterChange()

    # Qt overrides

    def filterAcceptsRow(self, source_row: int, source_parent: object) -> bool:
        text = self.sourceModel().index(source_row, NAME).data(SEARCH_ROLE)
        return all(word in text for word in self._words)


class _Table(QTableView):
    """Space changes the cells chosen; the arrows go from one to the other."""

    def __init__(
        self, model: QSortFilterProxyModel, toggle: Callable[[Sequence[Index]], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._toggle = toggle
        self.setModel(model)
        self.setProperty("role", "inside")
        self.setItemDelegate(PresenceDelegate(lambda index: toggle([index]), self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(40)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setMinimumSectionSize(72)
        header.setDefaultSectionSize(_SESSION)

    def fit(self) -> None:
        """The names take the room that the sessions leave, and never less than they need."""
        header = self.horizontalHeader()
        if self.model().columnCount() <= CATEGORY:
            return
        header.resizeSection(CATEGORY, _CATEGORY)
        sessions = self.model().columnCount() - FIRST_SITTING
        fits = _CATEGORY + sessions * _SESSION + _LEAST_NAME < self.viewport().width()
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(NAME, mode)
        if not fits:
            header.resizeSection(NAME, _LEAST_NAME)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            current = self.currentIndex()
            others = [index for index in self.selectionModel().selectedIndexes() if index != current]
            self._toggle([current, *others])
        else:
            super().keyPressEvent(event)
