"""The command line of `lcc-desktop`."""

from collections.abc import Sequence
from pathlib import Path

import click

from lcc_desktop.i18n import LANGUAGES
from lcc_desktop.spoken import AnyPath, SpokenCommand, language_asked, option, speak
from lcc_desktop.start.options import StartOptions


@click.command("lcc-desktop", cls=SpokenCommand, context_settings={"help_option_names": ["-h", "--help"]})
@option("--workspace", type=AnyPath(), default=None, help="The workspace's folder.")
@option("--sample", is_flag=True, help="Open a sample workshop.")
@option("--lang", "language", type=click.Choice(list(LANGUAGES)), default=None, help="The language of the window.")
def command(workspace: Path | None, sample: bool, language: str | None) -> StartOptions:
    """Open LCC Desktop."""
    return StartOptions(workspace, sample, language)


def answer(arguments: Sequence[str]) -> StartOptions | int:
    """What is asked for; an exit code when it was answered already."""
    speak(language_asked(arguments, command))
    try:
        found = command.main(args=list(arguments), prog_name="lcc-desktop", standalone_mode=False)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return 2
    return found if isinstance(found, StartOptions) else 0
