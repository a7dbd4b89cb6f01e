"""Who takes part in a workshop and when it sits: pure values, and counts that name nobody.

Law 09-08: there is no place here for a national number, a party or a union, and there will be none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from lcc_desktop.domain.facts import AGE_BANDS
from lcc_desktop.domain.territory import fold

FEMALE, MALE = "female", "male"

_CARD_NUMBER = re.compile(r"[A-Za-z]{1,2} ?[0-9]{5,7}")
_CARD_NUMBER_WITHIN = re.compile(rf"(?<![0-9A-Za-z]){_CARD_NUMBER.pattern}(?![0-9A-Za-z])")
_LEAST_YEARS = {"under-25": 0, "25-34": 25, "35-44": 35, "45-59": 45, "60-plus": 60}


@dataclass(frozen=True)
class NewParticipant:
    """Somebody to be added. `group` is the name of one; a group of that name is made where there is none."""

    name: str = ""
    organisation: str = ""
    gender: str = ""
    category: str = ""
    age_band: str = ""
    group: str = ""


class Doubt(StrEnum):
    """What is noted of a row of a list before it is taken."""

    NO_NAME = "no-name"
    HEADING = "heading"
    """It looks like a heading of the list."""
    KNOWN = "known"
    """Somebody of this name is on the list already."""
    TWICE = "twice"
    """Somebody of this name stands further up, in the row `detail`."""
    CARD_NUMBER = "card-number"
    """It holds what looks like the number of an identity card."""
    TOO_LONG = "too-long"
    GENDER = "gender"
    CATEGORY = "category"
    AGE = "age"
    """`detail` says nothing that is known for this field, so the field stays empty."""


NEVER = frozenset({Doubt.CARD_NUMBER, Doubt.TOO_LONG})
"""A row with one of these cannot be taken as it is."""
_PERHAPS = frozenset({Doubt.GENDER, Doubt.CATEGORY, Doubt.AGE})


@dataclass(frozen=True)
class RowNote:
    """One thing to know of a row: what, and the text it is about."""

    doubt: Doubt
    detail: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """A row of somebody's list as it would be taken. `number` is its place in its source."""

    number: int
    new: NewParticipant
    notes: tuple[RowNote, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether it can be taken at all."""
        return not any(note.doubt in NEVER for note in self.notes)

    @property
    def advised(self) -> bool:
        """Whether it is taken unless somebody says otherwise."""
        return all(note.doubt in _PERHAPS for note in self.notes)


@dataclass(frozen=True)
class Participant:
    """Somebody who takes part. `name` and `organisation` are empty where they were left out; `group` is an id.

    `disputed` names the fields for which people gave different values without knowing of each other.
    """

    id: str
    name: str = ""
    organisation: str = ""
    gender: str = ""
    category: str = ""
    age_band: str = ""
    group: str = ""
    disputed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """Some participants who vote together."""

    id: str
    name: str = ""


@dataclass(frozen=True)
class Sitting:
    """A session of the workshop. `start` is "HH:MM" or empty; `budgets` are minutes by code of principle."""

    id: str
    title: str = ""
    place: str = ""
    day: date | None = None
    start: str = ""
    budgets: Mapping[str, int] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()

    @property
    def minutes(self) -> int:
        """The time planned for all of it."""
        return sum(self.budgets.values())


@dataclass(frozen=True)
class Counts:
    """How many people, by what was said of them; the key "" counts those of whom it was not said."""

    total: int
    genders: Mapping[str, int]
    categories: Mapping[str, int]
    age_bands: Mapping[str, int]

    @property
    def women(self) -> int:
        return self.genders.get(FEMALE, 0)

    @property
    def women_share(self) -> Fraction | None:
        """Women among those whose gender was said; None where it was said of nobody."""
        known = self.total - self.genders.get("", 0)
        return Fraction(self.women, known) if known else None


def count(people: Iterable[Participant]) -> Counts:
    """How many there are of each kind."""
    everybody = list(people)
    return Counts(
        total=len(everybody),
        genders=Counter(one.gender for one in everybody),
        categories=Counter(one.category for one in everybody),
        age_bands=Counter(one.age_band for one in everybody),
    )


@dataclass(frozen=True)
class Participation:
    """Who took part, without names: what results and documents may say.

    `attended` are those present at one session or more; None while nobody has noted who was there.
    """

    registered: Counts
    attended: Counts | None
    sittings: tuple[tuple[Sitting, Counts], ...]

    @property
    def counted(self) -> Counts:
        """Those who came or, while that was not noted, those on the list."""
        return self.registered if self.attended is None else self.attended

    @property
    def first_day(self) -> date | None:
        return min(self._days, default=None)

    @property
    def last_day(self) -> date | None:
        return max(self._days, default=None)

    @property
    def _days(self) -> list[date]:
        return [sitting.day for sitting, _counts in self.sittings if sitting.day is not None]


NOBODY = Participation(count(()), None, ())


@dataclass(frozen=True)
class Gathering:
    """All people, groups and sessions of one workshop. `presence` pairs a session's id with a participant's."""

    participants: tuple[Participant, ...] = ()
    groups: tuple[Group, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    presence: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def by_id(self) -> Mapping[str, Participant]:
        return {one.id: one for one in self.participants}

    @cached_property
    def group_names(self) -> Mapping[str, str]:
        return {group.id: group.name for group in self.groups}

    def present_at(self, sitting: str) -> list[Participant]:
        """Who was there."""
        return [one for one in self.participants if (sitting, one.id) in self.presence]

    def members_of(self, group: str) -> list[Participant]:
        return [one for one in self.participants if one.group == group]

    def attendance_of(self, participant: str) -> int:
        """At how many sessions somebody was."""
        return sum((sitting.id, participant) in self.presence for sitting in self.sittings)

    @cached_property
    def participation(self) -> Participation:
        """The same without names."""
        came = [one for one in self.participants if self.attendance_of(one.id)]
        return Participation(
            registered=count(self.participants),
            attended=count(came) if came else None,
            sittings=tuple((sitting, count(self.present_at(sitting.id))) for sitting in self.sittings),
        )

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """Those whose name another one has too, however spelled: perhaps the same person twice."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for one in self.participants:
            if key := name_key(one.name):
                by_name[key].append(one.id)
        return frozenset(one for same in by_name.values() if len(same) > 1 for one in same)


def running(sittings: Sequence[Sitting], now: datetime) -> Sitting | None:
    """The session under way: the last that has begun, or else the first; those without a date have not."""
    begun = [
        sitting for sitting in sittings if sitting.day and (sitting.day.isoformat(), sitting.start) <= _moment(now)
    ]
    return begun[-1] if begun else (sittings[0] if sittings else None)


def _moment(now: datetime) -> tuple[str, str]:
    return now.date().isoformat(), now.strftime("%H:%M")


def name_key(name: str) -> str:
    """What two spellings of a name have in common: folded words, in whatever order. Empty for no name."""
    return " ".join(sorted(fold(name).split()))


def age_band(years: int) -> str:
    """The band of an age; empty for what is no age of a participant."""
    if not 0 < years < 120:
        return ""
    return max((band for band in AGE_BANDS if _LEAST_YEARS[band] <= years), key=lambda band: _LEAST_YEARS[band])


def holds_card_number(text: str) -> bool:
    """Whether somewhere in a text stands what looks like the number of a national identity card."""
    return _CARD_NUMBER_WITHIN.search(text) is not None


def is_card_number(text: str) -> bool:
    """Whether a text is nothing but such a number."""
    return _CARD_NUMBER.fullmatch(text) is not None
