"""Backups in words: what one holds, where it is, and what would be other than now if it were put back."""

from collections.abc import Callable

from lcc_desktop.i18n import N_, _, fill, ngettext
from lcc_desktop.i18n.formats import listed, moment
from lcc_desktop.services.backup_places import Difference, KeptBackup, Preview

PLACES = {False: N_("Beside the workspace"), True: N_("Second drive")}
"""By whether it is the second place."""


def holds(kept: KeptBackup) -> str:
    """How much is in a backup."""
    if kept.evaluations is None or kept.evidence is None:
        return _("Cannot be read")
    evaluations = ngettext("{count} evaluation", "{count} evaluations", kept.evaluations)
    evidence = ngettext("{count} piece of evidence", "{count} pieces of evidence", kept.evidence)
    return fill(
        _("{evaluations}, {evidence}"),
        evaluations=fill(evaluations, count=kept.evaluations),
        evidence=fill(evidence, count=kept.evidence),
    )


def backup_line(kept: KeptBackup) -> str:
    """A backup in a list of them."""
    return fill(_("{moment} · {contents}"), moment=moment(kept.moment), contents=holds(kept))


def preview_lines(preview: Preview, commune_name: Callable[[str], str]) -> list[str]:
    """What would be other than now, a sentence a line. `commune_name` knows communes by code."""
    lines = [_("It was opened and is sound: database, changes and evidence.")]
    for difference in preview.differences:
        lines.append(_difference(difference, commune_name(difference.commune)))
    if preview.evidence_since:
        text = ngettext(
            "{count} piece of evidence was attached since.",
            "{count} pieces of evidence were attached since.",
            preview.evidence_since,
        )
        lines.append(fill(text, count=preview.evidence_since))
    if not preview.differences:
        lines.append(_("It holds exactly what is here now."))
    return lines


def _difference(found: Difference, commune: str) -> str:
    if found.is_new:
        return fill(_("{commune} {cycle}: begun since, not in this backup."), commune=commune, cycle=found.cycle)
    parts = []
    if found.since:
        since = ngettext("{count} change made since", "{count} changes made since", found.since)
        parts.append(fill(since, count=found.since))
    if found.only_there:
        there = ngettext("{count} change only in the backup", "{count} changes only in the backup", found.only_there)
        parts.append(fill(there, count=found.only_there))
    return fill(_("{commune} {cycle}: {changes}."), commune=commune, cycle=found.cycle, changes=listed(parts))
