"""Evaluations: start one, list them, read one whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.domain.errors import CommuneNotFound, CycleMissing, IndicatorNotFound, LetterheadTooLong
from lcc_desktop.domain.facts import LETTERHEAD_LIMIT, one_line, score_of
from lcc_desktop.domain.framework import Framework, FrameworkRef, Indicator
from lcc_desktop.domain.people import Gathering
from lcc_desktop.domain.scoring import UNSCORED, Score, State
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.models.evaluation import Evaluation, Evidence, EvidenceLink, EvidenceSource, ScoreRow, VerifiedRow
from lcc_desktop.models.journal import Conflict
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.gatherings import read_gathering
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.plan_reading import read_actions
from lcc_desktop.services.reading import commune_of, entry_moment, find, find_with_scores, last_entry, pinned, within
from lcc_desktop.services.results import (
    EvaluationRow,
    EvaluationView,
    EvidenceItem,
    FieldConflict,
    IndicatorView,
    layers,
)
from lcc_desktop.services.room import NO_PARTS, Parts, read_parts, read_parts_of
from lcc_desktop.services.summaries import Shares, completeness_of, share, summaries
from lcc_desktop.services.unit import Work, begin, look
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.state import Fact, dump

SELF_EVALUATION = "self-evaluation"
DESCRIBED = ("letterhead_fr", "letterhead_ar", "milieu")
"""What an evaluation may say of its commune in place of the gazetteer."""
CYCLE = ("cycle", "stage")


class Evaluations:
    """The evaluations of a workspace."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes

    def start(self, commune: str, cycle: str, framework: FrameworkRef) -> str:
        """Start an evaluation of a commune (by code); its id. Raises CommuneNotFound, CycleMissing."""
        if self._communes.find(commune) is None:
            raise CommuneNotFound(commune)
        cycle = _cycle(cycle)
        evaluation = new_identity()
        with begin(self._workspace) as work:
            self._frameworks.get(work.session, framework)
            pinned = {"id": framework.id, "version": framework.version, "digest": framework.digest}
            first = {"commune": commune, "cycle": cycle, "framework": pinned, "stage": SELF_EVALUATION}
            for field, value in first.items():
                work.journal.record(evaluation, "evaluation", evaluation, field, value)
            work.commit()
        return evaluation

    def rows(self) -> list[EvaluationRow]:
        """All evaluations, the last changed first."""
        with begin(self._workspace) as work:
            rows = evaluation_rows(work, self._frameworks, self._communes)
            work.commit()
        return sorted(rows, key=lambda row: (row.last_change or datetime.min.replace(tzinfo=UTC), row.id), reverse=True)

    def ids(self) -> list[str]:
        """Which evaluations there are."""
        with look(self._workspace) as work:
            return list(work.session.scalars(select(Evaluation.scope)))

    def view(self, evaluation: str) -> EvaluationView:
        """One evaluation whole. Raises EvaluationNotFound, FrameworkUnknown."""
        with look(self._workspace) as work:
            return read_view(work, evaluation, self._frameworks, self._communes, bench=True)

    def calibrate(self, evaluation: str, code: str) -> EvaluationView:
        """Say which indicator everybody scores together first, to agree on how to score; "" for none.

        Raises EvaluationNotFound, IndicatorNotFound, StorageFailed.
        """
        with begin(self._workspace) as work:
            if code and framework_of(work.session, evaluation, self._frameworks).find(code) is None:
                raise IndicatorNotFound(code)
            if code != find(work.session, evaluation).calibration:
                work.journal.record(evaluation, "evaluation", evaluation, "calibration", code)
            work.session.flush()
            after = read_view(work, evaluation, self._frameworks, self._communes, bench=True)
            work.commit()
        return after

    def describe_commune(
        self,
        evaluation: str,
        letterhead_fr: str | None = None,
        letterhead_ar: str | None = None,
        milieu: str | None = None,
    ) -> EvaluationView:
        """Say how documents name the commune, and whether it is "urban" or "rural"; the evaluation as it is now.

        None leaves a field alone, "" goes back to the gazetteer. A field in conflict is settled by saying it.
        Raises EvaluationNotFound, LetterheadTooLong, StorageFailed.
        """
        said = {
            "letterhead_fr": _letterhead(letterhead_fr),
            "letterhead_ar": _letterhead(letterhead_ar),
            "milieu": milieu,
        }
        with begin(self._workspace) as work:
            row = find(work.session, evaluation)
            disputed = {conflict.field for conflict in _said_of_it(work.journal.conflicts(evaluation), DESCRIBED)}
            for field, value in said.items():
                if value is not None and (value != getattr(row, field) or field in disputed):
                    work.journal.record(evaluation, "evaluation", evaluation, field, value)
            work.session.flush()
            after = read_view(work, evaluation, self._frameworks, self._communes)
            work.commit()
        return after

    def describe_cycle(self, evaluation: str, cycle: str | None = None, stage: Stage | None = None) -> EvaluationView:
        """Name the cycle anew, say at which stage the commune is; the evaluation as it is now.

        None leaves a field alone. A field in conflict is settled by saying it.
        Raises EvaluationNotFound, CycleMissing, EvaluationClosed, StorageFailed.
        """
        said = {"cycle": None if cycle is None else _cycle(cycle), "stage": None if stage is None else stage.value}
        with begin(self._workspace) as work:
            row = find(work.session, evaluation)
            disputed = {conflict.field for conflict in _said_of_it(work.journal.conflicts(evaluation), CYCLE)}
            for field, value in said.items():
                if value is not None and (value != getattr(row, field) or field in disputed):
                    work.journal.record(evaluation, "evaluation", evaluation, field, value)
            work.session.flush()
            after = read_view(work, evaluation, self._frameworks, self._communes, bench=True)
            work.commit()
        return after

    def framework_of(self, evaluation: str) -> FrameworkRef:
        """Which framework an evaluation is pinned to. Raises EvaluationNotFound."""
        with look(self._workspace) as work:
            return pinned(find(work.session, evaluation))

    def dump(self, evaluation: str) -> bytes:
        """The shared state as canonical JSON: equal bytes for equal knowledge. Raises EvaluationNotFound."""
        with look(self._workspace) as work:
            find(work.session, evaluation)
            return dump(evaluation, work.journal.entries(evaluation))


