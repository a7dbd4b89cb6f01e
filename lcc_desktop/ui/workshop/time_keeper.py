"""How long each indicator was on the card: the facilitator's own measure, shared with nobody."""

import time
from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

TICK = 1_000
"""Milliseconds between two looks at the clock."""

GAP = 5.0
"""Seconds: a longer time between two looks was no work. The laptop slept, or was locked."""

IDLE, AWAY = 15 * 60.0, 2 * 60.0
"""Seconds without a sign of anybody after which nothing counts, and the same with another program in front: groups
talk for long without a key, but not over lunch."""

FLUSH = 30.0
"""Seconds after which what was counted goes to the disk."""


class TimeKeeper(QObject):
    """Counts while an indicator is shown and somebody is there.

    Signals:
        ticked: the seconds of the indicator shown are new.
        due: seconds counted since the last time, to be kept: the evaluation, and seconds by code.
    """

    ticked = Signal()
    due = Signal(str, dict)

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._evaluation = self._code = ""
        self._known: Mapping[str, int] = {}
        self._counted: Counter[str] = Counter()
        self._fraction = 0.0
        self._unsaved: Counter[str] = Counter()
        self._looked = self._touched = self._flushed = clock()
        self._front = True
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.look)

    def begin(self, evaluation: str, known: Mapping[str, int]) -> None:
        """Another evaluation, or the same read afresh: `known` is what the disk holds, by code."""
        if evaluation != self._evaluation:
            self.flush()
            self._evaluation, self._code = evaluation, ""
            self._known, self._counted = known, Counter()

    def show(self, code: str) -> None:
        """An indicator is on the card now; "" where none is."""
        if code == self._code:
            return
        self.look()
        self._code = code
        self.touch()
        if code:
            self._timer.start()
        else:
            self._timer.stop()
            self.flush()

    @Slot()
    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()

    def set_front(self, front: bool) -> None:
        """Whether this program is the one in front."""
        self._front = front
        self.touch()

    def seconds(self, code: str) -> int:
        """How long an indicator was on the card, ever."""
        return self._known.get(code, 0) + self._counted[code]

    @Slot()
    def look(self) -> None:
        """Count what has passed since the last look."""
        now = self._clock()
        passed, self._looked = now - self._looked, now
        if passed > GAP:
            self.touch()  # somebody woke it up
        idle = now - self._touched > (IDLE if self._front else AWAY)
        if not self._code or idle or passed > GAP:
            return
        self._fraction += passed
        whole = int(self._fraction)
        self._fraction -= whole
        if whole:
            self._counted[self._code] += whole
            self._unsaved[self._code] += whole
            self.ticked.emit()
        if now - self._flushed >= FLUSH:
            self.flush()

    def flush(self) -> None:
        """Have what was counted kept."""
        self._flushed = self._clock()
        if self._evaluation and self._unsaved:
            self.due.emit(self._evaluation, dict(self._unsaved))
            self._unsaved.clear()
