"""Documents of the open evaluation, and how they name its commune; made off the screen's thread."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.results_dossier import Dossier
from lcc_desktop.services.unit import write_whole
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Render = Callable[[str, Dossier, str, date, str], bytes]
"""Makes a document of a kind in a language, with its signed code; given by the composition root."""

RenderEditable = Callable[[str, Dossier, str, date], bytes]
"""Makes a document to rework in Word of a kind in a language; given by the composition root."""


RenderCampaign = Callable[[str, str, date], bytes]
"""Makes the report of a campaign in a language; given by the composition root."""


class DocumentsPresenter(QObject):
    """
    Signals:
        made: a document's name and its bytes, to be looked at.
        written: a document to rework is on the disk (Path).
        saved: what was said of the commune is on the disk.
        message: a sentence for the user.
    """

    made = Signal(str, object)
    written = Signal(object)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        render: Render,
        render_editable: RenderEditable,
        render_campaign: RenderCampaign,
        current: CurrentEvaluation,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks = services, current, tasks
        self._render, self._render_editable, self._render_campaign = render, render_editable, render_campaign

    def make(self, kind: str, language: str, name: str) -> None:
        """Make a document of the open evaluation in `language`, to be looked at under a name."""
        if self._current.view is not None:
            work = partial(self.document, self._current.id, kind, language)
            self._tasks.run(work, partial(self.made.emit, name), self._on_refused)

    def make_campaign(self, campaign: str, language: str, name: str) -> None:
        """Make the report of a campaign in `language`, to be looked at under a name."""
        work = partial(self._render_campaign, campaign, language, datetime.now(UTC).astimezone().date())
        self._tasks.run(work, partial(self.made.emit, name), self._on_refused)

    def make_editable(self, kind: str, language: str, target: Path) -> None:
        """Make a document of the open evaluation to rework, and write it to `target`."""
        if self._current.view is not None:
            work = partial(self._make_editable, self._current.id, kind, language, target)
            self._tasks.run(work, self.written.emit, self._on_refused)

    @Slot(str, str)
    def describe(self, field: str, value: str) -> None:
        """Say one thing of the commune: a name for its letterheads, or its milieu."""
        if self._current.view is not None:
            work = partial(self._services.evaluations.describe_commune, self._current.id, **{field: value})
            self._tasks.run(work, self._on_described, self._on_refused)

    def document(self, evaluation: str, kind: str, language: str) -> bytes:
        """A document of an evaluation as it stands; for the worker."""
        # Read in its turn on the worker: what was typed just before is on the disk by then.
        dossier, today = self._services.dossiers.read(evaluation), datetime.now(UTC).astimezone().date()
        stamp = self._services.stamps.make(kind, dossier.view, today)
        return self._render(kind, dossier, language, today, stamp)

    def _make_editable(self, evaluation: str, kind: str, language: str, target: Path) -> Path:
        dossier, today = self._services.dossiers.read(evaluation), datetime.now(UTC).astimezone().date()
        write_whole(target, self._render_editable(kind, dossier, language, today))
        return target

    def _on_described(self, view: EvaluationView) -> None:
        self._current.show_commune(view)
        self.saved.emit()

    @Slot(object)
    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
