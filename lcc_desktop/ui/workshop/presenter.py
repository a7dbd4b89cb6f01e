"""What the workshop does: one indicator at a time, every key durable before it shows."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.i18n import _
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.steps import Step
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.ui.workshop.filters import ALL, passes
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.steps import step_back, step_forth


class WorkshopPresenter(QObject):
    """
    Signals:
        card_changed: another indicator, or the same with a new view, is to be shown (IndicatorView).
        saved: something is on the disk now.
        message: a sentence for the user, about something that was not kept.
        said: a quiet sentence about what was done, as a step taken back.
    """

    said = Signal(str)
    card_changed = Signal(object)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks
        self._code = ""
        self._evaluation = ""
        self._filter = ALL
        current.opened.connect(self._on_opened)
        current.indicator_changed.connect(self._on_indicator_changed)

    @property
    def shown(self) -> IndicatorView | None:
        """The indicator on the card."""
        view = self._current.view
        return view.indicators.get(self._code) if view else None

    @property
    def position(self) -> tuple[int, int]:
        """The place of the indicator in the order of play, from 1, and how many there are."""
        codes = self._codes()
        return (codes.index(self._code) + 1 if self._code in codes else 0), len(codes)

    @Slot(str)
    def choose(self, code: str) -> None:
        """Show an indicator."""
        if code != self._code and code in self._codes():
            self._code = code
            self.card_changed.emit(self.shown)

    def start_at(self, code: str) -> None:
        """Begin the evaluation that is opened next at an indicator, not at the first without an answer."""
        self._code, self._evaluation = code, ""

    @Slot(int)
    def move(self, steps: int) -> None:
        """Go forward or back in the order of play, among what the list shows; the ends hold."""
        view = self._current.view
        if view is None or not self._code:
            return
        codes = [c for c, item in view.indicators.items() if c == self._code or passes(item, self._filter)]
        self.choose(codes[min(max(codes.index(self._code) + steps, 0), len(codes) - 1)])

    @Slot(int)
    def move_by_principle(self, steps: int) -> None:
        """Go to the first indicator of the next principle, or back to that of this one and then of the one before."""
        view = self._current.view
        if view is None or not self._code:
            return
        firsts = [next(p.indicators).code for p in view.framework.principles]
        codes = self._codes()
        here = codes.index(self._code)
        ahead = [code for code in firsts if codes.index(code) > here]
        behind = [code for code in firsts if codes.index(code) < here]
        if steps > 0 and ahead:
            self.choose(ahead[0])
        elif steps < 0 and behind:
            self.choose(behind[-1])

    @Slot(str)
    def list_only(self, name: str) -> None:
        """Visit only what a filter of `filters` lets through."""
        self._filter = name

    @Slot()
    def undo(self) -> None:
        """Take the last step back, wherever it was made."""
        self._step(self._services.steps.back, step_back, _("There is nothing to undo."))

    @Slot()
    def redo(self) -> None:
        """Take the step again that was taken back last."""
        self._step(self._services.steps.forth, step_forth, _("There is nothing to redo."))

    @Slot(object)
    def score(self, score: Score) -> None:
        """Say the score of the indicator shown. A key that means nothing here is left alone."""
        shown = self.shown
        if shown is None:
            return
        indicator = shown.indicator
        too_high = score.state is State.SCORED and ((score.degree or 0) > indicator.top or indicator.scale.measured)
        if too_high or (score.state is State.NOT_APPLICABLE and not indicator.na_allowed):
            return
        self._write(partial(self._services.scoring.score, self._current.id, self._code, score))

    @Slot(str, dict)
    def measure(self, code: str, numbers: dict[str, str]) -> None:
        """Say the numbers of a measured indicator, which may no longer be the one shown."""
        if self._current.view is not None and code in self._current.view.indicators:
            self._write(partial(self._services.scoring.measure, self._current.id, code, numbers))

    @Slot(object)
    def aim(self, degree: int | None) -> None:
        """Say the degree that the improvement of the indicator shown aims at."""
        self._write(partial(self._services.scoring.aim, self._current.id, self._code, degree))

    @Slot(str, str)
    def justify(self, code: str, note: str) -> None:
        """Write the justification of an indicator, which may no longer be the one shown."""
        if self._current.view is not None and code in self._current.view.indicators:
            self._write(partial(self._services.scoring.justify, self._current.id, code, note))

    def _step(
        self,
        step: Callable[[str], Step | None],
        word: Callable[[Sequence[tuple[str, str, str]], str], str],
        nothing: str,
    ) -> None:
        if self._current.view is not None:
            evaluation = self._current.id
            self._tasks.run(partial(step, evaluation), partial(self._on_step, word, nothing), self._on_refused)

    def _on_step(
        self, word: Callable[[Sequence[tuple[str, str, str]], str], str], nothing: str, step: Step | None
    ) -> None:
        if step is None:
            self.said.emit(nothing)
            return
        if step.view.id != self._current.id:
            return
        if step.indicator:
            self._code = step.indicator  # what was taken back is seen
        self._current.show(step.view)
        self.saved.emit()
        self.said.emit(word(step.facts, step.indicator))

    def _write(self, work: Callable[[], IndicatorView]) -> None:
        if self._current.view is None:
            return
        self._tasks.run(work, partial(self._on_written, self._current.id), self._on_refused)

    def _on_written(self, evaluation: str, shown: IndicatorView) -> None:
        self._current.show_indicator(evaluation, shown)
        self.saved.emit()

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self.card_changed.emit(self.shown)  # the screen shows what is on the disk, not what was refused

    def _on_opened(self) -> None:
        codes = self._codes()
        # `_evaluation` is empty when the indicator to begin with was asked for.
        if self._evaluation not in ("", self._current.id) or self._code not in codes:
            self._code = self._first_open() or (codes[0] if codes else "")
        self._evaluation = self._current.id
        self.card_changed.emit(self.shown)

    def _on_indicator_changed(self, code: str) -> None:
        if code == self._code:
            self.card_changed.emit(self.shown)

    def _first_open(self) -> str:
        """Where the workshop goes on: the first indicator without an answer."""
        view = self._current.view
        items = view.indicators.items() if view else ()
        return next((code for code, item in items if item.score.state is State.UNSCORED), "")

    def _codes(self) -> list[str]:
        return list(self._current.view.indicators) if self._current.view else []
