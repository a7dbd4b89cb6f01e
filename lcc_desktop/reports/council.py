"""The council summary: two pages to annex to the agenda of a session, with a draft decision.

Never minutes, never a label: the minutes are the council secretary's, the label a committee's (domain.md).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, PageBreak, Spacer

from lcc_desktop.domain.framework import Principle
from lcc_desktop.domain.plan import Action
from lcc_desktop.domain.scoring import State
from lcc_desktop.domain.template import STANDARD, Template
from lcc_desktop.i18n import _, fill, is_rtl, lone, ngettext, plain, speaking
from lcc_desktop.i18n.bidi import isolate
from lcc_desktop.i18n.formats import day, enumerated, number, percent
from lcc_desktop.reports.archival import Description
from lcc_desktop.reports.charts.pdf import Chart
from lcc_desktop.reports.charts.principles import principle_axes, spoken_axes
from lcc_desktop.reports.charts.radar import Axis, radar
from lcc_desktop.reports.document import HEIGHT, WIDTH, Columns, Document, Stack
from lcc_desktop.reports.editable import to_docx
from lcc_desktop.reports.furniture import evaluation_pages
from lcc_desktop.reports.letterhead import Letterhead
from lcc_desktop.reports.look import ACCENT, INK, PRIMARY, QUIET
from lcc_desktop.reports.signing import Signatures
from lcc_desktop.reports.text.bidi import first_strong
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.text.paragraph import Heading, Paragraph
from lcc_desktop.reports.text.table import Table
from lcc_desktop.reports.tongues import BOTH, LOCALES, languages_of
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.wording.levels import planned_line, rule_name, standing_lines, verified_line
from lcc_desktop.wording.people import people_line, when_line

BODY = Style(10, 15.5, colour=INK, space_after=3)
SMALL = Style(8.5, 12.5, colour=QUIET, space_after=0)
SECTION = Style(11.5, 17, bold=True, colour=PRIMARY, space_before=7, space_after=3)
TITLE = Style(17, 25, bold=True, colour=INK, space_after=0)
PLACE = SMALL.but(size=9, leading=13, space_after=4)
CELL = Style(9, 13.5, colour=INK, space_after=0)
HEAD = CELL.but(bold=True, colour=QUIET)
FIGURE = Style(26, 34, bold=True, colour=PRIMARY, space_after=0)

RADAR_HIGH, RADAR_NAMED, RADAR_LOW = 262.0, 215.0, 150.0
"""Lower than RADAR_NAMED, names in two languages would leave no room for the radar itself."""


def render_council(
    view: EvaluationView, language: str, made_on: date, stamp: str = "", template: Template = STANDARD
) -> bytes:
    """The summary as PDF, in "ar", "fr" or "both" side by side, with its code. The same input gives the same bytes."""
    pages = evaluation_pages(view, languages_of(language), made_on, stamp)
    document = Document(_description(view, language, made_on), language != "fr", pages.draw)
    return document.render(_bilingual(view, template) if language == BOTH else _monolingual(view, template, language))


def editable_council(view: EvaluationView, language: str, made_on: date, template: Template = STANDARD) -> bytes:
    """The summary as a Word document, because secretaries rework it: nothing shortened, no chart, no code."""
    notice = "" if view.framework.official else f"{view.framework.notice.fr}  /  {view.framework.notice.ar}"
    foot = []
    for one in languages_of(language):
        with speaking(one):
            text = _("{commune} · cycle {cycle} · {date} · to be reworked: no signed code vouches for it")
            name = view.commune.printed_name(one)
            foot.append((fill(text, commune=name, cycle=view.cycle, date=day(made_on)), is_rtl(one)))
    flow = _bilingual(view, template, _WHOLE) if language == BOTH else _monolingual(view, template, language, _WHOLE)
    return to_docx(flow, _description(view, language, made_on), language != "fr", notice, foot)


def _description(view: EvaluationView, language: str, made_on: date) -> Description:
    titles = []
    for one in languages_of(language):
        with speaking(one):
            title = _("Summary of the self-evaluation")
            titles.append(plain(f"{title} — {view.commune.printed_name(one)} {view.cycle}"))
    return Description(" / ".join(titles), titles[0], LOCALES[language], made_on)


@dataclass(frozen=True)
class _Measure:
    """How much of the lists is printed: entries, lines of an indicator's text, lines of its note."""

    entries: int
    lines: int
    note_lines: int


