"""The full evaluation report: how it was done, what it came to, and every indicator with its reasons.

What a facilitator noted for themselves, what was parked and what is confidential is not in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportlab.platypus import Flowable, Spacer

from lcc_desktop.domain.framework import Norm, Principle
from lcc_desktop.domain.scoring import Score, State
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.bidi import isolate
from lcc_desktop.i18n.formats import as_entered, day, number, percent
from lcc_desktop.reports import overview
from lcc_desktop.reports.charts.bars import LABEL_SHARE, bars
from lcc_desktop.reports.charts.degrees import degree_strip
from lcc_desktop.reports.charts.pdf import Chart, draw_scene
from lcc_desktop.reports.charts.principles import norm_bars
from lcc_desktop.reports.charts.scene import PRINT, Scene
from lcc_desktop.reports.contents import Contents
from lcc_desktop.reports.document import WIDTH, Stack
from lcc_desktop.reports.look import ACCENT
from lcc_desktop.reports.paper import Paper
from lcc_desktop.reports.plan import plan_table
from lcc_desktop.reports.tags import Element, tags_of
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.text.paragraph import Heading
from lcc_desktop.reports.writing import BODY, LABEL, PART, SMALL, Column, Say, named
from lcc_desktop.services.results import IndicatorView
from lcc_desktop.services.results_dossier import Dossier
from lcc_desktop.wording.people import prerequisite_state_name
from lcc_desktop.wording.states import state_name
from lcc_desktop.wording.votes import cards_line, method_name, middle_line

INDICATOR = Style(9.5, 14, bold=True, space_before=7, space_after=1)


def render_report(dossier: Dossier, language: str, made_on: date, stamp: str = "") -> bytes:
    """The report as PDF, in "ar", "fr" or "both" side by side."""
    paper = Paper(dossier, language, made_on, lambda: _("Evaluation report"))
    return paper.render(_flow(paper), stamp)


def _flow(paper: Paper) -> Iterator[Flowable]:
    view = paper.view
    yield from paper.opening()
    yield Spacer(0, 4)
    yield Contents(paper.headings, paper.right_to_left)
    yield paper.section(lambda: _("Purpose and method"))
    yield from overview.method(paper)
    yield from overview.participation(paper)
    head = paper.section(lambda: _("Overall results"))
    yield Stack([head, *overview.figure(paper), overview.principle_radar(paper)])
    yield Stack([overview.principle_table(paper)])
    yield Stack(list(overview.spread(paper)))
    yield paper.text(lambda: overview.states_line(view), SMALL)
    yield Stack([overview.field_table(paper)])
    if paper.dossier.prerequisites:
        yield paper.section(lambda: _("Prerequisites of eligibility"))
        yield prerequisite_table(paper)
    for principle in view.framework.principles:
        yield from _principle(paper, principle)
    yield from _remarks(paper)
    yield paper.section(lambda: _("Improvement plan"))
    yield from plan_table(paper)
    yield paper.section(lambda: _("What remains to be settled"))
    yield from remaining(paper)


def prerequisite_table(paper: Paper) -> Flowable:
    """A row a prerequisite, with what was said of it."""
    noted = any(one.note.strip() for one in paper.dossier.prerequisites)
    columns = [
        Column(lambda: _("No."), 1.1),
        Column(lambda: _("Prerequisite"), 5, twofold=True),
        Column(lambda: _("State"), 1.7),
        *([Column(lambda: _("Remark"), 3)] if noted else []),
    ]
    rows = [
        [
            paper.datum(one.prerequisite.code),
            paper.cell(named(one.prerequisite.text)),
            paper.cell(lambda one=one: prerequisite_state_name(one.state)),  # type: ignore[misc]
            *([paper.own_cell(one.note)] if noted else []),
        ]
        for one in paper.dossier.prerequisites
    ]
    return paper.table(columns, rows)


def remaining(paper: Paper) -> Iterator[Flowable]:
    """What is not scored, disputed, or without the evidence that its degree asks for."""
    items = paper.view.indicators.values()
    lists: tuple[tuple[Say, Sequence[str]], ...] = (
        (lambda: _("Disputed"), [i.indicator.code for i in items if i.score.state is State.DISPUTED]),
        (lambda: _("Not scored"), [i.indicator.code for i in items if i.score.state is State.UNSCORED]),
        (lambda: _("No information"), [i.indicator.code for i in items if i.score.state is State.NO_INFORMATION]),
        (
            lambda: _("Without the evidence that the degree asks for"),
            [i.indicator.code for i in items if i.lacks_evidence],
        ),
    )
    if not any(codes for _say, codes in lists):
        yield paper.text(lambda: _("Nothing: every indicator has its answer and the evidence it asks for."))
    for say, codes in lists:
        if codes:
            yield paper.line(say, " · ".join(isolate(code) for code in codes), BODY)


def _principle(paper: Paper, principle: Principle) -> Iterator[Flowable]:
    tally = paper.view.results.principles[principle.code]
    yield paper.section(lambda: _principle_name(principle))
    yield paper.text(
        lambda: fill(
            _("Score {score} · {answered} of {count} indicators answered"),
            score=percent(tally.begun_score, 1),
            answered=number(tally.answered),
            count=number(tally.total),
        ),
        BODY.but(bold=True),
    )
    if any(paper.tongues.lines(named(principle.summary))):
        yield paper.text(named(principle.summary), SMALL)
    yield _norm_chart(paper, principle)
    for norm in principle.norms:
        yield from _norm(paper, norm)


def _principle_name(principle: Principle) -> str:
    name = principle.name.say(current_language())
    return fill(_("Principle {code}: {name}"), code=principle.code, name=name)


def _norm_chart(paper: Paper, principle: Principle) -> Chart:
    codes = {norm.code for norm in principle.norms}
    places = [at for at, norm in enumerate(_norms(paper)) if norm.code in codes]
    rows = [norm_bars(paper.view.framework, paper.view.results, language) for language in paper.tongues.all]
    chosen = [rows[-1][at] for at in places]
    spoken = ". ".join(fill("{label}: {share}", label=bar.label, share=bar.figure) for bar in chosen)
    if paper.bilingual:
        label = Style(PRINT.label, PRINT.label)
        texts = ["\n".join(fitted(row[at].label, label, WIDTH * LABEL_SHARE, 1) for row in rows) for at in places]
        chosen = [replace(bar, label=text) for bar, text in zip(chosen, texts, strict=True)]
    return Chart(lambda width: bars(chosen, width, paper.right_to_left), spoken)


def _norms(paper: Paper) -> Iterator[Norm]:
    return (norm for principle in paper.view.framework.principles for norm in principle.norms)


def _norm(paper: Paper, norm: Norm) -> Iterator[Flowable]:
    yield paper.heading(
        lambda: fill("{code}  {title}", code=norm.code, title=norm.title.say(current_language())), PART, 3
    )
    if any(paper.tongues.lines(named(norm.legal_basis))):
        yield paper.text(named(norm.legal_basis), SMALL)
    for indicator in norm.indicators:
        yield from _indicator(paper, paper.view.indicators[indicator.code])


def _indicator(paper: Paper, item: IndicatorView) -> Iterator[Flowable]:
    yield _Scored(paper, item)
    yield paper.text(lambda: degree_line(item), SMALL)
    if item.score.state is State.DISPUTED:
        yield paper.text(
            lambda: _("Disputed: to be settled. The degree shown is provisional."), SMALL.but(colour=ACCENT)
        )
    if item.score.numbers:
        yield paper.text(lambda: _numbers(paper, item), SMALL)
    yield from paper.own(item.note)
    if item.dissent.strip():
        yield paper.text(lambda: _("Dissent noted"), LABEL)
        yield from paper.own(item.dissent, SMALL)
    if item.ballot(1) or item.method:
        yield paper.text(lambda: _vote(item), SMALL)
    for remark in item.remarks:
        if remark.sort == "strength":
            yield paper.line(lambda: _("Strength"), remark.text)
        elif remark.sort == "improvement":
            yield paper.line(lambda: _("Point to improve"), remark.text)
    if item.presentable:
        names = " · ".join(isolate(piece.label) for piece in item.presentable)
        yield paper.line(lambda: _("Evidence"), names)
    if item.lacks_evidence:
        yield paper.text(lambda: _("The degree asks for evidence, and none is here."), SMALL.but(colour=ACCENT))
    if item.verified is not None:
        yield paper.text(lambda: _verified(item), BODY.but(bold=True, space_after=1))
        yield from paper.own(item.reason)
    if item.aim is not None:
        yield paper.text(lambda: fill(_("Aimed at: degree {degree}"), degree=number(item.aim or 0)), SMALL)


def score_name(score: Score) -> str:
    """A score in words: its degree, or its state."""
    return state_name(score.state) if score.degree is None else fill(_("Degree {degree}"), degree=number(score.degree))


def degree_line(item: IndicatorView) -> str:
    """The degree with its description."""
    degree = item.score.degree
    if degree is None or degree > item.indicator.top:
        return score_name(item.score)
    text = item.indicator.degrees[degree].say(current_language())
    return fill(_("Degree {degree}: {text}"), degree=number(degree), text=text)


def _numbers(paper: Paper, item: IndicatorView) -> str:
    names = {one.code: one.text.say(current_language()) for one in paper.view.framework.numbers}
    names[item.indicator.code] = _("Percentage")
    said = (
        fill("{name}: {value}", name=names.get(code, code), value=as_entered(kept)) for code, kept in item.score.numbers
    )
    return " · ".join(said)


def _vote(item: IndicatorView) -> str:
    ballots = [ballot for ballot in (item.ballot(1), item.ballot(2)) if ballot]
    parts = [" — ".join(filter(None, (cards_line(ballot), middle_line(ballot)))) for ballot in ballots]
    return " · ".join(filter(None, (*parts, method_name(item.method))))


def _verified(item: IndicatorView) -> str:
    assert item.verified is not None  # noqa: S101  (asked only where it is)
    said = score_name(item.verified)
    if item.seen_on is None:
        return fill(_("Verified: {score}"), score=said)
    return fill(_("Verified on {day}: {score}"), day=day(item.seen_on), score=said)


def _remarks(paper: Paper) -> Iterator[Flowable]:
    """What was said of the whole evaluation."""
    for sort, say in (("strength", lambda: _("Strengths")), ("improvement", lambda: _("Points to improve"))):
        texts = [remark.text for remark in paper.view.remarks if remark.sort == sort]
        if texts:
            yield paper.section(say)
            for text in texts:
                yield from paper.own(f"• {text}")


class _Scored(Flowable):  # type: ignore[misc]
    """The text of an indicator, its score on the scale at the far side or between the two languages."""

    keep_with_next = True
    GAP = 12.0

    def __init__(self, paper: Paper, item: IndicatorView) -> None:
        super().__init__()
        code, text = item.indicator.code, item.indicator.text
        self.texts = [
            Heading(
                fill("{code}  {text}", code=code, text=text.say(language)),
                INDICATOR,
                language == "ar",
                4,
                paper.tongues.locale if paper.bilingual else "",
                bookmark="",
            )
            for language in paper.tongues.all
        ]
        self.right_to_left = paper.right_to_left
        self.strip: Scene = degree_strip(item.score, item.indicator.top, paper.right_to_left)
        spoken = paper.tongues.joined(lambda: score_name(item.score), " / ")
        self.element = Element("Figure", alternate=spoken)

    # ReportLab overrides

    def getSpaceBefore(self) -> float:
        return INDICATOR.space_before

    def getSpaceAfter(self) -> float:
        return INDICATOR.space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        count = len(self.texts)
        room = (available_width - self.strip.width - count * self.GAP) / count
        heights = [text.wrap(room, available_height)[1] for text in self.texts]
        self.height = max(*heights, self.strip.height)
        return available_width, self.height

    def draw(self) -> None:
        canvas = self.canv
        if len(self.texts) == 2:
            strip, places = (self.width - self.strip.width) / 2, [0.0, self.width - self.texts[1].width]
        elif self.right_to_left:
            strip, places = 0.0, [self.width - self.texts[0].width]
        else:
            strip, places = self.width - self.strip.width, [0.0]
        for text, x in zip(self.texts, places, strict=True):
            text.drawOn(canvas, x, self.height - text.height)
        with tags_of(canvas).content(canvas, self.element):
            canvas.saveState()
            canvas.translate(strip, self.height - self.strip.height)
            draw_scene(canvas, self.strip)
            canvas.restoreState()
