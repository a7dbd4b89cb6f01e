"""The page in the place of a workspace that is damaged: what is safe, and the two ways on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, plain
from lcc_desktop.services.backup_places import KeptBackup
from lcc_desktop.ui.backups.words import backup_line
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.prose import wrap


class DamagePage(Page):
    """
    Signals:
        look_asked: open a backup to prove it (KeptBackup).
        put_back_asked: put a backup in the place of the workspace (KeptBackup).
        elsewhere_given: a folder that may hold backups too (Path).
        save_asked: save what can still be read.
        open_saved_asked: go on with what was saved.
    """

    look_asked = Signal(object)
    put_back_asked = Signal(object)
    elsewhere_given = Signal(object)
    save_asked = Signal()
    open_saved_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backups: list[KeptBackup] | None = None
        self._proven: KeptBackup | None = None
        self._saved = False
        self.picture, self.title, self.said = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.first, self.first_help, self.second, self.second_help = QLabel(), QLabel(), QLabel(), QLabel()
        self.choice = QComboBox()
        self.back, self.elsewhere, self.save, self.open = QPushButton(), QPushButton(), QPushButton(), QPushButton()
        self.elsewhere.setProperty("kind", "quiet")
        self.back.setProperty("kind", "primary")
        self.result = QLabel()
        self.banner = Banner()
        for label in (self.first, self.second):
            label.setProperty("role", "section")
        for label in (self.first_help, self.second_help):
            label.setProperty("role", "quiet")
        for label in (self.said, self.first_help, self.second_help, self.result):
            wrap(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 28)
        layout.setSpacing(12)
        _add(layout, self.picture, self.title, self.said)
        _add(layout, self.first, self.choice, self.first_help, self.back, self.elsewhere)
        layout.addSpacing(8)
        _add(layout, self.second, self.second_help, self.save, self.result, self.open, self.banner)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.back.clicked.connect(self._on_back)
        self.elsewhere.clicked.connect(self._on_elsewhere)
        self.save.clicked.connect(self.save_asked)
        self.open.clicked.connect(self.open_saved_asked)
        self.retranslate()

    def show_backups(self, backups: list[KeptBackup]) -> None:
        """Those that can be put back, the latest first."""
        self._backups, self._saved = backups, False
        self.result.setText("")
        self.banner.hide()
        self._list()
        self._say()
        if not backups:
            self.save.setFocus()

    def show_preview(self, kept: KeptBackup) -> None:
        """It was opened and is sound."""
        self._proven = kept
        self._say()
        if not self._saved:
            self.back.setFocus()

    def show_working(self, working: bool) -> None:
        for widget in (self.choice, self.back, self.elsewhere, self.save, self.open):
            widget.setEnabled(not working)
        if not working:
            self._say()

    def show_saved(self, text: str) -> None:
        """What could be read is in a folder of its own."""
        self._saved = True
        self.banner.hide()
        self.result.setText(text)
        self._say()
        self.open.setFocus()

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.picture.setPixmap(icon("warning", ink="accent").pixmap(40, 40))
        self.title.setText(_("This workspace is damaged"))
        self.said.setText(
            _(
                "Its file cannot be read as it was written: the disk may be failing. Nothing was changed or deleted, "
                "and whatever you choose, the damaged folder is kept."
            )
        )
        self.first.setText(_("Go on with a backup"))
        self.choice.setAccessibleName(self.first.text())
        self.back.setText(_("Put this backup back"))
        self.back.setIcon(icon("undo", ink="on_primary"))
        self.elsewhere.setText(_("Look on another drive…"))
        self.elsewhere.setIcon(icon("folder"))
        self.second.setText(_("Save what can still be read"))
        self.second_help.setText(
            _(
                "Every change and every piece of evidence that can be read is copied to a new workspace beside it. The "
                "damaged one is only read, and you see first what was saved."
            )
        )
        self.save.setText(_("Save what can be read"))
        self.save.setIcon(icon("download"))
        self.open.setText(_("Go on with what was saved"))
        self._list()
        self._say()

    def _list(self) -> None:
        place = max(0, self.choice.currentIndex())
        self.choice.blockSignals(True)
        self.choice.clear()
        for kept in self._backups or ():
            self.choice.addItem(backup_line(kept))
        self.choice.blockSignals(False)
        if self._backups:
            self.choice.setCurrentIndex(min(place, len(self._backups) - 1))
            if self._proven is not self._chosen:
                self._on_chosen()

    @property
    def _chosen(self) -> KeptBackup | None:
        backups, place = self._backups or [], self.choice.currentIndex()
        return backups[place] if 0 <= place < len(backups) else None

    def _say(self) -> None:
        chosen = self._chosen
        sound = chosen is not None and chosen is self._proven
        self.choice.setVisible(bool(self._backups))
        self.back.setVisible(bool(self._backups))
        self.back.setEnabled(sound)
        self.open.setVisible(self._saved)
        self.result.setVisible(bool(self.result.text()))
        if self._backups is None:
            text = _("Backups are being looked for…")
        elif not self._backups:
            text = _("No backup that can be read lies here. If you use a second drive, connect it and look there.")
        elif sound:
            text = _("This one was opened and is sound. What was done after it is not in it.")
        else:
            text = _("It is being opened…")
        self.first_help.setText(text)

    def _on_chosen(self, _place: int = 0) -> None:
        chosen = self._chosen
        if chosen is not None:
            self._say()
            self.look_asked.emit(chosen)

    def _on_back(self) -> None:
        if self._proven is not None and self._proven is self._chosen:
            self.put_back_asked.emit(self._proven)

    def _on_elsewhere(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, plain(self.elsewhere.text()))
        if chosen:
            self.elsewhere_given.emit(Path(chosen))


def _add(layout: QVBoxLayout, *widgets: QWidget) -> None:
    for widget in widgets:
        button = isinstance(widget, QPushButton)
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if button else Qt.AlignmentFlag(0))
