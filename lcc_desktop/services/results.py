"""What services hand out: frozen values, safe in any thread, readable by screens, documents and exports."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from lcc_desktop.domain.evidence import OBTAINED, SEEN, TO_OBTAIN, Shows, is_overdue, shows
from lcc_desktop.domain.framework import Framework, FrameworkRef, Indicator, Prerequisite
from lcc_desktop.domain.people import NOBODY, Group, Participation
from lcc_desktop.domain.plan import Action
from lcc_desktop.domain.scoring import NO_INFORMATION, Results, Score, results, verified_layer, with_score
from lcc_desktop.domain.territory import Commune
from lcc_desktop.domain.votes import EVERYBODY, Ballot


@dataclass(frozen=True)
class EvaluationRow:
    """An evaluation as lists show it. `completeness`, `score` and all others are shares of one.

    `principles`, `fields`: by code, the commune's own layer; the `verified` ones are None or empty while the mission
    has not begun. `closed`: the id of the snapshot it is closed with, or empty.
    """

    id: str
    commune: Commune
    cycle: str
    stage: str
    completeness: Fraction
    score: Fraction | None
    disputed: int
    last_change: datetime | None
    verified: Fraction | None
    principles: Mapping[str, Fraction | None]
    fields: Mapping[str, Fraction | None]
    verified_principles: Mapping[str, Fraction | None]
    framework: FrameworkRef
    closed: str


@dataclass(frozen=True)
class EvidenceItem:
    """A piece of evidence as it serves one thing: a file, a link, paper seen on site, or something still to obtain.

    `sha256` finds a file in the evidence store, `size` in bytes; both are empty where there is none. `status` is what
    was said of it, perhaps nothing: see `state`. `source` is the position of the expected source that it is.
    """

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    title: str = ""
    link: str = ""
    reference: str = ""
    keeper: str = ""
    status: str = ""
    who: str = ""
    by: str = ""
    confidential: bool = False
    source: int | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return self.title or self.name or self.reference or self.link

    @property
    def state(self) -> str:
        """Its status, as said or as it shows from what is here."""
        if self.status:
            return self.status
        if self.sha256 or self.link:
            return OBTAINED
        return SEEN if self.reference or self.keeper else TO_OBTAIN

    @property
    def supplied(self) -> bool:
        """Whether it counts as evidence now."""
        return self.state in (OBTAINED, SEEN)

    @property
    def shows(self) -> Shows:
        """How its file can be looked at inside the window."""
        return shows(self.media_type) if self.sha256 else Shows.NOT

    def is_overdue(self, today: date) -> bool:
        return is_overdue(self.state, self.by, today)


@dataclass(frozen=True)
class Tallied:
    """Cards counted in a round (1, 2), by everybody or by one group (its id)."""

    round: int
    group: str
    ballot: Ballot


@dataclass(frozen=True)
class RemarkItem:
    """A strength, a point to improve, or something parked (`sort`); `indicator` is empty for the whole evaluation."""

    id: str
    indicator: str
    sort: str
    text: str
    done: bool = False


@dataclass(frozen=True)
class FieldConflict:
    """Values that did not know each other. `values` pairs each value with who said it and when.

    `indicator` is a code, or empty for what is said of the commune or the cycle.
    """

    indicator: str
    field: str
    values: tuple[tuple[object, str, datetime], ...]


@dataclass(frozen=True)
class IndicatorView:
    """One indicator of one evaluation, as the workshop shows it.

    `aim` is the degree its improvement plan aims at; `verified` what the verification mission says, None where it
    has not looked, with its `reason`; it looked on `seen_on`, None where it did not say. `method` is how the group came
    from its votes to the score, `dissent` what some of it held against that. `private` and `seconds` (on the card) are
    this workspace's own and never travel.
    """

    indicator: Indicator
    score: Score
    note: str
    evidence: tuple[EvidenceItem, ...]
    conflicts: tuple[FieldConflict, ...]
    aim: int | None = None
    verified: Score | None = None
    reason: str = ""
    seen_on: date | None = None
    method: str = ""
    dissent: str = ""
    tallies: tuple[Tallied, ...] = ()
    remarks: tuple[RemarkItem, ...] = ()
    private: str = ""
    seconds: int = 0

    def ballot(self, number: int) -> Ballot:
        """The cards of a round: everybody's where all voted together, else those of the groups. Empty: no vote."""
        together = self.ballot_of(number, EVERYBODY)
        apart = (tally.ballot for tally in self.tallies if tally.round == number and tally.group != EVERYBODY)
        return together or sum(apart, Ballot())

    def ballot_of(self, number: int, group: str) -> Ballot:
        """What one group showed in a round."""
        return next((t.ballot for t in self.tallies if (t.round, t.group) == (number, group)), Ballot())

    @property
    def parked(self) -> bool:
        """Whether something about it waits for later."""
        return any(remark.sort == "parked" and not remark.done for remark in self.remarks)

    @property
    def supplied(self) -> tuple[EvidenceItem, ...]:
        """The evidence that counts."""
        return tuple(item for item in self.evidence if item.supplied)

    @property
    def presentable(self) -> tuple[EvidenceItem, ...]:
        """The evidence that a document or the projector may speak of."""
        return tuple(item for item in self.supplied if not item.confidential)

    @property
    def lacks_evidence(self) -> bool:
        """Whether its degree asks for evidence and none is here."""
        least, degree = self.indicator.evidence_from, self.score.degree
        return least is not None and degree is not None and degree >= least and not self.supplied


