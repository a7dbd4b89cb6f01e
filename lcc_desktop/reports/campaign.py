"""The report of a campaign by region: where communes stand, and how their scores are spread. Regions keep their order:
this is no ranking, and what nobody has verified is never shown as if somebody had.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from statistics import median

from reportlab.platypus import Flowable, Spacer

from lcc_desktop.domain.campaign import Eligibility, Stage
from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.template import STANDARD, Template
from lcc_desktop.domain.territory import Commune
from lcc_desktop.i18n import _, current_language, fill, ngettext, plain, speaking
from lcc_desktop.i18n.formats import day, number, percent
from lcc_desktop.reports.archival import Description
from lcc_desktop.reports.charts.pdf import Chart
from lcc_desktop.reports.charts.spread import ENOUGH, Row, spread
from lcc_desktop.reports.charts.votes import Choice, distribution
from lcc_desktop.reports.document import Document, Stack
from lcc_desktop.reports.furniture import Pages
from lcc_desktop.reports.letterhead import Letterhead
from lcc_desktop.reports.look import ACCENT
from lcc_desktop.reports.writing import BODY, LABEL, PLACE, SECTION, SMALL, STRONG, TITLE, Column, Say, Writer, named
from lcc_desktop.services.results_campaign import CampaignView, CommuneFile
from lcc_desktop.wording.campaign import eligibility_name
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import milieu_name

FIFTHS = 5
TICKS = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))


def render_campaign(
    view: CampaignView,
    framework: Framework,
    language: str,
    made_on: date,
    stamp: str = "",
    template: Template = STANDARD,
) -> bytes:
    """The report as PDF, in "ar", "fr" or "both" side by side, with its signed code in the foot."""
    report = _Report(view, framework, language, made_on, template)
    titles = [plain(f"{title} — {view.row.name(each)}") for title, each in report.each(_title)]
    description = Description(" / ".join(titles), titles[0], report.tongues.locale, made_on)
    pages = Pages(view.row.name, view.row.cycle, framework, report.tongues.all, made_on, stamp)
    with speaking(report.tongues.all[-1]):
        return Document(description, report.right_to_left, pages.draw).render(report.flow())


def _title() -> str:
    return _("Campaign report by region")


class _Report(Writer):
    def __init__(
        self, view: CampaignView, framework: Framework, language: str, made_on: date, template: Template
    ) -> None:
        super().__init__(language)
        self.view, self.framework, self.made_on, self.template = view, framework, made_on, template
        self.files, self.scored = view.taking_part, view.scored
        self.regions = _regions(self.files)

    def flow(self) -> Iterator[Flowable]:
        if self.template.letterhead != STANDARD.letterhead or self.template.logos:
            yield Letterhead(self.template, None)  # the standard one is the communes'; this is the team's paper
        yield self.heading(_title, TITLE, 1)
        yield self.text(self._place, PLACE)
        yield self.text(self._sum_line, STRONG)
        yield self.text(self._warning, BODY.but(bold=True, colour=ACCENT))
        yield self.heading(lambda: _("Where communes stand"), SECTION, 2)
        yield Stack([self._stages()])
        yield Stack([self._eligibilities()])
        if any(self.view.lots_in(row.id) for row in self.view.rows):
            yield Stack([self._lots()])
        yield Stack([self._milieux()])
        yield self.heading(lambda: _("By region"), SECTION, 2)
        yield self._region_table()
        if not self.scored:
            yield self.text(lambda: _("No score has come in yet: there is no distribution to show."))
            return
        yield from self._spread_by_region()
        yield from self._whole()
        yield Stack(list(self._principles()))

    def _place(self) -> str:
        row = self.view.row
        return fill(
            _("{campaign} · cycle {cycle} · {framework}, version {version} · {date}"),
            campaign=row.name(current_language()),
            cycle=row.cycle,
            framework=self.framework.title.say(current_language()),
            version=self.framework.ref.version,
            date=day(self.made_on),
        )

    def _sum_line(self) -> str:
        received = _received(self.files)
        text = ngettext(
            "{count} commune takes part; evaluations received: {received}; with a score: {scored}.",
            "{count} communes take part; evaluations received: {received}; with a score: {scored}.",
            len(self.files),
        )
        said = {"received": number(received), "scored": number(len(self.scored))}
        return fill(text, count=number(len(self.files)), **said)

    def _warning(self) -> str:
        checked = sum(file.is_checked for file in self.scored)
        if self.scored and checked == len(self.scored):
            return _("Every score was verified by a mission. No label follows from these figures.")
        return fill(
            _(
                "Verified by a mission: {checked} of {count}. The other scores are the communes’ own and cannot be "
                "compared with one another as if they had been checked. No label follows from these figures."
            ),
            checked=number(checked),
            count=number(len(self.scored)),
        )

    def _stages(self) -> Flowable:
        counts = self.view.by_stage()
        rows = [[self.cell(_stage(stage)), self.figure(number(counts[stage]))] for stage in Stage]
        columns = [Column(lambda: _("Stage"), 4, twofold=True), Column(lambda: _("Communes"), 1.6, figure=True)]
        return self.table(columns, rows)

    def _eligibilities(self) -> Flowable:
        counts = self.view.by_eligibility()
        rows = [[self.cell(_eligibility(one)), self.figure(number(counts[one]))] for one in Eligibility]
        columns = [Column(lambda: _("Eligibility"), 4, twofold=True), Column(lambda: _("Communes"), 1.6, figure=True)]
        return self.table(columns, rows)

    def _lots(self) -> Flowable:
        """The lots in their order, and at the end those that are in none."""
        lots = [(lot.id, lot.name) for row in self.view.rows for lot in self.view.lots_in(row.id)]
        rows = []
        for identity, name in [*lots, ("", "")]:
            files = [file for file in self.files if file.applicant.lot == identity]
            if identity or files:
                figures = (len(files), _received(files), sum(file.is_checked for file in files))
                cell = self.datum(name) if identity else self.cell(lambda: _("In no lot"))
                rows.append([cell, *(self.figure(number(figure)) for figure in figures)])
        columns = [
            Column(lambda: _("Lot"), 4),
            Column(lambda: _("Communes"), 1.6, figure=True),
            Column(lambda: _("Received"), 1.6, figure=True),
            Column(lambda: _("Verified"), 1.6, figure=True),
        ]
        return self.table(columns, rows)

    def _milieux(self) -> Flowable:
        counts = self.view.by_milieu()
        rows = [
            [self.cell(_milieu(milieu)), self.figure(number(counts[milieu]))]
            for milieu in ("urban", "rural", "")
            if counts[milieu]
        ]
        columns = [Column(lambda: _("Milieu"), 4, twofold=True), Column(lambda: _("Communes"), 1.6, figure=True)]
        return self.table(columns, rows)

    def _region_table(self) -> Flowable:
        columns = [
            Column(lambda: _("Region"), 3.4, twofold=True),
            Column(lambda: _("Communes"), 1.5, figure=True),
            Column(lambda: _("Received"), 1.4, figure=True),
            Column(lambda: _("Verified"), 1.4, figure=True),
            Column(lambda: _("Lowest"), 1.4, figure=True),
            Column(lambda: _("Median"), 1.4, figure=True),
            Column(lambda: _("Highest"), 1.4, figure=True),
        ]
        rows = []
        for files in self.regions.values():
            shares = sorted(file.share for file in files if file.share is not None)
            figures = [
                number(len(files)),
                number(_received(files)),
                number(sum(file.is_checked for file in files)),
                percent(shares[0]) if shares else "–",
                percent(median(shares)) if len(shares) >= ENOUGH else "–",
                percent(shares[-1]) if shares else "–",
            ]
            rows.append([self.cell(_region(files[0].commune)), *(self.figure(figure) for figure in figures)])
        return self.table(columns, rows)

    def _spread_by_region(self) -> Iterator[Flowable]:
        rows = [
            self._row(lambda commune=files[0].commune: commune.region(current_language()), files)  # type: ignore[misc]
            for files in self.regions.values()
        ]
        rows = [row for row in rows if row.checked or row.unchecked]
        head = self.heading(lambda: _("How scores are spread"), SECTION, 2)
        key = self.text(_key, SMALL)
        yield Stack([head, self._chart(rows), key])

    def _whole(self) -> Iterator[Flowable]:
        """All scores in fifths of the scale."""
        counts = [0] * FIFTHS
        for file in self.scored:
            counts[min(FIFTHS - 1, int((file.share or 0) * FIFTHS))] += 1
        names = [
            fill("{low}–{high}", low=number(100 * at / FIFTHS), high=percent(Fraction(at + 1, FIFTHS)))
            for at in range(FIFTHS)
        ]
        choices = [Choice(name, count) for name, count in zip(names, counts, strict=True)]
        spoken = ". ".join(fill("{label}: {count}", label=one.label, count=one.count) for one in choices)
        title = self.text(lambda: _("Communes by overall score"), LABEL)
        chart = Chart(lambda width: distribution(choices, width, 120, self.right_to_left), spoken)
        yield Stack([title, chart, Spacer(0, 8)])

    def _principles(self) -> Iterator[Flowable]:
        rows = []
        for principle in self.framework.principles:
            found: dict[bool, list[float]] = {True: [], False: []}
            for file in self.scored:
                share = file.principles.get(principle.code)
                if share is not None:
                    found[file.is_checked].append(float(share))
            label = self.tongues.joined(named(principle.name))
            rows.append(Row(label, tuple(found[True]), tuple(found[False])))
        yield self.heading(lambda: _("By principle"), SECTION, 2)
        yield self._chart(rows)
        yield self.text(_key, SMALL)

    def _row(self, say: Say, files: Sequence[CommuneFile]) -> Row:
        found: dict[bool, list[float]] = {True: [], False: []}
        for file in files:
            if file.share is not None:
                found[file.is_checked].append(float(file.share))
        return Row(self.tongues.joined(say), tuple(found[True]), tuple(found[False]))

    def _chart(self, rows: Sequence[Row]) -> Chart:
        ticks = [(float(share), percent(share)) for share in TICKS]
        spoken = ". ".join(
            fill("{label}: {count}", label=row.label, count=len(row.checked) + len(row.unchecked)) for row in rows
        )
        return Chart(lambda width: spread(rows, ticks, width, self.right_to_left), spoken)


def _regions(files: Sequence[CommuneFile]) -> Mapping[str, list[CommuneFile]]:
    """The communes of each region, regions by their code."""
    found: dict[str, list[CommuneFile]] = {}
    for file in sorted(files, key=lambda file: file.commune.code):
        found.setdefault(file.commune.code[:2], []).append(file)
    return found


def _received(files: Sequence[CommuneFile]) -> int:
    return sum(file.evaluation is not None for file in files)


def _key() -> str:
    return fill(
        _("Full disc: verified. Ring: the commune’s own score. Bar: median, from {least} communes on."),
        least=number(ENOUGH),
    )


def _stage(stage: Stage) -> Say:
    return lambda: stage_name(stage)


def _eligibility(eligibility: Eligibility) -> Say:
    return lambda: eligibility_name(eligibility)


def _milieu(milieu: str) -> Say:
    return lambda: milieu_name(milieu) or _("Not said")


def _region(commune: Commune) -> Say:
    return lambda: commune.region(current_language())