_MEASURES = [
    _Measure(*some)
    for some in (
        (6, 2, 2), (6, 2, 1), (5, 2, 1), (4, 3, 2), (4, 3, 1), (4, 2, 1), (3, 3, 2), (3, 3, 1), (3, 2, 1),
        (3, 2, 0), (3, 1, 0), (2, 1, 0),
    )
]  # fmt: skip
"""From the fullest down: the first that fits on the page is taken. Rather fewer entries than texts cut short."""

_SIZES = (10.0, 9.5, 9.0, 8.5)
_NARROW_SIZES = (9.0, 8.5, 8.0, 7.5)
"""Of what the first page says in words, from the largest down: the first that leaves the radar its room is taken."""

_WHOLE = (_Measure(6, 200, 200),)
"""Where there is no page to fit on."""


def _monolingual(
    view: EvaluationView, template: Template, language: str, measures: Sequence[_Measure] = _MEASURES
) -> Iterator[Flowable]:
    with speaking(language):
        table = _principle_table(view, language)
        for size in _SIZES:
            words = _Words(view, template, language, WIDTH, size)
            first = [Letterhead(template, view.commune), *words.opening(), *words.figures(), *words.purpose()]
            room = HEIGHT - _height(Stack([*first, table])) - 18
            if room >= RADAR_LOW:
                break
        axes = principle_axes(view.framework, view.results, language)
        chart = _radar(axes, is_rtl(language), room)
        words = _Words(view, template, language, WIDTH)
        second = _first_fitting(_second(words, measure) for measure in measures)
    yield from first
    yield Spacer(0, 4)
    yield chart
    yield table
    yield PageBreak()
    yield from second


def _second(words: "_Words", measure: _Measure) -> list[Flowable]:
    lists = [*words.strengths(measure), *words.weaknesses(measure), *words.disputed(), *words.actions(measure)]
    return [*lists, Stack(list(words.decision()))]


def _bilingual(
    view: EvaluationView, template: Template, measures: Sequence[_Measure] = _MEASURES
) -> Iterator[Flowable]:
    """French on the left, Arabic on the right; what is counted and drawn stands once between them."""
    table = _bilingual_table(view)
    for size in _NARROW_SIZES:
        words = _two(view, template, size)
        first = [
            Letterhead(template, view.commune),
            _beside(words, lambda one: [*one.opening(), *one.figures()]),
            _beside(words, lambda one: list(one.purpose())),
        ]
        room = HEIGHT - _height(Stack([*first, table])) - 18
        if room >= RADAR_LOW:
            break
    with speaking("ar"):
        chart = _radar(list(_bilingual_axes(view, room >= RADAR_NAMED)), True, room)
    yield from first
    yield Spacer(0, 4)
    yield chart
    yield table
    yield PageBreak()
    words = _two(view, template, _NARROW_SIZES[0])
    yield from _first_fitting(_bilingual_second(words, measure) for measure in measures)


def _two(view: EvaluationView, template: Template, size: float) -> "list[_Words]":
    return [_Words(view, template, language, (WIDTH - Columns.GAP) / 2, size) for language in ("fr", "ar")]


def _bilingual_second(words: "Sequence[_Words]", measure: _Measure) -> list[Flowable]:
    return [
        _beside(words, lambda one: list(one.strengths(measure))),
        _beside(words, lambda one: [*one.weaknesses(measure), *one.disputed()]),
        _beside(words, lambda one: list(one.actions(measure))),
        _beside(words, lambda one: list(one.decision())),
    ]


