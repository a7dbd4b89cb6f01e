"""What the verification mission found, beside what the commune says of itself: neither takes the other's place."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lcc_desktop.domain.scoring import Score
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import read_view
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.reading import entry_moment
from lcc_desktop.services.results import EvaluationView, EvidenceItem, IndicatorView
from lcc_desktop.services.unit import look
from lcc_desktop.sync.entry import Entry, fact_key
from lcc_desktop.sync.state import settle


@dataclass(frozen=True)
class Finding:
    """What the mission found of one indicator: why, on which day, on what evidence, and who said it when.

    `differs`: its score is not the commune's own. `unexplained`: and no reason is given.
    """

    indicator: str
    own: Score
    verified: Score
    reason: str
    seen_on: date | None
    evidence: tuple[EvidenceItem, ...]
    verifier: str
    said_at: datetime

    @property
    def differs(self) -> bool:
        return (self.own.state, self.own.degree) != (self.verified.state, self.verified.degree)

    @property
    def unexplained(self) -> bool:
        return self.differs and not self.reason.strip()


class Verification:
    """The mission's layer of a workspace's evaluations. It is written by `Scoring.verify`."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer) -> None:
        self._workspace, self._frameworks, self._communes = workspace, frameworks, communes

    def findings(self, evaluation: str) -> Mapping[str, Finding]:
        """By code, of the indicators that the mission has looked at, in the framework's order. Raises
        EvaluationNotFound.
        """
        with look(self._workspace) as work:
            view = read_view(work, evaluation, self._frameworks, self._communes)
            codes = [code for code, item in view.indicators.items() if item.verified is not None]
            groups: dict[str, list[Entry]] = defaultdict(list)
            for entry in work.journal.entries_of(evaluation, [fact_key("verified", code, "value") for code in codes]):
                groups[entry.entity].append(entry)
        return {code: _finding(view.indicators[code], settle(groups[code]).shown) for code in codes}


def differences(view: EvaluationView) -> tuple[IndicatorView, ...]:
    """The indicators of which the mission says something else than the commune, in the framework's order."""
    return tuple(
        item
        for item in view.indicators.values()
        if item.verified is not None
        and (item.score.state, item.score.degree) != (item.verified.state, item.verified.degree)
    )


def _finding(item: IndicatorView, last: Entry) -> Finding:
    return Finding(
        indicator=item.indicator.code,
        own=item.score,
        verified=item.verified or item.score,
        reason=item.reason,
        seen_on=item.seen_on,
        evidence=tuple(piece for piece in item.evidence if piece.status == "seen"),
        verifier=last.author,
        said_at=entry_moment(last),
    )
