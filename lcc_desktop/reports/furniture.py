"""What every page of a document bears: the notice while the framework is an example, and the foot with its page x/y and
the signed code by which the paper can be checked.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from lcc_desktop.domain.framework import Framework
from lcc_desktop.i18n import _, fill, is_rtl, speaking
from lcc_desktop.i18n.bidi import isolate
from lcc_desktop.i18n.formats import day
from lcc_desktop.reports.document import BINDING, WIDTH, draw_text
from lcc_desktop.reports.look import ACCENT, LINE, QUIET
from lcc_desktop.reports.qr import draw_qr
from lcc_desktop.reports.text.drawing import read_pages
from lcc_desktop.reports.text.layout import Style, fitted, measure
from lcc_desktop.reports.text.paragraph import Paragraph
from lcc_desktop.services.results import EvaluationView

FOOT = Style(8, 11.5, colour=QUIET, space_after=0)
NOTICE = Style(8, 11, bold=True, colour=ACCENT, align="centre")
TOP_EDGE, FOOT_EDGE = 831.0, 15 * mm
CODE_SIDE, CODE_EDGE, CODED_FOOT_EDGE = 22 * mm, 7 * mm, 27 * mm
"""The code's modules are 0.4 mm wide, which a photocopy of a photocopy keeps apart; printers leave 5 mm white."""
GAP = 5 * mm


def notice(canvas: Canvas, framework: Framework, left: float) -> None:
    """Say above the text that the framework is an example, in both languages: the French on the left."""
    if not framework.official:
        right_to_left = bool(read_pages(canvas).right_to_left)
        texts = [isolate(framework.notice.fr), isolate(framework.notice.ar)]
        said = "  /  ".join(reversed(texts) if right_to_left else texts)
        draw_text(canvas, Paragraph(said, NOTICE, right_to_left), left, TOP_EDGE, WIDTH)


def foot(canvas: Canvas, texts: Mapping[str, Sequence[str]], left: float, stamp: str = "") -> None:
    """Under a line, what is said in one language, or the French on the left and the Arabic on the right: a line, and
    perhaps a sentence under it.

    A signed code stands beside them at the outer edge, away from what holds the sheets together.
    """
    edge, width = FOOT_EDGE, WIDTH
    if stamp:
        bound_left = left == BINDING
        draw_qr(canvas, stamp, left + WIDTH - CODE_SIDE if bound_left else left, CODE_EDGE, CODE_SIDE, "M")
        edge, width = CODED_FOOT_EDGE, WIDTH - CODE_SIDE - GAP
        left += 0 if bound_left else CODE_SIDE + GAP
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.line(left, edge, left + width, edge)
    column = line_width(len(texts), bool(stamp))
    style = FOOT if stamp or len(texts) > 1 else FOOT.but(align="centre")
    for language, lines in texts.items():
        x = left if len(texts) == 1 or language == "fr" else left + width - column
        top = edge - 4
        for line, most in zip(lines, (1, 3), strict=False):
            said = Paragraph(fitted(line, style, column, most), style, is_rtl(language))
            top -= draw_text(canvas, said, x, top, column)


def line_width(languages: int, coded: bool) -> float:
    """How wide a line of the foot is, in one language or in two, beside a code or alone."""
    width = float(WIDTH - CODE_SIDE - GAP if coded else WIDTH)
    return width if languages == 1 else width / 2 - 6


class Pages:
    """What every page of a document bears, be it of an evaluation or of a campaign: the notice, whose it is (`name` in
    a language), of which cycle and framework, its day, the page's number, and its signed code, if it is to bear one.
    """

    def __init__(
        self,
        name: Callable[[str], str],
        cycle: str,
        framework: Framework,
        languages: Sequence[str],
        made_on: date,
        stamp: str = "",
    ) -> None:
        self.name, self.cycle, self.framework = name, cycle, framework
        self.languages, self.made_on, self.stamp = languages, made_on, stamp

    def draw(self, canvas: Canvas, left: float, page: int, pages: int) -> None:
        """Draw it on one page."""
        notice(canvas, self.framework, left)
        texts = {}
        for language in self.languages:
            with speaking(language):
                page_line = self._page_line(language, f"{page}/{pages}")
                texts[language] = coded_lines(page_line) if self.stamp else [page_line]
        foot(canvas, texts, left, self.stamp)

    def _page_line(self, language: str, page: str) -> str:
        """The line with the page's number; a long name leaves it its room."""
        ref = self.framework.ref
        text = (
            _("{name} · cycle {cycle} · framework {framework}, version {version} · {date} · page {page}")
            if len(self.languages) == 1
            else _("{name} · cycle {cycle} · {date} · page {page}")
        )
        said = {"cycle": self.cycle, "framework": ref.id, "version": ref.version, "date": day(self.made_on)}
        return with_name(
            self.name(language),
            lambda name: fill(text, name=name, page=page, **said),
            line_width(len(self.languages), bool(self.stamp)),
        )


def evaluation_pages(view: EvaluationView, languages: Sequence[str], made_on: date, stamp: str = "") -> Pages:
    """What every page of a document of an evaluation bears."""
    return Pages(view.commune.printed_name, view.cycle, view.framework, languages, made_on, stamp)


def with_name(name: str, make: Callable[[str], str], room: float) -> str:
    """A line of the foot with a name in it, cut as far as the number of the page needs."""
    line = ""
    for kept in (len(name), 40, 24, 16, 10, 5):
        line = make(name if len(name) <= kept else f"{name[:kept].rstrip()}…")
        if measure(line, FOOT) <= room:
            break
    return line


def coded_lines(first: str) -> list[str]:
    """What stands beside a signed code, in the language spoken: `first`, and how the paper can be checked."""
    return [
        first,
        _("The code holds these results, signed. Checked from a scan or a photo: LCC Desktop, Documents page."),
    ]
