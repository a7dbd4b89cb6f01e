"""Notices that nobody has touched keyboard or pointer for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK = 5_000
"""Milliseconds between two looks at the clock."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


def _seconds() -> tuple[float, float]:
    """Two clocks: one that nobody sets, and one that goes on while the computer sleeps."""
    return time.monotonic(), time.time()


class IdleWatch(QObject):
    """Watches the windows of the application as they come to the front.

    Windows, not the whole application: a filter there would see every event of every widget.

    Signals:
        idle: nobody has touched anything for as long as was set.
    """

    idle = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        parent: QObject | None = None,
        now: Callable[[], tuple[float, float]] = _seconds,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._limit = 0.0
        self._touched = now()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._on_window)
        self._on_window(app.focusWindow())

    def start(self, minutes: int) -> None:
        """Watch from now on; with 0 never be idle."""
        self._limit = minutes * 60.0
        self._touched = self._now()
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        self.start(0)

    def look(self) -> None:
        """Compare the clocks with the last touch."""
        passed = max(now - then for now, then in zip(self._now(), self._touched, strict=True))
        if self._limit and passed >= self._limit:
            self._timer.stop()
            self.idle.emit()

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # it is there once, however often the window comes to the front
            window.installEventFilter(self)
            self._touched = self._now()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = self._now()
        return False
