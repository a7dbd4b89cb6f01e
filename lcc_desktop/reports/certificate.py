"""The certificate of the label: one page, only ever from a recorded decision of the committee that grants it."""

from collections.abc import Iterator
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import day, moment
from lcc_desktop.reports.document import HEIGHT, WIDTH, Stack
from lcc_desktop.reports.letterhead import Logos
from lcc_desktop.reports.look import ACCENT, INK, PRIMARY
from lcc_desktop.reports.paper import Paper
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.writing import BODY, SMALL, said
from lcc_desktop.services.results_dossier import Decided, Dossier

INSET, EDGE = 26.0, 7.0
BY = Style(13, 19, bold=True, colour=INK, align="centre", space_after=24)
TITLE = Style(29, 43, bold=True, colour=PRIMARY, align="centre", space_after=20)
COMMUNE = Style(24, 35.5, bold=True, colour=INK, align="centre", space_after=6)
SAID = Style(12.5, 18.5, colour=INK, align="centre", space_after=10)


def render_certificate(dossier: Dossier, language: str, made_on: date, stamp: str = "") -> bytes:
    """The certificate as PDF, in "ar", "fr" or "both" side by side. Raises LabelNotGranted."""
    decision = dossier.granted
    paper = Paper(dossier, language, made_on, lambda: _("Certificate of the label"))
    return paper.render([_Framed(list(_parts(paper, decision)))], stamp)


def _parts(paper: Paper, decision: Decided) -> Iterator[Flowable]:
    view = paper.view
    two = paper.bilingual
    template = paper.dossier.template
    logos = Logos(template.logos)
    if logos.data:
        yield logos
        yield Spacer(0, 14)
    yield paper.text(lambda: said(template.committee), BY)
    yield paper.heading(lambda: _("Citizen Commune Label"), TITLE.but(size=17.5, leading=26) if two else TITLE, 1)
    yield paper.text(
        lambda: fill(_("By its decision of {day}, the committee grants the label to"), day=day(decision.day)), SAID
    )
    name = COMMUNE.but(size=17, leading=25) if two else COMMUNE
    yield paper.text(lambda: _named(paper), name)
    yield paper.text(lambda: _place(paper), SAID)
    yield paper.text(lambda: fill(_("for its cycle {cycle}."), cycle=view.cycle), SAID)
    yield Spacer(0, 30)
    if decision.reference:
        yield paper.line(lambda: _("Minutes"), decision.reference, BODY)
    yield paper.line(lambda: _("Members who sat"), _short(decision.members), BODY)
    if decision.conditions.strip():
        yield paper.line(lambda: _("Conditions"), _short(decision.conditions), BODY)
    yield Spacer(0, 24)
    yield paper.signing(lambda: said(template.signatory))
    yield paper.text(lambda: _recorded(decision), SMALL)


def _named(paper: Paper) -> str:
    commune = paper.view.commune.printed_name(current_language())
    return fill(_("the commune of {commune}"), commune=commune)


def _place(paper: Paper) -> str:
    language, commune = current_language(), paper.view.commune
    return fill("{province} · {region}", province=commune.province(language), region=commune.region(language))


def _recorded(decision: Decided) -> str:
    return fill(
        _("From the decision recorded by {author} on {moment}; its signature was checked when this page was made."),
        author=decision.author,
        moment=moment(decision.recorded_at),
    )


def _short(text: str) -> str:
    """A text on one page: its end is in the decision itself."""
    text = " ".join(text.split())
    return fitted(text, BODY, WIDTH - 2 * INSET, 5)


class _Framed(Flowable):  # type: ignore[misc]
    """A page within a double frame."""

    def __init__(self, parts: list[Flowable]) -> None:
        super().__init__()
        self.inside = Stack(parts)

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, min(available_height, HEIGHT) - 2
        self.inside.wrap(available_width - 2 * INSET, self.height)
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        for colour, thick, inset in ((PRIMARY, 2.2, 0.0), (ACCENT, 0.8, EDGE)):
            canvas.setStrokeColor(HexColor(colour))
            canvas.setLineWidth(thick)
            canvas.rect(inset, inset, self.width - 2 * inset, self.height - 2 * inset)
        free = max(0.0, self.height - self.inside.height)
        self.inside.drawOn(canvas, INSET, self.height - self.inside.height - free * 0.45)
