"""Builds the window: pages, presenters and services put together, language and theme applied at once."""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QSettings, Qt, QTimer, QTranslator, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from lcc_desktop import __version__
from lcc_desktop.domain.errors import AppError, NoWorkspace, ServerAway, WorkspaceDamaged, WorkspaceLocked
from lcc_desktop.entrance import Entrance
from lcc_desktop.i18n import LANGUAGES, _, current_language, fill, is_rtl, plain, use_language
from lcc_desktop.i18n.formats import clock, locale_of
from lcc_desktop.places import default_folder, usual_folder
from lcc_desktop.start.options import read
from lcc_desktop.ui.allowed import Allowed
from lcc_desktop.ui.collector import Collector
from lcc_desktop.ui.crash import crash_hook
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.home.view import HomeView
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.ui.shell.window import NEED_EVALUATION, PAGES, MainWindow
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

FIRST_BACKUP = 20_000
"""Milliseconds after the start: when people are at work, not waiting for the window."""

WRITES = {
    "new": "evaluation",
    "prepare": "participant",
    "workshop": "score",
    "plan": "action",
    "closing": "snapshot",
    "campaign": "campaign",
}
"""Pages for those who may change a kind of fact. The mission's and the committee's are for everybody to read."""

REFUSED = 2
"""Exit code of a window whose workspace could not be opened."""

if TYPE_CHECKING:
    from lcc_desktop.accreditation import Accreditation
    from lcc_desktop.desk import CoordinationDesk
    from lcc_desktop.domain.territory import Commune
    from lcc_desktop.enrolling import Enrolling
    from lcc_desktop.printing import Printing
    from lcc_desktop.room import Room
    from lcc_desktop.safekeeping import Safekeeping
    from lcc_desktop.services.bench import Place
    from lcc_desktop.services.desk import Services
    from lcc_desktop.services.results import EvaluationRow
    from lcc_desktop.ui.bookmark_keeper import BookmarkKeeper
    from lcc_desktop.ui.closing.view import ClosingPage
    from lcc_desktop.ui.documents.view import DocumentsView
    from lcc_desktop.ui.evidence.room import EvidenceRoom
    from lcc_desktop.ui.framework.view import FrameworkView
    from lcc_desktop.ui.home.presenter import HomePresenter
    from lcc_desktop.ui.inbox.presenter import InboxPresenter
    from lcc_desktop.ui.inbox.view import InboxView
    from lcc_desktop.ui.new_evaluation.view import NewEvaluationView
    from lcc_desktop.ui.plan.presenter import PlanPresenter
    from lcc_desktop.ui.plan.view import PlanPage
    from lcc_desktop.ui.prepare.import_presenter import ImportPresenter
    from lcc_desktop.ui.prepare.people_presenter import PeoplePresenter
    from lcc_desktop.ui.prepare.print_presenter import PrintPresenter
    from lcc_desktop.ui.prepare.view import PrepareView
    from lcc_desktop.ui.protection.view import ProtectionView
    from lcc_desktop.ui.results.view import ResultsView
    from lcc_desktop.ui.send.view import SendView
    from lcc_desktop.ui.shell.finder import Finder, Target
    from lcc_desktop.ui.workshop.presenter import WorkshopPresenter
    from lcc_desktop.ui.workshop.view import WorkshopView


def apply_language(app: QApplication, code: str) -> None:
    """Texts, Qt's own texts, number formats and reading direction, all at once; open windows follow."""
    use_language(code)
    QLocale.setDefault(QLocale(locale_of(code)))
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl(code) else Qt.LayoutDirection.LeftToRight)
    for previous in app.findChildren(QTranslator):
        app.removeTranslator(previous)
        previous.deleteLater()
    qt_texts = QTranslator(app)
    qt_texts.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    app.installTranslator(qt_texts)
    if qt_texts.isEmpty():  # then Qt announces nothing by itself
        for window in app.topLevelWidgets():
            app.postEvent(window, QEvent(QEvent.Type.LanguageChange))


