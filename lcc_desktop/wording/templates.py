"""Templates of documents in words: their parts, and what keeps one from being kept."""

from lcc_desktop.domain.template import Fault, Flaw, Part
from lcc_desktop.i18n import N_, _, fill
from lcc_desktop.i18n.formats import number

PARTS = {
    Part.LETTERHEAD: N_("Letterhead"),
    Part.CITATIONS: N_("Citations of the draft decision"),
    Part.COMMITTEE: N_("Name of the committee"),
    Part.SIGNATORY: N_("Above the committee’s signature"),
    Part.NOTICE: N_("Notice on personal data"),
    Part.LOGOS: N_("Logos"),
}
FLAWS = {
    Flaw.NO_FRENCH: N_("{part}: the French is missing. Documents are made in both languages."),
    Flaw.NO_ARABIC: N_("{part}: the Arabic is missing. Documents are made in both languages."),
    Flaw.EMPTY: N_("{part}: nothing is written. Write it, or go back to the standard texts."),
    Flaw.TOO_LONG: N_("{part}: too long, {limit} characters at most."),
    Flaw.TOO_MANY: N_("{part}: too many, {limit} at most."),
}


def part_name(part: Part) -> str:
    return _(PARTS[part])


def fault_line(fault: Fault) -> str:
    """One thing that is wrong, and where."""
    part = part_name(fault.part)
    if fault.number:
        part = fill(_("{part}, line {number}"), part=part, number=fault.number)
    return fill(_(FLAWS[fault.flaw]), part=part, limit=number(fault.limit))
