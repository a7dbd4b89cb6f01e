"""Scores and what they add up to. Exact arithmetic: fractions, never floats.

Rules (our choice, documented in docs/scoring.md; the official scale is not public):
an indicator is worth its points; degree d of a scale that goes up to t obtains d/t of them; not applicable leaves both
sums; no information and not scored obtain nothing; a disputed indicator counts with its provisional degree.
Completeness is apart: the share of indicators that have any answer.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from lcc_desktop.domain.framework import Condition, ConditionKind, Framework, Indicator, Level, Overall

NO_AIMS: Mapping[str, int] = MappingProxyType({})


class State(StrEnum):
    """The five states that must never be confused."""

    UNSCORED = "unscored"
    NO_INFORMATION = "no-information"
    NOT_APPLICABLE = "na"
    SCORED = "scored"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Score:
    """What a workshop said of one indicator. `degree` is there when scored, may be when disputed.

    `numbers` are what the degree of a measured indicator was computed from: code and decimal number, as entered.
    """

    state: State = State.UNSCORED
    degree: int | None = None
    numbers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, degree: int) -> "Score":
        return cls(State.SCORED, degree)


UNSCORED = Score()
NO_INFORMATION = Score(State.NO_INFORMATION)
NOT_APPLICABLE = Score(State.NOT_APPLICABLE)


@dataclass(frozen=True)
class Tally:
    """Points and counts of a set of indicators.

    `obtained`, `possible` and `planned` are in points, `planned` being what would be obtained if every degree aimed
    at were reached; `answered`, `total` and `disputed` count indicators.
    """

    obtained: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    planned: Fraction = Fraction(0)
    answered: int = 0
    total: int = 0
    disputed: int = 0

    @property
    def score(self) -> Fraction | None:
        """Share of the possible points obtained, in 0..1; None where nothing is applicable."""
        return self.obtained / self.possible if self.possible else None

    @property
    def begun_score(self) -> Fraction | None:
        """The score as it is shown of a part: None also where nobody has answered anything yet, which is not a zero."""
        return self.score if self.answered else None

    @property
    def completeness(self) -> Fraction:
        """Share of the indicators that have an answer, in 0..1."""
        return Fraction(self.answered, self.total) if self.total else Fraction(0)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.obtained + other.obtained,
            self.possible + other.possible,
            self.planned + other.planned,
            self.answered + other.answered,
            self.total + other.total,
            self.disputed + other.disputed,
        )

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(
            self.obtained - other.obtained,
            self.possible - other.possible,
            self.planned - other.planned,
            self.answered - other.answered,
            self.total - other.total,
            self.disputed - other.disputed,
        )


def tally(indicator: Indicator, score: Score, aim: int | None = None) -> Tally:
    """What one indicator contributes; `aim` is the degree its improvement plan aims at."""
    return total((indicator,), {indicator.code: score}, NO_AIMS if aim is None else {indicator.code: aim})


def total(indicators: Iterable[Indicator], scores: Mapping[str, Score], aims: Mapping[str, int] = NO_AIMS) -> Tally:
    """The sum over `indicators`; one without an entry in `scores` is unscored.

    A degree an indicator does not have (said under another version of the framework) counts as not scored.
    """
    obtained: Counter[int] = Counter()  # points times degrees, by the top they are shares of: whole numbers add fast
    planned: Counter[int] = Counter()
    possible = answered = count = disputed = 0
    for indicator in indicators:
        score, top = scores.get(indicator.code, UNSCORED), indicator.top
        if score.degree is not None and score.degree > top:
            score = UNSCORED
        count += 1
        answered += score.state is not State.UNSCORED
        disputed += score.state is State.DISPUTED
        if score.state is State.NOT_APPLICABLE:
            continue
        degree = score.degree or 0
        obtained[top] += indicator.points * degree
        planned[top] += indicator.points * max(degree, min(aims.get(indicator.code, 0), top))
        possible += indicator.points
    return Tally(_shares(obtained), Fraction(possible), _shares(planned), answered, count, disputed)


def _shares(parts: Mapping[int, int]) -> Fraction:
    return sum((Fraction(part, top) for top, part in parts.items()), Fraction(0))


@dataclass(frozen=True)
class Results:
    """What one layer of scores of an evaluation adds up to: overall, and by code of principle, norm and field.

    `score` is the one the framework's rule gives (share of one, None where nothing is applicable), `planned` the same
    if every aim were reached; `weakest` is the code of the principle with the lowest score. `degrees` are the
    settled ones, `set_aside` the codes of what does not apply.
    """

    overall: Tally
    principles: Mapping[str, Tally]
    norms: Mapping[str, Tally]
    fields: Mapping[str, Tally]
    score: Fraction | None
    planned: Fraction | None
    weakest: str | None
    degrees: Mapping[str, int]
    set_aside: frozenset[str]


def headline(framework: Framework, scores: Mapping[str, Score]) -> tuple[Tally, Fraction | None]:
    """The overall tally and the score by the framework's rule: all that a list of evaluations shows."""
    principles = {p.code: total(p.indicators, scores) for p in framework.principles}
    overall = sum(principles.values(), Tally())
    shares = {code: tally.score for code, tally in principles.items() if tally.score is not None}
    return overall, _overall(framework.overall, shares, overall.score)


Said = tuple[Score, int | None]
"""What is said of one indicator: its score, and the degree its improvement plan aims at."""


