"""Whose recovery key may help when a passphrase is lost, and what it means to lose one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.i18n.formats import listed
from lcc_desktop.services.protection import RecoveryKey
from lcc_desktop.ui.look.icons import icon


def losing() -> str:
    """What it means to lose a passphrase, plainly."""
    return _(
        "If it is lost, nobody can open the workspace any more: we cannot either. Only the coordination team can help, "
        "if you add its recovery key now or later. Write the passphrase down and keep it away from the computer."
    )


class RecoveryChoice(QWidget):
    """Whose recovery key may help. With `may_go_without`, none can be chosen where one is offered.

    Signals:
        key_given: a file (Path).
    """

    key_given = Signal(object)

    def __init__(self, may_go_without: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[RecoveryKey] = ()
        self._may_go_without = may_go_without
        self.said, self.choose, self.drop = QLabel(), QPushButton(), QPushButton()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "quiet")
        self.drop.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.drop)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self._on_choose)
        self.drop.clicked.connect(lambda: self.show_keys(()))
        self.retranslate()

    @property
    def keys(self) -> list[RecoveryKey]:
        """Those that may help."""
        return list(self._keys)

    def show_key(self, key: RecoveryKey) -> None:
        self.show_keys([key])

    def show_keys(self, keys: Sequence[RecoveryKey]) -> None:
        self._keys = keys
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.choose.setText(_("Choose a recovery key…"))
        self.choose.setIcon(icon("key"))
        self.said.setText(
            fill(_("If the passphrase is lost, {name} can help."), name=listed([key.name for key in self._keys]))
            if self._keys
            else _("No recovery key yet.")
        )
        # TRANSLATORS: to protect a workspace without a recovery key
        self.drop.setText(_("Without it"))
        self.drop.setVisible(self._may_go_without and bool(self._keys))

    def _on_choose(self) -> None:
        name_filter = plain(_("Recovery key (*.recovery)"))
        path, _used = QFileDialog.getOpenFileName(self, plain(self.choose.text()), "", name_filter)
        if path:
            self.key_given.emit(Path(path))
