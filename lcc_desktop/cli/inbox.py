"""What comes in: packages looked at and merged, kept apart, taken back; receipts; conflicts settled."""

import sys
from pathlib import Path

import click

from lcc_desktop.cli.base import (
    SOME_REFUSED,
    as_json,
    cli,
    find_evaluation,
    in_workspace,
    say,
    say_cells,
    say_json,
)
from lcc_desktop.cli.packages import reason_json
from lcc_desktop.domain.errors import ImportNotFound
from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.conflicts import Choice, Claim, Dispute, Rule
from lcc_desktop.services.desk import Services
from lcc_desktop.services.inbox import ArrivalRow, ImportReport, ImportRow
from lcc_desktop.services.package_files import packages_in
from lcc_desktop.services.packages import Outcome, Preview
from lcc_desktop.spoken import AnyPath, Whole, option
from lcc_desktop.wording.conflicts import fact_name, side_line
from lcc_desktop.wording.errors import explain_reason
from lcc_desktop.wording.inbox import (
    TAKEN_BACK,
    WAITING,
    authors_line,
    behind_line,
    brought,
    coming_conflicts_line,
    conflicts_line,
    outcome_name,
    totals,
)
from lcc_desktop.wording.packages import left_out


@cli.command()
@in_workspace
@click.argument("files", nargs=-1, required=True, type=AnyPath())
@as_json
def merge(services: Services, files: tuple[Path, ...], as_json: bool) -> None:
    """Take in packages, in any order, after a backup. A folder or a stick stands for the packages in it."""
    if not as_json:
        for file in files:
            if not list(packages_in([file])):
                say(fill(_("{folder}: no package there. Their names end in .lcc or .lcc.age."), folder=file))
    begun = services.inbox.begin(files)
    _go_on(services, begun.number, as_json)


def _go_on(services: Services, number: int, as_json: bool) -> None:
    report = services.inbox.go_on(number, told=lambda row: None if as_json else _say_arrival(row))
    if as_json:
        say_json([_arrival_json(row) for row in report.arrivals])
    elif report.arrivals:
        say(_import_line(report.row))
    if report.row.refused:
        sys.exit(SOME_REFUSED)


def _say_arrival(row: ArrivalRow) -> None:
    name, commune = row.path.name, row.commune.name_fr if row.commune else ""
    if row.outcome is Outcome.REFUSED:
        for reason in row.reasons:
            say(fill(_("{name}: refused. {reason}"), name=name, reason=explain_reason(reason)))
        if row.kept:
            say("  " + fill(_("Kept apart as {name}."), name=row.name))
        return
    cells = [name, outcome_name(_outcome(row)), commune, brought(row.changes, row.scores, row.evidence)]
    say_cells(*(cell for cell in cells if cell))
    for line in (authors_line(row.authors), *left_out(row.left_out), conflicts_line(row.conflicts)):
        if line:
            say(f"  {line}")


def _outcome(row: ArrivalRow) -> str:
    if row.undone_at is not None:
        return TAKEN_BACK
    return WAITING if row.outcome is None else row.outcome.value


def _arrival_json(row: ArrivalRow) -> dict[str, object]:
    return {
        "name": row.name,
        "file": row.path,
        "outcome": _outcome(row),
        "evaluation": row.evaluation,
        "commune": row.commune.name_fr if row.commune else "",
        "author": row.author,
        "changes": row.changes,
        "authors": row.authors,
        "scores": row.scores,
        "evidence": row.evidence,
        "conflicts": row.conflicts,
        "left_out": row.left_out,
        "reasons": [reason_json(reason) for reason in row.reasons],
    }


def _import_line(row: ImportRow) -> str:
    return fill(_("Import {number}: {totals}"), number=row.number, totals=totals(counts_of(row)))


def counts_of(row: ImportRow) -> dict[str, int]:
    """How many files of an import came to what."""
    return {
        "merged": row.merged,
        "already-merged": row.known,
        "refused": row.refused,
        WAITING: row.waiting,
        TAKEN_BACK: row.undone,
    }


@cli.group()
def inbox() -> None:
    """Look at packages before they enter; reports, what is kept apart, taking back, receipts."""


@inbox.command("look")
@in_workspace
@click.argument("files", nargs=-1, required=True, type=AnyPath())
@as_json
def inbox_look(services: Services, files: tuple[Path, ...], as_json: bool) -> None:
    """Say what merging packages would change; nothing enters."""
    previews = services.inbox.look(files)
    if as_json:
        say_json([_preview_json(one) for one in previews])
    else:
        for one in previews:
            _say_preview(one)
    if any(one.result.outcome is Outcome.REFUSED for one in previews):
        sys.exit(SOME_REFUSED)


