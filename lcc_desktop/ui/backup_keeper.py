"""Makes a backup every half hour while the window is open and something changed, without a word unless it fails."""

from PySide6.QtCore import QObject, QTimer, Signal

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.keeping import EVERY
from lcc_desktop.services.backup_places import BackupPlaces
from lcc_desktop.services.backups import Backup
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class BackupKeeper(QObject):
    """
    Signals:
        made: backups are on the disk and proven.
        message: a sentence for the user, when one could not be made.
    """

    made = Signal()
    message = Signal(str)

    def __init__(self, places: BackupPlaces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        # A worker of its own: copying a whole database must not make a key press wait.
        self.tasks = Tasks(self)
        self._timer = QTimer(self, interval=int(EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and again every half hour."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Make a backup if one is due."""
        if not self.tasks.busy:
            self.tasks.run(self._places.make_due, self._on_made, self._on_failed)

    def close(self) -> None:
        """Wait for a backup under way; start no other."""
        self._timer.stop()
        self.tasks.close()

    def _on_made(self, made: list[Backup]) -> None:
        if made:
            self.made.emit()

    def _on_failed(self, error: AppError) -> None:
        self.message.emit(explain(error))
