"""A document just made, to be looked at before it is printed: its pages as dots."""

from lcc_desktop.pictures.viewer import Drawing, Viewer

__all__ = ["Drawing", "Proof"]


class Proof:
    """Pages of one document, drawn in the process that looks at files. Calls wait; use it from one thread.

    Every method raises CannotShow, with the `name` given for people.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        self._viewer = Viewer()

    def open(self) -> int:
        """How many pages it has."""
        return self._viewer.open(self.name, self.data)

    def page(self, page: int, width: int, height: int) -> Drawing:
        """A page, from 0, fitted into `width` × `height` dots."""
        return self._viewer.page(self.name, page, width, height)

    def close(self) -> None:
        """End the process."""
        self._viewer.close()
