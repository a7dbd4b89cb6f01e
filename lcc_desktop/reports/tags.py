"""The structure of a document, for screen readers: which drawn text is a heading, a paragraph, a cell of which table.

What is drawn outside a tag is an artifact: lines, grounds, page furniture. A drawing on an ordinary canvas, as for a
single picture, has no structure and needs none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObjectReference

from lcc_desktop.reports.streams import array, text_string


@dataclass(eq=False)
class Element:
    """A part of the structure. What goes on over pages stays one element; `alternate` says a picture in words."""

    kind: str
    language: str = ""
    alternate: str = ""
    actual: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    children: "list[Element | tuple[str, int]]" = field(default_factory=list)
    placed: bool = False


class Surface(Protocol):
    """The canvas of a document."""

    tags: "Tags"

    def addLiteral(self, text: str) -> None: ...


class Tags:
    """The structure of one document while it is drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.pages: list[list[Element]] = [[]]
        self._open = [self.root]
        self._silent = 0

    def end_page(self) -> None:
        """What follows is on the next page."""
        self.pages.append([])

    @contextmanager
    def within(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to the element."""
        if not self._silent and not element.placed:
            self._open[-1].children.append(element)
            element.placed = True
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def content(self, canvas: Surface, element: Element) -> Iterator[None]:
        """What is drawn inside is the element's content."""
        if self._silent:
            yield
            return
        with self.within(element):
            here = self.pages[-1]
            canvas.addLiteral(f"EMC /{element.kind} <</MCID {len(here)}>> BDC")
            element.children.append((f"Page{len(self.pages)}", len(here)))
            here.append(element)
            self._silent += 1
            yield
            self._silent -= 1
            canvas.addLiteral("EMC /Artifact BMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is no content, whatever it is: a table's head on its second page."""
        self._silent += 1
        yield
        self._silent -= 1

    def write(self, doc: Any) -> None:
        """Put the structure into the document."""
        names: dict[int, str] = {}
        self._write(doc, self.root, PDFObjectReference("StructureRoot"), names)
        numbers: list[Any] = []
        for number, owners in enumerate(self.pages):
            if owners:
                entries = array(*(PDFObjectReference(names[id(owner)]) for owner in owners))
                numbers += [number, doc.Reference(entries, f"StructureOf{number}")]
        tree = PDFDictionary({"Nums": array(*numbers)})
        root = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFObjectReference(names[id(self.root)]),
            "ParentTree": doc.Reference(tree, "ParentTree"),
            "ParentTreeNextKey": len(self.pages),
        }
        dictionary = PDFDictionary(root)
        doc.Reference(dictionary, "StructureRoot")
        doc.Catalog.StructTreeRoot = PDFObjectReference("StructureRoot")
        doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _write(self, doc: Any, element: Element, parent: Any, names: dict[int, str]) -> None:
        name = names[id(element)] = f"Structure{len(names)}"
        entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(element.kind), "P": parent}
        for key, text in (("Alt", element.alternate), ("ActualText", element.actual)):
            if text:
                entries[key] = text_string(text)
        if element.language:
            entries["Lang"] = f"({element.language})"
        if element.attributes:
            entries["A"] = PDFDictionary(element.attributes)
        dictionary = PDFDictionary(entries)
        doc.Reference(dictionary, name)
        children: list[Any] = []
        for child in element.children:
            if isinstance(child, Element):
                self._write(doc, child, PDFObjectReference(name), names)
                children.append(PDFObjectReference(names[id(child)]))
            else:
                page, number = child
                marked = {"Type": PDFName("MCR"), "Pg": PDFObjectReference(page), "MCID": number}
                children.append(PDFDictionary(marked))
        dictionary["K"] = array(*children)


class Untagged(Tags):
    """For a canvas that is no document: nothing is recorded."""

    @contextmanager
    def within(self, element: Element) -> Iterator[None]:
        yield

    @contextmanager
    def content(self, canvas: Surface, element: Element) -> Iterator[None]:
        yield


_NONE = Untagged()


def tags_of(canvas: Any) -> Tags:
    """The structure that is being drawn on a canvas."""
    found: Tags = getattr(canvas, "tags", _NONE)
    return found
