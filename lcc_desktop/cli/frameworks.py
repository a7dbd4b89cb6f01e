"""Frameworks: checked, compared, published, turned into workbooks and forms."""

import dataclasses
import sys
from pathlib import Path

import click

from lcc_desktop.bootstrap import (
    framework_form,
    framework_workbook,
    read_framework,
    read_framework_workbook,
    write_framework_document,
)
from lcc_desktop.cli.base import (
    BAD_INPUT,
    as_json,
    cli,
    in_workspace,
    out_file,
    say,
    say_cells,
    say_json,
)
from lcc_desktop.domain.errors import (
    FrameworkRefused,
    FrameworkUnknown,
    Problem,
)
from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.framework_diff import differences
from lcc_desktop.i18n import _, current_language, fill, ngettext, plain
from lcc_desktop.services.desk import Services
from lcc_desktop.services.unit import write_whole
from lcc_desktop.spoken import AnyPath, Whole
from lcc_desktop.wording.errors import explain_problem
from lcc_desktop.wording.states import change_name, part_name


@cli.group()
def framework() -> None:
    """Check and publish frameworks; turn them into workbooks and forms, and back."""


@framework.command("check")
@click.argument("file", type=AnyPath())
@as_json
def framework_check(file: Path, as_json: bool) -> None:
    """Say everything that is wrong with a framework's file or workbook."""
    try:
        found, _content = read_framework(file)
    except FrameworkRefused as refused:
        if as_json:
            say_json({"good": False, "problems": [_problem_json(problem) for problem in refused.problems]})
        else:
            for problem in refused.problems:
                say(explain_problem(problem))
        sys.exit(BAD_INPUT)
    if as_json:
        say_json(
            {"good": True, "id": found.ref.id, "version": found.ref.version, "official": found.official}
            | _counts(found)
            | {"problems": []}
        )
    else:
        say(_good(found))


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "place": problem.place,
        "rule": problem.rule,
        "detail": problem.detail,
        "allowed": problem.allowed,
        "line": problem.line,
        "cell": problem.cell,
        "text": plain(explain_problem(problem)),
    }


def _counts(found: Framework) -> dict[str, int]:
    return {
        "principles": len(found.principles),
        "norms": sum(len(principle.norms) for principle in found.principles),
        "indicators": len(found.indicators),
    }


def _good(found: Framework) -> str:
    return fill(_("Good: {extent}."), extent=_extent(found))


def _extent(found: Framework) -> str:
    principles, norms, indicators = _counts(found).values()
    return fill(
        _("{principles}, {norms}, {indicators}"),
        principles=fill(ngettext("{count} principle", "{count} principles", principles), count=principles),
        norms=fill(ngettext("{count} norm", "{count} norms", norms), count=norms),
        indicators=fill(ngettext("{count} indicator", "{count} indicators", indicators), count=indicators),
    )


@framework.command("to-xlsx")
@click.argument("file", type=AnyPath())
@out_file
def framework_to_xlsx(file: Path, target: Path) -> None:
    """Write a framework as a workbook to edit in Excel or LibreOffice."""
    _found, content = read_framework(file)
    write_whole(target, framework_workbook(content))
    say(fill(_("Workbook written: {path}"), path=target))


@framework.command("from-xlsx")
@click.argument("file", type=AnyPath())
@out_file
def framework_from_xlsx(file: Path, target: Path) -> None:
    """Make the framework's file of an edited workbook; writes nothing if anything is wrong with it."""
    found, content = read_framework_workbook(file)
    write_whole(target, content)
    say(_good(found))
    say(fill(_("Framework written: {path}"), path=target))


@framework.command("to-xlsform")
@click.argument("file", type=AnyPath())
@out_file
def framework_to_xlsform(file: Path, target: Path) -> None:
    """Write a framework as an XLSForm, to collect with ODK or Kobo."""
    found, _content = read_framework(file)
    write_whole(target, framework_form(found))
    say(fill(_("Form written: {path}"), path=target))


@framework.command("diff")
@click.argument("old", type=AnyPath())
@click.argument("new", type=AnyPath())
@as_json
def framework_diff(old: Path, new: Path, as_json: bool) -> None:
    """Say what is new, gone and other between two files or workbooks of a framework."""
    found = differences(read_framework(old)[0], read_framework(new)[0])
    if as_json:
        say_json(found)
        return
    for one in found:
        details = [", ".join(one.details)] if one.details else []
        say_cells(change_name(one.change), part_name(one.part), one.code, one.text.say(current_language()), *details)
    if not found:
        say(_("No difference."))


@framework.command("list")
@in_workspace
@as_json
def framework_list(services: Services, as_json: bool) -> None:
    """List the published frameworks of a workspace."""
    found = services.frameworks.all()
    if as_json:
        say_json([{**dataclasses.asdict(f.ref), "official": f.official, **_counts(f)} for f in found])
        return
    for one in found:
        say_cells(one.ref.id, one.ref.version, one.title.say(current_language()), _extent(one))


@framework.command("add")
@in_workspace
@click.argument("file", type=AnyPath())
def framework_add(services: Services, file: Path) -> None:
    """Publish a framework's file or workbook in a workspace: later evaluations may use it, none is changed."""
    found, content = read_framework(file)
    services.frameworks.add(found, content)
    say(fill(_("{id}, version {version}, is published here."), id=found.ref.id, version=found.ref.version))


@framework.command("export")
@in_workspace
@click.argument("identity", metavar="ID")
@click.argument("version", type=Whole())
@out_file
def framework_export(services: Services, identity: str, version: int, target: Path) -> None:
    """Write a published framework as a file or, if the name ends in .xlsx, as a workbook."""
    refs = {(f.ref.id, f.ref.version): f.ref for f in services.frameworks.all()}
    ref = refs.get((identity, version))
    if ref is None:
        raise FrameworkUnknown(identity, version)
    write_framework_document(services.frameworks.document(ref), target)
    say(fill(_("Framework written: {path}"), path=target))
