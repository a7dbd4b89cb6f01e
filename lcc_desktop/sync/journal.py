"""The journal of one workspace: writes what a person does, takes in what others did, keeps the tables true."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from lcc_desktop.domain import facts
from lcc_desktop.domain.errors import EvaluationClosed, NotYourRole
from lcc_desktop.domain.roles import Allowance
from lcc_desktop.models.evaluation import Evaluation, Projected
from lcc_desktop.models.journal import Conflict, Device, JournalEntry, Stream
from lcc_desktop.models.projection import PROJECTED
from lcc_desktop.sync.entry import START, Entry, fact_key, new_salt
from lcc_desktop.sync.state import Fact, Thing, fold, settle, speaking_of

_CHUNK = 400
"""Bound parameters a query: well under every database's limit."""

# Made once: they are asked at every key press.
_DEVICE = select(Device)
_DEVICE_AND_STREAMS = select(Device, Stream).outerjoin(Stream, Stream.scope == bindparam("scope"))
_STREAMS = select(Stream).where(Stream.scope == bindparam("scope"))
_FACTS: BindParameter[Sequence[str]] = bindparam("facts", expanding=True)
_OF_FACTS = select(JournalEntry.body).where(JournalEntry.scope == bindparam("scope"), JournalEntry.fact.in_(_FACTS))
_OF_RANGE = select(JournalEntry.body).where(
    JournalEntry.scope == bindparam("scope"),
    JournalEntry.fact >= bindparam("begin"),
    JournalEntry.fact < bindparam("end"),
)
_MARKED = select(Conflict.fact).where(Conflict.scope == bindparam("scope"), Conflict.fact.in_(_FACTS))

Clock = Callable[[], float]
Said = tuple[str, str, str, Any]
"""A change to be made: kind, entity, field, new value."""


@dataclass(frozen=True)
class Change:
    """What one `record` did to a fact; `before` is facts.NOTHING where nobody had said anything."""

    scope: str
    kind: str
    entity: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Mark:
    """How far a stream goes, and what vouches for it. `seq` 0: there is none."""

    seq: int = 0
    hash: str = START
    sealed_seq: int = 0
    seal: str = ""


@dataclass(frozen=True)
class TakenIn:
    """What a merge brought. `new` are the entries that were not here, and those of which the value was not (`told`).

    `before`: where the streams of the new entries stood, by device.
    """

    new: Sequence[Entry]
    told: Sequence[Entry]
    before: Mapping[str, Mark]