def _say_preview(preview: Preview) -> None:
    result = preview.result
    if result.outcome is Outcome.REFUSED:
        for reason in result.reasons:
            say(fill(_("{name}: refused. {reason}"), name=result.path.name, reason=explain_reason(reason)))
        return
    commune = result.commune.name_fr if result.commune else ""
    news = brought(result.changes, result.scores, result.evidence) or outcome_name(result.outcome)
    say_cells(result.path.name, commune, preview.cycle, news)
    for line in (
        authors_line(result.authors),
        *left_out(result.left_out),
        coming_conflicts_line(len(preview.disputes)),
    ):
        if line:
            say(f"  {line}")


def _preview_json(preview: Preview) -> dict[str, object]:
    result = preview.result
    return {
        "file": result.path,
        "outcome": result.outcome,
        "evaluation": result.evaluation,
        "commune": result.commune.name_fr if result.commune else "",
        "cycle": preview.cycle,
        "is_new": preview.is_new,
        "author": result.author,
        "changes": result.changes,
        "authors": dict(result.authors),
        "scores": result.scores,
        "changed": sorted(preview.degrees),
        "evidence": result.evidence,
        "conflicts": ["/".join((f.shown.kind, f.shown.entity, f.shown.field)) for f in preview.disputes],
        "left_out": dict(result.left_out),
        "reasons": [reason_json(reason) for reason in result.reasons],
    }


@inbox.command("list")
@in_workspace
@as_json
def inbox_list(services: Services, as_json: bool) -> None:
    """List the imports, the latest first."""
    rows = services.inbox.imports()
    if as_json:
        say_json(rows)
        return
    for row in rows:
        say_cells(moment(row.began_at), _import_line(row))
    if not rows:
        say(_("Nothing came in yet."))


@inbox.command("report")
@in_workspace
@click.argument("number", type=Whole())
@as_json
def inbox_report(services: Services, number: int, as_json: bool) -> None:
    """Say what became of each file of an import."""
    _say_report(services.inbox.report(number), as_json)


def _say_report(report: ImportReport, as_json: bool) -> None:
    if as_json:
        say_json([_arrival_json(row) for row in report.arrivals])
        return
    for row in report.arrivals:
        _say_arrival(row)
    say(_import_line(report.row))


@inbox.command("resume")
@in_workspace
@as_json
def inbox_resume(services: Services, as_json: bool) -> None:
    """Go on with an import that was stopped."""
    left = services.inbox.unfinished()
    if left is None:
        say(_("No import was stopped before its end."))
        return
    _go_on(services, left.number, as_json)


@inbox.command("kept")
@in_workspace
@option("--again", is_flag=True, help="Try all of them again: what they lacked may be here now.")
@option("--out", "target", type=AnyPath(), default=None, help="Write them into this folder.")
@option("--discard", "name", default=None, help="Keep one of them no longer: its name, such as 3.1.")
@as_json
def inbox_kept(services: Services, again: bool, target: Path | None, name: str | None, as_json: bool) -> None:
    """List the refused files that are kept apart, with reason and remedy."""
    rows = services.inbox.kept_apart()
    if name is not None:
        services.inbox.discard(*_file_named(name))
        return
    if target is not None:
        for row in rows:
            copy = target / f"{row.name}-{row.path.name}"
            services.inbox.copy_out(row.import_number, row.position, copy)
            say(str(copy))
        return
    if again:
        if rows:
            begun = services.inbox.begin_again((row.import_number, row.position) for row in rows)
            _go_on(services, begun.number, as_json)
        return
    if as_json:
        say_json([_arrival_json(row) for row in rows])
        return
    for row in rows:
        _say_arrival(row)
    if not rows:
        say(_("Nothing is kept apart."))


@inbox.command("undo")
@in_workspace
@click.argument("name")
def inbox_undo(services: Services, name: str) -> None:
    """Take back an import (3), or one file of it (3.1), where nothing builds on it."""
    number, position = _file_named(name) if "." in name else (_whole(name), None)
    say(_import_line(services.inbox.undo(number, position).row))


def _file_named(name: str) -> tuple[int, int]:
    number, _dot, position = name.partition(".")
    return _whole(number, name), _whole(position, name)


def _whole(text: str, name: str = "") -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ImportNotFound(name or text)
    return int(text)


@inbox.command("watch")
@in_workspace
@click.argument("watched", type=AnyPath(), required=False)
@option("--stop", is_flag=True, help="Look into no folder any more.")
def inbox_watch(services: Services, watched: Path | None, stop: bool) -> None:
    """Name the folder that the inbox looks into by itself, and say what waits there."""
    if watched is not None or stop:
        services.inbox.watch(watched)
    for path in services.inbox.arrived():
        say(str(path))


