"""Remembers where one is, so that the next start opens there: after a crash or a power cut too."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from lcc_desktop.domain.errors import AppError
from lcc_desktop.services.bench import Bench, Place
from lcc_desktop.ui.tasks import Tasks

PAUSE = 300
"""Milliseconds: who pages through does not write at every step."""


class BookmarkKeeper(QObject):
    """Writes the last place a moment after one has come to it. What the disk refuses is not worth a sentence."""

    def __init__(self, bench: Bench, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._tasks = bench, tasks
        self._place = self._written = Place()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)

    def be_at(self, place: Place) -> None:
        """One is here now."""
        self._place = place
        if place != self._written:
            self._pause.start()

    def flush(self) -> None:
        """Write it now."""
        self._pause.stop()
        if self._place != self._written:
            self._written = self._place
            self._tasks.run(partial(self._bench.leave_at, self._place), _kept, _refused)


def _kept(_nothing: None) -> None:
    """The place is on the disk."""


def _refused(_error: AppError) -> None:
    """The next place is tried again."""