class Journal:
    """Within one session. Nothing is kept until the session commits. `changes` are those made here through it."""

    def __init__(self, session: Session, clock: Clock = time.time) -> None:
        self._session = session
        self._clock = clock
        self.changes: list[Change] = []

    @property
    def device(self) -> Device:
        """The identity of this workspace."""
        return self._session.execute(_DEVICE).scalar_one()

    def record(self, scope: str, kind: str, entity: str, field: str, value: Any) -> Entry:
        """Write one change made here, and show it in its table. Raises EvaluationClosed, NotYourRole."""
        [entry] = self.record_all(scope, [(kind, entity, field, value)])
        return entry

    def record_all(self, scope: str, said: Sequence[Said]) -> list[Entry]:
        """Write changes made here, in their order, and show them in their tables: many cost little more than one.

        Raises EvaluationClosed, and NotYourRole for what the certificate does not cover: no package could carry it.
        """
        for fact in said:
            if not facts.is_valid(*fact):
                raise ValueError(f"not a fact: {fact!r}")
        if not said:
            return []
        if any(field in facts.CLOSED.get(kind, ()) for kind, _, field, _ in said) and self._is_closed(scope):
            raise EvaluationClosed
        rows = self._session.execute(_DEVICE_AND_STREAMS, {"scope": scope}).all()
        device: Device = rows[0][0]
        _check_role(device, said)
        streams: dict[str, Stream] = {stream.device: stream for _device, stream in rows if stream is not None}
        own = streams.get(device.id)
        if own is None:
            own = Stream(scope=scope, device=device.id, seq=0, hash=START, sealed_seq=0, seal="")
            self._session.add(own)
        seen = {stream.device: stream.seq for stream in streams.values() if stream.device != device.id}
        known = self.values(scope, [fact[:3] for fact in said])
        entries = []
        for kind, entity, field, value in said:
            entry = Entry(
                scope=scope,
                device=device.id,
                seq=own.seq + 1,
                hlc=self._tick(device),
                at=datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                author=self._session.info.get("author") or device.name,
                kind=kind,
                entity=entity,
                field=field,
                value=value,
                seen=seen,
                prev=own.hash,
                salt=new_salt() if facts.may_be_left_out(kind, field) else "",
            )
            before = known.get((kind, entity, field), facts.NOTHING)
            self.changes.append(Change(scope, kind, entity, field, before, value))
            known[kind, entity, field] = value
            own.seq, own.hash = entry.seq, entry.hash
            entries.append(entry)
        self._insert(entries)
        # What was pending was written when the first of these rows were read: one flush more is enough for all of it.
        with self._session.no_autoflush:
            # The author had seen everything that is here, so these entries alone decide their facts.
            self._show(scope, {entry.fact: Fact(entry, entry.value) for entry in entries}, may_have_conflicts=True)
        return entries

    def take_in(self, scope: str, entries: Sequence[Entry]) -> TakenIn:
        """Add the entries that are not here yet, which must continue their streams.

        New is also what was here with its value left out, and now comes whole.
        The union of entries, then each touched fact settled again: order and repetition cannot matter.
        """
        streams = {stream.device: stream for stream in self.streams(scope)}
        known = {device: stream.seq for device, stream in streams.items()}
        told = self._tell(scope, [entry for entry in entries if entry.seq <= known.get(entry.device, 0)])
        new = [entry for entry in entries if entry.seq > known.get(entry.device, 0)]
        if not new and not told:
            return TakenIn((), (), {})
        before = {device: _mark(streams.get(device)) for device in {entry.device for entry in new}}
        for entry in sorted(new, key=lambda e: e.seq):
            stream = streams.get(entry.device)
            if stream is None:
                stream = streams[entry.device] = Stream(
                    scope=scope, device=entry.device, seq=0, hash=START, sealed_seq=0, seal=""
                )
                self._session.add(stream)
            stream.seq, stream.hash = entry.seq, entry.hash
        self._insert(new)
        new = [*told, *new]
        self._witness(new)
        if known:
            self._session.flush()
            touched = {entry.fact for entry in new}
            for entry in new:  # what is gone here may still have been spoken of there
                spoken = facts.spoken_of(entry.kind, entry.entity, entry.field, entry.value)
                touched |= {fact_key(*thing, facts.PRESENT) for thing in spoken}
            self._show(scope, self._settled(scope, touched), may_have_conflicts=True)
        else:
            self._show(scope, fold(new), may_have_conflicts=False)
        return TakenIn(new, told, before)

    def forget(self, scope: str, before: Mapping[str, Mark], told: Iterable[tuple[str, int]]) -> None:
        """Put streams back to where they stood, and leave out again the values of entries that were `told`.

        Only where nothing here builds on what goes: see `services.undoing`.
        """
        for device, mark in before.items():
            gone = (JournalEntry.scope == scope, JournalEntry.device == device, JournalEntry.seq > mark.seq)
            self._session.execute(delete(JournalEntry).where(*gone))
            stream = self._session.get_one(Stream, (scope, device))
            if mark.seq:
                stream.seq, stream.hash, stream.sealed_seq, stream.seal = (
                    mark.seq,
                    mark.hash,
                    mark.sealed_seq,
                    mark.seal,
                )
            else:
                self._session.delete(stream)
        for device, seq in told:
            row = self._session.get_one(JournalEntry, (scope, device, seq))
            row.body, row.is_left_out = Entry.parse(row.body.encode()).without_value().body.decode(), True
        self._session.flush()
        for model in PROJECTED.values():
            self._session.execute(delete(model).where(model.scope == scope))
        self._session.execute(delete(Conflict).where(Conflict.scope == scope))
        self._session.expire_all()
        self._show(scope, fold(self.entries(scope)), may_have_conflicts=False)

    def _settled(self, scope: str, wanted: Iterable[str]) -> dict[str, Fact]:
        """What some facts amount to, by key; those of which nobody has said anything are left out."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries_of(scope, wanted):
            groups[entry.fact].append(entry)
        found = {fact: settle(group) for fact, group in groups.items()}
        gone = {(fact.shown.kind, fact.shown.entity): key for key, fact in found.items() if fact.takes_away}
        if gone:
            for thing, said in speaking_of(gone, self._about(scope, gone)).items():
                found[gone[thing]] = settle(groups[gone[thing]], said)
        return found

    def _about(self, scope: str, things: Iterable[Thing]) -> Iterator[Entry]:
        """The entries about some things, and all of the kinds that may name them."""
        begins = {f"{kind}\t{entity}\t" for kind, entity in things}
        begins |= {f"{kind}\t" for thing in things for kind in facts.NAMED_BY[thing[0]]}
        for begin in sorted(begins):
            # A fact's name is its parts between tabs: what begins so ends before the next character.
            bounds = {"scope": scope, "begin": begin, "end": begin[:-1] + "\n"}
            yield from (Entry.parse(body.encode()) for body in self._session.scalars(_OF_RANGE, bounds))

    def _insert(self, entries: Iterable[Entry]) -> None:
        rows = [_row(entry) for entry in entries]
        if rows:
            self._session.execute(insert(JournalEntry), rows)

    def _tell(self, scope: str, entries: Sequence[Entry]) -> list[Entry]:
        """Put whole entries in the place of those that came with their value left out; those that were replaced."""
        waiting = select(JournalEntry).where(JournalEntry.scope == scope, JournalEntry.is_left_out)
        rows = {(row.device, row.seq): row for row in self._session.scalars(waiting)}
        told = [entry for entry in entries if not entry.left_out and (entry.device, entry.seq) in rows]
        for entry in told:
            row = rows[entry.device, entry.seq]
            if Entry.parse(row.body.encode()).hash != entry.hash:
                raise ValueError(f"another entry {entry.seq} of {entry.device}")  # the reader refuses forks before
            row.body, row.is_left_out = entry.body.decode(), False
        return told

    def streams(self, scope: str) -> Sequence[Stream]:
        return self._session.scalars(_STREAMS, {"scope": scope}).all()

    def entries(self, scope: str) -> list[Entry]:
        """All entries of an evaluation, by device and number."""
        query = (
            select(JournalEntry.body).where(JournalEntry.scope == scope).order_by(JournalEntry.device, JournalEntry.seq)
        )
        return [Entry.parse(body.encode()) for body in self._session.scalars(query)]

    def entries_of(self, scope: str, wanted: Iterable[str]) -> Iterator[Entry]:
        """The entries about some facts."""
        for chunk in _chunks(sorted(wanted)):
            bodies = self._session.scalars(_OF_FACTS, {"scope": scope, "facts": chunk})
            yield from (Entry.parse(body.encode()) for body in bodies)

    def value(self, scope: str, kind: str, entity: str, field: str) -> Any:
        """What a fact is now; facts.NOTHING if nobody has said anything of it."""
        return self.values(scope, [(kind, entity, field)]).get((kind, entity, field), facts.NOTHING)

    def values(self, scope: str, wanted: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], Any]:
        """What some facts, as (kind, entity, field), are now; those of which nobody has said anything are left out."""
        found = self._settled(scope, {fact_key(*fact) for fact in wanted})
        return {(fact.shown.kind, fact.shown.entity, fact.shown.field): fact.value for fact in found.values()}

    def rebuild(self) -> None:
        """Make every table that shows facts anew from the entries."""
        for model in PROJECTED.values():
            self._session.execute(delete(model))
        for scope in self._session.scalars(select(Stream.scope).distinct()).all():
            self._show(scope, fold(self.entries(scope)), may_have_conflicts=True)
            self._session.flush()

    def conflicts(self, scope: str) -> list[Fact]:
        """The facts of an evaluation that wait for somebody to choose."""
        keys = self._session.scalars(select(Conflict.fact).where(Conflict.scope == scope)).all()
        found = self._settled(scope, keys)
        return [found[key] for key in sorted(found)]

    def _is_closed(self, scope: str) -> bool:
        row = self._session.get(Evaluation, (scope, scope))
        return row is not None and row.closed != ""

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
                marked = self._session.scalars(_MARKED, {"scope": scope, "facts": chunk}).all()
                if marked:
                    self._session.execute(delete(Conflict).where(Conflict.scope == scope, Conflict.fact.in_(marked)))
        known = [fact for fact in settled.values() if facts.is_known(fact.shown.kind, fact.shown.field)]
        # What a later version brings can be settled there; here nobody could choose.
        self._session.add_all(Conflict(scope=scope, fact=fact.shown.fact) for fact in known if fact.in_conflict)
        for kind, model in PROJECTED.items():
            of_kind = [fact for fact in known if fact.shown.kind == kind]
            rows = self._rows(model, scope, {fact.shown.entity for fact in of_kind})
            for fact in of_kind:
                rows[fact.shown.entity].take(fact.shown.field, _shown(fact))

    def _rows(self, model: type[Projected], scope: str, entities: Iterable[str]) -> dict[str, Projected]:
        """The rows of some entities, made where there are none."""
        found: dict[str, Projected] = {}
        wanted = sorted(entities)
        if len(wanted) == 1:  # the row of a key press was mostly read already: then this does not ask the disk again
            row = self._session.get(model, (scope, wanted[0]))
            found = {row.entity: row} if row is not None else {}
        for chunk in _chunks(wanted) if len(wanted) > 1 else ():
            query = select(model).where(model.scope == scope, model.entity.in_(chunk))
            found |= {row.entity: row for row in self._session.scalars(query)}
        fresh = [model(scope=scope, entity=entity) for entity in wanted if entity not in found]
        self._session.add_all(fresh)
        return found | {row.entity: row for row in fresh}


def _shown(fact: Fact) -> Any:
    """What a table holds of a fact: its value, or what stands where it was left out."""
    if not fact.is_left_out:
        return fact.value
    blank = facts.KINDS[fact.shown.kind].fields[fact.shown.field].blank
    return facts.NO_FILE if blank is facts.NOTHING else blank


def _check_role(device: Device, said: Sequence[Said]) -> None:
    allowed = Allowance.of(device.certificate, device.role)
    for kind, _, _, _ in said:
        if not allowed.may_change(kind):
            raise NotYourRole(kind, device.role)


def _mark(stream: Stream | None) -> Mark:
    return Mark() if stream is None else Mark(stream.seq, stream.hash, stream.sealed_seq, stream.seal)


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "scope": entry.scope,
        "device": entry.device,
        "seq": entry.seq,
        "fact": entry.fact,
        "body": entry.body.decode(),
        "is_left_out": bool(entry.left_out),
    }


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
