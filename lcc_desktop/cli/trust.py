"""Who may send packages here."""

from datetime import UTC, datetime
from pathlib import Path

import click

from lcc_desktop.cli.base import as_json, cli, in_workspace, out_file, say, say_bytes, say_cells, say_json
from lcc_desktop.cli.digits import compare, digits_option
from lcc_desktop.domain.errors import DeviceNotTrusted
from lcc_desktop.domain.roles import written
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import day
from lcc_desktop.services.desk import Services
from lcc_desktop.services.reading import commune_of
from lcc_desktop.spoken import AnyPath, option
from lcc_desktop.wording.enrolment import period, standing_name
from lcc_desktop.wording.states import role_name


@cli.group()
def trust() -> None:
    """Who may send packages here."""


@trust.command("request")
@in_workspace
@out_file
def trust_request(services: Services, target: Path) -> None:
    """Write the file by which this workspace asks to be enrolled; prints the digits to compare."""
    services.trust.write_request(target)
    say(services.trust.own().digits)


@trust.command("add")
@in_workspace
@click.argument("file", type=AnyPath())
def trust_add(services: Services, file: Path) -> None:
    """Trust the device of a request file without enrolling it; prints the digits to compare with its owner."""
    known = services.trust.add(file)
    say_cells(known.name, known.digits)


@trust.command("take")
@in_workspace
@click.argument("file", type=AnyPath())
@digits_option
def trust_take(services: Services, file: Path, digits: str) -> None:
    """Take an assignment or a notice of the coordination team in, after comparing digits the first time."""
    offer = services.enrolment.look(file)
    offer = services.enrolment.take(file, {} if offer.is_known else compare(offer.team, digits))
    if offer.until is None:
        say(fill(_("What {team} says of its keys is known here now."), team=offer.team))
    else:
        say(fill(_("Enrolled by {team} until {day}."), team=offer.team, day=day(offer.until.date())))


@trust.command("show")
@in_workspace
@as_json
def trust_show(services: Services, as_json: bool) -> None:
    """Show where this workspace stands with the coordination team, and what it is asked to do."""
    state = services.enrolment.state(datetime.now(UTC))
    if as_json:
        say_json(state)
        return
    until = day(state.until.date()) if state.until else ""
    say_cells(standing_name(state.standing), role_name(written(state.roles)), state.team, until)
    for task in state.tasks:
        for one in task.communes:
            commune = commune_of(services.communes, one.code).name(current_language())
            say_cells(task.name(current_language()), task.cycle, commune, period(one.start, one.end))


@trust.command("recipient")
@in_workspace
def trust_recipient(services: Services) -> None:
    """Print the age recipient to seal packages for, that only this workspace can open."""
    say(services.trust.own().recipient)


@trust.command("identity")
@in_workspace
@out_file
def trust_identity(services: Services, target: Path) -> None:
    """Write the secret that opens packages sealed for this workspace, for the program age. Keep it locked away."""
    services.trust.write_identity(target)
    say(
        fill(_("Secret written: {path}. Whoever has it can read every package sealed for this workspace."), path=target)
    )


@trust.command("remove")
@in_workspace
@click.argument("device")
def trust_remove(services: Services, device: str) -> None:
    """Stop trusting a device."""
    if not services.trust.remove(device):
        raise DeviceNotTrusted(device)
    say(fill(_("{device} is no longer trusted. What it sent before stays."), device=device))


@trust.command("list")
@in_workspace
@as_json
@option("--allowed-signers", is_flag=True, help="In OpenSSH's format, for ssh-keygen -Y verify.")
def trust_list(services: Services, as_json: bool, allowed_signers: bool) -> None:
    """List the trusted devices."""
    if allowed_signers:
        say_bytes(services.trust.allowed_signers().encode())
    elif as_json:
        say_json(services.trust.all())
    else:
        known = services.trust.all()
        for one in known:
            say_cells(one.device, one.name, role_name(one.role), one.digits)
        if not known:
            say(_("No device is on the trust list yet."))
