"""The minimal conditions of eligibility: whether each is met, and what shows it."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from lcc_desktop.domain.errors import EntryGone, NoteTooLong
from lcc_desktop.domain.facts import NOTE_LIMIT, writable
from lcc_desktop.domain.framework import Framework
from lcc_desktop.models.evaluation import Prerequisite
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.evaluations import conflict_of, framework_of, read_evidence
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.results import EvidenceItem, PrerequisiteView
from lcc_desktop.services.unit import Work, begin, look
from lcc_desktop.sync.state import Fact


class Prerequisites:
    """The checklist of prerequisites of an evaluation's framework.

    Every method returns all of it as it is then, in the order of the framework, and raises EvaluationNotFound,
    FrameworkUnknown, EvaluationClosed and StorageFailed beside what it names.
    """

    def __init__(self, workspace: Workspace, frameworks: Frameworks) -> None:
        self._workspace = workspace
        self._frameworks = frameworks

    def checklist(self, evaluation: str) -> tuple[PrerequisiteView, ...]:
        """All prerequisites; none where the framework states none."""
        with look(self._workspace) as work:
            return _read(work, evaluation, framework_of(work.session, evaluation, self._frameworks))

    def say(
        self, evaluation: str, code: str, state: str | None = None, note: str | None = None
    ) -> tuple[PrerequisiteView, ...]:
        """Say whether one is met (of PREREQUISITE_STATES, "" to take it back) and what is noted of it.

        None leaves a field alone; one in conflict is settled by saying it. Raises EntryGone, NoteTooLong.
        """
        said = {"state": state, "note": None if note is None else writable(note)}
        if note is not None and len(writable(note)) > NOTE_LIMIT:
            raise NoteTooLong(NOTE_LIMIT)
        with begin(self._workspace) as work:
            framework = framework_of(work.session, evaluation, self._frameworks)
            before = next((one for one in _read(work, evaluation, framework) if one.prerequisite.code == code), None)
            if before is None:
                raise EntryGone(code)
            disputed = {conflict.field for conflict in before.conflicts}
            for field, value in said.items():
                if value is not None and (value != getattr(before, field) or field in disputed):
                    work.journal.record(evaluation, "prerequisite", code, field, value)
            work.session.flush()
            after = _read(work, evaluation, framework)
            work.commit()
        return after


def _read(work: Work, evaluation: str, framework: Framework) -> tuple[PrerequisiteView, ...]:
    rows = {
        row.entity: row for row in work.session.scalars(select(Prerequisite).where(Prerequisite.scope == evaluation))
    }
    evidence = read_evidence(work.session, evaluation)
    waiting = [fact for fact in work.journal.conflicts(evaluation) if fact.shown.kind == "prerequisite"]
    return tuple(_views(framework, rows, evidence, waiting))


def _views(
    framework: Framework,
    rows: Mapping[str, Prerequisite],
    evidence: Mapping[str, Sequence[EvidenceItem]],
    waiting: Sequence[Fact],
) -> Iterator[PrerequisiteView]:
    for prerequisite in framework.prerequisites:
        row = rows.get(prerequisite.code)
        yield PrerequisiteView(
            prerequisite=prerequisite,
            state=row.state if row else "",
            note=row.note if row else "",
            evidence=tuple(evidence.get(prerequisite.code, ())),
            conflicts=tuple(conflict_of(fact) for fact in waiting if fact.shown.entity == prerequisite.code),
        )