@inbox.command("receipt")
@in_workspace
@click.argument("number", type=Whole())
@option("--out", "target", type=AnyPath(), required=True, help="The folder to write into.")
def inbox_receipt(services: Services, number: int, target: Path) -> None:
    """Write a signed receipt for each sender of an import."""
    for path in services.receipts.write(number, target):
        say(str(path))


@inbox.command("received")
@in_workspace
@click.argument("files", nargs=-1, type=AnyPath())
def inbox_received(services: Services, files: tuple[Path, ...]) -> None:
    """Read receipts that came back, and say what others have received from here."""
    for file in files:
        services.receipts.read(file)
    for row in services.receipts.all():
        cells = (
            row.evaluation,
            row.number,
            row.name,
            moment(row.at),
            outcome_name(row.outcome),
            behind_line(row.behind),
        )
        say_cells(*cells)
        for reason in row.reasons:
            say(f"  {explain_reason(reason)}")


@cli.group()
def conflict() -> None:
    """List conflicts side by side; settle them."""


@conflict.command("list")
@in_workspace
@click.argument("evaluation", required=False, default="")
@as_json
def conflict_list(services: Services, evaluation: str, as_json: bool) -> None:
    """List what waits for a choice, with every side."""
    disputes = _disputes(services, evaluation, ())
    if as_json:
        say_json([_dispute_json(one) for one in disputes])
        return
    for one in disputes:
        _say_dispute(one)
    if not disputes:
        say(_("No conflict waits for a choice."))


def _disputes(services: Services, evaluation: str, indicators: tuple[str, ...]) -> list[Dispute]:
    found = services.conflicts.waiting(find_evaluation(services, evaluation) if evaluation else "")
    return [one for one in found if not indicators or (one.indicator is not None and one.indicator.code in indicators)]


def _say_dispute(dispute: Dispute) -> None:
    about = dispute.indicator.code if dispute.indicator else dispute.thing
    name = fact_name(dispute.kind, dispute.field)
    say_cells(dispute.evaluation, dispute.commune.name_fr, "/".join(dispute.fact[1:]), about, name)
    for number, claim in enumerate(dispute.claims, start=1):
        say_cells(f"  {number}", _side(claim), claim.author, moment(claim.at), "; ".join(claim.evidence))


def _side(claim: Claim) -> str:
    return plain(side_line(claim.kind, claim.field, claim.value, claim.keeps))


def _dispute_json(dispute: Dispute) -> dict[str, object]:
    return {
        "evaluation": dispute.evaluation,
        "commune": dispute.commune.name_fr,
        "fact": "/".join(dispute.fact[1:]),
        "indicator": dispute.indicator.code if dispute.indicator else None,
        "sides": [
            {
                "text": _side(claim),
                "author": claim.author,
                "at": claim.at,
                "evidence": list(claim.evidence),
                "note": claim.note,
                "shown": claim.is_shown,
            }
            for claim in dispute.claims
        ],
    }


@conflict.command("settle")
@in_workspace
@click.argument("evaluation", required=False, default="")
@option("--fact", default=None, help="One conflict, as `conflict list` names it.")
@option("--take", type=Whole(), default=None, help="The side to take, by its number: with --fact.")
@option("--rule", type=click.Choice([rule.value for rule in Rule]), default=None, help="The rule that chooses.")
@option("--indicator", "indicators", multiple=True, help="Only conflicts about this indicator; may be repeated.")
@option("--preview", is_flag=True, help="Only show what would be chosen.")
def conflict_settle(
    services: Services,
    evaluation: str,
    fact: str | None,
    take: int | None,
    rule: str | None,
    indicators: tuple[str, ...],
    preview: bool,
) -> None:
    """Settle one conflict, or many by a rule; what a rule does not decide stays open."""
    disputes = [one for one in _disputes(services, evaluation, indicators) if fact in (None, "/".join(one.fact[1:]))]
    if (take is None) == (rule is None) or (take is not None and len(disputes) != 1):
        raise click.UsageError(plain(_("Name a rule, or one conflict with --fact and the side to take.")))
    if rule is not None:
        choices = services.conflicts.by_rule(disputes, Rule(rule))
    else:
        [dispute] = disputes
        claim = dict(enumerate(dispute.claims, start=1)).get(take or 0)
        choices = [Choice(dispute, claim)]
    for choice in choices:
        about = "/".join(choice.dispute.fact[1:])
        say_cells(choice.dispute.evaluation, about, _side(choice.claim) if choice.claim else _("stays open"))
    if not preview:
        services.conflicts.settle(choices)
