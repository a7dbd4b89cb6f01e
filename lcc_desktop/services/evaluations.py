"""Evaluations: start one, list them, read one whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lcc_desktop.domain import scoring
from lcc_desktop.domain.errors import CommuneNotFound, CycleMissing, EvaluationNotFound
from lcc_desktop.domain.facts import writable
from lcc_desktop.domain.framework import Framework, FrameworkRef
from lcc_desktop.domain.scoring import UNSCORED, Score, State
from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.models.evaluation import Evaluation, Evidence, EvidenceLink, ScoreRow
from lcc_desktop.models.journal import Conflict, JournalEntry
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.results import (
    EvaluationRow,
    EvaluationView,
    EvidenceItem,
    FieldConflict,
    IndicatorView,
)
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.sync.entry import Entry, fact_key
from lcc_desktop.sync.state import Fact, dump

SELF_EVALUATION = "self-evaluation"


class Evaluations:
    """The evaluations of a workspace."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes

    def start(self, commune: str, cycle: str, framework: FrameworkRef) -> str:
        """Start an evaluation of a commune (by code); its id. Raises CommuneNotFound, CycleMissing."""
        cycle = writable(cycle.strip())
        if self._communes.find(commune) is None:
            raise CommuneNotFound(commune)
        if not 0 < len(cycle) <= 40:
            raise CycleMissing
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
            scores = _all_scores(work.session)
            changes = _last_changes(work.session)
            rows = [
                self._row(work.session, row, scores.get(row.scope, {}), changes.get(row.scope))
                for row in work.session.scalars(select(Evaluation))
            ]
        return sorted(rows, key=lambda row: (row.last_change or datetime.min.replace(tzinfo=UTC), row.id), reverse=True)

    def view(self, evaluation: str) -> EvaluationView:
        """One evaluation whole. Raises EvaluationNotFound, FrameworkUnknown."""
        with begin(self._workspace) as work:
            return read_view(work, evaluation, self._frameworks, self._communes)

    def dump(self, evaluation: str) -> bytes:
        """The shared state as canonical JSON: equal bytes for equal knowledge. Raises EvaluationNotFound."""
        with begin(self._workspace) as work:
            find(work.session, evaluation)
            return dump(evaluation, work.journal.entries(evaluation))

    def _row(
        self, session: Session, row: Evaluation, scores: Mapping[str, Score], last_change: datetime | None
    ) -> EvaluationRow:
        framework = self._frameworks.get(session, _pinned(row))
        overall = scoring.total(framework.indicators, scores)
        return EvaluationRow(
            id=row.scope,
            commune=commune_of(self._communes, row.commune),
            cycle=row.cycle,
            stage=row.stage,
            completeness=overall.completeness,
            score=overall.score,
            disputed=overall.disputed,
            last_change=last_change,
        )


def find(session: Session, evaluation: str) -> Evaluation:
    """The evaluation's row. Raises EvaluationNotFound."""
    row = session.get(Evaluation, (evaluation, evaluation))
    if row is None:
        raise EvaluationNotFound(evaluation)
    return row


def framework_of(session: Session, evaluation: str, frameworks: Frameworks) -> Framework:
    """The framework an evaluation is pinned to. Raises EvaluationNotFound, FrameworkUnknown."""
    return frameworks.get(session, _pinned(find(session, evaluation)))


def read_view(work: Work, evaluation: str, frameworks: Frameworks, communes: Gazetteer) -> EvaluationView:
    """One evaluation whole, within a transaction under way."""
    row = find(work.session, evaluation)
    framework = frameworks.get(work.session, _pinned(row))
    rows = {r.entity: r for r in work.session.scalars(select(ScoreRow).where(ScoreRow.scope == evaluation))}
    conflicts = _conflicts(work, evaluation)
    evidence = _evidence(work.session, evaluation)
    views = {}
    for indicator in framework.indicators:
        stored = rows.get(indicator.code)
        own = conflicts.get(indicator.code, ())
        views[indicator.code] = IndicatorView(
            indicator=indicator,
            score=shown_score(stored, own),
            note=stored.note if stored else "",
            evidence=tuple(evidence.get(indicator.code, ())),
            conflicts=own,
        )
    last = _last_entry(work.session, evaluation)
    return EvaluationView(
        id=evaluation,
        commune=commune_of(communes, row.commune),
        cycle=row.cycle,
        stage=row.stage,
        framework=framework,
        indicators=views,
        results=scoring.results(framework, {code: view.score for code, view in views.items()}),
        author=last.author if last else "",
        last_change=_moment(last) if last else None,
    )