_ABOUT_AN_INDICATOR = (
    ("score", "value"),
    ("score", "note"),
    ("score", "aim"),
    ("score", "method"),
    ("score", "dissent"),
    ("verified", "value"),
    ("verified", "reason"),
    ("verified", "on"),
)


_ROWS = select(
    Evaluation.__table__.c.scope,
    Evaluation.__table__.c.commune,
    Evaluation.__table__.c.cycle,
    Evaluation.__table__.c.stage,
    Evaluation.__table__.c.framework_id,
    Evaluation.__table__.c.framework_version,
    Evaluation.__table__.c.framework_digest,
    Evaluation.__table__.c.closed,
)
"""Columns, not objects: a list of thousands is read at once, and nobody changes it."""


def evaluation_rows(
    work: Work,
    frameworks: Frameworks,
    communes: Gazetteer,
    cycles: Collection[str] | None = None,
    commune: str | None = None,
) -> list[EvaluationRow]:
    """Evaluations as lists show them, in no order: all, or those of some cycles, or of one commune.

    Figures made anew are kept if `work` commits.
    """
    columns = _ROWS.selected_columns
    query = _ROWS if cycles is None else _ROWS.where(columns.cycle.in_(cycles))
    if commune is not None:
        query = query.where(columns.commune == commune)
    found = work.session.connection().execute(query).all()
    figures = summaries(work, frameworks, None if cycles is commune is None else query.with_only_columns(columns.scope))
    references: dict[tuple[str, int, str], FrameworkRef] = {}
    rows = []
    for scope, code, cycle, stage, identity, version, digest, closed in found:
        pin = identity, version, digest
        if pin not in references:
            references[pin] = FrameworkRef(*pin)
        kept = figures[scope]
        rows.append(
            EvaluationRow(
                scope,
                commune_of(communes, code),
                cycle,
                stage,
                completeness_of(kept.answered, kept.total),
                share(kept.score),
                kept.disputed,
                kept.last_change,
                share(kept.verified),
                Shares(kept.principles),
                Shares(kept.fields),
                Shares(kept.verified_principles),
                references[pin],
                closed,
            )
        )
    return rows


def framework_of(session: Session, evaluation: str, frameworks: Frameworks) -> Framework:
    """The framework an evaluation is pinned to. Raises EvaluationNotFound, FrameworkUnknown."""
    return frameworks.get(session, pinned(find(session, evaluation)))


