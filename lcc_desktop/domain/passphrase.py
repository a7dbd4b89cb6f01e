"""What a passphrase is: the text that counts, however it was typed, and how long it must be at least."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LEAST = 10
"""Characters. Shorter ones are refused; everything above is only advised upon."""

MOST = 200
"""Characters. Nobody types more, and judging one that long takes time."""

WORDS_ADVISED = 4


def normalised(text: str) -> str:
    """The same passphrase from every keyboard and every system.

    Letters in one form (a composed é is a decomposed one, an Arabic presentation form is its letter), one space where
    there are several, none at the ends, no invisible marks of direction.
    """
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())


class Level(StrEnum):
    """How long a passphrase would hold against somebody who has the disk."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True)
class Quality:
    """A judgement on a passphrase: `bits` is the logarithm of the guesses it is expected to stand."""

    level: Level
    bits: float
    words: int
    too_short: bool
    too_long: bool
    common: bool
    """It is, or holds, what is guessed first: a frequent password, the name of a commune, one's own name."""
    few_words: bool
    """More words would help."""
