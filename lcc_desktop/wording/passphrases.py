"""What is said of a passphrase while it is chosen."""

from lcc_desktop.domain.passphrase import LEAST, MOST, WORDS_ADVISED, Level, Quality
from lcc_desktop.i18n import N_, _, fill, ngettext

LEVELS = {
    Level.WEAK: N_("Weak: it would be guessed"),
    Level.FAIR: N_("Fair: it would hold for a while"),
    Level.GOOD: N_("Good"),
    Level.STRONG: N_("Strong"),
}


def level_name(level: Level) -> str:
    return _(LEVELS[level])


def advice(quality: Quality) -> str:
    """One sentence that helps most; empty when there is nothing to better."""
    if quality.too_short:
        text = ngettext("At least {count} character.", "At least {count} characters.", LEAST)
        return fill(text, count=LEAST)
    if quality.too_long:
        text = ngettext("At most {count} character.", "At most {count} characters.", MOST)
        return fill(text, count=MOST)
    if quality.level not in (Level.WEAK, Level.FAIR) and not quality.few_words:
        return ""
    if quality.common:
        return _("Names of places, dates and frequent passwords are tried first. Choose words that say nothing of you.")
    text = ngettext(
        "Best is {count} word or more that have nothing to do with each other.",
        "Best are {count} words or more that have nothing to do with each other.",
        WORDS_ADVISED,
    )
    return fill(text, count=WORDS_ADVISED)
