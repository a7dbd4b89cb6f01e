"""Sending: the signed package of the open evaluation, and whether the team will believe it."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.enrolment import Enrolled
from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.facts import LeaveOut
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class SendPresenter(QObject):
    """
    Signals:
        enrolled_known: where this computer stands with the coordination team (Enrolled).
        team_known: whether packages can be sealed for the coordination team.
        busy_changed: whether a package is being written.
        exported: the package is on the disk, whole (Path).
        message: a sentence for the user.
    """

    enrolled_known = Signal(object)
    team_known = Signal(bool)
    busy_changed = Signal(bool)
    exported = Signal(object)
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks

    @Slot()
    def refresh(self) -> None:
        self._tasks.run(lambda: self._services.enrolment.state(datetime.now(UTC)), self._on_enrolled, self._on_refused)
        self._tasks.run(self._services.trust.team_recipients, self._on_team, self._on_no_team)

    @Slot(object, object, bool)
    def export(self, target: Path, leaving_out: LeaveOut, sealed: bool) -> None:
        """Write the package of the open evaluation to `target`, sealed for the coordination team or open."""
        if self._current.id:
            self.busy_changed.emit(True)
            work = partial(self._export, self._current.id, target, leaving_out, sealed)
            self._tasks.run(work, lambda _digest: self._on_exported(target), self._on_not_exported)

    def _export(self, evaluation: str, target: Path, leaving_out: LeaveOut, sealed: bool) -> str:
        recipients = self._services.trust.team_recipients() if sealed else []
        return self._services.packages.export(evaluation, target, leaving_out, recipients)

    def _on_exported(self, target: Path) -> None:
        self.busy_changed.emit(False)
        self.exported.emit(target)

    def _on_not_exported(self, error: AppError) -> None:
        self.busy_changed.emit(False)
        self._on_refused(error)

    def _on_team(self, _recipients: list[str]) -> None:
        self.team_known.emit(True)

    def _on_no_team(self, _error: AppError) -> None:
        self.team_known.emit(False)

    def _on_enrolled(self, enrolled: Enrolled) -> None:
        self.enrolled_known.emit(enrolled)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
