"""What a coordinator does: the team's key, approving, renewing, withdrawing, telling everybody."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.roles import Role
from lcc_desktop.services.desk import Services
from lcc_desktop.services.team import TeamMember, TeamState
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class TeamPresenter(QObject):
    """
    Signals:
        known: the team's keys and members (TeamState).
        asked: somebody asks to be enrolled (KnownDevice).
        enrolled: somebody was enrolled, for whom an assignment is to be written (TeamMember).
        written: a file for a member or for everybody is on the disk (Path).
        revoked: a computer is believed no more (TeamMember).
        message: a sentence for the user.
    """

    known = Signal(object)
    asked = Signal(object)
    enrolled = Signal(object)
    written = Signal(object)
    revoked = Signal(object)
    message = Signal(str)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._request = Path()

    @Slot()
    def refresh(self) -> None:
        self._tasks.run(lambda: self._services.team.state(datetime.now(UTC)), self._on_state, self._on_refused)

    @Slot(str)
    def found(self, name: str) -> None:
        """Make the team's key."""
        self._then_refresh(partial(self._services.team.found, name))

    @Slot()
    def replace_key(self) -> None:
        """Enrol with another key from now on."""
        self._then_refresh(self._services.team.replace_key)

    @Slot(str)
    def withdraw_key(self, public_key: str) -> None:
        """Let a key of the team count no more."""
        self._then_refresh(partial(self._services.team.withdraw_key, public_key))

    @Slot(object)
    def open(self, request: Path) -> None:
        """Look at a request, for comparing."""
        self._request = request
        self._tasks.run(partial(self._services.team.look, request), self._on_looked, self._on_refused)

    @Slot(object, object, object)
    def approve(self, typed: Mapping[int, str], roles: Collection[Role], until: date) -> None:
        """Enrol whoever asks: they read these groups of digits out."""
        work = partial(self._services.team.approve, self._request, typed, roles, _end_of(until), datetime.now(UTC))
        self._tasks.run(work, self._on_enrolled, self._on_refused)

    @Slot(str, object)
    def renew(self, device: str, until: date) -> None:
        """Enrol a member for longer."""
        work = partial(self._services.team.renew, device, _end_of(until), datetime.now(UTC))
        self._tasks.run(work, self._on_enrolled, self._on_refused)

    @Slot(str)
    def revoke(self, device: str) -> None:
        """Believe a computer no more."""
        self._tasks.run(partial(self._services.team.revoke, device), self._on_revoked, self._on_refused)

    @Slot(str, object)
    def write_assignment(self, device: str, target: Path) -> None:
        """Write what goes to a member."""
        self._write(partial(self._services.team.write_assignment, device, target), target)

    @Slot(object)
    def write_notice(self, target: Path) -> None:
        """Write what everybody is to know."""
        self._write(partial(self._services.team.write_notice, target), target)

    def _write(self, work: Callable[[], None], target: Path) -> None:
        self._tasks.run(work, lambda _none: self.written.emit(target), self._on_refused)

    def _then_refresh(self, work: Callable[[], object]) -> None:
        self._tasks.run(work, lambda _done: self.refresh(), self._on_refused)

    def _on_state(self, state: TeamState) -> None:
        self.known.emit(state)

    def _on_looked(self, asking: KnownDevice) -> None:
        self.asked.emit(asking)

    def _on_enrolled(self, member: TeamMember) -> None:
        self.refresh()
        self.enrolled.emit(member)

    def _on_revoked(self, member: TeamMember) -> None:
        self.refresh()
        self.revoked.emit(member)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)
