"""Whose recovery key may help when a passphrase is lost, and what it means to lose one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.services.protection import RecoveryKey
from lcc_desktop.ui.look.icons import icon


def losing() -> str:
    """What it means to lose a passphrase, plainly."""
    return _(
        "If it is lost, nobody can open the workspace any more: we cannot either. Only the coordination team can help, "
        "if you add its recovery key now or later. Write the passphrase down and keep it away from the computer."
    )


class RecoveryChoice(QWidget):
    """Whose recovery key may help. Signals: key_given: a file (Path)."""

    key_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key: RecoveryKey | None = None
        self.said, self.choose = QLabel(), QPushButton()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self._on_choose)
        self.retranslate()

    def show_key(self, key: RecoveryKey | None) -> None:
        self.key = key
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.choose.setText(_("Choose a recovery key…"))
        self.choose.setIcon(icon("key"))
        self.said.setText(
            _("No recovery key yet.")
            if self.key is None
            else fill(_("If the passphrase is lost, {name} can help."), name=self.key.name)
        )

    def _on_choose(self) -> None:
        name_filter = plain(_("Recovery key (*.recovery)"))
        path, _used = QFileDialog.getOpenFileName(self, plain(self.choose.text()), "", name_filter)
        if path:
            self.key_given.emit(Path(path))
