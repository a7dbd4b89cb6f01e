"""Looking at evidence inside the window: which piece, which page, how large. Drawn only when asked for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.evidence import Shows
from lcc_desktop.services.desk import Services
from lcc_desktop.services.evidence_viewing import Drawing
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.ui.evidence.presenter import image_of
from lcc_desktop.ui.tasks import Tasks
from lcc_desktop.wording.errors import explain

ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
"""How many times larger than fitting."""
WIDEST = 6000
"""Dots to which a small picture is enlarged at most."""


class LookingPresenter(QObject):
    """
    Signals:
        piece_changed: another piece is looked at (EvidenceItem), its place from 1 and how many there are.
        pages_known: which page, from 1, of how many.
        drawn: what to show (QImage).
        refused: why nothing can be shown here.
    """

    piece_changed = Signal(object, int, int)
    pages_known = Signal(int, int)
    drawn = Signal(object)
    refused = Signal(str)

    def __init__(self, services: Services, looking: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._looking = services, looking
        self._items: tuple[EvidenceItem, ...] = ()
        self._at = 0
        self._page, self._pages = 0, 0
        self._box = (800, 600)
        self.zoom = 1.0
        self._turn = 0
        """Counts what was asked: an answer to something older is let pass."""

    @property
    def item(self) -> EvidenceItem | None:
        """The piece looked at."""
        return self._items[self._at] if self._at < len(self._items) else None

    def look(self, items: Sequence[EvidenceItem], piece: str) -> None:
        """Look at one of these; the others are next and previous."""
        self._items = tuple(items)
        self._at = next((at for at, item in enumerate(self._items) if item.id == piece), 0)
        self._begin()

    def move(self, steps: int) -> None:
        """The next or the previous piece; the ends hold."""
        to = min(max(self._at + steps, 0), len(self._items) - 1)
        if to != self._at:
            self._at = to
            self._begin()

    def turn_page(self, steps: int) -> None:
        """Another page; the ends hold."""
        to = min(max(self._page + steps, 0), self._pages - 1)
        if self._pages and to != self._page:
            self._page = to
            self.pages_known.emit(self._page + 1, self._pages)
            self._draw()

    def change_zoom(self, steps: int) -> None:
        """Larger (1), smaller (-1) or fitting (0)."""
        at = ZOOMS.index(self.zoom)
        self.zoom = ZOOMS[min(max(at + steps, 0), len(ZOOMS) - 1)] if steps else 1.0
        self._draw()

    def set_box(self, width: int, height: int) -> None:
        """How many dots there are to fit into."""
        if (width, height) != self._box and width > 0 and height > 0:
            self._box = (width, height)
            self._draw()

    def stop(self) -> None:
        """Nothing is looked at any more."""
        self._items, self._pages = (), 0
        self._turn += 1

    def _begin(self) -> None:
        item = self.item
        if item is None:
            return
        self.zoom, self._page, self._pages = 1.0, 0, 0
        self._turn += 1
        self.piece_changed.emit(item, self._at + 1, len(self._items))
        if item.shows is Shows.PAGES:
            opening = partial(self._services.viewing.open, item)
            self._looking.run(opening, partial(self._on_opened, self._turn), partial(self._on_refused, self._turn))
        else:
            self._draw()

    def _draw(self) -> None:
        item = self.item
        width, height = (round(side * self.zoom) for side in self._box)
        if item is None:
            return
        if item.shows is Shows.PICTURE:
            drawing = partial(self._services.viewing.picture, item, width, height)
        elif item.shows is Shows.PAGES and self._pages:
            drawing = partial(self._services.viewing.page, item, self._page, width, height)
        else:
            return
        self._turn += 1
        turn, box, zoom = self._turn, self._box, self.zoom

        def work() -> QImage | None:
            if turn != self._turn:  # a key held down asks for what nobody waits for
                return None
            return _enlarged(drawing(), box, zoom)

        self._looking.run(work, partial(self._on_drawn, turn), partial(self._on_refused, turn))

    def _on_opened(self, turn: int, pages: int) -> None:
        if turn == self._turn:
            self._pages = pages
            self.pages_known.emit(1, pages)
            self._draw()

    def _on_drawn(self, turn: int, image: QImage | None) -> None:
        if turn == self._turn and image is not None:
            self.drawn.emit(image)

    def _on_refused(self, turn: int, error: AppError) -> None:
        if turn == self._turn:
            self.refused.emit(explain(error))


def _enlarged(drawing: Drawing, box: tuple[int, int], zoom: float) -> QImage:
    """A picture has no more dots than it has: beyond them it is shown larger all the same."""
    image = image_of(drawing)
    fitting = min(1.0, box[0] / drawing.full[0], box[1] / drawing.full[1])
    width = round(drawing.full[0] * fitting * zoom)
    if zoom == 1 or image.width() >= width or width > WIDEST:
        return image
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
