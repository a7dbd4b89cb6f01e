"""What a package leaves out when asked: names, confidential evidence. All else is said, and stays provable."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lcc_desktop.domain import facts
from lcc_desktop.domain.errors import CannotLeaveOut
from lcc_desktop.domain.facts import LeaveOut
from lcc_desktop.sync.entry import Entry
from lcc_desktop.sync.state import settle

_FLAG = "confidential"

Thing = tuple[str, str]


def leave_out(entries: Sequence[Entry], asked: LeaveOut) -> list[Entry]:
    """The entries, without the values that are to be left out. Raises CannotLeaveOut."""
    marked = _confidential_things(entries) if asked.confidential else set()
    return [_without_value(entry) if _is_meant(entry, asked, marked) else entry for entry in entries]


def _is_meant(entry: Entry, asked: LeaveOut, marked: set[Thing]) -> bool:
    if not facts.is_known(entry.kind, entry.field):
        return False
    field = facts.KINDS[entry.kind].fields[entry.field]
    return (asked.names and field.personal) or (field.confidential and (entry.kind, entry.entity) in marked)


def _without_value(entry: Entry) -> Entry:
    if not entry.salt and not entry.left_out:
        raise CannotLeaveOut
    return entry.without_value()


def _confidential_things(entries: Iterable[Entry]) -> set[Thing]:
    """What is marked confidential, also where somebody disagrees."""
    said: dict[Thing, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.field == _FLAG and facts.is_known(entry.kind, _FLAG):
            said[entry.kind, entry.entity].append(entry)
    settled = {thing: settle(group) for thing, group in said.items()}
    return {thing for thing, fact in settled.items() if any(head.value is True for head in (*fact.rivals, fact.shown))}
