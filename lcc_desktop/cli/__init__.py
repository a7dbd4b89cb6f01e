"""The `lcc` command: the services without a display. One thin function a command, a module a group.

Exit codes: 0 done, 1 a package was refused by `package verify`, 2 bad input, 3 some file of a merge was refused.
"""

from pathlib import Path

import click

from lcc_desktop.cli import (  # noqa: F401  (each adds its commands)
    backups,
    campaigns,
    documents,
    evaluations,
    evidence,
    frameworks,
    inbox,
    packages,
    passphrases,
    preparation,
    team,
    templates,
    trust,
    workspaces,
)
from lcc_desktop.cli.base import cli, main, passphrase_file, say
from lcc_desktop.spoken import AnyPath, option

__all__ = ["cli", "main"]


@cli.command()
@click.argument("folder", type=AnyPath())
@option("--protect", is_flag=True, help="Protect the workspaces by a passphrase, which is printed.")
@passphrase_file
def demo(folder: Path, protect: bool) -> None:
    """Make sample workspaces, packages and documents in a folder, and merge them."""
    from lcc_desktop.demo import run_demo  # brings everything along, which no other command needs

    run_demo(folder, say, (passphrases.given() or passphrases.of_digits()) if protect else None)
