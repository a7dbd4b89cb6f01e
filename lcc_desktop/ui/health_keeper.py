"""Tells what should be known of the workspace: a stop that lost nothing, damage, little room left."""

from PySide6.QtCore import QObject, QTimer, Signal

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.health import LOW, Health
from lcc_desktop.services.desk import Services
from lcc_desktop.services.health import examine, free_room
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.health import health_lines, low_room, unclean_line

EVERY = 600_000
"""Milliseconds between two looks at the room left on the disk."""


class HealthKeeper(QObject):
    """
    Signals:
        message: a sentence or two for the user.
    """

    message = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = services.workspace
        self._warned = False
        self.tasks = Tasks(self)  # a worker of its own: an examination lasts, and nobody waits for it
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look_for_room)

    def start(self) -> None:
        """After a stop without closing, examine everything; watch the room on the disk from now on."""
        self._timer.start()
        if self._workspace.was_cut_short:
            self.tasks.run(lambda: examine(self._workspace), self._on_examined, self._on_failed)
        self.look_for_room()

    def look_for_room(self) -> None:
        """Warn once when room becomes short, and again only after there was enough."""
        self.tasks.run(lambda: free_room(self._workspace), self._on_room, lambda _error: None)

    def close(self) -> None:
        """Wait for an examination under way."""
        self._timer.stop()
        self.tasks.close()

    def _on_examined(self, found: Health) -> None:
        self.message.emit(unclean_line(found) if found.is_sound else "\n".join(health_lines(found)))

    def _on_room(self, free: int) -> None:
        if free < LOW and not self._warned:
            self.message.emit(low_room(free))
        self._warned = free < LOW

    def _on_failed(self, error: AppError) -> None:
        self.message.emit(explain(error))
