"""What a set of entries means. Pure: the same entries in any order give the same state.

For each fact, the *heads* are the entries no other entry of that fact had seen. One head, or heads that agree:
that is the value. Heads that differ are a conflict: all are kept, and the one with the greatest (clock, device)
is shown until somebody chooses. Kinds that unite (links) never conflict: present wins. A head whose value was left
out has a say only in that: with no other, the fact is known to have been said, but not what.

What was taken away here and spoken of there, in any field or by anything that names it, is a conflict too: the thing
stays until somebody who knows both chooses.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lcc_desktop.domain import facts
from lcc_desktop.sync import canonical
from lcc_desktop.sync.entry import Entry

FORMAT = "lcc-evaluation/1.0"

Thing = tuple[str, str]
"""Kind and entity."""


@dataclass(frozen=True)
class Fact:
    """A fact's shown value, the entry it comes from, and every head that disagrees (itself included).

    The value is facts.NOTHING where the last word on it was left out of what came. Where a thing was taken away that
    others still spoke of, `rivals` are the entries that took it away and, of other facts, those that spoke of it.
    """

    shown: Entry
    value: Any
    rivals: tuple[Entry, ...] = ()

    @property
    def is_left_out(self) -> bool:
        return self.value is facts.NOTHING

    @property
    def in_conflict(self) -> bool:
        return bool(self.rivals)

    @property
    def takes_away(self) -> bool:
        """Whether a thing is gone by this word: what others said of it then matters, see `settle`."""
        declared = facts.KINDS.get(self.shown.kind)
        return declared is not None and declared.goes and self.shown.field == facts.PRESENT and self.value is False


def settle(entries: Sequence[Entry], spoken: Iterable[Entry] = ()) -> Fact:
    """The fact that `entries` (all of one fact, at least one) amount to.

    `spoken`, needed only for a fact that takes away: all other entries that speak of the thing.
    """
    # A device knew all it had said before, so only its last word can be a head.
    latest = heads_of(entries).values()
    heads = list(latest)
    if len(heads) > 1:
        heads = [entry for entry in latest if not any(other.knew(entry) for other in latest)]
        heads.sort(key=lambda entry: (entry.hlc, entry.device, entry.seq))
    heads = [entry for entry in heads if not entry.left_out] or heads[-1:]
    shown = heads[-1]
    if shown.left_out:
        return Fact(shown, facts.NOTHING)
    if len(heads) == 1 or len({canonical.dump(head.value) for head in heads}) == 1:
        fact = Fact(shown, shown.value)
        unaware = _unaware(heads, spoken) if fact.takes_away else []
        return Fact(shown, True, (*heads, *unaware)) if unaware else fact
    kind = facts.KINDS.get(shown.kind)
    if kind is not None and kind.union:
        return Fact(shown, any(head.value for head in heads))
    if kind is not None and kind.goes and shown.field == facts.PRESENT:
        shown = next(head for head in reversed(heads) if head.value)
    return Fact(shown, shown.value, tuple(heads))


def _unaware(heads: Sequence[Entry], spoken: Iterable[Entry]) -> list[Entry]:
    """Of what was said of a thing, the last words of those who did not know it was taken away, nor were known there."""
    apart = [
        entry
        for entry in spoken
        if not any(head.knew(entry) for head in heads) and not all(entry.knew(head) for head in heads)
    ]
    last: dict[tuple[str, str], Entry] = {}
    for entry in sorted(apart, key=lambda entry: entry.seq):
        last[entry.device, entry.fact] = entry
    words = last.values()
    found = [one for one in words if not any(other.fact == one.fact and other.knew(one) for other in words)]
    return sorted(found, key=lambda entry: (entry.hlc, entry.device, entry.seq))


def fold(entries: Iterable[Entry]) -> dict[str, Fact]:
    """All facts of one evaluation, by fact key."""
    by_fact: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_fact[entry.fact].append(entry)
    found = {fact: settle(group) for fact, group in by_fact.items()}
    gone = {(fact.shown.kind, fact.shown.entity): key for key, fact in found.items() if fact.takes_away}
    if gone:
        spoken = speaking_of(gone, (entry for group in by_fact.values() for entry in group))
        found |= {gone[thing]: settle(by_fact[gone[thing]], said) for thing, said in spoken.items()}
    return found


def speaking_of(things: Container[Thing], entries: Iterable[Entry]) -> dict[Thing, list[Entry]]:
    """Which of the entries speak of some things, beside saying whether they are there."""
    found: dict[Thing, list[Entry]] = defaultdict(list)
    for entry in entries:
        for thing in facts.spoken_of(entry.kind, entry.entity, entry.field, entry.value):
            if thing in things:
                found[thing].append(entry)
    return found


def document(scope: str, entries: Sequence[Entry], folded: Mapping[str, Fact] | None = None) -> dict[str, Any]:
    """The whole shared state of one evaluation, as JSON can say it. `folded`: what `fold` made of them, if known."""
    state = fold(entries) if folded is None else folded
    shown: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    conflicts: dict[str, list[dict[str, Any]]] = {}
    for fact in state.values():
        if fact.is_left_out:
            continue
        entry = fact.shown
        shown[entry.kind][entry.entity][entry.field] = fact.value
        if fact.in_conflict:
            name = "/".join((entry.kind, entry.entity, entry.field))
            conflicts[name] = [_rival(rival, fact) for rival in fact.rivals]
    return {
        "format": FORMAT,
        "id": scope,
        "facts": shown,
        "conflicts": conflicts,
        "knowledge": {device: {"seq": last.seq, "hash": last.hash} for device, last in heads_of(entries).items()},
        "left_out": left_out(entries),
    }


def _rival(rival: Entry, fact: Fact) -> dict[str, Any]:
    said = {"device": rival.device, "seq": rival.seq, "author": rival.author, "at": rival.at}
    if not rival.left_out:
        said["value"] = rival.value
    if rival.fact != fact.shown.fact:
        said["fact"] = "/".join((rival.kind, rival.entity, rival.field))
    return said


def left_out(entries: Iterable[Entry]) -> dict[str, int]:
    """How many entries came without their value, by sort ("participant.name")."""
    return dict(Counter(f"{entry.kind}.{entry.field}" for entry in entries if entry.left_out))


def dump(scope: str, entries: Sequence[Entry], folded: Mapping[str, Fact] | None = None) -> bytes:
    """The state as canonical JSON: same knowledge, same bytes. `folded`: what `fold` made of them, if known."""
    return canonical.dump(document(scope, entries, folded)) + b"\n"


def known_part(document: Mapping[str, Any]) -> dict[str, Any]:
    """What this version understands of a state that a newer minor version wrote."""
    shown = {
        (kind, entity, field): value
        for kind, entities in document["facts"].items()
        for entity, fields in entities.items()
        for field, value in fields.items()
        if facts.is_known(kind, field)
    }
    named = {name: (name.partition("/")[0], name.rpartition("/")[2]) for name in document["conflicts"]}
    conflicts = {name: document["conflicts"][name] for name, fact in named.items() if facts.is_known(*fact)}
    same = {key: document[key] for key in ("id", "knowledge", "left_out")}
    return {"facts": shown, "conflicts": conflicts, **same}


def heads_of(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The last entry of each device."""
    last: dict[str, Entry] = {}
    for entry in entries:
        if entry.device not in last or last[entry.device].seq < entry.seq:
            last[entry.device] = entry
    return last