def read_indicator(work: Work, evaluation: str, code: str, framework: Framework) -> IndicatorView:
    """One indicator, within a transaction under way: what a key press needs to repaint."""
    stored = work.session.get(ScoreRow, (evaluation, code))
    waiting = work.session.scalars(
        select(Conflict.fact).where(
            Conflict.scope == evaluation,
            Conflict.fact.in_([fact_key("score", code, "value"), fact_key("score", code, "note")]),
        )
    ).all()
    own = _conflicts(work, evaluation).get(code, ()) if waiting else ()
    indicator = framework.find(code)
    assert indicator is not None  # noqa: S101  (callers have checked the code; this narrows the type)
    return IndicatorView(
        indicator=indicator,
        score=shown_score(stored, own),
        note=stored.note if stored else "",
        evidence=tuple(_evidence(work.session, evaluation, code).get(code, ())),
        conflicts=own,
    )


def shown_score(stored: ScoreRow | None, conflicts: Sequence[FieldConflict]) -> Score:
    """The score to show: disputed, with its provisional degree, while people's values conflict."""
    if stored is None:
        return UNSCORED
    if any(conflict.field == "value" for conflict in conflicts):
        return Score(State.DISPUTED, stored.degree)
    return stored.score


def commune_of(communes: Gazetteer, code: str) -> Commune:
    """The commune, or what can be said of a code that newer data has and ours does not."""
    return communes.find(code) or Commune(code, code, code, "", "", "", "", "")


def _pinned(row: Evaluation) -> FrameworkRef:
    return FrameworkRef(row.framework_id, row.framework_version, row.framework_digest)


def _all_scores(session: Session) -> dict[str, dict[str, Score]]:
    disputed = set(session.execute(select(Conflict.scope, Conflict.fact)))
    found: dict[str, dict[str, Score]] = defaultdict(dict)
    for row in session.scalars(select(ScoreRow)):
        in_conflict = (row.scope, fact_key("score", row.entity, "value")) in disputed
        found[row.scope][row.entity] = Score(State.DISPUTED, row.degree) if in_conflict else row.score
    return found


def _last_changes(session: Session) -> dict[str, datetime]:
    # The latest entry of each device, by number: few rows, whatever the length of the journal.
    last = (
        select(JournalEntry.scope, JournalEntry.device, func.max(JournalEntry.seq).label("seq"))
        .group_by(JournalEntry.scope, JournalEntry.device)
        .subquery()
    )
    query = select(JournalEntry.body).join(
        last,
        (JournalEntry.scope == last.c.scope)
        & (JournalEntry.device == last.c.device)
        & (JournalEntry.seq == last.c.seq),
    )
    changes: dict[str, datetime] = {}
    for body in session.scalars(query):
        entry = Entry.parse(body.encode())
        changes[entry.scope] = max(_moment(entry), changes.get(entry.scope, _moment(entry)))
    return changes


def _last_entry(session: Session, evaluation: str) -> Entry | None:
    last = (
        select(JournalEntry.device, func.max(JournalEntry.seq).label("seq"))
        .where(JournalEntry.scope == evaluation)
        .group_by(JournalEntry.device)
        .subquery()
    )
    query = select(JournalEntry.body).join(
        last, (JournalEntry.device == last.c.device) & (JournalEntry.seq == last.c.seq)
    )
    bodies = session.scalars(query.where(JournalEntry.scope == evaluation))
    return max((Entry.parse(body.encode()) for body in bodies), key=lambda entry: entry.hlc, default=None)


def _moment(entry: Entry) -> datetime:
    return datetime.strptime(entry.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _evidence(session: Session, evaluation: str, indicator: str | None = None) -> dict[str, list[EvidenceItem]]:
    query = (
        select(EvidenceLink.indicator, Evidence)
        .join(Evidence, (Evidence.scope == EvidenceLink.scope) & (Evidence.entity == EvidenceLink.evidence))
        .where(EvidenceLink.scope == evaluation, EvidenceLink.present)
        .order_by(Evidence.name, Evidence.entity)
    )
    if indicator is not None:
        query = query.where(EvidenceLink.indicator == indicator)
    found: dict[str, list[EvidenceItem]] = defaultdict(list)
    for code, row in session.execute(query):
        found[code].append(EvidenceItem(row.entity, row.name, row.media_type, row.size, row.sha256))
    return found


def _conflicts(work: Work, evaluation: str) -> dict[str, tuple[FieldConflict, ...]]:
    found: dict[str, list[FieldConflict]] = defaultdict(list)
    for fact in work.journal.conflicts(evaluation):
        if fact.shown.kind == "score":
            found[fact.shown.entity].append(_conflict(fact))
    return {code: tuple(conflicts) for code, conflicts in found.items()}


def _conflict(fact: Fact) -> FieldConflict:
    values = tuple((_said(rival), rival.author, _moment(rival)) for rival in fact.rivals)
    return FieldConflict(fact.shown.entity, fact.shown.field, values)


def _said(entry: Entry) -> object:
    if entry.field == "value":
        return Score(State(entry.value["state"]), entry.value.get("degree"))
    return entry.value
