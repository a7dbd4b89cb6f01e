"""Where somebody stands with the coordination team."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from lcc_desktop.domain.roles import Role

WARNING = timedelta(days=30)
"""How long before its end a certificate asks to be renewed."""

LONGEST_YEARS = 5


class Standing(StrEnum):
    """What a certificate is worth on a day."""

    NONE = "none"
    VALID = "valid"
    ENDS_SOON = "ends-soon"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


def standing(until: datetime | None, withdrawn: bool, now: datetime) -> Standing:
    """Where somebody stands whose certificate ends at `until`; None without one."""
    if withdrawn:
        return Standing.WITHDRAWN
    if until is None:
        return Standing.NONE
    if now >= until:
        return Standing.ENDED
    return Standing.ENDS_SOON if until - now <= WARNING else Standing.VALID


@dataclass(frozen=True)
class TaskCommune:
    """A commune somebody is asked to accompany, by code; the days are None where they are not planned."""

    code: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Task:
    """What somebody is asked to do in a campaign. `framework` is the digest of the framework it uses."""

    campaign: str
    name_fr: str
    name_ar: str
    cycle: str
    framework: str
    communes: tuple[TaskCommune, ...]

    def name(self, language: str) -> str:
        own, other = (self.name_ar, self.name_fr) if language == "ar" else (self.name_fr, self.name_ar)
        return own or other or self.cycle


@dataclass(frozen=True)
class Enrolled:
    """A workspace and its team. `team` is empty while no team is known; `roles` are what it may do."""

    standing: Standing
    roles: frozenset[Role]
    until: datetime | None
    team: str
    team_digits: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Offer:
    """What a file from the team says, before anything of it is taken.

    `is_known`: its team is believed here already. Otherwise its digits are to be compared. A notice has no `until`.
    `replaces` is the name of the team known so far, if this is another.
    """

    team: str
    digits: str
    is_known: bool
    name: str
    roles: frozenset[Role]
    until: datetime | None
    tasks: tuple[Task, ...]
    replaces: str
