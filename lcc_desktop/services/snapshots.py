"""Closing an evaluation with a signed snapshot, reopening it, and looking at it as it was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lcc_desktop.domain.comparison import Comparison, Side, compare
from lcc_desktop.domain.errors import AlreadyClosed, NotClosed, SnapshotNotFound
from lcc_desktop.domain.facts import one_line
from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.scoring import results
from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.models.registry import FrameworkFile
from lcc_desktop.models.workshop import Snapshot
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.aside import knowing_only
from lcc_desktop.services.evaluations import read_view
from lcc_desktop.services.frameworks import Frameworks
from lcc_desktop.services.identity import new_identity
from lcc_desktop.services.reading import entry_moment, find
from lcc_desktop.services.results import EvaluationView, group_scores
from lcc_desktop.services.signed import Signed, worth
from lcc_desktop.services.standing import own_signer
from lcc_desktop.services.unit import Work, begin, look
from lcc_desktop.sync import statement
from lcc_desktop.sync.entry import Entry, fact_key


@dataclass(frozen=True)
class SnapshotRow:
    """A snapshot as a list shows it. `since` counts the entries written after it, whoever wrote them."""

    id: str
    name: str
    made_at: datetime
    author: str
    signed: Signed
    since: int
    is_closing: bool


class Snapshots:
    """The snapshots of the evaluations of a workspace. They are never changed and never removed."""

    def __init__(self, workspace: Workspace, frameworks: Frameworks, communes: Gazetteer) -> None:
        self._workspace = workspace
        self._frameworks = frameworks
        self._communes = communes

    def close(self, evaluation: str, name: str) -> SnapshotRow:
        """Freeze an evaluation as it is, in a snapshot signed with this device's key, until it is reopened.

        Raises EvaluationNotFound, AlreadyClosed, StorageFailed.
        """
        with begin(self._workspace) as work:
            if find(work.session, evaluation).closed:
                raise AlreadyClosed
            made = self._take(work, evaluation, name)
            work.journal.record(evaluation, "evaluation", evaluation, "closed", made)
            work.commit()
        return self._row(evaluation, made)

    def take(self, evaluation: str, name: str) -> SnapshotRow:
        """Sign the state of an evaluation under a name, and leave it open. Raises EvaluationNotFound, StorageFailed."""
        with begin(self._workspace) as work:
            find(work.session, evaluation)
            made = self._take(work, evaluation, name)
            work.commit()
        return self._row(evaluation, made)

    def reopen(self, evaluation: str) -> None:
        """Let an evaluation be scored again; its snapshot stays.

        Raises EvaluationNotFound, NotClosed, StorageFailed.
        """
        with begin(self._workspace) as work:
            if not find(work.session, evaluation).closed:
                raise NotClosed
            work.journal.record(evaluation, "evaluation", evaluation, "closed", "")
            work.commit()

    def all(self, evaluation: str) -> list[SnapshotRow]:
        """The snapshots of an evaluation, the latest first. Raises EvaluationNotFound."""
        with look(self._workspace) as work:
            closing = find(work.session, evaluation).closed
            rows = work.session.scalars(select(Snapshot).where(Snapshot.scope == evaluation)).all()
            entries = work.journal.entries(evaluation) if rows else []
            found = [_described(work, row, entries, closing) for row in rows]
        return sorted(found, key=lambda row: (row.made_at, row.id), reverse=True)

    def view(self, evaluation: str, snapshot: str) -> EvaluationView:
        """An evaluation as it was when a snapshot was made. Raises EvaluationNotFound, SnapshotNotFound."""
        with look(self._workspace) as work:
            find(work.session, evaluation)
            row = work.session.get(Snapshot, (evaluation, snapshot))
            if row is None:
                raise SnapshotNotFound(snapshot)
            entries = [e for e in work.journal.entries(evaluation) if e.seq <= row.knowledge.get(e.device, 0)]
            files = work.session.scalars(select(FrameworkFile)).all()
        with knowing_only(evaluation, entries, files) as past:
            return read_view(past, evaluation, self._frameworks, self._communes)

    def compare(self, evaluation: str, before: str, after: str = "") -> Comparison:
        """Two snapshots of an evaluation side by side; `after` empty: as it is now. Raises like `view`."""
        earlier = self.view(evaluation, before)
        if after:
            later = self.view(evaluation, after)
        else:
            with look(self._workspace) as work:
                later = read_view(work, evaluation, self._frameworks, self._communes)
        return self.compare_views(earlier, later)

    def compare_views(self, earlier: EvaluationView, later: EvaluationView) -> Comparison:
        """Any two evaluations side by side, the commune's own layer: two cycles, say."""
        return compare(_side(earlier), _side(later), self._family(later.framework))

    def compare_group(self, view: EvaluationView, group: str) -> Comparison:
        """A group's own cards beside the scores agreed on."""
        scores = group_scores(view, group)
        return compare(Side(view.framework, scores, results(view.framework, scores)), _side(view))

    def _family(self, framework: Framework) -> list[Framework]:
        with look(self._workspace) as work:
            return self._frameworks.family(work.session, framework.ref)

    def _take(self, work: Work, evaluation: str, name: str) -> str:
        made, name = new_identity(), one_line(name)[:200]
        heads = {stream.device: (stream.seq, stream.hash) for stream in work.journal.streams(evaluation)}
        known = statement.known(heads)
        signer = own_signer(work)
        signature = statement.sign(signer, statement.SNAPSHOT, _statement(evaluation, made, name, known))
        value = {
            "name": name,
            "knowledge": {device: seq for device, (seq, _hash) in heads.items()},
            "digest": known,
            "signature": signature,
        }
        work.journal.record(evaluation, "snapshot", made, "made", value)
        return made

    def _row(self, evaluation: str, snapshot: str) -> SnapshotRow:
        return next(row for row in self.all(evaluation) if row.id == snapshot)


def _described(work: Work, row: Snapshot, entries: list[Entry], closing: str) -> SnapshotRow:
    said = next(entry for entry in reversed(entries) if entry.fact == fact_key("snapshot", row.entity, "made"))
    heads = {e.device: (e.seq, e.hash) for e in entries if row.knowledge.get(e.device) == e.seq}
    known = sum(row.knowledge.values())
    return SnapshotRow(
        id=row.entity,
        name=row.name,
        made_at=entry_moment(said),
        author=said.author,
        signed=_signed(work, row, heads),
        # Not counting the snapshot itself, nor the word that closed the evaluation with it.
        since=len(entries) - known - 1 - sum(e.field == "closed" and e.value == row.entity for e in entries),
        is_closing=row.entity == closing,
    )


def _signed(work: Work, row: Snapshot, heads: dict[str, tuple[int, str]]) -> Signed:
    if heads.keys() != row.knowledge.keys() or statement.known(heads) != row.digest:
        return Signed.BROKEN  # entries it stands on are missing or altered
    return worth(work, row.signature, statement.SNAPSHOT, _statement(row.scope, row.entity, row.name, row.digest))


def _statement(evaluation: str, snapshot: str, name: str, known: str) -> dict[str, str]:
    return {"evaluation": evaluation, "snapshot": snapshot, "name": name, "known": known}


def _side(view: EvaluationView) -> Side:
    return Side(view.framework, {code: each.score for code, each in view.indicators.items()}, view.results)
