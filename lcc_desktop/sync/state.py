"""What a set of entries means. Pure: the same entries in any order give the same state.

For each fact, the *heads* are the entries no other entry of that fact had seen. One head, or heads that agree:
that is the value. Heads that differ are a conflict: all are kept, and the one with the greatest (clock, device)
is shown until somebody chooses. Kinds that unite (links) never conflict: present wins.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lcc_desktop.domain import facts
from lcc_desktop.sync import canonical
from lcc_desktop.sync.entry import Entry

FORMAT = "lcc-evaluation/1.0"


@dataclass(frozen=True)
class Fact:
    """A fact's shown value, the entry it comes from, and every head that disagrees (itself included)."""

    shown: Entry
    value: Any
    rivals: tuple[Entry, ...] = ()

    @property
    def in_conflict(self) -> bool:
        return bool(self.rivals)


def settle(entries: Sequence[Entry]) -> Fact:
    """The fact that `entries` (all of one fact, at least one) amount to."""
    # A device knew all it had said before, so only its last word can be a head.
    latest = heads_of(entries).values()
    heads = [entry for entry in latest if not any(other.knew(entry) for other in latest)]
    heads.sort(key=lambda entry: (entry.hlc, entry.device, entry.seq))
    shown = heads[-1]
    if len({canonical.dump(head.value) for head in heads}) == 1:
        return Fact(shown, shown.value)
    kind = facts.KINDS.get(shown.kind)
    if kind is not None and kind.union:
        return Fact(shown, any(head.value for head in heads))
    return Fact(shown, shown.value, tuple(heads))


def fold(entries: Iterable[Entry]) -> dict[str, Fact]:
    """All facts of one evaluation, by fact key."""
    by_fact: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_fact[entry.fact].append(entry)
    return {fact: settle(group) for fact, group in by_fact.items()}


def dump(scope: str, entries: Sequence[Entry]) -> bytes:
    """The whole shared state of one evaluation as canonical JSON: same knowledge, same bytes."""
    state = fold(entries)
    shown: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    conflicts: dict[str, list[dict[str, Any]]] = {}
    for fact in state.values():
        entry = fact.shown
        shown[entry.kind][entry.entity][entry.field] = fact.value
        if fact.in_conflict:
            name = "/".join((entry.kind, entry.entity, entry.field))
            conflicts[name] = [
                {"device": rival.device, "seq": rival.seq, "author": rival.author, "at": rival.at, "value": rival.value}
                for rival in fact.rivals
            ]
    document = {
        "format": FORMAT,
        "id": scope,
        "facts": shown,
        "conflicts": conflicts,
        "knowledge": {device: {"seq": last.seq, "hash": last.hash} for device, last in heads_of(entries).items()},
    }
    return canonical.dump(document) + b"\n"


def heads_of(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The last entry of each device."""
    last: dict[str, Entry] = {}
    for entry in entries:
        if entry.device not in last or last[entry.device].seq < entry.seq:
            last[entry.device] = entry
    return last
