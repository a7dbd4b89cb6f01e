"""Streams of a PDF as archives want them."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress


class Stream(PDFStream):  # type: ignore[misc]
    """A stream whose end stands on a line of its own, outside its length (PDF/A-2, 6.1.7.1)."""

    def format(self, document: Any) -> bytes:
        made: bytes = super().format(document)
        return made.removesuffix(b"endstream\n") + b"\nendstream\n"


def stream(data: bytes | str, compressed: bool = True, **entries: Any) -> Stream:
    """A stream with entries in its dictionary."""
    names = {key: PDFName(value) if isinstance(value, str) else value for key, value in entries.items()}
    return Stream(PDFDictionary(names), data, [PDFZCompress] if compressed else None)


def text_string(text: str) -> str:
    """A text string in hexadecimal digits (PDF 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def array(*items: Any) -> PDFArray:
    """An array."""
    return PDFArray(items)
