"""The verification mission's page: the indicators with both scores, and the one being verified.

Keys are the workshop's: `0`–`4` a degree, `N` not applicable, `I` no information, Delete takes it back, `J` the reason.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score
from lcc_desktop.i18n import N_, _, current_language, fill, lone
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.services.verification import Finding, differences
from lcc_desktop.ui.allowed import Allowed
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.parts.degree_bar import DegreeBar
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.fit_table import FitTable
from lcc_desktop.ui.parts.keys import key_of
from lcc_desktop.ui.parts.note_edit import NoteEdit
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.verification.table_model import CODE_ROLE, Column, FindingsModel
from lcc_desktop.ui.workshop.numbers import NumberEntry
from lcc_desktop.wording.closing import score_text
from lcc_desktop.wording.verification import differing_line, progress_line, verifier_line

_SCORE_WIDTH = 92

FILTERS = {"all": N_("All indicators"), "open": N_("Not verified yet"), "differing": N_("That differ")}


class VerificationPage(Page):
    """
    Signals:
        shown: the page is there.
        verified: an indicator's code, its Score, the day it was looked at (date or None).
        measured: an indicator's code, its numbers as typed, the day.
        explained: an indicator's code, and why.
    """

    shown = Signal()
    verified = Signal(str, object, object)
    measured = Signal(str, dict, object)
    explained = Signal(str, str)

    def __init__(self, current: CurrentEvaluation, allowed: Allowed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._allowed = current, allowed
        self._findings: Mapping[str, Finding] = {}
        self._code = ""
        self.title, self.state = QLabel(), QLabel()
        self.message = Banner(closable=True)
        self.filter = QComboBox()
        self.model = FindingsModel(self)
        self.table = FitTable()
        self.table.setModel(self.model)
        self.table.installEventFilter(self)
        self.code, self.text, self.own, self.note = QLabel(), QLabel(), QLabel(), QLabel()
        self.evidence, self.verifier = QLabel(), QLabel()
        self.day_label, self.day = QLabel(), DayEdit()
        self.numbers, self.degrees = NumberEntry(), DegreeBar()
        self.reason_label, self.reason = QLabel(), NoteEdit(2, 6)
        self.keys, self.limit = QLabel(), QLabel()
        self.empty, self.none = EmptyState("verification"), QLabel()
        self._dress()
        self._lay_out()
        self.day.show_day(date.today())
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.degrees.chosen.connect(self._on_chosen)
        self.numbers.entered.connect(lambda code, numbers: self.measured.emit(code, numbers, self.day.day))
        self.reason.left.connect(self._on_reason)
        current.opened.connect(self._on_opened)
        current.indicator_changed.connect(self._on_changed)
        allowed.changed.connect(self._on_allowed)
        self._on_allowed()
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self._say()
        self.table.setFocus()
        self.shown.emit()

    def choose(self, code: str) -> None:
        """Show an indicator when the page is entered next."""
        self.keep()
        self.filter.setCurrentIndex(0)
        self._code = code

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.numbers.hand_over_if_changed()
        if self._code and self.reason.note != self._reason:
            self._on_reason(self.reason.note)

    def show_findings(self, findings: Mapping[str, Finding]) -> None:
        """Who said what the mission found, and when."""
        self._findings = findings
        self._say_verifier()

    def show_message(self, text: str) -> None:
        self.message.show_text(text, "warning")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Verification mission"))
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to say what the mission found."), ""
        )
        self.none.setText(_("Nothing to show here: choose all indicators above."))
        at = max(0, self.filter.currentIndex())
        self.filter.blockSignals(True)
        self.filter.clear()
        for key, name in FILTERS.items():
            self.filter.addItem(_(name), key)
        self.filter.setCurrentIndex(at)
        self.filter.blockSignals(False)
        self.filter.setAccessibleName(_("Which indicators are shown"))
        self.table.setAccessibleName(_("Indicators with the commune’s score and the mission’s"))
        self.day_label.setText(_("Looked at on"))
        self.day.set_name(_("Looked at on"))
        self.day.retranslate()
        self.reason_label.setText(_("Reason (J)"))
        self.reason.setAccessibleName(_("Why the mission’s score is what it is"))
        self.reason.setPlaceholderText(_("What was seen, and why the score differs from the commune’s"))
        self.limit.setText(_("The verification mission and the coordination team write here; you can read it."))
        self.keys.setText(_("0–4 score · I no information · N not applicable · Delete takes it back · J reason"))
        self.degrees.retranslate()
        self.model.retranslate()
        self._say()

    @property
    def _reason(self) -> str:
        item = self._item
        return item.reason if item is not None else ""

    @property
    def _item(self) -> IndicatorView | None:
        view = self._current.view
        return view.indicators.get(self._code) if view is not None else None

    def _say(self) -> None:
        view = self._current.view
        self._stack.setCurrentIndex(0 if view is None else 1)
        if view is None:
            self.state.setText("")
            return
        differing = differences(view)
        seen = sum(1 for item in view.indicators.values() if item.verified is not None)
        self.state.setText(
            fill("{progress} · {differing}", progress=progress_line(seen, len(view.indicators)),
                 differing=differing_line(differing))
        )  # fmt: skip
        self._list(view)
        self._say_card()

    def _list(self, view: EvaluationView) -> None:
        match self.filter.currentData():
            case "open":
                # What was just verified stays until one goes on: a list that jumps loses the place.
                rows = [i for i in view.indicators.values() if i.verified is None or i.indicator.code == self._code]
            case "differing":
                rows = list(differences(view))
            case _:
                rows = list(view.indicators.values())
        self.model.set_rows(rows)
        if rows and self.model.row_of(self._code) < 0:
            self._code = rows[0].indicator.code
        elif not rows:
            self._code = ""
        at = self.model.row_of(self._code)
        if at >= 0 and self.table.currentIndex().row() != at:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self._scroll.setVisible(bool(rows))
        self.table.fit()

    def _say_card(self) -> None:
        view, item = self._current.view, self._item
        if view is None or item is None:
            return
        language = current_language()
        found = item.verified or UNSCORED
        self.code.setText(lone(item.indicator.code))
        self.text.setText(lone(item.indicator.text.say(language)))
        self.own.setText(fill(_("The commune’s own score: {score}"), score=score_text(item.score)))
        self.note.setText(lone(item.note))
        self.note.setVisible(bool(item.note))
        names = "\n".join(fill("• {name}", name=piece.label) for piece in item.supplied)
        self.evidence.setText(names or _("No evidence supplied"))
        if self.degrees.property("code") != item.indicator.code:
            self.degrees.set_indicator(item.indicator)
            self.degrees.setProperty("code", item.indicator.code)
        self.degrees.show_score(found)
        self.numbers.show_indicator(replace(item, score=found), view)
        self.reason.setEnabled(self._may_verify and item.verified is not None)
        if not self.reason.hasFocus():
            self.reason.show_note(item.reason)
        self._say_verifier()

    def _say_verifier(self) -> None:
        found = self._findings.get(self._code)
        self.verifier.setText(verifier_line(found.verifier, found.said_at) if found is not None else "")
        self.verifier.setVisible(found is not None)

    def _verify(self, score: Score) -> None:
        if self._code:
            self.verified.emit(self._code, score, None if score == UNSCORED else self.day.day)

    def _on_chosen(self, score: Score) -> None:
        self._verify(score)

    def _on_reason(self, reason: str) -> None:
        if self._code and self._item is not None and self._item.verified is not None:
            self.explained.emit(self._code, reason)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        code = now.data(CODE_ROLE)
        if code and code != self._code:
            self.keep()
            self._code = code
            self._scroll.verticalScrollBar().setValue(0)
            self._say_card()

    def _on_filter(self, _index: int) -> None:
        self._say()

    @property
    def _may_verify(self) -> bool:
        return self._allowed.may_change("verified")

    def _on_allowed(self) -> None:
        """Whoever may not verify reads."""
        may = self._may_verify
        for widget in (self.day_label, self.day, self.keys):
            widget.setVisible(may)
        self.limit.setVisible(not may)
        self.degrees.setEnabled(may)
        self.numbers.setEnabled(may)
        self._say_card()

    def _on_opened(self) -> None:
        self._findings, self._code = {}, ""
        if self.isVisible():
            self.entered()

    def _on_changed(self, _code: str) -> None:
        if self.isVisible():
            self._say()

    def _dress(self) -> None:
        self.title.setProperty("role", "title")
        for label in (self.state, self.code, self.evidence, self.verifier, self.keys, self.limit, self.none, self.note):
            label.setProperty("role", "quiet")
        for label in (self.own, self.day_label, self.reason_label):
            label.setProperty("role", "section")
        self.text.setProperty("role", "heading")
        for label in (self.text, self.note, self.evidence, self.keys, self.limit, self.none, self.verifier):
            wrap(label)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(Column.INDICATOR, QHeaderView.ResizeMode.Stretch)
        for column in (Column.OWN, Column.VERIFIED, Column.DIFFERENCE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, _SCORE_WIDTH)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        listed = Card()
        column = QVBoxLayout(listed)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(8)
        day = QHBoxLayout()
        day.setSpacing(8)
        day.addWidget(self.day_label)
        day.addWidget(self.day)
        day.addStretch(1)
        for label in (self.code, self.text, self.own, self.note, self.evidence, self.limit):
            inside.addWidget(label)
        inside.addLayout(day)
        for widget in (
            self.numbers,
            self.degrees,
            self.verifier,
            self.reason_label,
            self.reason,
            self.keys,
        ):
            inside.addWidget(widget)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(card)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(listed, 6)
        row.addWidget(self._scroll, 5)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.state)
        layout.addWidget(self.message)
        layout.addWidget(self._stack, 1)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the table a digit is a degree, not the beginning of a search."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; whether it means anything."""
        item, key = self._item, key_of(event)
        if item is None or not self._may_verify:
            return False
        if key.isdigit() and item.indicator.scale.measured:
            self.numbers.begin(key)
        elif key.isdigit() and int(key) <= item.indicator.top:
            self._verify(Score.of(int(key)))
        elif key == "N" and item.indicator.na_allowed:
            self._verify(NOT_APPLICABLE)
        elif key == "I":
            self._verify(NO_INFORMATION)
        elif key == "Delete":
            self._verify(UNSCORED)
        elif key == "J" and self.reason.isEnabled():
            self.reason.setFocus()
        else:
            return False
        return True
