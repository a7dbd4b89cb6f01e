"""The `lcc` command: the services without a display. One thin function a command.

Exit codes: 0 done, 1 a package was refused by `package verify`, 2 bad input, 3 some file of a merge was refused.
"""

import dataclasses
import gettext
import io
import json
import locale
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from functools import wraps
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import click

from lcc_desktop import __version__
from lcc_desktop.bootstrap import DOCUMENT_KINDS, default_folder, open_services, render_document
from lcc_desktop.domain.errors import AppError, BadScore, CommuneNotFound, EvaluationNotFound, PackageRefused
from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score
from lcc_desktop.i18n import LANGUAGES, N_, _, fill, ngettext, plain, use_language
from lcc_desktop.i18n.formats import percent
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.resources import CATALOGS
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services
from lcc_desktop.services.packages import MergeResult, Outcome, summarise
from lcc_desktop.services.results import EvaluationRow, EvaluationView, IndicatorView
from lcc_desktop.services.unit import write_whole
from lcc_desktop.wording.errors import explain, explain_reason
from lcc_desktop.wording.states import stage_name, state_name

REFUSED, BAD_INPUT, SOME_REFUSED = 1, 2, 3

Command = Callable[..., Any]

# What the command-line library says itself; it asks gettext for these, and finds them in our catalogue.
CLICK_MESSAGES = (
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} does not exist."),
    N_("file"),
    N_("Missing command."),
    N_("Error: {message}"),
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("Try '{command} {option}' for help."),
)


