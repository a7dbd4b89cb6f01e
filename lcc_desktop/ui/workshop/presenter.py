"""What the workshop does: one indicator at a time, every key durable before it shows."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class WorkshopPresenter(QObject):
    """
    Signals:
        card_changed: another indicator, or the same with a new view, is to be shown (IndicatorView).
        saved: something is on the disk now.
        evidence_ready: a copy of a piece of evidence can be looked at (Path).
        message: a sentence for the user, about something that was not kept.
    """

    evidence_ready = Signal(object)
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
        self._temporary = QTemporaryDir()  # goes with the window
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

    @Slot(int)
    def move(self, steps: int) -> None:
        """Go forward or back in the order of play; the ends hold."""
        codes = self._codes()
        if self._code in codes:
            self.choose(codes[min(max(codes.index(self._code) + steps, 0), len(codes) - 1)])

    @Slot(object)
    def score(self, score: Score) -> None:
        """Say the score of the indicator shown. A key that means nothing here is left alone."""
        shown = self.shown
        if shown is None:
            return
        indicator = shown.indicator
        too_high = score.state is State.SCORED and (score.degree or 0) > indicator.top
        if too_high or (score.state is State.NOT_APPLICABLE and not indicator.na_allowed):
            return
        self._write(partial(self._services.scoring.score, self._current.id, self._code, score))

    @Slot(str, str)
    def justify(self, code: str, note: str) -> None:
        """Write the justification of an indicator, which may no longer be the one shown."""
        if self._current.view is not None and code in self._current.view.indicators:
            self._write(partial(self._services.scoring.justify, self._current.id, code, note))

    @Slot(list)
    def add_evidence(self, paths: list[Path]) -> None:
        """Copy files in as evidence of the indicator shown."""
        for path in paths:
            self._write(partial(self._services.evidence.add, self._current.id, self._code, path))

    @Slot(str)
    def withdraw_evidence(self, evidence: str) -> None:
        self._write(partial(self._services.evidence.withdraw, self._current.id, self._code, evidence))

    @Slot(str)
    def open_evidence(self, evidence: str) -> None:
        """Copy a piece of evidence to a temporary folder, under a name of ours, for the platform's viewer."""
        shown = self.shown
        item = next((item for item in shown.evidence if item.id == evidence), None) if shown else None
        if item is not None:
            folder = Path(self._temporary.path())
            self._tasks.run(
                partial(self._services.evidence.copy_for_viewing, item, folder),
                self.evidence_ready.emit,
                self._on_refused,
            )

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
        if self._current.id != self._evaluation or self._code not in codes:
            self._evaluation = self._current.id
            self._code = self._first_open() or (codes[0] if codes else "")
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
