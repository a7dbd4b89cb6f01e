"""The evidence of a whole evaluation as one list: every piece where it serves, and everything that is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lcc_desktop.domain.evidence import TO_OBTAIN
from lcc_desktop.domain.framework import Text
from lcc_desktop.services.results import EvaluationView, EvidenceItem, PrerequisiteView


class Need(StrEnum):
    """What a line of the list says."""

    SUPPLIED = "supplied"
    TO_OBTAIN = "to-obtain"
    NOT_ACCEPTED = "not-accepted"
    MISSING = "missing"
    """An expected source that nothing is, not even something waited for."""
    REQUIRED = "required"
    """The degree asks for evidence, and none is here."""


@dataclass(frozen=True)
class EvidenceLine:
    """One line. `served` is a code, with its `text`; `expected` the source that the piece is, or that is missing."""

    need: Need
    served: str
    text: Text
    expected: Text | None = None
    item: EvidenceItem | None = None
    overdue: bool = False

    @property
    def confidential(self) -> bool:
        return self.item is not None and self.item.confidential

    @property
    def lacking(self) -> bool:
        """Whether something is to be done about it."""
        return self.need in (Need.MISSING, Need.REQUIRED)


def evidence_lines(
    view: EvaluationView, prerequisites: Sequence[PrerequisiteView], today: date
) -> tuple[EvidenceLine, ...]:
    """All lines, prerequisites first, in the order of the framework; what is required and absent before the rest."""

    def lines() -> Iterator[EvidenceLine]:
        for each in prerequisites:
            asked = each.prerequisite
            yield from _lines(asked.code, asked.text, asked.sources, each.evidence, today)
        for shown in view.indicators.values():
            indicator = shown.indicator
            if shown.lacks_evidence:
                yield EvidenceLine(Need.REQUIRED, indicator.code, indicator.text)
            yield from _lines(indicator.code, indicator.text, indicator.sources, shown.evidence, today)

    return tuple(lines())


def _lines(
    served: str, text: Text, sources: Sequence[Text], items: Sequence[EvidenceItem], today: date
) -> Iterator[EvidenceLine]:
    for item in items:
        expected = sources[item.source] if item.source is not None and item.source < len(sources) else None
        yield EvidenceLine(_need(item), served, text, expected, item, item.is_overdue(today))
    here = {item.source for item in items if item.supplied or item.state == TO_OBTAIN}
    for position, source in enumerate(sources):
        if position not in here:
            yield EvidenceLine(Need.MISSING, served, text, source)


def _need(item: EvidenceItem) -> Need:
    if item.supplied:
        return Need.SUPPLIED
    return Need.TO_OBTAIN if item.state == TO_OBTAIN else Need.NOT_ACCEPTED
