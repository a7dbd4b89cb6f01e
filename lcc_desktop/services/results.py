"""What services hand out: frozen values, safe in any thread, readable by screens, documents and exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lcc_desktop.domain.framework import Framework, Indicator
from lcc_desktop.domain.scoring import Results, Score
from lcc_desktop.domain.territory import Commune


@dataclass(frozen=True)
class EvaluationRow:
    """An evaluation as the home page lists it. `completeness` and `score` are shares of one."""

    id: str
    commune: Commune
    cycle: str
    stage: str
    completeness: Fraction
    score: Fraction | None
    disputed: int
    last_change: datetime | None


@dataclass(frozen=True)
class EvidenceItem:
    """A piece of evidence supplied for an indicator. `sha256` finds it in the evidence store; `size` in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class FieldConflict:
    """Values that did not know each other. `values` pairs each value with who said it and when."""

    indicator: str
    field: str
    values: tuple[tuple[object, str, datetime], ...]


@dataclass(frozen=True)
class IndicatorView:
    """One indicator of one evaluation, as the workshop shows it."""

    indicator: Indicator
    score: Score
    note: str
    evidence: tuple[EvidenceItem, ...]
    conflicts: tuple[FieldConflict, ...]


@dataclass(frozen=True)
class EvaluationView:
    """A whole evaluation, as results and documents read it. `indicators` is in the order of the framework."""

    id: str
    commune: Commune
    cycle: str
    stage: str
    framework: Framework
    indicators: Mapping[str, IndicatorView]
    results: Results
    author: str
    last_change: datetime | None

    @property
    def conflicts(self) -> tuple[FieldConflict, ...]:
        return tuple(conflict for view in self.indicators.values() for conflict in view.conflicts)
