"""Communes with their province and region, and a search that forgives spelling."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ـ": None})
_SEPARATORS = re.compile(r"[\s'’ʼ`´\-‐-―.،,()/]+")


@dataclass(frozen=True)
class Commune:
    """A commune. `code` is text with meaning (`01.511.01.0`: region and province are prefixes)."""

    code: str
    name_fr: str
    name_ar: str
    province_fr: str
    province_ar: str
    region_fr: str
    region_ar: str
    milieu: str

    def name(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_fr

    def province(self, language: str) -> str:
        return self.province_ar if language == "ar" else self.province_fr

    def region(self, language: str) -> str:
        return self.region_ar if language == "ar" else self.region_fr


def fold(text: str) -> str:
    """Letters as people search them: no accents, hamza, tashkil or tatweel; ة as ه, ى as ي; one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_ARABIC))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_ARABIC)
    return _SEPARATORS.sub(" ", bare.casefold()).strip()


class Gazetteer:
    """The communes of the country, searchable in French, Arabic or by code."""

    def __init__(self, communes: Iterable[Commune]) -> None:
        self.communes: tuple[Commune, ...] = tuple(communes)
        self._by_code = {commune.code: commune for commune in self.communes}

    @cached_property
    def _keys(self) -> list[tuple[str, str, str]]:
        """Folded French name, Arabic name, and all that is searched. Made at the first search, not at the start."""
        return [(fold(c.name_fr), fold(c.name_ar), self._haystack(c)) for c in self.communes]

    def find(self, code: str) -> Commune | None:
        return self._by_code.get(code)

    def identify(self, given: str) -> Commune | None:
        """The commune meant by a code or by a name, when only one has it."""
        if found := self.find(given.strip()):
            return found
        whole = fold(given)
        named = [
            self.communes[position]
            for position, (french, arabic, _haystack) in enumerate(self._keys)
            if whole in (french, arabic)
        ]
        return named[0] if len(named) == 1 else None

    def search(self, query: str, limit: int = 50) -> Sequence[Commune]:
        """Communes that hold every word of `query`; those whose own name starts with it come first."""
        words = fold(query).split()
        if not words:
            return self.communes[:limit]
        whole = " ".join(words)
        ranked = [
            (self._rank(french, arabic, whole, haystack), position)
            for position, (french, arabic, haystack) in enumerate(self._keys)
            if all(word in haystack for word in words)
        ]
        return [self.communes[position] for _rank, position in sorted(ranked)[:limit]]

    @staticmethod
    def _haystack(commune: Commune) -> str:
        parts = (commune.name_fr, commune.name_ar, commune.province_fr, commune.province_ar)
        return " ".join([*map(fold, parts), commune.code, fold(commune.code)])

    @staticmethod
    def _rank(french: str, arabic: str, whole: str, haystack: str) -> int:
        names = (french, arabic)
        if whole in names:
            return 0
        if any(name.startswith(whole) for name in names):
            return 1
        if any(f" {whole}" in name for name in names):
            return 2
        return 3 if any(whole in name for name in names) else 4
