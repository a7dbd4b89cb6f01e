"""What a coordination team does: its key, whom it enrols, what it tells them, whom it believes no more."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import click

from lcc_desktop.cli.base import as_json, cli, in_workspace, out_file, say, say_cells, say_json
from lcc_desktop.cli.campaigns import codes_of, find_campaign
from lcc_desktop.cli.digits import compare, digits_option
from lcc_desktop.domain.errors import BadDate, CampaignNotFound
from lcc_desktop.domain.roles import Role, written
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import day, listed
from lcc_desktop.services import recovery_keys
from lcc_desktop.services.desk import Services
from lcc_desktop.services.protection import read_recovery_key
from lcc_desktop.services.reading import commune_of
from lcc_desktop.services.team import TeamMember
from lcc_desktop.spoken import AnyPath, option
from lcc_desktop.wording.enrolment import standing_name
from lcc_desktop.wording.states import role_name

USUAL = timedelta(days=365)


@cli.group()
def team() -> None:
    """The coordination team: who is enrolled, and who is not any more."""


role_option = option(
    "--role",
    "roles",
    type=click.Choice([str(role) for role in Role]),
    multiple=True,
    help="What they may do (what they ask for, if not given); several times for several.",
)
commune_option = option(
    "--commune",
    "communes",
    multiple=True,
    help="A commune they accompany, by code or by a name that only one has; several times for several, and no others.",
)
campaign_option = option("--campaign", default="", help="In which campaign (the latest cycle's, if not given).")
until_option = option("--until", default="", help="The last day, as 2027-06-30 (a year from now, if not given).")


@team.command("key")
@in_workspace
@option("--name", default="", help="What facilitators read as the team's name.")
def team_key(services: Services, name: str) -> None:
    """Make the key by which this workspace enrols others; prints its digits."""
    say(services.team.found(name))


@team.command("approve")
@in_workspace
@click.argument("request", type=AnyPath())
@digits_option
@role_option
@until_option
@commune_option
@campaign_option
@out_file
def team_approve(
    services: Services,
    request: Path,
    digits: str,
    roles: Sequence[str],
    until: str,
    communes: Sequence[str],
    campaign: str,
    target: Path,
) -> None:
    """Enrol the computer of a request after comparing digits with its owner; writes their assignment.

    Without --commune, who is on a campaign's list under this name is only told: name their communes to link them.
    """
    codes = _chosen(services, communes, campaign)
    asking = services.team.look(request)
    granted = [Role(role) for role in roles or asking.role.split(",") if role in tuple(Role)]
    say_cells(asking.name, role_name(written(granted)))
    typed = compare(asking.name, digits)
    member = services.team.approve(request, typed, granted, _until(until), datetime.now(UTC))
    _entrust(services, member, codes)
    services.team.write_assignment(member.device, target)
    _say_written(member, target)


@team.command("renew")
@in_workspace
@click.argument("device")
@role_option
@until_option
@out_file
def team_renew(services: Services, device: str, roles: Sequence[str], until: str, target: Path) -> None:
    """Enrol a member for longer, or with one more role; writes their assignment."""
    member = services.team.renew(device, _until(until), datetime.now(UTC), [Role(role) for role in roles])
    services.team.write_assignment(member.device, target)
    _say_written(member, target)


@team.command("assignment")
@in_workspace
@click.argument("device")
@commune_option
@campaign_option
@out_file
def team_assignment(services: Services, device: str, communes: Sequence[str], campaign: str, target: Path) -> None:
    """Write the assignment of a member again, with other communes if any are named."""
    codes = _chosen(services, communes, campaign)
    if codes is not None:
        _entrust(services, services.team.member(device), codes)
    services.team.write_assignment(device, target)
    say(fill(_("Assignment written: {path}"), path=target))


@team.command("revoke")
@in_workspace
@click.argument("device")
def team_revoke(services: Services, device: str) -> None:
    """Believe a computer no more, for good: it was lost or stolen. What it sent before stays."""
    member = services.team.revoke(device)
    say(
        fill(
            _("{name} is believed no more here. Send everybody a notice, so that nobody else believes it either."),
            name=member.name,
        )
    )


@team.command("notice")
@in_workspace
@out_file
def team_notice(services: Services, target: Path) -> None:
    """Write what everybody is to know: the team's keys, whom to seal for, what was withdrawn."""
    services.team.write_notice(target)
    say(fill(_("Notice written: {path}"), path=target))


@team.command("recovery-key")
@in_workspace
@click.argument("file", type=AnyPath())
def team_recovery_key(services: Services, file: Path) -> None:
    """Send a public recovery key along with every assignment and notice from now on."""
    key = read_recovery_key(file)
    recovery_keys.keep(services.workspace, key)
    say(fill(_("If the passphrase is lost, {name} can help."), name=key.name))


@team.command("replace-key")
@in_workspace
def team_replace_key(services: Services) -> None:
    """Enrol with another key from now on; the old one counts until it is withdrawn. Prints the new digits."""
    say(services.team.replace_key())


@team.command("withdraw-key")
@in_workspace
@click.argument("digits")
def team_withdraw_key(services: Services, digits: str) -> None:
    """Let a team's key, by its first digits, count no more; nor whom it enrolled."""
    services.team.withdraw_key(services.team.key_of(digits))
    say(_("That key counts no more here. Send everybody a notice."))


@team.command("list")
@in_workspace
@as_json
def team_list(services: Services, as_json: bool) -> None:
    """List the team's keys and everybody who was enrolled here."""
    state = services.team.state(datetime.now(UTC))
    if as_json:
        say_json(state)
        return
    for key in state.keys:
        note = _("withdrawn") if key.is_withdrawn else _("in use") if key.is_used else _("counts")
        say_cells(key.name, note, key.digits)
    for one in state.members:
        say_cells(
            one.device, one.name, role_name(written(one.roles)), standing_name(one.standing), day(one.until.date())
        )


def _chosen(services: Services, communes: Sequence[str], campaign: str) -> tuple[str, list[str]] | None:
    """The campaign and the codes of communes named; None where none are. Raises CampaignNotFound, CommuneNotFound."""
    if not communes:
        return None
    rows = services.campaigns.all()
    if not rows:
        raise CampaignNotFound(campaign or "–")
    found = find_campaign(services, campaign) if campaign else rows[0]
    return found.id, codes_of(services, communes)


def _entrust(services: Services, member: TeamMember, chosen: tuple[str, list[str]] | None) -> None:
    """Say which communes a member accompanies; where none were named, which a campaign's list has for their name."""
    if chosen is not None:
        campaign, codes = chosen
        services.campaigns.entrust(campaign, member.name, member.device, codes)
        return
    for one in services.campaigns.entrusted(member.name, member.device):
        if one.communes and not member.communes:
            text = _(
                "On the list of the campaign {cycle}, {name} accompanies: {communes}. Not linked to this computer."
            )
            names = [commune_of(services.communes, code).name(current_language()) for code in one.communes]
            say(fill(text, cycle=one.campaign.cycle, name=member.name, communes=listed(names)))


def _until(text: str) -> datetime:
    """The end of a day, or a year from now."""
    if not text:
        return datetime.now(UTC) + USUAL
    try:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
    except ValueError as error:
        raise BadDate(text) from error


def _say_written(member: TeamMember, target: Path) -> None:
    text = _("{name} is enrolled until {day}. Assignment written: {path}")
    say(fill(text, name=member.name, day=day(member.until.date()), path=target))