def _beside(words: "Sequence[_Words]", make: "Callable[[_Words], list[Flowable]]") -> Columns:
    sides = []
    for one in words:
        with speaking(one.language):
            sides.append(Stack(make(one)))
    return Columns(*sides)


def _first_fitting(choices: Iterable[list[Flowable]]) -> list[Flowable]:
    """The first of the choices that fits on a page; the last if none does."""
    parts: list[Flowable] = []
    for parts in choices:
        if _height(Stack(parts)) <= HEIGHT - 2:
            break
    return parts


def _height(flowable: Flowable) -> float:
    return float(flowable.wrap(WIDTH, HEIGHT)[1])


class _Words:
    """What the summary says in words, in the language spoken while it is asked, for a column of a width."""

    def __init__(
        self, view: EvaluationView, template: Template, language: str, width: float, size: float = BODY.size
    ) -> None:
        self.view, self.template, self.language, self.width = view, template, language, width
        self.rtl = is_rtl(language)
        self._narrow = width < WIDTH * 0.7
        spread = 1.48 if self._narrow else BODY.leading / BODY.size  # what stands side by side is set a little closer
        self.body = BODY.but(size=size, leading=size * spread)
        self.small = SMALL.but(size=min(8, size), leading=11.5) if self._narrow else SMALL

    def opening(self) -> Iterator[Flowable]:
        """What the document is."""
        title = TITLE.but(size=13, leading=19) if self._narrow else TITLE
        yield Heading(_("Summary of the self-evaluation"), title, self.rtl, 1, self._tag)
        place = fill(
            _("Annex to the agenda of the council session · commune of {commune} · cycle {cycle}"),
            commune=self.view.commune.printed_name(self.language),
            cycle=self.view.cycle,
        )
        yield self._say(self._fit(place, PLACE, 3), PLACE)

    def figures(self) -> Iterator[Flowable]:
        """The overall score and what it is not."""
        overall = self.view.results.overall
        yield self._say(percent(self.view.results.score, 1), FIGURE)
        text = ngettext(
            "{rule}; {answered} of {count} indicator answered ({share}).",
            "{rule}; {answered} of {count} indicators answered ({share}).",
            overall.total,
        )
        rule, share = rule_name(self.view.framework.overall), percent(overall.completeness)
        yield self._say(fill(text, rule=rule, answered=overall.answered, count=overall.total, share=share), self.body)
        further = [
            verified_line(self.view.verified),
            planned_line(self.view.results),
            *standing_lines(self.view.framework, self.view.results),
        ]
        for line in filter(None, further):
            yield self._say(line, self.body)
        not_verified = (
            _("Self-evaluation by the commune, not verified. No label follows from these figures.")
            if self.view.verified is None
            else _("Self-evaluation. No label follows from these figures.")
        )
        yield self._say(not_verified, self.body.but(bold=True))

    def purpose(self) -> Iterator[Flowable]:
        """Why and how the commune evaluated itself, and who took part."""
        yield self._say(
            _(
                "The commune has evaluated its own governance against the principles of the scheme, with evidence, "
                "in order to decide on improvements. This summary informs the members of the council."
            ),
            self.body,
        )
        people = self.view.participation
        if people.counted.total:
            when = when_line(people)
            said = fill(_("{people}; workshop of {when}."), people=people_line(people.counted), when=when)
            yield self._say(said if when else fill("{people}.", people=people_line(people.counted)), self.body)
        states = [item.score.state for item in self.view.indicators.values()]
        evidence = sum(len(item.presentable) for item in self.view.indicators.values())
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
        yield self._say(counts, self.small)

    def strengths(self, measure: _Measure) -> Iterator[Flowable]:
        """The best degrees, three quarters of the way up or more; the heavier indicator first."""
        items = [i for i in self.view.indicators.values() if (i.score.degree or 0) * 4 >= i.indicator.top * 3]
        items.sort(key=lambda i: (-(i.score.degree or 0), -i.indicator.weight, not i.note))
        none = _("No indicator has reached the upper degrees yet.")
        yield from self._list(_("Strengths"), items[: measure.entries], none, measure)

    def weaknesses(self, measure: _Measure) -> Iterator[Flowable]:
        """The lowest degrees, half way or less, and what nobody could inform; the heavier indicator first."""
        answered = (State.SCORED, State.DISPUTED, State.NO_INFORMATION)
        items = [
            i
            for i in self.view.indicators.values()
            if i.score.state in answered and (i.score.degree or 0) * 2 < i.indicator.top
        ]
        items.sort(key=lambda i: ((i.score.degree or 0), -i.indicator.weight, not i.note))
        yield from self._list(_("Points to improve"), items[: measure.entries], _("No weak point was found."), measure)

    def disputed(self) -> Iterator[Flowable]:
        """The indicators that wait for somebody to settle them."""
        codes = [code for code, item in self.view.indicators.items() if item.score.state is State.DISPUTED]
        if codes:
            text = ngettext("Disputed, to be settled: {codes}.", "Disputed, to be settled: {codes}.", len(codes))
            said = fill(text, codes=enumerated(codes[:20]))
            yield self._say(self._fit(said, self.body, 2), self.body.but(colour=ACCENT))

    def actions(self, measure: _Measure) -> Iterator[Flowable]:
        """The key actions of the improvement plan, with who answers for them, by when, and what they cost."""
        chosen = [action for action in self.view.actions if action.key][: measure.entries]
        if not chosen:
            return
        yield self._heading(_("Key actions"))
        for action in chosen:
            yield self._say(
                self._fit(fill("{title}", title=action.title(self.language)), self.body, measure.lines),
                self.body.but(space_after=0),
            )
            facts = self._facts(action)
            if facts:
                yield self._say(self._fit(facts, self.small, measure.lines), self.small.but(space_after=4))

    def decision(self) -> Iterator[Flowable]:
        """The draft for the council to decide on, with blanks for the vote and the two signatures."""
        yield self._heading(_("Draft decision"))
        for citation in self.template.citations:
            yield self._say(lone(citation.say(self.language)), self.small.but(space_after=2))
        text = (
            _(
                "The council of the commune of {commune}, in its ordinary session of …………………… , takes note of the "
                "results of the self-evaluation of cycle {cycle}, approves the improvement plan annexed to this draft, "
                "and charges its president with carrying it out and reporting on it to the council."
            )
            if self.view.actions
            else _(
                "The council of the commune of {commune}, in its ordinary session of …………………… , takes note of the "
                "results of the self-evaluation of cycle {cycle} and charges its president with preparing an "
                "improvement plan from the points above."
            )
        )
        said = fill(text, commune=self.view.commune.printed_name(self.language), cycle=self.view.cycle)
        yield self._say(self._fit(said, self.body, 11 if self._narrow else 5), self.body.but(align="justify"))
        yield self._say(
            _("Members in office: ………   Present: ………   For: ………   Against: ………   Abstained: ………"), self.body
        )
        yield Spacer(0, 10)
        signatures = [
            self._say(who, CELL.but(bold=True, align="centre"))
            for who in (_("The secretary of the council"), _("The president of the council"))
        ]
        yield Signatures(signatures, self.rtl)

    def _list(self, title: str, items: Sequence[IndicatorView], none: str, measure: _Measure) -> Iterator[Flowable]:
        yield self._heading(title)
        if not items:
            yield self._say(none, self.body)
        for item in items:
            degree = str(item.score.degree) if item.score.degree is not None else _("no information")
            text = fill("{code}  {text}", code=item.indicator.code, text=item.indicator.text.say(self.language))
            yield self._say(self._fit(text, self.body, measure.lines, f" — {degree}"), self.body.but(space_after=0))
            note = self._note(item.note)
            if note and measure.note_lines:
                said = self._fit(note, self.small, measure.note_lines)
                yield self._say(said, self.small.but(space_after=4))
            else:
                yield Spacer(0, 3)

    def _note(self, note: str) -> str:
        """What was written, each line in its own direction; of two columns, in the one of its language."""
        lines = [" ".join(line.split()) for line in note.splitlines() if line.strip()]
        if self._narrow:
            lines = [line for line in lines if first_strong(line) in (None, self.rtl)]
        return " ".join(map(isolate, lines))

    def _facts(self, action: Action) -> str:
        found = [fill("{who}", who=who) for who in (action.elected, action.technical) if who]
        if action.deadline is not None:
            found.append(fill(_("by {date}"), date=day(action.deadline)))
        if action.budget is not None:
            found.append(fill(_("{amount} MAD"), amount=number(float(action.budget))))
        return " · ".join(found)

    @property
    def _tag(self) -> str:
        return LOCALES[self.language] if self._narrow else ""

    def _heading(self, text: str) -> Heading:
        return Heading(text, SECTION, self.rtl, 2, self._tag)

    def _say(self, text: str, style: Style) -> Paragraph:
        return Paragraph(text, style, self.rtl, language=self._tag)

    def _fit(self, text: str, style: Style, most_lines: int, tail: str = "") -> str:
        return fitted(text, style, self.width, most_lines, tail)


