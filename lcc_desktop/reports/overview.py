"""What an evaluation comes to as a whole: the figure, its principles and fields, how the degrees are spread, who took
part.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from reportlab.platypus import Flowable, Spacer

from lcc_desktop.domain.framework import Framework, Text
from lcc_desktop.domain.scoring import Results, State, Tally
from lcc_desktop.i18n import _, current_language, fill, ngettext
from lcc_desktop.i18n.bidi import LRM, RLM
from lcc_desktop.i18n.formats import number, percent
from lcc_desktop.reports.charts.pdf import Chart
from lcc_desktop.reports.charts.principles import spoken_axes
from lcc_desktop.reports.charts.radar import Axis, radar
from lcc_desktop.reports.charts.votes import Choice, distribution
from lcc_desktop.reports.paper import Paper
from lcc_desktop.reports.writing import BODY, CELL, FIGURE, LABEL, SMALL, Column, Say, named
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.wording.closing import change_text
from lcc_desktop.wording.levels import (
    planned_line,
    rule_name,
    standing_lines,
    unbegun_line,
    verified_line,
    weakest_line,
)
from lcc_desktop.wording.people import category_name, people_line, sitting_name, sitting_when, when_line

RADAR_HEIGHT, SPREAD_HEIGHT = 258.0, 120.0
QUARTERS = 4


def figure(paper: Paper) -> Iterator[Flowable]:
    """The overall score, what it is, and what it is not."""
    view = paper.view
    yield paper.text(lambda: percent(view.results.score, 1), FIGURE)
    yield paper.text(lambda: _rule(view))
    says: tuple[Say, ...] = (
        lambda: verified_line(view.verified),
        lambda: planned_line(view.results),
        lambda: weakest_line(view.framework, view.results),
        lambda: unbegun_line(view.framework, view.results),
        lambda: " ".join(standing_lines(view.framework, view.results)),
        lambda: _earlier_line(paper),
    )
    for say in says:
        if any(paper.tongues.lines(say)):
            yield paper.text(say)


def principle_radar(paper: Paper) -> Chart:
    """The principles, with the mission's figures behind where it has begun, else those of the cycle before."""
    axes = list(_axes(paper))
    return Chart(lambda width: radar(axes, width, RADAR_HEIGHT, paper.right_to_left), spoken_axes(axes))


def principle_table(paper: Paper) -> Flowable:
    """A row a principle, and the whole."""
    view = paper.view
    columns = [
        Column(lambda: _("Principle"), 4.6, twofold=True),
        Column(lambda: _("Score"), 1.3, figure=True),
        Column(lambda: _("Points"), 1.7, figure=True),
        Column(lambda: _("Completeness"), 1.7, figure=True),
    ]
    if view.verified is not None:
        columns.append(Column(lambda: _("Verified"), 1.5, figure=True))
    if paper.dossier.earlier is not None:
        cycle = paper.dossier.earlier.cycle
        columns.append(Column(lambda: fill(_("Since {cycle}"), cycle=cycle), 1.5, figure=True))
    rows = []
    for principle in view.framework.principles:
        name = _numbered(principle.code, principle.name)
        rows.append([paper.cell(name), *_cells(paper, view.results.principles[principle.code], principle.code)])
    whole = paper.cell(lambda: _("Whole evaluation"), CELL.but(bold=True))
    rows.append([whole, *_cells(paper, view.results.overall, "")])
    return paper.table(columns, rows)


def field_table(paper: Paper) -> Flowable:
    """A row a field."""
    columns = [
        Column(lambda: _("Field"), 5.6, twofold=True),
        Column(lambda: _("Score"), 1.3, figure=True),
        Column(lambda: _("Points"), 1.7, figure=True),
        Column(lambda: _("Completeness"), 1.7, figure=True),
    ]
    rows = []
    for field in paper.view.framework.fields:
        tally = paper.view.results.fields[field.code]
        cells = (percent(tally.begun_score, 1), _points(tally), percent(tally.completeness))
        rows.append([paper.cell(named(field.name)), *(paper.figure(cell) for cell in cells)])
    return paper.table(columns, rows)


