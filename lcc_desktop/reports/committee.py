"""The file of the accreditation committee: all it decides from, and what it decided. No figure in it decides."""

from collections.abc import Iterator
from datetime import date

from reportlab.platypus import Flowable, Spacer

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.i18n import _, current_language
from lcc_desktop.i18n.formats import moment, short_day
from lcc_desktop.reports import overview
from lcc_desktop.reports.contents import Contents
from lcc_desktop.reports.document import Stack
from lcc_desktop.reports.evidence import counted, lines_of
from lcc_desktop.reports.paper import Paper
from lcc_desktop.reports.plan import plan_table
from lcc_desktop.reports.report import prerequisite_table, remaining
from lcc_desktop.reports.text.paragraph import Paragraph
from lcc_desktop.reports.verification import both_scores
from lcc_desktop.reports.writing import BODY, CELL, SMALL, STRONG, Column, Say, said
from lcc_desktop.services.results_dossier import Decided, Dossier
from lcc_desktop.wording.closing import signed_name
from lcc_desktop.wording.decisions import outcome_name
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import milieu_name

BLANK = "…" * 24
BOX = "☐"


def render_committee(dossier: Dossier, language: str, made_on: date, stamp: str = "") -> bytes:
    """The file as PDF, in "ar", "fr" or "both" side by side."""
    paper = Paper(dossier, language, made_on, lambda: _("File for the accreditation committee"))
    return paper.render(_flow(paper), stamp)


def _flow(paper: Paper) -> Iterator[Flowable]:
    yield from paper.opening(standing=False)
    yield paper.text(
        lambda: _("This file informs the committee. No figure in it decides: the label is the committee’s decision."),
        STRONG,
    )
    yield Spacer(0, 4)
    yield Contents(paper.headings, paper.right_to_left)
    yield paper.section(lambda: _("The commune and its self-evaluation"))
    yield from _facts(paper)
    yield from overview.participation(paper)
    head = paper.section(lambda: _("Overall results"))
    yield Stack([head, *overview.figure(paper)])
    yield Stack([overview.principle_table(paper)])
    yield Stack(list(overview.spread(paper)))
    yield from both_scores(paper)
    if paper.dossier.prerequisites:
        yield paper.section(lambda: _("Prerequisites of eligibility"))
        yield prerequisite_table(paper)
    yield paper.section(lambda: _("Evidence"))
    yield from counted(paper, lines_of(paper))
    yield paper.section(lambda: _("Improvement plan"))
    yield from plan_table(paper)
    yield paper.section(lambda: _("What remains to be settled"))
    yield from remaining(paper)
    yield Stack(list(_decisions(paper)))


def _facts(paper: Paper) -> Iterator[Flowable]:
    commune, view = paper.view.commune, paper.view
    says: tuple[tuple[Say, Say], ...] = (
        (lambda: _("Region"), lambda: commune.region(current_language())),
        (lambda: _("Milieu"), lambda: milieu_name(commune.effective_milieu)),
        (lambda: _("Stage"), lambda: stage_name(view.stage)),
    )
    for name, value in says:
        if any(paper.tongues.lines(value)):
            yield paper.line(name, value, BODY)


def _decisions(paper: Paper) -> Iterator[Flowable]:
    """What was recorded, the decision that stands first; a form where nothing was."""
    yield paper.section(lambda: _("Decision of the committee"))
    if not paper.dossier.decisions:
        yield from _form(paper)
        return
    columns = [
        Column(lambda: _("Date"), 1.8),
        Column(lambda: _("Decision"), 2.2),
        Column(lambda: _("Members who sat"), 3.2),
        Column(lambda: _("Conditions and minutes"), 3),
        Column(lambda: _("Recorded by"), 2.6),
    ]
    yield paper.table(columns, [_row(paper, decision) for decision in paper.dossier.decisions])


def _row(paper: Paper, decision: Decided) -> list[Flowable]:
    recorded = "\n".join((decision.author, moment(decision.recorded_at), signed_name(decision.signed)))
    return [
        paper.datum(short_day(decision.day)),
        paper.cell(lambda: outcome_name(decision.outcome), CELL.but(bold=True)),
        paper.own_cell(decision.members),
        paper.own_cell("\n".join(filter(None, (decision.conditions, decision.reference)))),
        paper.own_cell(recorded, CELL.but(size=7.5, leading=10.5)),
    ]


def _form(paper: Paper) -> Iterator[Flowable]:
    yield paper.text(lambda: _("No decision is recorded yet. To be filled in and signed in the session:"), BODY)
    for outcome in Outcome:
        yield paper.text(lambda outcome=outcome: f"{BOX}  {outcome_name(outcome)}", BODY)  # type: ignore[misc]
    for say in (
        lambda: _("Date of the session"),
        lambda: _("Members who sat"),
        lambda: _("Conditions"),
    ):
        name = paper.tongues.joined(say, " / ")
        yield Paragraph(f"{name}  {BLANK * 2}", BODY, paper.right_to_left)
    yield paper.text(lambda: _("The committee’s own minutes make it official; this page does not."), SMALL)
    yield paper.signing(lambda: said(paper.dossier.template.signatory))
