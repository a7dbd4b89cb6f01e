"""What came in, in words."""

from collections.abc import Mapping

from lcc_desktop.i18n import N_, _, fill, ngettext
from lcc_desktop.i18n.formats import listed, number

WAITING, TAKEN_BACK = "waiting", "taken-back"

OUTCOMES = {
    WAITING: N_("Waiting"),
    "merged": N_("Merged"),
    "already-merged": N_("Already here"),
    "refused": N_("Refused"),
    TAKEN_BACK: N_("Taken back"),
}
"""What became of a file."""


def outcome_name(outcome: str) -> str:
    """What became of a file; a word of a newer version is shown as it is written."""
    return _(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome


def brought(changes: int, scores: int, evidence: int) -> str:
    """What a file brings that was not here; nothing where it brings nothing."""
    parts = []
    if changes:
        parts.append(fill(ngettext("{count} change", "{count} changes", changes), count=number(changes)))
    if scores:
        text = ngettext("the score of {count} indicator", "the scores of {count} indicators", scores)
        parts.append(fill(text, count=number(scores)))
    if evidence:
        text = ngettext("{count} file of evidence", "{count} files of evidence", evidence)
        parts.append(fill(text, count=number(evidence)))
    return " · ".join(parts)


def authors_line(authors: Mapping[str, int]) -> str:
    """Whose changes came; nothing where none did."""
    return fill(_("From {names}"), names=listed(sorted(authors))) if authors else ""


def conflicts_line(count: int) -> str:
    """How many conflicts wait; nothing for none."""
    if not count:
        return ""
    text = ngettext("{count} conflict waits for a choice", "{count} conflicts wait for a choice", count)
    return fill(text, count=number(count))


def coming_conflicts_line(count: int) -> str:
    """How many conflicts a file would bring; nothing for none."""
    if not count:
        return ""
    text = ngettext("{count} conflict would come", "{count} conflicts would come", count)
    return fill(text, count=number(count))


def totals(counts: Mapping[str, int]) -> str:
    """How many files came to what, by outcome; what did not happen is not said."""
    texts = {
        "merged": ngettext("{count} merged", "{count} merged", counts.get("merged", 0)),
        "already-merged": ngettext("{count} already here", "{count} already here", counts.get("already-merged", 0)),
        "refused": ngettext("{count} refused", "{count} refused", counts.get("refused", 0)),
        WAITING: ngettext("{count} waiting", "{count} waiting", counts.get(WAITING, 0)),
        TAKEN_BACK: ngettext("{count} taken back", "{count} taken back", counts.get(TAKEN_BACK, 0)),
    }
    said = [fill(text, count=number(counts[name])) for name, text in texts.items() if counts.get(name)]
    return " · ".join(said) or _("Nothing to take in")


def behind_line(entries: int) -> str:
    """How far somebody's receipt is behind what is here."""
    if not entries:
        return _("Nothing was added since.")
    text = ngettext("{count} change since then is not there yet.", "{count} changes since are not there yet.", entries)
    return fill(text, count=number(entries))
