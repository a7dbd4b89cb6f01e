"""Who takes part and when: what the page says of people, groups, sessions and presence. Disk first, then screen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.agenda import next_sitting
from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.people import Gathering, NewParticipant
from lcc_desktop.services.desk import Services
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.unit import write_whole
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Workbook = Callable[[EvaluationView, Gathering, str], bytes]
"""Makes the attendance list in a language; given by the composition root."""


class PeoplePresenter(QObject):
    """
    Signals:
        gathering_changed: all people, groups and sessions of the open evaluation (Gathering).
        added: the ids of participants that are new, as list[str].
        sitting_added: the id of a session that is new.
        written: a workbook is on the disk (Path).
        saved: something is on the disk now.
        message: a sentence for the user, about something that was not kept.
    """

    gathering_changed = Signal(object)
    added = Signal(list)
    sitting_added = Signal(str)
    written = Signal(object)
    saved = Signal()
    message = Signal(str)

    def __init__(
        self,
        services: Services,
        workbook: Workbook,
        current: CurrentEvaluation,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._workbook, self._current, self._tasks = services, workbook, current, tasks
        self._gathering = Gathering()

    @property
    def gathering(self) -> Gathering:
        """Everybody, as it was read last."""
        return self._gathering

    @Slot()
    def refresh(self) -> None:
        """Read all people of the open evaluation again."""
        evaluation = self._current.id
        if evaluation:
            read = partial(self._services.people.gathering, evaluation)
            self._tasks.run(read, partial(self._show, evaluation), self._on_refused)

    # Participants

    @Slot(object, str)
    def add(self, new: NewParticipant, sitting: str) -> None:
        """Add somebody; with `sitting`, they are there."""
        self.add_all([new], sitting)

    def add_all(self, new: Sequence[NewParticipant], sitting: str = "") -> None:
        """Add people, in one step."""
        if new:
            self._write(lambda evaluation: self._services.people.add(evaluation, new, sitting), self._on_added)

    @Slot(list, dict)
    def change(self, participants: list[str], said: dict[str, str]) -> None:
        """Say something of people, the same of each."""
        self._write(lambda evaluation: self._services.people.change(evaluation, participants, said))

    @Slot(list)
    def remove(self, participants: list[str]) -> None:
        self._write(lambda evaluation: self._services.people.remove(evaluation, participants))

    @Slot(str, str)
    def unite(self, kept: str, other: str) -> None:
        """Two entries are one person."""
        self._write(lambda evaluation: self._services.people.unite(evaluation, kept, other))

    @Slot(str, list, bool)
    def mark(self, sitting: str, participants: list[str], present: bool) -> None:
        """Say whether people are at a session."""
        self._write(lambda evaluation: self._services.people.mark(evaluation, sitting, participants, present))

    # Groups

    @Slot(str)
    def add_group(self, name: str) -> None:
        self._write(lambda evaluation: self._services.people.add_group(evaluation, name))

    @Slot(str, str)
    def rename_group(self, group: str, name: str) -> None:
        self._write(lambda evaluation: self._services.people.rename_group(evaluation, group, name))

    @Slot(str)
    def remove_group(self, group: str) -> None:
        self._write(lambda evaluation: self._services.people.remove_group(evaluation, group))

    # Sessions

    @Slot()
    def add_sitting(self) -> None:
        """Plan a session after those there are."""
        known = [(sitting.day, sitting.start) for sitting in self._gathering.sittings]
        day, start = next_sitting(known)
        place = self._gathering.sittings[-1].place if self._gathering.sittings else ""
        add = self._services.people.add_sitting
        self._write(lambda evaluation: add(evaluation, "", place, day, start), self._on_sitting_added)

    @Slot(str, dict)
    def change_sitting(self, sitting: str, said: dict[str, object]) -> None:
        """Say something of a session."""
        self._write(lambda evaluation: self._services.people.change_sitting(evaluation, sitting, said))

    @Slot(str)
    def remove_sitting(self, sitting: str) -> None:
        self._write(lambda evaluation: self._services.people.remove_sitting(evaluation, sitting))

    @Slot(str, str, int)
    def plan(self, sitting: str, principle: str, minutes: int) -> None:
        """Give a principle some minutes of a session."""

        def write(evaluation: str) -> Gathering:
            # Read in its turn on the worker: what was typed just before is on the disk by then.
            now = {one.id: one.budgets for one in self._services.people.gathering(evaluation).sittings}
            return self._services.people.plan(evaluation, {sitting: {**now.get(sitting, {}), principle: minutes}})

        self._write(write)

    @Slot(int)
    def plan_evenly(self, minutes: int) -> None:
        """Share the time of all sessions, this long each, by the number of indicators."""
        self._write(lambda evaluation: self._services.people.plan_evenly(evaluation, minutes))

    # Lists

    def export(self, target: Path, language: str) -> None:
        """Write the attendance list."""
        evaluation = self._current.id
        if not evaluation:
            return

        def write() -> Path:
            view = self._services.evaluations.view(evaluation)
            write_whole(target, self._workbook(view, self._services.people.gathering(evaluation), language))
            return target

        self._tasks.run(write, self.written.emit, self._on_refused)

    def _write(
        self,
        work: Callable[[str], Gathering],
        also: Callable[[Gathering, Gathering], None] = lambda before, after: None,
    ) -> None:
        evaluation = self._current.id
        if not evaluation:
            return

        def on_written(after: Gathering) -> None:
            before = self._gathering
            self._show(evaluation, after)
            if evaluation == self._current.id:
                also(before, after)
            self.saved.emit()

        self._tasks.run(partial(work, evaluation), on_written, self._on_refused)

    def _on_added(self, before: Gathering, after: Gathering) -> None:
        self.added.emit([one.id for one in after.participants if one.id not in before.by_id])

    def _on_sitting_added(self, before: Gathering, after: Gathering) -> None:
        known = {sitting.id for sitting in before.sittings}
        for sitting in after.sittings:
            if sitting.id not in known:
                self.sitting_added.emit(sitting.id)

    def _show(self, evaluation: str, gathering: Gathering) -> None:
        if evaluation == self._current.id:  # another one may have been opened meanwhile
            self._gathering = gathering
            self._current.show_participation(evaluation, gathering.participation)
            self.gathering_changed.emit(gathering)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
        self.refresh()  # the screen shows what is on the disk