@dataclass(frozen=True)
class PrerequisiteView:
    """One minimal condition of eligibility in one evaluation. `state` is one of PREREQUISITE_STATES, or empty."""

    prerequisite: Prerequisite
    state: str
    note: str
    evidence: tuple[EvidenceItem, ...]
    conflicts: tuple[FieldConflict, ...]


@dataclass(frozen=True)
class EvaluationView:
    """A whole evaluation, as results and documents read it. `indicators` is in the order of the framework.

    `results` are the commune's own; `verified` those of the verification mission, None while it has not begun.
    `closed` is the id of the snapshot it is closed with, empty while it is open. `participation` counts who took part
    and names nobody. `cycle_conflicts` are about the cycle's name and the stage. `calibration` is the code of the
    indicator everybody scores together first, `groups` are those who vote apart, `minutes` the time planned by code of
    principle; `remarks` are those of the whole evaluation, `actions` those of its plan.
    """

    id: str
    commune: Commune
    cycle: str
    stage: str
    framework: Framework
    indicators: Mapping[str, IndicatorView]
    results: Results
    author: str
    last_change: datetime | None
    verified: Results | None = None
    commune_conflicts: tuple[FieldConflict, ...] = ()
    closed: str = ""
    participation: Participation = NOBODY
    cycle_conflicts: tuple[FieldConflict, ...] = ()
    calibration: str = ""
    groups: tuple[Group, ...] = ()
    minutes: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[RemarkItem, ...] = ()
    actions: tuple[Action, ...] = ()

    def with_indicator(self, shown: IndicatorView) -> "EvaluationView":
        """The evaluation with a new view of one of its indicators, added up again."""
        code = shown.indicator.code
        before = self.indicators[code]
        changed = replace(self, indicators={**self.indicators, code: shown})
        if (before.score, before.aim, before.verified) == (shown.score, shown.aim, shown.verified):
            return changed
        if self.verified is None and shown.verified is None:
            was, now = (before.score, before.aim), (shown.score, shown.aim)
            return replace(changed, results=with_score(self.framework, self.results, code, was, now))
        own_results, verified = layers(self.framework, changed.indicators)
        return replace(changed, results=own_results, verified=verified)

    @property
    def conflicts(self) -> tuple[FieldConflict, ...]:
        return tuple(conflict for view in self.indicators.values() for conflict in view.conflicts)


def layers(framework: Framework, indicators: Mapping[str, IndicatorView]) -> tuple[Results, Results | None]:
    """What the commune's scores add up to, and the mission's; None for a layer nobody has begun."""
    own, aims = _own_layer(indicators)
    checked = {code: view.verified for code, view in indicators.items() if view.verified is not None}
    return results(framework, own, aims), results(framework, verified_layer(own, checked)) if checked else None


def _own_layer(indicators: Mapping[str, IndicatorView]) -> tuple[dict[str, Score], dict[str, int]]:
    own = {code: view.score for code, view in indicators.items()}
    return own, {code: view.aim for code, view in indicators.items() if view.aim is not None}


def group_scores(view: EvaluationView, group: str) -> dict[str, Score]:
    """What a group's own cards come to: of the last round it voted in, the median, rounded down; unscored elsewhere.

    It is shown beside the score and changes nothing.
    """
    found: dict[str, Score] = {}
    for code, item in view.indicators.items():
        ballot = item.ballot_of(2, group) or item.ballot_of(1, group)
        if ballot.median is not None:
            found[code] = Score.of(int(ballot.median))
        elif ballot:
            found[code] = NO_INFORMATION
    return found
