"""The campaign's page: where every commune stands, as table, board and map; the file of each; how it is organised."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.i18n import N_, _, current_language, fill, lone
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.campaign_filter import SavedView
from lcc_desktop.services.results_campaign import CampaignView, CommuneDossier, CommuneFile
from lcc_desktop.ui.campaign.board import CampaignBoard
from lcc_desktop.ui.campaign.cells import CampaignCell
from lcc_desktop.ui.campaign.file_panel import FilePanel
from lcc_desktop.ui.campaign.filter_bar import FilterBar
from lcc_desktop.ui.campaign.map_view import MapLegend, RegionMap
from lcc_desktop.ui.campaign.presenter import Read
from lcc_desktop.ui.campaign.setup_panel import SetupPanel
from lcc_desktop.ui.campaign.start_form import StartForm
from lcc_desktop.ui.campaign.table_model import CampaignTableModel, Column
from lcc_desktop.ui.documents.kinds import LANGUAGES
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.wording.campaign import communes_line, late_line
from lcc_desktop.wording.states import milieu_name

WAYS = {
    "table": N_("Table"),
    "board": N_("Board"),
    "map": N_("Map"),
    # TRANSLATORS: how a campaign is organised: its call, lots, trainings, people
    "setup": N_("Set-up"),
}
ROW = 40
WIDTHS = {
    Column.CYCLE: 72,
    Column.MILIEU: 84,
    Column.LOT: 80,
    Column.STAGE: 176,
    Column.DECISION: 124,
    Column.FACILITATORS: 140,
    Column.DONE: 88,
    Column.SCORE: 76,
    Column.LATE: 112,
}
_UNFOLDED = (Column.MILIEU, Column.DONE, Column.DECISION, Column.FACILITATORS)
"""Columns that make room for a file beside the table: it says what they say."""


class CampaignPage(Page):
    """
    Signals:
        shown: the page is there.
        file_asked: campaign and commune whose file is wanted.
        start_asked: names, cycle and framework of a new campaign.
        save_asked: a name and the Filter to keep under it.
        report_asked: a campaign, the language of its report, and a name for its file.
    """

    shown = Signal()
    file_asked = Signal(str, str)
    start_asked = Signal(str, str, str, object)
    save_asked = Signal(str, object)
    report_asked = Signal(str, str, str)

    def __init__(self, communes: Gazetteer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._communes = communes
        self._read: Read | None = None
        self._campaign = ""
        self._files: list[CommuneFile] = []
        self.title, self.count = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.count.setProperty("role", "quiet")
        self.campaigns, self.new = QComboBox(), QPushButton()
        self.campaigns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.campaigns.setMaximumWidth(420)
        self.report = QToolButton()
        self.report.setProperty("kind", "tool")
        self.report.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.report.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.report.setMenu(QMenu(self.report))
        self.ways = {name: QPushButton() for name in WAYS}
        self.message = Banner(closable=True)
        self.filters = FilterBar()
        self.model = CampaignTableModel(self)
        self.table = _table(self.model)
        self.nothing = QLabel()
        self.nothing.setProperty("role", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.board, self.map, self.legend = CampaignBoard(), RegionMap(), MapLegend()
        self.setup, self.file = SetupPanel(), FilePanel()
        self.empty, self.form = EmptyState("campaign"), StartForm()
        self._lay_out()
        self._connect()
        self.file.hide()
        self.ways["table"].setChecked(True)
        self.retranslate()

    @property
    def view(self) -> CampaignView | None:
        """All campaigns, as they were read last."""
        return self._read.view if self._read is not None else None

    def show_read(self, read: Read) -> None:
        """Show everything as it is now; what was chosen stays."""
        self._read = read
        if read.view is not None and self._campaign not in ("", *(row.id for row in read.view.rows)):
            self._campaign = ""
        if read.view is not None and not self._campaign and self.campaigns.count() == 0:
            self._campaign = read.view.row.id
        self._say_campaigns()
        self.filters.show_saved(read.saved)
        if read.view is None:
            self._stack.setCurrentWidget(self.empty)
        elif self._stack.currentWidget() is not self._starting:
            self._stack.setCurrentWidget(self._content)
        if read.view is not None:
            self.filters.show_view(read.view)
        self._offer()
        self._narrow()

    def show_started(self, campaign: str) -> None:
        """A campaign was opened: show how it is organised."""
        self._campaign = campaign
        self._stack.setCurrentWidget(self._content)
        self.ways["setup"].setChecked(True)
        self._say_campaigns()
        self._offer()
        self._narrow()

    def show_dossier(self, dossier: CommuneDossier) -> None:
        """Everything known of the commune whose file was asked for."""
        self.file.show_dossier(dossier)

    def show_saved(self, saved: Sequence[SavedView]) -> None:
        self.filters.show_saved(saved)

    def show_applied(self, new: int, given: int, unknown: Sequence[str]) -> None:
        """Applications were taken in."""
        self.setup.take_in(unknown)
        text = fill(_("Applications taken in: {new} of {given}."), new=new, given=given)
        if unknown:
            text = "\n".join((text, _("Nobody could be found for the lines left, or several communes have the name.")))
        self.message.show_text(text, "warning" if unknown else "info")

    def show_message(self, text: str) -> None:
        self.message.show_text(text, "danger")

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.file.keep()
        self.setup.keep()

    def entered(self) -> None:
        """The page is shown now."""
        self.message.hide()
        self.shown.emit()
        self.table.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Campaign"))
        self.campaigns.setAccessibleName(_("Campaign"))
        self.new.setText(_("New campaign"))
        self.new.setIcon(icon("plus"))
        self.report.setText(_("Report"))
        self.report.setIcon(icon("pdf"))
        self.report.setToolTip(_("The report of the campaign by region, to look at, print or save"))
        menu = self.report.menu()
        menu.clear()
        for language, said in LANGUAGES.items():
            menu.addAction(_(said)).triggered.connect(partial(self._on_report, language))
        for name, button in self.ways.items():
            button.setText(_(WAYS[name]))
        self.table.setAccessibleName(_("Communes of the campaign"))
        self.nothing.setText(_("No commune is like that. Change the filters, or show everything again."))
        self.empty.set_texts(
            _("No campaign yet"),
            _("Open one for a cycle: who applies, who may take part, in which lot, and where every commune stands."),
            _("New campaign"),
        )
        for part in (self.filters, self.board, self.map, self.legend, self.setup, self.file, self.form):
            part.retranslate()
        self.model.retranslate()
        self._say_campaigns()
        self._say_count()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addSpacing(8)
        head.addWidget(self.campaigns)
        head.addWidget(self.new)
        head.addWidget(self.report)
        head.addStretch(1)
        group = QButtonGroup(self)
        for button in self.ways.values():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            group.addButton(button)
            head.addWidget(button)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.nothing)
        mapped = QWidget()
        column = QVBoxLayout(mapped)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.map, 1)
        column.addWidget(self.legend)
        self._way = QStackedWidget()
        for way in (self._tables, self.board, mapped):
            self._way.addWidget(way)
        lists = QWidget()
        beside = QHBoxLayout(lists)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(16)
        beside.addWidget(self._way, 1)
        beside.addWidget(self.file)
        self._looking = QWidget()
        looking = QVBoxLayout(self._looking)
        looking.setContentsMargins(0, 0, 0, 0)
        looking.setSpacing(12)
        looking.addWidget(self.filters)
        looking.addWidget(self.count)
        looking.addWidget(lists, 1)
        self._content = QStackedWidget()
        self._content.addWidget(self._looking)
        self._content.addWidget(self.setup)
        self._starting = QWidget()
        starting = QVBoxLayout(self._starting)
        starting.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.form, 4)
        row.addStretch(1)
        starting.addLayout(row)
        starting.addStretch(2)
        self._stack = QStackedWidget()
        for state in (self.empty, self._content, self._starting):
            self._stack.addWidget(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 20)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for button in self.ways.values():
            button.clicked.connect(self._on_way)
        self.campaigns.activated.connect(self._on_campaign)
        self.new.clicked.connect(self._begin)
        self.empty.action_asked.connect(self._begin)
        self.form.start_asked.connect(self.start_asked)
        self.form.left.connect(self._on_form_left)
        self.filters.changed.connect(lambda _filter: self._narrow())
        self.filters.save_asked.connect(lambda name: self.save_asked.emit(name, self.filters.filter))
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.board.chosen.connect(lambda file: self._open([file]))
        self.map.commune_chosen.connect(self._on_square)
        self.map.region_chosen.connect(self._on_region)
        self.file.left.connect(self._on_file_left)

    def _begin(self) -> None:
        self._stack.setCurrentWidget(self._starting)
        self._offer()
        read = self._read
        self.form.begin(read.frameworks if read else (), cancellable=True)

    def _on_form_left(self) -> None:
        self._stack.setCurrentWidget(self._content if self.view is not None else self.empty)
        self._offer()

    def _offer(self) -> None:
        """Choosing and looking, where there is something to look at."""
        at_work = self._stack.currentWidget() is self._content
        for widget in (self.campaigns, self.new, self.report, *self.ways.values()):
            widget.setVisible(at_work)

    def _on_way(self) -> None:
        self._narrow()

    def _on_campaign(self, place: int) -> None:
        self._campaign = self.campaigns.itemData(place)
        self._narrow()

    def _on_report(self, language: str) -> None:
        row = next((row for row in self.view.rows if row.id == self._campaign), None) if self.view else None
        if row is not None:
            self.keep()
            name = f"{row.name_fr or row.name_ar} {row.cycle} campaign {language}".strip().replace("/", "-")
            self.report_asked.emit(row.id, language, name)

    def _say_campaigns(self) -> None:
        view = self.view
        self.campaigns.clear()
        if view is None:
            return
        for row in view.rows:
            text = fill(_("{name}, cycle {cycle}"), name=row.name(current_language()), cycle=row.cycle)
            self.campaigns.addItem(text if row.name(current_language()) else lone(row.cycle), row.id)
        if len(view.rows) > 1:
            self.campaigns.addItem(_("All cycles"), "")
        self.campaigns.setCurrentIndex(max(0, self.campaigns.findData(self._campaign)))

    def _narrow(self) -> None:
        """Show what the campaign and the filters let through, the way it is looked at."""
        view = self.view
        if view is None:
            return
        way = next(name for name, button in self.ways.items() if button.isChecked())
        row = next((row for row in view.rows if row.id == self._campaign), None)
        self.ways["setup"].setEnabled(row is not None)
        self.report.setEnabled(row is not None)
        if way == "setup" and row is not None:
            self._content.setCurrentWidget(self.setup)
            self.setup.show_campaign(row, view)
            return
        self._content.setCurrentWidget(self._looking)
        narrowed = replace(self.filters.filter, campaign=self._campaign)
        self._files = narrowed.keep(view.communes, self._communes)
        self._say_count()
        if way == "map":
            self._way.setCurrentIndex(2)
            self.map.show_files(self._files, self._communes.communes)
        elif way == "board":
            self._way.setCurrentIndex(1)
            self.board.show_files(self._files)
        else:
            self._way.setCurrentIndex(0)
            self._fill_table()

    def _fill_table(self) -> None:
        chosen = [(file.campaign, file.commune.code) for file in self._chosen()]
        self.model.set_files(self._files)
        self._tables.setCurrentWidget(self.table if self._files else self.nothing)
        self._fit_columns()
        rows = [row for row in (self.model.row_of(*key) for key in chosen[:200]) if row >= 0]
        selection = QItemSelection()
        last = len(Column) - 1
        for at in rows:
            selection.select(self.model.index(at, 0), self.model.index(at, last))
        if rows:
            model = self.table.selectionModel()
            model.select(selection, model.SelectionFlag.ClearAndSelect)

    def _fit_columns(self) -> None:
        beside = self.file.isVisibleTo(self)
        narrow = beside and self.width() < 1500
        for column in Column:
            hidden = (column is Column.CYCLE and bool(self._campaign)) or (narrow and column in _UNFOLDED)
            self.table.setColumnHidden(column, hidden)

    def _chosen(self) -> list[CommuneFile]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.model.files[row] for row in rows]

    def _on_selected(self) -> None:
        chosen = self._chosen()
        if chosen:
            self._open(chosen)

    def _on_square(self, code: str) -> None:
        self._open([file for file in self._files if file.commune.code == code][-1:])

    def _on_region(self, region: str) -> None:
        self.ways["table"].setChecked(True)
        self.filters.narrow(replace(self.filters.filter, region=region))
        self.table.setFocus()

    def _open(self, files: Sequence[CommuneFile]) -> None:
        view = self.view
        if view is None or not files:
            return
        self.file.show_files(files, view)
        self.file.show()
        self._fit_columns()
        if len(files) == 1:
            self.file_asked.emit(files[0].campaign, files[0].commune.code)

    def _on_file_left(self) -> None:
        self.file.hide()
        self.table.clearSelection()
        self._fit_columns()

    def _say_count(self) -> None:
        files = self._files
        milieux = [(milieu_name(m), sum(file.milieu == m for file in files)) for m in ("urban", "rural")]
        parts = [communes_line(len({file.commune.code for file in files}))]
        if files:
            parts += [fill("{milieu}: {count}", milieu=name, count=number(count)) for name, count in milieux]
        late = sum(bool(file.late) for file in files)
        self.count.setText(" · ".join(part for part in (*parts, late_line(late)) if part) if self.view else "")


def _table(model: CampaignTableModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(CampaignCell(table))
    table.setSortingEnabled(True)
    table.sortByColumn(Column.COMMUNE, Qt.SortOrder.AscendingOrder)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ROW)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    # Fixed widths: fitting columns to thousands of rows would ask for the text of each.
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(Column.COMMUNE, QHeaderView.ResizeMode.Stretch)
    for column, width in WIDTHS.items():
        table.setColumnWidth(column, width)
    return table
