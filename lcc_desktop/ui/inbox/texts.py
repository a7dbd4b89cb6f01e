"""What the inbox says of files and imports."""

from lcc_desktop.i18n import _, current_language, fill, ngettext
from lcc_desktop.i18n.formats import moment, number
from lcc_desktop.services.inbox import ArrivalRow, ImportRow
from lcc_desktop.services.packages import Outcome, Preview
from lcc_desktop.wording.errors import explain_reason
from lcc_desktop.wording.inbox import (
    TAKEN_BACK,
    WAITING,
    authors_line,
    brought,
    coming_conflicts_line,
    conflicts_line,
    outcome_name,
    totals,
)
from lcc_desktop.wording.packages import left_out


def preview_text(preview: Preview) -> str:
    """What taking in a file would do."""
    result = preview.result
    if result.outcome is Outcome.REFUSED:
        reasons = " ".join(explain_reason(reason) for reason in result.reasons)
        return fill(_("{name}: would be refused. {reason}"), name=result.path.name, reason=reasons)
    commune = result.commune.name(current_language()) if result.commune else ""
    news = brought(result.changes, result.scores, result.evidence) or _("nothing new")
    said = fill(
        _("{name}: {commune}, {cycle}: {news}"), name=result.path.name, commune=commune, cycle=preview.cycle, news=news
    )
    changed = ""
    if preview.degrees:
        count = len(preview.degrees)
        text = ngettext("{count} score shown here would change", "{count} scores shown here would change", count)
        changed = fill(text, count=number(count))
    new = _("A new evaluation here") if preview.is_new else ""
    lines = (authors_line(result.authors), new, changed, coming_conflicts_line(len(preview.disputes)))
    return "\n".join((said, *(line for line in lines if line), *left_out(result.left_out)))


def arrival_text(row: ArrivalRow) -> str:
    """What became of a file."""
    name = row.path.name
    if row.outcome is Outcome.REFUSED:
        reasons = " ".join(explain_reason(reason) for reason in row.reasons)
        return fill(_("{name}: refused. {reason}"), name=name, reason=reasons)
    commune = row.commune.name(current_language()) if row.commune else ""
    outcome = TAKEN_BACK if row.undone_at is not None else WAITING if row.outcome is None else row.outcome.value
    said = fill(_("{name}: {outcome}"), name=name, outcome=outcome_name(outcome))
    news = " · ".join(part for part in (commune, brought(row.changes, row.scores, row.evidence)) if part)
    lines = (news, authors_line(row.authors), conflicts_line(row.conflicts))
    return "\n".join((said, *(line for line in lines if line), *left_out(row.left_out)))


def import_totals(row: ImportRow) -> str:
    """How many files of an import came to what."""
    counts = {"merged": row.merged, "already-merged": row.known, "refused": row.refused}
    return totals({**counts, WAITING: row.waiting, TAKEN_BACK: row.undone})


def import_text(row: ImportRow) -> str:
    """An import in a list."""
    said = fill(_("Import {number}, {moment}"), number=row.number, moment=moment(row.began_at))
    backup = fill(_("Backup before: {moment}"), moment=moment(row.backup)) if row.backup else ""
    return "\n".join(line for line in (said, import_totals(row), backup) if line)
