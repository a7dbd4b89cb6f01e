"""Two states of evaluations side by side: two cycles of a commune, two snapshots, or a snapshot and today.

What is not measured alike is never compared: an indicator that is new, dropped or on another scale makes the totals it
counts in not comparable, and a total over what both sides share is given beside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lcc_desktop.domain.framework import Framework, Indicator
from lcc_desktop.domain.framework_diff import Fate, Move, moves
from lcc_desktop.domain.scoring import UNSCORED, Results, Score, total

_ALIKE = (Fate.SAME, Fate.REWORDED)


@dataclass(frozen=True)
class Side:
    """One of the two states: a framework, the scores under it, and what they add up to."""

    framework: Framework
    scores: Mapping[str, Score]
    results: Results


@dataclass(frozen=True)
class ComparedIndicator:
    """An indicator of either side, under its principle of the later side where it is there.

    A score is None where that side does not have the indicator.
    """

    principle: str
    move: Move
    before: Score | None
    after: Score | None

    @property
    def comparable(self) -> bool:
        return self.move.fate in _ALIKE

    @property
    def change(self) -> int | None:
        """Degrees gained, below zero lost; None unless both sides have a degree on the same scale."""
        if not self.comparable or self.before is None or self.after is None:
            return None
        if self.before.degree is None or self.after.degree is None:
            return None
        return self.after.degree - self.before.degree


@dataclass(frozen=True)
class ComparedTotal:
    """A total of both sides, as shares of one; None where nothing is applicable, begun, or the part is not there.

    `shared_before` and `shared_after` are over the indicators that both sides measure alike.
    """

    code: str
    before: Fraction | None
    after: Fraction | None
    shared_before: Fraction | None
    shared_after: Fraction | None
    comparable: bool

    @property
    def change(self) -> Fraction | None:
        """The difference that may be spoken of: of the whole where comparable, else of what is shared."""
        before, after = (self.before, self.after) if self.comparable else (self.shared_before, self.shared_after)
        return None if before is None or after is None else after - before


@dataclass(frozen=True)
class Comparison:
    """Two states side by side: overall, by principle of the later one, and by indicator in its order."""

    overall: ComparedTotal
    principles: tuple[ComparedTotal, ...]
    indicators: tuple[ComparedIndicator, ...]

    @property
    def changed(self) -> tuple[ComparedIndicator, ...]:
        """The indicators that do not read alike on both sides."""
        return tuple(each for each in self.indicators if each.before != each.after)


def compare(before: Side, after: Side, held: Sequence[Framework] = ()) -> Comparison:
    """Set two states side by side. `held` are the versions of the framework that are known."""
    was_in, is_in = _principles(before.framework), _principles(after.framework)
    indicators = tuple(
        ComparedIndicator(
            is_in[move.new.code] if move.new else was_in[move.old.code] if move.old else "",
            move,
            before.scores.get(move.old.code, UNSCORED) if move.old else None,
            after.scores.get(move.new.code, UNSCORED) if move.new else None,
        )
        for move in moves(before.framework, after.framework, held)
    )
    return Comparison(
        overall=_total("", before, after, indicators, before.results.score, after.results.score),
        principles=tuple(
            _total(
                principle.code,
                before,
                after,
                (each for each in indicators if each.principle == principle.code),
                _score(before.results, principle.code),
                _score(after.results, principle.code),
            )
            for principle in after.framework.principles
        ),
        indicators=indicators,
    )


def _principles(framework: Framework) -> dict[str, str]:
    """The principle of each indicator, by code."""
    return {item.code: principle.code for principle in framework.principles for item in principle.indicators}


def _score(results: Results, principle: str) -> Fraction | None:
    found = results.principles.get(principle)
    return found.begun_score if found else None


def _total(
    code: str,
    before: Side,
    after: Side,
    indicators: Iterable[ComparedIndicator],
    was: Fraction | None,
    now: Fraction | None,
) -> ComparedTotal:
    each = tuple(indicators)
    alike = [one for one in each if one.comparable]
    same_weights = all(one.move.old and one.move.new and one.move.old.points == one.move.new.points for one in alike)
    same_rule = bool(code) or before.framework.overall == after.framework.overall
    comparable = len(alike) == len(each) and same_weights and same_rule
    return ComparedTotal(
        code,
        was,
        now,
        _share((one.move.old for one in alike), before.scores),
        _share((one.move.new for one in alike), after.scores),
        comparable,
    )


def _share(indicators: Iterable[Indicator | None], scores: Mapping[str, Score]) -> Fraction | None:
    return total((one for one in indicators if one is not None), scores).begun_score
