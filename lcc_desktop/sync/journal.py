"""The journal of one workspace: writes what a person does, takes in what others did, keeps the tables true."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lcc_desktop.domain import facts
from lcc_desktop.models.evaluation import PROJECTED, Projected
from lcc_desktop.models.journal import Conflict, Device, JournalEntry, Stream
from lcc_desktop.sync.entry import START, Entry
from lcc_desktop.sync.state import Fact, settle

_CHUNK = 400
"""Bound parameters a query: well under every database's limit."""

Clock = Callable[[], float]


class Journal:
    """Within one session. Nothing is kept until the session commits."""

    def __init__(self, session: Session, clock: Clock = time.time) -> None:
        self._session = session
        self._clock = clock

    @property
    def device(self) -> Device:
        """The identity of this workspace."""
        return self._session.execute(select(Device)).scalar_one()

    def record(self, scope: str, kind: str, entity: str, field: str, value: Any) -> Entry:
        """Write one change made here, and show it in its table."""
        if not facts.is_valid(kind, entity, field, value):
            raise ValueError(f"not a fact: {kind} {entity} {field} {value!r}")
        device = self.device
        streams = {stream.device: stream for stream in self.streams(scope)}
        own = streams.get(device.id)
        if own is None:
            own = Stream(scope=scope, device=device.id, seq=0, hash=START, sealed_seq=0, seal="")
            self._session.add(own)
        entry = Entry(
            scope=scope,
            device=device.id,
            seq=own.seq + 1,
            hlc=self._tick(device),
            at=datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            author=device.name,
            kind=kind,
            entity=entity,
            field=field,
            value=value,
            seen={stream.device: stream.seq for stream in streams.values() if stream.device != device.id},
            prev=own.hash,
        )
        own.seq, own.hash = entry.seq, entry.hash
        self._session.add(_row(entry))
        # The author had seen everything that is here, so this entry alone decides its fact.
        self._show(scope, {entry.fact: Fact(entry, value)}, may_have_conflicts=True)
        return entry

    def take_in(self, scope: str, entries: Sequence[Entry]) -> list[Entry]:
        """Add the entries that are not here yet, which must continue their streams; those that were new.

        The union of entries, then each touched fact settled again: order and repetition cannot matter.
        """
        streams = {stream.device: stream for stream in self.streams(scope)}
        known = {device: stream.seq for device, stream in streams.items()}
        new = [entry for entry in entries if entry.seq > known.get(entry.device, 0)]
        if not new:
            return []
        for entry in sorted(new, key=lambda e: e.seq):
            stream = streams.get(entry.device)
            if stream is None:
                stream = streams[entry.device] = Stream(
                    scope=scope, device=entry.device, seq=0, hash=START, sealed_seq=0, seal=""
                )
                self._session.add(stream)
            stream.seq, stream.hash = entry.seq, entry.hash
        self._session.add_all(map(_row, new))
        self._witness(new)
        touched: dict[str, list[Entry]] = defaultdict(list)
        for entry in new:
            touched[entry.fact].append(entry)
        if known:
            self._session.flush()
            touched = defaultdict(list)
            for entry in self.entries_of(scope, {entry.fact for entry in new}):
                touched[entry.fact].append(entry)
        self._show(scope, {fact: settle(group) for fact, group in touched.items()}, may_have_conflicts=bool(known))
        return new

    def streams(self, scope: str) -> Sequence[Stream]:
        return self._session.scalars(select(Stream).where(Stream.scope == scope)).all()

    def entries(self, scope: str) -> list[Entry]:
        """All entries of an evaluation, by device and number."""
        query = (
            select(JournalEntry.body).where(JournalEntry.scope == scope).order_by(JournalEntry.device, JournalEntry.seq)
        )
        return [Entry.parse(body.encode()) for body in self._session.scalars(query)]

    def entries_of(self, scope: str, wanted: Iterable[str]) -> Iterator[Entry]:
        """The entries about some facts."""
        for chunk in _chunks(sorted(wanted)):
            query = select(JournalEntry.body).where(JournalEntry.scope == scope, JournalEntry.fact.in_(chunk))
            yield from (Entry.parse(body.encode()) for body in self._session.scalars(query))

    def conflicts(self, scope: str) -> list[Fact]:
        """The facts of an evaluation that wait for somebody to choose."""
        keys = self._session.scalars(select(Conflict.fact).where(Conflict.scope == scope)).all()
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries_of(scope, keys):
            groups[entry.fact].append(entry)
        return [settle(groups[key]) for key in sorted(groups)]

    def _tick(self, device: Device) -> tuple[int, int]:
        """The next reading of the hybrid logical clock: never at or before an earlier one, whatever the wall says."""
        wall = int(self._clock() * 1000)
        if wall > device.wall:
            device.wall, device.counter = wall, 0
        else:
            device.counter += 1
        return device.wall, device.counter

    def _witness(self, entries: Iterable[Entry]) -> None:
        """Move our clock past what came in."""
        device = self.device
        latest = max(entry.hlc for entry in entries)
        device.wall, device.counter = max(latest, (device.wall, device.counter))

    def _show(self, scope: str, settled: dict[str, Fact], may_have_conflicts: bool) -> None:
        """Bring tables and conflict marks in line with these facts."""
        if may_have_conflicts:
            for chunk in _chunks(sorted(settled)):
                self._session.execute(delete(Conflict).where(Conflict.scope == scope, Conflict.fact.in_(chunk)))
        self._session.add_all(Conflict(scope=scope, fact=key) for key, fact in settled.items() if fact.in_conflict)
        known = [fact for fact in settled.values() if facts.is_known(fact.shown.kind, fact.shown.field)]
        for kind, model in PROJECTED.items():
            of_kind = [fact for fact in known if fact.shown.kind == kind]
            rows = self._rows(model, scope, {fact.shown.entity for fact in of_kind})
            for fact in of_kind:
                rows[fact.shown.entity].take(fact.shown.field, fact.value)

    def _rows(self, model: type[Projected], scope: str, entities: Iterable[str]) -> dict[str, Projected]:
        """The rows of some entities, made where there are none."""
        found: dict[str, Projected] = {}
        wanted = sorted(entities)
        for chunk in _chunks(wanted):
            query = select(model).where(model.scope == scope, model.entity.in_(chunk))
            found |= {row.entity: row for row in self._session.scalars(query)}
        fresh = [model(scope=scope, entity=entity) for entity in wanted if entity not in found]
        self._session.add_all(fresh)
        return found | {row.entity: row for row in fresh}


def _row(entry: Entry) -> JournalEntry:
    return JournalEntry(
        scope=entry.scope, device=entry.device, seq=entry.seq, fact=entry.fact, body=entry.body.decode()
    )


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
