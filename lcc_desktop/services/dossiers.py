"""What documents of an evaluation are made of, gathered from everywhere it is kept."""

from lcc_desktop.services.committee import Committee, DecisionRow
from lcc_desktop.services.evaluations import Evaluations
from lcc_desktop.services.prerequisites import Prerequisites
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.results_dossier import Decided, Dossier, Earlier
from lcc_desktop.services.snapshots import Snapshots
from lcc_desktop.services.templates import Templates


class Dossiers:
    """The dossiers of a workspace."""

    def __init__(
        self,
        evaluations: Evaluations,
        prerequisites: Prerequisites,
        snapshots: Snapshots,
        committee: Committee,
        templates: Templates,
    ) -> None:
        self._evaluations, self._prerequisites = evaluations, prerequisites
        self._snapshots, self._committee, self._templates = snapshots, committee, templates

    def read(self, evaluation: str) -> Dossier:
        """Everything that is to be printed of an evaluation. Raises EvaluationNotFound."""
        view = self._evaluations.view(evaluation)
        decisions = tuple(_decided(row) for row in self._committee.decisions(evaluation))
        checklist, earlier = self._prerequisites.checklist(evaluation), self._earlier(view)
        return Dossier(view, checklist, earlier, decisions, self._templates.read())

    def _earlier(self, view: EvaluationView) -> Earlier | None:
        """The commune's last cycle before this one that has a score."""
        rows = [
            row
            for row in self._evaluations.rows()
            if row.commune.code == view.commune.code and row.cycle < view.cycle and row.score is not None
        ]
        if not rows:
            return None
        last = max(rows, key=lambda row: (row.cycle, row.completeness, row.id))
        before = self._evaluations.view(last.id)
        return Earlier(before.cycle, self._snapshots.compare_views(before, view))


def _decided(row: DecisionRow) -> Decided:
    return Decided(
        outcome=row.outcome,
        day=row.date,
        members=row.members,
        conditions=row.conditions,
        reference=row.reference,
        author=row.author,
        recorded_at=row.recorded_at,
        signed=str(row.signed),
    )