class Desk(QObject):
    """One window on one workspace, with everything behind it.

    The window stands before its workspace is open: loading the database layer takes longer than all of Qt, and is done
    by the worker (`open`). The home page is there at the start; every other page is imported, built and connected when
    it is first shown.

    Signals:
        locked_out: the workspace is protected, and nobody gave its keys.
        damaged: its database cannot be read.
        unmade: there is no workspace in that folder yet.
        lock_asked: somebody wants to lock it now.
        rehouse_asked: the workspace is to be closed and written anew (Rehousing).
        lock_after_changed: the minutes after which it locks itself.
    """

    locked_out = Signal()
    damaged = Signal()
    unmade = Signal()
    lock_asked = Signal()
    rehouse_asked = Signal(object)
    lock_after_changed = Signal(int)

    services: "Services"
    """What can be done here. Not before the workspace is open: until then the window offers nothing that needs it."""

    def __init__(self, app: QApplication, services: "Services | None", preferences: Preferences) -> None:
        """Without `services` the window waits for `open`."""
        super().__init__()
        self._app, self._preferences = app, preferences
        self.is_open = self._closed = False
        self._opened: Services | None = None
        self.tasks = Tasks(self)
        self._back_to = ""
        self._commune_targets: dict[str, list[Target]] = {}
        self.current, self.allowed = CurrentEvaluation(self), Allowed(self)
        pages = {
            "home": lambda: self.home,
            "new": lambda: self.new,
            "prepare": lambda: self.prepare,
            "workshop": lambda: self.workshop,
            "evidence": lambda: self.evidence.page,
            "results": lambda: self.results,
            "plan": lambda: self.plan,
            "closing": lambda: self.closing,
            "documents": lambda: self.documents,
            "send": lambda: self.send,
            "inbox": lambda: self.inbox,
            "campaign": lambda: self.coordination.campaign,
            "verification": lambda: self.accreditation.verification,
            "committee": lambda: self.accreditation.committee,
            "comparison": lambda: self.coordination.comparison,
            "framework": lambda: self.framework,
            "protection": lambda: self.protection,
            "enrolment": lambda: self.enrolling.page,
            "backups": lambda: self.safekeeping.page,
        }
        self.window = MainWindow(pages, self.current)
        self.window.rail.setEnabled(False)
        self._connect()
        self.window.bar.show_theme(preferences.dark)
        self.window.go_to("home")
        if services is not None:
            self._furnish(services)

    def open(self, opening: Callable[[], "Services"], then: Callable[[], None]) -> None:
        """Open the workspace behind the window, then go on; say why if that cannot be, and leave."""

        def work() -> "Services":
            self._opened = opening()  # known at once to `close`, which may come before the answer does
            return self._opened

        def opened(services: "Services") -> None:
            if not self._closed:
                self._furnish(services)
                then()

        self.tasks.run(work, opened, partial(self._on_refused, partial(self.open, opening, then)))

    @property
    def is_protected(self) -> bool:
        """Whether a protected workspace is open."""
        return self._opened is not None and self._opened.workspace.keys is not None

    def _furnish(self, services: "Services") -> None:
        """The workspace is open: offer what can be done in it."""
        self.services = self._opened = services
        self.is_open = True
        home, room = self.home_presenter, self.room
        self.home.open_asked.connect(home.open)
        home.rows_changed.connect(self.home.set_rows)
        home.reminded.connect(self.home.show_late)
        home.opened.connect(self._on_evaluation_opened)
        home.message.connect(self.window.show_message)
        room.message.connect(self.window.show_message)
        room.said.connect(self.window.say_quietly)
        room.saved.connect(self._on_saved)
        room.action_asked.connect(self._plan_for)
        room.workshop.card_changed.connect(self._mark_place)
        room.projector_changed.connect(self.window.bar.show_projector)
        self.window.bar.projector_asked.connect(room.project)
        self._app.applicationStateChanged.connect(room.on_application_state)
        self._app.screenAdded.connect(room.on_screen_added)
        self._app.screenRemoved.connect(room.on_screen_removed)
        self.window.rail.setEnabled(True)
        self.allowed.changed.connect(self._on_allowed)
        self._ask_allowance()
        home.refresh()

    def _ask_allowance(self) -> None:
        """Learn what the certificate of this workspace covers."""
        from lcc_desktop.services.allowance import allowance

        self.tasks.run(partial(allowance, self.services.workspace), self.allowed.show, self._on_failed)

    def _on_allowed(self) -> None:
        """Offer what may be done here."""
        may = self.allowed.may_change
        self.window.withhold(frozenset(page for page, kind in WRITES.items() if not may(kind)))
        self.home.offer_new(may(WRITES["new"]))

    def _on_refused(self, again: Callable[[], None], error: AppError) -> None:
        if isinstance(error, WorkspaceLocked):
            self.locked_out.emit()
            return
        if isinstance(error, NoWorkspace):
            self.unmade.emit()
            return
        if isinstance(error, WorkspaceDamaged):
            self.damaged.emit()
            return
        if isinstance(error, ServerAway):
            from lcc_desktop.ui.shell.server_away import is_tried_again

            if is_tried_again(self.window, explain(error)):
                again()
                return
        else:
            QMessageBox.warning(self.window, plain(_("LCC Desktop")), explain(error))
        self._app.exit(REFUSED)

    def when_idle(self, then: Callable[[], None]) -> None:
        """Do something once nothing is being written any more, here or for a backup."""
        at_work = [self.tasks]
        if "safekeeping" in self.__dict__:
            at_work.append(self.safekeeping.backups.tasks)
        if "evidence" in self.__dict__:
            at_work.append(self.evidence.incoming)
        busy = next((tasks for tasks in at_work if tasks.busy), None)
        if busy is None:
            then()
            return

        def look() -> None:
            busy.idle.disconnect(look)
            self.when_idle(then)

        busy.idle.connect(look)

    def open_latest(self) -> None:
        """Go straight to the workshop of the evaluation that was worked on last."""
        # On the worker, as everything: the list brings kept figures up to date, and SQLite has one writer.
        self.tasks.run(self.services.evaluations.rows, self._open_first, self._on_failed)

    def _open_first(self, rows: "list[EvaluationRow]") -> None:
        if rows:
            self.home_presenter.open(rows[0].id)

    def _on_failed(self, error: AppError) -> None:
        self.window.show_message(explain(error))

    def reopen(self, else_latest: bool = False) -> None:
        """Go back to where one was when the program ended, however it ended; else to the latest workshop, if asked."""
        self.tasks.run(self.services.bench.place, partial(self._go_back_to, else_latest), self._on_failed)

    def _go_back_to(self, else_latest: bool, place: "Place") -> None:
        if not place.evaluation and else_latest:
            self.open_latest()
        elif not place.evaluation and self.window.can_begin_at(place.page, with_evaluation=False):
            self.window.go_to(place.page)
        elif place.evaluation:
            self._back_to = place.page if self.window.can_begin_at(place.page, with_evaluation=True) else ""
            self.workshop_presenter.start_at(place.indicator)
            self.home_presenter.open(place.evaluation)

    def keep_backups(self) -> None:
        """Make backups from now on, and watch over the workspace itself."""
        if not self._closed:
            self.safekeeping.start()
            self.enrolling.remind()

    @cached_property
    def safekeeping(self) -> "Safekeeping":
        from lcc_desktop.safekeeping import Safekeeping

        safekeeping = Safekeeping(self.services, self)
        safekeeping.message.connect(self.window.show_message)
        safekeeping.rehouse_asked.connect(self.rehouse_asked)
        return safekeeping

    def close(self) -> None:
        """Keep what is being typed, wait for the disk, free the workspace."""
        if self._closed:
            return
        self.keep_typed()
        if self.is_open:
            self.room.close()
            self.bookmark.flush()
        if "safekeeping" in self.__dict__:
            self.safekeeping.close()
        self._closed = True
        if "evidence" in self.__dict__:
            self.evidence.finish()
        if "print_presenter" in self.__dict__:
            self.print_presenter.close()
        if "printing" in self.__dict__:
            self.printing.close()
        self.tasks.close()
        if self._opened is not None:
            self._opened.close()

    @cached_property
    def home_presenter(self) -> "HomePresenter":
        from lcc_desktop.ui.home.presenter import HomePresenter

        return HomePresenter(self.services, self.current, self.tasks, self)

    @cached_property
    def home(self) -> HomeView:
        page = HomeView()
        page.new_asked.connect(partial(self.window.go_to, "new"))
        return page

    @cached_property
    def new(self) -> "NewEvaluationView":
        from lcc_desktop.ui.new_evaluation.presenter import NewEvaluationPresenter
        from lcc_desktop.ui.new_evaluation.view import NewEvaluationView

        presenter = NewEvaluationPresenter(self.services, self.tasks, self)
        page = NewEvaluationView(presenter.usual_cycle)
        page.shown.connect(presenter.prepare)
        presenter.frameworks_known.connect(page.set_frameworks)
        page.search_asked.connect(presenter.search)
        page.start_asked.connect(presenter.start)
        page.left.connect(partial(self.window.go_to, "home"))
        presenter.found.connect(page.set_communes)
        presenter.started.connect(self.home_presenter.open)
        presenter.message.connect(self.window.show_message)
        return page

    @cached_property
    def room(self) -> "Room":
        from lcc_desktop.room import Room

        return Room(self.services, self.current, self.tasks, lambda panel: self.evidence.furnish(panel), self)

    @cached_property
    def bookmark(self) -> "BookmarkKeeper":
        from lcc_desktop.ui.bookmark_keeper import BookmarkKeeper

        return BookmarkKeeper(self.services.bench, self.tasks, self)

    @property
    def workshop_presenter(self) -> "WorkshopPresenter":
        return self.room.workshop

    @property
    def workshop(self) -> "WorkshopView":
        return self.room.page

    @cached_property
    def evidence(self) -> "EvidenceRoom":
        from lcc_desktop.ui.evidence.room import EvidenceRoom

        room = EvidenceRoom(self.services, self.current, self.tasks, self.window, self)
        room.list_asked.connect(partial(self.window.go_to, "evidence"))
        room.workshop_asked.connect(lambda: self.window.go_to(self._work_page))
        room.indicator_asked.connect(self._go_to)
        room.presenter.saved.connect(self._on_saved)
        room.presenter.message.connect(self.window.show_message)
        room.presenter.said.connect(self.window.show_remark)
        room.presenter.copy_ready.connect(self._on_evidence_ready)
        room.presenter.link_ready.connect(self._on_link_ready)
        return room

    @cached_property
    def people_presenter(self) -> "PeoplePresenter":
        from lcc_desktop.bootstrap import attendance_workbook
        from lcc_desktop.ui.prepare.people_presenter import PeoplePresenter

        return PeoplePresenter(self.services, attendance_workbook, self.current, self.tasks, self)

    @cached_property
    def prepare(self) -> "PrepareView":
        from lcc_desktop.ui.prepare.presenter import PreparePresenter
        from lcc_desktop.ui.prepare.view import PrepareView

        page = PrepareView(self.current)
        presenter = PreparePresenter(self.services, self.current, self.tasks, self)
        cycle = page.cycle
        page.shown.connect(presenter.refresh)
        cycle.cycle_named.connect(presenter.name_cycle)
        cycle.stage_reached.connect(presenter.reach)
        cycle.answered.connect(presenter.answer)
        cycle.noted.connect(presenter.note)
        cycle.files_given.connect(self._give_evidence)
        cycle.detached.connect(self.evidence.presenter.withdraw)
        cycle.look_asked.connect(self.evidence.show_pieces)
        self.evidence.presenter.changed.connect(presenter.refresh)
        presenter.checklist_changed.connect(page.show_checklist)
        presenter.saved.connect(self._on_saved)
        presenter.message.connect(page.show_message)
        self.current.opened.connect(presenter.refresh)
        self._connect_people(page, self.people_presenter)
        self._connect_prints(page, self.print_presenter)
        return page

    @cached_property
    def print_presenter(self) -> "PrintPresenter":
        from lcc_desktop.bootstrap import render_printable
        from lcc_desktop.ui.prepare.print_presenter import PrintPresenter

        return PrintPresenter(self.services, partial(render_printable, self.services), self.current, self.tasks, self)

    def _connect_prints(self, page: "PrepareView", presenter: "PrintPresenter") -> None:
        prints = page.prints
        page.shown.connect(presenter.refresh)
        prints.asked.connect(presenter.make)
        prints.reference_said.connect(presenter.say_reference)
        prints.stop_asked.connect(presenter.stop)
        presenter.working.connect(prints.show_working)
        presenter.reference_known.connect(prints.show_reference)
        presenter.written.connect(page.show_printed)
        presenter.saved.connect(self._on_saved)
        presenter.message.connect(page.show_message)

    @cached_property
    def import_presenter(self) -> "ImportPresenter":
        """Made with its dialog when a first list is given: it brings the reader of workbooks along."""
        from lcc_desktop.ui.prepare.import_dialog import ImportDialog
        from lcc_desktop.ui.prepare.import_presenter import ImportPresenter

        presenter = ImportPresenter(lambda: self.people_presenter.gathering, self.tasks, self)
        dialog = ImportDialog(self.window)
        presenter.planned.connect(dialog.show_plan)
        dialog.understood.connect(presenter.understand)
        dialog.accepted_rows.connect(presenter.accept)
        presenter.accepted.connect(self.people_presenter.add_all)
        presenter.message.connect(self.prepare.show_message)
        return presenter

    def _give_evidence(self, served: str, paths: list[Path]) -> None:
        from lcc_desktop.services.evidence_intake import GivenFile

        self.evidence.presenter.give(served, [GivenFile(path) for path in paths])

    def _connect_people(self, page: "PrepareView", presenter: "PeoplePresenter") -> None:
        people, presence, sessions = page.participants, page.presence, page.sessions
        page.shown.connect(presenter.refresh)
        self.current.opened.connect(presenter.refresh)
        people.added.connect(presenter.add)
        people.said.connect(presenter.change)
        people.remove_asked.connect(presenter.remove)
        people.unite_asked.connect(presenter.unite)
        people.export_asked.connect(presenter.export)
        people.file_given.connect(lambda path: self.import_presenter.read_file(path))
        people.pasted.connect(lambda text: self.import_presenter.read_text(text))
        people.groups.add_asked.connect(presenter.add_group)
        people.groups.renamed.connect(presenter.rename_group)
        people.groups.remove_asked.connect(presenter.remove_group)
        presence.added.connect(presenter.add)
        presence.marked.connect(presenter.mark)
        sessions.add_asked.connect(presenter.add_sitting)
        sessions.said.connect(presenter.change_sitting)
        sessions.remove_asked.connect(presenter.remove_sitting)
        sessions.planned.connect(presenter.plan)
        sessions.suggestion_asked.connect(presenter.plan_evenly)
        presenter.gathering_changed.connect(page.show_gathering)
        presenter.added.connect(page.show_added)
        presenter.sitting_added.connect(sessions.show_added)
        presenter.written.connect(page.show_written)
        presenter.saved.connect(self._on_saved)
        presenter.message.connect(page.show_message)

    @cached_property
    def results(self) -> "ResultsView":
        from lcc_desktop.ui.results.presenter import ResultsPresenter
        from lcc_desktop.ui.results.view import ResultsView

        page = ResultsView(self.current)
        presenter = ResultsPresenter(self.services, self.current, self.tasks, self)
        page.shown.connect(presenter.refresh)
        page.indicator_asked.connect(self._go_to)
        page.compare.compare_asked.connect(presenter.compare)
        presenter.peers_known.connect(page.compare.show_peers)
        presenter.compared.connect(page.compare.show_comparison)
        presenter.message.connect(self.window.show_message)
        return page

    @cached_property
    def plan_presenter(self) -> "PlanPresenter":
        from lcc_desktop.ui.plan.presenter import PlanPresenter

        presenter = PlanPresenter(self.services, self.current, self.tasks, self)
        presenter.saved.connect(self._on_saved)
        return presenter

    @cached_property
    def plan(self) -> "PlanPage":
        from lcc_desktop.ui.plan.view import PlanPage

        page, presenter = PlanPage(self.current), self.plan_presenter
        page.shown.connect(presenter.refresh)
        page.add_asked.connect(presenter.add)
        page.placed.connect(presenter.place)
        page.form.said.connect(presenter.change)
        page.form.noted.connect(presenter.note)
        page.form.remove_asked.connect(presenter.remove)
        page.form.indicator_asked.connect(self._go_to)
        presenter.plan_changed.connect(page.show_plan)
        presenter.made.connect(page.show_made)
        presenter.message.connect(page.show_message)
        self.current.opened.connect(presenter.refresh)
        return page

    @cached_property
    def closing(self) -> "ClosingPage":
        from lcc_desktop.ui.closing.presenter import ClosingPresenter
        from lcc_desktop.ui.closing.view import ClosingPage

        presenter = ClosingPresenter(self.services, self.current, self.tasks, self)
        page = ClosingPage(self.current)
        page.shown.connect(presenter.refresh)
        page.close_asked.connect(presenter.close)
        page.take_asked.connect(presenter.take)
        page.reopen_asked.connect(presenter.reopen)
        page.compare_asked.connect(presenter.compare)
        page.indicator_asked.connect(self._go_to)
        presenter.snapshots_changed.connect(page.show_snapshots)
        presenter.compared.connect(page.show_comparison)
        presenter.saved.connect(self._on_saved)
        presenter.message.connect(page.show_message)
        return page

    @cached_property
    def printing(self) -> "Printing":
        from lcc_desktop.printing import Printing

        printing = Printing(self.services, self.current, self.tasks, self.window, self)
        printing.saved.connect(self._on_saved)
        return printing

    @property
    def documents(self) -> "DocumentsView":
        return self.printing.page

    @cached_property
    def send(self) -> "SendView":
        from lcc_desktop.ui.send.presenter import SendPresenter
        from lcc_desktop.ui.send.view import SendView

        presenter = SendPresenter(self.services, self.current, self.tasks, self)
        page = SendView(self.current)
        page.shown.connect(presenter.refresh)
        page.export_asked.connect(presenter.export)
        page.enrolment_asked.connect(partial(self.window.go_to, "enrolment"))
        presenter.enrolled_known.connect(page.show_enrolled)
        presenter.team_known.connect(page.show_team)
        presenter.busy_changed.connect(page.show_busy)
        presenter.exported.connect(page.show_exported)
        presenter.message.connect(page.show_message)
        return page

    @cached_property
    def enrolling(self) -> "Enrolling":
        from lcc_desktop.enrolling import Enrolling

        enrolling = Enrolling(self.services, self.tasks, self)
        enrolling.start_asked.connect(self._start_for_code)
        enrolling.enrolled.connect(self._ask_allowance)
        enrolling.reminded.connect(self.window.show_remark)
        return enrolling

    def _enrol(self, request: Path) -> None:
        """A request came to the inbox: compare and approve it on its page."""
        self.window.go_to("enrolment")
        self.enrolling.approve(request)

    def _start_for_code(self, code: str) -> None:
        self.window.go_to("new")
        self.new.search.setText(code)

    @cached_property
    def inbox_presenter(self) -> "InboxPresenter":
        from lcc_desktop.ui.inbox.presenter import InboxPresenter

        return InboxPresenter(self.services, self.tasks, self)

    @cached_property
    def inbox(self) -> "InboxView":
        from lcc_desktop.reception import inbox_page

        page = inbox_page(self.inbox_presenter)
        page.enrol_asked.connect(self._enrol)
        self.inbox_presenter.merged.connect(self.home_presenter.read_again)
        return page

    @cached_property
    def accreditation(self) -> "Accreditation":
        from lcc_desktop.accreditation import Accreditation

        desk = Accreditation(self.services, self.current, self.allowed, self.tasks, self)
        desk.saved.connect(self._on_saved)
        desk.page_asked.connect(self.window.go_to)
        return desk

    @cached_property
    def coordination(self) -> "CoordinationDesk":
        from lcc_desktop.desk import CoordinationDesk

        desk = CoordinationDesk(self.services, self.tasks, self)
        desk.saved.connect(self._on_saved)
        desk.campaign_asked.connect(partial(self.window.go_to, "campaign"))
        desk.report_asked.connect(lambda *asked: self.printing.show_campaign(*asked))
        desk.open_asked.connect(lambda evaluation: self.home_presenter.open(evaluation))
        return desk

    @cached_property
    def framework(self) -> "FrameworkView":
        from lcc_desktop.bootstrap import read_framework_document, write_framework_document
        from lcc_desktop.ui.framework.presenter import FrameworkPresenter
        from lcc_desktop.ui.framework.view import FrameworkView

        page = FrameworkView()
        presenter = FrameworkPresenter(
            self.services, read_framework_document, write_framework_document, self.tasks, self
        )
        shelf, editor, moving = page.shelf, page.editor, page.moving
        page.shown.connect(presenter.refresh)
        shelf.next_asked.connect(presenter.start_next)
        shelf.blank_asked.connect(presenter.start_blank)
        shelf.file_given.connect(presenter.start_from_file)
        shelf.open_asked.connect(presenter.open)
        shelf.move_asked.connect(presenter.offer_move)
        shelf.export_asked.connect(presenter.export_version)
        page.discard_confirmed.connect(presenter.discard)
        page.publish_confirmed.connect(presenter.publish)
        editor.changed.connect(presenter.change)
        editor.add_asked.connect(presenter.add)
        editor.remove_asked.connect(presenter.remove)
        editor.shift_asked.connect(presenter.shift)
        editor.looked_at.connect(presenter.look_at)
        editor.undo_asked.connect(presenter.undo)
        editor.export_asked.connect(presenter.export)
        editor.left.connect(presenter.close)
        editor.left.connect(page.show_shelf)
        moving.plan_asked.connect(presenter.plan_move)
        moving.move_asked.connect(presenter.move)
        moving.left.connect(page.show_shelf)
        presenter.shelves_changed.connect(page.show_shelves)
        presenter.draft_opened.connect(page.open_draft)
        presenter.draft_changed.connect(editor.show_draft)
        presenter.preview_changed.connect(editor.show_preview)
        presenter.move_offered.connect(page.offer_move)
        presenter.move_planned.connect(moving.show_plan)
        presenter.moved.connect(self._on_moved)
        presenter.published.connect(page.show_published)
        presenter.message.connect(page.show_message)
        presenter.said.connect(page.show_written)
        return page

    @cached_property
    def protection(self) -> "ProtectionView":
        from lcc_desktop.ui.protection.presenter import ProtectionPresenter
        from lcc_desktop.ui.protection.view import ProtectionView

        presenter = ProtectionPresenter(self.services, self._preferences, self.tasks, self)
        page = ProtectionView(presenter.lock_after, presenter.keyring)
        page.shown.connect(presenter.refresh)
        page.lock_asked.connect(self.lock_asked)
        page.protect_asked.connect(presenter.protect)
        page.unprotect_asked.connect(presenter.unprotect)
        page.change_asked.connect(presenter.change_passphrase)
        page.lock_after_chosen.connect(presenter.set_lock_after)
        page.keyring_toggled.connect(presenter.set_keyring)
        page.recovery_key_given.connect(presenter.read_recovery_key)
        page.judge_asked.connect(presenter.judge)
        page.team.key_asked.connect(presenter.make_key)
        page.team.request_given.connect(presenter.read_request)
        page.team.answer_asked.connect(presenter.answer)
        presenter.state_known.connect(page.show_state)
        presenter.judged.connect(page.show_quality)
        presenter.recovery_key_read.connect(page.show_recovery_key)
        presenter.recovery_offered.connect(page.show_offered)
        page.recovery_accepted.connect(presenter.accept_offered)
        presenter.rehouse_asked.connect(self.rehouse_asked)
        presenter.passphrase_changed.connect(page.show_changed)
        presenter.keyring_known.connect(page.show_keyring)
        presenter.lock_after_changed.connect(self.lock_after_changed)
        presenter.request_read.connect(page.team.show_request)
        presenter.said.connect(page.show_said)
        presenter.message.connect(page.show_message)
        return page

    def _lock(self) -> None:
        """Ctrl+L: lock what is protected; say how to protect what is not."""
        if self.is_protected:
            self.lock_asked.emit()
        elif self.is_open:
            self.window.go_to("protection")

    def _on_moved(self, evaluation: str) -> None:
        """An evaluation has another framework: show it where it is worked on."""
        self.home_presenter.open(evaluation)

    def _connect(self) -> None:
        window = self.window
        window.closing.connect(self.close)
        window.find_asked.connect(self.find)
        window.lock_asked.connect(self._lock)
        window.bar.protection_asked.connect(self._show_protection)
        window.bar.language_chosen.connect(self._on_language)
        window.bar.theme_toggled.connect(self._on_theme)
        window.page_shown.connect(self._on_page)
        window.undo_asked.connect(self.undo)
        window.redo_asked.connect(self.redo)

    def _show_protection(self) -> None:
        if self.is_open:
            self.window.go_to("protection")

    @cached_property
    def finder(self) -> "Finder":
        from lcc_desktop.ui.shell.finder import Finder

        return Finder(self.window)

    def find(self) -> None:
        """Ask where to go: Ctrl+K."""
        if not self.is_open:
            return
        self.keep_typed()
        self.finder.ask(self._targets(), self._scanned_target)

    def _targets(self) -> "list[Target]":
        """Pages and actions, the indicators of the open evaluation, the evaluations, every commune."""
        from lcc_desktop.ui.shell.finder import Target, indicator_target
        from lcc_desktop.ui.workshop.actions import FINDABLE, action_label

        language, view = current_language(), self.current.view
        is_offered = self.window.is_offered
        reachable = [key for key in PAGES if is_offered(key) and (view is not None or key not in NEED_EVALUATION)]
        found = [Target.of(key, _(PAGES[key]), (), partial(self.window.go_to, key)) for key in reachable]
        if is_offered("new"):
            found.append(Target.of("plus", _("New evaluation"), (), partial(self.window.go_to, "new")))
        if view is not None:
            found.append(Target.of("paperclip", _("Evidence list"), (), partial(self.window.go_to, "evidence")))
        if view is not None and is_offered("prepare"):
            found.append(Target.of("person", _("Add a latecomer"), (), self._add_latecomer))
        found.append(Target.of("info", _("About LCC Desktop"), (), self.window.show_about))
        if not self.services.workspace.is_shared:
            found.append(Target.of("download", _("Backups"), (), partial(self.window.go_to, "backups")))
        found.append(Target.of("shield", _("Protection"), (), partial(self.window.go_to, "protection")))
        found.append(Target.of("key", _("Enrolment"), (), partial(self.window.go_to, "enrolment")))
        if self.is_protected:
            found.append(Target.of("lock", _("Lock now"), (), self.lock_asked.emit))
        for code, name in LANGUAGES.items():
            found.append(Target.of("language", name, (code,), partial(self._on_language, code)))
        if view is not None and is_offered("workshop"):
            found += [
                Target.of(action.icon, action_label(action), (), partial(self.do, action.name)) for action in FINDABLE
            ]
        for item in view.indicators.values() if view is not None else ():
            text = item.indicator.text
            own, other = (text.ar, text.fr) if language == "ar" else (text.fr, text.ar)
            found.append(indicator_target(item.indicator.code, own, other, partial(self._go_to, item.indicator.code)))
        for row in self.home_presenter.rows:
            both = (row.commune.name_fr, row.commune.name_ar, row.cycle)
            label = fill(_("{commune} {cycle}"), commune=row.commune.name(language), cycle=row.cycle)
            found.append(Target.of("commune", label, both, partial(self.home_presenter.open, row.id)))
        if not is_offered("new"):
            return found
        if language not in self._commune_targets:  # 1,503 names folded: once a language, not at every Ctrl+K
            self._commune_targets[language] = [
                Target.of(
                    "plus",
                    fill(_("New evaluation: {commune}"), commune=commune.name(language)),
                    (commune.name_fr, commune.name_ar, commune.code),
                    partial(self._start_for, commune),
                )
                for commune in self.services.communes.communes
            ]
        return found + self._commune_targets[language]

    def _add_latecomer(self) -> None:
        self.window.go_to("prepare")
        self.prepare.begin_latecomer()

    def do(self, action: str) -> None:
        """Do an action of the workshop, from anywhere."""
        match action:
            case "undo":
                self.undo()
            case "redo":
                self.redo()
            case _:
                self.window.go_to("workshop")
                self.workshop.do(action)

    def _scanned_target(self, text: str) -> "Target | None":
        """Where a printed code leads: to its indicator, here or after its evaluation was opened."""
        from lcc_desktop.ui.shell.finder import Target
        from lcc_desktop.ui.shell.scanned import is_document_code, read_scanned

        if is_document_code(text):
            return Target.of("documents", _("Check this document"), (), partial(self._check_document, text))
        scanned = read_scanned(text)
        if scanned is None:
            return None
        evaluation, code = scanned
        row = next((row for row in self.home_presenter.rows if row.id == evaluation), None)
        if evaluation == self.current.id:
            label = fill(_("Indicator {code}"), code=code)
            return Target.of("workshop", label, (), partial(self._go_to, code))
        if row is None:
            return Target.of(
                "warning", _("This sheet is of an evaluation that is not on this computer."), (), lambda: None
            )
        label = fill(_("Indicator {code}, {commune}"), code=code, commune=row.commune.name(current_language()))
        return Target.of("workshop", label, (), partial(self._open_at, evaluation, code))

    def _check_document(self, text: str) -> None:
        self.window.go_to("documents")
        self.printing.check_text(text)

    def _open_at(self, evaluation: str, code: str) -> None:
        self.workshop_presenter.start_at(code)
        self.home_presenter.open(evaluation)

    def _go_to(self, code: str) -> None:
        """Go to an indicator where it is worked on here."""
        page = self._work_page
        if page == "verification":
            self.accreditation.verification.choose(code)
        else:
            self.workshop_presenter.choose(code)
        self.window.go_to(page)

    @property
    def _work_page(self) -> str:
        """Where indicators are scored: in the workshop, or by whoever does not hold any, on the mission."""
        return "workshop" if self.window.is_offered("workshop") else "verification"

    def _plan_for(self, code: str) -> None:
        """Go to the action of an indicator's improvement, made now if there is none."""
        self.window.go_to("plan")
        self.plan_presenter.add_for(code)

    def _start_for(self, commune: "Commune") -> None:
        self._start_for_code(commune.code)

    def keep_typed(self) -> None:
        """Keep what is being typed."""
        if "printing" in self.__dict__:  # built, so something can have been typed
            self.documents.keep()
        if "framework" in self.__dict__:
            self.framework.editor.keep()
        if "prepare" in self.__dict__:
            self.prepare.keep()
        if "accreditation" in self.__dict__:
            self.accreditation.keep()
        if "plan" in self.__dict__:
            self.plan.keep()
        if "coordination" in self.__dict__:
            self.coordination.keep()
        if self.is_open:
            self.room.keep()

    def _on_page(self, key: str) -> None:
        self.keep_typed()
        if key == "home" and self.is_open:
            self.home_presenter.refresh()
        if self.is_open:
            if key == "workshop":
                self.room.enter()
            else:
                self.room.leave()
            self._mark_place()

    def _mark_place(self, _shown: object = None) -> None:
        """Where one is now, to come back there."""
        from lcc_desktop.services.bench import Place

        shown = self.workshop_presenter.shown
        code = shown.indicator.code if shown is not None else ""
        self.bookmark.be_at(Place(self.window.page, self.current.id, code))

    def _on_evaluation_opened(self) -> None:
        self.window.go_to(self._back_to or self._work_page)
        self._back_to = ""

    def undo(self) -> None:
        """Take the last step back, with what is being typed handed over first."""
        if self.is_open:
            self.keep_typed()
            if self.window.page == "documents" and self.documents.is_editing:
                self.printing.template.undo()
                return
            at_desk = self.window.page == "campaign"
            (self.coordination.campaign_presenter if at_desk else self.workshop_presenter).undo()

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        if self.is_open:
            self.keep_typed()
            at_desk = self.window.page == "campaign"
            (self.coordination.campaign_presenter if at_desk else self.workshop_presenter).redo()

    def _on_saved(self) -> None:
        self.window.bar.show_saved(fill(_("Saved at {time}"), time=clock()))

    def _on_evidence_ready(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_link_ready(self, link: str) -> None:
        QDesktopServices.openUrl(QUrl(link))

    def _on_language(self, code: str) -> None:
        _choose_language(self._app, self._preferences, code)

    def _on_theme(self) -> None:
        self._preferences.dark = not self._preferences.dark
        apply_theme(self._app, self._preferences.dark)
        self.window.bar.show_theme(self._preferences.dark)
        apply_language(self._app, self._preferences.language or "fr")  # icons are drawn again in the new ink


def run(arguments: Sequence[str]) -> int:
    """Open the window; the exit code."""
    options = read(arguments)
    app = QApplication(["lcc-desktop"])
    app.setApplicationName("lcc-desktop")
    app.setApplicationVersion(__version__)
    fonts.load()
    preferences = Preferences(QSettings("lcc-desktop", "lcc-desktop"))
    preferences.language = options.language or preferences.language or _system_language()
    apply_language(app, preferences.language or "fr")
    apply_theme(app, preferences.dark)
    entrance = Entrance(
        app,
        preferences,
        options.workspace or usual_folder(options.sample),
        lambda: Desk(app, None, preferences),
        partial(_choose_language, app, preferences),
        partial(_on_open, options.sample),
    )
    sys.excepthook = crash_hook(default_folder().parent / "reports", lambda: entrance.is_protected)
    Collector(app)
    entrance.begin(partial(_open_at_start, entrance.folder, options.sample, preferences.keyring))
    return app.exec()


def _on_open(sample: bool, desk: Desk) -> None:
    """The workspace of a desk is open."""
    gc.freeze()  # what a start leaves behind stays until the end
    desk.reopen(else_latest=sample)
    QTimer.singleShot(FIRST_BACKUP, desk.keep_backups)


def _open_at_start(folder: Path, sample: bool, ask_keyring: bool) -> "Services":
    # On the worker: the database layer takes longer to load than the window with all of Qt.
    from lcc_desktop.start.opening import open_sample, open_workspace

    return open_sample(folder) if sample else open_workspace(folder, ask_keyring=ask_keyring)


def _choose_language(app: QApplication, preferences: Preferences, code: str) -> None:
    preferences.language = code
    apply_language(app, code)


def _system_language() -> str:
    code = QLocale.system().name()[:2]
    return code if code in ("fr", "ar") else "fr"
