"""The inbox: drop packages, see what became of each."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, current_language, fill, ngettext, plain
from lcc_desktop.services.packages import MergeResult, Outcome
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.drop_zone import DropZone
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.wording.errors import explain_reason

_ICONS = {Outcome.MERGED: "check", Outcome.ALREADY_MERGED: "info", Outcome.REFUSED: "warning"}


class InboxView(Page):
    """
    Signals:
        files_given: packages to merge, as list[Path].
        enrol_asked: an enrolment request to trust (Path).
        stop_asked: leave the files that were not begun.
    """

    files_given = Signal(list)
    enrol_asked = Signal(object)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results: list[MergeResult] = []
        self.title, self.busy = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.busy.setProperty("role", "quiet")
        self.banner = Banner(closable=True)
        self.drop = DropZone("inbox", ink="on_primary")
        self.drop.setProperty("kind", "primary")
        self.folder, self.enrol, self.stop = QPushButton(), QPushButton(), QPushButton()
        self.stop.hide()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.empty = EmptyState("inbox")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for widget in (self.drop, self.folder, self.enrol):
            buttons.addWidget(widget)
        buttons.addWidget(self.busy)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addLayout(buttons)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        self.drop.files_chosen.connect(self.files_given)
        self.folder.clicked.connect(self._on_folder)
        self.enrol.clicked.connect(self._on_enrol)
        self.stop.clicked.connect(self.stop_asked)
        self.retranslate()

    def set_results(self, results: list[MergeResult]) -> None:
        """What became of the files, the last first."""
        self._results = results
        self._stack.setCurrentWidget(self.list if results else self.empty)
        self.list.clear()
        for result in results:
            item = QListWidgetItem(icon(_ICONS[result.outcome], ink=_tone(result)), sentence(result))
            self.list.addItem(item)

    def show_progress(self, done: int, count: int) -> None:
        """How far a merge is; nothing under way when there is nothing to do."""
        busy = done < count
        self.busy.setText(fill(_("Checking and merging: {done} of {count}"), done=done, count=count) if busy else "")
        self.stop.setVisible(busy)

    def show_enrolled(self, known: KnownDevice) -> None:
        """Show the digits to compare, whole: that is what the trust rests on."""
        self.banner.show_text(
            fill(_("{name} is on the trust list. Its digits: {digits}"), name=known.name, digits=known.digits)
        )

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Inbox"))
        self.drop.setText(_("Choose packages"))
        self.drop.set_filter(plain(_("LCC package (*.lcc)")))
        self.folder.setText(_("Choose a folder"))
        self.folder.setIcon(icon("folder"))
        self.enrol.setText(_("Enrol a computer"))
        self.enrol.setIcon(icon("shield"))
        self.stop.setText(_("Stop"))
        self.stop.setIcon(icon("close"))
        self.list.setAccessibleName(_("Packages received"))
        self.empty.set_texts(
            _("No package yet"),
            _(
                "Drop packages on the button above, or choose a folder or a stick. Each is checked "
                "before anything enters."
            ),
            "",
        )
        self.set_results(self._results)

    def _on_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, plain(self.folder.text()))
        if chosen:
            self.files_given.emit([Path(chosen)])

    def _on_enrol(self) -> None:
        name_filter = plain(_("Enrolment request (*.request)"))
        chosen, _used = QFileDialog.getOpenFileName(self, plain(self.enrol.text()), "", name_filter)
        if chosen and self._confirmed():
            self.enrol_asked.emit(Path(chosen))

    def _confirmed(self) -> bool:
        question = _(
            "Trust this computer? Do it only if its owner gave you the file, then compare the digits with them."
        )
        return QMessageBox.question(self, plain(self.enrol.text()), question) is QMessageBox.StandardButton.Yes


def sentence(result: MergeResult) -> str:
    """What became of one file, in words."""
    name = result.path.name
    commune = result.commune.name(current_language()) if result.commune else ""
    match result.outcome:
        case Outcome.REFUSED:
            reasons = " ".join(explain_reason(reason) for reason in result.reasons)
            return fill(_("{name}: refused. {reason}"), name=name, reason=reasons)
        case Outcome.ALREADY_MERGED:
            said = fill(_("{name}: already merged, {commune}"), name=name, commune=commune)
        case Outcome.MERGED:
            text = ngettext(
                "{name}: merged, {commune}, {count} change",
                "{name}: merged, {commune}, {count} changes",
                result.changes,
            )
            said = fill(text, name=name, commune=commune, count=result.changes)
    if result.conflicts:
        text = ngettext("{count} conflict waits for a choice", "{count} conflicts wait for a choice", result.conflicts)
        said += "\n" + fill(text, count=result.conflicts)
    return said


def _tone(result: MergeResult) -> str:
    if result.outcome is Outcome.REFUSED:
        return "danger"
    return "accent" if result.conflicts else "success"
