"""Documents of the open evaluation, made off the screen's thread."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.unit import write_whole
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Render = Callable[[str, EvaluationView, str, date], bytes]
"""Makes a document of a kind in a language; given by the composition root."""


class DocumentsPresenter(QObject):
    """
    Signals:
        written: a document is on the disk (Path).
        message: a sentence for the user.
    """

    written = Signal(object)
    message = Signal(str)

    def __init__(self, render: Render, current: CurrentEvaluation, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._render, self._current, self._tasks = render, current, tasks

    def make(self, kind: str, language: str, target: Path) -> None:
        """Make a document of the open evaluation in `language` and write it to `target`."""
        view = self._current.view
        if view is not None:
            work = partial(_make, partial(self._render, kind, view, language), target)
            self._tasks.run(work, self.written.emit, self._on_refused)

    @Slot(object)
    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))


def _make(render: Callable[[date], bytes], target: Path) -> Path:
    data = render(datetime.now(UTC).astimezone().date())
    write_whole(target, data)
    return target
