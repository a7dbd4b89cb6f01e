"""Documents of an evaluation as PDF: for the council, and what a workshop needs on paper; and checking them."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from lcc_desktop.bootstrap import (
    CAMPAIGN_KINDS,
    DOCUMENT_KINDS,
    EDITABLE,
    PRINTABLES,
    render_campaign_document,
    render_document,
    render_editable,
    render_printable,
)
from lcc_desktop.cli.base import (
    REFUSED,
    as_json,
    cli,
    find_campaign,
    find_evaluation,
    in_workspace,
    opened,
    out_file,
    passphrase_file,
    say,
    say_json,
)
from lcc_desktop.domain.documents import CheckedCode, CheckedFile
from lcc_desktop.domain.errors import AppError
from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.models.territory import gazetteer
from lcc_desktop.reports.wanted import Wanted
from lcc_desktop.services.desk import Services
from lcc_desktop.services.document_check import check_file, check_text
from lcc_desktop.services.unit import write_whole
from lcc_desktop.spoken import AnyPath, Whole, option
from lcc_desktop.wording.documents import facts, limits, pages_line, verdict
from lcc_desktop.wording.errors import explain


@cli.command()
@in_workspace
@click.argument("evaluation")
@option(
    "--kind",
    type=click.Choice([*DOCUMENT_KINDS, *CAMPAIGN_KINDS, *PRINTABLES]),
    required=True,
    help="Which document; of a campaign, EVALUATION is its id.",
)
@option(
    "--lang",
    "language",
    type=click.Choice(["fr", "ar", "both"]),
    required=True,
    help="The document's language, or both side by side.",
)
@option("--session", default="", help="Of an attendance sheet: the session, by its number or its id.")
@option("--sets", type=Whole(1, 99), default=1, help="Of voting cards: how many sets.")
@option("--indicator", "indicators", multiple=True, help="Of score sheets: an indicator; repeat it for more.")
@option(
    "--format",
    "form",
    type=click.Choice(["pdf", "docx"]),
    default="pdf",
    help="docx: to rework in Word or LibreOffice, of the council summary.",
)
@out_file
def report(
    services: Services,
    evaluation: str,
    kind: str,
    language: str,
    session: str,
    sets: int,
    indicators: tuple[str, ...],
    form: str,
    target: Path,
) -> None:
    """Make a document of an evaluation, or of a campaign."""
    if form == "docx" and kind not in EDITABLE:
        raise click.UsageError(plain(_("Only the council summary can be made to rework in Word.")))
    today = datetime.now(UTC).astimezone().date()
    if kind in CAMPAIGN_KINDS:
        write_whole(target, render_campaign_document(services, find_campaign(services, evaluation), language, today))
        say(fill(_("Document written: {path}"), path=target))
        return
    identity = find_evaluation(services, evaluation)
    if form == "docx":
        data = render_editable(kind, services.dossiers.read(identity), language, today)
    elif kind in PRINTABLES:
        data = render_printable(services, identity, kind, language, today, Wanted(session, sets, indicators))
    else:
        dossier = services.dossiers.read(identity)
        stamp = services.stamps.make(kind, dossier.view, today)
        data = render_document(kind, dossier, language, today, stamp)
    write_whole(target, data)
    say(fill(_("Document written: {path}"), path=target))


@cli.group()
def document() -> None:
    """Check documents by their signed codes."""


@document.command("verify")
@click.argument("files", nargs=-1, type=AnyPath())
@option("--text", "texts", multiple=True, help="The text of a code, as any telephone reads it.")
@option(
    "--workspace",
    "folder",
    type=AnyPath(),
    default=None,
    help="The workspace whose trust list and scores to compare with.",
)
@passphrase_file
@as_json
def document_verify(files: tuple[Path, ...], texts: tuple[str, ...], folder: Path | None, as_json: bool) -> None:
    """Check PDF files, scans or photos of documents by their signed codes.

    Ends with 1 where a code is missing, altered, or of a key that the workspace does not trust.
    """
    if folder is None:
        communes = gazetteer()
        found = _checked(files, texts, lambda text: check_text(text, communes))
    else:
        with opened(folder) as services:
            found = _checked(files, texts, services.document_check.check_text)
    if as_json:
        said = [{"file": name, "error": "", **_plain(one)} for name, one in found if isinstance(one, CheckedFile)]
        refused = [{"file": name, "error": explain(one)} for name, one in found if isinstance(one, AppError)]
        say_json([*said, *refused])
    else:
        for name, one in found:
            _tell(name, one)
    if not all(isinstance(one, CheckedFile) and all(code.good for code in one.codes) for _name, one in found):
        sys.exit(REFUSED)


def _checked(
    files: tuple[Path, ...], texts: tuple[str, ...], check: Callable[[str], CheckedCode]
) -> list[tuple[str, CheckedFile | AppError]]:
    found: list[tuple[str, CheckedFile | AppError]] = []
    for file in files:
        try:
            found.append((str(file), check_file(file, check)))
        except AppError as error:
            found.append((str(file), error))
    return found + [("", CheckedFile((check(text),))) for text in texts]


def _plain(found: CheckedFile) -> dict[str, object]:
    return {"bare_pages": found.bare_pages, "codes": [{"good": code.good, **vars(code)} for code in found.codes]}


def _tell(name: str, found: CheckedFile | AppError) -> None:
    if isinstance(found, AppError):
        say(explain(found))
        return
    if name:
        say(fill("{name}", name=name))
    for code in found.codes:
        for line in (verdict(code), *facts(code), pages_line(found, code)):
            if line:
                say(line)
        if code.stamp is not None:
            say(limits())
