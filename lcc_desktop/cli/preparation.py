"""Before a workshop and at its door: prerequisites, sessions, participants."""

from datetime import datetime
from pathlib import Path

import click

from lcc_desktop.bootstrap import attendance_workbook, plan_participants, read_participants
from lcc_desktop.cli.base import as_json, cli, find_evaluation, in_workspace, out_file, say, say_cells, say_json
from lcc_desktop.domain.campaign import Stage
from lcc_desktop.domain.errors import EntryGone
from lcc_desktop.domain.facts import PREREQUISITE_STATES
from lcc_desktop.domain.people import Gathering, PlannedRow, Sitting
from lcc_desktop.i18n import _, current_language, fill, ngettext
from lcc_desktop.services.desk import Services
from lcc_desktop.services.unit import write_whole
from lcc_desktop.spoken import AnyPath, Whole, option
from lcc_desktop.wording.people import (
    age_band_name,
    category_name,
    duration,
    explain_note,
    gender_name,
    name_left_out,
    people_line,
    prerequisite_state_name,
    sitting_name,
)
from lcc_desktop.wording.stages import stage_name

MEANINGS = ("name", "first-name", "last-name", "organisation", "category", "gender", "age", "group", "nothing")


@cli.command("stage")
@in_workspace
@click.argument("evaluation")
@click.argument("stage", type=click.Choice([stage.value for stage in Stage]))
def set_stage(services: Services, evaluation: str, stage: str) -> None:
    """Say at which stage of the scheme a commune is."""
    view = services.evaluations.describe_cycle(find_evaluation(services, evaluation), stage=Stage(stage))
    say(stage_name(view.stage))


@cli.group()
def prerequisite() -> None:
    """The minimal conditions of eligibility."""


@prerequisite.command("list")
@in_workspace
@click.argument("evaluation")
@as_json
def prerequisite_list(services: Services, evaluation: str, as_json: bool) -> None:
    """List the prerequisites of an evaluation's framework, and whether they are met."""
    checklist = services.prerequisites.checklist(find_evaluation(services, evaluation))
    if as_json:
        say_json(
            [
                {"code": one.prerequisite.code, "state": one.state, "note": one.note, "evidence": len(one.evidence)}
                for one in checklist
            ]
        )
        return
    for one in checklist:
        text = one.prerequisite.text.say(current_language())
        say_cells(one.prerequisite.code, prerequisite_state_name(one.state), text)


@prerequisite.command("set")
@in_workspace
@click.argument("evaluation")
@click.argument("code")
@click.argument("state", type=click.Choice([*PREREQUISITE_STATES, "not-said"]))
@option("--note", default=None, help="What is noted of it.")
def prerequisite_set(services: Services, evaluation: str, code: str, state: str, note: str | None) -> None:
    """Say whether a prerequisite is met."""
    said = "" if state == "not-said" else state
    services.prerequisites.say(find_evaluation(services, evaluation), code, said, note)
    say(f"{code}: {prerequisite_state_name(said)}")


@cli.group()
def session() -> None:
    """When a workshop sits, and how its time is shared."""


@session.command("list")
@in_workspace
@click.argument("evaluation")
@as_json
def session_list(services: Services, evaluation: str, as_json: bool) -> None:
    """List the sessions of a workshop, with the people who were there."""
    participation = services.people.gathering(find_evaluation(services, evaluation)).participation
    if as_json:
        say_json([_sitting_json(sitting, counts.total) for sitting, counts in participation.sittings])
        return
    for sitting, counts in participation.sittings:
        when = f"{sitting.day or ''} {sitting.start}".strip()
        length = duration(sitting.minutes)
        say_cells(sitting.id, when, sitting_name(sitting), sitting.place, length, people_line(counts))


@session.command("add")
@in_workspace
@click.argument("evaluation")
@option("--title", default="", help="What the session is called.")
@option("--place", default="", help="Where it is held.")
@option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Its date, such as 2026-11-24.")
@option("--start", type=click.DateTime(["%H:%M"]), default=None, help="When it begins, such as 09:00.")
def session_add(
    services: Services, evaluation: str, title: str, place: str, day: datetime | None, start: datetime | None
) -> None:
    """Plan a session; prints its id."""
    identity = find_evaluation(services, evaluation)
    before = {sitting.id for sitting in services.people.gathering(identity).sittings}
    begins = start.strftime("%H:%M") if start else ""
    after = services.people.add_sitting(identity, title, place, day.date() if day else None, begins)
    say(next(sitting.id for sitting in after.sittings if sitting.id not in before))


@session.command("plan")
@in_workspace
@click.argument("evaluation")
@option("--minutes", type=Whole(5, 1440), default=240, help="How long each session is.")
def session_plan(services: Services, evaluation: str, minutes: int) -> None:
    """Share the time of all sessions among the principles, by their number of indicators."""
    after = services.people.plan_evenly(find_evaluation(services, evaluation), minutes)
    for sitting in after.sittings:
        budget = ", ".join(f"{code}: {duration(count)}" for code, count in sitting.budgets.items())
        say_cells(sitting_name(sitting), budget)


