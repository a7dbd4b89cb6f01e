"""What the verification mission and the accreditation committee work with, put together.

Pages are imported and built when they are first shown.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lcc_desktop.services.desk import Services
from lcc_desktop.ui.allowed import Allowed
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from lcc_desktop.ui.committee.view import CommitteePage
    from lcc_desktop.ui.verification.view import VerificationPage


class Accreditation(QObject):
    """
    Signals:
        saved: something is on the disk now.
        page_asked: the key of a page to go to.
    """

    saved = Signal()
    page_asked = Signal(str)

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        allowed: Allowed,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._allowed, self._tasks = services, current, allowed, tasks

    @cached_property
    def verification(self) -> "VerificationPage":
        from lcc_desktop.ui.verification.presenter import VerificationPresenter
        from lcc_desktop.ui.verification.view import VerificationPage

        page = VerificationPage(self._current, self._allowed)
        presenter = VerificationPresenter(self._services, self._current, self._tasks, self)
        page.shown.connect(presenter.refresh)
        page.verified.connect(presenter.verify)
        page.measured.connect(presenter.measure)
        page.explained.connect(presenter.explain)
        presenter.findings_read.connect(page.show_findings)
        presenter.saved.connect(self.saved)
        presenter.message.connect(page.show_message)
        return page

    @cached_property
    def committee(self) -> "CommitteePage":
        from lcc_desktop.ui.committee.presenter import CommitteePresenter
        from lcc_desktop.ui.committee.view import CommitteePage

        page = CommitteePage(self._current, self._allowed)
        presenter = CommitteePresenter(self._services, self._current, self._tasks, self)
        page.shown.connect(presenter.refresh)
        page.decided.connect(presenter.decide)
        page.extract_asked.connect(presenter.extract)
        page.page_asked.connect(self.page_asked)
        presenter.decisions_read.connect(page.show_decisions)
        presenter.recorded.connect(page.begin_anew)
        presenter.extract_written.connect(page.show_written)
        presenter.saved.connect(self.saved)
        presenter.message.connect(page.show_message)
        return page

    def keep(self) -> None:
        """Hand over everything that is being typed."""
        if "verification" in self.__dict__:
            self.verification.keep()
