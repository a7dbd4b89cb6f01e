"""The evidence list: what is missing first, then everything that was supplied.

What is marked confidential is counted and not named.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from reportlab.platypus import Flowable

from lcc_desktop.domain.framework import Framework, Text
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import enumerated, number
from lcc_desktop.reports.look import ACCENT
from lcc_desktop.reports.paper import Paper
from lcc_desktop.reports.text.table import Cell
from lcc_desktop.reports.writing import BODY, CELL, SMALL, Column, named
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.services.results_dossier import Dossier
from lcc_desktop.services.results_evidence import EvidenceLine, Need, evidence_lines
from lcc_desktop.wording.evidence import due_text, need_name

FINE = CELL.but(size=8, leading=11.5)


def render_evidence(dossier: Dossier, language: str, made_on: date, stamp: str = "") -> bytes:
    """The list as PDF, in "ar", "fr" or "both" side by side."""
    paper = Paper(dossier, language, made_on, lambda: _("Evidence list"))
    return paper.render(_flow(paper), stamp)


def lines_of(paper: Paper) -> tuple[EvidenceLine, ...]:
    """Every line of the list, with those that documents do not name."""
    return evidence_lines(paper.view, paper.dossier.prerequisites, paper.made_on)


def _flow(paper: Paper) -> Iterator[Flowable]:
    lines = lines_of(paper)
    yield from paper.opening(standing=False)
    yield from counted(paper, lines)
    yield paper.section(lambda: _("What is missing"))
    missing = [line for line in lines if line.need is not Need.SUPPLIED and not line.confidential]
    if missing:
        yield _missing_table(paper, missing)
    else:
        yield paper.text(lambda: _("Nothing is missing: there is a piece for everything that is expected."))
    yield paper.section(lambda: _("What was supplied"))
    supplied = [line for line in lines if line.need is Need.SUPPLIED and not line.confidential]
    if supplied:
        yield supplied_table(paper, supplied)
    else:
        yield paper.text(lambda: _("No piece of evidence has been supplied yet."))


def counted(paper: Paper, lines: Sequence[EvidenceLine]) -> Iterator[Flowable]:
    """How much is here and how much is missing, by principle."""
    pieces = {line.item.id for line in lines if line.item is not None and line.need is Need.SUPPLIED}
    secret = {line.item.id for line in lines if line.item is not None and line.confidential}
    late = sum(line.overdue for line in lines)
    yield paper.text(lambda: _pieces(len(pieces)), BODY.but(bold=True))
    if late:
        yield paper.text(lambda: _late(late), BODY.but(colour=ACCENT))
    columns = [
        Column(lambda: _("Principle"), 3.4, twofold=True),
        Column(lambda: need_name(Need.SUPPLIED), 1.6, figure=True),
        Column(lambda: need_name(Need.TO_OBTAIN), 1.6, figure=True),
        Column(lambda: need_name(Need.NOT_ACCEPTED), 1.6, figure=True),
        Column(lambda: need_name(Need.MISSING), 1.6, figure=True),
        Column(lambda: need_name(Need.REQUIRED), 1.6, figure=True),
    ]
    places = _places(paper.view.framework)
    counts = Counter((places.get(line.served, ""), line.need) for line in lines)
    rows = []
    for code, name in _parts(paper.view.framework):
        found = [counts[code, need] for need in COUNTED]
        if code or any(found):
            label = paper.cell(named(name)) if name else paper.cell(lambda: _("Prerequisites of eligibility"))
            rows.append([label, *(paper.figure(number(count) if count else "–") for count in found)])
    yield paper.table(columns, rows)
    if secret:
        yield paper.text(lambda: _secret(len(secret)), SMALL)


COUNTED = (Need.SUPPLIED, Need.TO_OBTAIN, Need.NOT_ACCEPTED, Need.MISSING, Need.REQUIRED)


def supplied_table(paper: Paper, lines: Sequence[EvidenceLine]) -> Flowable:
    """A row a piece where it serves."""
    columns = [
        Column(lambda: _("Serves"), 1),
        Column(lambda: _("Piece"), 4),
        Column(lambda: _("What and where"), 3),
        Column(lambda: _("Expected source"), 3, twofold=True),
    ]
    rows = [
        [
            paper.datum(line.served, FINE),
            paper.own_cell(line.item.label, FINE),
            _where(paper, line.item),
            paper.cell(named(line.expected), FINE) if line.expected else paper.datum("–", FINE),
        ]
        for line in lines
        if line.item is not None
    ]
    return paper.table(columns, rows)


def _missing_table(paper: Paper, lines: Sequence[EvidenceLine]) -> Flowable:
    """What is required by a degree before everything else."""
    columns = [
        Column(lambda: _("Serves"), 1),
        Column(lambda: _("Expected"), 5, twofold=True),
        Column(lambda: _("State"), 2),
        Column(lambda: _("Who, by when"), 2.6),
    ]
    ordered = sorted(lines, key=lambda line: line.need is not Need.REQUIRED)
    return paper.table(columns, [_missing(paper, line) for line in ordered])


def _missing(paper: Paper, line: EvidenceLine) -> list[Cell]:
    late = line.overdue
    style = FINE.but(bold=True, colour=ACCENT) if late or line.need is Need.REQUIRED else FINE
    due = due_text(line.item.who, line.item.by) if line.item else ""
    return [
        paper.datum(line.served, FINE),
        _expected(paper, line),
        paper.cell(lambda: f"{need_name(line.need)} · {_('late')}" if late else need_name(line.need), style),
        paper.datum(due, FINE),
    ]


def _expected(paper: Paper, line: EvidenceLine) -> Cell:
    """What is waited for or was not accepted; else the source that nothing is, or what the degree is about."""
    if line.item is not None and line.item.label:
        return paper.own_cell(line.item.label, FINE)
    return paper.cell(named(line.expected or line.text), FINE)


def _where(paper: Paper, item: EvidenceItem) -> Cell:
    """What kind of thing a piece is, and where it is found."""
    if item.sha256:
        kind = item.media_type.rpartition("/")[2].upper()
        return paper.cell(lambda: fill(_("File {kind}, {size} kB"), kind=kind, size=number(item.size / 1000)), FINE)
    if item.link:
        return paper.own_cell(item.link, FINE)
    return paper.cell(lambda: _seen([text for text in (item.reference, item.keeper) if text]), FINE)


def _seen(what: Sequence[str]) -> str:
    return fill(_("Seen on site: {what}"), what=enumerated(what)) if what else _("Seen on site")


def _pieces(count: int) -> str:
    return fill(
        ngettext("{count} piece of evidence supplied", "{count} pieces of evidence supplied", count),
        count=number(count),
    )


def _late(count: int) -> str:
    return fill(
        ngettext(
            "{count} piece wanted before today has not come", "{count} pieces wanted before today have not come", count
        ),
        count=number(count),
    )


def _secret(count: int) -> str:
    text = ngettext(
        "{count} piece is confidential: it is counted and not named.",
        "{count} pieces are confidential: they are counted and not named.",
        count,
    )
    return fill(text, count=number(count))


def _places(framework: Framework) -> dict[str, str]:
    """The principle of each indicator, by code."""
    return {indicator.code: principle.code for principle in framework.principles for indicator in principle.indicators}


def _parts(framework: Framework) -> Iterator[tuple[str, Text | None]]:
    """The prerequisites, which serve no principle's score, then the principles."""
    yield "", None
    for principle in framework.principles:
        yield principle.code, principle.name
