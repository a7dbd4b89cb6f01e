"""Evaluations, their scores, their documents."""

import dataclasses
from datetime import UTC, datetime

import click

from lcc_desktop.cli.base import (
    as_json,
    cli,
    find_evaluation,
    in_workspace,
    say,
    say_bytes,
    say_cells,
    say_json,
    warn,
)
from lcc_desktop.domain.errors import (
    BadAim,
    BadScore,
    CommuneNotFound,
    FrameworkUnknown,
    IndicatorNotFound,
)
from lcc_desktop.domain.facts import score_value
from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score
from lcc_desktop.domain.territory import MILIEUX, Commune
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import percent
from lcc_desktop.models.territory import gazetteer
from lcc_desktop.services.desk import Services
from lcc_desktop.services.framework_moves import MovedScore, Rescale
from lcc_desktop.services.results import EvaluationRow, EvaluationView, IndicatorView
from lcc_desktop.spoken import NumbersCommand, Whole, option
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import fate_name, milieu_name, missing_versions, state_name


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
        say_cells(*_row_cells(row))
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
    view = services.evaluations.view(find_evaluation(services, evaluation))
    if as_json:
        say_json(_view_json(view))
        return
    for item in view.indicators.values():
        degree = "" if item.score.degree is None else str(item.score.degree)
        say_cells(item.indicator.code, degree, state_name(item.score.state), len(item.evidence))


def _view_json(view: EvaluationView) -> dict[str, object]:
    return {
        "id": view.id,
        "commune": view.commune,
        "cycle": view.cycle,
        "stage": view.stage,
        "framework": {**dataclasses.asdict(view.framework.ref), "official": view.framework.official},
        "completeness": view.results.overall.completeness,
        "score": view.results.score,
        "points": {key: getattr(view.results.overall, key) for key in ("obtained", "possible", "planned")},
        "planned": view.results.planned,
        "weakest": view.results.weakest,
        "verified": None if view.verified is None else view.verified.score,
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
        "numbers": dict(item.score.numbers),
        "aim": item.aim,
        "verified": None if item.verified is None else score_value(item.verified),
        "note": item.note,
        "evidence": item.evidence,
        "conflicts": [
            {"field": c.field, "values": [{"value": v, "author": a, "at": at} for v, a, at in c.values]}
            for c in item.conflicts
        ],
    }


@evaluation.command("new")
@in_workspace
@option("--commune", required=True, help="The commune's code, or a name that only one commune has.")
@option("--cycle", default=lambda: str(datetime.now(UTC).year), help="The name of the cycle, such as 2026.")
@option("--framework", "identity", default=None, help="The identifier of the framework; its latest version is used.")
@as_json
def evaluation_new(services: Services, commune: str, cycle: str, identity: str | None, as_json: bool) -> None:
    """Start an evaluation of a commune; prints its id."""
    found = services.communes.identify(commune)
    if found is None:
        raise CommuneNotFound(commune)
    usable = [f.ref for f in services.frameworks.usable() if identity in (None, f.ref.id)]
    if not usable:
        raise FrameworkUnknown(identity or "")
    new = services.evaluations.start(found.code, cycle, usable[0])
    if as_json:
        say_json({"id": new, "commune": found.name_fr, "commune_code": found.code})
    else:
        say(new)


@evaluation.command("move")
@in_workspace
@click.argument("evaluation")
@option("--to", "version", type=Whole(), default=None, help="The version to move to; the latest if not given.")
@option(
    "--rescale",
    type=click.Choice([choice.value for choice in Rescale]),
    default=Rescale.ASK_AGAIN.value,
    help="What becomes of scores whose scale has changed.",
)
@option("--preview", is_flag=True, help="Only show what would become of the scores.")
@as_json
def evaluation_move(
    services: Services, evaluation: str, version: int | None, rescale: str, preview: bool, as_json: bool
) -> None:
    """Move an evaluation to another version of its framework, and show what becomes of its scores."""
    identity = find_evaluation(services, evaluation)
    now = services.evaluations.view(identity).framework.ref
    versions = {f.ref.version: f.ref for f in services.frameworks.all() if f.ref.id == now.id}
    target = versions.get(max(versions) if version is None else version)
    if target is None:
        raise FrameworkUnknown(now.id, version)
    act = services.framework_moves.preview if preview else services.framework_moves.move
    missing = missing_versions(services.framework_moves.missing(identity, target))
    rows = act(identity, target, Rescale(rescale))
    if missing:
        warn(missing)
    if as_json:
        say_json([_moved_json(row) for row in rows])
        return
    for row in rows:
        codes = [one.code for one in (row.move.old, row.move.new) if one is not None]
        code = codes[0] if len(set(codes)) == 1 else " → ".join(codes)
        after = "–" if row.after is None else _score_text(row.after)
        say_cells(code, fate_name(row.move.fate), _score_text(row.before), after)
    if not preview:
        say(fill(_("The evaluation is now on version {version}."), version=target.version))


def _score_text(score: Score) -> str:
    return state_name(score.state) if score.degree is None else str(score.degree)


