"""The verification report: the mission's scores beside the commune's own, what differs and why. Neither overwrites."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from reportlab.platypus import Flowable

from lcc_desktop.domain.framework import Indicator
from lcc_desktop.domain.scoring import Score, total
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.bidi import isolate
from lcc_desktop.i18n.formats import day, number, percent, short_day
from lcc_desktop.reports import overview
from lcc_desktop.reports.document import Stack
from lcc_desktop.reports.paper import Paper
from lcc_desktop.reports.text.table import Cell
from lcc_desktop.reports.writing import BODY, CELL, STRONG, Column, Say, named
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.services.results_dossier import Dossier
from lcc_desktop.wording.closing import change_text, score_text


def render_verification(dossier: Dossier, language: str, made_on: date, stamp: str = "") -> bytes:
    """The report as PDF, in "ar", "fr" or "both" side by side."""
    paper = Paper(dossier, language, made_on, lambda: _("Verification report"))
    return paper.render(_flow(paper), stamp)


def _flow(paper: Paper) -> Iterator[Flowable]:
    yield from paper.opening(standing=False)
    yield paper.text(lambda: _extent(paper.view), STRONG)
    yield paper.text(
        lambda: _(
            "The mission’s scores stand beside the commune’s own; neither replaces the other. No label follows from "
            "these figures: the committee decides."
        )
    )
    yield from both_scores(paper)
    yield Stack([paper.signing(lambda: _("For the technical team"), lambda: _("The president of the council"))])


def both_scores(paper: Paper) -> Iterator[Flowable]:
    """The two layers by principle, then the indicators on which they differ, agree, or that nobody looked at."""
    looked = [item for item in paper.view.indicators.values() if item.verified is not None]
    head = paper.section(lambda: _("Self-evaluation and verification by principle"))
    yield Stack([head, overview.principle_radar(paper)])
    yield Stack([_principle_table(paper)])
    yield paper.text(
        lambda: _("Both columns are over the indicators that the mission looked at, so that like is set beside like."),
        BODY,
    )
    yield paper.section(lambda: _("Differences and their reasons"))
    changed = [item for item in looked if item.verified != item.score]
    if changed:
        yield _differences(paper, changed)
    else:
        yield paper.text(lambda: _("No difference.") if looked else _("No indicator has been looked at yet."))
    agreed = [item.indicator.code for item in looked if item.verified == item.score]
    left = [code for code, item in paper.view.indicators.items() if item.verified is None]
    lists: tuple[tuple[Say, Sequence[str]], ...] = (
        (lambda: _("Confirmed"), agreed),
        (lambda: _("Not looked at"), left if looked else ()),
    )
    for say, codes in lists:
        if codes:
            yield paper.line(say, " · ".join(isolate(code) for code in codes), BODY)


def _extent(view: EvaluationView) -> str:
    """How much the mission looked at, and when."""
    seen = [item for item in view.indicators.values() if item.verified is not None]
    if not seen:
        return _("The verification mission has not begun: no indicator has been looked at yet.")
    said, count = number(len(seen)), number(len(view.indicators))
    text = fill(_("The mission looked at {seen} of {count} indicators."), seen=said, count=count)
    days = sorted(item.seen_on for item in seen if item.seen_on is not None)
    if not days:
        return text
    first, last = day(days[0]), day(days[-1])
    when = (
        fill(_("On {day}."), day=first) if first == last else fill(_("From {first} to {last}."), first=first, last=last)
    )
    return f"{text} {when}"


def _principle_table(paper: Paper) -> Flowable:
    columns = [
        Column(lambda: _("Principle"), 4.4, twofold=True),
        Column(lambda: _("Looked at"), 1.5, figure=True),
        Column(lambda: _("Self-evaluation"), 1.7, figure=True),
        Column(lambda: _("Verified"), 1.5, figure=True),
        Column(lambda: _("Difference"), 1.5, figure=True),
    ]
    rows = []
    for principle in paper.view.framework.principles:
        cells = _compared(paper.view, list(principle.indicators))
        rows.append([paper.cell(named(principle.name)), *(paper.figure(cell) for cell in cells)])
    whole = paper.cell(lambda: _("Whole evaluation"), CELL.but(bold=True))
    cells = _compared(paper.view, paper.view.framework.indicators)
    rows.append([whole, *(paper.figure(cell, bold=True) for cell in cells)])
    return paper.table(columns, rows)


def _compared(view: EvaluationView, indicators: Sequence[Indicator]) -> list[str]:
    """How many were looked at, and both scores over these, in points."""
    items = [view.indicators[indicator.code] for indicator in indicators]
    seen = [item for item in items if item.verified is not None]
    own = total((item.indicator for item in seen), {item.indicator.code: item.score for item in seen}).score
    checked = {item.indicator.code: item.verified for item in seen if item.verified is not None}
    verified = total((item.indicator for item in seen), checked).score
    change: Fraction | None = None if own is None or verified is None else verified - own
    return [f"{len(seen)} / {len(items)}", percent(own, 1), percent(verified, 1), change_text(change, share=True)]


def _differences(paper: Paper, items: Sequence[IndicatorView]) -> Flowable:
    columns = [
        Column(lambda: _("No."), 1),
        Column(lambda: _("Indicator"), 5, twofold=True),
        Column(lambda: _("Self-evaluation"), 1.7, figure=True),
        Column(lambda: _("Verified"), 1.5, figure=True),
        Column(lambda: _("Reason"), 3.2),
    ]
    small = CELL.but(size=8, leading=11.5)
    rows = [
        [
            paper.datum(item.indicator.code, small),
            paper.cell(named(item.indicator.text), small),
            _score(paper, item.score),
            _score(paper, item.verified),
            paper.own_cell(_reason(item), small),
        ]
        for item in items
    ]
    return paper.table(columns, rows)


def _score(paper: Paper, score: Score | None) -> Cell:
    """A degree once, a state in each language."""
    if score is not None and score.degree is not None:
        return paper.figure(score_text(score), bold=True)
    return paper.cell(lambda: score_text(score), CELL.but(size=8, leading=11.5, align="centre"))


def _reason(item: IndicatorView) -> str:
    seen = short_day(item.seen_on) if item.seen_on else ""
    return "\n".join(filter(None, (item.reason, seen)))
