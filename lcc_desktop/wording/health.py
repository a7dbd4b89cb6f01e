"""How a workspace is, in words: sound, damaged, saved in part, short of room."""

from lcc_desktop.domain.health import Health, Rescued
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import listed, number

_NAMED = 5
"""Pieces of lost evidence named; the others are counted."""


def health_lines(found: Health) -> list[str]:
    """What an examination found, a sentence a line, and what to do about it."""
    lines = [_contents(found)]
    if found.is_sound:
        lines.append(_("Everything is sound: the database, every change and every piece of evidence."))
    if found.faults:
        lines.append(_("The database is damaged. Put a backup back, or save what can be read to a new workspace."))
    if found.broken:
        text = ngettext(
            "The changes of {count} computer do not follow one another any more. Put a backup back.",
            "The changes of {count} computers do not follow one another any more. Put a backup back.",
            found.broken,
        )
        lines.append(fill(text, count=found.broken))
    if found.lost:
        text = ngettext(
            "{count} piece of evidence is missing or altered: {names}. Attach it again, or merge a package that "
            "has it.",
            "{count} pieces of evidence are missing or altered: {names}. Attach them again, or merge a package that "
            "has them.",
            len(found.lost),
        )
        lines.append(fill(text, count=len(found.lost), names=_names(found.lost)))
    if found.is_low:
        lines.append(low_room(found.free))
    return lines


def unclean_line(found: Health) -> str:
    """What is said after a stop without closing, when all is there."""
    return fill(
        _("The program was stopped without being closed. {contents} Everything that was confirmed is here."),
        contents=_contents(found),
    )


def low_room(free: int) -> str:
    """Little room is left on the disk."""
    return fill(
        _("Only {size} MB are free on this disk. Make room before attaching more evidence: nothing is lost so far."),
        size=number(free // 1024**2),
    )


def rescued_line(saved: Rescued) -> str:
    """What was saved of a damaged workspace."""
    changes = fill(ngettext("{count} change", "{count} changes", saved.entries), count=saved.entries)
    lost = fill(ngettext("{count} change", "{count} changes", saved.lost_entries), count=saved.lost_entries)
    evidence = fill(
        ngettext("{count} piece of evidence", "{count} pieces of evidence", saved.evidence), count=saved.evidence
    )
    gone = fill(
        ngettext("{count} piece of evidence", "{count} pieces of evidence", saved.lost_evidence),
        count=saved.lost_evidence,
    )
    return fill(
        _("Saved: {changes} and {evidence}. Lost: {lost} and {gone}."),
        changes=changes,
        evidence=evidence,
        lost=lost,
        gone=gone,
    )


def _contents(found: Health) -> str:
    evaluations = ngettext("{count} evaluation", "{count} evaluations", found.evaluations)
    changes = ngettext("{count} change", "{count} changes", found.entries)
    return fill(
        _("{evaluations}, {changes} examined."),
        evaluations=fill(evaluations, count=found.evaluations),
        changes=fill(changes, count=found.entries),
    )


def _names(names: tuple[str, ...]) -> str:
    return listed(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
