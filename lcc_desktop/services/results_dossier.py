"""Everything that documents say of one evaluation, read at one moment."""

from dataclasses import dataclass
from datetime import date, datetime

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.comparison import Comparison
from lcc_desktop.domain.errors import LabelNotGranted
from lcc_desktop.domain.template import STANDARD, Template
from lcc_desktop.services.results import EvaluationView, PrerequisiteView


@dataclass(frozen=True)
class Earlier:
    """The cycle before, and how it compares: nothing is subtracted that was not measured alike."""

    cycle: str
    comparison: Comparison


@dataclass(frozen=True)
class Decided:
    """A decision of the committee as it was recorded. `signed` is what its signature is worth here."""

    outcome: Outcome
    day: date
    members: str
    conditions: str
    reference: str
    author: str
    recorded_at: datetime
    signed: str


@dataclass(frozen=True)
class Dossier:
    """An evaluation with what stands beside it, and the template of its documents. The first of the decisions is the
    one that stands.
    """

    view: EvaluationView
    prerequisites: tuple[PrerequisiteView, ...] = ()
    earlier: Earlier | None = None
    decisions: tuple[Decided, ...] = ()
    template: Template = STANDARD

    @property
    def granted(self) -> Decided:
        """The decision that grants the label. Raises LabelNotGranted: no figure stands in for it."""
        if not self.decisions:
            raise LabelNotGranted("none")
        standing = self.decisions[0]
        if standing.outcome is not Outcome.GRANTED:
            raise LabelNotGranted("other")
        if standing.signed != "good":
            raise LabelNotGranted("signature")
        return standing
