"""Looking at evidence inside the window: checked content, unfolded in a process of its own."""

from lcc_desktop.domain.errors import CannotShow, Unshowable
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.pictures.viewer import Drawing, Viewer
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.services.unit import storage

__all__ = ["Drawing", "EvidenceViewing"]

LARGEST_SHOWN = 96 * 1024**2
"""Bytes of a file that are read into memory to be shown."""


class EvidenceViewing:
    """Pictures and pages of evidence as dots. Calls wait; use it from one thread, not the GUI's.

    Every method raises CannotShow, EvidenceMissing and StorageFailed.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._viewer = Viewer()

    def picture(self, item: EvidenceItem, width: int, height: int) -> Drawing:
        """A picture, fitted into `width` × `height` dots and never larger than it is."""
        return self._viewer.picture(item.label, self._content(item), width, height)

    def open(self, item: EvidenceItem) -> int:
        """Open a PDF in place of the one before; how many pages it has."""
        return self._viewer.open(item.label, self._content(item))

    def page(self, item: EvidenceItem, page: int, width: int, height: int) -> Drawing:
        """A page of the open PDF, from 0, fitted into `width` × `height` dots."""
        return self._viewer.page(item.label, page, width, height)

    def close(self) -> None:
        self._viewer.close()

    def _content(self, item: EvidenceItem) -> bytes:
        content = bytearray()
        with storage():
            for chunk in self._workspace.evidence.read(item.sha256, item.label):
                content += chunk
                if len(content) > LARGEST_SHOWN:
                    raise CannotShow(item.label, Unshowable.TOO_LARGE)
        return bytes(content)
