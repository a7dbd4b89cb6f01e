"""Closing in words: what is missing, what a snapshot's signature is worth, what changed between two moments."""

from collections.abc import Sequence
from fractions import Fraction

from lcc_desktop.domain.comparison import ComparedIndicator, ComparedTotal
from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n import N_, _, fill, ngettext
from lcc_desktop.i18n.formats import number, percent
from lcc_desktop.wording.states import state_name

MISSING = ("unscored", "disputed", "no_evidence", "no_reason", "no_information")
"""The lists of a checklist, the most pressing first."""

SIGNED = {
    "good": N_("Signed, unaltered"),
    "unknown": N_("Signed by a key that is not known here"),
    "broken": N_("Its signature does not hold: what it stands on was altered or is missing"),
}


def missing_line(name: str, codes: Sequence[str]) -> str:
    """How many indicators lack something."""
    count = len(codes)
    texts = {
        "unscored": ngettext("{count} indicator is not scored", "{count} indicators are not scored", count),
        "disputed": ngettext("{count} indicator is disputed", "{count} indicators are disputed", count),
        "no_evidence": ngettext(
            "{count} indicator lacks the evidence its degree asks for",
            "{count} indicators lack the evidence their degree asks for",
            count,
        ),
        "no_reason": ngettext(
            "{count} indicator has no justification", "{count} indicators have no justification", count
        ),
        "no_information": ngettext(
            "{count} indicator is without information", "{count} indicators are without information", count
        ),
    }
    return fill(texts[name], count=count)


def signed_name(signed: str) -> str:
    return _(SIGNED[signed])


def since_line(entries: int) -> str:
    """How much was written after a snapshot."""
    if not entries:
        return _("Nothing changed since")
    return fill(ngettext("{count} change since", "{count} changes since", entries), count=entries)


def score_text(score: Score | None) -> str:
    """A score in a cell: its degree, or its state; a dash where the indicator is not there."""
    if score is None:
        return "–"
    return state_name(score.state) if score.degree is None else number(score.degree)


def change_text(change: Fraction | int | None, share: bool) -> str:
    """A difference with its sign; a dash where none may be spoken of. `share`: in points of percentage."""
    if change is None:
        return "–"
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    size = change if change >= 0 else -change
    written = number(size * 100, 1) if share else number(size)
    # A sign stays before its number in both scripts.
    return f"\u2066{sign}{written}\u2069"


def total_text(value: Fraction | None) -> str:
    return percent(value, 1)


def not_comparable(total: ComparedTotal) -> str:
    """Why two totals are not subtracted; empty where they are."""
    if total.comparable:
        return ""
    return _("Not measured alike: the difference is over the indicators both have.")


def indicator_note(each: ComparedIndicator) -> str:
    """What keeps an indicator from being compared; empty where nothing does."""
    if each.move.old is None:
        return _("New indicator")
    if each.move.new is None:
        return _("Indicator dropped")
    return "" if each.comparable else _("Another scale")
