"""The letters of documents: IBM Plex Sans Arabic, what stands in where it has no letter, and shaping by HarfBuzz.

Measures are in thousandths of the size, so that one shaping serves every size.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
import uharfbuzz

from lcc_desktop.resources import FONTS

PLEX = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
REGULAR, BOLD = PLEX / "IBMPlexSansArabic-Regular.ttf", PLEX / "IBMPlexSansArabic-SemiBold.ttf"
STAND_INS = tuple(
    FONTS / name for name in ("NotoSansTifinagh-Regular.ttf", "NotoSansSymbols2-Subset.ttf", "NotoEmoji-Regular.ttf")
)

BOX = "\u25a1"
"""Drawn, with its number inside, for a character that no font has: it is missing, and it shows which."""

WORD_GAP = 90
"""Programs that read PDF see a space in a gap of a tenth of the size."""

_JOINER, _PICTURE = "\u200d", "\ufe0f"
_UNSEEN = {"\u00ad", "\u034f", "\u061c", "\u180e", "\ufeff"}
_UNSEEN |= {*map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))}
_UNSEEN |= {*map(chr, (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200)))}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A placed glyph of a face, and the characters it stands for: all of a cluster's, or none."""

    gid: int
    text: str
    advance: float
    x_offset: float = 0
    y_offset: float = 0
    missing: str = ""


class Face:
    """A font file: what it covers, how it shapes."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.hb = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.font = uharfbuzz.Font(self.hb)
        self.scale = 1000 / self.hb.upem
        self.covered = frozenset(self.hb.unicodes)

    def width(self, gid: int) -> float:
        """What the font itself says a glyph takes."""
        return float(self.font.get_glyph_h_advance(gid) * self.scale)

    def shape(self, text: str, right_to_left: bool, among_arabic: bool = False) -> list[Glyph]:
        """The glyphs of a stretch in one direction, from left to right.

        Figures and signs `among_arabic` letters have forms of their own.
        """
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if among_arabic:
            buffer.script = "Arab"
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.language = "ar" if right_to_left else "fr"  # HarfBuzz would ask the machine
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        uharfbuzz.shape(self.font, buffer, {"kern": True, "liga": True})
        infos, places = buffer.glyph_infos or (), buffer.glyph_positions or ()
        spoken = self._spoken(text, [(info.cluster, info.codepoint) for info in infos])
        scale = self.scale
        return [
            _narrowed(
                Glyph(info.codepoint, part, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
            )
            for info, place, part in zip(infos, places, spoken, strict=True)
        ]

    def _spoken(self, text: str, found: Sequence[tuple[int, int]]) -> list[str]:
        """The characters of each glyph. In a cluster of several, a mark has its own, a letter the rest."""
        edges = [*sorted({cluster for cluster, _gid in found}), len(text)]
        ends = dict(pairwise(edges))
        count: dict[int, int] = {}
        for cluster, _gid in found:
            count[cluster] = count.get(cluster, 0) + 1
        spoken = [text[cluster : ends[cluster]] if count[cluster] == 1 else "" for cluster, _gid in found]
        for cluster in (cluster for cluster, several in count.items() if several > 1):
            rest = text[cluster : ends[cluster]]
            places = [at for at, (own, _gid) in enumerate(found) if own == cluster]
            for at in places[:]:
                for mark in filter(unicodedata.combining, rest):
                    if self.font.get_nominal_glyph(ord(mark)) == found[at][1] and len(places) > 1:
                        spoken[at], rest = mark, rest.replace(mark, "", 1)
                        places.remove(at)
                        break
            spoken[places[0]] = rest
        return spoken


def _narrowed(glyph: Glyph) -> Glyph:
    """A gap that the font puts inside a word, small enough that readers of the PDF take it for none."""
    beyond = glyph.x_offset - WORD_GAP
    if beyond <= 0 or glyph.advance <= glyph.x_offset:
        return glyph
    return replace(glyph, x_offset=WORD_GAP, advance=glyph.advance - beyond)


@cache
def face(path: Path) -> Face:
    """The face of a font file, read once."""
    return Face(path)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word, or a part of one, in one direction: its glyphs by face from left to right, and its width."""

    parts: tuple[tuple[Face, tuple[Glyph, ...]], ...]
    width: float


