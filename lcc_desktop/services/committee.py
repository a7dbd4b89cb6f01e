"""What the accreditation committee decides: recorded as it was said, signed, and never changed. No figure decides."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.errors import EntryGone, MembersMissing, NoteTooLong
from lcc_desktop.domain.facts import NAME_LIMIT, NOTE_LIMIT, one_line, writable
from lcc_desktop.models.workshop import Decision
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.reading import entry_moment, find
from lcc_desktop.services.signed import Signed, worth
from lcc_desktop.services.standing import own_signer
from lcc_desktop.services.unit import Work, begin, look, write_whole
from lcc_desktop.sync import canonical, statement
from lcc_desktop.sync.entry import fact_key


@dataclass(frozen=True)
class DecisionRow:
    """A decision of the committee. `reference` is the minutes it stands in; `author` recorded it at `recorded_at`."""

    id: str
    outcome: Outcome
    date: date
    members: str
    conditions: str
    reference: str
    author: str
    recorded_at: datetime
    signed: Signed


class Committee:
    """The decisions recorded in a workspace. Methods raise EvaluationNotFound and StorageFailed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def decide(
        self, evaluation: str, outcome: Outcome, on: date, members: str, conditions: str = "", reference: str = ""
    ) -> DecisionRow:
        """Record what the committee decided on a day, signed with this device's key.

        Who sat is part of a decision. Raises MembersMissing, NoteTooLong.
        """
        members, conditions, reference = writable(members).strip(), writable(conditions), one_line(reference)
        if not members:
            raise MembersMissing
        if max(len(members), len(conditions)) > NOTE_LIMIT or len(reference) > NAME_LIMIT:
            raise NoteTooLong(NOTE_LIMIT if len(reference) <= NAME_LIMIT else NAME_LIMIT)
        decision = new_identity()
        said = {
            "outcome": str(outcome),
            "date": on.isoformat(),
            "members": members,
            "conditions": conditions,
            "reference": reference,
        }
        with begin(self._workspace) as work:
            find(work.session, evaluation)
            signer = own_signer(work)
            signature = statement.sign(signer, statement.DECISION, _statement(evaluation, decision, said))
            work.journal.record(evaluation, "decision", decision, "made", {**said, "signature": signature})
            work.session.flush()
            made = _row(work, work.session.get_one(Decision, (evaluation, decision)))
            work.commit()
        return made

    def write_extract(self, evaluation: str, decision: str, target: Path) -> Path:
        """Write what was decided as it was signed, and its signature beside it (`.sig`), which `ssh-keygen -Y verify`
        checks without us; where the signature lies. Raises EntryGone, TargetUnwritable.
        """
        with look(self._workspace) as work:
            find(work.session, evaluation)
            row = work.session.get(Decision, (evaluation, decision))
            if row is None:
                raise EntryGone(decision)
            said, signature = canonical.dump(_statement(evaluation, decision, _said(row))), row.signature
        beside = target.with_name(f"{target.name}.sig")
        write_whole(target, said)
        write_whole(beside, signature.encode())
        return beside

    def decisions(self, evaluation: str) -> list[DecisionRow]:
        """Every decision of an evaluation; the first is the one that stands."""
        with look(self._workspace) as work:
            find(work.session, evaluation)
            rows = work.session.scalars(select(Decision).where(Decision.scope == evaluation)).all()
            found = [_row(work, row) for row in rows]
        return sorted(found, key=lambda row: (row.date, row.recorded_at, row.id), reverse=True)


def _row(work: Work, row: Decision) -> DecisionRow:
    [entry] = work.journal.entries_of(row.scope, [fact_key("decision", row.entity, "made")])
    return DecisionRow(
        id=row.entity,
        outcome=Outcome(row.outcome),
        date=date.fromisoformat(row.date),
        members=row.members,
        conditions=row.conditions,
        reference=row.reference,
        author=entry.author,
        recorded_at=entry_moment(entry),
        signed=worth(work, row.signature, statement.DECISION, _statement(row.scope, row.entity, _said(row))),
    )


def _said(row: Decision) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("outcome", "date", "members", "conditions", "reference")}


def _statement(evaluation: str, decision: str, said: dict[str, str]) -> dict[str, str]:
    return {"evaluation": evaluation, "decision": decision, **said}
