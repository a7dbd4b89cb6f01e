"""What every command shares: language, output, the workspace it works in, errors in one sentence."""

import dataclasses
import errno
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from lcc_desktop import __version__
from lcc_desktop.bootstrap import readable_members
from lcc_desktop.cli import passphrases
from lcc_desktop.domain.errors import AppError, CampaignNotFound, EvaluationAmbiguous, EvaluationNotFound
from lcc_desktop.i18n import _, plain
from lcc_desktop.places import default_folder
from lcc_desktop.services.desk import Services, services_for
from lcc_desktop.spoken import AnyPath, SpokenGroup, SpokenOption, language_asked, option, speak
from lcc_desktop.wording.errors import explain

REFUSED, BAD_INPUT, SOME_REFUSED = 1, 2, 3

Command = Callable[..., Any]


@click.group(cls=SpokenGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, cls=SpokenOption, help="Show the version and exit.")
def cli() -> None:
    """LCC Desktop without a window: evaluations, packages, documents."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; leave the process with its exit code. Bad input is one sentence, never a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a redirected console of Windows is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    speak(language_asked(words, cli))
    try:
        with _printing():
            cli.main(args=words, prog_name="lcc", standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        _fail(_("Interrupted. Nothing more was changed."))
    except AppError as error:
        _fail(explain(error))
    sys.exit(0)


def _fail(sentence: str) -> NoReturn:
    warn(sentence)
    sys.exit(BAD_INPUT)


def warn(sentence: str) -> None:
    """A line for people beside the result."""
    try:
        click.echo(plain(sentence), err=True)
    except OSError:
        _let_go(sys.stderr)  # nobody can be told; the exit code still says it


def say(sentence: str) -> None:
    """A line for people. Terminals order text themselves, so no marks."""
    with _printing():
        click.echo(plain(sentence))


def say_cells(*cells: object) -> None:
    """A row of a list: tabs between the cells, for people and for `cut`."""
    say("\t".join(str(cell) for cell in cells))


def say_json(value: object) -> None:
    """A line for programs."""
    with _printing():
        click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_jsonable))


def say_bytes(data: bytes) -> None:
    """Exactly these bytes."""
    with _printing():
        click.echo(data, nl=False)


_GONE = (errno.EPIPE, errno.EINVAL)
"""What a closed pipe answers; the second on Windows."""


@contextmanager
def _printing() -> Iterator[None]:
    """Whoever stops reading, as `| head` does, does not stop the work: it goes on without a word."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:  # of a file, not of what we print to
            raise
        _let_go(sys.stdout)
        if error.errno not in _GONE:
            _fail(_("What was to be printed could not be written there. What was done before is kept."))


def _let_go(stream: TextIO) -> None:
    """Send what is left for a stream nowhere, so that it does not fail again when the process ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _jsonable(value: object) -> object:
    match value:
        case Fraction():
            return round(float(value), 6)
        case datetime() | date():
            return value.isoformat()
        case Path():
            return str(value)
        case Enum():
            return value.value
        case frozenset():
            return sorted(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    raise TypeError(type(value).__name__)


@contextmanager
def opened(folder: Path) -> Iterator[Services]:
    """The services of a workspace, which is asked for its passphrase if it has one."""
    services = services_for(passphrases.open_workspace(folder), readable_members)
    try:
        yield services
    finally:
        services.close()


workspace_folder = option(
    "--workspace",
    "folder",
    type=AnyPath(),
    default=None,
    help="The workspace's folder (the platform's usual place if not given).",
)
passphrase_file = option(
    "--passphrase-file",
    type=AnyPath(),
    default=None,
    expose_value=False,
    callback=lambda _context, _option, file: passphrases.remember(passphrases.PRESENT, file),
    help="A file that holds the passphrase (or LCC_PASSPHRASE; otherwise it is asked for).",
)
new_passphrase_file = option(
    "--new-passphrase-file",
    type=AnyPath(),
    default=None,
    expose_value=False,
    callback=lambda _context, _option, file: passphrases.remember(passphrases.NEW, file),
    help="A file that holds the new passphrase (or LCC_NEW_PASSPHRASE; otherwise it is asked for).",
)


def in_workspace(command: Command) -> Command:
    """Give a command `--workspace DIR` and hand it the services of that workspace."""

    @workspace_folder
    @passphrase_file
    @wraps(command)
    def wrapped(folder: Path | None, **arguments: Any) -> Any:
        with opened(folder or default_folder()) as services:
            return command(services, **arguments)

    return wrapped


as_json = option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
out_file = option("--out", "target", type=AnyPath(), required=True, help="The file to write.")


def find_evaluation(services: Services, given: str) -> str:
    """The evaluation meant: its id, or the first characters of only one."""
    matches = [one for one in services.evaluations.ids() if one.startswith(given)]
    if not matches:
        raise EvaluationNotFound(given)
    if len(matches) > 1 or not given:
        raise EvaluationAmbiguous(given)
    return matches[0]


def find_campaign(services: Services, given: str) -> str:
    """The campaign meant: its id, or the first characters of only one. Raises CampaignNotFound."""
    matches = [one.id for one in services.campaigns.all() if given and one.id.startswith(given)]
    if len(matches) != 1:
        raise CampaignNotFound(given)
    return matches[0]
