"""What the comparison's page does: campaigns read, questions answered, exports written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.campaign_filter import Filter
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results_campaign import CampaignRow, CampaignView
from lcc_desktop.services.results_statistics import Question, Statistics
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Export = Callable[[Path, CampaignView, Sequence[Statistics], bool], object]
"""Writes figures to a file, by the name's ending; with the names of communes, or without."""


@dataclass(frozen=True)
class Answer:
    """A question answered, with the campaigns there are to ask about."""

    statistics: Statistics
    campaigns: tuple[CampaignRow, ...]


class ComparisonPresenter(QObject):
    """
    Signals:
        answered: the answer to the last question (Answer), None where there is no campaign.
        written: the file that was written.
        message: a sentence about something that was not done.
    """

    answered = Signal(object)
    written = Signal(object)
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        export: Export,
        tasks: Tasks,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._export, self._tasks, self._today = services, export, tasks, today

    @Slot(object, object)
    def ask(self, question: Question, narrowed: Filter) -> None:
        """Answer a question about the communes a filter lets through."""

        def work() -> Answer | None:
            view = self._services.campaigns.views(self._today())
            if view is None:
                return None
            files = narrowed.keep(view.communes, self._services.communes)
            return Answer(self._services.statistics.ask(files, question), view.rows)

        self._tasks.run(work, self.answered.emit, self._on_refused)

    @Slot(object, object, object, bool)
    def export(self, path: Path, question: Question, narrowed: Filter, names: bool) -> None:
        """Write the answers by every way of grouping to a file."""

        def work() -> Path | None:
            view = self._services.campaigns.views(self._today())
            if view is None:
                return None
            kept, answers = self._services.statistics.tables(view, narrowed, question, self._services.communes)
            self._export(path, kept, answers, names)
            return path

        self._tasks.run(work, self.written.emit, self._on_refused)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
