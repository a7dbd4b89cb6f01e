"""Backups: made, listed, proven, restored beside."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from lcc_desktop.cli.base import as_json, cli, in_workspace, passphrase_file, say, say_cells, say_json, workspace_folder
from lcc_desktop.cli.passphrases import unlocked
from lcc_desktop.domain.errors import BackupNotFound, WorkspaceLocked
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import moment as in_words
from lcc_desktop.places import default_folder
from lcc_desktop.services.backups import Archive, Backup, Backups, usual_place
from lcc_desktop.services.desk import Services
from lcc_desktop.services.rescue import replace_with_backup
from lcc_desktop.spoken import AnyPath, option

T = TypeVar("T")

place = option(
    "--place",
    type=AnyPath(),
    default=None,
    help="The folder of the backups, such as one on a second drive (beside the workspace if not given).",
)


@cli.group()
def backup() -> None:
    """Make backups, prove them, restore them."""


@backup.command("make")
@in_workspace
@place
@as_json
def backup_make(services: Services, place: Path | None, as_json: bool) -> None:
    """Make a backup and prove it by opening it; older ones are thinned."""
    _say(Backups(services.workspace, place).make(), as_json)


@backup.command("list")
@workspace_folder
@place
@as_json
def backup_list(folder: Path | None, place: Path | None, as_json: bool) -> None:
    """List the backups, the latest first. The workspace itself may be gone."""
    moments = _archive(folder, place).moments()
    if as_json:
        say_json([one.isoformat() for one in moments])
        return
    for one in moments:
        say_cells(f"{one:%Y%m%dT%H%M%SZ}", in_words(one))
    if not moments:
        say(_("No backup yet."))


@backup.command("check")
@workspace_folder
@passphrase_file
@click.argument("moment", required=False)
@place
@as_json
def backup_check(folder: Path | None, moment: str | None, place: Path | None, as_json: bool) -> None:
    """Prove a backup again: database, journal and evidence; the latest if none is named."""
    archive = _archive(folder, place)
    _say(_opening(archive, partial(archive.check, _moment(archive, moment))), as_json)


@backup.command("restore")
@workspace_folder
@passphrase_file
@click.argument("moment", required=False)
@option("--out", "target", type=AnyPath(), required=True, help="The new folder to restore to.")
@place
@as_json
def backup_restore(folder: Path | None, moment: str | None, target: Path, place: Path | None, as_json: bool) -> None:
    """Restore a backup to a new folder; what is there now is not touched, and may be gone."""
    archive = _archive(folder, place)
    _say(_opening(archive, partial(archive.restore, _moment(archive, moment), target)), as_json)


@backup.command("put-back")
@workspace_folder
@passphrase_file
@click.argument("moment", required=False)
@place
@as_json
def backup_put_back(folder: Path | None, moment: str | None, place: Path | None, as_json: bool) -> None:
    """Put a backup in the place of a damaged workspace, which is kept beside under another name."""
    archive = _archive(folder, place)
    put_back = partial(replace_with_backup, folder or default_folder(), archive, _moment(archive, moment))
    found, kept = _opening(archive, put_back)
    _say(found, as_json)
    if not as_json:
        say(fill(_("The damaged workspace is kept in {folder}."), folder=kept))


def _archive(folder: Path | None, place: Path | None) -> Archive:
    return Archive(place or usual_place(folder or default_folder()))


def _opening(archive: Archive, work: Callable[[], T]) -> T:
    """Do something with a backup, asking for its passphrase if it has one."""
    try:
        return work()
    except WorkspaceLocked as locked:
        archive.unlock(unlocked(Path(locked.folder)))
        return work()


def _moment(archive: Archive, given: str | None) -> datetime:
    """The backup meant: the latest, or the one named as `list` names it."""
    names = {f"{one:%Y%m%dT%H%M%SZ}": one for one in archive.moments()}
    if not names or (given is not None and given not in names):
        raise BackupNotFound(given or "")
    return names[given] if given is not None else max(names.values())


def _say(found: Backup, as_json: bool) -> None:
    if as_json:
        say_json(found)
        return
    evaluations = ngettext("{count} evaluation", "{count} evaluations", found.evaluations)
    evidence = ngettext("{count} piece of evidence", "{count} pieces of evidence", found.evidence)
    say(
        fill(
            _("Sound: {moment}, {evaluations}, {evidence}."),
            moment=in_words(found.made_at.astimezone(UTC)),
            evaluations=fill(evaluations, count=found.evaluations),
            evidence=fill(evidence, count=found.evidence),
        )
    )
