"""The référentiel: principle → norm → indicator, with its fields, degrees and sources of verification.

Pure values. `services.frameworks` reads them from a file; nothing here trusts that a file was right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from lcc_desktop.domain.formula import Formula


@dataclass(frozen=True)
class Text:
    """One text in the languages of the scheme. French and Arabic are always there, Amazigh (zgh) may be."""

    fr: str
    ar: str
    zgh: str = ""

    def say(self, language: str) -> str:
        """The text in "ar"; in French for every other language of the interface."""
        return self.ar if language == "ar" else self.fr


class ScaleKind(StrEnum):
    """How a workshop arrives at a degree."""

    ORDINAL = "ordinal"
    YES_NO = "yes-no"
    PERCENTAGE = "percentage"
    COMPUTED = "computed"


class Better(StrEnum):
    """Which way a measured value is good."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Scale:
    """How an indicator is scored.

    An ordinal or yes/no scale is a choice among described degrees. A percentage or computed one is measured:
    `thresholds[d]` is the value from which degree d + 1 is reached. `formula` is a computed scale's.
    """

    kind: ScaleKind = ScaleKind.ORDINAL
    thresholds: tuple[Fraction, ...] = ()
    better: Better = Better.HIGHER
    formula: Formula | None = None

    @property
    def measured(self) -> bool:
        """Whether numbers are entered and the degree follows from them."""
        return self.kind in (ScaleKind.PERCENTAGE, ScaleKind.COMPUTED)

    def degree_of(self, value: Fraction) -> int:
        """The degree a measured value reaches: exactly on a threshold counts as reached."""
        if self.better is Better.HIGHER:
            return sum(value >= threshold for threshold in self.thresholds)
        return sum(value <= threshold for threshold in self.thresholds)


@dataclass(frozen=True)
class Number:
    """A number that indicators are computed from, such as the elected members; one with a formula is not asked."""

    code: str
    text: Text
    formula: Formula | None = None


@dataclass(frozen=True)
class Indicator:
    """What a workshop scores.

    `points` is what it is worth at its top; `degrees[d]` describes degree d, from 0 to the top; `evidence_from` is
    the degree from which a piece of evidence is required (None: never); `replaces` names the indicator of an
    earlier version that this one continues.
    """

    code: str
    text: Text
    help: Text
    field: str
    weight: int
    points: int
    mandatory: bool
    na_allowed: bool
    evidence_from: int | None
    degrees: tuple[Text, ...]
    sources: tuple[Text, ...]
    examples: tuple[Text, ...] = ()
    calculation: Text | None = None
    scale: Scale = Scale()
    replaces: str = ""

    @property
    def top(self) -> int:
        """The highest degree."""
        return len(self.degrees) - 1


@dataclass(frozen=True)
class Norm:
    code: str
    title: Text
    legal_basis: Text
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Principle:
    code: str
    name: Text
    summary: Text
    norms: tuple[Norm, ...]

    @property
    def indicators(self) -> Iterator[Indicator]:
        return (indicator for norm in self.norms for indicator in norm.indicators)


@dataclass(frozen=True)
class Field:
    """One of the five fields (champs) that run across the principles."""

    code: str
    name: Text


@dataclass(frozen=True)
class Prerequisite:
    """A minimal condition of eligibility, under one of the principles."""

    code: str
    principle: str
    text: Text
    help: Text | None
    sources: tuple[Text, ...]


class Overall(StrEnum):
    """How the score of a whole evaluation is made of its parts."""

    POINTS = "points"
    """The weighted mean of all indicators: points obtained of points possible."""
    PRINCIPLES = "principles"
    """The plain mean of the principles' scores, whatever their number of indicators."""
    WEAKEST = "weakest"
    """The lowest of the principles' scores: a chain holds as much as its weakest link."""


class ConditionKind(StrEnum):
    """What a must-have condition looks at."""

    PRINCIPLE = "principle"
    INDICATOR = "indicator"
    COMPLETENESS = "completeness"


@dataclass(frozen=True)
class Condition:
    """A must-have: `least` is a percentage for a principle and for completeness, a degree for an indicator."""

    kind: ConditionKind
    least: Fraction
    code: str = ""


@dataclass(frozen=True)
class Level:
    """A threshold of the overall score, in percent, with its must-have conditions. Never a label."""

    code: str
    name: Text
    least: Fraction
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class FrameworkRef:
    """Which framework, which version, and exactly which bytes."""

    id: str
    version: int
    digest: str


@dataclass(frozen=True)
class Framework:
    """A whole référentiel. `levels` go up; without any, no screen speaks of thresholds."""

    ref: FrameworkRef
    official: bool
    title: Text
    notice: Text
    fields: tuple[Field, ...]
    principles: tuple[Principle, ...]
    numbers: tuple[Number, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    overall: Overall = Overall.POINTS
    levels: tuple[Level, ...] = ()

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the file: the order of play."""
        return tuple(indicator for principle in self.principles for indicator in principle.indicators)

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    def find(self, code: str) -> Indicator | None:
        return self._by_code.get(code)

    def asked(self, indicator: Indicator) -> tuple[Number, ...]:
        """The numbers a person enters for a computed indicator, in the order of the file."""
        known = {number.code: number for number in self.numbers}
        wanted: set[str] = set()
        following = list(indicator.scale.formula.names) if indicator.scale.formula else []
        while following:
            name = following.pop()
            if name not in wanted:
                wanted.add(name)
                formula = known[name].formula
                following += formula.names if formula else ()
        return tuple(number for number in self.numbers if number.code in wanted and number.formula is None)

    @cached_property
    def measured(self) -> tuple[Indicator, ...]:
        """The indicators whose degree follows from numbers."""
        return tuple(indicator for indicator in self.indicators if indicator.scale.measured)

    def degree_from(self, indicator: Indicator, numbers: Mapping[str, str]) -> int | None:
        """The degree that kept numbers give a measured indicator; None if others are asked, or they give nothing."""
        percentage = indicator.scale.kind is ScaleKind.PERCENTAGE
        asked = {indicator.code} if percentage else {number.code for number in self.asked(indicator)}
        if numbers.keys() != asked:
            return None
        value = self.measure(indicator, {name: Fraction(text) for name, text in numbers.items()})
        return None if value is None else indicator.scale.degree_of(value)

    def measure(self, indicator: Indicator, given: Mapping[str, Fraction]) -> Fraction | None:
        """The value of a measured indicator; None where a division by zero leaves it without one.

        A percentage is given under the indicator's own code, a computed one's numbers under theirs. Raises KeyError
        when one is missing.
        """
        if indicator.scale.formula is None:
            return given[indicator.code]
        values = dict(given)
        return indicator.scale.formula.value(values) if self._derive(indicator.scale.formula, values) else None

    def _derive(self, formula: Formula, values: dict[str, Fraction]) -> bool:
        """Add to `values` the computed numbers a formula needs, each once; False where one has no value."""
        known = {number.code: number for number in self.numbers}
        for name in sorted(formula.names - values.keys()):
            inner = known[name].formula
            if inner is None:
                raise KeyError(name)
            value = inner.value(values) if self._derive(inner, values) else None
            if value is None:
                return False
            values[name] = value
        return True

    def principle_of(self, code: str) -> Principle:
        """The principle an indicator of this framework is under."""
        return next(p for p in self.principles if any(indicator.code == code for indicator in p.indicators))

    def norm_of(self, code: str) -> Norm:
        """The norm an indicator of this framework belongs to."""
        return next(
            norm
            for principle in self.principles
            for norm in principle.norms
            if any(indicator.code == code for indicator in norm.indicators)
        )
