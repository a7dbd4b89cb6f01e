"""Workspaces of teams, on a server: joined, and copied from and to folders."""

import os
from pathlib import Path

import click

from lcc_desktop.cli import passphrases
from lcc_desktop.cli.base import say, say_json, warn
from lcc_desktop.domain.errors import KeyringUnavailable, NoWorkspace
from lcc_desktop.i18n import _, fill, ngettext, plain
from lcc_desktop.models.layout import is_workspace, read_form
from lcc_desktop.models.server import address, without_password
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.places import default_folder
from lcc_desktop.services import protection, workspaces
from lcc_desktop.services.session_keyring import remember_password
from lcc_desktop.services.workspace_copy import copy
from lcc_desktop.wording.errors import explain

PASSWORD = "LCC_DATABASE_PASSWORD"  # noqa: S105  (the name of a variable)


def join(folder: Path, url: str, author: str, role: str) -> None:
    """Make a team's workspace on a server, or a folder that leads to the one that is there."""
    workspace, is_new = workspaces.create_on(folder, url, author, role)
    workspace.close()
    _keep_password(url)
    if is_new:
        say(fill(_("New workspace on the server; {folder} leads to it."), folder=folder))
    else:
        say(fill(_("{folder} leads to the workspace on the server."), folder=folder))


def copy_workspace(
    folder: Path | None, target: Path, url: str, name: str, move: bool, protect: bool, as_json: bool
) -> None:
    """Copy a workspace to a new folder, or with --url to a server, and prove that both hold the same."""
    source = folder or default_folder()
    vault = None
    if protect and not url:
        vault = protection.new_vault(passphrases.ask_new(passphrases.NEW))
    with passphrases.open_workspace(source) as opened:
        made = copy(opened, target, url, name.strip() or target.resolve().name, vault, move)
    if url:
        _keep_password(url)
    if as_json:
        say_json(made)
        return
    text = ngettext(
        "{count} evaluation copied to {folder} and compared: both hold the same.",
        "{count} evaluations copied to {folder} and compared: both hold the same.",
        made.evaluations,
    )
    say(fill(text, count=made.evaluations, folder=target))
    if not move:
        say(_("The copy is a device of its own: have it enrolled before it sends packages."))


def change_password(folder: Path | None) -> None:
    """Say the password of a team's server, for the system's keyring (LCC_DATABASE_PASSWORD, or asked for)."""
    target = folder or default_folder()
    if not is_workspace(target):
        raise NoWorkspace(str(target))
    server = read_form(target).server
    if not server:
        raise click.UsageError(_("This workspace is on no server: it has no such password."))
    password = os.environ.get(PASSWORD) or str(click.prompt(plain(_("Password")), hide_input=True, err=True))
    Workspace.open(target, password=password).close()
    remember_password(server, password)
    say(_("The password is right, and kept in the system’s keyring."))


def _keep_password(url: str) -> None:
    """Keep the password of an address, which the folder does not have, where the system keeps passwords."""
    found = address(url)
    if found.password:
        try:
            remember_password(without_password(found), str(found.password))
        except KeyringUnavailable as error:
            warn(explain(error))
            warn(_("Without it, put the password into PostgreSQL’s own password file (pgpass.conf) or PGPASSWORD."))
