"""Packages: exported, checked, looked into. What comes in: `inbox`."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from lcc_desktop.cli.base import (
    REFUSED,
    as_json,
    cli,
    find_evaluation,
    in_workspace,
    opened,
    out_file,
    passphrase_file,
    say,
    say_cells,
    say_json,
)
from lcc_desktop.domain.errors import PackageRefused, Reason
from lcc_desktop.domain.facts import LeaveOut
from lcc_desktop.i18n import N_, _, fill, plain
from lcc_desktop.i18n.formats import moment
from lcc_desktop.models.territory import gazetteer
from lcc_desktop.services.desk import Services
from lcc_desktop.services.package_files import identities_from, recipients_from, summarise, unseal
from lcc_desktop.spoken import AnyPath, option
from lcc_desktop.wording.errors import explain_reason
from lcc_desktop.wording.packages import left_out
from lcc_desktop.wording.states import role_name

identity_file = option(
    "--identity",
    type=AnyPath(),
    default=None,
    help="A file of age identities that opens what is sealed.",
)


@cli.group()
def package() -> None:
    """Export, verify and inspect packages."""


@package.command("export")
@in_workspace
@click.argument("evaluation")
@out_file
@option("--without-names", is_flag=True, help="Leave out the names of participants and of their organisations.")
@option("--without-confidential", is_flag=True, help="Leave out the evidence marked confidential.")
@option(
    "--seal-to",
    multiple=True,
    help="Seal it so that only this recipient of age can read it, or those in a file; may be repeated.",
)
def package_export(
    services: Services,
    evaluation: str,
    target: Path,
    without_names: bool,
    without_confidential: bool,
    seal_to: tuple[str, ...],
) -> None:
    """Write the signed package of an evaluation.

    A name that ends in .age asks for a sealed package: for the recipients named, or for the coordination team.
    """
    sealed = target.suffix.lower() == ".age"
    if seal_to and not sealed:
        raise click.UsageError(plain(_("The name of a sealed package ends in .lcc.age.")))
    named = [recipient for given in seal_to for recipient in recipients_from(given)]
    recipients = named or services.trust.team_recipients() if sealed else []
    leaving_out = LeaveOut(without_names, without_confidential)
    services.packages.export(find_evaluation(services, evaluation), target, leaving_out, recipients)
    say(fill(_("Package written: {path}"), path=target))


@package.command("verify")
@click.argument("file", type=AnyPath())
@option(
    "--workspace",
    "folder",
    type=AnyPath(),
    default=None,
    help="The workspace whose trust list decides, and whose key opens what is sealed.",
)
@passphrase_file
@identity_file
@as_json
def package_verify(file: Path, folder: Path | None, identity: Path | None, as_json: bool) -> None:
    """Check a package; with a workspace, also that its author is on that trust list."""
    try:
        if folder is None:
            found = summarise(file, None, _identities(identity))
        else:
            with opened(folder) as services:
                found = services.packages.inspect(file)
    except PackageRefused as refused:
        _leave_refused(refused, as_json)
    if as_json:
        left = {"left_out": dict(found.left_out)}
        say_json({"good": True, "trusted": found.trusted, "reasons": [], "digest": found.digest, **left})
        return
    if found.trusted is None:
        say(
            fill(
                _("Good: complete, unaltered and signed by {author}. Whether to trust that key was not asked."),
                author=found.author,
            )
        )
    else:
        say(fill(_("Good: complete, unaltered and signed by {author}, who is on the trust list."), author=found.author))
    for sentence in left_out(found.left_out):
        say(sentence)


@package.command("inspect")
@click.argument("file", type=AnyPath())
@identity_file
@as_json
def package_inspect(file: Path, identity: Path | None, as_json: bool) -> None:
    """Say what a package holds, after checking it."""
    try:
        found = summarise(file, None, _identities(identity))
    except PackageRefused as refused:
        _leave_refused(refused, as_json)
    if as_json:
        say_json(found)
        return
    commune = gazetteer().find(found.commune)
    readable = {
        "commune": f"{commune.name_fr} ({commune.province_fr}), {commune.code}" if commune else found.commune,
        "made_at": moment(found.made_at),
        "role": role_name(found.role),
    }
    for name, label in INSPECTED.items():
        say_cells(_(label), readable.get(name, getattr(found, name)))
    for sentence in left_out(found.left_out):
        say(sentence)


INSPECTED = {
    "path": N_("File"),
    "evaluation": N_("Evaluation"),
    "commune": N_("Commune"),
    "cycle": N_("Cycle"),
    "framework": N_("Framework"),
    "author": N_("Author"),
    "role": N_("Role"),
    "device": N_("Device"),
    "signer": N_("Key"),
    "number": N_("Package number"),
    "made_at": N_("Made on"),
    "entries": N_("Changes"),
    "devices": N_("Devices"),
    "conflicts": N_("Conflicts"),
    "evidence": N_("Evidence"),
    "evidence_bytes": N_("Evidence, in bytes"),
    "digest": N_("Digest"),
}
"""What `inspect` says of a package, in this order."""


def _leave_refused(refused: PackageRefused, as_json: bool) -> NoReturn:
    """Each reason on its own line."""
    if as_json:
        say_json({"good": False, "reasons": [reason_json(reason) for reason in refused.reasons]})
    else:
        for reason in refused.reasons:
            say(explain_reason(reason))
    sys.exit(REFUSED)


def reason_json(reason: Reason) -> dict[str, str]:
    """A reason of a refusal, for programs."""
    return {"reason": reason.refusal, "detail": reason.detail, "text": plain(explain_reason(reason))}


@package.command("open")
@click.argument("file", type=AnyPath())
@option(
    "--workspace",
    "folder",
    type=AnyPath(),
    default=None,
    help="The workspace whose key opens what is sealed.",
)
@passphrase_file
@identity_file
@out_file
def package_open(file: Path, folder: Path | None, identity: Path | None, target: Path) -> None:
    """Check a sealed package and write its open form, which anybody can read."""
    try:
        if folder is None:
            unseal(file, target, _identities(identity))
        else:
            with opened(folder) as services:
                services.packages.unseal(file, target)
    except PackageRefused as refused:
        _leave_refused(refused, as_json=False)
    say(fill(_("Package written: {path}"), path=target))


def _identities(file: Path | None) -> list[str]:
    return [] if file is None else identities_from(file)
