"""Where this computer stands with the coordination team, and taking the team's files in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.enrolment import Enrolled, Offer
from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.reading import commune_of
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


@dataclass(frozen=True)
class Here:
    """A computer: who it is, where it stands, its request as a QR code holds it; names of its communes by code."""

    device: KnownDevice
    enrolled: Enrolled
    request: str
    communes: Mapping[str, tuple[str, str]]


class EnrolmentPresenter(QObject):
    """
    Signals:
        known: who this computer is and where it stands (Here).
        offered: what a file of a team that is not known yet says (Offer); its digits are to be compared.
        taken: a file of the team was taken in (Offer).
        written: the request is on the disk (Path).
        message: a sentence for the user.
    """

    known = Signal(object)
    offered = Signal(object)
    taken = Signal(object)
    written = Signal(object)
    message = Signal(str)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._path = Path()

    @Slot()
    def refresh(self) -> None:
        self._tasks.run(self._here, self._on_here, self._on_refused)

    @Slot(object)
    def write_request(self, target: Path) -> None:
        """Write the file by which this computer asks to be enrolled."""
        work = partial(self._services.trust.write_request, target)
        self._tasks.run(work, lambda _none: self.written.emit(target), self._on_refused)

    @Slot(object)
    def open(self, path: Path) -> None:
        """Take in a file of the team that is known; offer one of another team for comparing."""
        self._path = path
        self._tasks.run(partial(self._services.enrolment.look, path), self._on_looked, self._on_refused)

    @Slot(object)
    def accept(self, typed: Mapping[int, str]) -> None:
        """Take in the file that was offered: its people read these groups of digits out."""
        self._tasks.run(partial(self._services.enrolment.take, self._path, typed), self._on_taken, self._on_refused)

    def _here(self) -> Here:
        enrolled = self._services.enrolment.state(datetime.now(UTC))
        codes = {one.code for task in enrolled.tasks for one in task.communes}
        communes = {code: commune_of(self._services.communes, code) for code in codes}
        return Here(
            device=self._services.trust.own(),
            enrolled=enrolled,
            request=self._services.trust.request().decode().strip(),
            communes={code: (found.name_fr, found.name_ar) for code, found in communes.items()},
        )

    def _on_here(self, here: Here) -> None:
        self.known.emit(here)

    def _on_looked(self, offer: Offer) -> None:
        if offer.is_known:
            self.accept({})
        else:
            self.offered.emit(offer)

    def _on_taken(self, offer: Offer) -> None:
        self.taken.emit(offer)
        self.refresh()

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
