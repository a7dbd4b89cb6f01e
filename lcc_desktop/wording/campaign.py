"""A campaign in words: decisions of eligibility, what is late, how many communes."""

from lcc_desktop.domain.campaign import Eligibility, Late
from lcc_desktop.i18n import N_, _, fill, ngettext
from lcc_desktop.i18n.formats import number

ELIGIBILITIES = {
    Eligibility.PENDING: N_("To be decided"),
    Eligibility.ELIGIBLE: N_("Eligible"),
    Eligibility.NOT_ELIGIBLE: N_("Not eligible"),
}

LATE = {
    Late.UNDECIDED: N_("The call is closed, eligibility is not decided"),
    Late.NOT_STARTED: N_("Nothing has come from its self-evaluation"),
    Late.NOT_RETURNED: N_("Its self-evaluation is not complete"),
}
SHORT_LATE = {
    Late.UNDECIDED: N_("Undecided"),
    Late.NOT_STARTED: N_("Not begun"),
    Late.NOT_RETURNED: N_("Not complete"),
}
"""The same in a cell, whose column says that it is late."""

SUGGESTIONS = {
    Eligibility.PENDING: N_("The prerequisites are not all known yet."),
    Eligibility.ELIGIBLE: N_("All prerequisites are met. The decision is yours."),
    Eligibility.NOT_ELIGIBLE: N_("A prerequisite is not met. The decision is yours."),
}


def eligibility_name(eligibility: Eligibility) -> str:
    return _(ELIGIBILITIES[eligibility])


def late_name(late: Late) -> str:
    """What a commune is late with, in a sentence."""
    return _(LATE[late])


def short_late(late: tuple[Late, ...]) -> str:
    """The most pressing of what a commune is late with, in a cell; empty where nothing is late."""
    return _(SHORT_LATE[late[-1]]) if late else ""


def suggestion_line(suggestion: Eligibility) -> str:
    """What the prerequisites speak for; people decide."""
    return _(SUGGESTIONS[suggestion])


def communes_line(count: int) -> str:
    return fill(ngettext("{count} commune", "{count} communes", count), count=number(count))


def late_line(count: int) -> str:
    """How many communes are late; empty where none is."""
    return fill(ngettext("{count} late", "{count} late", count), count=number(count)) if count else ""
