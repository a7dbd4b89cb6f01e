"""What the campaign's page does: campaigns read whole, changed a step at a time, and read again."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.campaign import Eligibility, Met
from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.framework import Framework, FrameworkRef
from lcc_desktop.services.campaign_filter import Filter, SavedView
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results_campaign import CampaignView
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


@dataclass(frozen=True)
class Read:
    """What the page shows: all campaigns side by side, None while there is none, and what one can be made with."""

    view: CampaignView | None
    saved: tuple[SavedView, ...]
    frameworks: tuple[Framework, ...]


class CampaignPresenter(QObject):
    """
    Signals:
        read: what the page shows (Read).
        started: the id of a campaign that was just opened.
        dossier_read: everything known of one commune (CommuneDossier).
        views_changed: the filters kept, as list[SavedView].
        applied: how many applications of how many given were new, and the names nobody could be found for.
        saved: something is on the disk now.
        message: a sentence about something that was not done.
    """

    read = Signal(object)
    started = Signal(str)
    dossier_read = Signal(object)
    views_changed = Signal(list)
    applied = Signal(int, int, list)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        tasks: Tasks,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._tasks, self._today = services, tasks, today
        self._shown = ("", "")
        self._last = ""

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self._tasks.run(self._read, self.read.emit, self._on_refused)

    @Slot(str, str)
    def show(self, campaign: str, commune: str) -> None:
        """Read the file of a commune."""
        self._shown = campaign, commune
        work = partial(self._services.campaigns.dossier, campaign, commune, self._today())
        self._tasks.run(work, self.dossier_read.emit, self._on_refused)

    @Slot(str, str, str, object)
    def start(self, name_fr: str, name_ar: str, cycle: str, framework: FrameworkRef) -> None:
        """Open a campaign."""
        made: list[str] = []

        def work() -> Read:
            made.append(self._services.campaigns.start(name_fr, name_ar, cycle, framework))
            return self._read()

        def done(read: Read) -> None:
            self._last = made[0]
            self.read.emit(read)
            self.started.emit(made[0])
            self.saved.emit()

        self._tasks.run(work, done, self._on_refused)

    @Slot(str, str)
    def apply(self, campaign: str, text: str) -> None:
        """Take in applications: codes or names of communes, one a line."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        counted: list[int] = []

        def work() -> Read:
            found = {line: self._services.communes.identify(line) for line in lines}
            codes = [commune.code for commune in found.values() if commune is not None]
            counted.append(self._services.campaigns.apply(campaign, codes, self._today()))
            unknown.extend(line for line, commune in found.items() if commune is None)
            return self._read()

        def done(read: Read) -> None:
            self._last = campaign
            self.read.emit(read)
            self.applied.emit(counted[0], len(lines), unknown)
            self.saved.emit()

        unknown: list[str] = []
        self._tasks.run(work, done, self._on_refused)

    def rename(self, campaign: str, name_fr: str, name_ar: str) -> None:
        self._change(campaign, self._services.campaigns.rename, name_fr, name_ar)

    def schedule(self, campaign: str, opens: date | None, closes: date | None) -> None:
        self._change(campaign, self._services.campaigns.schedule, opens, closes)

    def decide(self, campaign: str, communes: Sequence[str], eligibility: Eligibility, reason: str) -> None:
        self._change(campaign, self._services.campaigns.decide, communes, eligibility, self._today(), reason)

    def check(self, campaign: str, commune: str, prerequisite: str, met: Met) -> None:
        self._change(campaign, self._services.campaigns.check, commune, prerequisite, met)

    def put_in_lot(self, campaign: str, communes: Collection[str], lot: str) -> None:
        self._change(campaign, self._services.campaigns.put_in_lot, communes, lot)

    def plan(self, campaign: str, communes: Collection[str], start: date | None, end: date | None) -> None:
        self._change(campaign, self._services.campaigns.plan, communes, start, end)

    def assign(self, campaign: str, facilitator: str, communes: Collection[str], present: bool) -> None:
        self._change(campaign, self._services.campaigns.assign, facilitator, communes, present)

    def train(self, campaign: str, training: str, communes: Collection[str], present: bool) -> None:
        self._change(campaign, self._services.campaigns.train, training, communes, present)

    def describe(self, campaign: str, commune: str, said: dict[str, Any]) -> None:
        self._change(campaign, partial(self._services.campaigns.describe, **said), commune)

    def add_lot(self, campaign: str, name: str) -> None:
        self._change(campaign, self._services.campaigns.add_lot, name)

    def rename_lot(self, campaign: str, lot: str, name: str) -> None:
        self._change(campaign, self._services.campaigns.rename_lot, lot, name)

    def drop_lot(self, campaign: str, lot: str) -> None:
        self._change(campaign, self._services.campaigns.drop_lot, lot)

    def add_training(self, campaign: str, title: str, place: str, start: date | None, end: date | None) -> None:
        self._change(campaign, self._services.campaigns.add_training, title, place, start, end)

    def count_trained(self, campaign: str, training: str, women: int, men: int) -> None:
        self._change(campaign, self._services.campaigns.count_trained, training, women, men)

    def drop_training(self, campaign: str, training: str) -> None:
        self._change(campaign, self._services.campaigns.drop_training, training)

    def add_facilitator(self, campaign: str, name: str) -> None:
        self._change(campaign, self._services.campaigns.add_facilitator, name)

    def drop_facilitator(self, campaign: str, facilitator: str) -> None:
        self._change(campaign, self._services.campaigns.drop_facilitator, facilitator)

    @Slot()
    def undo(self) -> None:
        """Take back the last step in the campaign that was changed last."""
        if self._last:
            self._change(self._last, self._services.history.undo)

    @Slot()
    def redo(self) -> None:
        """Take the step again that was taken back last."""
        if self._last:
            self._change(self._last, self._services.history.redo)

    @Slot(str, object)
    def save_view(self, name: str, narrowed: Filter) -> None:
        self._tasks.run(
            partial(self._services.saved_views.save, name, narrowed), self.views_changed.emit, self._on_refused
        )

    @Slot(str)
    def forget_view(self, name: str) -> None:
        self._tasks.run(partial(self._services.saved_views.forget, name), self.views_changed.emit, self._on_refused)

    def _change(self, campaign: str, change: Callable[..., object], *said: object) -> None:
        """One change of a campaign, then everything read again, the file shown too."""

        def work() -> Read:
            change(campaign, *said)
            return self._read()

        def done(read: Read) -> None:
            self._last = campaign
            self.read.emit(read)
            self.saved.emit()
            if all(self._shown):
                self.show(*self._shown)

        self._tasks.run(work, done, self._on_refused)

    def _read(self) -> Read:
        view = self._services.campaigns.views(self._today())
        return Read(view, tuple(self._services.saved_views.all()), tuple(self._services.frameworks.usable()))

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        if all(self._shown):  # what was chosen in its file is not what is on the disk
            self.show(*self._shown)
