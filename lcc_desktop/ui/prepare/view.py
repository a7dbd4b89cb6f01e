"""The page that prepares a workshop: cycle and prerequisites, sessions, participants, presence."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from lcc_desktop.domain.people import Gathering
from lcc_desktop.i18n import N_, _, fill, ngettext
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.results import PrerequisiteView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.prepare.cycle_view import CycleView
from lcc_desktop.ui.prepare.participants_view import ParticipantsView
from lcc_desktop.ui.prepare.presence_view import PresenceView
from lcc_desktop.ui.prepare.print_view import PrintView
from lcc_desktop.ui.prepare.sessions_view import SessionsView

TABS = {
    "cycle": N_("Cycle"),
    "sessions": N_("Sessions"),
    "participants": N_("Participants"),
    "presence": N_("Presence"),
    "print": N_("To print"),
}


class PrepareView(Page):
    """
    Signals:
        shown: the page is shown now; it wants to know what there is.
    """

    WIDEST = 1480

    shown = Signal()

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._known = ""
        self._latecomer = False
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.banner, self.closed = Banner(closable=True), Banner()
        self.cycle, self.sessions = CycleView(), SessionsView()
        self.participants, self.presence, self.prints = ParticipantsView(), PresenceView(), PrintView()
        self.pages = QStackedWidget()
        for part in (self.cycle, self.sessions, self.participants, self.presence, self.prints):
            self.tabs.addTab("")
            self.pages.addWidget(part)
        self.empty = EmptyState("prepare")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.pages)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self.title)
        head.addWidget(self.tabs)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 16, 32, 24)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(self.closed)
        layout.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self.presence.sessions_asked.connect(lambda: self.go_to("sessions"))
        self.presence.people_asked.connect(lambda: self.go_to("participants"))
        self.sessions.not_understood.connect(self.show_message)
        current.opened.connect(self._show)
        current.cycle_changed.connect(self._show)
        self.retranslate()

    def go_to(self, tab: str) -> None:
        """Show one of TABS."""
        self.tabs.setCurrentIndex(list(TABS).index(tab))

    def begin_latecomer(self) -> None:
        """Somebody has just come in: their name can be typed, now or as soon as it is known who is there."""
        self._latecomer = True
        if self._known == self._current.id:
            self._go_to_latecomer()

    def show_checklist(self, checklist: tuple[PrerequisiteView, ...]) -> None:
        self.cycle.show_checklist(checklist)

    def show_gathering(self, gathering: Gathering) -> None:
        """Show people and sessions everywhere."""
        view = self._current.view
        self.participants.show_gathering(gathering)
        self.presence.show_gathering(gathering)
        if view is not None:
            self.sessions.show_plan(view.framework.principles, gathering)
            self.prints.show_plan(view.framework.principles, gathering)
            self._known = view.id
        if self._latecomer:
            self._go_to_latecomer()

    def show_written(self, path: Path) -> None:
        self.banner.show_text(fill(_("Written: {path}"), path=path))

    def show_printed(self, path: Path) -> None:
        """A document is on the disk: say so, and open it in the platform's reader."""
        self.banner.show_text(fill(_("Document written: {path}"), path=path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show_added(self, participants: list[str]) -> None:
        """These are new; of many it is said how many."""
        self.participants.show_added(participants)
        if len(participants) > 1:
            text = ngettext("{count} participant added.", "{count} participants added.", len(participants))
            self.banner.show_text(fill(text, count=number(len(participants))))

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.cycle.keep()
        self.sessions.keep()
        self.participants.keep()
        self.prints.keep()

    def entered(self) -> None:
        """The page is shown now."""
        self.banner.hide()
        self.shown.emit()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Preparation"))
        for place, name in enumerate(TABS.values()):
            self.tabs.setTabText(place, _(name))
        self.tabs.setAccessibleName(_("Parts of the preparation"))
        for part in (self.cycle, self.sessions, self.participants, self.presence, self.prints):
            part.retranslate()
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to prepare its workshop."), ""
        )
        self._show()

    def _show(self) -> None:
        view = self._current.view
        self._stack.setCurrentIndex(0 if view is None else 1)
        self.tabs.setVisible(view is not None)
        closed = view is not None and bool(view.closed)
        self.closed.show_text(
            _("This evaluation is closed: participants and prerequisites stay as they are.") if closed else "",
            "warning",
        )
        if view is not None:
            self.cycle.show_cycle(view)

    def _go_to_latecomer(self) -> None:
        self._latecomer = False
        if self.presence.sitting is not None:
            self.go_to("presence")
            self.presence.begin_latecomer()
        else:
            self.go_to("participants")
            self.participants.begin()

    def _on_tab(self, place: int) -> None:
        self.keep()
        self.pages.setCurrentIndex(place)
