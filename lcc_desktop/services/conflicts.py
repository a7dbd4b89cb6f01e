"""Conflicts side by side: who said what, when, on what evidence; settled one by one or by a rule.

A choice is said again as an entry of the journal by somebody who had seen every side, so it travels with the next
package and every device comes to the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from lcc_desktop.domain import facts
from lcc_desktop.domain.errors import BadScore, ConflictGone
from lcc_desktop.domain.facts import score_of
from lcc_desktop.domain.framework import Framework, Indicator
from lcc_desktop.domain.roles import Role
from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.models.evaluation import Evaluation
from lcc_desktop.models.journal import Conflict
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.reading import commune_of, entry_moment, pinned
from lcc_desktop.services.scoring import checked
from lcc_desktop.services.standing import trust_of
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.sync import keys, seal
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.standing import NotBelieved
from lcc_desktop.sync.state import Fact, fold


class Rule(StrEnum):
    """How many conflicts can be settled at once. What a rule does not decide stays open."""

    NEWEST = "newest"
    """The word that came last, by the journal's own clock."""

    TEAM = "team"
    """The word of the team that verifies and coordinates, where it has but one."""

    DEVICE = "device"
    """The word of one device: this one, if no other is named."""

    EVIDENCE = "evidence"
    """The word of whoever had more evidence before them."""


@dataclass(frozen=True)
class Claim:
    """One side of a conflict: `entry` names it, as (device, number). `value` is as the fact has it; None where it was
    left out. `keeps`: this side, knowing nothing of a deletion, spoke of the thing, by `kind` and `field`.

    `clock` is the journal's; `note` is the justification its author knew, `evidence` what the pieces they knew of are
    called.
    """

    entry: tuple[str, int]
    clock: tuple[int, int]
    author: str
    roles: frozenset[Role]
    is_own: bool
    at: datetime
    kind: str
    field: str
    value: Any
    keeps: bool
    is_shown: bool
    note: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Dispute:
    """A fact in conflict. `indicator` is what it is about, `thing` what people call it where it is something else.

    `is_closed`: the evaluation is closed, and this can be settled only after it was reopened.
    """

    evaluation: str
    commune: Commune
    cycle: str
    kind: str
    entity: str
    field: str
    indicator: Indicator | None
    thing: str
    is_closed: bool
    claims: tuple[Claim, ...]

    @property
    def fact(self) -> tuple[str, str, str, str]:
        """What names it: evaluation, kind, entity, field."""
        return self.evaluation, self.kind, self.entity, self.field

    @property
    def is_deletion(self) -> bool:
        """Whether it is about keeping or removing a thing."""
        return facts.KINDS[self.kind].goes and self.field == facts.PRESENT


@dataclass(frozen=True)
class Choice:
    """What would be chosen of a conflict; None: it stays open."""

    dispute: Dispute
    claim: Claim | None


