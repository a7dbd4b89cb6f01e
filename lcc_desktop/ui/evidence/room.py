"""Everything about evidence in one window, put together: panel, list, viewer, and what is done behind them."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import QEventLoop, QObject, Signal
from PySide6.QtWidgets import QWidget

from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.evidence.choosing import Choice, Chooser
from lcc_desktop.ui.evidence.list_presenter import EvidenceListPresenter
from lcc_desktop.ui.evidence.looking import LookingPresenter
from lcc_desktop.ui.evidence.presenter import EvidencePresenter
from lcc_desktop.ui.evidence.view import EvidencePage
from lcc_desktop.ui.evidence.viewer import EvidenceViewer
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.ui.workshop.evidence_panel import EvidencePanel
from lcc_desktop.ui.workshop.evidence_rows import shown_label


class EvidenceRoom(QObject):
    """
    Signals:
        list_asked: the evidence list is to be shown.
        indicator_asked: the code of an indicator to go to.
        workshop_asked: back to the workshop.
    """

    list_asked = Signal()
    indicator_asked = Signal(str)
    workshop_asked = Signal()

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        tasks: Tasks,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks, self._window = services, current, tasks, window
        self.incoming, self.looking = Tasks(self), Tasks(self)
        self.presenter = EvidencePresenter(services, current, tasks, self.incoming, self.looking, self)
        self.look = LookingPresenter(services, self.looking, self)
        tasks.run(services.evidence.tidy, lambda _nothing: None, lambda _error: None)

    @property
    def busy(self) -> bool:
        """Whether anything asked has not been answered."""
        return self.incoming.busy or self.looking.busy or self._tasks.busy

    def furnish(self, panel: EvidencePanel) -> None:
        """Connect the panel beside the card."""
        presenter = self.presenter
        panel.given.connect(
            lambda given, source, original, instead_of: presenter.give(panel.code, given, source, original, instead_of)
        )
        panel.described.connect(lambda said, source: presenter.describe(panel.code, said, source))
        panel.amended.connect(presenter.amend)
        panel.placed.connect(lambda piece, source: presenter.place(panel.code, piece, source))
        panel.withdraw_asked.connect(lambda piece: presenter.withdraw(panel.code, piece))
        panel.look_asked.connect(partial(self._look_from, panel))
        panel.outside_asked.connect(partial(self._open_outside, panel))
        panel.others_asked.connect(self._ask_others)
        panel.known_asked.connect(lambda: self._ask_known(panel.code))
        panel.list_asked.connect(self.list_asked)
        panel.stop_asked.connect(presenter.stop)
        presenter.progressed.connect(panel.show_progress)
        presenter.finished.connect(partial(panel.show_progress, 0, 0))
        presenter.thumbnail_ready.connect(panel.show_picture)
        panel.pictures_wanted.connect(presenter.want_thumbnails)
        self._current.opened.connect(lambda: panel.show_served(self._served()))
        self._current.indicator_changed.connect(lambda _code: panel.show_served(self._served()))
        panel.show_served(self._served())

    @cached_property
    def page(self) -> EvidencePage:
        page = EvidencePage(self._current)
        lister = EvidenceListPresenter(self._services, self._current, self._tasks, self)
        page.shown.connect(lister.refresh)
        page.look_asked.connect(self.show_pieces)
        page.indicator_asked.connect(self.indicator_asked)
        page.left.connect(self.workshop_asked)
        lister.lines_changed.connect(page.show_lines)
        lister.message.connect(page.show_message)
        self._current.opened.connect(lister.refresh)
        self.presenter.changed.connect(lister.refresh)
        return page

    @cached_property
    def viewer(self) -> EvidenceViewer:
        viewer, look = EvidenceViewer(self._window), self.look
        viewer.moved.connect(look.move)
        viewer.page_turned.connect(look.turn_page)
        viewer.zoomed.connect(look.change_zoom)
        viewer.box_known.connect(look.set_box)
        viewer.left.connect(look.stop)
        viewer.outside_asked.connect(self._open_looked_at)
        look.piece_changed.connect(viewer.show_piece)
        look.pages_known.connect(viewer.show_pages)
        look.drawn.connect(viewer.show_drawn)
        look.refused.connect(viewer.show_refused)
        return viewer

    def show_pieces(self, items: Sequence[EvidenceItem], piece: str) -> None:
        """Look at pieces inside the window."""
        self.viewer.open_over_window()
        self.look.look(items, piece)

    def finish(self) -> None:
        """Wait for what is being taken in: what was dropped is not lost because the window closes. Then close."""
        if self.presenter.is_taking_in:
            loop = QEventLoop()
            self.presenter.finished.connect(loop.quit)
            loop.exec()
        self.incoming.close()
        if "viewing" in self._services.__dict__:  # a page that takes long is not waited for
            self._services.viewing.close()
        self.looking.close()

    def _look_from(self, panel: EvidencePanel, piece: str) -> None:
        self.show_pieces([row.item for row in panel.items if row.item.shows], piece)

    def _open_looked_at(self) -> None:
        if self.look.item is not None:
            self.presenter.open_outside(self.look.item)

    def _open_outside(self, panel: EvidencePanel, piece: str) -> None:
        for row in panel.items:
            if row.item.id == piece:
                self.presenter.open_outside(row.item)

    def _served(self) -> Counter[str]:
        view = self._current.view
        return Counter(item.id for shown in view.indicators.values() for item in shown.evidence) if view else Counter()

    def _ask_others(self, piece: str) -> None:
        """Which indicators a piece serves, ticked in a list of all."""
        view = self._current.view
        if view is None:
            return
        language = current_language()
        serves = {code for code, shown in view.indicators.items() if any(item.id == piece for item in shown.evidence)}
        choices = [
            Choice(
                code,
                fill(_("{code} · {text}"), code=code, text=shown.indicator.text.say(language)),
                f"{shown.indicator.text.fr} {shown.indicator.text.ar}",
            )
            for code, shown in view.indicators.items()
        ]

        def say(codes: list[str]) -> None:
            self.presenter.serve(piece, tuple(set(codes) - serves), tuple(serves - set(codes)))

        chooser = Chooser(_("Indicators that this piece serves"), choices, serves, self._window)
        chooser.chosen.connect(say)
        chooser.open()

    def _ask_known(self, code: str) -> None:
        """A piece of the evaluation that is to serve this indicator too."""
        view = self._current.view
        if view is None:
            return
        here = {item.id for item in view.indicators[code].evidence}
        pieces = {item.id: item for shown in view.indicators.values() for item in shown.evidence if item.id not in here}
        choices = [
            Choice(item.id, lone(shown_label(item)), f"{item.name} {item.reference} {item.link}", "paperclip")
            for item in sorted(pieces.values(), key=lambda item: item.label.casefold())
        ]
        chooser = Chooser(_("A piece that is here already"), choices, None, self._window)
        chooser.chosen.connect(partial(self._serve_too, code))
        chooser.open()

    def _serve_too(self, code: str, pieces: list[str]) -> None:
        for piece in pieces:
            self.presenter.serve(piece, (code,))