def read_view(
    work: Work, evaluation: str, frameworks: Frameworks, communes: Gazetteer, bench: bool = False
) -> EvaluationView:
    """One evaluation whole, within a transaction under way. `bench`: with what never leaves this workspace."""
    row = find(work.session, evaluation)
    framework = frameworks.get(work.session, pinned(row))
    scores = {r.entity: r for r in work.session.scalars(select(ScoreRow).where(ScoreRow.scope == evaluation))}
    verified = {r.entity: r for r in work.session.scalars(select(VerifiedRow).where(VerifiedRow.scope == evaluation))}
    waiting = work.journal.conflicts(evaluation)
    conflicts = _conflicts(waiting)
    evidence = read_evidence(work.session, evaluation)
    parts = read_parts(work.session, evaluation, bench)
    gathering = read_gathering(work.session, evaluation)
    views = {
        indicator.code: _indicator_view(
            framework,
            indicator,
            scores.get(indicator.code),
            verified.get(indicator.code),
            evidence.get(indicator.code, ()),
            conflicts.get(indicator.code, ()),
            parts.get(indicator.code, NO_PARTS),
        )
        for indicator in framework.indicators
    }
    own, checked = layers(framework, views)
    last = last_entry(work.session, evaluation)
    return EvaluationView(
        id=evaluation,
        commune=replace(
            commune_of(communes, row.commune),
            letterhead_fr=row.letterhead_fr,
            letterhead_ar=row.letterhead_ar,
            milieu_override=row.milieu,
        ),
        cycle=row.cycle,
        stage=row.stage,
        framework=framework,
        indicators=views,
        results=own,
        verified=checked,
        author=last.author if last else "",
        last_change=entry_moment(last) if last else None,
        commune_conflicts=_said_of_it(waiting, DESCRIBED),
        closed=row.closed,
        participation=gathering.participation,
        cycle_conflicts=_said_of_it(waiting, CYCLE),
        calibration=row.calibration,
        groups=gathering.groups,
        minutes=_planned(gathering, framework),
        remarks=parts.get("", NO_PARTS).remarks,
        actions=read_actions(work.session, evaluation),
    )


def _planned(gathering: Gathering, framework: Framework) -> dict[str, int]:
    """The minutes planned for each principle in all sessions together; nothing for those without any."""
    minutes = {p.code: sum(s.budgets.get(p.code, 0) for s in gathering.sittings) for p in framework.principles}
    return {code: planned for code, planned in minutes.items() if planned}


def read_indicator(work: Work, evaluation: str, code: str, framework: Framework) -> IndicatorView:
    """One indicator, within a transaction under way."""
    indicator = framework.find(code)
    assert indicator is not None  # noqa: S101  (callers have checked the code; this narrows the type)
    _row, score, verified = find_with_scores(work.session, evaluation, code)
    return view_indicator(work, evaluation, framework, indicator, score, verified)


def view_indicator(
    work: Work,
    evaluation: str,
    framework: Framework,
    indicator: Indicator,
    score: ScoreRow | None,
    verified: VerifiedRow | None,
) -> IndicatorView:
    """The same with its rows already found: what a key press needs to repaint."""
    return _indicator_view(
        framework,
        indicator,
        score,
        verified,
        read_evidence(work.session, evaluation, indicator.code).get(indicator.code, ()),
        _conflicts_about(work, evaluation, indicator.code),
        read_parts_of(work.session, evaluation, indicator.code),
    )


def read_score_again(work: Work, evaluation: str, before: IndicatorView, framework: Framework) -> IndicatorView:
    """One indicator after nothing but facts of its score were written: all the rest is as it was read `before`."""
    stored = work.session.get(ScoreRow, (evaluation, before.indicator.code))
    settled = {change.field for change in work.journal.changes}
    conflicts = tuple(conflict for conflict in before.conflicts if conflict.field not in settled)
    return replace(before, conflicts=conflicts, **_said_in(stored, framework, before.indicator, conflicts))


_WAITING = select(Conflict.fact).where(Conflict.scope == bindparam("scope"))


def _conflicts_about(work: Work, evaluation: str, code: str) -> tuple[FieldConflict, ...]:
    """What people said of one indicator without knowing of each other; mostly nothing, and that is known soon."""
    waiting = work.session.scalars(_WAITING, {"scope": evaluation}).all()
    if not any(fact.split("\t")[1].split("/")[0] == code for fact in waiting):
        return ()
    return _conflicts(work.journal.conflicts(evaluation)).get(code, ())


def _said_in(
    stored: ScoreRow | None, framework: Framework, indicator: Indicator, conflicts: Sequence[FieldConflict]
) -> dict[str, Any]:
    """What a row of the score says, as fields of an IndicatorView."""
    return {
        "score": within(framework, indicator, shown_score(stored, conflicts)),
        "note": stored.note if stored else "",
        "aim": min(stored.aim, indicator.top) if stored and stored.aim is not None else None,
        "method": stored.method if stored else "",
        "dissent": stored.dissent if stored else "",
    }


