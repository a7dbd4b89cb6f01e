"""Which backups are kept: many of the last days, fewer of the weeks before, some of the months before that."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

EVERY = timedelta(minutes=30)
"""How often a backup is made while something changes."""

RECENT = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Of backups made at these times, those to keep.

    Everything of the last two days; then the latest of each of twelve days, of ten weeks, of nine months, counted
    over periods that have one, so that a laptop left in a drawer loses nothing. The latest of all is always kept.
    """
    times = sorted(made, reverse=True)
    found = {time for time in times if now - time <= RECENT}
    older = [time for time in times if now - time > RECENT]
    periods: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAILY, lambda time: time.date()),
        (WEEKLY, lambda time: time.isocalendar()[:2]),
        (MONTHLY, lambda time: (time.year, time.month)),
    )
    for count, period in periods:
        latest: dict[Hashable, datetime] = {}
        for time in older:
            latest.setdefault(period(time), time)
        chosen = list(latest.values())[:count]
        found |= set(chosen)
        if len(latest) <= count:
            break  # what is left is younger than the next, coarser period
        older = [time for time in older if time < chosen[-1] and period(time) != period(chosen[-1])]
    return found | set(times[:1])
