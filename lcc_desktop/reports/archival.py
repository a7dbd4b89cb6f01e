"""What makes a PDF last (PDF/A-2): metadata in XMP, the meaning of its colours, no font that is not inside."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from time import struct_time
from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop import __version__
from lcc_desktop.reports.streams import array, stream, text_string
from lcc_desktop.reports.tags import Tags

MAKER = f"LCC Desktop {__version__}"
KEYWORDS = "gouvernance communale, évaluation, حكامة الجماعة, التقييم"
"""In every document, whatever its language: by what an archive finds it."""


@dataclass(frozen=True)
class Description:
    """What a document is, for its metadata. `language` as in "ar-MA"."""

    title: str
    subject: str
    language: str
    made_on: date


class DocumentCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose document is tagged, described, and the same bytes whenever it is made of the same."""

    def __init__(self, file: Any, description: Description, **settings: Any) -> None:
        super().__init__(file, invariant=1, pageCompression=1, lang=description.language, pdfVersion=(1, 7), **settings)
        self.tags = Tags()
        self.before_saving: list[Callable[[], None]] = []
        self._description = description
        doc = self._doc
        doc.Catalog.__class__ = _Catalog
        doc._timeStamp = _Midnight(description.made_on)
        doc.info._dateFormatter = lambda *moment: "D:{:04}{:02}{:02}{:02}{:02}{:02}Z".format(*moment)

    # ReportLab overrides

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"  # ReportLab's begins with a font that would have to be inside

    def showPage(self) -> None:
        name, number = self._doc.thisPageName(), len(self.tags.pages) - 1
        self._code.insert(0, "/Artifact BMC")
        self._code.append("EMC")
        super().showPage()
        page = self._doc.idToObject[name]
        page.Contents = stream(page.stream.encode("latin-1"))
        page.Trans = None
        if self.tags.pages[-1]:
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        self.tags.end_page()

    def endForm(self, **attributes: Any) -> None:
        super().endForm(**attributes)
        form = next(reversed(self._doc.idToObject.values()))
        form.Contents = stream(form.stream)

    def save(self) -> None:
        if self._code:
            self.showPage()
        for finish in self.before_saving:
            finish()
        doc, info = self._doc, self._doc.info
        info.title, info.subject = self._description.title, self._description.subject
        info.keywords = KEYWORDS
        info.author = info.creator = info.producer = MAKER
        self.tags.write(doc)
        doc.Catalog.Metadata = stream(_xmp(self._description), compressed=False, Type="Metadata", Subtype="XML")
        doc.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        doc.Catalog.OutputIntents = array(_intent(doc))
        super().save()


class _Catalog(PDFCatalog):  # type: ignore[misc]
    """The catalogue, with the one entry that ReportLab's leaves out."""

    __NoDefault__ = (*PDFCatalog.__NoDefault__, "OutputIntents")


class _Midnight:
    """The day a document was made on, as the moment ReportLab writes down: the same day gives the same bytes."""

    def __init__(self, day: date) -> None:
        self.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
        self.lt = struct_time((*self.YMDhms, 0, 1, 0))
        self.t = float(day.toordinal())
        self.dhh = self.dmm = 0


def _intent(doc: Any) -> Any:
    profile = doc.Reference(stream(_srgb(), N=3), "ColourProfile")
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": text_string("sRGB IEC61966-2.1"),
            "Info": text_string("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        }
    )


@cache
def _srgb() -> bytes:
    """The profile of screens' colours, made by LittleCMS: of the version PDF 1.7 knows, and without today's date."""
    made: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:8] + bytes.fromhex("04200000") + made[12:24] + bytes.fromhex("07d000010001000000000000") + made[36:]


def _xmp(description: Description) -> bytes:
    """The metadata that PDF/A asks for, the same as in the document's own dictionary."""
    day = f"{description.made_on.isoformat()}T00:00:00Z"
    written = io.StringIO()
    written.write('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n')
    written.write(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    )
    written.write(
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
    )
    written.write("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>\n")
    for name, text in (("dc:title", description.title), ("dc:description", description.subject)):
        written.write(f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>\n')
    written.write(f"<dc:creator><rdf:Seq><rdf:li>{escape(MAKER)}</rdf:li></rdf:Seq></dc:creator>\n")
    written.write(f"<dc:language><rdf:Bag><rdf:li>{description.language}</rdf:li></rdf:Bag></dc:language>\n")
    written.write(f"<xmp:CreatorTool>{escape(MAKER)}</xmp:CreatorTool><pdf:Producer>{escape(MAKER)}</pdf:Producer>\n")
    written.write(f"<pdf:Keywords>{escape(KEYWORDS)}</pdf:Keywords>\n")
    written.write(f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>\n")
    written.write('</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>')
    return written.getvalue().encode()