def results(framework: Framework, scores: Mapping[str, Score], aims: Mapping[str, int] = NO_AIMS) -> Results:
    """Add up one layer of scores."""
    norms = {n.code: total(n.indicators, scores, aims) for p in framework.principles for n in p.norms}
    fields = {f.code: total(_in_field(framework, f.code), scores, aims) for f in framework.fields}
    degrees = {i.code: degree for i in framework.indicators if (degree := _settled(i, scores)) is not None}
    set_aside = frozenset(code for code, score in scores.items() if score.state is State.NOT_APPLICABLE)
    principles = {p.code: sum((norms[n.code] for n in p.norms), Tally()) for p in framework.principles}
    overall = sum(principles.values(), Tally())
    return _results(framework, principles, overall, norms, fields, degrees, set_aside)


def with_score(framework: Framework, before: Results, code: str, was: Said, now: Said) -> Results:
    """The same as `results` where only the indicator `code` was said anew since `before`.

    What it contributed is taken out of the sums and what it contributes now put in, which fractions do exactly: a key
    press cannot wait for a hundred indicators.
    """
    indicator, norm, principle = framework.find(code), framework.norm_of(code), framework.principle_of(code)
    assert indicator is not None  # noqa: S101  (callers have the code from this framework)
    step = tally(indicator, *now) - tally(indicator, *was)
    degree = _settled(indicator, {code: now[0]})
    own = {} if degree is None else {code: degree}
    away = now[0].state is State.NOT_APPLICABLE
    return _results(
        framework,
        {**before.principles, principle.code: before.principles[principle.code] + step},
        before.overall + step,
        {**before.norms, norm.code: before.norms[norm.code] + step},
        {**before.fields, indicator.field: before.fields[indicator.field] + step},
        {other: known for other, known in before.degrees.items() if other != code} | own,
        before.set_aside | {code} if away else before.set_aside - {code},
    )


def _results(
    framework: Framework,
    principles: Mapping[str, Tally],
    overall: Tally,
    norms: Mapping[str, Tally],
    fields: Mapping[str, Tally],
    degrees: Mapping[str, int],
    set_aside: frozenset[str],
) -> Results:
    shares = {code: tally.score for code, tally in principles.items() if tally.score is not None}
    aimed = {code: tally.planned / tally.possible for code, tally in principles.items() if tally.possible}
    return Results(
        overall=overall,
        principles=principles,
        norms=norms,
        fields=fields,
        score=_overall(framework.overall, shares, overall.score),
        planned=_overall(framework.overall, aimed, overall.planned / overall.possible if overall.possible else None),
        weakest=min(shares, key=lambda code: shares[code], default=None),
        degrees=degrees,
        set_aside=set_aside,
    )


def _in_field(framework: Framework, code: str) -> Iterator[Indicator]:
    return (indicator for indicator in framework.indicators if indicator.field == code)


def _settled(indicator: Indicator, scores: Mapping[str, Score]) -> int | None:
    """The degree that was agreed on; None where there is none or the indicator does not have it."""
    score = scores.get(indicator.code, UNSCORED)
    settled = score.state is State.SCORED and score.degree is not None and score.degree <= indicator.top
    return score.degree if settled else None


def _overall(rule: Overall, shares: Mapping[str, Fraction], of_points: Fraction | None) -> Fraction | None:
    match rule:
        case Overall.POINTS:
            return of_points
        case Overall.PRINCIPLES:
            return sum(shares.values(), Fraction(0)) / len(shares) if shares else None
        case Overall.WEAKEST:
            return min(shares.values(), default=None)


def verified_layer(self_scores: Mapping[str, Score], verified: Mapping[str, Score]) -> dict[str, Score]:
    """The scores the verification mission stands behind, for `results`.

    Where it has looked, its own score; elsewhere not scored: what nobody verified lends the verified layer nothing.
    What the commune set aside stays set aside unless the mission says otherwise.
    """
    set_aside = {code: score for code, score in self_scores.items() if score.state is State.NOT_APPLICABLE}
    return {**set_aside, **verified}


@dataclass(frozen=True)
class Standing:
    """Where a score stands among the framework's thresholds: the level reached, and how far the next one is.

    `gap` is the share of one still missing to the next level's threshold, `points` the same in points where the
    overall score is of points; `unmet` are the next level's must-have conditions that do not hold yet.
    """

    level: Level | None
    next: Level | None
    gap: Fraction
    points: Fraction | None
    unmet: tuple[Condition, ...]


def standing(framework: Framework, found: Results) -> Standing | None:
    """None when the framework has no thresholds or nothing is applicable: then nothing is said of levels."""
    if not framework.levels or found.score is None:
        return None
    reached: Level | None = None
    for level in framework.levels:
        gap = max(Fraction(0), level.least / 100 - found.score)
        unmet = tuple(condition for condition in level.conditions if not _holds(condition, found))
        if gap or unmet:
            points = gap * found.overall.possible if framework.overall is Overall.POINTS else None
            return Standing(reached, level, gap, points, unmet)
        reached = level
    return Standing(reached, None, Fraction(0), None, ())


def _holds(condition: Condition, found: Results) -> bool:
    match condition.kind:
        case ConditionKind.COMPLETENESS:
            return found.overall.completeness * 100 >= condition.least
        case ConditionKind.INDICATOR:
            # As if it were not there when it does not apply; a disputed degree proves nothing yet.
            return condition.code in found.set_aside or found.degrees.get(condition.code, 0) >= condition.least
        case ConditionKind.PRINCIPLE:
            score = found.principles[condition.code].score
            return score is not None and score * 100 >= condition.least
