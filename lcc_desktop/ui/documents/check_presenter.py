"""Documents checked by their signed codes; pictures are looked at off the screen's thread."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.documents import CheckedFile
from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.tasks import Job, Tasks
from lcc_desktop.wording.errors import explain


class CheckPresenter(QObject):
    """
    Signals:
        progressed: how many pages of how many were looked at; of 0 when that is not known yet, 1 of 1 at the end.
        checked: a file's name, empty for a code typed by a scanner, and what its codes are worth (CheckedFile).
        message: a sentence for the user.
    """

    progressed = Signal(int, int)
    checked = Signal(str, object)
    message = Signal(str)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._job: Job | None = None

    @Slot(object)
    def check_file(self, path: Path) -> None:
        """Check every code of a file."""
        self.stop()
        self.progressed.emit(0, 0)
        self._job = self._tasks.run_long(
            partial(self._look, path),
            partial(self._on_checked, path.name),
            self._on_refused,
            self.progressed.emit,
            self._on_end,
        )

    def check_text(self, text: str) -> None:
        """Check a code that a scanner typed."""
        work = partial(self._services.document_check.check_text, text)
        self._tasks.run(work, lambda code: self.checked.emit("", CheckedFile((code,))), self._on_refused)

    @Slot()
    def stop(self) -> None:
        """Leave a file that is being looked at."""
        if self._job is not None:
            self._job.cancel()

    def _look(self, path: Path, job: Job) -> CheckedFile:
        return self._services.document_check.check_file(path, job.report)

    def _on_checked(self, name: str, found: CheckedFile) -> None:
        self._on_end()
        self.checked.emit(name, found)

    def _on_refused(self, error: AppError) -> None:
        self._on_end()
        self.message.emit(explain(error))

    def _on_end(self) -> None:
        self._job = None
        self.progressed.emit(1, 1)
