"""Collects Python's unreachable cycles on the window's thread, and on no other."""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY = 1000
"""Milliseconds between two looks at what has gathered."""


class Collector(QObject):
    """Takes the place of Python's own collecting, which runs on whatever thread allocates.

    A widget that is freed by a worker stops its timers from the wrong thread, and the process dies. From here on,
    garbage is looked for at Python's own thresholds, but by the window's thread.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(LOOK_EVERY)


def collect_due() -> int:
    """Collect the oldest generation that is due; how many objects were unreachable."""
    for generation, (count, limit) in reversed(list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if count > limit:
            return gc.collect(generation)
    return 0