def click_counts(count: int) -> tuple[str, ...]:
    """Those of its messages that count something."""
    return (
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count),
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(list(LANGUAGES)), help="Language of the messages (or LCC_LANG).")
@click.version_option(__version__)
def cli(lang: str | None) -> None:
    """LCC Desktop without a window: evaluations, packages, documents."""
    speak(lang)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; leave the process with its exit code. Bad input is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a redirected console of Windows is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _speak_before_parsing(sys.argv[1:] if arguments is None else arguments)
    try:
        cli.main(args=arguments, prog_name="lcc", standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        _fail(_("Interrupted. Nothing more was changed."))
    except AppError as error:
        _fail(plain(explain(error)))
    sys.exit(0)


def speak(lang: str | None) -> None:
    """Choose the language: the option, LCC_LANG, the system's, else French."""
    wanted = lang or os.environ.get("LCC_LANG") or (locale.getlocale()[0] or "fr")[:2]
    language = wanted if wanted in LANGUAGES else "fr"
    use_language(language)
    os.environ["LANGUAGE"] = language  # for click's own messages
    gettext.bindtextdomain("lcc_desktop", CATALOGS)
    gettext.textdomain("lcc_desktop")


def _speak_before_parsing(arguments: Sequence[str]) -> None:
    """Errors of parsing come before `--lang` is parsed; look for it by hand."""
    words = list(arguments)
    following = [after for word, after in pairwise(words) if word == "--lang"]
    joined = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    speak(next((word for word in (*following, *joined) if word in LANGUAGES), None))


def _fail(sentence: str, code: int = BAD_INPUT) -> NoReturn:
    click.echo(plain(sentence), err=True)
    sys.exit(code)


def say(sentence: str) -> None:
    """A line for people. Terminals order text themselves, so no marks."""
    click.echo(plain(sentence))


def say_json(value: object) -> None:
    """A line for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_jsonable))


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
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    raise TypeError(type(value).__name__)


@contextmanager
def _opened(folder: Path) -> Iterator[Services]:
    services = open_services(folder)
    try:
        yield services
    finally:
        services.workspace.close()


def in_workspace(command: Command) -> Command:
    """Give a command `--workspace DIR` and hand it the services of that workspace."""

    @click.option(
        "--workspace",
        "folder",
        type=click.Path(path_type=Path),
        default=None,
        help="The workspace's folder (the platform's usual place if not given).",
    )
    @wraps(command)
    def wrapped(folder: Path | None, **arguments: Any) -> Any:
        with _opened(folder or default_folder()) as services:
            return command(services, **arguments)

    return wrapped


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
out_file = click.option("--out", "target", type=click.Path(path_type=Path, dir_okay=False), required=True)


@cli.group()
def workspace() -> None:
    """Make workspaces."""


@workspace.command("init")
@click.option("--workspace", "folder", type=click.Path(path_type=Path), default=None)
@click.option("--like", type=click.Path(path_type=Path), help="Take frameworks and trust list from this workspace.")
@click.option("--name", default="", help="Who works here; shown as the author of changes.")
@click.option("--role", type=click.Choice(workspaces.ROLES), default=workspaces.FACILITATOR)
def workspace_init(folder: Path | None, like: Path | None, name: str, role: str) -> None:
    """Make a new workspace in an empty folder."""
    target = folder or default_folder()
    author = name.strip() or target.resolve().name
    if like is None:
        workspaces.create(target, author, role).close()
    else:
        with Workspace.open(like) as other:
            workspaces.create_like(target, other, author, role).close()
    say(fill(_("New workspace in {folder}."), folder=target))


@cli.group()
def evaluation() -> None:
    """List, show and start evaluations."""


@evaluation.command("list")
@in_workspace
@as_json
def evaluation_list(services: Services, as_json: bool) -> None:
    """List the evaluations of a workspace."""
    rows = services.evaluations.rows()
    if as_json:
        say_json([_row_json(row) for row in rows])
        return
    for row in rows:
        click.echo("\t".join(plain(cell) for cell in _row_cells(row)))
    if not rows:
        say(_("No evaluation yet."))


def _row_json(row: EvaluationRow) -> dict[str, object]:
    return {
        "id": row.id,
        "commune": row.commune.name_fr,
        "commune_ar": row.commune.name_ar,
        "commune_code": row.commune.code,
        "province": row.commune.province_fr,
        "cycle": row.cycle,
        "stage": row.stage,
        "completeness": row.completeness,
        "score": row.score,
        "disputed": row.disputed,
        "last_change": row.last_change,
    }


def _row_cells(row: EvaluationRow) -> tuple[str, ...]:
    return (
        row.id,
        f"{row.commune.name_fr} ({row.commune.province_fr})",
        row.cycle,
        stage_name(row.stage),
        percent(row.completeness),
        percent(row.score, 1),
    )


@evaluation.command("show")
@click.argument("evaluation")
@in_workspace
@as_json
def evaluation_show(services: Services, evaluation: str, as_json: bool) -> None:
    """Show the scores of an evaluation."""
    view = services.evaluations.view(_evaluation(services, evaluation))
    if as_json:
        say_json(_view_json(view))
        return
    for item in view.indicators.values():
        degree = "" if item.score.degree is None else str(item.score.degree)
        click.echo(f"{item.indicator.code}\t{degree}\t{state_name(item.score.state)}\t{len(item.evidence)}")


def _view_json(view: EvaluationView) -> dict[str, object]:
    return {
        "id": view.id,
        "commune": view.commune,
        "cycle": view.cycle,
        "stage": view.stage,
        "framework": {**dataclasses.asdict(view.framework.ref), "official": view.framework.official},
        "completeness": view.results.overall.completeness,
        "score": view.results.overall.score,
        "principles": {
            code: {"score": tally.score, "completeness": tally.completeness}
            for code, tally in view.results.principles.items()
        },
        "indicators": [_indicator_json(item) for item in view.indicators.values()],
    }


def _indicator_json(item: IndicatorView) -> dict[str, object]:
    return {
        "code": item.indicator.code,
        "state": item.score.state,
        "degree": item.score.degree,
        "note": item.note,
        "evidence": item.evidence,
        "conflicts": [
            {"field": c.field, "values": [{"value": v, "author": a, "at": at} for v, a, at in c.values]}
            for c in item.conflicts
        ],
    }


@evaluation.command("new")
@in_workspace
@click.option("--commune", required=True, help="The commune's code, or a name that only one commune has.")
@click.option("--cycle", default=lambda: str(datetime.now(UTC).year), help="The name of the cycle, such as 2026.")
@as_json
def evaluation_new(services: Services, commune: str, cycle: str, as_json: bool) -> None:
    """Start an evaluation of a commune; prints its id."""
    found = services.communes.identify(commune)
    if found is None:
        raise CommuneNotFound(commune)
    framework = services.frameworks.all()[0]
    new = services.evaluations.start(found.code, cycle, framework.ref)
    if as_json:
        say_json({"id": new, "commune": found.name_fr, "commune_code": found.code})
    else:
        click.echo(new)


def _evaluation(services: Services, given: str) -> str:
    """The evaluation meant: its id, or the first characters of only one."""
    matches = [row.id for row in services.evaluations.rows() if row.id.startswith(given)]
    if len(matches) != 1 or not given:
        raise EvaluationNotFound(given)
    return matches[0]


_STATES = {"na": NOT_APPLICABLE, "no-information": NO_INFORMATION, "unscored": UNSCORED}


@cli.command()
@in_workspace
@click.argument("evaluation")
@click.argument("indicator")
@click.argument("value")
@click.option("--note", default=None, help="The justification.")
def score(services: Services, evaluation: str, indicator: str, value: str, note: str | None) -> None:
    """Score an indicator: a degree, na, no-information or unscored."""
    shown = services.scoring.score(_evaluation(services, evaluation), indicator, _score(indicator, value), note)
    degree = "" if shown.score.degree is None else f" {shown.score.degree}"
    say(f"{indicator}: {state_name(shown.score.state)}{degree}")


def _score(indicator: str, value: str) -> Score:
    if value in _STATES:
        return _STATES[value]
    if value.isascii() and value.isdigit() and len(value) < 4:
        return Score.of(int(value))
    raise BadScore(indicator, value, 4)


@cli.group()
def evidence() -> None:
    """Attach evidence."""


@evidence.command("add")
@in_workspace
@click.argument("evaluation")
@click.argument("indicator")
@click.argument("file", type=click.Path(path_type=Path))
def evidence_add(services: Services, evaluation: str, indicator: str, file: Path) -> None:
    """Copy a file into the workspace as evidence of an indicator."""
    shown = services.evidence.add(_evaluation(services, evaluation), indicator, file)
    count = len(shown.evidence)
    say(fill(ngettext("{count} piece of evidence.", "{count} pieces of evidence.", count), count=count))


@cli.group()
def package() -> None:
    """Export, verify and inspect packages."""


@package.command("export")
@in_workspace
@click.argument("evaluation")
@out_file
def package_export(services: Services, evaluation: str, target: Path) -> None:
    """Write the signed package of an evaluation."""
    services.packages.export(_evaluation(services, evaluation), target)
    say(fill(_("Package written: {path}"), path=target))


@package.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workspace", "folder", type=click.Path(path_type=Path), default=None)
@as_json
def package_verify(file: Path, folder: Path | None, as_json: bool) -> None:
    """Check a package; with a workspace, also that its author is on that trust list."""
    try:
        if folder is None:
            found = summarise(file, None)
        else:
            with _opened(folder) as services:
                found = services.packages.inspect(file)
    except PackageRefused as refused:
        if as_json:
            reasons = [
                {"reason": r.refusal, "detail": r.detail, "text": plain(explain_reason(r))} for r in refused.reasons
            ]
            say_json({"good": False, "reasons": reasons})
        else:
            for reason in refused.reasons:
                click.echo(plain(explain_reason(reason)))
        sys.exit(REFUSED)
    if as_json:
        say_json({"good": True, "trusted": found.trusted, "reasons": [], "digest": found.digest})
    elif found.trusted is None:
        say(
            fill(
                _("Good: complete, unaltered and signed by {author}. Whether to trust that key was not asked."),
                author=found.author,
            )
        )
    else:
        say(fill(_("Good: complete, unaltered and signed by {author}, who is on the trust list."), author=found.author))


@package.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def package_inspect(file: Path, as_json: bool) -> None:
    """Say what a package holds, after checking it."""
    found = summarise(file, None)
    if as_json:
        say_json(found)
        return
    for field in dataclasses.fields(found):
        if field.name != "members":
            click.echo(f"{field.name}\t{getattr(found, field.name)}")


@cli.command()
@in_workspace
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
def merge(services: Services, files: tuple[Path, ...], as_json: bool) -> None:
    """Take in packages, in any order. A folder stands for the packages in it."""
    found = list(_packages_in(files))
    if not found and not as_json:
        say(_("No package there: files whose names end in .lcc."))
    results = services.packages.merge(found, lambda r: None if as_json else _say_merged(r))
    if as_json:
        say_json([_merged_json(result) for result in results])
    if any(result.outcome is Outcome.REFUSED for result in results):
        sys.exit(SOME_REFUSED)


def _packages_in(files: Sequence[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from sorted(one for one in file.iterdir() if one.suffix.lower() == ".lcc")
        else:
            yield file


def _say_merged(result: MergeResult) -> None:
    name = result.path.name
    commune = result.commune.name_fr if result.commune else ""
    match result.outcome:
        case Outcome.MERGED:
            text = ngettext(
                "{name}: merged, {commune}, {count} change",
                "{name}: merged, {commune}, {count} changes",
                result.changes,
            )
            say(fill(text, name=name, commune=commune, count=result.changes))
        case Outcome.ALREADY_MERGED:
            say(fill(_("{name}: already merged, {commune}"), name=name, commune=commune))
        case Outcome.REFUSED:
            for reason in result.reasons:
                say(fill(_("{name}: refused. {reason}"), name=name, reason=explain_reason(reason)))
    if result.conflicts:
        text = ngettext("{count} conflict waits for a choice", "{count} conflicts wait for a choice", result.conflicts)
        say("  " + fill(text, count=result.conflicts))


def _merged_json(result: MergeResult) -> dict[str, object]:
    return {
        "file": result.path,
        "outcome": result.outcome,
        "evaluation": result.evaluation,
        "commune": result.commune.name_fr if result.commune else "",
        "author": result.author,
        "changes": result.changes,
        "conflicts": result.conflicts,
        "reasons": [
            {"reason": r.refusal, "detail": r.detail, "text": plain(explain_reason(r))} for r in result.reasons
        ],
    }


@cli.command()
@in_workspace
@click.argument("evaluation")
def dump(services: Services, evaluation: str) -> None:
    """Print the whole shared state of an evaluation as canonical JSON."""
    sys.stdout.buffer.write(services.evaluations.dump(_evaluation(services, evaluation)))
    sys.stdout.buffer.flush()


@cli.command()
@in_workspace
@click.argument("evaluation")
@click.option("--kind", type=click.Choice(DOCUMENT_KINDS), required=True, help="Which document.")
@click.option("--lang", "language", type=click.Choice(["fr", "ar"]), required=True, help="The document's language.")
@out_file
def report(services: Services, evaluation: str, kind: str, language: str, target: Path) -> None:
    """Make a PDF document of an evaluation."""
    view = services.evaluations.view(_evaluation(services, evaluation))
    data = render_document(kind, view, language, datetime.now(UTC).astimezone().date())
    write_whole(target, data)
    say(fill(_("Document written: {path}"), path=target))


@cli.group()
def trust() -> None:
    """Who may send packages here."""


@trust.command("request")
@in_workspace
@out_file
def trust_request(services: Services, target: Path) -> None:
    """Write the file by which a coordinator can trust this workspace; prints the digits to compare."""
    services.trust.write_request(target)
    click.echo(services.trust.own().digits)


@trust.command("add")
@in_workspace
@click.argument("file", type=click.Path(path_type=Path))
def trust_add(services: Services, file: Path) -> None:
    """Trust the device of a request file; prints the digits to compare with its owner."""
    known = services.trust.add(file)
    click.echo(f"{known.name}\t{known.digits}")


@trust.command("remove")
@in_workspace
@click.argument("device")
def trust_remove(services: Services, device: str) -> None:
    """Stop trusting a device."""
    if not services.trust.remove(device):
        raise click.UsageError(plain(fill(_("No device {device} on the trust list."), device=device)))
    say(fill(_("{device} is no longer trusted. What it sent before stays."), device=device))


@trust.command("list")
@in_workspace
@as_json
@click.option("--allowed-signers", is_flag=True, help="In OpenSSH's format, for ssh-keygen -Y verify.")
def trust_list(services: Services, as_json: bool, allowed_signers: bool) -> None:
    """List the trusted devices."""
    if allowed_signers:
        click.echo(services.trust.allowed_signers(), nl=False)
    elif as_json:
        say_json(services.trust.all())
    else:
        for known in services.trust.all():
            click.echo(f"{known.device}\t{known.name}\t{known.role}\t{known.digits}")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Make sample workspaces, packages and documents in a folder, and merge them."""
    from lcc_desktop.demo import run_demo  # brings everything along, which no other command needs

    run_demo(folder, say)


if __name__ == "__main__":
    main()