def _radar(axes: Sequence[Axis], right_to_left: bool, room: float) -> Chart:
    height = max(RADAR_LOW, min(RADAR_HIGH, room))
    return Chart(lambda width: radar(axes, width, height, right_to_left), spoken_axes(axes))


def _bilingual_axes(view: EvaluationView, named: bool) -> Iterator[Axis]:
    """With their names in both languages, or with the numbers by which the table under the radar names them."""
    french, arabic = (principle_axes(view.framework, view.results, language) for language in ("fr", "ar"))
    for principle, left, right in zip(view.framework.principles, french, arabic, strict=True):
        label = f"{left.label}\n{right.label}" if named else principle.code
        yield Axis(label, left.share, left.figure)


def _principle_table(view: EvaluationView, language: str) -> Table:
    rtl = is_rtl(language)
    titles = (_("Principle"), _("Score"), _("Points"), _("Completeness"))
    rows = [[Paragraph(text, HEAD, rtl) for text in titles]]
    for principle in view.framework.principles:
        cells = (_named(principle, language), *_figures(view, principle))
        rows.append([Paragraph(cell, CELL, rtl) for cell in cells])
    return Table(rows, (5.2, 1.4, 1.7, 1.7), rtl)


def _bilingual_table(view: EvaluationView) -> Table:
    """The principles in French on the left and in Arabic on the right, their figures once between them."""
    middle = CELL.but(align="centre")
    heads = []
    for language in ("fr", "ar"):
        with speaking(language):
            heads.append((_("Principle"), _("Score"), _("Points"), _("Completeness")))
    french, arabic = heads
    titles = [
        Paragraph(french[0], HEAD, False),
        *(
            Paragraph(f"{a}\n{b}", HEAD.but(align="centre", size=8, leading=11.5), False)
            for a, b in zip(french[1:], arabic[1:], strict=True)
        ),
        Paragraph(arabic[0], HEAD, True),
    ]
    rows = [titles]
    for principle in view.framework.principles:
        with speaking("fr"):
            figures = _figures(view, principle)
        rows.append(
            [
                Paragraph(_named(principle, "fr"), CELL, False),
                *(Paragraph(figure, middle, False) for figure in figures),
                Paragraph(_named(principle, "ar"), CELL, True, language=LOCALES["ar"]),
            ]
        )
    return Table(rows, (3.7, 1.2, 1.3, 1.5, 3.4), right_to_left=False)


def _named(principle: Principle, language: str) -> str:
    mark = "\u200f" if is_rtl(language) else ""
    return f"{mark}{principle.code}. {principle.name.say(language)}"


def _figures(view: EvaluationView, principle: Principle) -> tuple[str, str, str]:
    """Score, points and completeness of a principle."""
    tally = view.results.principles[principle.code]
    points = fill("{obtained} / {possible}", obtained=number(tally.obtained, 1), possible=number(tally.possible, 1))
    return percent(tally.begun_score, 1), points, percent(tally.completeness)
