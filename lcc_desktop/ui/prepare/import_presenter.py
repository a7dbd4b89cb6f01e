"""Reads a list of people and plans what it would add; the plan is taken only when somebody says so."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.people import Gathering, NewParticipant, PlannedRow
from lcc_desktop.exchange.participants import Layout, plan, read_layout
from lcc_desktop.exchange.people_words import Meaning
from lcc_desktop.exchange.tables import Table, read_pasted, read_tables
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain


class ImportPresenter(QObject):
    """
    Signals:
        planned: a Layout, and what each of its rows would add, as tuple[PlannedRow].
        accepted: the people to be added, as list[NewParticipant].
        message: why no list could be read.
    """

    planned = Signal(object, object)
    accepted = Signal(list)
    message = Signal(str)

    def __init__(self, gathering: Callable[[], Gathering], tasks: Tasks, parent: QObject | None = None) -> None:
        """`gathering` tells who is on the list already."""
        super().__init__(parent)
        self._gathering, self._tasks = gathering, tasks
        self._layout: Layout | None = None

    @Slot(object)
    def read_file(self, path: Path) -> None:
        """Read a workbook or a text."""
        self._read(partial(read_tables, path))

    @Slot(str)
    def read_text(self, text: str) -> None:
        """Read what was pasted."""
        self._read(partial(read_pasted, text))

    @Slot(int, object)
    def understand(self, column: int, meaning: Meaning | None) -> None:
        """A column says something else than was understood."""
        if self._layout is not None:
            self._plan(self._layout.with_meaning(column, meaning))

    @Slot(list)
    def accept(self, rows: Sequence[PlannedRow]) -> None:
        """Take these rows."""
        new: list[NewParticipant] = [row.new for row in rows if row.possible]
        self._layout = None
        self.accepted.emit(new)

    def _read(self, read: Callable[[], Sequence[Table]]) -> None:
        self._tasks.run(lambda: read_layout(read()), self._plan, self._on_refused)

    def _plan(self, layout: Layout) -> None:
        self._layout = layout
        known = [one.name for one in self._gathering().participants]
        self._tasks.run(lambda: (layout, plan(layout, known)), self._on_planned, self._on_refused)

    def _on_planned(self, found: tuple[Layout, tuple[PlannedRow, ...]]) -> None:
        if found[0] is self._layout:  # not one that was read again meanwhile
            self.planned.emit(*found)

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))