def spread(paper: Paper) -> Iterator[Flowable]:
    """How many indicators reached which part of their scale, and how many have no degree, each kind apart."""
    view = paper.view
    reached = [0] * (QUARTERS + 1)
    for item in view.indicators.values():
        if item.score.degree is not None:
            reached[round(item.score.degree * QUARTERS / item.indicator.top)] += 1
    states = [item.score.state for item in view.indicators.values()]
    apart: tuple[tuple[State, Say], ...] = (
        (State.NOT_APPLICABLE, lambda: _("Not applicable")),
        (State.NO_INFORMATION, lambda: _("No information")),
        (State.UNSCORED, lambda: _("Not scored")),
    )
    choices = [Choice(percent(Fraction(step, QUARTERS)), count) for step, count in enumerate(reached)]
    choices += [Choice(paper.tongues.joined(say), states.count(state), "apart") for state, say in apart]
    spoken = ". ".join(fill("{label}: {count}", label=one.label, count=one.count) for one in choices)
    rtl = paper.right_to_left
    yield paper.text(lambda: _("Indicators by the part of their scale that was reached"), LABEL)
    yield Chart(lambda width: distribution(choices, width, SPREAD_HEIGHT, rtl), spoken)
    yield Spacer(0, 8)


def participation(paper: Paper) -> Iterator[Flowable]:
    """Who took part, in counts and without names, and when."""
    people = paper.view.participation
    if not people.counted.total:
        yield paper.text(lambda: _("Who took part in the workshop was not noted."))
        return
    yield paper.text(lambda: _people(paper.view))
    kinds = [(kind, count) for kind, count in people.counted.categories.items() if kind and count]
    if kinds:
        yield paper.text(lambda: " · ".join(_counted(category_name(kind), count) for kind, count in kinds), SMALL)
    if people.sittings:
        columns = [
            Column(lambda: _("Session"), 3.4),
            Column(lambda: _("Date"), 2),
            Column(lambda: _("Place"), 3),
            Column(lambda: _("Present"), 1.2, figure=True),
            Column(lambda: _("Women"), 1.2, figure=True),
        ]
        rows = [
            [
                paper.datum(sitting_name(sitting)),
                paper.datum(sitting_when(sitting)),
                paper.datum(sitting.place),
                paper.figure(number(counts.total) if counts.total else "–"),
                paper.figure(number(counts.women) if counts.total else "–"),
            ]
            for sitting, counts in people.sittings
        ]
        yield paper.table(columns, rows)


def states_line(view: EvaluationView) -> str:
    """How many indicators are in which state, and how much evidence there is."""
    states = [item.score.state for item in view.indicators.values()]
    return fill(
        _(
            "Scored: {scored} · no information: {none} · not applicable: {na} · not scored: {open} "
            "· pieces of evidence: {evidence}"
        ),
        scored=states.count(State.SCORED) + states.count(State.DISPUTED),
        none=states.count(State.NO_INFORMATION),
        na=states.count(State.NOT_APPLICABLE),
        open=states.count(State.UNSCORED),
        evidence=len({piece.id for item in view.indicators.values() for piece in item.presentable}),
    )


def _rule(view: EvaluationView) -> str:
    overall = view.results.overall
    text = ngettext(
        "{rule}; {answered} of {count} indicator answered ({share}).",
        "{rule}; {answered} of {count} indicators answered ({share}).",
        overall.total,
    )
    share = percent(overall.completeness)
    return fill(
        text, rule=rule_name(view.framework.overall), answered=overall.answered, count=overall.total, share=share
    )


def _earlier_line(paper: Paper) -> str:
    """What has changed since the cycle before, over what both measured alike."""
    earlier = paper.dossier.earlier
    if earlier is None:
        return ""
    whole = earlier.comparison.overall
    if whole.change is None:
        return fill(_("Cycle {cycle} was not measured alike: no difference can be given."), cycle=earlier.cycle)
    text = (
        _("Since cycle {cycle}: {change} points of percentage.")
        if whole.comparable
        else _("Since cycle {cycle}, over the indicators both have: {change} points of percentage.")
    )
    return fill(text, cycle=earlier.cycle, change=change_text(whole.change, share=True))


def _axes(paper: Paper) -> Iterator[Axis]:
    view = paper.view
    second = _second(paper)
    for principle in view.framework.principles:
        share = view.results.principles[principle.code].score
        behind = second(principle.code) if second else None
        label = "\n".join(principle.name.say(language) for language in paper.tongues.all)
        yield Axis(
            label=label,
            share=None if share is None else float(share),
            figure=percent(share),
            second=None if behind is None else float(behind),
            second_figure="" if behind is None else _behind(paper, behind),
        )


