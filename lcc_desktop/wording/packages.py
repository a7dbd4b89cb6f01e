"""What a package leaves out, in words."""

from collections.abc import Mapping

from lcc_desktop.domain import facts
from lcc_desktop.i18n import fill, ngettext
from lcc_desktop.i18n.formats import number


def left_out(counts: Mapping[str, int]) -> tuple[str, ...]:
    """A sentence for each sort of thing that was left out; none for a whole package. `counts` by "kind.field"."""
    names = sum(count for sort, count in counts.items() if _is_personal(sort))
    evidence = sum(count for sort, count in counts.items() if _is_confidential(sort))
    others = sorted(sort for sort in counts if not _is_personal(sort) and not _is_confidential(sort))
    said = []
    if names:
        text = ngettext("Left out: {count} name or organisation.", "Left out: {count} names and organisations.", names)
        said.append(fill(text, count=number(names)))
    if evidence:
        text = ngettext(
            "Left out: {count} detail of confidential evidence.",
            "Left out: {count} details of confidential evidence.",
            evidence,
        )
        said.append(fill(text, count=number(evidence)))
    for sort in others:
        text = ngettext(
            "Left out: {count} value that a newer version wrote ({sort}).",
            "Left out: {count} values that a newer version wrote ({sort}).",
            counts[sort],
        )
        said.append(fill(text, count=number(counts[sort]), sort=sort))
    return tuple(said)


def _is_personal(sort: str) -> bool:
    kind, _, field = sort.partition(".")
    return facts.is_known(kind, field) and facts.KINDS[kind].fields[field].personal


def _is_confidential(sort: str) -> bool:
    kind, _, field = sort.partition(".")
    return facts.is_known(kind, field) and facts.KINDS[kind].fields[field].confidential
