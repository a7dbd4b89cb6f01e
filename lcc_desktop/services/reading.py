"""What several services need to read an evaluation: its framework, what a score means there, when and by whom."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import EvaluationNotFound
from lcc_desktop.domain.framework import Framework, FrameworkRef, Indicator
from lcc_desktop.domain.scoring import UNSCORED, Score
from lcc_desktop.domain.territory import Commune, Gazetteer
from lcc_desktop.models.evaluation import Evaluation, ScoreRow, VerifiedRow
from lcc_desktop.models.journal import JournalEntry
from lcc_desktop.sync.entry import Entry


def find(session: Session, evaluation: str) -> Evaluation:
    """The evaluation's row. Raises EvaluationNotFound."""
    row = session.get(Evaluation, (evaluation, evaluation))
    if row is None:
        raise EvaluationNotFound(evaluation)
    return row


# Made once: making a statement takes longer than SQLite takes to answer it.
_WITH_SCORES = (
    select(Evaluation, ScoreRow, VerifiedRow)
    .outerjoin(ScoreRow, (ScoreRow.scope == Evaluation.scope) & (ScoreRow.entity == bindparam("code")))
    .outerjoin(VerifiedRow, (VerifiedRow.scope == Evaluation.scope) & (VerifiedRow.entity == bindparam("code")))
    .where(Evaluation.scope == bindparam("evaluation"), Evaluation.entity == bindparam("evaluation"))
)


def find_with_scores(
    session: Session, evaluation: str, code: str
) -> tuple[Evaluation, ScoreRow | None, VerifiedRow | None]:
    """The evaluation's row and what is said of the score of one indicator, asked for at once for a key press.

    Raises EvaluationNotFound.
    """
    found = session.execute(_WITH_SCORES, {"evaluation": evaluation, "code": code}).first()
    if found is None:
        raise EvaluationNotFound(evaluation)
    return found[0], found[1], found[2]


def pinned(row: Evaluation) -> FrameworkRef:
    """The framework an evaluation is pinned to."""
    return FrameworkRef(row.framework_id, row.framework_version, row.framework_digest)


def within(framework: Framework, indicator: Indicator, score: Score) -> Score:
    """The score as this version of the framework has it: unscored where it cannot, its degree from its numbers.

    It differs when one device moves an evaluation to a new version while another scores by the old one.
    """
    if score.degree is None:
        return score
    if not indicator.scale.measured:
        return UNSCORED if score.numbers or score.degree > indicator.top else score
    degree = framework.degree_from(indicator, dict(score.numbers))
    return UNSCORED if degree is None else replace(score, degree=degree)


def commune_of(communes: Gazetteer, code: str) -> Commune:
    """The commune, or what can be said of a code that newer data has and ours does not."""
    return communes.find(code) or Commune(code, code, code, "", "", "", "", "")


def last_entry(session: Session, evaluation: str) -> Entry | None:
    """The last word on an evaluation, by the hybrid clock; None for one of which nothing is known."""
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


def entry_moment(entry: Entry) -> datetime:
    """When its author says an entry was made."""
    return datetime.strptime(entry.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
