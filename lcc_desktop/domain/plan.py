"""The improvement plan: what an action is, when it is late, and what is advised. Our choices, from workshop practice.

About one in ten surveyed users of comparable tools never came to a plan, and plans of 150 actions were not carried
out: a weak score becomes an action in one step, and about ten key actions are advised.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

ADVISED = 10
"""Key actions a plan should have at the most. Advice, never a limit."""

QUICK_MONTHS = 3
"""A quick win is done within as many months."""

MIDDLE = 50
"""Where the impact × feasibility matrix is cut, on its scale from 0 to 100."""


class Status(StrEnum):
    """How an action stands."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    GIVEN_UP = "given-up"


class Quadrant(StrEnum):
    """Where an action lies in the matrix."""

    DO_FIRST = "do-first"
    """High impact, easy."""
    PREPARE = "prepare"
    """High impact, hard."""
    FILL_IN = "fill-in"
    """Low impact, easy."""
    LEAVE = "leave"
    """Low impact, hard."""


@dataclass(frozen=True)
class Action:
    """One action. Dates are None and `budget` (dirhams) is None where nobody said; impact and feasibility: 0 to 100."""

    id: str
    indicator: str = ""
    title_fr: str = ""
    title_ar: str = ""
    result: str = ""
    elected: str = ""
    technical: str = ""
    partners: str = ""
    start: date | None = None
    deadline: date | None = None
    budget: Decimal | None = None
    budget_source: str = ""
    success: str = ""
    impact: int | None = None
    feasibility: int | None = None
    key: bool = False
    status: Status = Status.PLANNED
    progress: int = 0

    def title(self, language: str) -> str:
        """In "ar" or another language; in the other one where only that is written."""
        own, other = (self.title_ar, self.title_fr) if language == "ar" else (self.title_fr, self.title_ar)
        return own or other

    @property
    def is_open(self) -> bool:
        return self.status in (Status.PLANNED, Status.UNDER_WAY)

    def is_late(self, today: date) -> bool:
        return self.is_open and self.deadline is not None and self.deadline < today

    @property
    def is_quick(self) -> bool:
        """Whether it can be done within QUICK_MONTHS of its start; both dates are needed to say so."""
        if self.start is None or self.deadline is None:
            return False
        return self.start <= self.deadline <= _months_after(self.start)

    @property
    def ends_before_it_starts(self) -> bool:
        return self.start is not None and self.deadline is not None and self.deadline < self.start

    @property
    def quadrant(self) -> Quadrant | None:
        """None until it has a place in the matrix."""
        if self.impact is None or self.feasibility is None:
            return None
        if self.impact >= MIDDLE:
            return Quadrant.DO_FIRST if self.feasibility >= MIDDLE else Quadrant.PREPARE
        return Quadrant.FILL_IN if self.feasibility >= MIDDLE else Quadrant.LEAVE


def _months_after(start: date) -> date:
    """The same day QUICK_MONTHS later, or that month's last day."""
    month = start.month - 1 + QUICK_MONTHS
    year, month = start.year + month // 12, month % 12 + 1
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(start.day, 28))
