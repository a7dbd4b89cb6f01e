"""Reads the evidence of the whole evaluation when its page is shown, and again when it changes."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.results_evidence import EvidenceLine, evidence_lines
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class EvidenceListPresenter(QObject):
    """
    Signals:
        lines_changed: the lines of the evaluation that is open, as tuple[EvidenceLine, ...].
        message: a sentence about what could not be read.
    """

    lines_changed = Signal(object)
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        tasks: Tasks,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks, self._today = services, current, tasks, today

    def refresh(self) -> None:
        """Read the lines again."""
        view = self._current.view
        if view is None:
            self.lines_changed.emit(())
        else:
            self._tasks.run(partial(self._read, view), partial(self._on_read, view.id), self._on_refused)

    def _read(self, view: EvaluationView) -> tuple[EvidenceLine, ...]:
        return evidence_lines(view, self._services.prerequisites.checklist(view.id), self._today())

    def _on_read(self, evaluation: str, lines: tuple[EvidenceLine, ...]) -> None:
        if evaluation == self._current.id:
            self.lines_changed.emit(lines)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
