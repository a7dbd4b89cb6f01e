"""Cards shown in a workshop, counted: nobody's name, and never a score by themselves.

"I don't know" is a vote of its own and counts apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from lcc_desktop.domain.errors import BadCards

EVERYBODY = "all"
"""Stands for a group's id where all voted together."""

ROUNDS = (1, 2)
UNKNOWN = "unknown"
MOST = 999
"""Most cards of one kind."""

_FEW = 15
"""Up to so many cards are written out one by one."""

# Digits of every keyboard here: Arabic and Persian ones, and the top row of a French keyboard without Shift.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹à&é\"'(è_ç", "01234567890123456789012345789")
_UNKNOWN = "xX?؟شء"
_TOKEN = re.compile(rf"(\d+)\*(\d+)|(\d+)[x×X](\d+)|([{_UNKNOWN}])\*(\d+)|(\d+)|([{_UNKNOWN}])")
_BETWEEN = re.compile(r"[\s,;:.،؛/|+\-]+")


@dataclass(frozen=True)
class Ballot:
    """How many cards of each degree were shown, as (degree, cards) going up, and how many said "I don't know"."""

    degrees: tuple[tuple[int, int], ...] = ()
    unknown: int = 0

    @classmethod
    def of(cls, cards: Iterable[int], unknown: int = 0) -> "Ballot":
        """A ballot from degrees, one a card."""
        return cls(tuple(sorted(Counter(cards).items())), unknown)

    @classmethod
    def from_fact(cls, votes: Mapping[str, int]) -> "Ballot":
        """A ballot from a fact's value."""
        cards = sorted((int(name), count) for name, count in votes.items() if name != UNKNOWN and count)
        return cls(tuple(cards), votes.get(UNKNOWN, 0))

    def as_fact(self) -> dict[str, int]:
        """The value of the fact that says this ballot."""
        said = {str(degree): count for degree, count in self.degrees}
        return said | ({UNKNOWN: self.unknown} if self.unknown else {})

    def __add__(self, other: "Ballot") -> "Ballot":
        both = Counter(dict(self.degrees)) + Counter(dict(other.degrees))
        return Ballot(tuple(sorted(both.items())), self.unknown + other.unknown)

    def __bool__(self) -> bool:
        return self.total > 0

    def count(self, degree: int) -> int:
        return dict(self.degrees).get(degree, 0)

    @property
    def cards(self) -> int:
        """Cards with a degree."""
        return sum(count for _degree, count in self.degrees)

    @property
    def total(self) -> int:
        """All cards, with those who don't know."""
        return self.cards + self.unknown

    @property
    def extremes(self) -> tuple[int, int] | None:
        """The lowest and the highest degree shown, who explain first; None without a card."""
        return (self.degrees[0][0], self.degrees[-1][0]) if self.degrees else None

    @property
    def spread(self) -> int | None:
        """Degrees between the extremes; None without a card."""
        return self.degrees[-1][0] - self.degrees[0][0] if self.degrees else None

    @property
    def median(self) -> Fraction | None:
        """The middle card; between two, the half between them. None without a card."""
        if not self.degrees:
            return None
        return Fraction(self._card((self.cards - 1) // 2) + self._card(self.cards // 2), 2)

    @property
    def mean(self) -> Fraction | None:
        """None without a card."""
        return Fraction(sum(degree * count for degree, count in self.degrees), self.cards) if self.degrees else None

    def _card(self, place: int) -> int:
        """The degree of the card at a place, from 0, when they lie in a row from the lowest."""
        for degree, count in self.degrees:
            if place < count:
                return degree
            place -= count
        raise IndexError(place)


def read_cards(text: str, top: int) -> Ballot:
    """Cards as they are typed while people hold them up: "3 3 2 4 x", "33 24?", "3*12", "12x3". Raises BadCards.

    Digits of any script; x, ?, ش for "I don't know"; between cards a space, a comma or nothing. "3*12" and "12x3" are
    twelve cards of degree 3, "x*5" five who don't know.
    """
    found: Counter[int] = Counter()
    unknown = 0
    for written in _BETWEEN.split(re.sub(r" ?([*×]) ?", r"\1", text.translate(_DIGITS)).strip()):
        at = 0
        while at < len(written):
            token = _TOKEN.match(written, at)
            if token is None:
                raise BadCards(written, top)
            at = token.end()
            degree, times, times_before, degree_after, _x, unknown_times, run, _lone = token.groups()
            if run is not None:
                found.update(_run(run, top, written))
            elif degree is not None or degree_after is not None:
                each, count = int(degree or degree_after), int(times or times_before)
                if each > top:
                    raise BadCards(written, top)
                found[each] += count
            else:
                unknown += int(unknown_times or 1)
    if max(unknown, *found.values(), 0) > MOST:
        raise BadCards(text.strip(), top)
    return Ballot(tuple(sorted((degree, count) for degree, count in found.items() if count)), unknown)


def written(ballot: Ballot) -> str:
    """A ballot as `read_cards` reads it, for correction."""
    if ballot.total <= _FEW:
        cards = [str(degree) for degree, count in ballot.degrees for _card in range(count)]
        return " ".join(cards + ["x"] * ballot.unknown)
    several = [f"{degree}*{count}" for degree, count in ballot.degrees]
    return " ".join(several + ([f"x*{ballot.unknown}"] if ballot.unknown else []))


def _run(digits: str, top: int, written: str) -> list[int]:
    """Digits without a sign between them: one card each, or one degree of a scale that has two figures."""
    degrees = [int(digits)] if top > 9 else [int(digit) for digit in digits]
    if max(degrees) > top:
        raise BadCards(written, top)
    return degrees
