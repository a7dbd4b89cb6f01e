"""The window: rail, top bar, one page at a time."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from lcc_desktop.i18n import N_, _, current_language, fill, lone, plain
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.quiet_line import QuietLine
from lcc_desktop.ui.parts.rail import NavigationRail
from lcc_desktop.ui.parts.top_bar import TopBar
from lcc_desktop.ui.shell.about import AboutDialog
from lcc_desktop.wording.stages import stage_name

if TYPE_CHECKING:
    from lcc_desktop.services.results import EvaluationView

PAGES: Mapping[str, str] = {
    "home": N_("Home"),
    # TRANSLATORS: the preparation of a workshop, on the rail
    "prepare": N_("Preparation"),
    "workshop": N_("Workshop"),
    "results": N_("Results"),
    # TRANSLATORS: the improvement plan, on the rail
    "plan": N_("Plan"),
    # TRANSLATORS: closing an evaluation, on the rail
    "closing": N_("Closing"),
    "documents": N_("Documents"),
    "send": N_("Send"),
    "inbox": N_("Inbox"),
    "campaign": N_("Campaign"),
    # TRANSLATORS: the verification mission, on the rail
    "verification": N_("Verification"),
    # TRANSLATORS: the accreditation committee, on the rail
    "committee": N_("Committee"),
    "comparison": N_("Comparison"),
    "framework": N_("Frameworks"),
}
DESK = "inbox"
"""The first of the coordination desk's pages on the rail."""
NEED_EVALUATION = ("prepare", "workshop", "results", "plan", "closing", "verification", "committee")


class MainWindow(QMainWindow):
    """
    Signals:
        page_shown: the key of the page.
        find_asked: Ctrl+K was pressed.
        undo_asked, redo_asked: Ctrl+Z, Ctrl+Y or Ctrl+Shift+Z, outside a text.
        lock_asked: Ctrl+L was pressed.
        closing: the window is about to go; what is typed must be kept now.
    """

    page_shown = Signal(str)
    find_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    lock_asked = Signal()
    closing = Signal()

    def __init__(
        self, pages: Mapping[str, Callable[[], Page]], current: CurrentEvaluation, parent: QWidget | None = None
    ) -> None:
        """`pages`: by key, asked for when shown; those of PAGES are on the rail, others are reached from a page."""
        super().__init__(parent)
        self._current = current
        self._pages = pages
        self.page = ""
        """The key of the page shown."""
        self._withheld: frozenset[str] = frozenset()
        self.rail = NavigationRail(PAGES, DESK)
        self.bar = TopBar()
        self.about: AboutDialog | None = None
        self.banner = Banner(closable=True)
        self.stack = QStackedWidget()
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedWidth(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(line)
        row.addLayout(column, 1)
        self.setCentralWidget(central)
        self.setMinimumSize(1024, 640)
        self.resize(1366, 728)
        self.rail.page_chosen.connect(self.go_to)
        self.bar.about_asked.connect(self.show_about)
        QShortcut(Qt.Key.Key_F1, self).activated.connect(self.show_about)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self.find_asked)
        QShortcut(Qt.Key.Key_F5, self).activated.connect(self.bar.projector_asked)
        self._steps: list[QShortcut] = []
        for keys, signal in (
            ("Ctrl+Z", self.undo_asked),
            ("Ctrl+Y", self.redo_asked),
            ("Ctrl+Shift+Z", self.redo_asked),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(signal)
            self._steps.append(shortcut)
        self.quiet = QuietLine(central)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)
        current.opened.connect(self.show_place)
        current.cycle_changed.connect(self.show_place)
        self.retranslate()

    def can_begin_at(self, key: str, with_evaluation: bool) -> bool:
        """Whether a page can be the first one shown: one of a version to come cannot, nor one reached from another."""
        known = key in self._pages and key != "evidence" and self.is_offered(key)
        return known and (with_evaluation or key not in NEED_EVALUATION)

    def is_offered(self, key: str) -> bool:
        """Whether a page is of use in this workspace."""
        return key not in self._withheld

    def withhold(self, keys: frozenset[str]) -> None:
        """Offer all pages but these, which only change what nobody may change here."""
        self._withheld = keys
        for key in PAGES:
            self.rail.set_offered(key, self.is_offered(key))
        if not self.is_offered(self.page):
            self.go_to("home")

    def go_to(self, key: str) -> None:
        """Show a page."""
        page = self._pages[key]()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.page = key
        self.stack.setCurrentWidget(page)
        self.rail.set_current(key)
        for shortcut in self._steps:
            shortcut.setEnabled(key != "framework")  # its editor takes back steps of its own
        page.entered()
        self.page_shown.emit(key)

    def show_message(self, text: str) -> None:
        """Something the user should know that belongs to no page."""
        self.banner.show_text(text, "danger")

    def show_remark(self, text: str) -> None:
        """Something that was done and that people should know of."""
        self.banner.show_text(text, "info")

    def say_quietly(self, text: str) -> None:
        """What was done, for who wants to know; it goes by itself."""
        self.quiet.say(text)

    def show_about(self) -> None:
        """Say what this application is; made when first asked for."""
        if self.about is None:
            self.about = AboutDialog(self)
        self.about.open()

    def show_place(self) -> None:
        """Say in the bar which evaluation is open."""
        view = self._current.view
        self.bar.projector.setEnabled(view is not None)
        for key in NEED_EVALUATION:
            self.rail.set_enabled(key, view is not None)
        if view is None:
            self.bar.show_place(lone("LCC Desktop"), "", "")
        else:
            self.bar.show_place(_place(view), _cycle(view), _notice(view))

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(plain(_("LCC Desktop")))
        self.rail.retranslate()
        self.bar.retranslate()
        self.show_place()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.quiet.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _place(view: "EvaluationView") -> str:
    language = current_language()
    if not view.commune.province(language):
        return lone(view.commune.name(language))
    return fill(
        _("{commune} ({province})"), commune=view.commune.name(language), province=view.commune.province(language)
    )


def _cycle(view: "EvaluationView") -> str:
    return fill(_("Cycle {cycle} · {stage}"), cycle=view.cycle, stage=stage_name(view.stage))


def _notice(view: "EvaluationView") -> str:
    """The framework's notice, in both languages, while it is unofficial."""
    if view.framework.official:
        return ""
    return f"{view.framework.notice.fr}  /  {view.framework.notice.ar}"
