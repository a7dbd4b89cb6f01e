"""Undo and redo: what was said is said back, as new entries of the journal, so nothing that was written is lost."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lcc_desktop.domain import facts
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.journal import Change, Said

DEPTH = 500
"""How many steps are kept of an evaluation, since the program started."""

Step = tuple[Change, ...]


@dataclass(frozen=True)
class Undone:
    """What a step back or forward touched: kind, entity and field of each fact, as (kind, entity, field)."""

    facts: tuple[tuple[str, str, str], ...]


class History:
    """The steps made here, one a transaction. Merges are no steps: they are taken back as a whole elsewhere."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._done: dict[str, deque[Step]] = defaultdict(lambda: deque(maxlen=DEPTH))
        self._undone: dict[str, list[Step]] = defaultdict(list)
        self._stepping = False
        workspace.changed = self._remember

    def can_undo(self, evaluation: str) -> bool:
        return bool(self._done[evaluation])

    def can_redo(self, evaluation: str) -> bool:
        return bool(self._undone[evaluation])

    def undo(self, evaluation: str) -> Undone | None:
        """Say back what the last step changed; None if there is nothing to undo.

        What somebody else changed since, through a merge, stays theirs. Raises StorageFailed.
        """
        return self._step(evaluation, self._done[evaluation], self._undone[evaluation], _back)

    def redo(self, evaluation: str) -> Undone | None:
        """Say again what the last `undo` took back; None if there is nothing. Raises StorageFailed."""
        return self._step(evaluation, self._undone[evaluation], self._done[evaluation], _forth)

    def _step(
        self,
        evaluation: str,
        source: "deque[Step] | list[Step]",
        target: "deque[Step] | list[Step]",
        turn: Callable[[Step], Sequence[tuple[Change, Any, Any]]],
    ) -> Undone | None:
        while source:
            step = source[-1]
            touched = self._say(evaluation, turn(step))
            source.pop()
            target.append(step)
            if touched:
                return Undone(touched)
        return None

    def _say(self, evaluation: str, turned: Sequence[tuple[Change, Any, Any]]) -> tuple[tuple[str, str, str], ...]:
        said: list[Said] = []
        with begin(self._workspace) as work:
            shown = work.journal.values(evaluation, [_fact(change) for change, _now, _then in turned])
            for change, now, then in turned:
                fact = _fact(change)
                if then is not facts.NOTHING and shown.get(fact, facts.NOTHING) == now and now != then:
                    said.append((*fact, then))
                    shown[fact] = then
            work.journal.record_all(evaluation, said)
            self._stepping = True
            try:
                work.commit()
            finally:
                self._stepping = False
        return tuple(fact[:3] for fact in said)

    def _remember(self, changes: Step) -> None:
        if self._stepping:
            return
        by_scope: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            by_scope[change.scope].append(change)
        for scope, made in by_scope.items():
            self._done[scope].append(tuple(made))
            self._undone[scope].clear()


def _fact(change: Change) -> tuple[str, str, str]:
    return change.kind, change.entity, change.field


def _back(step: Step) -> list[tuple[Change, Any, Any]]:
    return [(change, change.after, _before(change)) for change in reversed(step)]


def _forth(step: Step) -> list[tuple[Change, Any, Any]]:
    return [(change, _before(change), change.after) for change in step]


def _before(change: Change) -> Any:
    """What a change replaced; where nobody had said anything, what that looked like."""
    if change.before is not facts.NOTHING or not facts.is_known(change.kind, change.field):
        return change.before
    return facts.KINDS[change.kind].fields[change.field].blank
