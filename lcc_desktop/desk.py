"""The coordination desk put together: the campaign's page and the comparison's.

Pages are imported and built when they are first shown.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lcc_desktop.services.desk import Services
from lcc_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from lcc_desktop.ui.campaign.presenter import CampaignPresenter
    from lcc_desktop.ui.campaign.view import CampaignPage
    from lcc_desktop.ui.comparison.view import ComparisonPage


class CoordinationDesk(QObject):
    """
    Signals:
        saved: something is on the disk now.
        open_asked: the id of an evaluation.
        campaign_asked: go to the campaign.
        report_asked: a campaign, the language of its report, and a name for its file.
    """

    saved = Signal()
    campaign_asked = Signal()
    open_asked = Signal(str)
    report_asked = Signal(str, str, str)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks

    @cached_property
    def campaign_presenter(self) -> "CampaignPresenter":
        from lcc_desktop.ui.campaign.presenter import CampaignPresenter

        presenter = CampaignPresenter(self._services, self._tasks, parent=self)
        presenter.saved.connect(self.saved)
        return presenter

    @cached_property
    def campaign(self) -> "CampaignPage":
        from lcc_desktop.ui.campaign.view import CampaignPage

        page, presenter = CampaignPage(self._services.communes), self.campaign_presenter
        page.shown.connect(presenter.refresh)
        page.start_asked.connect(presenter.start)
        page.file_asked.connect(presenter.show)
        page.save_asked.connect(presenter.save_view)
        page.report_asked.connect(self.report_asked)
        page.filters.forget_asked.connect(presenter.forget_view)
        file, setup = page.file, page.setup
        file.decided.connect(presenter.decide)
        file.checked.connect(presenter.check)
        file.put.connect(presenter.put_in_lot)
        file.planned.connect(presenter.plan)
        file.assigned.connect(presenter.assign)
        file.trained.connect(presenter.train)
        file.described.connect(presenter.describe)
        file.open_asked.connect(self.open_asked)
        setup.renamed.connect(presenter.rename)
        setup.scheduled.connect(presenter.schedule)
        setup.applied.connect(presenter.apply)
        setup.lot_added.connect(presenter.add_lot)
        setup.lot_renamed.connect(presenter.rename_lot)
        setup.lot_dropped.connect(presenter.drop_lot)
        setup.training_added.connect(presenter.add_training)
        setup.counted.connect(presenter.count_trained)
        setup.training_dropped.connect(presenter.drop_training)
        setup.facilitator_added.connect(presenter.add_facilitator)
        setup.facilitator_dropped.connect(presenter.drop_facilitator)
        presenter.read.connect(page.show_read)
        presenter.started.connect(page.show_started)
        presenter.dossier_read.connect(page.show_dossier)
        presenter.views_changed.connect(page.show_saved)
        presenter.applied.connect(page.show_applied)
        presenter.message.connect(page.show_message)
        return page

    @cached_property
    def comparison(self) -> "ComparisonPage":
        from lcc_desktop.bootstrap import write_campaign
        from lcc_desktop.ui.comparison.presenter import ComparisonPresenter
        from lcc_desktop.ui.comparison.view import ComparisonPage

        page = ComparisonPage()
        presenter = ComparisonPresenter(self._services, write_campaign, self._tasks, parent=self)
        page.asked.connect(presenter.ask)
        page.export_asked.connect(presenter.export)
        page.campaign_asked.connect(self.campaign_asked)
        presenter.answered.connect(page.show_answer)
        presenter.written.connect(page.show_written)
        presenter.message.connect(page.show_message)
        return page

    def keep(self) -> None:
        """Hand over everything that is being typed."""
        if "campaign" in self.__dict__:
            self.campaign.keep()
