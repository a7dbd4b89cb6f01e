"""Fonts inside a PDF: glyph by glyph, each with the characters it stands for.

ReportLab embeds fonts by character, 256 at a time; shaped text has glyphs without a character, and characters with
several glyphs. So each (glyph, text) pair gets a code of its own in one composite font a face (PDF 32000-1, 9.7), and
its ToUnicode map gives the text back: copy, search and screen readers see what was written.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.reports.streams import stream
from lcc_desktop.reports.text.fonts import Face

_FONTS = "BasicFonts"  # ReportLab's name of the dictionary every page refers to
_NOT_PRINTED = ("GSUB", "GPOS", "GDEF", "cmap", "name", "OS/2", "post", "STAT", "meta", "DSIG", "gasp")


class EmbeddedFace:
    """A face in one document."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self._codes: dict[tuple[int, str], int] = {}
        self._widths: dict[int, float] = {}

    def width(self, gid: int) -> float:
        """How far a glyph of this font moves the text cursor, in thousandths of the size."""
        return self._widths[gid]

    def code(self, gid: int, text: str) -> str:
        """The code of a glyph that stands for a text, in hexadecimal digits."""
        code = self._codes.get((gid, text))
        if code is None:
            code = self._codes[gid, text] = len(self._codes) + 1  # zero is the font's "no such glyph"
            if gid not in self._widths:
                self._widths[gid] = self.face.width(gid)
        return f"{code:04X}"

    def addObjects(self, doc: Any) -> None:
        """ReportLab asks for it when the document is complete."""
        gids = sorted({gid for gid, _text in self._codes})
        data, places = _subset(self.face, gids)
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(repr(gids).encode()).digest()[:6])
        base = PDFName(f"{tag}+{self.face.name}")
        file = stream(data, Length1=len(data))
        descriptor = PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                **_metrics(self.face),
                "FontFile2": doc.Reference(file),
            }
        )
        to_gid = b"\0\0" + b"".join(places[gid].to_bytes(2, "big") for gid, _text in self._codes)
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
                "FontDescriptor": doc.Reference(descriptor),
                "DW": 0,
                "W": PDFArray([1, PDFArray([round(self._widths[gid], 3) for gid, _text in self._codes])]),
                "CIDToGIDMap": doc.Reference(stream(to_gid)),
            }
        )
        spoken = stream(_to_unicode([text for _gid, text in self._codes]).encode("ascii"))
        doc.Reference(
            PDFDictionary(
                {
                    "Type": PDFName("Font"),
                    "Subtype": PDFName("Type0"),
                    "BaseFont": base,
                    "Encoding": PDFName("Identity-H"),
                    "DescendantFonts": PDFArray([doc.Reference(descendant)]),
                    "ToUnicode": doc.Reference(spoken),
                }
            ),
            self.name,
        )


def embedded(canvas: Canvas, face: Face) -> EmbeddedFace:
    """A face as the canvas's document has it; the document has it from now on."""
    doc = canvas._doc
    faces: dict[str, EmbeddedFace] = doc.__dict__.setdefault("lcc_faces", {})
    if face.name not in faces:
        made = faces[face.name] = EmbeddedFace(face, f"LF{len(faces) + 1}")
        doc.idToObject[_FONTS].dict[made.name] = PDFObjectReference(made.name)
        doc.delayedFonts.append(made)
    return faces[face.name]


def _metrics(face: Face) -> dict[str, Any]:
    extents = face.font.get_font_extents("ltr")
    ascent, descent = round(extents.ascender * face.scale), round(extents.descender * face.scale)
    box = PDFArray([-1000, descent, 3000, ascent])
    return {"FontBBox": box, "ItalicAngle": 0, "Ascent": ascent, "Descent": descent, "CapHeight": 700, "StemV": 80}


def _subset(face: Face, gids: Sequence[int]) -> tuple[bytes, dict[int, int]]:
    """A TrueType file with these glyphs alone, and where each is in it."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(gids)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE | flags.NO_BIDI_CLOSURE
    for table in _NOT_PRINTED:
        wanted.drop_table_tag_set.add(int.from_bytes(table.ljust(4).encode(), "big"))
    plan = uharfbuzz.SubsetPlan(face.hb, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def _to_unicode(texts: Sequence[str]) -> str:
    """A ToUnicode CMap (PDF 32000-1, 9.10.3): code 1 stands for the first text, and so on."""
    return "\n".join(_cmap(texts))


def _cmap(texts: Sequence[str]) -> Iterator[str]:
    yield "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap"
    yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def"
    yield "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    # Archives want every glyph to stand for something: one that only completes another stands for no width.
    pairs = [(code, text or "\u200b") for code, text in enumerate(texts, start=1)]
    for at in range(0, len(pairs), 100):
        chunk = pairs[at : at + 100]
        yield f"{len(chunk)} beginbfchar"
        yield from (f"<{code:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, text in chunk)
        yield "endbfchar"
    yield "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
