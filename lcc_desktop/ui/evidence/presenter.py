"""What is done with evidence: every gesture one step, files taken in beside the work of the room."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lcc_desktop.domain.errors import AppError, EvidenceMissing
from lcc_desktop.domain.evidence import Shows
from lcc_desktop.services.desk import Services
from lcc_desktop.services.evidence import EvidenceChange, Said
from lcc_desktop.services.evidence_intake import Given, Kept
from lcc_desktop.services.evidence_viewing import Drawing
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.tasks import Job, Tasks
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.evidence import remark_text

THUMBNAIL = 80
"""Dots of a small picture's longer side: sharp at twice the usual scale."""
MOST_THUMBNAILS = 300


class EvidencePresenter(QObject):
    """Evidence of the evaluation that is open.

    Signals:
        changed: something about evidence is new on the disk (EvidenceChange).
        saved: something is on the disk now.
        message: a sentence about what was not kept.
        said: a sentence about what was, that people should know.
        progressed: how many bytes are in, of how many.
        finished: nothing more is coming in.
        thumbnail_ready: a SHA-256, and its small picture (QImage).
        copy_ready: a copy of a file can be opened by the system (Path).
        link_ready: an address of the web can be opened by the system (str).
    """

    changed = Signal(object)
    saved = Signal()
    message = Signal(str)
    said = Signal(str)
    progressed = Signal(int, int)
    finished = Signal()
    thumbnail_ready = Signal(str, object)
    copy_ready = Signal(object)
    link_ready = Signal(str)

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        tasks: Tasks,
        incoming: Tasks,
        looking: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """`tasks` writes; `incoming` takes files in and `looking` draws, so that neither keeps a key waiting."""
        super().__init__(parent)
        self._services, self._current = services, current
        self._tasks, self._incoming, self._looking = tasks, incoming, looking
        self._jobs: list[Job] = []
        self._thumbnails: OrderedDict[str, QImage | None] = OrderedDict()

    def give(
        self,
        served: str,
        given: Sequence[Given],
        source: int | None = None,
        original: bool = False,
        instead_of: str = "",
    ) -> None:
        """Take things in, then say they are evidence, in one step."""
        evaluation = self._current.id
        if not evaluation or not given:
            return
        job = self._incoming.run_long(
            lambda job: self._services.evidence.keep(given, original, job.report),
            partial(self._on_kept, evaluation, served, source, instead_of),
            self._on_refused,
            self._on_progress,
            partial(self._tasks.run, self._services.evidence.tidy, lambda _nothing: None, self._on_refused),
        )
        self._jobs.append(job)
        job.finished.connect(partial(self._on_finished, job))

    @property
    def is_taking_in(self) -> bool:
        """Whether files are on their way in."""
        return bool(self._jobs)

    @Slot()
    def stop(self) -> None:
        """Take no more in; what was not said to be evidence is cleared away."""
        for job in self._jobs:
            job.cancel()

    def describe(self, served: str, said: Said, source: int | None = None) -> None:
        """Say of a piece without a file what it is."""
        self._write(partial(self._services.evidence.describe, self._current.id, served, said, source))

    def amend(self, piece: str, said: Said) -> None:
        """Say something else of a piece."""
        self._write(partial(self._services.evidence.amend, self._current.id, piece, said))

    def place(self, served: str, piece: str, source: int | None) -> None:
        """Say which expected source a piece is."""
        self._write(partial(self._services.evidence.place, self._current.id, served, piece, source))

    def serve(self, piece: str, also: Sequence[str] = (), no_longer: Sequence[str] = ()) -> None:
        """Let a piece serve other things, or some no longer."""
        self._write(partial(self._services.evidence.serve, self._current.id, piece, also, no_longer))

    def withdraw(self, served: str, piece: str) -> None:
        """Take a piece off what it serves."""
        self._write(partial(self._services.evidence.withdraw, self._current.id, served, piece))

    def open_outside(self, item: EvidenceItem) -> None:
        """Hand a checked copy, or the address, to the system's own program."""
        if item.sha256:
            copy = partial(self._services.evidence.copy_for_viewing, item)
            self._looking.run(copy, self.copy_ready.emit, self._on_refused)
        elif item.link:
            self.link_ready.emit(item.link)

    def want_thumbnails(self, items: Iterable[EvidenceItem]) -> None:
        """Small pictures of these; those known come at once, the others when they are drawn."""
        for item in items:
            if item.shows is not Shows.PICTURE:
                continue
            if item.sha256 in self._thumbnails:
                self._thumbnails.move_to_end(item.sha256)
                known = self._thumbnails[item.sha256]
                if known is not None:
                    self.thumbnail_ready.emit(item.sha256, known)
                continue
            self._remember(item.sha256, None)  # asked; what cannot be shown keeps its icon
            draw = partial(self._services.viewing.picture, item, THUMBNAIL, THUMBNAIL)
            self._looking.run(draw, partial(self._on_thumbnail, item.sha256), self._on_not_shown)

    def _write(self, work: Callable[[], EvidenceChange]) -> None:
        if self._current.view is not None:
            self._tasks.run(work, partial(self._on_changed, self._current.id), self._on_refused)

    def _on_kept(self, evaluation: str, served: str, source: int | None, instead_of: str, kept: Kept) -> None:
        for error in kept.refused:
            self.message.emit(explain(error))
        if kept.contents:
            supply = partial(
                self._services.evidence.supply, evaluation, served, kept, source=source, instead_of=instead_of
            )
            self._tasks.run(supply, partial(self._on_changed, evaluation), self._on_refused)

    def _on_changed(self, evaluation: str, change: EvidenceChange) -> None:
        for shown in change.indicators:
            self._current.show_indicator(evaluation, shown)
        self.changed.emit(change)
        self.saved.emit()
        if change.remarks:
            self.said.emit("\n".join(remark_text(name, remark) for name, remark in change.remarks))

    def _on_refused(self, error: AppError) -> None:
        self.message.emit(explain(error))

    def _on_not_shown(self, error: AppError) -> None:
        if isinstance(error, EvidenceMissing):
            self.message.emit(explain(error))

    def _on_progress(self, done: int, total: int) -> None:
        self.progressed.emit(done, total)

    def _on_finished(self, job: Job) -> None:
        self._jobs.remove(job)
        if not self._jobs:
            self.finished.emit()

    def _on_thumbnail(self, sha256: str, drawing: Drawing) -> None:
        image = image_of(drawing)
        self._remember(sha256, image)
        self.thumbnail_ready.emit(sha256, image)

    def _remember(self, sha256: str, image: QImage | None) -> None:
        self._thumbnails[sha256] = image
        if len(self._thumbnails) > MOST_THUMBNAILS:
            self._thumbnails.popitem(last=False)


def image_of(drawing: Drawing) -> QImage:
    """Dots as Qt's image, with memory of its own."""
    image = QImage(drawing.dots, drawing.width, drawing.height, drawing.width * 4, QImage.Format.Format_RGBA8888)
    return image.copy()
