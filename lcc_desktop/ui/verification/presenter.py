"""What the verification page does: findings said, and who said them read."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.scoring import decimal
from lcc_desktop.services.verification import Finding
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Said = tuple[IndicatorView, Mapping[str, Finding]]


class VerificationPresenter(QObject):
    """
    Signals:
        findings_read: what the mission found in the open evaluation, by code (Mapping[str, Finding]).
        saved: something is on the disk now.
        message: a sentence for the user, about something that was not done.
    """

    findings_read = Signal(object)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks

    @Slot()
    def refresh(self) -> None:
        """Read the findings of the open evaluation again."""
        evaluation = self._current.id
        if evaluation:
            work = partial(self._services.verification.findings, evaluation)
            self._tasks.run(work, self.findings_read.emit, self._on_refused)

    @Slot(str, object, object)
    def verify(self, code: str, score: Score, on: date | None) -> None:
        """Say the mission's score of an indicator, as seen on a day; UNSCORED takes it back."""
        self._say(lambda evaluation: self._services.scoring.verify(evaluation, code, score, on=on))

    @Slot(str, dict, object)
    def measure(self, code: str, numbers: dict[str, str], on: date | None) -> None:
        """Say the numbers that the mission found; the degree follows."""

        def said(evaluation: str) -> IndicatorView:
            entered = tuple(sorted((name, decimal(text)) for name, text in numbers.items()))
            score = Score(State.SCORED, None, entered)
            return self._services.scoring.verify(evaluation, code, score, on=on)

        self._say(said)

    @Slot(str, str)
    def explain(self, code: str, reason: str) -> None:
        """Say why the mission's score is what it is."""
        view = self._current.view
        score = view.indicators[code].verified if view is not None and code in view.indicators else None
        if score is not None:
            self._say(lambda evaluation: self._services.scoring.verify(evaluation, code, score, reason))

    def _say(self, change: Callable[[str], IndicatorView]) -> None:
        evaluation = self._current.id
        if not evaluation:
            return

        def work() -> Said:
            return change(evaluation), self._services.verification.findings(evaluation)

        def done(said: Said) -> None:
            shown, findings = said
            if evaluation == self._current.id:
                self._current.show_indicator(evaluation, shown)
                self.findings_read.emit(findings)
            self.saved.emit()

        self._tasks.run(work, done, self._on_refused)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self.refresh()
