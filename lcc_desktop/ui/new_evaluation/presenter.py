"""Starting an evaluation: find the commune, name the cycle."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.framework import FrameworkRef
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class NewEvaluationPresenter(QObject):
    """
    Signals:
        found: the communes that match, as list[Commune].
        frameworks_known: what a new evaluation may be pinned to, as list[Framework].
        started: the id of the new evaluation.
        message: a sentence for the user.
    """

    found = Signal(list)
    frameworks_known = Signal(list)
    started = Signal(str)
    message = Signal(str)

    MOST = 60
    """Communes shown at once: more would be scrolled past, not read."""

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks

    @property
    def usual_cycle(self) -> str:
        return str(datetime.now(UTC).year)

    @Slot()
    def prepare(self) -> None:
        """Ask for the frameworks; fold the names ahead, so that the first key is as quick as the others."""
        self._tasks.run(self._services.frameworks.usable, self.frameworks_known.emit, self._on_refused)
        self._tasks.run(self._services.communes.prepare, lambda _done: None, self._on_refused)

    @Slot(str)
    def search(self, query: str) -> None:
        self.found.emit(list(self._services.communes.search(query, self.MOST)))

    @Slot(str, str, object)
    def start(self, commune: str, cycle: str, framework: FrameworkRef) -> None:
        """Start an evaluation of a commune (by code) by a framework."""
        self._tasks.run(
            partial(self._services.evaluations.start, commune, cycle, framework), self.started.emit, self._on_refused
        )

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
