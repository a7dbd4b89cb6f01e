"""What the framework page does: versions, drafts being written, evaluations that move."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.framework import Framework, FrameworkRef, ScaleKind
from lcc_desktop.services import framework_edit as edit
from lcc_desktop.services.desk import Services
from lcc_desktop.services.drafts import Draft, blank_document
from lcc_desktop.services.framework_moves import MovedScore, Rescale
from lcc_desktop.services.framework_preview import preview
from lcc_desktop.services.framework_text import Document, Place
from lcc_desktop.services.results import EvaluationRow, EvaluationView
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Reader = Callable[[Path], Document]
Writer = Callable[[Document, Path], None]

_UNDONE = 100
"""Steps that can be taken back."""


class FrameworkPresenter(QObject):
    """
    Signals:
        shelves_changed: the published versions (list[Framework]) and the drafts (list[Draft]).
        draft_opened: a draft is to be edited (Draft).
        draft_changed: the draft being edited as it is now, and where to go in it (Draft, Place or None).
        preview_changed: the indicator looked at as a workshop shows it (EvaluationView), or None.
        move_offered: a version (Framework) and the evaluations that can move to it (list of row and current version).
        move_planned: what a move would do to each indicator (list[MovedScore]), and the versions that are missing
            on the way (tuple[int, ...]).
        moved: how an evaluation's scores moved (list[MovedScore]).
        published: a new version (Framework).
        message: a sentence for the user about something refused; said: about something done.
    """

    shelves_changed = Signal(list, list)
    draft_opened = Signal(object)
    draft_changed = Signal(object, object)
    preview_changed = Signal(object)
    move_offered = Signal(object, list)
    move_planned = Signal(list, tuple)
    moved = Signal(str)
    published = Signal(object)
    message = Signal(str)
    said = Signal(str)

    def __init__(
        self, services: Services, read_file: Reader, write_file: Writer, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        """`read_file` gives the document of a framework file or workbook; `write_file` writes one, by its name."""
        super().__init__(parent)
        self._services, self._tasks = services, tasks
        self._read_file, self._write_file = read_file, write_file
        self._draft: Draft | None = None
        self._undone: list[Document] = []
        self._waiting = 0
        self._place: Place = ()
        self._published: frozenset[str] = frozenset()
        self._taken: frozenset[str] = frozenset()

    @property
    def draft(self) -> Draft | None:
        """The draft being edited, as it is on the screen."""
        return self._draft

    @Slot()
    def refresh(self) -> None:
        """Read versions and drafts again."""
        self._run(self._shelves, lambda found: self.shelves_changed.emit(*found))

    def _shelves(self) -> tuple[list[Framework], list[Draft]]:
        return self._services.frameworks.all(), self._services.drafts.all()

    # Drafts

    @Slot()
    def start_blank(self) -> None:
        self._run(partial(self._services.drafts.start, blank_document()), self._open)

    @Slot(object)
    def start_next(self, ref: FrameworkRef) -> None:
        """Begin the next version of a framework."""
        self._run(partial(self._services.drafts.start_next, ref), self._open)

    @Slot(object)
    def start_from_file(self, path: Path) -> None:
        """Begin a draft with what a file or a workbook holds."""
        self._run(lambda: self._services.drafts.start(self._read_file(path)), self._open)

    @Slot(str)
    def open(self, draft: str) -> None:
        """Go on with a draft."""
        self._run(partial(self._services.drafts.read, draft), self._open)

    @Slot(str)
    def discard(self, draft: str) -> None:
        self._run(partial(self._services.drafts.discard, draft), lambda _done: self.refresh())

    @Slot()
    def close(self) -> None:
        """Leave the draft; it is on the disk."""
        self._draft = None
        self.refresh()

    @Slot()
    def publish(self) -> None:
        """Make the draft a version."""
        if self._draft is not None:
            self._run(partial(self._services.drafts.publish, self._draft.id), self._on_published)

    @Slot(object)
    def export(self, path: Path) -> None:
        """Write the draft as a file or a workbook, by the name's ending."""
        if self._draft is not None:
            self._export(self._draft.document, path)

    @Slot(object, object)
    def export_version(self, ref: FrameworkRef, path: Path) -> None:
        """Write a published version."""
        self._run(lambda: self._services.frameworks.document(ref), lambda document: self._export(document, path))

    # Editing

    @Slot(object, object)
    def change(self, place: Place, value: Any) -> None:
        """Say a value of the draft."""
        if self._draft is None or edit.at(self._draft.document, place) == value:
            return
        document = self._draft.document
        if len(place) > 6 and place[-1] == "code":
            self._keep(self._renamed(edit.put(document, place, value), place[:-1], edit.at(document, place)))
        elif place[-2:] == ("scale", "kind"):
            self._keep(edit.set_scale(self._draft.document, place[:-2], ScaleKind(value)))
        else:
            self._keep(edit.put(self._draft.document, place, value))

    def _renamed(self, document: Document, indicator: Place, before: str) -> Document:
        """The document in which an indicator under another code says which published one it continues."""
        item = edit.at(document, indicator)
        if item.get("replaces") == item["code"]:
            return edit.put(document, (*indicator, "replaces"), None)
        if "replaces" not in item and before in self._published:
            return edit.put(document, (*indicator, "replaces"), before)
        return document

    @Slot(object)
    def add(self, place: Place) -> None:
        """Add a part at the end of the list at a place."""
        if self._draft is not None:
            document, new = edit.add(self._draft.document, place, self._taken)
            self._keep(document, new)

    @Slot(object)
    def remove(self, place: Place) -> None:
        """Take a part away; what stood after it, else before it, is looked at then."""
        if self._draft is not None:
            document = edit.remove(self._draft.document, place)
            left = len(edit.at(document, place[:-1]) or ())
            self._keep(document, (*place[:-1], min(int(place[-1]), left - 1)) if left else place[:-1])

    @Slot(object, int)
    def shift(self, place: Place, steps: int) -> None:
        """Move a part among its neighbours."""
        if self._draft is not None:
            document, new = edit.shift(self._draft.document, place, steps)
            if new != place:
                self._keep(document, new)

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if self._draft is not None and self._undone:
            document = self._undone.pop()
            self._keep(document, None, undoing=True)

    @property
    def can_undo(self) -> bool:
        return bool(self._undone)

    @Slot(object)
    def look_at(self, place: Place) -> None:
        """Which part is on the screen, for the preview."""
        self._place = place
        self._preview()

    def _keep(self, document: Document, go_to: Place | None = None, undoing: bool = False) -> None:
        assert self._draft is not None  # noqa: S101  (callers have looked; this narrows the type)
        if not undoing:
            self._undone = [*self._undone[-_UNDONE + 1 :], self._draft.document]
        # The screen goes on with the new document at once; what is wrong with it comes with the disk's answer.
        self._draft = Draft(self._draft.id, document, self._draft.problems, self._draft.changed_at)
        self._waiting += 1
        self.draft_changed.emit(self._draft, go_to)
        self._tasks.run(partial(self._services.drafts.keep, self._draft.id, document), self._on_kept, self._on_lost)

    def _on_kept(self, kept: Draft) -> None:
        self._waiting -= 1
        if self._draft is not None and kept.id == self._draft.id and not self._waiting:
            self._draft = Draft(kept.id, self._draft.document, kept.problems, kept.changed_at)
            self.draft_changed.emit(self._draft, None)
            self._preview()

    def _on_lost(self, error: AppError) -> None:
        """The screen keeps what was typed: the next change is kept together with this one."""
        self._waiting -= 1
        self.message.emit(explain(error))

    def _preview(self) -> None:
        shown: EvaluationView | None = None
        if self._draft is not None and len(self._place) > 5:
            shown = preview(self._draft.document, self._place)
        self.preview_changed.emit(shown)

    def _open(self, draft: Draft) -> None:
        self._draft, self._undone, self._place = draft, [], ()
        self._run(partial(self._services.frameworks.versions, draft.document["id"]), self._know_published)
        self.draft_opened.emit(draft)

    def _know_published(self, versions: list[Framework]) -> None:
        """Codes of the last version, which a new code may continue, and of all, which no new question may have."""
        self._published = frozenset(item.code for item in versions[0].indicators) if versions else frozenset()
        self._taken = frozenset(item.code for version in versions for item in version.indicators)

    def _on_published(self, framework: Framework) -> None:
        self._draft = None
        self.published.emit(framework)
        self.refresh()

    def _export(self, document: Document, path: Path) -> None:
        self._run(partial(self._write_file, document, path), lambda _done: self.said.emit(str(path)))

    # Moving evaluations

    @Slot(object)
    def offer_move(self, framework: Framework) -> None:
        """Which evaluations could move to a version."""
        self._run(partial(self._candidates, framework.ref), partial(self.move_offered.emit, framework))

    def _candidates(self, ref: FrameworkRef) -> list[tuple[EvaluationRow, int]]:
        rows = []
        for row in self._services.evaluations.rows():
            pinned = self._services.evaluations.framework_of(row.id)
            if pinned.id == ref.id and pinned != ref:
                rows.append((row, pinned.version))
        return rows

    @Slot(str, object, object)
    def plan_move(self, evaluation: str, ref: FrameworkRef, rescale: Rescale) -> None:
        """Show what a move would do."""
        moves = self._services.framework_moves
        self._run(
            lambda: (list(moves.preview(evaluation, ref, rescale)), moves.missing(evaluation, ref)),
            lambda found: self.move_planned.emit(*found),
        )

    @Slot(str, object, object)
    def move(self, evaluation: str, ref: FrameworkRef, rescale: Rescale) -> None:
        """Move an evaluation."""

        def done(_planned: tuple[MovedScore, ...]) -> None:
            self.moved.emit(evaluation)

        self._run(partial(self._services.framework_moves.move, evaluation, ref, rescale), done)

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        self._tasks.run(work, then, lambda error: self.message.emit(explain(error)))