def _second(paper: Paper) -> Callable[[str], Fraction | None] | None:
    """What stands behind the principles' own figures."""
    view, earlier = paper.view, paper.dossier.earlier
    if view.verified is not None:
        verified, looked = view.verified, _looked_at(view)
        return lambda code: _verified_score(verified, code) if code in looked else None
    if earlier is not None:
        before = {total.code: total.before for total in earlier.comparison.principles if total.comparable}
        return before.get
    return None


def _behind(paper: Paper, share: Fraction) -> str:
    earlier = paper.dossier.earlier
    if paper.view.verified is not None or earlier is None:
        name = (RLM if paper.right_to_left else LRM) + paper.tongues.joined(lambda: _("Verified"), " / ")
    else:
        name = earlier.cycle
    return fill(_("{name}: {share}"), name=name, share=percent(share))


def _cells(paper: Paper, tally: Tally, code: str) -> Sequence[Flowable]:
    view, whole = paper.view, not code
    score = view.results.score if whole else tally.begun_score
    figures = [percent(score, 1), _points(tally), percent(tally.completeness)]
    if view.verified is not None:
        looked = whole or code in _looked_at(view)
        figures.append(percent(_verified_score(view.verified, code), 1) if looked else "–")
    if paper.dossier.earlier is not None:
        comparison = paper.dossier.earlier.comparison
        totals = {total.code: total for total in comparison.principles} | {"": comparison.overall}
        total = totals.get(code)
        figures.append(change_text(total.change if total and total.comparable else None, share=True))
    return [paper.figure(text, bold=whole) for text in figures]


def _looked_at(view: EvaluationView) -> frozenset[str]:
    """The principles of which the mission has looked at something."""
    return frozenset(
        principle.code
        for principle in view.framework.principles
        if any(view.indicators[indicator.code].verified is not None for indicator in principle.indicators)
    )


def _verified_score(verified: Results, code: str) -> Fraction | None:
    return verified.principles[code].score if code else verified.score


def _points(tally: Tally) -> str:
    return fill("{obtained} / {possible}", obtained=number(tally.obtained, 1), possible=number(tally.possible, 1))


def _numbered(code: str, name: Text) -> Say:
    return lambda: fill("{code}. {name}", code=code, name=name.say(current_language()))


def _people(view: EvaluationView) -> str:
    people = view.participation
    when = when_line(people)
    said = people_line(people.counted)
    return fill(_("{people}; workshop of {when}."), people=said, when=when) if when else fill("{people}.", people=said)


def _counted(name: str, count: int) -> str:
    return fill("{name}: {count}", name=name, count=number(count))


def method(paper: Paper) -> Iterator[Flowable]:
    """How the evaluation was made, as far as its data say."""
    yield paper.text(lambda: _method(paper.view.framework), BODY.but(align="justify"))
    yield paper.text(lambda: _voted(paper.view), BODY)
    yield paper.text(
        lambda: _(
            "An indicator that does not apply lowers the points possible; one without information and one not scored "
            "obtain nothing. Completeness is shown apart from the score."
        ),
        SMALL,
    )


def _method(framework: Framework) -> str:
    return fill(
        _(
            "The commune has evaluated its own governance in a workshop, with a framework of {principles} principles, "
            "{norms} norms and {indicators} indicators. Each indicator was given a degree described beforehand, with "
            "its justification and the evidence for it. This report says what was found as it was found."
        ),
        principles=len(framework.principles),
        norms=sum(len(principle.norms) for principle in framework.principles),
        indicators=len(framework.indicators),
    )


def _voted(view: EvaluationView) -> str:
    once = sum(bool(item.ballot(1)) for item in view.indicators.values())
    twice = sum(bool(item.ballot(2)) for item in view.indicators.values())
    dissent = sum(bool(item.dissent.strip()) for item in view.indicators.values())
    return fill(
        _(
            "Voted on by show of cards: {once}; voted on again after discussion: {twice}; "
            "with a dissent noted: {dissent}."
        ),
        once=number(once),
        twice=number(twice),
        dissent=number(dissent),
    )
