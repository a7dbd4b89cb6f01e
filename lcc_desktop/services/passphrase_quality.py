"""How long a passphrase would hold against somebody who has the disk: a cautious estimate, for advice.

zxcvbn knows frequent passwords, dates, rows of keys and repetitions, but no French or Arabic words: to it they are
random letters. So an attacker with a list of words is counted too, who tries the names of communes first; the lower of
both counts.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from lcc_desktop.domain.passphrase import LEAST, MOST, WORDS_ADVISED, Level, Quality, normalised
from lcc_desktop.domain.territory import fold
from lcc_desktop.models.territory import gazetteer

_WORD, _SHORT_WORD, _NAME, _LETTER = 13.0, 7.0, 11.0, 2.0
"""Bits of a word of a list of eight thousand, of a very short one, of a name of a commune, and of a letter of what may
be several words written as one.
"""

_LEVELS = ((64.0, Level.STRONG), (50.0, Level.GOOD), (38.0, Level.FAIR))
"""Four words of such a list are good, five are strong. Good is eighteen years of a million guesses a second on average,
which is far beyond what our key derivation leaves a computer full of graphics cards.
"""

_JUDGED = 48
"""Characters that are looked at; those after them can only help."""

_EXPECTED = ("lcc", "label", "commune", "citoyenne", "maroc", "jamaa", "ميزة", "الجماعة", "المواطنة", "المغرب")


def judge(passphrase: str, own: Iterable[str] = ()) -> Quality:
    """What to say of a passphrase. `own` are words that somebody who knows its owner tries first."""
    typed = normalised(passphrase)
    words = [word for word in typed.split() if any(c.isalnum() for c in word)]
    known = _names() | {part for text in own for part in fold(text).split()}
    generic, common = _generic(typed[:_JUDGED], known)
    bits = min(generic, _by_words(typed[:_JUDGED].split(), known)) if typed else 0.0
    level = next((level for least, level in _LEVELS if bits >= least), Level.WEAK)
    return Quality(
        level=level if len(typed) >= LEAST else Level.WEAK,
        bits=round(bits, 1),
        words=len(words),
        too_short=len(typed) < LEAST,
        too_long=len(typed) > MOST,
        common=common,
        few_words=len(words) < WORDS_ADVISED and level is not Level.STRONG,
    )


def _by_words(tokens: list[str], known: frozenset[str] | set[str]) -> float:
    """Bits against somebody who tries words from a list, each word counted once."""
    return sum(_bits(token, len(tokens) == 1, known) for token in dict.fromkeys(tokens))


def _bits(token: str, is_alone: bool, known: frozenset[str] | set[str]) -> float:
    letters = re.sub(r"\W", "", token)
    if fold(letters) in known:
        return _NAME
    if not letters.isalpha():
        return _generic(token, known)[0]
    if len(letters) <= (2 if "\u0600" <= letters[0] <= "\u06ff" else 3):  # most Arabic roots have three
        return _SHORT_WORD
    return max(_WORD, _LETTER * len(letters)) if is_alone else _WORD


def _generic(text: str, known: Iterable[str]) -> tuple[float, bool]:
    """The estimate of zxcvbn in bits, and whether half of the text is what is guessed first."""
    if not text:
        return 0.0, False
    # Its lists take a tenth of a second to import: paid where a passphrase is chosen, not at the start.
    from zxcvbn import zxcvbn

    # Accents and hamza are no obstacle to a guesser, nor are they to this one.
    found = zxcvbn(fold(text) or text, user_inputs=list(known))
    frequent = [s for s in found["sequence"] if s.get("dictionary_name") in ("passwords", "user_inputs")]
    covered = sum(len(s["token"]) for s in frequent if len(s["token"]) > 3)
    return math.log2(max(1.0, float(found["guesses"]))), covered * 2 >= len(text)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Every word of the names of communes, provinces and regions, and what else everybody here would try."""
    places = (
        (one.name_fr, one.name_ar, one.province_fr, one.province_ar, one.region_fr, one.region_ar)
        for one in gazetteer().communes
    )
    words = {word for names in places for name in names for word in fold(name).split() if len(word) > 3}
    return frozenset(words | {fold(word) for word in _EXPECTED})