def _moved_json(row: MovedScore) -> dict[str, object]:
    return {
        "old": row.move.old.code if row.move.old else None,
        "new": row.move.new.code if row.move.new else None,
        "fate": row.move.fate,
        "before": score_value(row.before),
        "after": None if row.after is None else score_value(row.after),
    }


_STATES = {"na": NOT_APPLICABLE, "no-information": NO_INFORMATION, "unscored": UNSCORED}


@cli.command(cls=NumbersCommand)
@in_workspace
@click.argument("evaluation")
@click.argument("indicator")
@click.argument("value")
@option("--note", default=None, help="The justification.")
@option("--verified", is_flag=True, help="What the verification mission found, beside the commune's own score.")
def score(services: Services, evaluation: str, indicator: str, value: str, note: str | None, verified: bool) -> None:
    """Score an indicator: a degree, na, no-information or unscored."""
    identity = find_evaluation(services, evaluation)
    degree = _degree(value)
    if value not in _STATES and degree is None:
        raise BadScore(indicator, value, _top(services, identity, indicator))
    said = _STATES[value] if degree is None else Score.of(degree)
    write = services.scoring.verify if verified else services.scoring.score
    shown = write(identity, indicator, said, note)
    _say_score(indicator, shown.verified or UNSCORED if verified else shown.score)


def _say_score(indicator: str, score: Score) -> None:
    degree = "" if score.degree is None else f" {score.degree}"
    say(fill(_("{indicator}: {state}"), indicator=indicator, state=f"{state_name(score.state)}{degree}"))


@cli.command(cls=NumbersCommand)
@in_workspace
@click.argument("evaluation")
@click.argument("indicator")
@click.argument("numbers", nargs=-1, required=True)
@option("--note", default=None, help="The justification.")
def measure(services: Services, evaluation: str, indicator: str, numbers: tuple[str, ...], note: str | None) -> None:
    """Score a measured indicator by its numbers: one percentage, or NAME=NUMBER for each that is asked."""
    pairs = [text.partition("=") for text in numbers]
    given = {(name if sign else indicator): (value if sign else name) for name, sign, value in pairs}
    shown = services.scoring.measure(find_evaluation(services, evaluation), indicator, given, note)
    _say_score(indicator, shown.score)


@cli.command(cls=NumbersCommand)
@in_workspace
@click.argument("evaluation")
@click.argument("indicator")
@click.argument("degree")
def aim(services: Services, evaluation: str, indicator: str, degree: str) -> None:
    """Say the degree that the improvement of an indicator aims at, or none."""
    identity = find_evaluation(services, evaluation)
    wanted = _degree(degree)
    if wanted is None and degree != "none":
        raise BadAim(indicator, degree, _top(services, identity, indicator))
    services.scoring.aim(identity, indicator, wanted)
    say(fill(_("{indicator}: aim {degree}"), indicator=indicator, degree=degree))


def _degree(value: str) -> int | None:
    """The degree that was typed, if any; whether the indicator has it is for the service to say."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None


def _top(services: Services, evaluation: str, indicator: str) -> int:
    """The highest degree of an indicator."""
    found = services.evaluations.view(evaluation).framework.find(indicator)
    if found is None:
        raise IndicatorNotFound(indicator)
    return found.top


@cli.group()
def commune() -> None:
    """Find communes; say how documents name the one of an evaluation."""


@commune.command("search")
@click.argument("query")
@as_json
def commune_search(query: str, as_json: bool) -> None:
    """List the communes that match a name in either script, a province or a code."""
    communes = gazetteer()
    found = communes.search(query, len(communes.communes))
    if as_json:
        say_json([_commune_json(one) for one in found])
        return
    for one in found:
        say_cells(one.code, one.name_fr, one.name_ar, one.province_fr, one.province_ar)
    if not found:
        say(_("No commune found."))


def _commune_json(one: Commune) -> dict[str, object]:
    overrides = ("letterhead_fr", "letterhead_ar", "milieu_override")
    return {key: value for key, value in dataclasses.asdict(one).items() if key not in overrides}


@commune.command("set")
@in_workspace
@click.argument("evaluation")
@option("--letterhead-fr", default=None, help="The commune's name on letterheads, in French; '' for the usual one.")
@option("--letterhead-ar", default=None, help="The commune's name on letterheads, in Arabic; '' for the usual one.")
@option(
    "--milieu",
    type=click.Choice([*MILIEUX, "default"]),
    default=None,
    help="Its milieu; default: as the census has it.",
)
def commune_set(
    services: Services, evaluation: str, letterhead_fr: str | None, letterhead_ar: str | None, milieu: str | None
) -> None:
    """Say how the documents of an evaluation name its commune, and whether it is urban or rural."""
    said = "" if milieu == "default" else milieu
    after = services.evaluations.describe_commune(
        find_evaluation(services, evaluation), letterhead_fr, letterhead_ar, said
    ).commune
    say_cells(after.printed_name("fr"), after.printed_name("ar"), milieu_name(after.effective_milieu))


@cli.command()
@in_workspace
@click.argument("evaluation")
def dump(services: Services, evaluation: str) -> None:
    """Print the whole shared state of an evaluation as canonical JSON."""
    say_bytes(services.evaluations.dump(find_evaluation(services, evaluation)))
