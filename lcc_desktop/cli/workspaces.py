"""Making workspaces; protecting them, opening them again when the passphrase is lost."""

from collections.abc import Sequence
from pathlib import Path

import click

from lcc_desktop.cli import passphrases, teams
from lcc_desktop.cli.base import (
    as_json,
    cli,
    in_workspace,
    new_passphrase_file,
    passphrase_file,
    say,
    say_cells,
    say_json,
    warn,
    workspace_folder,
)
from lcc_desktop.domain.errors import AlreadyProtected, NotProtected
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import listed
from lcc_desktop.models.layout import read_form
from lcc_desktop.models.vault import Keys
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.places import default_folder
from lcc_desktop.services import protection, recovery, recovery_keys, workspaces
from lcc_desktop.services.desk import Services
from lcc_desktop.services.health import examine
from lcc_desktop.services.rescue import rescue
from lcc_desktop.spoken import AnyPath, option
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.health import health_lines, rescued_line
from lcc_desktop.wording.passphrases import advice, level_name

recovery_key_files = option(
    "--recovery-key",
    "recovery_files",
    multiple=True,
    type=AnyPath(),
    help="The coordination team's public recovery key: whoever holds its secret half can help when the passphrase is "
    "lost.",
)


@cli.group()
def workspace() -> None:
    """Make workspaces and protect them."""


@workspace.command("init")
@workspace_folder
@option("--like", type=AnyPath(), help="Take frameworks and trust list from this workspace.")
@option("--name", default="", help="Who works here; shown as the author of changes.")
@option("--role", type=click.Choice(workspaces.ROLES), default=None, help="What this workspace is for.")
@option(
    "--url",
    default="",
    help="Keep it in this PostgreSQL database, for a team (postgresql+psycopg://user@host/database).",
)
@option("--protect", is_flag=True, help="Protect it by a passphrase (as LCC_PASSPHRASE and --passphrase-file do too).")
@passphrase_file
@recovery_key_files
def workspace_init(
    folder: Path | None,
    like: Path | None,
    name: str,
    role: str | None,
    url: str,
    protect: bool,
    recovery_files: tuple[Path, ...],
) -> None:
    """Make a new workspace in an empty folder; with --url one on a server, or a folder that joins it."""
    target = folder or default_folder()
    author = name.strip() or target.resolve().name
    if url:
        if like is not None or protect or recovery_files:
            raise click.UsageError(_("What a server keeps it protects itself, and it begins empty: give --url alone."))
        teams.join(target, url, author, role or workspaces.COORDINATOR)
        return
    role = role or workspaces.FACILITATOR
    vault = None
    if protect or recovery_files or passphrases.given() is not None:
        vault = protection.new_vault(_new_passphrase(passphrases.PRESENT), _keys_of(recovery_files))
    if like is None:
        workspaces.create(target, author, role, vault=vault).close()
    else:
        with passphrases.open_workspace(like) as other:
            workspaces.create_like(target, other, author, role, vault).close()
    say(fill(_("New workspace in {folder}."), folder=target))


@workspace.command("copy")
@workspace_folder
@passphrase_file
@option("--to", "target", type=AnyPath(), required=True, help="The new folder.")
@option("--url", default="", help="Copy to this PostgreSQL database, to which the new folder leads.")
@option("--name", default="", help="Who works from the new folder, if it leads to a server.")
@option("--move", is_flag=True, help="Go on there as the same device; the folder it came from is a workspace no more.")
@option("--protect", is_flag=True, help="Protect the copy by a passphrase, which is asked for.")
@new_passphrase_file
@as_json
def workspace_copy(
    folder: Path | None, target: Path, url: str, name: str, move: bool, protect: bool, as_json: bool
) -> None:
    """Copy a workspace to a new folder, or with --url to a server, and prove that both hold the same."""
    teams.copy_workspace(folder, target, url, name, move, protect, as_json)


@workspace.command("password")
@workspace_folder
def workspace_password(folder: Path | None) -> None:
    """Say the password of a team's server, for the system's keyring (LCC_DATABASE_PASSWORD, or asked for)."""
    teams.change_password(folder)


@workspace.command("check")
@in_workspace
@as_json
def workspace_check(services: Services, as_json: bool) -> None:
    """Examine a workspace: database, journal, every piece of evidence, the room left on its disk (exit 1: damaged)."""
    found = examine(services.workspace)
    if as_json:
        say_json(found)
    else:
        for line in health_lines(found):
            say(line)
    if not found.is_sound:
        raise click.exceptions.Exit(1)


