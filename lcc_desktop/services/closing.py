"""What is still missing before an evaluation can be closed with a good conscience. Nothing here forbids closing."""

from dataclasses import dataclass

from lcc_desktop.domain.scoring import State
from lcc_desktop.services.results import EvaluationView


@dataclass(frozen=True)
class Checklist:
    """Codes of indicators, in the order of the framework, by what they lack."""

    unscored: tuple[str, ...]
    no_information: tuple[str, ...]
    no_evidence: tuple[str, ...]
    no_reason: tuple[str, ...]
    disputed: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not (self.unscored or self.no_evidence or self.disputed)


def checklist(view: EvaluationView) -> Checklist:
    """What each indicator lacks: a score, evidence where its degree asks for it, a justification, an agreement."""
    each = view.indicators.values()
    return Checklist(
        unscored=tuple(i.indicator.code for i in each if i.score.state is State.UNSCORED),
        no_information=tuple(i.indicator.code for i in each if i.score.state is State.NO_INFORMATION),
        no_evidence=tuple(i.indicator.code for i in each if i.lacks_evidence),
        no_reason=tuple(i.indicator.code for i in each if i.score.state is not State.UNSCORED and not i.note.strip()),
        disputed=tuple(i.indicator.code for i in each if i.conflicts or i.score.state is State.DISPUTED),
    )
