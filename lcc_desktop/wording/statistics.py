"""Statistics of campaigns in words: what is compared, and how far its figures may be trusted."""

from collections.abc import Sequence

from lcc_desktop.domain.distribution import Spread
from lcc_desktop.i18n import N_, _, current_language, fill, ngettext
from lcc_desktop.i18n.formats import number, percent
from lcc_desktop.services.results_statistics import By, Caution, Group, Statistics

BY = {
    By.REGION: N_("Region"),
    By.MILIEU: N_("Milieu"),
    By.LOT: N_("Lot"),
    By.CYCLE: N_("Cycle"),
    By.PRINCIPLE: N_("Principle"),
    By.FIELD: N_("Field"),
}


def by_name(by: By) -> str:
    """What communes are set side by side by."""
    return _(BY[by])


def group_name(group: Group) -> str:
    return group.name.say(current_language())


def evaluations_line(count: int) -> str:
    return fill(ngettext("{count} evaluation", "{count} evaluations", count), count=number(count))


def caution_lines(statistics: Statistics) -> list[str]:
    """Warnings, the weightiest first; CAF advises against comparing what nobody outside has looked at."""
    return [_caution(caution, count, statistics.counted) for caution, count in statistics.cautions[::-1]]


def _caution(caution: Caution, count: int, counted: int) -> str:
    match caution:
        case Caution.NOT_VERIFIED if count == counted:
            return _(
                "None of these scores is verified: they show how communes see themselves, and are no ranking of them."
            )
        case Caution.NOT_VERIFIED:
            text = ngettext(
                "{count} of {total} scores is not verified: it shows how the commune sees itself. This is no ranking.",
                "{count} of {total} scores are not verified: they show how communes see themselves. "
                "This is no ranking.",
                count,
            )
        case Caution.UNFINISHED:
            text = ngettext(
                "{count} evaluation is not complete and is left out.",
                "{count} evaluations are not complete and are left out.",
                count,
            )
        case Caution.WITHOUT_LAYER:
            text = ngettext(
                "{count} evaluation was not verified and is left out.",
                "{count} evaluations were not verified and are left out.",
                count,
            )
        case Caution.OTHER_FRAMEWORK:
            text = ngettext(
                "{count} evaluation was made with another version of the framework and is left out.",
                "{count} evaluations were made with another version of the framework and are left out.",
                count,
            )
        case Caution.FRAMEWORKS_MIXED:
            text = ngettext(
                "{count} evaluation was made with another version of the framework: it is not measured quite alike.",
                "{count} evaluations were made with another version of the framework: they are not measured quite "
                "alike.",
                count,
            )
    return fill(text, count=number(count), total=number(counted))


def spread_line(group: Group) -> str:
    """A group in a sentence, for who cannot see the chart."""
    found: Spread | None = group.spread
    if found is None:
        return fill(_("{group}: no score"), group=group_name(group))
    lower, upper = found.quartiles
    return fill(
        _("{group}: {count}, median {median}, half of them between {lower} and {upper}, from {low} to {high}"),
        group=group_name(group),
        count=evaluations_line(found.count),
        median=percent(found.median, 1),
        lower=percent(lower, 1),
        upper=percent(upper, 1),
        low=percent(found.low, 1),
        high=percent(found.high, 1),
    )


def spoken_statistics(groups: Sequence[Group]) -> str:
    return ". ".join(map(spread_line, groups))