@workspace.command("rescue")
@workspace_folder
@passphrase_file
@option("--out", "target", type=AnyPath(), required=True, help="The new folder to save to.")
@option("--framework", "frameworks", multiple=True, type=AnyPath(), help="A framework's file, if it cannot be read.")
@as_json
def workspace_rescue(folder: Path | None, target: Path, frameworks: tuple[Path, ...], as_json: bool) -> None:
    """Save what can still be read of a damaged workspace to a new one; the damaged folder is not changed."""
    source = folder or default_folder()
    keys = passphrases.unlocked(source) if protection.is_protected(source) else None
    saved = rescue(source, target, keys, frameworks)
    if as_json:
        say_json(saved)
    else:
        say(rescued_line(saved))


@workspace.command("protect")
@workspace_folder
@passphrase_file
@recovery_key_files
@option("--no-recovery-key", is_flag=True, help="Nobody is to help, though the team's key came with an assignment.")
def workspace_protect(folder: Path | None, recovery_files: tuple[Path, ...], no_recovery_key: bool) -> None:
    """Protect a workspace and its backups by a passphrase. Without it, or a recovery key, nobody opens them again.

    If no recovery key is named, those that came with the team's assignments can help.
    """
    target = folder or default_folder()
    if protection.is_protected(target):
        raise AlreadyProtected(str(target))
    if no_recovery_key and recovery_files:
        raise click.UsageError(_("Give --recovery-key or --no-recovery-key, not both."))
    keys = _keys_of(recovery_files)
    if not keys and not no_recovery_key and not read_form(target).server:
        with Workspace.open(target) as workspace:
            keys = recovery_keys.known(workspace)
    _say_rehoused(protection.protect(target, _new_passphrase(passphrases.PRESENT), keys))
    say(fill(_("The workspace in {folder} is protected."), folder=target))
    _say_recovery(keys)


@workspace.command("unprotect")
@workspace_folder
@passphrase_file
def workspace_unprotect(folder: Path | None) -> None:
    """Take the protection off a workspace and its backups."""
    target = folder or default_folder()
    _say_rehoused(protection.unprotect(target, _opening_keys(target)))
    say(fill(_("The workspace in {folder} is no longer protected."), folder=target))


@workspace.command("passphrase")
@workspace_folder
@passphrase_file
@new_passphrase_file
@option(
    "--new-keys",
    is_flag=True,
    help="Encrypt everything anew, for when somebody may have both the old passphrase and a copy of the folder.",
)
def workspace_passphrase(folder: Path | None, new_keys: bool) -> None:
    """Change the passphrase. Only a small file is written, unless everything is to have new keys."""
    target = folder or default_folder()
    keys = _opening_keys(target)
    new = _new_passphrase(passphrases.NEW)
    if new_keys:
        _say_rehoused(protection.renew(target, keys, new))
    else:
        with Workspace.open(target, keys) as workspace:
            _say_followed(protection.Protection(workspace).change_passphrase(new))
    say(_("The passphrase is changed."))


@workspace.command("recovery-key")
@in_workspace
@click.argument("files", nargs=-1, type=AnyPath())
@option("--team", is_flag=True, help="Let those help, too, that came with the team's assignments.")
def workspace_recovery_key(services: Services, files: tuple[Path, ...], team: bool) -> None:
    """Say which public recovery keys can help when the passphrase is lost; none named: nobody can."""
    keys = _keys_of(files)
    if team:
        keys = recovery_keys.joined(services.workspace, keys or services.protection.state().recovery)
    _say_followed(services.protection.set_recovery(keys))
    _say_recovery(services.protection.state().recovery)


@workspace.command("show")
@in_workspace
@as_json
def workspace_show(services: Services, as_json: bool) -> None:
    """Say whether a workspace is protected, and who can help when its passphrase is lost."""
    state = services.protection.state()
    offered = recovery_keys.offered(services.workspace, state.recovery)
    if as_json:
        said = {"protected": state.is_protected, "recovery": state.recovery, "offered": offered}
        say_json({"folder": services.workspace.folder, **said})
        return
    say(_("Protected by a passphrase.") if state.is_protected else _("Not protected."))
    if state.is_protected:
        _say_recovery(state.recovery)
    if state.is_protected and offered:
        text = _("{name} sent a recovery key since: lcc workspace recovery-key --team lets them help.")
        say(fill(text, name=listed([key.name for key in offered])))


