"""Campaigns: who applied, who may take part, where everybody stands; their figures as files."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from lcc_desktop.bootstrap import EXPORTS, write_campaign
from lcc_desktop.cli.base import as_json, cli, in_workspace, out_file, say, say_cells, say_json
from lcc_desktop.domain.campaign import Eligibility, Stage
from lcc_desktop.domain.errors import CampaignNotFound, CommuneNotFound, ExportUnknown, FrameworkUnknown
from lcc_desktop.domain.territory import MILIEUX
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import percent, short_day
from lcc_desktop.services.campaign_filter import DECISIONS, Filter
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results_campaign import CampaignRow, CampaignView, CommuneFile
from lcc_desktop.services.results_statistics import Question, Statistics
from lcc_desktop.spoken import option
from lcc_desktop.wording.campaign import communes_line, eligibility_name, late_name
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.statistics import caution_lines, spread_line


@cli.group()
def campaign() -> None:
    """The campaigns of the coordination team: applications, eligibility, lots, where every commune stands."""


@campaign.command("list")
@in_workspace
@as_json
def campaign_list(services: Services, as_json: bool) -> None:
    """List the campaigns, the latest cycle first."""
    rows = services.campaigns.all()
    if as_json:
        say_json(rows)
        return
    for row in rows:
        days = [short_day(day) if day else "–" for day in (row.opens, row.closes)]
        say_cells(row.id, row.cycle, row.name(current_language()), *days)
    if not rows:
        say(_("No campaign yet"))


@campaign.command("start")
@in_workspace
@option("--cycle", default=lambda: str(datetime.now(UTC).year), help="The name of the cycle, such as 2026.")
@option("--name-fr", default="", help="Its name in French.")
@option("--name-ar", default="", help="Its name in Arabic.")
@option("--framework", "identity", default=None, help="The identifier of the framework; its latest version is used.")
def campaign_start(services: Services, cycle: str, name_fr: str, name_ar: str, identity: str | None) -> None:
    """Open a campaign for a cycle; prints its id."""
    usable = [f.ref for f in services.frameworks.usable() if identity in (None, f.ref.id)]
    if not usable:
        raise FrameworkUnknown(identity or "")
    say(services.campaigns.start(name_fr, name_ar, cycle, usable[0]))


@campaign.command("apply")
@in_workspace
@click.argument("campaign")
@click.argument("communes", nargs=-1, required=True)
def campaign_apply(services: Services, campaign: str, communes: Sequence[str]) -> None:
    """Take in applications of communes, by code or by a name that only one commune has."""
    codes = codes_of(services, communes)
    new = services.campaigns.apply(find_campaign(services, campaign).id, codes, date.today())
    say(fill(_("Applications taken in: {new} of {given}."), new=new, given=len(codes)))


@campaign.command("decide")
@in_workspace
@click.argument("campaign")
@click.argument("decision", type=click.Choice(list(DECISIONS)))
@click.argument("communes", nargs=-1, required=True)
@option("--reason", default="", help="Why; told to a commune that is not eligible.")
def campaign_decide(services: Services, campaign: str, decision: str, communes: Sequence[str], reason: str) -> None:
    """Decide whether communes are eligible; pending takes a decision back."""
    codes = codes_of(services, communes)
    services.campaigns.decide(find_campaign(services, campaign).id, codes, DECISIONS[decision], date.today(), reason)
    say(
        fill(
            "{decision}: {communes}", decision=eligibility_name(DECISIONS[decision]), communes=communes_line(len(codes))
        )
    )


@campaign.command("lot")
@in_workspace
@click.argument("campaign")
@click.argument("name")
@click.argument("communes", nargs=-1)
def campaign_lot(services: Services, campaign: str, name: str, communes: Sequence[str]) -> None:
    """Put communes in a lot, which is made if there is none of that name."""
    row, codes = find_campaign(services, campaign), codes_of(services, communes)
    lots = {lot.name: lot.id for lot in services.campaigns.view(row.id, date.today()).lots}
    lot = lots.get(name) or services.campaigns.add_lot(row.id, name)
    services.campaigns.put_in_lot(row.id, codes, lot)
    say(fill("{lot}: {communes}", lot=name, communes=communes_line(len(codes))))


@campaign.command("show")
@in_workspace
@click.argument("campaign", required=False)
@option("--find", "words", default="", help="Only communes whose name, province or code is so, in either script.")
@option("--region", default="", help="Only communes of a region, by the first two figures of their codes.")
@option("--milieu", type=click.Choice(MILIEUX), default=None, help="Only urban or rural communes.")
@option("--stage", type=click.Choice([stage.value for stage in Stage]), default=None, help="Only those at a stage.")
@option("--decision", type=click.Choice(list(DECISIONS)), default=None, help="Only those of which this was decided.")
@option("--late", is_flag=True, help="Only those that are late with something.")
@as_json
def campaign_show(
    services: Services,
    campaign: str | None,
    words: str,
    region: str,
    milieu: str | None,
    stage: str | None,
    decision: str | None,
    late: bool,
    as_json: bool,
) -> None:
    """List the communes of a campaign, or of all, with where each stands."""
    narrowed = Filter(
        words=words,
        campaign=find_campaign(services, campaign).id if campaign else "",
        region=region,
        milieu=milieu or "",
        stage=stage or "",
        decision=decision or "",
        late=late,
    )
    files = narrowed.keep(_all(services).communes, services.communes)
    if as_json:
        say_json([_file_json(file) for file in files])
        return
    for file in files:
        say_cells(*_file_cells(file))
    if not files:
        say(_("No commune found."))


def _file_cells(file: CommuneFile) -> tuple[str, ...]:
    language, evaluation = current_language(), file.evaluation
    return (
        file.cycle,
        file.commune.code,
        f"{file.commune.name(language)} ({file.commune.province(language)})",
        stage_name(file.stage),
        eligibility_name(file.applicant.eligibility),
        file.lot,
        percent(evaluation.completeness) if evaluation else "–",
        percent(evaluation.score, 1) if evaluation else "–",
        ", ".join(map(late_name, file.late)),
    )


def _file_json(file: CommuneFile) -> dict[str, object]:
    evaluation = file.evaluation
    return {
        "cycle": file.cycle,
        "commune_code": file.commune.code,
        "commune": file.commune.name_fr,
        "commune_ar": file.commune.name_ar,
        "province": file.commune.province_fr,
        "milieu": file.milieu,
        "stage": file.stage,
        "eligibility": "pending" if file.applicant.eligibility is Eligibility.PENDING else file.applicant.eligibility,
        "reason": file.applicant.reason,
        "lot": file.lot,
        "accompanied_by": file.facilitators,
        "late": file.late,
        "withdrawn": file.applicant.withdrawn,
        "evaluation": evaluation.id if evaluation else None,
        "completeness": evaluation.completeness if evaluation else None,
        "score": evaluation.score if evaluation else None,
        "verified": evaluation.verified if evaluation else None,
    }


@campaign.command("compare")
@in_workspace
@click.argument("campaign", required=False)
@option("--verified", is_flag=True, help="What the mission found, instead of what communes say themselves.")
@option("--unfinished", is_flag=True, help="Count evaluations that are not complete as well.")
def campaign_compare(services: Services, campaign: str | None, verified: bool, unfinished: bool) -> None:
    """Show how scores are spread by region, milieu, lot, cycle, principle and field."""
    question = Question(verified=verified, whole=not unfinished)
    _kept, answers = _tables(services, campaign, question)
    for line in dict.fromkeys(line for answer in answers for line in caution_lines(answer)):
        say(line)
    for answer in answers:
        for group in answer.groups:
            if group.count:
                say(spread_line(group))


@cli.command("export")
@in_workspace
@click.argument("campaign", required=False)
@out_file
@option("--names", is_flag=True, help="Every commune by name as well; otherwise statistics without names.")
@option("--verified", is_flag=True, help="What the mission found, instead of what communes say themselves.")
@option("--unfinished", is_flag=True, help="Count evaluations that are not complete as well.")
def export(
    services: Services, campaign: str | None, target: Path, names: bool, verified: bool, unfinished: bool
) -> None:
    """Write the figures of campaigns as a workbook, CSV or JSON, by the file's ending, with a data dictionary."""
    if target.suffix.lower() not in EXPORTS:
        raise ExportUnknown(target.name)
    question = Question(verified=verified, whole=not unfinished)
    kept, answers = _tables(services, campaign, question)
    for path in write_campaign(target, kept, answers, names):
        say(fill(_("Written: {path}"), path=path))


def _tables(services: Services, campaign: str | None, question: Question) -> tuple[CampaignView, Sequence[Statistics]]:
    narrowed = Filter(campaign=find_campaign(services, campaign).id if campaign else "")
    return services.statistics.tables(_all(services), narrowed, question, services.communes)


def _all(services: Services) -> CampaignView:
    view = services.campaigns.views(date.today())
    if view is None:
        raise CampaignNotFound("–")
    return view


def find_campaign(services: Services, given: str) -> CampaignRow:
    """The campaign meant: its cycle if only one has it, its id, or the first characters of only one."""
    rows = services.campaigns.all()
    matches = [row for row in rows if row.cycle == given] or [row for row in rows if given and row.id.startswith(given)]
    if len(matches) != 1:
        raise CampaignNotFound(given)
    return matches[0]


def codes_of(services: Services, given: Sequence[str]) -> list[str]:
    codes = []
    for one in given:
        commune = services.communes.identify(one)
        if commune is None:
            raise CommuneNotFound(one)
        codes.append(commune.code)
    return codes