def _sitting_json(sitting: Sitting, present: int) -> dict[str, object]:
    return {
        "id": sitting.id,
        "title": sitting.title,
        "place": sitting.place,
        "date": sitting.day,
        "start": sitting.start,
        "budgets": dict(sitting.budgets),
        "present": present,
    }


@cli.group()
def participant() -> None:
    """Who takes part in a workshop."""


@participant.command("list")
@in_workspace
@click.argument("evaluation")
@option("--counts", is_flag=True, help="Only how many of each kind; no names.")
@as_json
def participant_list(services: Services, evaluation: str, counts: bool, as_json: bool) -> None:
    """List the participants of a workshop."""
    gathering = services.people.gathering(find_evaluation(services, evaluation))
    if as_json:
        say_json(
            gathering.participation
            if counts
            else [_participant_json(gathering, one.id) for one in gathering.participants]
        )
        return
    if not counts:
        for one in gathering.participants:
            say_cells(
                one.id,
                one.name or name_left_out(),
                one.organisation,
                category_name(one.category),
                gender_name(one.gender),
                age_band_name(one.age_band),
                gathering.group_names.get(one.group, ""),
            )
    say(people_line(gathering.participation.registered))


def _participant_json(gathering: Gathering, identity: str) -> dict[str, object]:
    one = gathering.by_id[identity]
    return {
        "id": one.id,
        "name": one.name,
        "organisation": one.organisation,
        "category": one.category,
        "gender": one.gender,
        "age_band": one.age_band,
        "group": gathering.group_names.get(one.group, ""),
        "sessions": gathering.attendance_of(one.id),
    }


@participant.command("import")
@in_workspace
@click.argument("evaluation")
@click.argument("file", type=AnyPath())
@option(
    "--column",
    "columns",
    type=(Whole(), click.Choice(MEANINGS)),
    multiple=True,
    help="What a column holds, by its number from 1, where it was understood otherwise.",
)
@option("--all", "everybody", is_flag=True, help="Take doubtful rows too, such as names that are there already.")
@option("--preview", is_flag=True, help="Only show what would be added.")
@as_json
def participant_import(
    services: Services,
    evaluation: str,
    file: Path,
    columns: tuple[tuple[int, str], ...],
    everybody: bool,
    preview: bool,
    as_json: bool,
) -> None:
    """Add the people of a list: a workbook, or a text with separators. All of them in one step, or none."""
    identity = find_evaluation(services, evaluation)
    known = [one.name for one in services.people.gathering(identity).participants]
    layout = read_participants(file, {number - 1: meaning for number, meaning in columns})
    rows = plan_participants(layout, known)
    taken = [row for row in rows if (row.possible if everybody else row.advised)]
    if not preview:
        services.people.add(identity, [row.new for row in taken])
    if as_json:
        say_json({"added": 0 if preview else len(taken), "rows": [_row_json(row, row in taken) for row in rows]})
        return
    for column in layout.forbidden:
        say(
            fill(
                _("Column {label} is left out: the law does not allow it here."), label=column.label or column.index + 1
            )
        )
    for row in rows:
        if row.notes or preview:
            notes = " · ".join(map(explain_note, row.notes))
            say_cells(row.number, "+" if row in taken else "-", row.new.name, notes)
    text = (
        ngettext("{count} participant would be added.", "{count} participants would be added.", len(taken))
        if preview
        else ngettext("{count} participant added.", "{count} participants added.", len(taken))
    )
    say(fill(text, count=len(taken)))


def _row_json(row: PlannedRow, taken: bool) -> dict[str, object]:
    return {
        "row": row.number,
        "taken": taken,
        "participant": row.new,
        "notes": [{"rule": note.doubt, "detail": note.detail} for note in row.notes],
    }


@participant.command("remove")
@in_workspace
@click.argument("evaluation")
@click.argument("participant")
def participant_remove(services: Services, evaluation: str, participant: str) -> None:
    """Take somebody off the list, by id."""
    identity = find_evaluation(services, evaluation)
    if participant not in services.people.gathering(identity).by_id:
        raise EntryGone(participant)
    say(people_line(services.people.remove(identity, [participant]).participation.registered))


@participant.command("export")
@in_workspace
@click.argument("evaluation")
@option("--lang", "language", type=click.Choice(["fr", "ar"]), required=True, help="The workbook's language.")
@out_file
def participant_export(services: Services, evaluation: str, language: str, target: Path) -> None:
    """Write the attendance list as a workbook, with names."""
    identity = find_evaluation(services, evaluation)
    view, gathering = services.evaluations.view(identity), services.people.gathering(identity)
    write_whole(target, attendance_workbook(view, gathering, language))
    say(fill(_("Written: {path}"), path=target))


@participant.command("cndp")
@in_workspace
@click.argument("reference", required=False)
def participant_cndp(services: Services, reference: str | None) -> None:
    """Show, or say, the CNDP reference that attendance sheets print."""
    kept = services.settings.cndp_reference if reference is None else services.settings.say_cndp_reference(reference)
    say_cells(kept)
