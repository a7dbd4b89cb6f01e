"""The référentiel: principle → norm → indicator, with its fields, degrees and sources of verification.

Pure values. `services.frameworks` reads them from a file; nothing here trusts that a file was right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Text:
    """One text in the languages of the scheme. French and Arabic are always there, Amazigh (zgh) may be."""

    fr: str
    ar: str
    zgh: str = ""

    def say(self, language: str) -> str:
        """The text in "ar"; in French for every other language of the interface."""
        return self.ar if language == "ar" else self.fr


@dataclass(frozen=True)
class Indicator:
    """What a workshop scores.

    `weight` multiplies its points; `degrees[d]` describes degree d, from 0 to the top; `evidence_from` is the
    degree from which a piece of evidence is required.
    """

    code: str
    text: Text
    help: Text
    field: str
    weight: int
    mandatory: bool
    na_allowed: bool
    evidence_from: int
    degrees: tuple[Text, ...]
    sources: tuple[Text, ...]

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
class FrameworkRef:
    """Which framework, which version, and exactly which bytes."""

    id: str
    version: int
    digest: str


@dataclass(frozen=True)
class Framework:
    ref: FrameworkRef
    official: bool
    title: Text
    notice: Text
    fields: tuple[Field, ...]
    principles: tuple[Principle, ...]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the file: the order of play."""
        return tuple(indicator for principle in self.principles for indicator in principle.indicators)

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    def find(self, code: str) -> Indicator | None:
        return self._by_code.get(code)

    def norm_of(self, code: str) -> Norm:
        """The norm an indicator of this framework belongs to."""
        return next(
            norm
            for principle in self.principles
            for norm in principle.norms
            if any(indicator.code == code for indicator in norm.indicators)
        )
