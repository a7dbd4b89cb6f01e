"""What may be changed here: one value, one signal when it changes."""

from PySide6.QtCore import QObject, Signal

from lcc_desktop.domain.roles import EVERYTHING, Allowance


class Allowed(QObject):
    """Pages offer what it allows; services refuse the rest whatever a page offers.

    Signals:
        changed: the coordination team enrolled this computer, or gave it another role.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._allowance = EVERYTHING

    def may_change(self, kind: str) -> bool:
        """Whether facts of a kind may be changed here."""
        return self._allowance.may_change(kind)

    def show(self, allowance: Allowance) -> None:
        """Know it from now on."""
        if allowance != self._allowance:
            self._allowance = allowance
            self.changed.emit()
