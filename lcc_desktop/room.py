"""The workshop's room put together: the page, its presenters, the clock and the projector.

The page and the projector are imported and built when they are first shown.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QScreen

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.ui.workshop.actions import BY_KEY, OPENS_A_FIELD
from lcc_desktop.ui.workshop.presenter import WorkshopPresenter
from lcc_desktop.ui.workshop.room_presenter import RoomPresenter
from lcc_desktop.ui.workshop.time_keeper import TimeKeeper
from lcc_desktop.wording.errors import explain

if TYPE_CHECKING:
    from lcc_desktop.ui.projector.presenter import ProjectorPresenter
    from lcc_desktop.ui.projector.projector import Projector
    from lcc_desktop.ui.workshop.evidence_panel import EvidencePanel
    from lcc_desktop.ui.workshop.view import WorkshopView


class Room(QObject):
    """
    Signals:
        saved: something is on the disk now.
        said: a quiet sentence about what was done.
        message: a sentence about something that was not kept.
        action_asked: the code of the indicator whose weakness becomes an action.
        projector_changed: whether the room sees anything, and whether that is frozen.
    """

    saved = Signal()
    said = Signal(str)
    message = Signal(str)
    action_asked = Signal(str)
    projector_changed = Signal(bool, bool)

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        tasks: Tasks,
        furnish_evidence: "Callable[[EvidencePanel], None]",
        parent: QObject | None = None,
    ) -> None:
        """`furnish_evidence` connects the panel of evidence, which has presenters of its own."""
        super().__init__(parent)
        self._furnish_evidence = furnish_evidence
        self._services, self._current, self._tasks = services, current, tasks
        self.workshop = WorkshopPresenter(services, current, tasks, self)
        self.group = RoomPresenter(services, current, self.workshop, tasks, self)
        self.time = TimeKeeper(parent=self)
        self._in_front = False
        for presenter in (self.workshop, self.group):
            presenter.saved.connect(self.saved)
            presenter.message.connect(self.message)
        self.workshop.said.connect(self.said)
        current.opened.connect(self._on_opened)
        current.indicator_changed.connect(self._on_indicator_changed)
        self.workshop.card_changed.connect(self._on_card_changed)
        self.workshop.saved.connect(self.time.touch)
        self.group.play_changed.connect(self._on_play_changed)
        self.time.ticked.connect(self._say_time)
        self.time.due.connect(self._keep_time)

    @cached_property
    def page(self) -> "WorkshopView":
        from lcc_desktop.ui.workshop.view import WorkshopView

        page, workshop, group = WorkshopView(), self.workshop, self.group
        page.chosen.connect(workshop.choose)
        page.moved.connect(workshop.move)
        page.principle_moved.connect(workshop.move_by_principle)
        page.list.filtered.connect(workshop.list_only)
        page.scored.connect(workshop.score)
        page.scored.connect(group.stop_voting)
        page.calibrated.connect(group.calibrate)
        page.asked.connect(self.project)
        page.touched.connect(self.time.touch)
        page.card.justified.connect(workshop.justify)
        page.card.numbers.entered.connect(workshop.measure)
        page.aim.aimed.connect(workshop.aim)
        self._furnish_evidence(page.evidence)
        page.votes.vote_asked.connect(group.vote)
        page.votes.again_asked.connect(group.count_again)
        page.votes.reveal_asked.connect(group.reveal)
        page.votes.counted.connect(group.count)
        page.votes.left.connect(group.stop_voting)
        page.votes.decided.connect(group.decide_by)
        page.votes.dissented.connect(group.dissent)
        page.quick.jotted.connect(group.jot)
        page.remarks.worded.connect(group.word)
        page.remarks.settled.connect(group.settle)
        page.remarks.dropped.connect(group.drop)
        page.private.noted.connect(group.note)
        page.action_asked.connect(self.action_asked)
        group.given_back.connect(page.give_back)
        return page

    @cached_property
    def show(self) -> "ProjectorPresenter":
        """What the projector shows."""
        from lcc_desktop.ui.projector.presenter import ProjectorPresenter

        return ProjectorPresenter(self._current, self.workshop, self.group, self.time, self)

    @cached_property
    def projector(self) -> "Projector":
        from lcc_desktop.ui.projector.projector import Projector

        projector = Projector(self.show, lambda: self.page.window().screen(), self)
        projector.said.connect(self.said)
        projector.pressed.connect(self._on_pressed_there)
        projector.opened_changed.connect(self._say_projector)
        self.show.frozen_changed.connect(self._say_projector)
        return projector

    def project(self, action: str = "projector") -> None:
        """Do an action of `actions.PROJECTING`; whatever the room is to see opens the projector."""
        if self._current.view is None:
            return
        if action == "projector":
            self.projector.toggle()
            return
        {
            "freeze": self.show.toggle_frozen,
            "degrees": self.show.toggle_degrees,
            "radar": self.show.toggle_radar,
            "timer": self.show.toggle_timer,
        }[action]()
        if not self.projector.is_open:
            self.projector.toggle()

    def on_screen_added(self, screen: QScreen) -> None:
        """A screen came."""
        if "projector" in self.__dict__:
            self.projector.on_screen_added(screen)

    def on_screen_removed(self, screen: QScreen) -> None:
        """A screen went."""
        if "projector" in self.__dict__:
            self.projector.on_screen_removed(screen)

    def _on_pressed_there(self, key: str) -> None:
        """Full screen on the only one, keys have their meaning; what wants to be typed needs the page."""
        measured = self.workshop.shown is not None and self.workshop.shown.indicator.scale.measured
        if BY_KEY.get(key) in OPENS_A_FIELD or (measured and key.isdigit()):
            self.projector.close()
            self.page.window().activateWindow()
            self.page.home()
        self.page.press(key)

    def _say_projector(self, _what: bool) -> None:
        self.projector_changed.emit(self.projector.is_open, self.show.is_frozen)

    def enter(self) -> None:
        """The workshop is the page in front."""
        self._in_front = True
        self.page.home()
        self._time_card()

    def leave(self) -> None:
        """Another page is in front: nobody works on the indicator."""
        self._in_front = False
        self._time_card()

    def keep(self) -> None:
        """Hand over everything that is being typed."""
        if "page" in self.__dict__:
            self.page.keep()

    def close(self) -> None:
        """Stop the clock, and have what it counted on its way to the disk."""
        self._in_front = False
        self.time.show("")
        if "projector" in self.__dict__:
            self.projector.end()

    def on_application_state(self, state: Qt.ApplicationState) -> None:
        """Whether this program is in front tells whether anybody is at work."""
        self.time.set_front(state is Qt.ApplicationState.ApplicationActive)

    def _on_opened(self) -> None:
        view = self._current.view
        if view is not None:
            self.time.begin(view.id, {code: item.seconds for code, item in view.indicators.items()})
            self.page.show_evaluation(view)
            self._on_card_changed()

    def _on_indicator_changed(self, code: str) -> None:
        if self._current.view is not None:
            self.page.update_indicator(self._current.view, code)

    def _on_card_changed(self, _shown: object = None) -> None:
        shown, view = self.workshop.shown, self._current.view
        if shown is not None and view is not None:
            self.page.show_card(shown, view, self.workshop.position, self.group.play)
        self._time_card()

    def _on_play_changed(self) -> None:
        self.page.show_play(self.group.play)

    def _time_card(self) -> None:
        shown = self.workshop.shown
        self.time.show(shown.indicator.code if shown is not None and self._in_front else "")
        self._say_time()  # of another principle, perhaps

    def _say_time(self) -> None:
        """Beside the order of play: the minutes used for the principle of the indicator shown."""
        shown, view = self.workshop.shown, self._current.view
        if shown is None or view is None:
            return
        principle = view.framework.principle_of(shown.indicator.code)
        used = sum(self.time.seconds(indicator.code) for indicator in principle.indicators) // 60
        self.page.foot.show_time(principle.name, used, view.minutes.get(principle.code))

    def _keep_time(self, evaluation: str, seconds: dict[str, int]) -> None:
        work = partial(self._services.bench.spend, evaluation, seconds)
        self._tasks.run(work, lambda _nothing: None, self._on_refused)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
