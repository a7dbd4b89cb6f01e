"""The verification mission in words."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import moment, number
from lcc_desktop.services.results import IndicatorView


def progress_line(seen: int, total: int) -> str:
    """How far the mission is."""
    text = ngettext("{seen} of {total} indicator verified", "{seen} of {total} indicators verified", total)
    return fill(text, seen=number(seen), total=number(total))


def differing_line(differing: Sequence[IndicatorView]) -> str:
    """How many of the mission's scores are not the commune's, and how many of them say no reason."""
    if not differing:
        return _("No score differs from the commune’s own")
    text = ngettext("{count} score differs", "{count} scores differ", len(differing))
    said = fill(text, count=number(len(differing)))
    silent = sum(1 for item in differing if not item.reason.strip())
    if not silent:
        return said
    more = fill(ngettext("{count} of them without a reason", "{count} of them without a reason", silent), count=silent)
    return fill("{said} · {more}", said=said, more=more)


def difference_text(item: IndicatorView) -> str:
    """How far the mission's degree lies from the commune's, with its sign; empty where there is nothing to say."""
    if item.verified is None or item.verified.degree is None or item.score.degree is None:
        return ""
    change = Fraction(item.verified.degree - item.score.degree)
    return number(0) if not change else f"{'+' if change > 0 else '−'}{number(abs(change))}"


def verifier_line(verifier: str, said_at: datetime) -> str:
    """Who said it, and when."""
    return fill(_("Verified by {name}, {moment}"), name=verifier, moment=moment(said_at))
