"""Sending: the signed package of the open evaluation, and the request to be enrolled."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class SendPresenter(QObject):
    """
    Signals:
        identity_known: who this device is (KnownDevice).
        exported: the package is on the disk, whole (Path).
        request_written: the enrolment request is on the disk (Path).
        message: a sentence for the user.
    """

    identity_known = Signal(object)
    exported = Signal(object)
    request_written = Signal(object)
    message = Signal(str)

    def __init__(
        self, services: Services, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks

    @Slot()
    def refresh(self) -> None:
        self._tasks.run(self._services.trust.own, self._on_identity, self._on_refused)

    @Slot(object)
    def export(self, target: Path) -> None:
        """Write the package of the open evaluation to `target`."""
        if self._current.id:
            work = partial(self._services.packages.export, self._current.id, target)
            self._tasks.run(work, lambda _digest: self.exported.emit(target), self._on_refused)

    @Slot(object)
    def write_request(self, target: Path) -> None:
        """Write the file by which a coordinator can trust this device."""
        work = partial(self._services.trust.write_request, target)
        self._tasks.run(work, lambda _none: self.request_written.emit(target), self._on_refused)

    def _on_identity(self, known: KnownDevice) -> None:
        self.identity_known.emit(known)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
