"""Scores and what they add up to. Exact arithmetic: fractions, never floats.

Rules (our choice, documented in docs/scoring.md; the official scale is not public):
an indicator is worth weight × top points; a degree d obtains weight × d of them; not applicable leaves both
sums; no information and not scored obtain nothing; a disputed indicator counts with its provisional degree.
Completeness is apart: the share of indicators that have any answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lcc_desktop.domain.framework import Framework, Indicator


class State(StrEnum):
    """The five states that must never be confused."""

    UNSCORED = "unscored"
    NO_INFORMATION = "no-information"
    NOT_APPLICABLE = "na"
    SCORED = "scored"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Score:
    """What a workshop said of one indicator. `degree` is there when scored, may be when disputed."""

    state: State = State.UNSCORED
    degree: int | None = None

    @classmethod
    def of(cls, degree: int) -> "Score":
        return cls(State.SCORED, degree)


UNSCORED = Score()
NO_INFORMATION = Score(State.NO_INFORMATION)
NOT_APPLICABLE = Score(State.NOT_APPLICABLE)


@dataclass(frozen=True)
class Tally:
    """Points and counts of a set of indicators.

    `obtained` and `possible` are in points; `answered`, `total`, `applicable` and `disputed` count indicators.
    """

    obtained: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    answered: int = 0
    total: int = 0
    disputed: int = 0

    @property
    def score(self) -> Fraction | None:
        """Share of the possible points obtained, in 0..1; None where nothing is applicable."""
        return self.obtained / self.possible if self.possible else None

    @property
    def completeness(self) -> Fraction:
        """Share of the indicators that have an answer, in 0..1."""
        return Fraction(self.answered, self.total) if self.total else Fraction(0)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.obtained + other.obtained,
            self.possible + other.possible,
            self.answered + other.answered,
            self.total + other.total,
            self.disputed + other.disputed,
        )


def tally(indicator: Indicator, score: Score) -> Tally:
    """What one indicator contributes."""
    answered = int(score.state is not State.UNSCORED)
    disputed = int(score.state is State.DISPUTED)
    if score.state is State.NOT_APPLICABLE:
        return Tally(answered=answered, total=1)
    possible = Fraction(indicator.weight * indicator.top)
    obtained = Fraction(indicator.weight * (score.degree or 0))
    return Tally(obtained, possible, answered, 1, disputed)


def total(indicators: Iterable[Indicator], scores: Mapping[str, Score]) -> Tally:
    """The sum over `indicators`; one without an entry in `scores` is unscored."""
    return sum((tally(i, scores.get(i.code, UNSCORED)) for i in indicators), Tally())


@dataclass(frozen=True)
class Results:
    """Tallies of one evaluation: overall, and by code of principle, norm and field."""

    overall: Tally
    principles: Mapping[str, Tally]
    norms: Mapping[str, Tally]
    fields: Mapping[str, Tally]


def results(framework: Framework, scores: Mapping[str, Score]) -> Results:
    norms = {n.code: total(n.indicators, scores) for p in framework.principles for n in p.norms}
    principles = {p.code: sum((norms[n.code] for n in p.norms), Tally()) for p in framework.principles}
    fields = {f.code: total((i for i in framework.indicators if i.field == f.code), scores) for f in framework.fields}
    return Results(sum(principles.values(), Tally()), principles, norms, fields)
