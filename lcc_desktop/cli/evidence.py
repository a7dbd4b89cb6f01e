"""Evidence: files, links, paper seen on site, what is still to be obtained."""

from datetime import date, datetime
from pathlib import Path

import click

from lcc_desktop.cli.base import as_json, cli, find_evaluation, in_workspace, say, say_cells, say_json
from lcc_desktop.domain.errors import EvidenceNotFound
from lcc_desktop.domain.facts import EVIDENCE_STATUSES
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.services.desk import Services
from lcc_desktop.services.evidence import EvidenceChange, Said
from lcc_desktop.services.evidence_intake import GivenFile
from lcc_desktop.services.results_evidence import EvidenceLine, Need, evidence_lines
from lcc_desktop.spoken import AnyPath, Whole, option
from lcc_desktop.wording.evidence import due_text, need_name, remark_text, status_name

_DAY = click.DateTime(["%Y-%m-%d"])
_HERE = ("missing", "to-obtain", "overdue", "confidential", "supplied")

source = option("--source", type=Whole(1, 1000), default=None, help="Which of the expected sources it is, from 1.")
title = option("--title", default=None, help="What people call it.")
confidential = option("--confidential", is_flag=True, default=None, help="Keep it out of documents.")


@cli.group()
def evidence() -> None:
    """Supply evidence, say what it is, list what is missing."""


@evidence.command("add")
@in_workspace
@click.argument("evaluation")
@click.argument("indicator")
@click.argument("files", nargs=-1, required=True, type=AnyPath(), metavar="FILE...")
@option("--original", is_flag=True, help="Keep pictures as they are, with place, day and device.")
@source
@title
@confidential
def evidence_add(
    services: Services,
    evaluation: str,
    indicator: str,
    files: tuple[Path, ...],
    original: bool,
    source: int | None,
    title: str | None,
    confidential: bool | None,
) -> None:
    """Copy files into the workspace as evidence of an indicator or a prerequisite, all or none."""
    found = find_evaluation(services, evaluation)
    kept = services.evidence.keep([GivenFile(file) for file in files], original)
    if kept.refused:
        raise kept.refused[0]
    said = Said(title=title, confidential=confidential)
    change = services.evidence.supply(found, indicator, kept, said, _position(source))
    for name, remark in change.remarks:
        say(remark_text(name, remark))
    _say_count(change)


@evidence.command("describe")
@in_workspace
@click.argument("evaluation")
@click.argument("indicator")
@option("--link", default=None, help="An address of the web.")
@option("--reference", default=None, help="The reference of paper seen on site.")
@option("--keeper", default=None, help="Who keeps the paper.")
@option("--who", default=None, help="Who is to obtain it.")
@option("--by", type=_DAY, default=None, help="At the latest when, such as 2026-12-31.")
@option("--status", type=click.Choice(EVIDENCE_STATUSES), default=None, help="Its status.")
@source
@title
@confidential
def evidence_describe(
    services: Services,
    evaluation: str,
    indicator: str,
    link: str | None,
    reference: str | None,
    keeper: str | None,
    who: str | None,
    by: datetime | None,
    status: str | None,
    source: int | None,
    title: str | None,
    confidential: bool | None,
) -> None:
    """Say of evidence without a file what it is: a link, paper, or something to obtain."""
    said = Said(title, link, reference, keeper, status, who, _day(by), confidential)
    found = find_evaluation(services, evaluation)
    change = services.evidence.describe(found, indicator, said, _position(source))
    say_cells(change.pieces[0])
    _say_count(change)


@evidence.command("list")
@in_workspace
@click.argument("evaluation")
@option("--only", type=click.Choice(_HERE), default=None, help="Only these.")
@option("--indicator", default=None, help="Only of this indicator or prerequisite.")
@as_json
def evidence_list(services: Services, evaluation: str, only: str | None, indicator: str | None, as_json: bool) -> None:
    """List every piece where it serves, and what is missing."""
    view = services.evaluations.view(find_evaluation(services, evaluation))
    lines = [
        line
        for line in evidence_lines(view, services.prerequisites.checklist(view.id), date.today())
        if (indicator is None or line.served == indicator) and (only is None or _is(line, only))
    ]
    if as_json:
        say_json([_line_json(line) for line in lines])
        return
    for line in lines:
        say_cells(*_cells(line))
    if not lines:
        say(_("Nothing to list."))


@evidence.command("link")
@in_workspace
@click.argument("evaluation")
@click.argument("piece")
@click.argument("indicators", nargs=-1, required=True, metavar="INDICATOR...")
@option("--remove", is_flag=True, help="Take it off them instead.")
def evidence_link(services: Services, evaluation: str, piece: str, indicators: tuple[str, ...], remove: bool) -> None:
    """Let a piece serve these indicators or prerequisites too."""
    found = find_evaluation(services, evaluation)
    whole = _find_piece(services, found, piece)
    also, no_longer = ((), indicators) if remove else (indicators, ())
    services.evidence.serve(found, whole, also, no_longer)
    say_cells(*services.evidence.served_by(found, whole))


@evidence.command("status")
@in_workspace
@click.argument("evaluation")
@click.argument("piece")
@click.argument("status", type=click.Choice(EVIDENCE_STATUSES), required=False)
@option("--who", default=None, help="Who is to obtain it.")
@option("--by", type=_DAY, default=None, help="At the latest when, such as 2026-12-31.")
@option("--confidential/--open", default=None, help="Keep it out of documents, or no longer.")
@title
def evidence_status(
    services: Services,
    evaluation: str,
    piece: str,
    status: str | None,
    who: str | None,
    by: datetime | None,
    confidential: bool | None,
    title: str | None,
) -> None:
    """Change what is said of a piece; print what is."""
    found = find_evaluation(services, evaluation)
    said = Said(title=title, status=status, who=who, by=_day(by), confidential=confidential)
    [item] = services.evidence.amend(found, _find_piece(services, found, piece), said).evidence
    parts = [item.label, status_name(item.state), due_text(item.who, item.by)]
    say_cells(*parts, *([_("confidential")] if item.confidential else []))


def _position(source: int | None) -> int | None:
    return None if source is None else source - 1


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _say_count(change: EvidenceChange) -> None:
    count = len(change.evidence)
    say(fill(ngettext("{count} piece of evidence.", "{count} pieces of evidence.", count), count=count))


def _find_piece(services: Services, evaluation: str, given: str) -> str:
    """The piece meant: its id, or the first characters of only one. Raises EvidenceNotFound."""
    view = services.evaluations.view(evaluation)
    lines = evidence_lines(view, services.prerequisites.checklist(evaluation), date.today())
    found = {line.item.id for line in lines if line.item is not None and line.item.id.startswith(given)}
    if len(found) != 1 or not given:
        raise EvidenceNotFound(given)
    return found.pop()


def _is(line: EvidenceLine, only: str) -> bool:
    match only:
        case "missing":
            return line.lacking
        case "overdue":
            return line.overdue
        case "confidential":
            return line.confidential
    return line.need is Need(only)


def _cells(line: EvidenceLine) -> tuple[str, ...]:
    item = line.item
    expected = line.expected.fr if line.expected is not None else ""
    if item is None:
        return (line.served, "", need_name(line.need), expected)
    return (line.served, item.id, status_name(item.state), item.label, due_text(item.who, item.by), expected)


def _line_json(line: EvidenceLine) -> dict[str, object]:
    return {
        "served": line.served,
        "need": line.need,
        "expected": line.expected,
        "overdue": line.overdue,
        "piece": line.item,
    }
