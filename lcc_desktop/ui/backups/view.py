"""The page of backups: which there are, what each would change, putting one back; a second drive; an examination."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.backup_places import KeptBackup, SecondPlace
from lcc_desktop.ui.backups.table_model import BACKUP_ROLE, BackupTableModel, Column
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.fit_table import FitTable
from lcc_desktop.ui.parts.prose import LINE, wrap

ASIDE = 400
"""Pixels of the column of cards."""


class BackupsView(Page):
    """
    Signals:
        shown: the page is shown now.
        make_asked: a backup now.
        look_asked: what a backup would change (KeptBackup).
        put_back_asked: a backup in the place of what is here (KeptBackup).
        second_chosen: a folder of a second drive (Path).
        second_forgotten: no more backups there.
        examine_asked: look at all of the workspace.
    """

    WIDEST = 1320

    shown = Signal()
    make_asked = Signal()
    look_asked = Signal(object)
    put_back_asked = Signal(object)
    second_chosen = Signal(object)
    second_forgotten = Signal()
    examine_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second: SecondPlace | None = None
        self._looked: KeptBackup | None = None
        self._examined: tuple[list[str], bool] | None = None
        self.title, self.explanation, self.none_yet = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.banner = Banner(closable=True)
        self.make = QPushButton()
        self.make.setProperty("kind", "primary")
        self.model = BackupTableModel(self)
        self.table = FitTable()
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column in Column:
            stretch = column is Column.HOLDS
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.preview_title, self.preview, self.back = QLabel(), QLabel(), QPushButton()
        self.second_title, self.second, self.choose, self.forget = QLabel(), QLabel(), QPushButton(), QPushButton()
        self.health_title, self.health, self.examine = QLabel(), QLabel(), QPushButton()
        self.back.setEnabled(False)
        self.forget.setProperty("kind", "quiet")
        for label in (self.preview_title, self.second_title, self.health_title):
            label.setProperty("role", "heading")
        for label in (self.explanation, self.none_yet):
            label.setProperty("role", "quiet")
        for label in (self.explanation, self.none_yet, self.preview, self.second, self.health):
            wrap(label)
        self.explanation.setMaximumWidth(LINE)
        self._lay_out()
        self.make.clicked.connect(self.make_asked)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.model.modelReset.connect(self._on_reset)
        self.back.clicked.connect(self._on_back)
        self.choose.clicked.connect(self._on_choose)
        self.forget.clicked.connect(self.second_forgotten)
        self.examine.clicked.connect(self.examine_asked)
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self.shown.emit()

    def show_backups(self, backups: list[KeptBackup], second: SecondPlace | None) -> None:
        """Which there are, and where the second place is."""
        self._second = second
        self.model.set_rows(backups)
        self.table.fit()
        self.table.setVisible(bool(backups))
        self.none_yet.setVisible(not backups)
        self._say_second()

    def show_preview(self, kept: KeptBackup, lines: list[str]) -> None:
        """What a backup would change, if it is still the one that is chosen."""
        if kept == self._chosen:
            self._looked = kept
            self.preview.setText("\n".join(lines))
            self.back.setEnabled(True)

    def show_working(self, working: bool) -> None:
        """A backup or an examination is under way."""
        for button in (self.make, self.choose, self.forget, self.examine):
            button.setEnabled(not working)

    def show_examined(self, lines: list[str], sound: bool) -> None:
        """How the workspace is."""
        self._examined = lines, sound
        self.health.setText("\n".join(lines))
        role = "" if sound else "danger"
        if self.health.property("role") != role:
            self.health.setProperty("role", role)
            self.health.style().unpolish(self.health)
            self.health.style().polish(self.health)

    def show_said(self, text: str) -> None:
        self.banner.show_text(text)

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Backups"))
        self.explanation.setText(
            _(
                "While something changes, a backup with its evidence is made every half hour, and opened to prove that "
                "it is sound. All of the last two days are kept, then one a day, a week and a month."
            )
        )
        self.none_yet.setText(_("No backup yet. The first one is made a moment after the start."))
        self.make.setText(_("Back up now"))
        self.make.setIcon(icon("download", ink="on_primary"))
        self.table.setAccessibleName(_("Backups"))
        self.preview_title.setText(_("What would change"))
        self.back.setText(_("Put this backup back…"))
        self.back.setIcon(icon("undo"))
        self.second_title.setText(_("Second drive"))
        self.forget.setText(_("Stop using it"))
        self.health_title.setText(_("Examination"))
        self.examine.setText(_("Examine everything now"))
        self.examine.setIcon(icon("check"))
        self.model.retranslate()
        self._say_preview()
        self._say_second()
        if self._examined is None:
            self.health.setText(_("The database, every change and every piece of evidence are looked at."))

    @property
    def _chosen(self) -> KeptBackup | None:
        found = self.table.currentIndex().siblingAtColumn(0).data(BACKUP_ROLE)
        return found if isinstance(found, KeptBackup) else None

    def _say_preview(self) -> None:
        """Nothing is looked at yet, or what was looked at must be said in another language."""
        chosen, self._looked = self._chosen, None
        self.back.setEnabled(False)
        if chosen is None:
            self.preview.setText(_("Choose a backup to see what would be other than now. Nothing changes by looking."))
        else:
            self.preview.setText(_("It is being opened…"))
            self.look_asked.emit(chosen)

    def _say_second(self) -> None:
        second = self._second
        self.forget.setVisible(second is not None)
        self.choose.setText(_("Choose another one…") if second is not None else _("Choose a folder…"))
        self.choose.setIcon(icon("folder"))
        if second is None:
            self.second.setText(
                _("A stick or an external disk saves your work if this computer is lost. Choose a folder on it.")
            )
        elif second.connected:
            self.second.setText(fill(_("Backups are made in {folder} too."), folder=second.folder))
        else:
            text = _("{folder} is not connected now. The next backup after it is there again goes there too.")
            self.second.setText(fill(text, folder=second.folder))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.make)
        listed = Card()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table, 1)
        self.none_yet.setContentsMargins(24, 20, 24, 20)
        inside.addWidget(self.none_yet)
        aside = QVBoxLayout()
        aside.setSpacing(16)
        aside.addWidget(_card(self.preview_title, self.preview, self.back))
        aside.addWidget(_card(self.second_title, self.second, self.choose, self.forget))
        aside.addWidget(_card(self.health_title, self.health, self.examine))
        aside.addStretch(1)
        aside.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(aside)
        beside = QScrollArea()
        beside.setWidgetResizable(True)
        beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside.setFixedWidth(ASIDE + 12)
        beside.setWidget(holder)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(listed, 1)
        row.addWidget(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.explanation)
        layout.addWidget(self.banner)
        layout.addLayout(row, 1)

    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._say_preview()

    def _on_reset(self) -> None:
        self._say_preview()

    def _on_choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, plain(_("Folder on a second drive")))
        if chosen:
            self.second_chosen.emit(Path(chosen))

    def _on_back(self) -> None:
        """The one question of the page: everything is seen anew after it."""
        kept = self._looked
        if kept is None:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(plain(_("Put a backup back")))
        text = _(
            "The workspace becomes what it was on {moment}. What is here now is backed up first and its folder is "
            "kept, so you can come back to it. For the coordination team it is then a new computer: send them a new "
            "request before your next package."
        )
        box.setText(fill(text, moment=moment(kept.moment)))
        yes = box.addButton(plain(_("Put it back")), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(plain(_("Cancel")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        if box.clickedButton() is yes:
            self.put_back_asked.emit(kept)


def _card(*widgets: QWidget) -> QWidget:
    card = Card()
    card.setFixedWidth(ASIDE)
    card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(10)
    for widget in widgets:
        layout.addWidget(widget)
    return card
