"""Taking back an import: the set of entries is again what it was before, which is a state that once was true here.

A journal only grows, so this is possible only as long as nothing stands on what came: no later entry of the devices it
brought, and no entry of anybody who had seen it. Otherwise the way back is to say the earlier values again. What was
sent from here meanwhile stays sent; the same package can come again.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from lcc_desktop.domain.errors import ImportNotFound, NotUndone, UndoRefused
from lcc_desktop.models.inbox import Arrival, Import
from lcc_desktop.models.journal import JournalEntry
from lcc_desktop.models.summary import Summary
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import Work, begin
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.journal import Mark, TakenIn


def undo_record(work: Work, scope: str, taken: TakenIn) -> dict[str, Any]:
    """What it takes to forget what a merge brought, as it is kept beside the merge."""
    after = {stream.device: stream.seq for stream in work.journal.streams(scope) if stream.device in taken.before}
    return {
        "before": {device: [m.seq, m.hash, m.sealed_seq, m.seal] for device, m in taken.before.items()},
        "after": after,
        "told": [[entry.device, entry.seq] for entry in taken.told],
    }


class Undoing:
    """Takes imports back."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def undo(self, number: int, position: int | None = None) -> None:
        """Take back one file, or all that an import brought: all or nothing.

        Raises ImportNotFound, UndoRefused, StorageFailed.
        """
        with begin(self._workspace) as work:
            query = select(Arrival).join(Import, Import.id == Arrival.import_id).where(Import.number == number)
            if position is not None:
                query = query.where(Arrival.position == position)
            arrivals = work.session.scalars(query.order_by(Arrival.position.desc())).all()
            if not arrivals:
                raise ImportNotFound(str(number))
            brought = [row for row in arrivals if row.undo is not None and row.undone_at is None]
            if not brought:
                raise UndoRefused(NotUndone.NOTHING)
            for arrival in brought:  # the last that came first: one file may build on another
                _take_back(work, arrival)
                arrival.undone_at = datetime.now(UTC)
                work.session.flush()
            work.commit()


def _take_back(work: Work, arrival: Arrival) -> None:
    scope, record = arrival.scope, arrival.undo or {}
    before = {device: Mark(*mark) for device, mark in record["before"].items()}
    if work.journal.device.id in before:
        raise UndoRefused(NotUndone.OURS)
    here = {stream.device: stream.seq for stream in work.journal.streams(scope)}
    for device, seq in record["after"].items():
        if here.get(device) != seq:
            raise UndoRefused(NotUndone.CONTINUED, _author(work, scope, device))
    bodies = work.session.scalars(select(JournalEntry.body).where(JournalEntry.scope == scope))
    _check_alone((Entry.parse(body.encode()) for body in bodies), before)
    work.journal.forget(scope, before, [(device, seq) for device, seq in record["told"]])
    work.session.execute(delete(Summary).where(Summary.scope == scope))


def _check_alone(entries: Iterable[Entry], before: dict[str, Mark]) -> None:
    """Nobody whose entries stay has seen what goes. Raises UndoRefused."""
    for entry in entries:
        stays = entry.device not in before or entry.seq <= before[entry.device].seq
        if stays and any(entry.seen.get(device, 0) > mark.seq for device, mark in before.items()):
            raise UndoRefused(NotUndone.BUILT_ON, entry.author)


def _author(work: Work, scope: str, device: str) -> str:
    last = select(JournalEntry.body).where(JournalEntry.scope == scope, JournalEntry.device == device)
    body = work.session.scalars(last.order_by(JournalEntry.seq.desc()).limit(1)).first()
    return Entry.parse(body.encode()).author if body else device
