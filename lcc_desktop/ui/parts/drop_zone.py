"""A place to drop files on, or to choose them."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from lcc_desktop.ui.look.icons import icon


class DropZone(QPushButton):
    """A button that also takes files.

    Signals:
        files_chosen: the files, as list[Path].
    """

    files_chosen = Signal(list)

    def __init__(self, icon_name: str = "paperclip", ink: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._ink = icon_name, ink
        self._filter = ""
        self.setAcceptDrops(True)
        self.setIcon(icon(icon_name, ink))
        self.clicked.connect(self.choose)

    def set_filter(self, name_filter: str) -> None:
        """What the file dialog offers, in Qt's form."""
        self._filter = name_filter

    def choose(self) -> None:
        """Ask for files with the platform's dialog."""
        chosen, _used = QFileDialog.getOpenFileNames(self, self.text(), "", self._filter)
        if chosen:
            self.files_chosen.emit([Path(name) for name in chosen])

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.accept()
        if files:
            self.files_chosen.emit(files)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self.setIcon(icon(self._icon_name, self._ink))
        super().changeEvent(event)
