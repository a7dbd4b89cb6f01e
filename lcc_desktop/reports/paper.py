"""A document of an evaluation in the making: its opening, its sections, its pages."""

from collections.abc import Iterable, Iterator
from datetime import date

from reportlab.platypus import Flowable, Spacer

from lcc_desktop.i18n import _, current_language, fill, plain, speaking
from lcc_desktop.reports.archival import Description
from lcc_desktop.reports.document import Document, Stack
from lcc_desktop.reports.furniture import evaluation_pages
from lcc_desktop.reports.letterhead import Letterhead
from lcc_desktop.reports.signing import Signatures
from lcc_desktop.reports.text.paragraph import Paragraph
from lcc_desktop.reports.writing import CELL, PLACE, SECTION, STRONG, TITLE, Say, Writer
from lcc_desktop.services.results_dossier import Dossier


class Paper(Writer):
    """Writes a document of an evaluation. `made_on` is today, for what is late and for its foot."""

    def __init__(self, dossier: Dossier, language: str, made_on: date, title: Say) -> None:
        super().__init__(language)
        self.dossier, self.view, self.made_on, self.title = dossier, dossier.view, made_on, title

    def render(self, flow: Iterable[Flowable], stamp: str = "") -> bytes:
        """The document as PDF; the same flow gives the same bytes."""
        titles = [
            plain(f"{title} — {self.view.commune.printed_name(language)} {self.view.cycle}")
            for title, language in zip(self.tongues.lines(self.title), self.tongues.all, strict=True)
        ]
        description = Description(" / ".join(titles), titles[0], self.tongues.locale, self.made_on)
        pages = evaluation_pages(self.view, self.tongues.all, self.made_on, stamp)
        with speaking(self.tongues.all[-1]):  # what stands once in a document of two languages is said in Arabic
            return Document(description, self.right_to_left, pages.draw).render(flow)

    def opening(self, standing: bool = True) -> Iterator[Flowable]:
        """Who, what and of when; `standing`: what its figures are worth."""
        yield Letterhead(self.dossier.template, self.view.commune)
        yield self.heading(self.title, TITLE, 1)
        yield self.text(self._place, PLACE)
        if standing:
            yield self.text(self._standing, STRONG)

    def section(self, say: Say) -> Flowable:
        """The heading of a section."""
        return self.heading(say, SECTION, 2)

    def signing(self, *names: Say) -> Stack:
        """Where and when, and room for each to sign."""
        parts: list[Flowable] = [Spacer(0, 12), self.text(lambda: _("Done at …………………… on ……………………"))]
        parts.append(Spacer(0, 8))
        bold = CELL.but(bold=True, align="centre")
        shown = [Paragraph(self.tongues.joined(name, " · "), bold, self.right_to_left) for name in names]
        return Stack([*parts, Signatures(shown, self.right_to_left)])

    def _place(self) -> str:
        language = current_language()
        return fill(
            _("Commune of {commune}, {province} · cycle {cycle} · {framework}, version {version}"),
            commune=self.view.commune.printed_name(language),
            province=self.view.commune.province(language),
            cycle=self.view.cycle,
            framework=self.view.framework.title.say(language),
            version=self.view.framework.ref.version,
        )

    def _standing(self) -> str:
        if self.view.verified is None:
            return _("Self-evaluation by the commune, not verified. No label follows from these figures.")
        return _("Self-evaluation. No label follows from these figures.")
