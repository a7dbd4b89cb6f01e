"""What a coordinator does: the team's key, approving, renewing, withdrawing, telling everybody."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.roles import Role
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results_campaign import Entrusted
from lcc_desktop.services.team import TeamMember, TeamState
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class TeamPresenter(QObject):
    """
    Signals:
        known: the team's keys and members (TeamState).
        asked: somebody asks to be enrolled (KnownDevice), and what campaigns' lists have for them (list[Entrusted]).
        communes_read: a member (TeamMember), and what campaigns' lists have for them (list[Entrusted]).
        enrolled: somebody was enrolled, for whom an assignment is to be written (TeamMember).
        written: a file for a member or for everybody is on the disk (Path).
        revoked: a computer is believed no more (TeamMember).
        message: a sentence for the user.
    """

    known = Signal(object)
    asked = Signal(object, list)
    communes_read = Signal(object, list)
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

        def work() -> tuple[KnownDevice, list[Entrusted]]:
            asking = self._services.team.look(request)
            return asking, self._services.campaigns.entrusted(asking.name, asking.device)

        self._tasks.run(work, lambda found: self.asked.emit(*found), self._on_refused)

    @Slot(object, object, object, object)
    def approve(
        self,
        typed: Mapping[int, str],
        roles: Collection[Role],
        until: date,
        communes: tuple[str, Collection[str]] | None,
    ) -> None:
        """Enrol whoever asks: they read these groups of digits out; and say which communes they accompany, if any."""

        def work() -> TeamMember:
            team, now = self._services.team, datetime.now(UTC)
            member = team.approve(self._request, typed, roles, _end_of(until), now)
            if communes is not None:
                self._services.campaigns.entrust(communes[0], member.name, member.device, communes[1])
            return member

        def refused(error: AppError) -> None:
            self._on_refused(error)
            self.refresh()  # enrolled all the same, if it was the communes

        self._tasks.run(work, self._on_enrolled, refused)

    @Slot(object)
    def read_communes(self, member: TeamMember) -> None:
        """Read what campaigns' lists have for a member."""
        work = partial(self._services.campaigns.entrusted, member.name, member.device)
        self._tasks.run(work, lambda found: self.communes_read.emit(member, found), self._on_refused)

    @Slot(str, str, str, list)
    def entrust(self, device: str, name: str, campaign: str, communes: list[str]) -> None:
        """Say which communes a member accompanies."""

        def work() -> TeamMember:
            self._services.campaigns.entrust(campaign, name, device, communes)
            return self._services.team.member(device)

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
