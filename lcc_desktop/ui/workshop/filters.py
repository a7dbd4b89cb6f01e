"""Which indicators the list shows, and which the arrows visit."""

from collections.abc import Callable, Mapping

from lcc_desktop.domain.scoring import State
from lcc_desktop.i18n import N_
from lcc_desktop.services.results import IndicatorView

ALL = "all"

_RULES: Mapping[str, Callable[[IndicatorView], bool]] = {
    ALL: lambda _item: True,
    "unscored": lambda item: item.score.state is State.UNSCORED,
    "disputed": lambda item: item.score.state is State.DISPUTED or bool(item.conflicts),
    "no-evidence": lambda item: item.score.state is State.SCORED and not item.evidence,
    "parked": lambda item: item.parked,
}
FILTERS: Mapping[str, str] = {
    ALL: N_("All ({count})"),
    "unscored": N_("Not scored ({count})"),
    "disputed": N_("Disputed ({count})"),
    "no-evidence": N_("Without evidence ({count})"),
    "parked": N_("Parked ({count})"),
}


def passes(item: IndicatorView, name: str) -> bool:
    """Whether a filter lets an indicator through."""
    return _RULES[name](item)


def passed_by(item: IndicatorView) -> frozenset[str]:
    """The names of the filters that let an indicator through."""
    return frozenset(name for name, rule in _RULES.items() if rule(item))
