"""The sixty digits by which two people compare a key, and the groups one of them types."""

import secrets
import unicodedata
from collections.abc import Mapping, Sequence

GROUPS, LENGTH = 12, 5
ASKED = 3
"""How many groups are typed, chosen when they are asked for: whoever made another key could not know which to hit."""


def asked() -> tuple[int, ...]:
    """Which groups to ask for, from 1, in their order."""
    return tuple(sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED)))


def plain(text: str) -> str:
    """The digits in a text as ASCII, whichever digits were typed and whatever stands between them."""
    return "".join(str(unicodedata.digit(one)) for one in text if unicodedata.digit(one, None) is not None)


def agree(digits: str, typed: Mapping[int, str]) -> bool:
    """Whether what was typed, by group from 1, is what `digits` says there; fewer than ASKED groups say nothing."""
    groups = digits.split()
    said = {group: plain(text) for group, text in typed.items()}
    return len(said) >= ASKED and all(1 <= group <= len(groups) and groups[group - 1] == said[group] for group in said)


def whole(text: str) -> Mapping[int, str]:
    """All groups of a text with all the digits; none if it has another number of them."""
    found = plain(text)
    if len(found) != GROUPS * LENGTH:
        return {}
    return {group: found[(group - 1) * LENGTH : group * LENGTH] for group in range(1, GROUPS + 1)}


def lines(digits: str, in_one: int = 4) -> Sequence[str]:
    """The groups in lines, as they are read out."""
    groups = digits.split()
    return [" ".join(groups[at : at + in_one]) for at in range(0, len(groups), in_one)]
