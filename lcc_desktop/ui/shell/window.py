"""The window: rail, top bar, one page at a time."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from lcc_desktop.i18n import N_, _, current_language, fill, lone, plain
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.rail import NavigationRail
from lcc_desktop.ui.parts.top_bar import TopBar
from lcc_desktop.wording.states import stage_name

PAGES: Mapping[str, str] = {
    "home": N_("Home"),
    "workshop": N_("Workshop"),
    "results": N_("Results"),
    "documents": N_("Documents"),
    "send": N_("Send"),
    "inbox": N_("Inbox"),
}
NEED_EVALUATION = ("workshop", "results", "documents")


class MainWindow(QMainWindow):
    """
    Signals:
        page_shown: the key of the page.
        closing: the window is about to go; what is typed must be kept now.
    """

    page_shown = Signal(str)
    closing = Signal()

    def __init__(self, pages: Mapping[str, Page], current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        """`pages`: by key; those of PAGES are on the rail, others are reached from a page."""
        super().__init__(parent)
        self._current = current
        self._pages = pages
        self.rail = NavigationRail(PAGES)
        self.bar = TopBar()
        self.banner = Banner(closable=True)
        self.stack = QStackedWidget()
        for page in pages.values():
            self.stack.addWidget(page)
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
        current.opened.connect(self.show_place)
        self.retranslate()

    def go_to(self, key: str) -> None:
        """Show a page."""
        page = self._pages[key]
        self.stack.setCurrentWidget(page)
        self.rail.set_current(key)
        page.entered()
        self.page_shown.emit(key)

    @property
    def page(self) -> str:
        """The key of the page shown."""
        return next(key for key, page in self._pages.items() if page is self.stack.currentWidget())

    def show_message(self, text: str) -> None:
        """Something the user should know that belongs to no page."""
        self.banner.show_text(text, "danger")

    def show_place(self) -> None:
        """Say in the bar which evaluation is open."""
        view = self._current.view
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

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _place(view: EvaluationView) -> str:
    language = current_language()
    if not view.commune.province(language):
        return lone(view.commune.name(language))
    return fill(
        _("{commune} ({province})"), commune=view.commune.name(language), province=view.commune.province(language)
    )


def _cycle(view: EvaluationView) -> str:
    return fill(_("Cycle {cycle} · {stage}"), cycle=view.cycle, stage=stage_name(view.stage))


def _notice(view: EvaluationView) -> str:
    """The framework's notice, in both languages, while it is unofficial."""
    if view.framework.official:
        return ""
    return f"{view.framework.notice.fr}  /  {view.framework.notice.ar}"
