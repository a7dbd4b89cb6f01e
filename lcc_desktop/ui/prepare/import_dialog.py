"""A list before it is taken: what each column says, what each row would add, what is left out and why."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.people import PlannedRow
from lcc_desktop.exchange.participants import FoundColumn, Layout
from lcc_desktop.exchange.people_words import Meaning
from lcc_desktop.i18n import N_, _, fill, lone, ngettext, plain
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.prepare.import_model import Column, ImportModel

MEANINGS = {
    None: N_("Not taken"),
    Meaning.NAME: N_("Full name"),
    Meaning.FIRST_NAME: N_("First name"),
    Meaning.LAST_NAME: N_("Family name"),
    Meaning.ORGANISATION: N_("Organisation"),
    Meaning.CATEGORY: N_("Category"),
    Meaning.GENDER: N_("Gender"),
    Meaning.AGE: N_("Age"),
    Meaning.GROUP: N_("Group"),
}
_WIDTHS = {
    Column.NUMBER: 76,
    Column.ORGANISATION: 124,
    Column.CATEGORY: 124,
    Column.GENDER: 84,
    Column.AGE: 76,
    Column.GROUP: 96,
}
_SAMPLE = 22
"""Characters of a column's first texts."""


class ImportDialog(QDialog):
    """
    Signals:
        understood: the index of a column, and the Meaning it has, or None.
        accepted_rows: the rows to be taken, as list[PlannedRow].
    """

    understood = Signal(int, object)
    accepted_rows = Signal(list)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.resize(1290, 640)
        self._layout: Layout | None = None
        self.title, self.what, self.columns_title = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.what.setProperty("role", "quiet")
        self.what.setWordWrap(True)
        self.columns_title.setProperty("role", "section")
        self.forbidden = Banner()
        self.choices: dict[int, QComboBox] = {}
        self.model = ImportModel(self)
        self.table = _table(self.model)
        self.cancel, self.take = QPushButton(), QPushButton()
        self.take.setProperty("kind", "primary")
        self.take.setDefault(True)
        self._lay_out()
        self.model.taken_changed.connect(self._say_taken)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        self.retranslate()

    def show_plan(self, layout: Layout, rows: tuple[PlannedRow, ...]) -> None:
        """Show what a list would add; opens when it is not open yet."""
        self._layout = layout
        self.model.set_rows(rows)
        self.table.setColumnHidden(Column.GROUP, not any(row.new.group for row in rows))
        self._show_columns(layout)
        self._say_forbidden()
        if not self.isVisible():
            self.open()
            self.table.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(plain(_("Import a list of participants")))
        self.title.setText(_("Import a list of participants"))
        self.what.setText(_("Nothing is added before you say so. Correct what a column says, untick who is not meant."))
        self.columns_title.setText(_("Columns of the list"))
        self.table.setAccessibleName(_("What the list would add"))
        self.cancel.setText(_("Cancel"))
        self.model.retranslate()
        if self._layout is not None:
            self._show_columns(self._layout)
        self._say_forbidden()
        self._say_taken()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(holder)
        columns = Card()
        columns.setFixedWidth(324)
        inside = QVBoxLayout(columns)
        inside.setContentsMargins(16, 12, 8, 12)
        inside.addWidget(self.columns_title)
        inside.addWidget(scrolled, 1)
        rows = Card()
        within = QVBoxLayout(rows)
        within.setContentsMargins(8, 8, 8, 8)
        within.addWidget(self.table)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(columns)
        both.addWidget(rows, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.what)
        layout.addWidget(self.forbidden)
        layout.addLayout(both, 1)
        layout.addLayout(foot)

    def _show_columns(self, layout: Layout) -> None:
        """A line a column: what it is called, its first texts, what it says; those that stay keep their widgets."""
        same = list(self.choices) == [column.index for column in layout.columns]
        if not same:
            while (item := self._grid.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self.choices = {}
            for row, column in enumerate(layout.columns):
                self._add_column(row, column)
        for column in layout.columns:
            self._show_meaning(column)

    def _add_column(self, row: int, column: FoundColumn) -> None:
        texts = QWidget()
        lines = QVBoxLayout(texts)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        name, sample = QLabel(_column_name(column)), QLabel(lone(_short(", ".join(column.sample))))
        sample.setProperty("role", "small")
        lines.addWidget(name)
        lines.addWidget(sample)
        choice = QComboBox()
        choice.setFixedWidth(146)
        choice.activated.connect(partial(self._on_understood, column.index))
        self._grid.addWidget(texts, row, 0)
        self._grid.addWidget(choice, row, 1)
        self.choices[column.index] = choice

    def _show_meaning(self, column: FoundColumn) -> None:
        choice = self.choices[column.index]
        choice.clear()
        choice.setAccessibleName(fill(_("What the column {column} says"), column=plain(_column_name(column))))
        choice.setEnabled(not column.forbidden)
        if column.forbidden:
            choice.addItem(_("Left out"), None)
            return
        for meaning, name in MEANINGS.items():
            choice.addItem(_(name), meaning)
        choice.setCurrentIndex(list(MEANINGS).index(column.meaning))

    def _on_understood(self, column: int, place: int) -> None:
        self.understood.emit(column, list(MEANINGS)[place])

    def _say_forbidden(self) -> None:
        names = [_column_name(column) for column in self._layout.forbidden] if self._layout else []
        text = ngettext(
            "Left out: {columns}. The law asks a prior authorisation to keep identity numbers, party or union "
            "membership (law 09-08).",
            "Left out: {columns}. The law asks a prior authorisation to keep identity numbers, party or union "
            "membership (law 09-08).",
            len(names),
        )
        self.forbidden.show_text(fill(text, columns=", ".join(map(plain, names))) if names else "", "warning")

    def _say_taken(self) -> None:
        count = len(self.model.taken)
        text = ngettext("Add {count} participant", "Add {count} participants", count)
        self.take.setText(fill(text, count=number(count)))
        self.take.setEnabled(bool(count))

    def _on_take(self) -> None:
        rows = self.model.taken
        self.accept()
        self.accepted_rows.emit(rows)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _column_name(column: FoundColumn) -> str:
    return lone(_short(column.label)) if column.label else fill(_("Column {number}"), number=number(column.index + 1))


def _short(text: str) -> str:
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}…"


def _table(model: ImportModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setProperty("role", "inside")
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(44)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(56)
    for column, width in _WIDTHS.items():
        header.resizeSection(column, width)
    header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(Column.NOTES, QHeaderView.ResizeMode.Stretch)
    return table
