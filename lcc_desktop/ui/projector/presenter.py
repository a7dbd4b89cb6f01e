"""What the projector shows: it follows the facilitator's indicator, unless it is frozen."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.i18n import current_language
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.projector.slide import Kind, Slide, slide_of
from lcc_desktop.ui.workshop.presenter import WorkshopPresenter
from lcc_desktop.ui.workshop.room_presenter import RoomPresenter
from lcc_desktop.ui.workshop.time_keeper import TimeKeeper


class ProjectorPresenter(QObject):
    """
    Signals:
        slide_changed: the Slide to show.
        frozen_changed: whether the room sees something else than the facilitator.
    """

    slide_changed = Signal(object)
    frozen_changed = Signal(bool)

    def __init__(
        self,
        current: CurrentEvaluation,
        workshop: WorkshopPresenter,
        group: RoomPresenter,
        time: TimeKeeper,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._current, self._workshop, self._group, self._time = current, workshop, group, time
        self._wanted: Kind | None = None
        self._code = ""
        self._timed = False
        self.is_frozen = False
        self.slide: Slide | None = None
        workshop.card_changed.connect(self.follow)
        group.play_changed.connect(self.follow)
        current.indicator_changed.connect(self.follow)
        time.ticked.connect(self._on_tick)

    @Slot()
    def follow(self, _what: object = None) -> None:
        """Show what the facilitator has on the card, as far as the room may see it."""
        view, shown = self._current.view, self._workshop.shown
        if view is None or shown is None or self.is_frozen:
            return
        if self._code not in ("", shown.indicator.code) and self._wanted is Kind.DEGREES:
            self._wanted = None  # each indicator is read first
        self._code = shown.indicator.code
        slide = slide_of(view, shown, self._group.play, current_language(), self._wanted)
        self._show(replace(slide, seconds=self._seconds))

    @Slot()
    def toggle_frozen(self) -> None:
        """Keep what the room sees while the facilitator looks ahead, or follow again."""
        self.is_frozen = not self.is_frozen
        self.frozen_changed.emit(self.is_frozen)
        self.follow()

    def thaw(self) -> None:
        """Follow again."""
        if self.is_frozen:
            self.toggle_frozen()

    @Slot()
    def toggle_degrees(self) -> None:
        """Show what each degree means, or follow the group again."""
        self._want(Kind.DEGREES)

    @Slot()
    def toggle_radar(self) -> None:
        """Show the evaluation as it grows, or follow the group again."""
        self._want(Kind.RADAR)

    @Slot()
    def toggle_timer(self) -> None:
        """Show how long the indicator has been on, or no longer."""
        self._timed = not self._timed
        if self.slide is not None:
            self._show(replace(self.slide, seconds=self._seconds))

    @property
    def _seconds(self) -> int | None:
        return self._time.seconds(self._code) if self._timed else None

    def _want(self, kind: Kind) -> None:
        self._wanted = None if self._wanted is kind else kind
        self.thaw()
        self.follow()

    def _on_tick(self) -> None:
        if self._timed and self.slide is not None and not self.is_frozen:
            self._show(replace(self.slide, seconds=self._seconds))

    def _show(self, slide: Slide) -> None:
        if slide != self.slide:
            self.slide = slide
            self.slide_changed.emit(slide)
