"""What a vote came to, in words; the same on the facilitator's screen, on the projector and in documents."""

from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n import N_, _, fill, ngettext
from lcc_desktop.i18n.formats import number

METHODS = {
    "consensus": N_("Consensus"),
    "majority": N_("Majority"),
    "mean": N_("Mean of the votes"),
    "facilitator": N_("Facilitator’s proposal"),
}

SHORT_METHODS = {**METHODS, "mean": N_("Mean"), "facilitator": N_("Proposal")}
"""The same where there is little room."""

SORTS = {
    "strength": N_("Strength"),
    "improvement": N_("Point to improve"),
    "parked": N_("Parked"),
}


def method_name(method: str) -> str:
    """How a group came to its score; empty while nobody has said."""
    return _(METHODS[method]) if method in METHODS else ""


def sort_name(sort: str) -> str:
    """What a remark is."""
    return _(SORTS[sort]) if sort in SORTS else sort


def cards_line(ballot: Ballot) -> str:
    """How many cards, and apart how many who do not know."""
    cards = fill(ngettext("{count} card", "{count} cards", ballot.cards), count=number(ballot.cards))
    if not ballot.unknown:
        return cards
    unknown = ngettext("{count} does not know", "{count} do not know", ballot.unknown)
    return fill(_("{cards} · {unknown}"), cards=cards, unknown=fill(unknown, count=number(ballot.unknown)))


def middle_line(ballot: Ballot) -> str:
    """The median and the spread; empty without a card."""
    if ballot.median is None or ballot.spread is None:
        return ""
    return fill(_("Median {median} · spread {spread}"), median=number(ballot.median, 1), spread=number(ballot.spread))


def extremes_line(ballot: Ballot) -> str:
    """What comes after the reveal: who explains first. Empty without a card."""
    if ballot.extremes is None:
        return ""
    low, high = ballot.extremes
    if low == high:
        return fill(_("Everybody says {degree}."), degree=number(low))
    return fill(_("The two extremes explain: {low} and {high}."), low=number(low), high=number(high))


def degree_line(degree: int, ballot: Ballot) -> str:
    """One bar of the distribution, for screen readers."""
    count = ballot.count(degree)
    cards = fill(ngettext("{count} card", "{count} cards", count), count=number(count))
    return fill(_("Degree {degree}: {text}"), degree=degree, text=cards)
