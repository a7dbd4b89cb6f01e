"""The council summary: two pages to annex to the agenda of a session, with a draft decision.

Never minutes, never a label: the minutes are the council secretary's, the label a committee's (domain.md).
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageBreak, PageTemplate, Spacer

from lcc_desktop.domain.scoring import State
from lcc_desktop.i18n import _, fill, is_rtl, ngettext, plain, speaking
from lcc_desktop.i18n.formats import day, number, percent
from lcc_desktop.reports.charts.pdf import RadarChart
from lcc_desktop.reports.text.paragraph import Paragraph, Style, fitted
from lcc_desktop.reports.text.table import Table
from lcc_desktop.services.results import EvaluationView, IndicatorView

INK, QUIET, PRIMARY, ACCENT, LINE = "#1F2A2E", "#58676B", "#0F5C63", "#8A5E05", "#DDD8CF"

BODY = Style(10, 15.5, colour=INK, space_after=3)
SMALL = Style(8.5, 12.5, colour=QUIET, space_after=0)
SECTION = Style(11.5, 17, bold=True, colour=PRIMARY, space_before=7, space_after=3)
TITLE = Style(17, 25, bold=True, colour=INK, space_after=0)
CELL = Style(9, 13.5, colour=INK, space_after=0)
FIGURE = Style(26, 34, bold=True, colour=PRIMARY, space_after=0)

SIDE, BINDING, TOP, BOTTOM = 18 * mm, 25 * mm, 20 * mm, 20 * mm
MOST = 6
"""Strengths, and points to improve, on two pages."""

# Who writes to whom, as Moroccan communes print it: Arabic on the right, French on the left, in every document.
LETTERHEAD_AR = ("المملكة المغربية", "وزارة الداخلية", "عمالة أو إقليم {province}", "جماعة {commune}")
LETTERHEAD_FR = (
    "Royaume du Maroc",
    "Ministère de l’Intérieur",
    "Préfecture ou province : {province}",
    "Commune : {commune}",
)


def render_council(view: EvaluationView, language: str, made_on: date) -> bytes:
    """The summary as PDF, in "ar" or "fr". The same input gives the same bytes."""
    with speaking(language):
        return _Summary(view, language, made_on).render()


class _Summary:
    def __init__(self, view: EvaluationView, language: str, made_on: date) -> None:
        self.view, self.language, self.made_on = view, language, made_on
        self.rtl = is_rtl(language)
        self.width = A4[0] - SIDE - BINDING
        self.left = SIDE if self.rtl else BINDING

    def render(self) -> bytes:
        file = io.BytesIO()
        document = BaseDocTemplate(
            file,
            pagesize=A4,
            invariant=1,
            title=plain(_("Summary of the self-evaluation") + f" — {self._commune()} {self.view.cycle}"),
            author="LCC Desktop",
            lang="ar-MA" if self.rtl else "fr-MA",
        )
        frame = Frame(
            self.left,
            BOTTOM,
            self.width,
            A4[1] - TOP - BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        document.addPageTemplates(PageTemplate("page", [frame], onPage=self._furniture))
        document.build([*self._first_page(), PageBreak(), *self._second_page()])
        return file.getvalue()

    # Pages

    def _first_page(self) -> Iterator[Flowable]:
        yield _Letterhead(self.view)
        yield Spacer(0, 8)
        yield self._say(_("Summary of the self-evaluation"), TITLE)
        place = fill(
            _("Annex to the agenda of the council session · commune of {commune} · cycle {cycle}"),
            commune=self._commune(),
            cycle=self.view.cycle,
        )
        yield self._say(
            self._fit(place, SMALL.but(size=9, leading=13), 2), SMALL.but(size=9, leading=13, space_after=4)
        )
        yield from self._headline()
        yield from self._purpose()
        shares = [self.view.results.principles[p.code].score for p in self.view.framework.principles]
        labels = [p.name.say(self.language) for p in self.view.framework.principles]
        yield RadarChart(labels, [None if s is None else float(s) for s in shares], self.rtl, 262)
        yield self._principles()

    def _second_page(self) -> Iterator[Flowable]:
        yield from self._list(_("Strengths"), self._strengths(), _("No indicator has reached the upper degrees yet."))
        yield from self._list(_("Points to improve"), self._weaknesses(), _("No weak point was found."))
        disputed = self._with(State.DISPUTED)
        if disputed:
            codes = "، ".join(disputed[:20]) if self.rtl else ", ".join(disputed[:20])
            text = ngettext("Disputed, to be settled: {codes}.", "Disputed, to be settled: {codes}.", len(disputed))
            yield self._say(fill(text, codes=codes), BODY.but(colour=ACCENT))
        yield KeepTogether(list(self._decision()))

    # Parts

    def _headline(self) -> Iterator[Flowable]:
        overall = self.view.results.overall
        yield self._say(percent(overall.score, 1), FIGURE)
        text = ngettext(
            "of the possible points obtained; {answered} of {count} indicator answered ({share}).",
            "of the possible points obtained; {answered} of {count} indicators answered ({share}).",
            overall.total,
        )
        share = percent(overall.completeness)
        yield self._say(fill(text, answered=overall.answered, count=overall.total, share=share), BODY)
        not_verified = _("Self-evaluation by the commune, not verified. No label follows from these figures.")
        yield self._say(not_verified, BODY.but(bold=True))

    def _purpose(self) -> Iterator[Flowable]:
        yield self._say(
            _(
                "The commune has evaluated its own governance against the principles of the scheme, with evidence, "
                "in order to decide on improvements. This summary informs the members of the council."
            ),
            BODY,
        )
        states = [item.score.state for item in self.view.indicators.values()]
        evidence = sum(len(item.evidence) for item in self.view.indicators.values())
        counts = fill(
            _(
                "Scored: {scored} · no information: {none} · not applicable: {na} · not scored: {open} "
                "· pieces of evidence: {evidence}"
            ),
            scored=states.count(State.SCORED) + states.count(State.DISPUTED),
            none=states.count(State.NO_INFORMATION),
            na=states.count(State.NOT_APPLICABLE),
            open=states.count(State.UNSCORED),
            evidence=evidence,
        )
        yield self._say(counts, SMALL)

    def _principles(self) -> Flowable:
        head = CELL.but(bold=True, colour=QUIET)
        titles = (_("Principle"), _("Score"), _("Points"), _("Completeness"))
        rows = [[self._say(text, head) for text in titles]]
        for principle in self.view.framework.principles:
            tally = self.view.results.principles[principle.code]
            points = fill(
                "{obtained} / {possible}", obtained=number(tally.obtained, 1), possible=number(tally.possible, 1)
            )
            name = fill("{code}. {name}", code=principle.code, name=principle.name.say(self.language))
            cells = (name, percent(tally.score, 1), points, percent(tally.completeness))
            rows.append([self._say(cells[0], CELL), *(self._say(cell, CELL) for cell in cells[1:])])
        return Table(rows, (5.2, 1.4, 1.7, 1.7), self.rtl)

    def _list(self, title: str, items: Sequence[IndicatorView], none: str) -> Iterator[Flowable]:
        parts: list[Flowable] = [self._say(title, SECTION)]
        if not items:
            parts.append(self._say(none, BODY))
        for item in items:
            degree = str(item.score.degree) if item.score.degree is not None else _("no information")
            line = fill(
                "{code}  {text} — {degree}",
                code=item.indicator.code,
                text=item.indicator.text.say(self.language),
                degree=degree,
            )
            parts.append(self._say(self._fit(line, BODY, 2), BODY.but(space_after=0)))
            note = " ".join(item.note.split())
            if note:
                parts.append(self._say(self._fit(fill("{note}", note=note), SMALL, 2), SMALL.but(space_after=4)))
            else:
                parts.append(Spacer(0, 4))
        yield KeepTogether(parts)

    def _decision(self) -> Iterator[Flowable]:
        yield self._say(_("Draft decision"), SECTION)
        text = fill(
            _(
                "The council of the commune of {commune}, in its ordinary session of …………………… , takes note of the "
                "results of the self-evaluation of cycle {cycle} and charges its president with preparing an "
                "improvement plan from the points above."
            ),
            commune=self._commune(),
            cycle=self.view.cycle,
        )
        yield self._say(self._fit(text, BODY, 5), BODY)
        yield self._say(_("Members in office: ………   Present: ………   For: ………   Against: ………   Abstained: ………"), BODY)
        yield Spacer(0, 14)
        signatures = [
            self._say(who, CELL.but(bold=True, align="centre"))
            for who in (_("The secretary of the council"), _("The president of the council"))
        ]
        yield _Signatures(signatures, self.rtl)

    def _furniture(self, canvas: Canvas, document: Any) -> None:
        """What every page bears: the notice while the framework is an example, and the foot."""
        canvas.saveState()
        if not self.view.framework.official:
            notice = f"{self.view.framework.notice.fr}  /  {self.view.framework.notice.ar}"
            self._draw(canvas, notice, Style(8, 11, bold=True, colour=ACCENT, align="centre"), A4[1] - 11 * mm)
        ref = self.view.framework.ref
        foot = fill(
            _("{commune} · cycle {cycle} · framework {framework}, version {version} · {date} · page {page} of 2"),
            commune=self._commune()[:60],
            cycle=self.view.cycle,
            framework=ref.id,
            version=ref.version,
            date=day(self.made_on),
            page=document.page,
        )
        canvas.setStrokeColor(LINE)
        canvas.line(self.left, 15 * mm, self.left + self.width, 15 * mm)
        self._draw(canvas, self._fit(foot, SMALL, 1), SMALL.but(align="centre"), 13.5 * mm)
        canvas.restoreState()

    def _draw(self, canvas: Canvas, text: str, style: Style, top: float) -> None:
        paragraph = self._say(text, style)
        _width, height = paragraph.wrap(self.width, 100)
        paragraph.drawOn(canvas, self.left, top - height)

    # Facts

    def _commune(self) -> str:
        return self.view.commune.name(self.language)

    def _strengths(self) -> list[IndicatorView]:
        """The best degrees, three quarters of the way up or more; the heavier indicator first."""
        items = [i for i in self.view.indicators.values() if (i.score.degree or 0) * 4 >= i.indicator.top * 3]
        return sorted(items, key=lambda i: (-(i.score.degree or 0), -i.indicator.weight, not i.note))[:MOST]

    def _weaknesses(self) -> list[IndicatorView]:
        """The lowest degrees, half way or less, and what nobody could inform; the heavier indicator first."""
        answered = (State.SCORED, State.DISPUTED, State.NO_INFORMATION)
        items = [
            i
            for i in self.view.indicators.values()
            if i.score.state in answered and (i.score.degree or 0) * 2 < i.indicator.top
        ]
        return sorted(items, key=lambda i: ((i.score.degree or 0), -i.indicator.weight, not i.note))[:MOST]

    def _with(self, state: State) -> list[str]:
        return [code for code, item in self.view.indicators.items() if item.score.state is state]

    def _say(self, text: str, style: Style) -> Paragraph:
        return Paragraph(text, style, self.rtl)

    def _fit(self, text: str, style: Style, most_lines: int) -> str:
        return fitted(text, style, self.width, most_lines)


class _Letterhead(Flowable):  # type: ignore[misc]
    """Arabic on the right, French on the left, whatever the language of the document."""

    def __init__(self, view: EvaluationView) -> None:
        super().__init__()
        commune = view.commune
        self._columns = [
            (_filled(LETTERHEAD_FR, commune.province_fr, commune.name_fr), False),
            (_filled(LETTERHEAD_AR, commune.province_ar, commune.name_ar), True),
        ]

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        half = available_width / 2 - 10
        style = Style(9, 13.5, bold=True, colour=INK, space_after=0)
        self._parts = [
            [Paragraph(fitted(line, style, half, 2), style, rtl) for line in lines] for lines, rtl in self._columns
        ]
        heights = [sum(part.wrap(half, 100)[1] for part in parts) for parts in self._parts]
        self.height = max(heights) + 6
        return available_width, self.height

    def draw(self) -> None:
        half = self.width / 2 - 10
        for parts, x in zip(self._parts, (0, self.width - half), strict=True):
            y = self.height
            for part in parts:
                y -= part.height
                part.drawOn(self.canv, x, y)
        self.canv.setStrokeColor(PRIMARY)
        self.canv.setLineWidth(1)
        self.canv.line(0, 0, self.width, 0)


class _Signatures(Flowable):  # type: ignore[misc]
    """Room for two signatures side by side, the secretary's where reading starts."""

    def __init__(self, names: Sequence[Paragraph], right_to_left: bool) -> None:
        super().__init__()
        self.names = list(reversed(names)) if right_to_left else list(names)

    # ReportLab overrides

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, 62
        for name in self.names:
            name.wrap(available_width / 2, 40)
        return self.width, self.height

    def draw(self) -> None:
        for position, name in enumerate(self.names):
            name.drawOn(self.canv, position * self.width / 2, self.height - name.height)


def _filled(lines: Sequence[str], province: str, commune: str) -> list[str]:
    return [line.format(province=province, commune=commune) for line in lines]
