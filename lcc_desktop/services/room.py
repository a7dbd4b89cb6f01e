"""What a workshop says of indicators beside scores and evidence, read from the tables: votes, remarks, time, notes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from lcc_desktop.domain.votes import Ballot
from lcc_desktop.models.bench import PrivateNote, TimeUsed, own
from lcc_desktop.models.workshop import Remark, Tally
from lcc_desktop.services.results import RemarkItem, Tallied

# Made once: they are asked at every key press.
_SCOPE: BindParameter[str] = bindparam("scope")
_CODE: BindParameter[str] = bindparam("code")
_TALLIES_OF = select(Tally).where(Tally.scope == _SCOPE, Tally.indicator == _CODE).order_by(Tally.entity)
_REMARKS = select(Remark).where(Remark.scope == _SCOPE, Remark.present).order_by(Remark.entity)
_REMARKS_OF = _REMARKS.where(Remark.indicator == _CODE)
_OWN_OF = select(
    select(PrivateNote.text).where(PrivateNote.scope == _SCOPE, PrivateNote.indicator == _CODE).scalar_subquery(),
    select(TimeUsed.seconds).where(TimeUsed.scope == _SCOPE, TimeUsed.indicator == _CODE).scalar_subquery(),
)


@dataclass(frozen=True)
class Parts:
    """What was said of one indicator, or of the whole evaluation."""

    tallies: tuple[Tallied, ...] = ()
    remarks: tuple[RemarkItem, ...] = ()
    private: str = ""
    seconds: int = 0


NO_PARTS = Parts()


def read_parts(session: Session, evaluation: str, bench: bool) -> dict[str, Parts]:
    """By code of indicator; under "" what is of the whole. `bench`: with what never leaves this workspace."""
    tallies: dict[str, list[Tallied]] = defaultdict(list)
    for tally in session.scalars(select(Tally).where(Tally.scope == evaluation).order_by(Tally.entity)):
        tallies[tally.indicator] += _tallied(tally)
    remarks: dict[str, list[RemarkItem]] = defaultdict(list)
    for remark in read_remarks(session, evaluation):
        remarks[remark.indicator].append(remark)
    private, seconds = _own(session, evaluation) if bench else ({}, {})
    return {
        code: Parts(tuple(tallies[code]), tuple(remarks[code]), private.get(code, ""), seconds.get(code, 0))
        for code in {*tallies, *remarks, *private, *seconds}
    }


def read_parts_of(session: Session, evaluation: str, code: str) -> Parts:
    """Those of one indicator, with what never leaves this workspace: what a key press needs to repaint."""
    asked = {"scope": evaluation, "code": code}
    private, seconds = session.execute(_OWN_OF, asked | {"scope": own(session, evaluation)}).one()
    return Parts(
        tuple(one for row in session.scalars(_TALLIES_OF, asked) for one in _tallied(row)),
        read_remarks(session, evaluation, code),
        private or "",
        seconds or 0,
    )


def read_remarks(session: Session, evaluation: str, code: str | None = None) -> tuple[RemarkItem, ...]:
    """The remarks of one indicator, of the whole (""), or all of them, in the order they were made."""
    query = _REMARKS if code is None else _REMARKS_OF
    rows = session.scalars(query, {"scope": evaluation, "code": code})
    return tuple(RemarkItem(row.entity, row.indicator, row.sort, row.text, row.done) for row in rows)


def _own(session: Session, evaluation: str) -> tuple[Mapping[str, str], Mapping[str, int]]:
    scope = own(session, evaluation)
    notes = session.execute(select(PrivateNote.indicator, PrivateNote.text).where(PrivateNote.scope == scope))
    used = session.execute(select(TimeUsed.indicator, TimeUsed.seconds).where(TimeUsed.scope == scope))
    return {code: text for code, text in notes if text}, {code: seconds for code, seconds in used}  # noqa: C416


def _tallied(row: Tally) -> list[Tallied]:
    """Nothing where the cards were taken back."""
    ballot = Ballot.from_fact(row.votes)
    return [Tallied(row.round, row.group, ballot)] if ballot else []
