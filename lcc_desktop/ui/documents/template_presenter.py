"""Letterhead and texts of the workspace's documents: kept, taken back, handed over, and looked at on a page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lcc_desktop.domain.errors import AppError, TemplateRefused
from lcc_desktop.domain.template import STANDARD, Part, Template
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.documents.preview_presenter import PreviewPresenter
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

Sample = Callable[[str, str], bytes]
"""Makes a document of an evaluation and of a kind in both languages; given by the composition root."""

Tell = Callable[[Template, bool], None]

PLACES = {Part.CITATIONS: ("council", 2), Part.NOTICE: ("attendance", 1)}
"""Kind and page (from 1) on which a part is seen; every other one is seen on the summary's first page, or on none."""
USUAL = ("council", 1)


class TemplatePresenter(QObject):
    """
    Signals:
        read: the template that stands (Template), and whether a step can be taken back.
        logos_changed: the same, where only logos came or went.
        refused: why what was typed is not kept.
        saved: something is on the disk now.
        written: a file to hand over is on the disk (Path).
        message: a sentence for the user.
        page_asked: kind and page that are looked at; the kind is empty where there is no evaluation to show.
    """

    read = Signal(object, bool)
    logos_changed = Signal(object, bool)
    refused = Signal(str)
    saved = Signal()
    written = Signal(object)
    message = Signal(str)
    page_asked = Signal(str, int)

    def __init__(
        self,
        services: Services,
        sample: Sample,
        current: CurrentEvaluation,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._sample, self._current, self._tasks = services, sample, current, tasks
        self.preview = PreviewPresenter(self)
        self.preview.page_changed.connect(self._on_page)
        self.preview.message.connect(self.message)
        self._before: list[Template] = []
        self._place = USUAL

    @Slot()
    def refresh(self) -> None:
        """Read what stands, and make its page anew."""
        self._tasks.run(self._services.templates.read, self._on_read, self._on_refused)
        self._make()

    @Slot(object)
    def keep(self, template: Template) -> None:
        """Keep the texts typed; logos are those that are there."""
        self._change(lambda now: replace(template, logos=now.logos), self.read.emit)

    @Slot(object)
    def add_logo(self, path: Path) -> None:
        """Put one more logo beside the others."""
        self._change(partial(self._services.templates.with_logo, path=path), self.logos_changed.emit)

    @Slot(int)
    def drop_logo(self, place: int) -> None:
        """Take a logo away."""
        self._change(
            lambda now: replace(now, logos=now.logos[:place] + now.logos[place + 1 :]), self.logos_changed.emit
        )

    @Slot()
    def reset(self) -> None:
        """Have the standard template stand again; it can be taken back."""
        self._change(lambda _now: STANDARD, self.read.emit)

    @Slot()
    def undo(self) -> None:
        """Take the last step of this sitting back."""
        if self._before:
            earlier = self._before.pop()
            self._change(lambda _now: earlier, self.read.emit, counts=False)

    @Slot(object)
    def read_file(self, path: Path) -> None:
        """Have the template of a file stand."""
        self._change(lambda _now: self._services.templates.read_file(path), self.read.emit)

    @Slot(object)
    def write_file(self, path: Path) -> None:
        """Write what stands to a file."""
        work = partial(self._services.templates.write_file, path)
        self._tasks.run(work, lambda _nothing: self.written.emit(path), self._on_refused)

    @Slot(object)
    def look_at(self, part: Part) -> None:
        """Show the page that a part is printed on."""
        place = PLACES.get(part, USUAL)
        if place != self._place:
            self._place = place
            self._make()

    def close(self) -> None:
        """The editor is left."""
        self.preview.stop()

    def _change(self, make: Callable[[Template], Template], tell: Tell, counts: bool = True) -> None:
        # What stands is read in its turn on the worker: an earlier step may still be under way.
        def work() -> tuple[Template, Template]:
            before = self._services.templates.read()
            return before, self._services.templates.keep(make(before))

        self._tasks.run(work, partial(self._on_kept, tell, counts), self._on_refused)

    def _make(self) -> None:
        """The page, with what stands now."""
        kind, page = self._place
        if self._current.view is None:
            self.page_asked.emit("", 0)
            return
        self.page_asked.emit(kind, page)
        work = partial(self._sample, self._current.id, kind)
        self._tasks.run(work, partial(self.preview.look, kind), self._on_refused)

    def _on_page(self, page: int, count: int) -> None:
        if page == 1 and self._place[1] > 1 and count > 1:
            self.preview.turn_page(self._place[1] - 1)

    def _on_read(self, template: Template) -> None:
        self.read.emit(template, bool(self._before))

    def _on_kept(self, tell: Tell, counts: bool, kept: tuple[Template, Template]) -> None:
        before, now = kept
        if before != now and counts:
            self._before.append(before)
        tell(now, bool(self._before))
        if before != now:
            self.saved.emit()
            self._make()

    def _on_refused(self, error: AppError) -> None:
        (self.refused if isinstance(error, TemplateRefused) else self.message).emit(explain(error))
