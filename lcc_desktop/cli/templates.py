"""Letterhead and texts of documents: what they say, handed over as a file."""

from pathlib import Path

import click

from lcc_desktop.cli.base import cli, in_workspace, out_file, say
from lcc_desktop.domain.template import Part, Template
from lcc_desktop.i18n import _, fill
from lcc_desktop.services.desk import Services
from lcc_desktop.spoken import AnyPath, option
from lcc_desktop.wording.templates import part_name


@cli.group()
def template() -> None:
    """Letterhead, logos, citations, committee name and data-protection notice of this workspace’s documents."""


@template.command("show")
@in_workspace
def template_show(services: Services) -> None:
    """Print the letterhead and the texts in both languages."""
    _tell(services.templates.read())


@template.command("save")
@in_workspace
@out_file
def template_save(services: Services, target: Path) -> None:
    """Write letterhead and texts to a file, logos included, to hand it to others or to edit it."""
    services.templates.write_file(target)
    say(fill(_("Letterhead and texts written: {path}"), path=target))


@template.command("set")
@in_workspace
@click.argument("file", type=AnyPath())
@option("--logo", "logos", multiple=True, type=AnyPath(), help="A PNG or JPEG picture to add; repeat it for two.")
def template_set(services: Services, file: Path, logos: tuple[Path, ...]) -> None:
    """Take letterhead and texts from a file."""
    kept = services.templates.read_file(file)
    for logo in logos:
        kept = services.templates.with_logo(kept, logo)
    _tell(services.templates.keep(kept))


@template.command("reset")
@in_workspace
def template_reset(services: Services) -> None:
    """Go back to the standard letterhead and texts."""
    _tell(services.templates.reset())
    say(_("The standard letterhead and texts stand again."))


def _tell(shown: Template) -> None:
    parts = (
        (Part.LETTERHEAD, shown.letterhead),
        (Part.CITATIONS, shown.citations),
        (Part.COMMITTEE, (shown.committee,)),
        (Part.SIGNATORY, (shown.signatory,)),
        (Part.NOTICE, (shown.notice,)),
    )
    for part, texts in parts:
        say(fill("{part}", part=part_name(part)))
        for text in texts:
            say(fill("  {fr}", fr=text.fr))
            say(fill("  {ar}", ar=text.ar))
    say(fill(_("Logos: {count}"), count=len(shown.logos)))
