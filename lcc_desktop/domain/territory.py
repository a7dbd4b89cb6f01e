"""Communes with their province and region, and a search that forgives spelling."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ـ": None})
_SEPARATORS = re.compile(r"[\s'’ʼ`´\-‐-―.،,()/]+")


MILIEUX = ("urban", "rural")


@dataclass(frozen=True)
class Commune:
    """A commune. `code` is text with meaning (`01.511.01.0`: region and province are prefixes).

    The last three are what an evaluation says of its commune where the gazetteer is not followed; empty where it is.
    """

    code: str
    name_fr: str
    name_ar: str
    province_fr: str
    province_ar: str
    region_fr: str
    region_ar: str
    milieu: str
    letterhead_fr: str = ""
    letterhead_ar: str = ""
    milieu_override: str = ""

    def name(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_fr

    def printed_name(self, language: str) -> str:
        """The name for letterheads and documents; screens and lists keep the gazetteer's `name`."""
        letterhead = self.letterhead_ar if language == "ar" else self.letterhead_fr
        return letterhead or self.name(language)

    @property
    def effective_milieu(self) -> str:
        """What the evaluation says, or else the gazetteer: "urban", "rural", or empty where neither knows."""
        return self.milieu_override or self.milieu

    def province(self, language: str) -> str:
        return self.province_ar if language == "ar" else self.province_fr

    def region(self, language: str) -> str:
        return self.region_ar if language == "ar" else self.region_fr


def fold(text: str) -> str:
    """Letters as people search them: no accents, hamza, tashkil or tatweel; ة as ه, ى as ي; one space between words."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_ARABIC))
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_ARABIC)
    return _SEPARATORS.sub(" ", text.casefold()).strip()


@dataclass(frozen=True, slots=True)
class _Key:
    """A commune as searches see it: names and code folded, names also without spaces, and all that is searched."""

    commune: Commune
    french: str
    arabic: str
    joined_french: str
    joined_arabic: str
    code: str
    haystack: str

    @classmethod
    def of(cls, commune: Commune) -> "_Key":
        french, arabic, code = fold(commune.name_fr), fold(commune.name_ar), fold(commune.code)
        joined = (_join(french), _join(arabic))
        provinces = (_fold_again(commune.province_fr), _fold_again(commune.province_ar))
        haystack = " ".join((french, arabic, *joined, *provinces, code, _join(code)))
        return cls(commune, french, arabic, *joined, code, haystack)

    def starts(self, whole: str, joined: str) -> bool:
        return (
            self.joined_french.startswith(joined)
            or self.joined_arabic.startswith(joined)
            or self.code.startswith(whole)
        )

    def is_all_of(self, whole: str, joined: str) -> bool:
        return joined in (self.joined_french, self.joined_arabic) or whole == self.code

    def distance(self, whole: str, words: Sequence[str]) -> tuple[int, bool]:
        """How far the names are from what was typed: whole at the front of a word, whole, then by words they lack."""
        if f" {whole}" in self.french or f" {whole}" in self.arabic:
            return 0, False
        if whole in self.french or whole in self.arabic:
            return 1, False
        lacking = sum(word not in self.french and word not in self.arabic for word in words)
        return 2 + lacking, not (self.french.startswith(words[0]) or self.arabic.startswith(words[0]))


_fold_again = lru_cache(maxsize=256)(fold)
"""For provinces: 75 names that 1,503 communes share."""


def _join(text: str) -> str:
    return text.replace(" ", "")


class Gazetteer:
    """The communes of the country, searchable in French, Arabic or by code."""

    def __init__(self, read: Callable[[], Iterable[Commune]]) -> None:
        """`read` is called when a commune is first asked for, not at the window's start."""
        self._read = read

    @cached_property
    def communes(self) -> tuple[Commune, ...]:
        return tuple(self._read())

    @cached_property
    def _by_code(self) -> dict[str, Commune]:
        return {commune.code: commune for commune in self.communes}

    @cached_property
    def _keys(self) -> list[_Key]:
        """Made at the first search, not at the start."""
        return [_Key.of(commune) for commune in self.communes]

    def prepare(self) -> None:
        """Fold every name now, so that the first search is as quick as the others."""
        _ = self._keys

    def find(self, code: str) -> Commune | None:
        return self._by_code.get(code)

    def identify(self, given: str) -> Commune | None:
        """The commune meant by a code or by a name, when only one has it."""
        if found := self.find(given.strip()):
            return found
        whole = fold(given)
        named = [key.commune for key in self._keys if whole in (key.french, key.arabic)]
        return named[0] if len(named) == 1 else None

    def search(self, query: str, limit: int = 50) -> Sequence[Commune]:
        """Communes that hold every word of `query`; those whose own name or code starts with it come first.

        Spaces are forgiven too: `mdiq` finds M'diq, `ben guerir` and `benguerir` the same commune.
        """
        whole = fold(query)
        if not whole:
            return self.communes[:limit]
        joined = _join(whole)
        found = [key for key in self._keys if key.starts(whole, joined)]
        found.sort(key=lambda key: not key.is_all_of(whole, joined))
        if len(found) < limit:  # the short queries, which many names start with, end above
            first, *others = words = whole.split()
            further = [
                key
                for key in self._keys
                if (first in key.haystack and all(word in key.haystack for word in others))
                and not key.starts(whole, joined)
            ]
            found += sorted(further, key=lambda key: key.distance(whole, words))
        return [key.commune for key in found[:limit]]