class Conflicts:
    """The conflicts of a workspace."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes

    def waiting(self, evaluation: str = "") -> list[Dispute]:
        """What waits for a choice, in one evaluation or in all."""
        with begin(self._workspace) as work:
            query = select(Conflict.scope).distinct().order_by(Conflict.scope)
            if evaluation:
                query = query.where(Conflict.scope == evaluation)
            scopes = work.session.scalars(query).all()
            return [dispute for scope in scopes for dispute in self._of(work, scope)]

    def count(self) -> int:
        """How many facts wait for a choice."""
        with begin(self._workspace) as work:
            return len(work.session.scalars(select(Conflict.fact)).all())

    def by_rule(self, disputes: Iterable[Dispute], rule: Rule, device: str = "") -> list[Choice]:
        """What a rule would choose of conflicts; nothing is changed. `device`: for the rule of that name."""
        with begin(self._workspace) as work:
            device = device or work.journal.device.id
        return [Choice(dispute, _picked(dispute, rule, device)) for dispute in disputes]

    def settle(self, choices: Iterable[Choice]) -> int:
        """Say the chosen sides, all or none; how many. What has no claim stays open.

        Raises ConflictGone, EvaluationClosed, BadScore, StorageFailed.
        """
        chosen: dict[str, list[tuple[Dispute, Claim]]] = defaultdict(list)
        for choice in choices:
            if choice.claim is not None:
                chosen[choice.dispute.evaluation].append((choice.dispute, choice.claim))
        with begin(self._workspace) as work:
            for scope, pairs in chosen.items():
                waiting = {(f.shown.kind, f.shown.entity, f.shown.field): f for f in work.journal.conflicts(scope)}
                values = [self._value(work, one, claim, waiting.get(one.fact[1:])) for one, claim in pairs]
                said = [(*one.fact[1:], value) for (one, _claim), value in zip(pairs, values, strict=True)]
                work.journal.record_all(scope, said)
            work.commit()
        return sum(map(len, chosen.values()))

    def _value(self, work: Work, dispute: Dispute, claim: Claim, fact: Fact | None) -> Any:
        """The value of a side that is still one."""
        rival = next((r for r in fact.rivals if (r.device, r.seq) == claim.entry), None) if fact else None
        if fact is None or rival is None:
            raise ConflictGone
        if rival.fact != fact.shown.fact:
            return True
        if dispute.field == "value" and dispute.indicator is not None:
            self._check(work, dispute, rival.value)
        return rival.value

    def _check(self, work: Work, dispute: Dispute, value: Any) -> None:
        """A side that is not shown was not held against the framework when it came. Raises BadScore."""
        row = work.session.get_one(Evaluation, (dispute.evaluation, dispute.evaluation))
        framework, said = self._frameworks.get(work.session, pinned(row)), score_of(value)
        indicator = framework.find(dispute.entity)
        if indicator is not None and checked(framework, indicator, said) != said:
            raise BadScore(dispute.entity, str(said.degree), indicator.top)

    def _of(self, work: Work, scope: str) -> list[Dispute]:
        row = work.session.get(Evaluation, (scope, scope))
        waiting = work.journal.conflicts(scope)
        if row is None or not waiting:
            return []
        entries = work.journal.entries(scope)
        state = fold(entries)
        framework = self._frameworks.get(work.session, pinned(row))
        roles, own = _roles(work, scope), work.journal.device.id
        return [
            Dispute(
                evaluation=scope,
                commune=commune_of(self._communes, row.commune),
                cycle=row.cycle,
                kind=fact.shown.kind,
                entity=fact.shown.entity,
                field=fact.shown.field,
                indicator=_indicator(framework, fact, state),
                thing=_thing(fact, state),
                is_closed=bool(row.closed) and fact.shown.field in facts.CLOSED.get(fact.shown.kind, ()),
                claims=tuple(_claim(rival, fact, entries, roles, own) for rival in fact.rivals),
            )
            for fact in waiting
        ]


def _roles(work: Work, scope: str) -> dict[str, frozenset[Role]]:
    """What each device that spoke in a scope may do, as its own word for its entries and the trust list show."""
    trust, found = trust_of(work.session), {}
    for stream in work.journal.streams(scope):
        found[stream.device] = trust.roles.get(stream.device, frozenset())
        if not found[stream.device] and stream.sealed_seq == stream.seq:
            try:
                line = seal.check(stream.seal, scope, stream.device, stream.seq, stream.hash)
                found[stream.device] = trust.roles_of(stream.device, line, carried=True)
            except (keys.BadSignature, NotBelieved):
                continue
    return found


def _claim(rival: Entry, fact: Fact, entries: Sequence[Entry], roles: Mapping[str, frozenset[Role]], own: str) -> Claim:
    known = [entry for entry in entries if entry.device == rival.device or rival.knew(entry)]
    return Claim(
        entry=(rival.device, rival.seq),
        clock=rival.hlc,
        author=rival.author,
        roles=roles.get(rival.device, frozenset()),
        is_own=rival.device == own,
        at=entry_moment(rival),
        kind=rival.kind,
        field=rival.field,
        value=None if rival.left_out else readable(rival.kind, rival.field, rival.value),
        keeps=rival.fact != fact.shown.fact,
        is_shown=(rival.fact, rival.value) == (fact.shown.fact, fact.value),
        note=_note(rival, known),
        evidence=_evidence(fact.shown.entity, known)
        if fact.shown.kind in ("score", "verified", "prerequisite")
        else (),
    )


def readable(kind: str, field: str, value: Any) -> Any:
    """A fact's value as people's words for it are made from it."""
    if field == "value" and kind in ("score", "verified"):
        return score_of(value)
    return Ballot.from_fact(value) if kind == "tally" else value


_NOTES = {"score": "note", "verified": "reason", "prerequisite": "note"}


def _note(rival: Entry, known: Iterable[Entry]) -> str:
    field = _NOTES.get(rival.kind, "")
    if not field or rival.field == field:
        return ""
    notes = [e for e in known if (e.kind, e.entity, e.field) == (rival.kind, rival.entity, field)]
    own = [entry for entry in notes if entry.device == rival.device] or notes
    return str(max(own, key=lambda entry: (entry.hlc, entry.device)).value) if own else ""


def _evidence(served: str, known: Sequence[Entry]) -> tuple[str, ...]:
    """What the pieces that serve something are called, as somebody knew them."""
    state = fold(known)
    found = []
    for fact in state.values():
        if fact.shown.kind == "evidence_link" and fact.value is True and fact.shown.entity.split("/")[0] == served:
            piece = fact.shown.entity.split("/")[1]
            said = {
                f.shown.field: f.value for f in state.values() if (f.shown.kind, f.shown.entity) == ("evidence", piece)
            }
            found.append(_called(said))
    return tuple(sorted(found))


def _called(said: dict[str, Any]) -> str:
    file, paper = said.get("file"), said.get("paper")
    name = file["name"] if isinstance(file, dict) else ""
    reference = paper["reference"] if isinstance(paper, dict) else ""
    texts = (said.get("title"), name, reference, said.get("link"))
    return next((text for text in texts if isinstance(text, str) and text), "")


def _indicator(framework: Framework, fact: Fact, state: dict[str, Fact]) -> Indicator | None:
    kind, entity = fact.shown.kind, fact.shown.entity
    if kind in ("score", "verified", "tally", "evidence_source"):
        return framework.find(entity.split("/")[0])
    said = state.get("\t".join((kind, entity, "indicator")))
    return framework.find(said.value) if said is not None and isinstance(said.value, str) else None


_CALLED = ("title_fr", "title_ar", "name", "title", "text", "file")


def _thing(fact: Fact, state: dict[str, Fact]) -> str:
    """What people call the thing that is in conflict; empty for what its indicator or commune names."""
    if fact.shown.kind in ("score", "verified", "tally", "evaluation"):
        return ""
    for field in _CALLED:
        said = state.get("\t".join((fact.shown.kind, fact.shown.entity, field)))
        if said is not None and said.value:
            if isinstance(said.value, str):
                return said.value
            if isinstance(said.value, dict):
                return str(said.value["name"])
    return fact.shown.entity if fact.shown.kind == "prerequisite" else ""


def _picked(dispute: Dispute, rule: Rule, device: str) -> Claim | None:
    claims = dispute.claims
    match rule:
        case Rule.NEWEST:
            return max(claims, key=lambda claim: (claim.clock, claim.entry))
        case Rule.TEAM:
            return _only([claim for claim in claims if claim.roles & {Role.VERIFIER, Role.COORDINATOR}])
        case Rule.DEVICE:
            return _only([claim for claim in claims if claim.entry[0] == device])
        case Rule.EVIDENCE:
            most = max(len(claim.evidence) for claim in claims)
            return _only([claim for claim in claims if len(claim.evidence) == most]) if most else None


def _only(claims: Sequence[Claim]) -> Claim | None:
    """The side of these, where they all say the same."""
    said = {True if claim.keeps else repr(claim.value) for claim in claims}
    return claims[-1] if len(said) == 1 else None