@lru_cache(maxsize=50_000)
def shape(text: str, bold: bool, right_to_left: bool, among_arabic: bool = False) -> Shaped:
    """Shape a stretch of text of one direction, each letter in the first face that has it."""
    parts = []
    for chosen, start, end in _stretches(text, bold):
        if chosen is None:
            parts.append((_boxes(), tuple(_box(text[start:end]))))
        else:
            parts.append((chosen, tuple(chosen.shape(text[start:end], right_to_left, among_arabic))))
    if right_to_left:
        parts.reverse()
    return Shaped(tuple(parts), sum(glyph.advance for _face, glyphs in parts for glyph in glyphs))


@lru_cache(maxsize=4)
def space(bold: bool) -> Glyph:
    """The space, which no direction changes."""
    glyph: Glyph = face(BOLD if bold else REGULAR).shape(" ", False)[0]
    return glyph


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """What a reader takes for one character: a letter with its marks, an emoji with what is joined to it."""
    start = 0
    for position in range(1, len(text) + 1):
        if position < len(text) and _continues(text, position):
            continue
        yield start, position
        start = position


def _continues(text: str, position: int) -> bool:
    here, before = text[position], text[position - 1]
    if here <= "\u02ff" and before != _JOINER:
        return False
    if unicodedata.category(here)[0] == "M" or here in (_JOINER, "\u200c") or _modifier(here):
        return True
    if before == _JOINER:
        return unicodedata.category(here) == "So"  # letters joined on purpose are letters still
    if _regional(here) and _regional(before):
        flags = 1
        while position - 1 - flags >= 0 and _regional(text[position - 1 - flags]):
            flags += 1
        return flags % 2 == 1
    return False


def _modifier(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0020" <= character <= "\U000e007f"


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _stretches(text: str, bold: bool) -> Iterator[tuple[Face | None, int, int]]:
    """A text cut where its face changes."""
    main = face(BOLD if bold else REGULAR)
    if main.covered.issuperset(map(ord, text)):
        if text:
            yield main, 0, len(text)
        return
    stretches: list[tuple[Face | None, int, int]] = []
    for start, end in clusters(text):
        chosen = _face_for(text[start:end], main)
        if stretches and stretches[-1][0] is chosen:
            stretches[-1] = (chosen, stretches[-1][1], end)
        else:
            stretches.append((chosen, start, end))
    yield from stretches


def _face_for(cluster: str, main: Face) -> Face | None:
    wanted = {ord(character) for character in cluster if character not in _UNSEEN}
    if main.covered >= wanted - _MADE_OF_OTHERS:
        return main
    others = [face(path) for path in STAND_INS]
    if _PICTURE in cluster or len(wanted) > 1:
        others.reverse()
    # Of an emoji with its tone, the emoji alone will do: the face is of one colour.
    return next((other for other in others if other.covered >= wanted), None) or next(
        (other for other in others if ord(cluster[0]) in other.covered), None
    )


_MADE_OF_OTHERS = {0x2011, 0x202F, *range(0x2000, 0x200B), 0x205F, 0x3000}
"""Spaces and hyphens that HarfBuzz makes of those a font has."""


def _boxes() -> Face:
    return face(STAND_INS[1])


def _box(text: str) -> Iterator[Glyph]:
    gid = _boxes().font.get_nominal_glyph(ord(BOX))
    for start, end in clusters(text):
        yield Glyph(gid, text[start:end], _boxes().width(gid), missing=f"{ord(text[start]):X}")
