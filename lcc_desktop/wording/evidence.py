"""What evidence is called: its status, and what people should know of a file that was taken in."""

from datetime import date

from lcc_desktop.domain.evidence import OBTAINED, REFUSED, SEEN, TO_OBTAIN, Remark
from lcc_desktop.i18n import N_, _, fill, lone
from lcc_desktop.i18n.formats import short_day

STATUSES = {
    TO_OBTAIN: N_("To obtain"),
    OBTAINED: N_("Obtained"),
    SEEN: N_("Seen on site"),
    REFUSED: N_("Not accepted"),
}

REMARKS = {
    Remark.BROKEN: N_(
        "{name} cannot be read as a picture. It is kept as it came, with whatever is written in it: open it once "
        "to see whether it is worth keeping."
    ),
    Remark.SEVERAL: N_(
        "{name} holds several pictures. It is kept as it came, with what the camera or the scanner wrote in it."
    ),
    Remark.KNOWN: N_("{name} was here already as evidence: that piece now serves this indicator too."),
}


def status_name(status: str) -> str:
    """A status in words; one of a newer version is shown as it is written."""
    return _(STATUSES[status]) if status in STATUSES else status


def remark_text(name: str, remark: Remark) -> str:
    """A sentence on a file that was taken in."""
    return fill(_(REMARKS[remark]), name=name)


def due_text(who: str, by: str) -> str:
    """By whom and when something is to be obtained; empty where neither was said."""
    if who and by:
        return fill(_("{who}, by {day}"), who=who, day=short_day(date.fromisoformat(by)))
    if by:
        return fill(_("by {day}"), day=short_day(date.fromisoformat(by)))
    return lone(who) if who else ""


NEEDS = {
    "supplied": N_("Supplied"),
    "to-obtain": N_("To obtain"),
    "not-accepted": N_("Not accepted"),
    "missing": N_("Missing"),
    "required": N_("Required by the degree"),
}


def need_name(need: str) -> str:
    """What a line of the evidence list says."""
    return _(NEEDS[need])
