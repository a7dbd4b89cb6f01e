"""How a workspace is, and what was saved of a damaged one: facts, to be told in words."""

from dataclasses import dataclass

LOW = 500 * 1024**2
"""Bytes of free room under which people are warned: a day of photographs, and the database's own copy for a backup."""


@dataclass(frozen=True)
class Health:
    """What an examination found.

    `faults` are SQLite's own words; `broken` counts journals (of a device, about an evaluation) with a gap or an
    altered entry; `lost` names evidence that is missing or no longer what it was; `free` is in bytes.
    """

    evaluations: int
    entries: int
    evidence: int
    faults: tuple[str, ...]
    broken: int
    lost: tuple[str, ...]
    free: int

    @property
    def is_sound(self) -> bool:
        return not (self.faults or self.broken or self.lost)

    @property
    def is_low(self) -> bool:
        """Little room is left on the disk."""
        return self.free < LOW


@dataclass(frozen=True)
class Rescued:
    """What was saved, and what is known to be lost: changes that the journal's own counters name, and evidence."""

    evaluations: int
    entries: int
    lost_entries: int
    evidence: int
    lost_evidence: int
