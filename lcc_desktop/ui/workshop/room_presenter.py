"""What a group does with an indicator: votes, consensus, remarks; and the facilitator's own notes."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.scoring import State
from lcc_desktop.domain.votes import ROUNDS, Ballot
from lcc_desktop.services.desk import Services
from lcc_desktop.services.remarks import Jotted
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.ui.workshop.play import Play
from lcc_desktop.ui.workshop.presenter import WorkshopPresenter
from lcc_desktop.wording.errors import explain

T = TypeVar("T")


class RoomPresenter(QObject):
    """
    Signals:
        play_changed: how far the indicator shown is, is new.
        saved: something is on the disk now.
        given_back: a remark that was not kept: its sort, the indicator's code and its text.
        message: a sentence for the user, about something that was not kept.
    """

    play_changed = Signal()
    saved = Signal()
    given_back = Signal(str, str, str)
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        workshop: WorkshopPresenter,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._workshop, self._tasks = services, current, workshop, tasks
        self._voting: tuple[str, str, int] | None = None
        self._revealed: set[tuple[str, str, int]] = set()
        workshop.card_changed.connect(self._on_card_changed)

    @property
    def play(self) -> Play:
        """How far the indicator shown is."""
        shown = self._workshop.shown
        if shown is None:
            return Play()
        code = shown.indicator.code
        voting = self._voting[2] if self._voting and self._voting[:2] == (self._current.id, code) else 0
        return Play(voting, frozenset(number for number in ROUNDS if self._is_revealed(shown, number, voting)))

    @Slot()
    def vote(self) -> None:
        """Take the cards: of the first round, or of the second once the first was revealed."""
        shown = self._workshop.shown
        if shown is not None:
            self.count_again(2 if 1 in self.play.revealed else 1)

    @Slot(int)
    def count_again(self, number: int) -> None:
        """Take the cards of a round, perhaps once more."""
        shown = self._workshop.shown
        view = self._current.view
        if shown is not None and view is not None and not (shown.indicator.scale.measured or view.closed):
            self._voting = (self._current.id, shown.indicator.code, number)
            self.play_changed.emit()

    @Slot()
    def stop_voting(self) -> None:
        """Put the cards away; what was counted stays, unseen by the room until it is revealed."""
        if self._voting is not None:
            self._voting = None
            self.play_changed.emit()

    @Slot()
    def reveal(self) -> None:
        """Let everybody see what was counted of the indicator shown."""
        shown = self._workshop.shown
        if shown is None:
            return
        counted = [number for number in ROUNDS if shown.ballot(number)]
        if counted:
            self._reveal(self._current.id, shown.indicator.code, counted[-1])

    @Slot(str, int, str, object, bool)
    def count(self, code: str, number: int, group: str, ballot: Ballot, last: bool) -> None:
        """Keep what everybody or a group showed; `last`: all have, so let everybody see."""
        evaluation = self._current.id
        work = partial(self._services.votes.count, evaluation, code, number, ballot, group)
        self._run(work, partial(self._on_counted, evaluation, number, last))

    @Slot(str, str)
    def dissent(self, code: str, text: str) -> None:
        """Write down what some held against the score of an indicator, which may no longer be the one shown."""
        self._change(partial(self._services.scoring.dissent, self._current.id, code, text))

    @Slot(str)
    def decide_by(self, method: str) -> None:
        """Say how the group came to the score of the indicator shown."""
        shown = self._workshop.shown
        if shown is not None:
            said = "" if method == shown.method else method
            self._change(partial(self._services.scoring.decide_by, self._current.id, shown.indicator.code, said))

    @Slot(str, str, str)
    def jot(self, sort: str, code: str, text: str) -> None:
        """Keep a strength, a point to improve, or something parked."""

        def refused(error: AppError) -> None:
            self._on_refused(error)
            self.given_back.emit(sort, code, text)

        self._remark(partial(self._services.remarks.add, self._current.id, sort, text, code), refused)

    @Slot(str, str)
    def word(self, remark: str, text: str) -> None:
        """Say a remark in other words; without any it goes."""
        if text.strip():
            self._remark(partial(self._services.remarks.word, self._current.id, remark, text))
        else:
            self.drop(remark)

    @Slot(str, bool)
    def settle(self, remark: str, done: bool) -> None:
        """Tick what was parked, or take the tick away."""
        self._remark(partial(self._services.remarks.settle, self._current.id, remark, done))

    @Slot(str)
    def drop(self, remark: str) -> None:
        """Take a remark away."""
        self._remark(partial(self._services.remarks.drop, self._current.id, remark))

    @Slot(str, str)
    def note(self, code: str, text: str) -> None:
        """Keep the facilitator's own note of an indicator."""
        evaluation = self._current.id
        self._run(
            partial(self._services.bench.note, evaluation, code, text),
            lambda _done: self._put(evaluation, code, private=text),
        )

    @Slot()
    def calibrate(self) -> None:
        """Make the indicator shown the one everybody scores first, or no longer."""
        shown, view = self._workshop.shown, self._current.view
        if shown is not None and view is not None:
            code = "" if view.calibration == shown.indicator.code else shown.indicator.code
            self._run(partial(self._services.evaluations.calibrate, view.id, code), self._on_calibrated)

    def _is_revealed(self, shown: IndicatorView, number: int, voting: int) -> bool:
        """By Enter; and once there is a score, what led to it, unless it is being counted again."""
        if not shown.ballot(number) or voting == number:
            return False
        decided = shown.score.state is not State.UNSCORED
        return decided or (self._current.id, shown.indicator.code, number) in self._revealed

    def _reveal(self, evaluation: str, code: str, number: int) -> None:
        self._revealed.update((evaluation, code, each) for each in ROUNDS if each <= number)
        self._voting = None
        self.play_changed.emit()

    def _change(self, work: Callable[[], IndicatorView]) -> None:
        evaluation = self._current.id
        self._run(work, partial(self._current.show_indicator, evaluation))

    def _remark(self, work: Callable[[], Jotted], on_error: Callable[[AppError], object] | None = None) -> None:
        evaluation = self._current.id
        self._run(work, lambda jotted: self._put(evaluation, jotted.indicator, remarks=jotted.remarks), on_error)

    def _put(self, evaluation: str, code: str, **parts: object) -> None:
        """Show a part of an indicator that is new on the disk."""
        view = self._current.view
        if view is not None and view.id == evaluation and code in view.indicators:
            self._current.show_indicator(evaluation, replace(view.indicators[code], **parts))  # type: ignore[arg-type]

    def _run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_error: Callable[[AppError], object] | None = None,
    ) -> None:
        if self._current.view is None:
            return

        def done(result: T) -> None:
            on_done(result)
            self.saved.emit()

        self._tasks.run(work, done, on_error or self._on_refused)

    def _on_counted(self, evaluation: str, number: int, last: bool, shown: IndicatorView) -> None:
        self._current.show_indicator(evaluation, shown)
        if last:
            self._reveal(evaluation, shown.indicator.code, number)
        else:
            self.play_changed.emit()

    def _on_calibrated(self, view: EvaluationView) -> None:
        if view.id == self._current.id:
            self._current.show(view)

    def _on_card_changed(self, _shown: object) -> None:
        """Cards are put away when another indicator comes, and once the score is said."""
        shown = self._workshop.shown
        if self._voting is not None and (shown is None or self._voting[:2] != (self._current.id, shown.indicator.code)):
            self._voting = None

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self._workshop.card_changed.emit(self._workshop.shown)  # the screen shows what is on the disk
