"""Lines of administrative documents, for tests of what is printed."""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

LINES = Path(__file__).parent / "data" / "printed_lines.txt"


def printed_lines() -> list[tuple[str, bool]]:
    """Each line of the corpus and whether it is set right to left."""
    found = []
    for line in LINES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, text = line.split("|", 1)
            found.append((text.replace("{", "\u2068").replace("}", "\u2069"), language.endswith("ar")))
    return found


def without_marks(text: str) -> str:
    """As a person reads it: no marks of direction, one space between words."""
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x0c"))
    return " ".join(text.translate(marks).split())


def packed(text: str) -> str:
    """What readers agree on: characters without marks of direction, without white space, in one form."""
    return "".join(without_marks(unicodedata.normalize("NFKC", text)).replace("\u200b", "").split())


def spoken(document: pypdfium2.PdfDocument) -> list[tuple[int, str]]:
    """What screen readers are told of paragraphs and cells in which something reads from right to left: the index of
    the page, and the whole logical text. What goes on over pages is left out.
    """
    found = [(number, text) for number, page in enumerate(document) for text in _spoken_on(page)]
    pages = Counter(text for _number, text in set(found))
    return [(number, text) for number, text in found if pages[text] == 1]


def _spoken_on(page: pypdfium2.PdfPage) -> Iterator[str]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        size = raw.FPDF_StructElement_GetActualText(element, None, 0)
        if size > 2:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDF_StructElement_GetActualText(element, buffer, size)
            yield buffer.raw[:-2].decode("utf-16-le")
        children = range(raw.FPDF_StructElement_CountChildren(element))
        waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in children]
    raw.FPDF_StructTree_Close(tree)