@workspace.command("recover")
@workspace_folder
@new_passphrase_file
@option("--request", type=AnyPath(), help="Write the request for the coordination team to this file.")
@option("--name", default="", help="Who asks, as the coordination team knows them.")
@option("--answer", type=AnyPath(), help="The coordination team's answer: then choose a passphrase.")
def workspace_recover(folder: Path | None, request: Path | None, name: str, answer: Path | None) -> None:
    """Open a workspace again whose passphrase is lost: first --request, then --answer."""
    target = folder or default_folder()
    if (request is None) == (answer is None):
        raise click.UsageError(_("Give either --request or --answer."))
    if request is not None:
        asked = recovery.ask(target, name or target.resolve().name, request)
        say(fill(_("Request written: {path}. Read these digits to the coordination team:"), path=request))
        say(asked.digits)
    elif answer is not None:
        keys = recovery.take_answer(target, answer)
        _say_followed(recovery.finish(target, keys, _new_passphrase(passphrases.NEW)))
        say(_("The workspace opens with the new passphrase."))


@cli.group("recovery")
def recovery_group() -> None:
    """For the coordination team: help those who lost their passphrase."""


@recovery_group.command("make-key")
@option("--name", required=True, help="Whose key it is, as facilitators will read it.")
@option("--public", type=AnyPath(), required=True, help="The file for every facilitator.")
@option("--secret", type=AnyPath(), required=True, help="The file to keep, under a passphrase.")
@passphrase_file
def recovery_make_key(name: str, public: Path, secret: Path) -> None:
    """Make the team's recovery key. Keep the secret file on two sticks in two places, and its passphrase apart."""
    made = recovery.make_key(name, _new_passphrase(passphrases.PRESENT), public, secret)
    say(made.recipient)


@recovery_group.command("show")
@click.argument("request", type=AnyPath())
@as_json
def recovery_show(request: Path, as_json: bool) -> None:
    """Say who asks, and the digits to compare over a telephone number that was known before."""
    found = recovery.read_request(request)
    if as_json:
        say_json(found)
    else:
        say_cells(found.who, found.digits)


@recovery_group.command("answer")
@click.argument("request", type=AnyPath())
@option("--secret", type=AnyPath(), required=True, help="The team's secret recovery key.")
@option("--out", "target", type=AnyPath(), required=True, help="The file to write.")
@passphrase_file
def recovery_answer(request: Path, secret: Path, target: Path) -> None:
    """Answer a request whose digits were compared. The answer opens on the computer that asked, and nowhere else."""
    found = recovery.answer(request, recovery.open_key(secret, passphrases.ask(secret)), target)
    say(fill(_("Answer for {name} written: {path}"), name=found.who, path=target))


def _new_passphrase(name: str) -> str:
    """One that was just chosen. A weak one is advised against, never refused."""
    from lcc_desktop.services.passphrase_quality import judge  # its lists take a while to load

    found = passphrases.ask_new(name)
    quality = judge(found)
    if advised := advice(quality):
        warn(f"{level_name(quality.level)}. {advised}")
    return found


def _opening_keys(folder: Path) -> Keys:
    if not protection.is_protected(folder):
        raise NotProtected(str(folder))
    return passphrases.unlocked(folder)


def _keys_of(files: tuple[Path, ...]) -> list[protection.RecoveryKey]:
    return [protection.read_recovery_key(file) for file in files]


def _say_rehoused(made: protection.Rehoused) -> None:
    """What became of the backups, if anything is to be said."""
    if made.backups_failed is not None:
        say(fill(_("The backups are not brought along yet: {reason}"), reason=explain(made.backups_failed)))
    if made.backups_left:
        text = ngettext(
            "{count} earlier backup cannot be read and stays as it is.",
            "{count} earlier backups cannot be read and stay as they are.",
            len(made.backups_left),
        )
        say(fill(text, count=len(made.backups_left)))


def _say_followed(backups_followed: bool) -> None:
    if not backups_followed:
        say(_("The backups still have the former key file: they could not be written."))


def _say_recovery(keys: Sequence[protection.RecoveryKey]) -> None:
    for key in keys:
        say(fill(_("If the passphrase is lost, {name} can help."), name=key.name))
    if not keys:
        say(_("There is no recovery key: if the passphrase is lost, so is everything in it."))
