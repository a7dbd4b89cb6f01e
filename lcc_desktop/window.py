"""Builds the window: pages, presenters and services put together, language and theme applied at once."""

import getpass
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QSettings, Qt, QTranslator, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from lcc_desktop import __version__
from lcc_desktop.bootstrap import default_folder, readable_members, render_document
from lcc_desktop.domain.errors import AppError
from lcc_desktop.i18n import LANGUAGES, _, fill, is_rtl, plain, use_language
from lcc_desktop.i18n.formats import clock, locale_of
from lcc_desktop.models.workspace import Workspace, is_workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.ui.crash import crash_hook
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.documents.presenter import DocumentsPresenter
from lcc_desktop.ui.documents.view import DocumentsView
from lcc_desktop.ui.home.presenter import HomePresenter
from lcc_desktop.ui.home.view import HomeView
from lcc_desktop.ui.inbox.presenter import InboxPresenter
from lcc_desktop.ui.inbox.view import InboxView
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.new_evaluation.presenter import NewEvaluationPresenter
from lcc_desktop.ui.new_evaluation.view import NewEvaluationView
from lcc_desktop.ui.preferences import Preferences
from lcc_desktop.ui.results.view import ResultsView
from lcc_desktop.ui.send.presenter import SendPresenter
from lcc_desktop.ui.send.view import SendView
from lcc_desktop.ui.shell.window import MainWindow
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.ui.workshop.presenter import WorkshopPresenter
from lcc_desktop.ui.workshop.view import WorkshopView
from lcc_desktop.wording.errors import explain


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
    """One window on one workspace, with everything behind it."""

    def __init__(self, app: QApplication, services: Services, preferences: Preferences) -> None:
        super().__init__()
        self._app, self._preferences = app, preferences
        self.services = services
        self.tasks = Tasks(self)
        self.current = CurrentEvaluation(self)
        self._build_pages()
        pages = {
            "home": self.home,
            "new": self.new,
            "workshop": self.workshop,
            "results": self.results,
            "documents": self.documents,
            "send": self.send,
            "inbox": self.inbox,
        }
        self.window = MainWindow(pages, self.current)
        self._connect_frame()
        self._connect_home()
        self._connect_workshop()
        self._connect_documents_and_packages()
        self.window.bar.show_theme(preferences.dark)
        self.window.go_to("home")

    def open_latest(self) -> None:
        """Go straight to the workshop of the evaluation that was worked on last."""
        rows = self.services.evaluations.rows()
        if rows:
            self.home_presenter.open(rows[0].id)

    def close(self) -> None:
        """Keep what is being typed, wait for the disk, free the workspace."""
        self.workshop.card.keep_note()
        self.tasks.close()
        self.services.workspace.close()

    def _build_pages(self) -> None:
        self.home_presenter = HomePresenter(self.services, self.current, self.tasks, self)
        self.new_presenter = NewEvaluationPresenter(self.services, self.tasks, self)
        self.workshop_presenter = WorkshopPresenter(self.services, self.current, self.tasks, self)
        self.documents_presenter = DocumentsPresenter(render_document, self.current, self.tasks, self)
        self.send_presenter = SendPresenter(self.services, self.current, self.tasks, self)
        self.inbox_presenter = InboxPresenter(self.services, self.tasks, self)
        self.home = HomeView()
        self.new = NewEvaluationView(self.new_presenter.usual_cycle)
        self.workshop = WorkshopView()
        self.results = ResultsView(self.current)
        self.documents = DocumentsView(self.current)
        self.send = SendView(self.current)
        self.inbox = InboxView()

    def _connect_frame(self) -> None:
        window = self.window
        window.closing.connect(self.close)
        window.bar.language_chosen.connect(self._on_language)
        window.bar.theme_toggled.connect(self._on_theme)
        window.page_shown.connect(self._on_page)
        for presenter in (self.home_presenter, self.new_presenter, self.workshop_presenter):
            presenter.message.connect(window.show_message)

    def _connect_home(self) -> None:
        self.home.open_asked.connect(self.home_presenter.open)
        self.home.new_asked.connect(partial(self.window.go_to, "new"))
        self.home_presenter.rows_changed.connect(self.home.set_rows)
        self.home_presenter.opened.connect(partial(self.window.go_to, "workshop"))
        self.new.search_asked.connect(self.new_presenter.search)
        self.new.start_asked.connect(self.new_presenter.start)
        self.new.left.connect(partial(self.window.go_to, "home"))
        self.new_presenter.found.connect(self.new.set_communes)
        self.new_presenter.started.connect(self.home_presenter.open)

    def _connect_workshop(self) -> None:
        page, presenter = self.workshop, self.workshop_presenter
        self.current.opened.connect(self._on_opened)
        self.current.indicator_changed.connect(self._on_indicator_changed)
        presenter.card_changed.connect(self._on_card_changed)
        presenter.saved.connect(self._on_saved)
        page.chosen.connect(presenter.choose)
        page.moved.connect(presenter.move)
        page.scored.connect(presenter.score)
        page.card.justified.connect(presenter.justify)
        page.evidence.files_chosen.connect(presenter.add_evidence)
        page.evidence.withdraw_asked.connect(presenter.withdraw_evidence)
        page.evidence.open_asked.connect(presenter.open_evidence)
        presenter.evidence_ready.connect(self._on_evidence_ready)

    def _connect_documents_and_packages(self) -> None:
        self.documents.asked.connect(self.documents_presenter.make)
        self.documents_presenter.written.connect(self.documents.show_written)
        self.documents_presenter.message.connect(self.documents.show_message)
        self.send.export_asked.connect(self.send_presenter.export)
        self.send.request_asked.connect(self.send_presenter.write_request)
        self.send_presenter.identity_known.connect(self.send.show_identity)
        self.send_presenter.exported.connect(self.send.show_exported)
        self.send_presenter.request_written.connect(self.send.show_request_written)
        self.send_presenter.message.connect(self.send.show_message)
        self.inbox.files_given.connect(self.inbox_presenter.receive)
        self.inbox.enrol_asked.connect(self.inbox_presenter.enrol)
        self.inbox_presenter.results_changed.connect(self.inbox.set_results)
        self.inbox_presenter.progressed.connect(self.inbox.show_progress)
        self.inbox.stop_asked.connect(self.inbox_presenter.stop)
        self.inbox_presenter.enrolled.connect(self.inbox.show_enrolled)
        self.inbox_presenter.message.connect(self.inbox.show_message)
        self.inbox_presenter.merged.connect(self.home_presenter.read_again)

    def _on_page(self, key: str) -> None:
        if key != "workshop":
            self.workshop.card.keep_note()
        if key == "home":
            self.home_presenter.refresh()
        elif key == "send":
            self.send_presenter.refresh()
        elif key == "workshop":
            self.workshop.tree.setFocus()

    def _on_opened(self) -> None:
        if self.current.view is not None:
            self.workshop.show_evaluation(self.current.view)
            self._on_card_changed()

    def _on_indicator_changed(self, code: str) -> None:
        if self.current.view is not None:
            self.workshop.update_indicator(self.current.view, code)

    def _on_card_changed(self, _shown: object = None) -> None:
        shown, view = self.workshop_presenter.shown, self.current.view
        if shown is not None and view is not None:
            self.workshop.show_card(shown, view, self.workshop_presenter.position)

    def _on_saved(self) -> None:
        self.window.bar.show_saved(fill(_("Saved at {time}"), time=clock()))

    def _on_evidence_ready(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_language(self, code: str) -> None:
        self._preferences.language = code
        apply_language(self._app, code)

    def _on_theme(self) -> None:
        self._preferences.dark = not self._preferences.dark
        apply_theme(self._app, self._preferences.dark)
        self.window.bar.show_theme(self._preferences.dark)
        apply_language(self._app, self._preferences.language or "fr")  # icons are drawn again in the new ink


def run(arguments: Sequence[str]) -> int:
    """Open the window; the exit code."""
    try:
        options = _options(arguments)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    if options is None:
        return 0
    app = QApplication(["lcc-desktop"])
    app.setApplicationName("lcc-desktop")
    app.setApplicationVersion(__version__)
    fonts.load()
    preferences = Preferences(QSettings("lcc-desktop", "lcc-desktop"))
    preferences.language = options.lang or preferences.language or _system_language()
    apply_language(app, preferences.language or "fr")
    apply_theme(app, preferences.dark)
    folder = options.workspace or _usual_folder(options.sample)
    sys.excepthook = crash_hook(default_folder().parent / "reports")
    try:
        workspace = _open(folder, options.sample)
    except AppError as error:
        QMessageBox.warning(None, plain(_("LCC Desktop")), explain(error))
        return 2
    desk = Desk(app, services_for(workspace, readable_members), preferences)
    desk.window.show()
    if options.sample:
        desk.open_latest()
    return app.exec()


@dataclass(frozen=True)
class _Options:
    workspace: Path | None
    sample: bool
    lang: str | None


def _options(arguments: Sequence[str]) -> _Options | None:
    """What the command line asks for; None when it was answered already, as with --help."""
    found: list[_Options] = []

    @click.command("lcc-desktop")
    @click.option("--workspace", type=click.Path(path_type=Path), default=None, help="The workspace's folder.")
    @click.option("--sample", is_flag=True, help="Open a sample workshop.")
    @click.option("--lang", type=click.Choice(list(LANGUAGES)), default=None)
    def options(workspace: Path | None, sample: bool, lang: str | None) -> None:
        found.append(_Options(workspace, sample, lang))

    options.main(args=list(arguments), standalone_mode=False)
    return found[0] if found else None


def _system_language() -> str:
    code = QLocale.system().name()[:2]
    return code if code in ("fr", "ar") else "fr"


def _usual_folder(sample: bool) -> Path:
    return default_folder().with_name("sample") if sample else default_folder()


def _open(folder: Path, sample: bool) -> Workspace:
    """The workspace of a folder, made on the first start. Raises AppError."""
    if is_workspace(folder):
        return Workspace.open(folder)
    name = getpass.getuser()
    workspace = workspaces.create(folder, name)
    if sample:
        # Only here: it brings a picture library along.
        from lcc_desktop.sample import make_sample

        try:
            make_sample(services_for(workspace, readable_members))
        except BaseException:
            workspace.close()
            raise
    return workspace
