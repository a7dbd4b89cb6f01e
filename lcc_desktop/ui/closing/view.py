"""Closing an evaluation: what is still missing, a signed snapshot, and what changed since an earlier one."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.comparison import Comparison
from lcc_desktop.i18n import _, current_language, fill, is_rtl, lone
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.closing import Checklist, checklist
from lcc_desktop.services.snapshots import SnapshotRow
from lcc_desktop.ui.closing.comparison_model import CODE_ROLE, Column, ComparisonTableModel
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.fit_table import FitTable
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.closing import MISSING, missing_line, signed_name, since_line

_SHOWN = 40
"""Codes named under a line; more would hide the next line."""

_LISTED = 3
"""Snapshots described; all can be compared."""


class ClosingPage(Page):
    """
    Signals:
        shown: the page is there.
        close_asked, take_asked: the name of a snapshot to close with, or to go on after.
        reopen_asked: the evaluation is to be scored again.
        compare_asked: the ids of two snapshots, the second empty for how it is now.
        indicator_asked: the code of an indicator to go to.
    """

    WIDEST = 1480

    shown = Signal()
    close_asked = Signal(str)
    take_asked = Signal(str)
    reopen_asked = Signal()
    compare_asked = Signal(str, str)
    indicator_asked = Signal(str)

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._snapshots: list[SnapshotRow] = []
        self.title, self.state = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.state.setProperty("role", "quiet")
        self.message = Banner(closable=True)
        self.missing_title, self.ready = QLabel(), QLabel()
        self.lines = {name: QPushButton() for name in MISSING}
        self.codes = {name: QLabel() for name in MISSING}
        self.snapshot_title, self.explanation, self.name = QLabel(), QLabel(), QLineEdit()
        self.close_button, self.take, self.reopen = QPushButton(), QPushButton(), QPushButton()
        self.list = QLabel()
        self.compare_title, self.before, self.after = QLabel(), QComboBox(), QComboBox()
        self.before_label, self.after_label, self.compare = QLabel(), QLabel(), QPushButton()
        self.model = ComparisonTableModel(self)
        self.table = comparison_table(self.model)
        self.empty = EmptyState("closing")
        self._dress()
        self._lay_out()
        for name in MISSING:
            self.lines[name].clicked.connect(partial(self._on_line, name))
            self.codes[name].linkActivated.connect(self.indicator_asked)
        self.close_button.clicked.connect(
            lambda: self.close_asked.emit(self.name.text() or self.name.placeholderText())
        )
        self.take.clicked.connect(lambda: self.take_asked.emit(self.name.text() or self.name.placeholderText()))
        self.reopen.clicked.connect(self.reopen_asked)
        self.compare.clicked.connect(self._on_compare)
        self.table.activated.connect(self._on_row)
        current.opened.connect(self._on_opened)
        current.indicator_changed.connect(self._on_changed)
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self._say()
        self.shown.emit()

    def show_snapshots(self, rows: list[SnapshotRow]) -> None:
        """The snapshots there are, the latest first."""
        self._snapshots = rows
        self.name.clear()
        self._say()

    def show_comparison(self, comparison: Comparison) -> None:
        """Two moments side by side."""
        view = self._current.view
        if view is not None:
            self.model.set_comparison(comparison, view.framework)
            self.table.fit()
            self.table.setVisible(True)

    def show_message(self, text: str) -> None:
        self.message.show_text(text, "warning")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Closing"))
        self.missing_title.setText(_("What is still missing"))
        self.ready.setText(_("Nothing is missing: every indicator is scored, justified, agreed on and supported."))
        self.snapshot_title.setText(_("Snapshot"))
        self.explanation.setText(
            _("A snapshot keeps the evaluation as it is now, signed with the key of this computer. Closing also stops "
              "changes to scores until somebody reopens it; the plan, the evidence and the verification go on.")
        )  # fmt: skip
        self.name.setPlaceholderText(_("End of the workshop"))
        self.name.setAccessibleName(_("Name of the snapshot"))
        self.close_button.setText(_("Close the evaluation"))
        self.close_button.setIcon(icon("closing", ink="on_primary"))
        self.take.setText(_("Only keep a snapshot"))
        self.reopen.setText(_("Reopen the evaluation"))
        self.compare_title.setText(_("What changed"))
        self.before_label.setText(_("Between"))
        self.after_label.setText(_("and"))
        self.before.setAccessibleName(_("Earlier snapshot"))
        self.after.setAccessibleName(_("Later snapshot, or today"))
        self.compare.setText(_("Compare"))
        self.table.setAccessibleName(_("What changed"))
        self.empty.set_texts(_("No evaluation open"), _("Open an evaluation from the home page to close it."), "")
        self.model.retranslate()
        self._say()

    def _say(self) -> None:
        view = self._current.view
        self._stack.setCurrentIndex(0 if view is None else 1)
        if view is None:
            return
        self._say_missing(checklist(view))
        closing = next((row for row in self._snapshots if row.is_closing), None)
        self.state.setText(
            fill(_("Closed on {moment} by {author}"), moment=moment(closing.made_at), author=closing.author)
            if closing
            else _("Open: scores can be changed.")
        )
        for widget in (self.name, self.close_button, self.take):
            widget.setVisible(not view.closed)
        self.reopen.setVisible(bool(view.closed))
        self.list.setText("\n".join(_described(row) for row in self._snapshots[:_LISTED]))
        self.list.setVisible(bool(self._snapshots))
        self._say_choices()

    def _say_missing(self, found: Checklist) -> None:
        for name in MISSING:
            codes = getattr(found, name)
            self.lines[name].setVisible(bool(codes))
            self.codes[name].setVisible(bool(codes))
            self.lines[name].setText(missing_line(name, codes))
            style = f"color: {palette().primary}; text-decoration: none"
            # Codes hold letters, digits, dots and hyphens: nothing to escape.
            links = [f'<a href="{code}" style="{style}">{code}</a>' for code in codes[:_SHOWN]]
            more = ["…"] if len(codes) > _SHOWN else []
            side = "rtl" if is_rtl(current_language()) else "ltr"
            self.codes[name].setText(f'<div dir="{side}">{"&nbsp; ".join(links + more)}</div>')
        self.ready.setVisible(not any(getattr(found, name) for name in MISSING))

    def _say_choices(self) -> None:
        chosen = self.before.currentData(), self.after.currentData()
        for box, first in ((self.before, None), (self.after, _("now"))):
            box.clear()
            if first is not None:
                box.addItem(first, "")
            for row in self._snapshots:
                box.addItem(lone(row.name), row.id)
        for box, data in zip((self.before, self.after), chosen, strict=True):
            box.setCurrentIndex(max(0, box.findData(data)))
        some = bool(self._snapshots)
        self._changes.setVisible(some)
        self.table.setVisible(some and self.model.rowCount() > 0)

    def _named(self) -> str:
        return self.name.text().strip() or self.name.placeholderText()

    def _on_opened(self) -> None:
        self._snapshots = []
        self._say()
        if self.isVisible():
            self.shown.emit()

    def _on_changed(self, _code: str) -> None:
        if self.isVisible():
            self._say()

    def _on_line(self, name: str) -> None:
        view = self._current.view
        codes = getattr(checklist(view), name) if view is not None else ()
        if codes:
            self.indicator_asked.emit(codes[0])

    def _on_compare(self) -> None:
        if self.before.currentData():
            self.compare_asked.emit(self.before.currentData(), self.after.currentData())

    def _on_row(self, index: QModelIndex) -> None:
        code = index.data(CODE_ROLE)
        if code:
            self.indicator_asked.emit(code)

    def _dress(self) -> None:
        for label in (self.missing_title, self.snapshot_title, self.compare_title):
            label.setProperty("role", "heading")
        for label in (self.explanation, self.ready):
            label.setProperty("role", "quiet")
        for label in (self.explanation, self.ready, self.list, *self.codes.values()):
            wrap(label)
        for line in self.lines.values():
            line.setProperty("kind", "line")
        for label in self.codes.values():
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.close_button.setProperty("kind", "primary")

    def _lay_out(self) -> None:
        missing, inside = _card()
        inside.addWidget(self.missing_title)
        inside.addWidget(self.ready)
        for name in MISSING:
            group = QVBoxLayout()
            group.setSpacing(0)
            group.addWidget(self.lines[name], 0, Qt.AlignmentFlag.AlignLeading)
            group.addWidget(self.codes[name])
            inside.addLayout(group)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(missing)
        snapshot, kept = _card()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.close_button, self.take, self.reopen):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for widget in (self.snapshot_title, self.explanation, self.name):
            kept.addWidget(widget)
        kept.addLayout(buttons)
        kept.addWidget(self.list)
        self._changes, changes = _card()
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for choice in (self.before_label, self.before, self.after_label, self.after, self.compare):
            choices.addWidget(choice, 1 if isinstance(choice, QComboBox) else 0)
        changes.addWidget(self.compare_title)
        changes.addLayout(choices)
        changes.addWidget(self.table, 1)
        changes.addStretch(0)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(snapshot)
        side.addWidget(self._changes, 1)
        side.addStretch(0)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(scroll, 5)
        row.addLayout(side, 6)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.state)
        layout.addWidget(self.message)
        layout.addSpacing(8)
        layout.addWidget(self._stack, 1)


def _described(row: SnapshotRow) -> str:
    """A snapshot in two lines: what it is, what it is worth and what came after."""
    name = fill(_("{name} · {moment} · {author}"), name=row.name, moment=moment(row.made_at), author=row.author)
    worth = fill("{signed} · {since}", signed=signed_name(row.signed), since=since_line(row.since))
    return f"{name}\n{worth}"


def _card() -> tuple[Card, QVBoxLayout]:
    card = Card()
    inside = QVBoxLayout(card)
    inside.setContentsMargins(24, 16, 24, 16)
    inside.setSpacing(8)
    return card, inside


def comparison_table(model: ComparisonTableModel) -> FitTable:
    """A table that shows a comparison."""
    table = FitTable()
    table.setModel(model)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return table
