"""The improvement plan on paper: what is to be done, by whom, when, where in the matrix, and each action whole."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable, Spacer

from lcc_desktop.domain.plan import Action, Quadrant
from lcc_desktop.i18n import _, fill, ngettext, speaking
from lcc_desktop.i18n.formats import day, month_name, number, percent, short_day
from lcc_desktop.reports.charts.matrix import Axes, Board, Item, matrix
from lcc_desktop.reports.charts.pdf import Chart
from lcc_desktop.reports.charts.plan import plan_tasks
from lcc_desktop.reports.charts.scene import PRINT
from lcc_desktop.reports.charts.timeline import Task, span_of, timeline
from lcc_desktop.reports.document import WIDTH, Stack
from lcc_desktop.reports.look import ACCENT
from lcc_desktop.reports.paper import Paper
from lcc_desktop.reports.text.layout import Style, fitted
from lcc_desktop.reports.text.paragraph import Paragraph
from lcc_desktop.reports.text.table import Cell
from lcc_desktop.reports.writing import BODY, CELL, PART, SMALL, Column, Say
from lcc_desktop.services.results_dossier import Dossier
from lcc_desktop.wording.plan import action_title, budget_text, lateness, quadrant_name, status_name

MATRIX_HEIGHT = 300.0
ON_A_CHART = 17
"""Actions on one timeline: more go on in the next, over the same months."""


def render_plan(dossier: Dossier, language: str, made_on: date, stamp: str = "") -> bytes:
    """The plan as PDF, in "ar", "fr" or "both" side by side."""
    paper = Paper(dossier, language, made_on, lambda: _("Improvement plan"))
    return paper.render(_flow(paper), stamp)


def _flow(paper: Paper) -> Iterator[Flowable]:
    yield from paper.opening(standing=False)
    actions = paper.view.actions
    if not actions:
        yield paper.text(lambda: _("No action has been written yet."))
        return
    yield paper.text(lambda: _sum_line(actions), BODY.but(bold=True))
    money = _money(actions)
    if money is not None:
        yield paper.text(lambda: _money_line(actions, money))
    yield paper.section(lambda: _("Actions"))
    yield from plan_table(paper)
    yield from _when(paper)
    yield from _where(paper)
    yield paper.section(lambda: _("Each action"))
    *sheets, last = (list(_sheet(paper, place, action)) for place, action in enumerate(actions, start=1))
    for sheet in sheets:
        yield from sheet
    yield Stack([*last, paper.signing(lambda: _("The president of the council"))])  # never a signature alone


def plan_table(paper: Paper) -> Iterator[Flowable]:
    """A row an action; a sentence where there is none."""
    if not paper.view.actions:
        yield paper.text(lambda: _("No action has been written yet."))
        return
    columns = [
        Column(lambda: _("No."), 0.8),
        Column(lambda: _("Action"), 4.1, twofold=True),
        Column(lambda: _("Responsible"), 2.4),
        Column(lambda: _("Deadline"), 2.1),
        Column(lambda: _("Budget"), 2),
        Column(lambda: _("Status"), 2.2),
    ]
    rows = [_row(paper, place, action) for place, action in enumerate(paper.view.actions, start=1)]
    yield paper.table(columns, rows)
    if any(action.key for action in paper.view.actions):
        yield paper.text(lambda: _("★ key action"), SMALL)


def titles(paper: Paper, action: Action, style: Style = CELL) -> Cell:
    """What an action is called, in each language in which it is written."""
    written = {"fr": action.title_fr, "ar": action.title_ar}
    if paper.bilingual and any(written.values()):
        return paper.pair([written[language] for language in paper.tongues.all], style)
    return paper.cell(lambda: action_title(action), style)


def _row(paper: Paper, place: int, action: Action) -> list[Cell]:
    people = "\n".join(who for who in (action.elected, action.technical) if who)
    money = paper.tongues.lines(lambda: budget_text(action))[-1]
    return [
        paper.datum(f"{number(place)} ★" if action.key else number(place)),
        titles(paper, action),
        paper.own_cell(people),
        paper.datum(short_day(action.deadline) if action.deadline else "–"),
        Paragraph(money or "–", CELL, paper.right_to_left),
        paper.cell(lambda: _status(paper, action)),
    ]


def _status(paper: Paper, action: Action) -> str:
    late = lateness(action, paper.made_on)
    return "\n".join(filter(None, (status_name(action.status), late)))


def _sum_line(actions: Sequence[Action]) -> str:
    count, key = len(actions), sum(action.key for action in actions)
    quick = sum(action.is_quick for action in actions)
    text = ngettext(
        "{count} action · key actions: {key} · quick wins: {quick}",
        "{count} actions · key actions: {key} · quick wins: {quick}",
        count,
    )
    return fill(text, count=number(count), key=number(key), quick=number(quick))


def _money(actions: Sequence[Action]) -> Decimal | None:
    budgets = [action.budget for action in actions if action.budget is not None]
    return sum(budgets, Decimal(0)) if budgets else None


def _money_line(actions: Sequence[Action], money: Decimal) -> str:
    priced = sum(action.budget is not None for action in actions)
    return (
        fill(
            _("Planned budget: {amount} MAD, for {priced} of {count} actions; the others have no figure yet."),
            amount=number(float(money), 2),
            priced=number(priced),
            count=number(len(actions)),
        )
        if priced < len(actions)
        else fill(_("Planned budget: {amount} MAD."), amount=number(float(money), 2))
    )


def _when(paper: Paper) -> Iterator[Flowable]:
    """The actions in time."""
    tasks = _tasks(paper)
    if not any(task.end for task in tasks):
        return
    yield paper.section(lambda: _("Timeline"))
    span = span_of(tasks, paper.made_on)
    today = paper.tongues.joined(lambda: _("Today"), " · ")
    language = paper.tongues.all[-1]
    for start in range(0, len(tasks), ON_A_CHART):
        some = tasks[start : start + ON_A_CHART]
        spoken = ". ".join(task.label for task in some)

        def build(width: float, some: Sequence[Task] = some) -> object:
            with speaking(language):
                return timeline(some, paper.made_on, month_name, width, paper.right_to_left, PRINT, today, span)

        yield Chart(build, spoken)  # type: ignore[arg-type]
        yield Spacer(0, 8)


def _tasks(paper: Paper) -> list[Task]:
    """The actions as tasks, named in each language of the document."""
    label = Style(PRINT.label, PRINT.label)
    found = []
    for language in paper.tongues.all:
        with speaking(language):
            found.append(plan_tasks(paper.view.actions, paper.made_on))
    if not paper.bilingual:
        return found[0]
    width = WIDTH * 0.36
    joined = []
    for french, arabic in zip(*found, strict=True):
        lines = dict.fromkeys((french.label, arabic.label))
        text = "\n".join(fitted(line, label, width, 1) for line in lines)
        joined.append(Task(text, arabic.start, arabic.end, arabic.done, arabic.late, arabic.note))
    return joined


def _where(paper: Paper) -> Iterator[Flowable]:
    """The actions by impact and feasibility."""
    items = [
        Item(number(place), action.impact, action.feasibility, action.key, action.is_quick)
        for place, action in enumerate(paper.view.actions, start=1)
        if action.impact is not None and action.feasibility is not None
    ]
    if not items:
        return
    joined = paper.tongues.joined
    axes = Axes(
        joined(lambda: _("Impact: from low to high"), " · "),
        joined(lambda: _("Feasibility: from hard to easy"), " · "),
        {each: joined(lambda each=each: quadrant_name(each), " · ") for each in Quadrant},  # type: ignore[misc]
    )
    rtl = paper.right_to_left
    spoken = ". ".join(
        fill("{number}: {impact} × {feasibility}", number=item.number, impact=item.impact, feasibility=item.feasibility)
        for item in items
    )
    chart = Chart(lambda width: matrix(items, axes, Board(width, MATRIX_HEIGHT, rtl, PRINT)), spoken)
    heading = paper.section(lambda: _("Impact and feasibility"))
    note = paper.text(
        lambda: _("The numbers are those of the table. Filled: key action. Double ring: quick win."), SMALL
    )
    yield heading
    yield Stack([chart, Spacer(0, 4), note])


def _sheet(paper: Paper, place: int, action: Action) -> Iterator[Flowable]:
    """One action with everything that was said of it."""
    yield paper.heading(lambda: fill("{number}. {title}", number=number(place), title=action_title(action)), PART, 3)
    facts: tuple[tuple[Say, str], ...] = (
        (lambda: _("Indicator"), _indicator(paper, action)),
        (lambda: _("Result expected"), action.result),
        (lambda: _("Elected member responsible"), action.elected),
        (lambda: _("Staff responsible"), action.technical),
        (lambda: _("Partners"), action.partners),
        (lambda: _("Success indicator"), action.success),
        (lambda: _("Source of the budget"), action.budget_source),
    )
    yield paper.text(lambda: _facts(action), BODY)
    late = any(paper.tongues.lines(lambda: lateness(action, paper.made_on)))
    if late:
        yield paper.text(lambda: lateness(action, paper.made_on), BODY.but(bold=True, colour=ACCENT))
    for say, text in facts:
        if text.strip():
            yield paper.line(say, " ".join(text.split()), SMALL)


def _facts(action: Action) -> str:
    """When, for how much, how far."""
    start = day(action.start) if action.start else "…"
    end = day(action.deadline) if action.deadline else _("No deadline yet")
    when = fill(_("{first} to {last}"), first=start, last=end) if action.start else end
    done = percent(action.progress / 100) if action.progress else ""
    return " · ".join(filter(None, (status_name(action.status), when, budget_text(action), done)))


def _indicator(paper: Paper, action: Action) -> str:
    found = paper.view.framework.find(action.indicator)
    if found is None:
        return action.indicator
    language = paper.tongues.all[-1]
    return f"{found.code}  {found.text.say(language)}"
