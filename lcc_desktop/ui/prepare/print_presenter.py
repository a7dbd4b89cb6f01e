"""What a workshop needs on paper, made beside the work of the room; and the reference its attendance sheets print."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.reports.wanted import Wanted
from lcc_desktop.services.desk import Services
from lcc_desktop.services.unit import write_whole
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Job, Tasks
from lcc_desktop.wording.errors import explain

Render = Callable[[str, str, str, date, Wanted], bytes]
"""Makes a printable: evaluation, kind, language, date, what is wanted; given by the composition root."""


class PrintPresenter(QObject):
    """
    Signals:
        working: whether something is being made.
        written: a document is on the disk (Path).
        reference_known: the reference that the authority gave, as it is kept.
        saved: something is on the disk now.
        message: a sentence for the user.
    """

    working = Signal(bool)
    written = Signal(object)
    reference_known = Signal(str)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        render: Render,
        current: CurrentEvaluation,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """`tasks` keeps what is said; documents have a worker of their own, so that no key waits for them."""
        super().__init__(parent)
        self._services, self._render, self._current, self._tasks = services, render, current, tasks
        self._printing = Tasks(self)
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._printing.busy

    @Slot()
    def refresh(self) -> None:
        """Ask for the reference that is kept."""
        self._tasks.run(lambda: self._services.settings.cndp_reference, self.reference_known.emit, self._on_refused)

    @Slot(str)
    def say_reference(self, reference: str) -> None:
        """Keep another reference."""
        say = partial(self._services.settings.say_cndp_reference, reference)
        self._tasks.run(say, self._on_said, self._on_refused)

    @Slot(str, str, object, object)
    def make(self, kind: str, language: str, wanted: Wanted, target: Path) -> None:
        """Make a printable of the open evaluation and write it to `target`. One at a time."""
        evaluation = self._current.id
        if not evaluation or self._job is not None:
            return
        # After what was typed just before, which is still on its way to the disk.
        self._tasks.run(
            lambda: None, lambda _done: self._begin(evaluation, kind, language, wanted, target), self._on_refused
        )

    @Slot()
    def stop(self) -> None:
        """Write nothing of what is being made."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """The window goes: what is being made is not waited for longer than it takes."""
        self.stop()
        self._printing.close()

    def _begin(self, evaluation: str, kind: str, language: str, wanted: Wanted, target: Path) -> None:
        def make(job: Job) -> Path:
            content = self._render(evaluation, kind, language, datetime.now(UTC).astimezone().date(), wanted)
            job.report(0)  # stopped meanwhile: no file
            write_whole(target, content)
            return target

        self._job = self._printing.run_long(make, self.written.emit, self._on_refused)
        self._job.finished.connect(self._on_finished)
        self.working.emit(True)

    def _on_finished(self) -> None:
        self._job = None
        self.working.emit(False)

    def _on_said(self, reference: str) -> None:
        self.reference_known.emit(reference)
        self.saved.emit()

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
