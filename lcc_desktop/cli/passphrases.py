"""Where passphrases come from on the command line: a file, the environment, or a prompt that shows nothing."""

import os
import secrets
import sys
from pathlib import Path

import click

from lcc_desktop.domain.errors import FileUnreadable, PassphraseMissing, WorkspaceLocked
from lcc_desktop.i18n import _, plain
from lcc_desktop.models.vault import Keys
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.files import open_given
from lcc_desktop.services.protection import check_passphrase, unlock
from lcc_desktop.services.workspaces import open_folder

PRESENT, NEW = "LCC_PASSPHRASE", "LCC_NEW_PASSPHRASE"
"""Variables of the environment, and what the files given are remembered as."""

LARGEST = 4096
"""Bytes of a passphrase's file that are read."""


def given(name: str = PRESENT) -> str | None:
    """The passphrase that a file or the environment gives; None when neither does. Raises FileUnreadable."""
    file = click.get_current_context().meta.get(name)
    if file is None:
        return os.environ.get(name) or None
    try:
        with open_given(file) as opened:
            # Editors end a file with a line break, some begin it with a mark: neither was meant.
            return opened.read(LARGEST).decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise FileUnreadable(str(file)) from error


def remember(name: str, file: Path | None) -> None:
    """Keep what an option said, for `given`."""
    if file is not None:
        click.get_current_context().meta[name] = file


def ask(folder: Path | str) -> str:
    """The passphrase of what lies in a folder. Raises WorkspaceLocked where nothing gives it and nobody can type it."""
    found = given()
    if found is None and sys.stdin.isatty():
        found = _prompt(_("Passphrase"))
    if found is None:
        raise WorkspaceLocked(str(folder))
    return found


def ask_new(name: str = PRESENT) -> str:
    """A new passphrase, asked for twice where it is typed.

    Raises PassphraseMissing, PassphraseTooShort, PassphraseTooLong.
    """
    found = given(name)
    if found is None and sys.stdin.isatty():
        found = _prompt(_("New passphrase"), plain(_("The same again")))
    if found is None:
        raise PassphraseMissing
    check_passphrase(found)
    return found


def of_digits() -> str:
    """A new one that every keyboard types: four groups of five digits."""
    return " ".join(f"{secrets.randbelow(100_000):05d}" for _group in range(4))


def open_workspace(folder: Path) -> Workspace:
    """Open a workspace, protected or not. Raises what Workspace.open and `unlock` raise."""
    try:
        return open_folder(folder)
    except WorkspaceLocked:
        return open_folder(folder, unlocked(folder))


def unlocked(folder: Path) -> Keys:
    """The keys of a protected workspace or backup. Raises what `ask` and `unlock` raise."""
    return unlock(folder, ask(folder))


def _prompt(text: str, again: str | bool = False) -> str:
    return str(click.prompt(plain(text), hide_input=True, confirmation_prompt=again, err=True))
