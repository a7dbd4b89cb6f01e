"""The page of enrolment put together, and the word that an enrolment comes to its end."""

from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lcc_desktop.domain.enrolment import Enrolled, Standing
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.enrolment import sentence

if TYPE_CHECKING:
    from lcc_desktop.ui.enrolment.team_presenter import TeamPresenter
    from lcc_desktop.ui.enrolment.view import EnrolmentView


class Enrolling(QObject):
    """
    Signals:
        start_asked: the code of a commune whose evaluation is to begin.
        enrolled: what may be done here may have changed.
        reminded: a sentence for whoever is not enrolled any more, or soon will not be.
    """

    start_asked = Signal(str)
    enrolled = Signal()
    reminded = Signal(str)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks

    @cached_property
    def team(self) -> "TeamPresenter":
        from lcc_desktop.ui.enrolment.team_presenter import TeamPresenter

        return TeamPresenter(self._services, self._tasks, self)

    @cached_property
    def page(self) -> "EnrolmentView":
        from lcc_desktop.ui.enrolment.presenter import EnrolmentPresenter
        from lcc_desktop.ui.enrolment.view import EnrolmentView

        page = EnrolmentView(self._services.communes)
        own, team = EnrolmentPresenter(self._services, self._tasks, self), self.team
        page.shown.connect(own.refresh)
        page.shown.connect(team.refresh)
        page.own.request_asked.connect(own.write_request)
        page.own.assignment_given.connect(own.open)
        page.offer.accepted.connect(own.accept)
        page.tasks.start_asked.connect(self.start_asked)
        own.known.connect(page.show_here)
        own.offered.connect(page.show_offer)
        own.taken.connect(page.show_taken)
        own.taken.connect(lambda _offer: self.enrolled.emit())
        own.written.connect(page.show_request_written)
        own.message.connect(page.show_message)
        page.team.key_asked.connect(team.found)
        page.team.request_given.connect(team.open)
        page.team.form.approved.connect(team.approve)
        page.team.renew_asked.connect(team.renew)
        page.team.communes_asked.connect(team.read_communes)
        page.team.communes.saved.connect(team.entrust)
        page.team.revoke_asked.connect(team.revoke)
        page.team.assignment_asked.connect(team.write_assignment)
        page.team.notice_asked.connect(team.write_notice)
        page.team.replace_key_asked.connect(team.replace_key)
        page.team.withdraw_key_asked.connect(team.withdraw_key)
        team.known.connect(page.team.show_state)
        team.known.connect(lambda _state: self.enrolled.emit())
        team.asked.connect(page.team.show_asking)
        team.communes_read.connect(page.team.show_communes)
        team.enrolled.connect(page.team.show_enrolled)
        team.written.connect(page.show_written)
        team.revoked.connect(page.show_revoked)
        team.message.connect(page.show_message)
        return page

    def remind(self) -> None:
        """Say so where an enrolment ends within a month, has ended or was withdrawn."""
        state = partial(self._services.enrolment.state, datetime.now(UTC))
        self._tasks.run(state, self._on_state, lambda _error: None)  # told where it matters: on its page

    def _on_state(self, enrolled: Enrolled) -> None:
        if enrolled.standing in (Standing.ENDS_SOON, Standing.ENDED, Standing.WITHDRAWN):
            self.reminded.emit(sentence(enrolled))

    def approve(self, request: Path) -> None:
        """Somebody's request came: show it, to be compared."""
        self.team.open(request)