def _indicator_view(
    framework: Framework,
    indicator: Indicator,
    stored: ScoreRow | None,
    verified: VerifiedRow | None,
    evidence: Sequence[EvidenceItem],
    conflicts: tuple[FieldConflict, ...],
    parts: Parts,
) -> IndicatorView:
    return IndicatorView(
        indicator=indicator,
        **_said_in(stored, framework, indicator, conflicts),
        evidence=tuple(evidence),
        conflicts=conflicts,
        verified=within(framework, indicator, verified.score) if verified and verified.score != UNSCORED else None,
        reason=verified.reason if verified else "",
        seen_on=date.fromisoformat(verified.on) if verified and verified.on else None,
        tallies=parts.tallies,
        remarks=parts.remarks,
        private=parts.private,
        seconds=parts.seconds,
    )


def shown_score(stored: ScoreRow | None, conflicts: Sequence[FieldConflict]) -> Score:
    """The score to show: disputed, with its provisional degree, while people's values conflict."""
    if stored is None:
        return UNSCORED
    if any(conflict.field == "value" for conflict in conflicts):
        return Score(State.DISPUTED, stored.degree, stored.score.numbers)
    return stored.score


# Statements of a key press are made once: making one takes longer than SQLite takes to answer it.
_EVIDENCE = (
    select(EvidenceLink.indicator, Evidence, EvidenceSource.source)
    .join(Evidence, (Evidence.scope == EvidenceLink.scope) & (Evidence.entity == EvidenceLink.evidence))
    .outerjoin(
        EvidenceSource,
        (EvidenceSource.scope == EvidenceLink.scope) & (EvidenceSource.entity == EvidenceLink.entity),
    )
    .where(EvidenceLink.scope == bindparam("scope"), EvidenceLink.present)
)
_EVIDENCE_OF = _EVIDENCE.where(EvidenceLink.indicator == bindparam("served"))


def read_evidence(session: Session, evaluation: str, served: str | None = None) -> dict[str, list[EvidenceItem]]:
    """What serves what: by code of indicator or prerequisite or by action, in the order of names; or of one of them."""
    query = _EVIDENCE if served is None else _EVIDENCE_OF
    found: dict[str, list[EvidenceItem]] = defaultdict(list)
    for code, row, source in session.execute(query, {"scope": evaluation, "served": served}):
        found[code].append(evidence_item(row, source))
    for items in found.values():
        items.sort(key=lambda item: (item.label.casefold(), item.id))
    return found


def evidence_item(row: Evidence, source: int | None = None) -> EvidenceItem:
    """A piece of evidence as people see it."""
    return EvidenceItem(
        id=row.entity,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        title=row.title,
        link=row.link,
        reference=row.reference,
        keeper=row.keeper,
        status=row.status,
        who=row.due_who,
        by=row.due_by,
        confidential=row.confidential,
        source=source,
    )


def _cycle(text: str) -> str:
    text = one_line(text)
    if not 0 < len(text) <= 40:
        raise CycleMissing
    return text


def _letterhead(text: str | None) -> str | None:
    if text is None:
        return None
    text = one_line(text)
    if len(text) > LETTERHEAD_LIMIT:
        raise LetterheadTooLong(LETTERHEAD_LIMIT)
    return text


def _said_of_it(waiting: Iterable[Fact], fields: Sequence[str]) -> tuple[FieldConflict, ...]:
    """What people said of the evaluation itself without knowing of each other."""
    said = [fact for fact in waiting if fact.shown.kind == "evaluation" and fact.shown.field in fields]
    return tuple(replace(conflict_of(fact), indicator="") for fact in said)


def _conflicts(waiting: Iterable[Fact]) -> dict[str, tuple[FieldConflict, ...]]:
    found: dict[str, list[FieldConflict]] = defaultdict(list)
    for fact in waiting:
        if (fact.shown.kind, fact.shown.field) in _ABOUT_AN_INDICATOR or fact.shown.kind == "tally":
            conflict = conflict_of(fact)
            found[conflict.indicator].append(conflict)
    return {code: tuple(conflicts) for code, conflicts in found.items()}


def conflict_of(fact: Fact) -> FieldConflict:
    """The values of a fact in conflict, each with who said it and when."""
    values = tuple((_said(rival), rival.author, entry_moment(rival)) for rival in fact.rivals)
    field = f"verified-{fact.shown.field}" if fact.shown.kind == "verified" else fact.shown.field
    return FieldConflict(fact.shown.entity.split("/")[0], field, values)


def _said(entry: Entry) -> object:
    if entry.field == "value":
        return score_of(entry.value)
    if entry.kind == "tally":
        return Ballot.from_fact(entry.value)
    return entry.value
