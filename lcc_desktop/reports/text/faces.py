"""IBM Plex Sans Arabic for print: shaping by HarfBuzz, and glyphs that remember the text they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_sans_arabic
import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

_PRIVATE = 0xF0000
"""First code of the supplementary private plane: one for each (glyph, text) pair."""

MISSING = "\u25a1"
"""Drawn for what the family does not have (emoji, Tifinagh): visible, and the text can still be copied."""


@dataclass(frozen=True)
class Glyph:
    """A placed glyph: `code` in the font, advance and offsets in thousandths of the size."""

    code: int
    advance: float
    x_offset: float
    y_offset: float


class ShapingFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose glyphs are chosen by HarfBuzz.

    Each glyph is a code of its own, and the PDF's ToUnicode map gives the characters back: copy, search and
    screen readers see the logical text, whatever form the glyph has.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}
        self._hb = uharfbuzz.Font(self.hbFace)
        self._scale = 1000 / self.hbFace.upem

    def shape(self, text: str, right_to_left: bool) -> list[Glyph]:
        """The glyphs of a run in one direction, from left to right."""
        if not text:
            return []
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        uharfbuzz.shape(self._hb, buffer, {"kern": True, "liga": True})
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        spoken = _text_of_each(text, [info.cluster for info in infos])
        glyphs = []
        for info, place, logical in zip(infos, places, spoken, strict=True):
            # Readers take a line's characters from left to right, then turn what is Arabic round.
            part = logical[::-1] if right_to_left else logical
            gid = info.codepoint or self._missing_glyph()
            # What is missing has the width of its stand-in.
            advance = place.x_advance if info.codepoint else self._hb.get_glyph_h_advance(gid)
            glyphs.append(
                Glyph(
                    self._code(gid, part),
                    advance * self._scale,
                    place.x_offset * self._scale,
                    place.y_offset * self._scale,
                )
            )
        return glyphs

    def _missing_glyph(self) -> int:
        found: int = self.face.charToGlyph.get(ord(MISSING), 0)
        return found

    def _code(self, gid: int, text: str) -> int:
        if text == " ":
            return 32  # ReportLab wants the space where it is
        key = (gid, text)
        if key not in self._codes:
            code = _PRIVATE + len(self._codes)
            self._codes[key], self._texts[code] = code, text
            self.face.charToGlyph[code] = gid
            self.face.charWidths[code] = self._hb.get_glyph_h_advance(gid) * self._scale
        return self._codes[key]

    # ReportLab overrides

    def addObjects(self, doc: Any) -> None:
        """Write the subsets, then say in their ToUnicode maps what each glyph stands for."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        face = self.face
        for number, subset in enumerate(subsets):
            name = (b"".join((_subset_tag(number), b"+", face.name, face.subfontNameX))).decode("pdfdoc")
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _to_unicode(name, [self._texts.get(code, chr(code)) for code in subset])


@cache
def face(bold: bool) -> ShapingFont:
    """The family, regular or semi-bold. Registered with ReportLab at the first call."""
    weight = "SemiBold" if bold else "Regular"
    folder = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
    font = ShapingFont(f"Plex{weight}", folder / f"IBMPlexSansArabic-{weight}.ttf")
    pdfmetrics.registerFont(font)
    return font


def shaped(font: ShapingFont, glyphs: Sequence[Glyph]) -> ShapedStr:
    """Glyphs of a font as ReportLab's text objects draw them."""
    widths = font.face.charWidths
    data = [ShapeData(k, g.advance, 0, g.x_offset, g.y_offset, widths[g.code]) for k, g in enumerate(glyphs)]
    return ShapedStr("".join(chr(glyph.code) for glyph in glyphs), shapeData=data)


def _text_of_each(text: str, clusters: Sequence[int]) -> list[str]:
    """The characters each glyph stands for: those from its cluster to the next, on the first glyph of the cluster."""
    edges = [*sorted(set(clusters)), len(text)]
    ends = dict(pairwise(edges))
    given: set[int] = set()
    spoken = []
    for cluster in clusters:
        spoken.append("" if cluster in given else text[cluster : ends[cluster]])
        given.add(cluster)
    return spoken


def _subset_tag(number: int) -> bytes:
    return bytes(f"{number:06d}", "ASCII").translate(bytes.maketrans(b"0123456789", b"ABCDEFGIJK"))


def _to_unicode(name: str, texts: Sequence[str]) -> str:
    """A ToUnicode CMap (PDF 32000-1, 9.10.3). A glyph that stands for nothing of its own is left out."""
    pairs = [(k, text.encode("utf-16-be").hex().upper()) for k, text in enumerate(texts) if text and text != "\0"]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for at in range(0, len(pairs), 100):
        chunk = pairs[at : at + 100]
        lines += [f"{len(chunk)} beginbfchar", *(f"<{k:02X}> <{text}>" for k, text in chunk), "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
