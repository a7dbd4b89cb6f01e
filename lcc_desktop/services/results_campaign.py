"""What services hand out of campaigns: frozen values, readable by screens, documents and exports alike."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeVar

from lcc_desktop.domain.campaign import Applicant, Eligibility, Late, Met, Outcome, Stage
from lcc_desktop.domain.framework import FrameworkRef, Prerequisite
from lcc_desktop.domain.territory import Commune
from lcc_desktop.services.results import EvaluationRow

_T = TypeVar("_T")


@dataclass(frozen=True)
class CampaignRow:
    """A campaign as a list shows it."""

    id: str
    name_fr: str
    name_ar: str
    cycle: str
    framework: FrameworkRef
    opens: date | None
    closes: date | None

    def name(self, language: str) -> str:
        own, other = (self.name_ar, self.name_fr) if language == "ar" else (self.name_fr, self.name_ar)
        return own or other


@dataclass(frozen=True)
class Lot:
    """Communes that begin together."""

    campaign: str
    id: str
    name: str
    position: int


@dataclass(frozen=True)
class Facilitator:
    """Somebody who accompanies communes; `device` is empty while their computer is not known."""

    campaign: str
    id: str
    name: str
    device: str


@dataclass(frozen=True)
class Entrusted:
    """What somebody accompanies in a campaign: `communes` are codes. `facilitator` is their id on the campaign's list,
    empty where they are not on it.
    """

    campaign: CampaignRow
    facilitator: str
    communes: tuple[str, ...]


@dataclass(frozen=True)
class Training:
    """A training session or an awareness workshop. `communes` are codes."""

    campaign: str
    id: str
    title: str
    place: str
    start: date | None
    end: date | None
    women: int
    men: int
    communes: frozenset[str]


class CommuneFile(NamedTuple):
    """A commune of a campaign: what it applied with, where it stands, and what has come from it.

    `evaluation` is the row of its evaluation of this cycle, None while none is here; `milieu` is "urban", "rural" or
    "". `lot` and `facilitators` are names. `suggestion` is what the prerequisites speak for while nothing is decided:
    the team decides.
    """

    campaign: str
    cycle: str
    commune: Commune
    applicant: Applicant
    milieu: str
    stage: Stage
    late: tuple[Late, ...]
    suggestion: Eligibility
    lot: str
    facilitators: tuple[str, ...]
    evaluation: EvaluationRow | None
    outcome: Outcome | None
    note: str

    @property
    def is_checked(self) -> bool:
        """Whether a mission has verified its score."""
        return self.evaluation is not None and self.evaluation.verified is not None

    @property
    def share(self) -> Fraction | None:
        """Its overall score: the verified one where there is one, else the commune's own; None while there is none."""
        row = self.evaluation
        return None if row is None else row.score if row.verified is None else row.verified

    @property
    def principles(self) -> Mapping[str, Fraction | None]:
        """The score of each principle, of the same layer."""
        row = self.evaluation
        return {} if row is None else row.principles if row.verified is None else row.verified_principles


@dataclass(frozen=True)
class CampaignView:
    """One campaign whole, or several side by side. `communes` are by cycle and code, so by region and province."""

    rows: tuple[CampaignRow, ...]
    communes: tuple[CommuneFile, ...]
    lots: tuple[Lot, ...]
    trainings: tuple[Training, ...]
    facilitators: tuple[Facilitator, ...]

    @property
    def row(self) -> CampaignRow:
        """The campaign, or the latest of several."""
        return self.rows[0]

    def lots_in(self, campaign: str) -> list[Lot]:
        """The lots of one of the campaigns."""
        return [lot for lot in self.lots if lot.campaign == campaign]

    def trainings_in(self, campaign: str) -> list[Training]:
        return [training for training in self.trainings if training.campaign == campaign]

    def facilitators_in(self, campaign: str) -> list[Facilitator]:
        return [who for who in self.facilitators if who.campaign == campaign]

    @property
    def taking_part(self) -> tuple[CommuneFile, ...]:
        """Those that did not withdraw."""
        return tuple(file for file in self.communes if not file.applicant.withdrawn)

    @property
    def scored(self) -> tuple[CommuneFile, ...]:
        """Those of them with a score."""
        return tuple(file for file in self.taking_part if file.share is not None)

    def by_region(self) -> Counter[str]:
        """Communes of each region, by its code."""
        return self._count(lambda file: file.commune.code[:2])

    def by_milieu(self) -> Counter[str]:
        return self._count(lambda file: file.milieu)

    def by_stage(self) -> Counter[Stage]:
        return self._count(lambda file: file.stage)

    def by_eligibility(self) -> Counter[Eligibility]:
        return self._count(lambda file: file.applicant.eligibility)

    def by_lot(self) -> Counter[str]:
        """Communes of each lot, by its id; "" for those in none."""
        return self._count(lambda file: file.applicant.lot)

    def _count(self, of: Callable[[CommuneFile], _T]) -> Counter[_T]:
        return Counter(of(file) for file in self.taking_part)


@dataclass(frozen=True)
class CommuneDossier:
    """Everything a campaign knows of one commune.

    `checks`: by code of prerequisite. `trainings` are those it took part in, `others` its files in other cycles, the
    latest first.
    """

    file: CommuneFile
    campaign: CampaignRow
    prerequisites: tuple[Prerequisite, ...]
    checks: Mapping[str, Met]
    facilitators: tuple[Facilitator, ...]
    trainings: tuple[Training, ...]
    others: tuple[CommuneFile, ...] = field(default=())
