"""The committee's page: a commune's file at a glance, what was decided of it, and a decision recorded.

Figures inform and decide nothing: no outcome is suggested, and nothing here is called granted that was not recorded.
"""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.scoring import Tally
from lcc_desktop.i18n import _, current_language, fill, lone, ngettext, plain
from lcc_desktop.i18n.formats import day, moment, number, percent
from lcc_desktop.services.committee import DecisionRow
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.services.verification import differences
from lcc_desktop.ui.allowed import Allowed
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.note_edit import NoteEdit
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.closing import signed_name
from lcc_desktop.wording.decisions import OUTCOMES, outcome_name
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.verification import differing_line, progress_line


class CommitteePage(Page):
    """
    Signals:
        shown: the page is there.
        decided: an Outcome, its day, the members, the conditions, the reference of the minutes.
        extract_asked: a decision's id and the file to write.
        page_asked: the key of a page that shows a part of the file.
    """

    shown = Signal()
    decided = Signal(object, object, str, str, str)
    extract_asked = Signal(str, Path)
    page_asked = Signal(str)

    def __init__(self, current: CurrentEvaluation, allowed: Allowed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._allowed = current, allowed
        self._rows: list[DecisionRow] = []
        self.title, self.state = QLabel(), QLabel()
        self.message = Banner(closable=True)
        self.file_title, self.warning = QLabel(), QLabel()
        self.figures = QGridLayout()
        self.facts = QLabel()
        self.open = {key: QPushButton() for key in ("results", "verification", "plan", "evidence", "documents")}
        self.form_title, self.explanation = QLabel(), QLabel()
        self.outcomes = {outcome: QRadioButton() for outcome in OUTCOMES}
        self._chosen = QButtonGroup(self)
        self.labels = {name: QLabel() for name in ("day", "members", "conditions", "reference")}
        self.day, self.members, self.conditions = DayEdit(), NoteEdit(3, 6), NoteEdit(2, 6)
        self.reference, self.record = QLineEdit(), QPushButton()
        self.history_title, self.nothing = QLabel(), QLabel()
        self.extracts: list[QPushButton] = []
        self.empty = EmptyState("committee")
        self._dress()
        self._lay_out()
        self.day.show_day(date.today())
        for key, button in self.open.items():
            button.clicked.connect(partial(self.page_asked.emit, key))
        for radio in self.outcomes.values():
            self._chosen.addButton(radio)
            radio.toggled.connect(self._say_ready)
        self.members.textChanged.connect(self._say_ready)
        self.record.clicked.connect(self._on_record)
        current.opened.connect(self._on_opened)
        current.indicator_changed.connect(self._on_changed)
        allowed.changed.connect(self._on_allowed)
        self._on_allowed()
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self._say()
        self.shown.emit()

    def show_decisions(self, rows: list[DecisionRow]) -> None:
        """What was decided of the open evaluation, the decision that stands first."""
        self._rows = rows
        self._say()

    def begin_anew(self) -> None:
        """What was written down is recorded."""
        self._chosen.setExclusive(False)
        for radio in self.outcomes.values():
            radio.setChecked(False)
        self._chosen.setExclusive(True)
        for note in (self.members, self.conditions):
            note.show_note("")
        self.reference.clear()
        self._say_ready()

    def show_written(self, path: Path) -> None:
        text = _("Extract written: {path}. Its signature is beside it, in {signature}.")
        self.message.show_text(fill(text, path=path, signature=f"{path.name}.sig"), "success")

    def show_message(self, text: str) -> None:
        self.message.show_text(text, "warning")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Accreditation committee"))
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to see the commune’s file."), ""
        )
        self.file_title.setText(_("The commune’s file"))
        names = {
            "results": _("Results"),
            "verification": _("Verification"),
            "plan": _("Improvement plan"),
            "evidence": _("Evidence list"),
            "documents": _("Documents"),
        }
        for key, button in self.open.items():
            button.setText(names[key])
        self.form_title.setText(_("Record a decision"))
        self.explanation.setText(
            _("Figures inform; the committee decides. A decision is signed with this computer’s key and never changed: "
              "a later one takes its place.")
        )  # fmt: skip
        for outcome, radio in self.outcomes.items():
            radio.setText(outcome_name(outcome))
        texts = {
            "day": _("Decided on"),
            "members": _("Members present"),
            "conditions": _("Conditions"),
            "reference": _("Reference of the minutes"),
        }
        fields = {"members": self.members, "conditions": self.conditions, "reference": self.reference}
        for name, label in self.labels.items():
            label.setText(texts[name])
            if name in fields:
                fields[name].setAccessibleName(texts[name])
        self.day.set_name(texts["day"])
        self.day.retranslate()
        self.members.setPlaceholderText(_("One name or institution a line"))
        self.record.setText(_("Record the decision"))
        self.history_title.setText(_("Decisions"))
        self.nothing.setText(_("The committee has recorded no decision of this commune in this cycle."))
        self._say()

    def _say(self) -> None:
        view = self._current.view
        self._stack.setCurrentIndex(0 if view is None else 1)
        if view is None:
            self.state.setText("")
            return
        standing = outcome_name(self._rows[0].outcome) if self._rows else _("No decision")
        self.state.setText(
            fill("{commune} · {cycle} · {stage} · {decision}", commune=view.commune.name(current_language()),
                 cycle=view.cycle, stage=stage_name(view.stage), decision=standing)
        )  # fmt: skip
        self._say_figures(view)
        self._say_facts(view)
        self._say_history()
        self._say_ready()

    def _say_figures(self, view: EvaluationView) -> None:
        """Both layers side by side: the whole, then each principle."""
        _clear(self.figures)
        verified = view.verified
        heads = ("", _("Self-evaluation"), _("Mission"))
        rows = [(_("Whole evaluation"), view.results.overall, verified.overall if verified else None)]
        rows += [
            (
                fill("{code}. {name}", code=principle.code, name=principle.name.say(current_language())),
                view.results.principles[principle.code],
                verified.principles[principle.code] if verified else None,
            )
            for principle in view.framework.principles
        ]
        for column, head in enumerate(heads):
            self._cell(0, column, head, "quiet")
        for at, (name, own, checked) in enumerate(rows, start=1):
            role = "section" if at == 1 else ""
            self._cell(at, 0, lone(name), role)
            self._cell(at, 1, _share(own), role)
            self._cell(at, 2, _share(checked), role)
        seen = sum(1 for item in view.indicators.values() if item.verified is not None)
        self.warning.setText(
            _("The mission has verified nothing yet: these are the commune’s own scores alone.")
            if not seen
            else fill("{progress} · {differing}", progress=progress_line(seen, len(view.indicators)),
                      differing=differing_line(differences(view)))
        )  # fmt: skip

    def _say_facts(self, view: EvaluationView) -> None:
        scored = sum(1 for item in view.indicators.values() if item.score.degree is not None)
        pieces = {piece.id for item in view.indicators.values() for piece in item.supplied}
        key = sum(1 for action in view.actions if action.key)
        scores = fill(
            _("{scored} of {total} indicators scored"), scored=number(scored), total=number(len(view.indicators))
        )
        evidence = fill(
            ngettext("{count} piece of evidence", "{count} pieces of evidence", len(pieces)), count=number(len(pieces))
        )
        actions = fill(
            ngettext("{count} action in the plan", "{count} actions in the plan", len(view.actions)),
            count=number(len(view.actions)),
        )
        keys = fill(ngettext("{count} of them key", "{count} of them key", key), count=number(key))
        self.facts.setText(
            fill("{scores} · {evidence} · {actions} ({keys})", scores=scores, evidence=evidence, actions=actions,
                 keys=keys)
        )  # fmt: skip

    def _say_history(self) -> None:
        _clear(self._history)
        self.extracts = []
        self.nothing.setVisible(not self._rows)
        for row in self._rows:
            self._history.addLayout(self._decision(row))

    def _decision(self, row: DecisionRow) -> QVBoxLayout:
        title, said, write = QLabel(), QLabel(), QPushButton(_("Signed extract…"))
        title.setProperty("role", "section")
        said.setProperty("role", "quiet")
        wrap(said)
        write.setProperty("kind", "quiet")
        write.setAccessibleName(fill(_("Signed extract of the decision of {day}"), day=day(row.date)))
        write.clicked.connect(partial(self._on_extract, row))
        self.extracts.append(write)
        title.setText(fill("{outcome} · {day}", outcome=outcome_name(row.outcome), day=day(row.date)))
        lines = [fill(_("Present: {members}"), members=", ".join(row.members.split("\n")))]
        if row.conditions:
            lines.append(fill(_("Conditions: {conditions}"), conditions=row.conditions))
        if row.reference:
            lines.append(fill(_("Minutes: {reference}"), reference=row.reference))
        recorded = fill(_("Recorded by {author}, {moment}"), author=row.author, moment=moment(row.recorded_at))
        lines.append(fill("{recorded} · {signed}", recorded=recorded, signed=signed_name(row.signed)))
        said.setText("\n".join(lines))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(write)
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(said)
        return box

    def _cell(self, row: int, column: int, text: str, role: str) -> None:
        label = QLabel(text)
        if role:
            label.setProperty("role", role)
        if column == 0:
            wrap(label)
        side = Qt.AlignmentFlag.AlignLeading if column == 0 else Qt.AlignmentFlag.AlignTrailing
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.figures.addWidget(label, row, column)

    def _say_ready(self) -> None:
        self.record.setEnabled(self._chosen.checkedButton() is not None and bool(self.members.note.strip()))

    def _on_record(self) -> None:
        self.day.keep()
        outcome = next((one for one, radio in self.outcomes.items() if radio.isChecked()), None)
        on = self.day.day
        if outcome is None or on is None:
            self.show_message(_("Say on which day the committee decided."))
            return
        if self.is_confirmed(outcome, on):
            self.decided.emit(outcome, on, self.members.note, self.conditions.note, self.reference.text())

    def is_confirmed(self, outcome: Outcome, on: date) -> bool:
        """Ask before what is never changed."""
        text = fill(
            _("Record “{outcome}” as decided on {day}? It is signed and cannot be changed afterwards."),
            outcome=outcome_name(outcome),
            day=day(on),
        )
        box = QMessageBox(QMessageBox.Icon.Question, plain(_("LCC Desktop")), text, parent=self)
        record = box.addButton(plain(_("Record the decision")), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(plain(_("Cancel")), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is record

    def _on_extract(self, row: DecisionRow) -> None:
        view = self._current.view
        name = f"decision-{view.commune.code if view is not None else ''}-{row.date.isoformat()}.json"
        path, _filter = QFileDialog.getSaveFileName(self, plain(_("Signed extract…")), name)
        if path:
            self.extract_asked.emit(row.id, Path(path))

    def _on_allowed(self) -> None:
        """Whoever may not record decisions reads them."""
        self.form.setVisible(self._allowed.may_change("decision"))

    def _on_opened(self) -> None:
        self._rows = []
        self.begin_anew()
        if self.isVisible():
            self.entered()

    def _on_changed(self, _code: str) -> None:
        if self.isVisible():
            self._say()

    def _dress(self) -> None:
        self.title.setProperty("role", "title")
        for label in (self.file_title, self.form_title, self.history_title):
            label.setProperty("role", "heading")
        for label in (self.state, self.warning, self.facts, self.explanation, self.nothing):
            label.setProperty("role", "quiet")
            wrap(label)
        for label in self.labels.values():
            label.setProperty("role", "section")
        for button in self.open.values():
            button.setProperty("kind", "quiet")
        self.record.setProperty("kind", "primary")

    def _lay_out(self) -> None:
        file, inside = _card()
        self.figures.setHorizontalSpacing(16)
        self.figures.setVerticalSpacing(6)
        self.figures.setColumnStretch(0, 1)
        links = QHBoxLayout()
        links.setSpacing(4)
        for button in self.open.values():
            links.addWidget(button)
        links.addStretch(1)
        inside.addWidget(self.file_title)
        inside.addLayout(self.figures)
        inside.addWidget(self.warning)
        inside.addWidget(self.facts)
        inside.addLayout(links)
        self._history = QVBoxLayout()
        self._history.setSpacing(12)
        history, told = _card()
        told.addWidget(self.history_title)
        told.addWidget(self.nothing)
        told.addLayout(self._history)
        form, fields = _card()
        fields.addWidget(self.form_title)
        fields.addWidget(self.explanation)
        for radio in self.outcomes.values():
            fields.addWidget(radio)
        inputs = {"day": self.day, "members": self.members, "conditions": self.conditions, "reference": self.reference}
        for name, label in self.labels.items():
            label.setBuddy(inputs[name])
            fields.addWidget(label)
            fields.addWidget(inputs[name])
        fields.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeading)
        fields.addStretch(1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.form = _scrolled(form)
        row.addWidget(_scrolled(_stacked(file, history)), 6)
        row.addWidget(self.form, 5)
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


def _share(tally: Tally | None) -> str:
    """The share of points; how much it stands on, where that is not all; a dash where it stands on nothing."""
    if tally is None or not tally.answered:
        return "–"
    share = percent(tally.score, 1)
    if tally.answered == tally.total:
        return share
    return fill("{share} ({answered}/{total})", share=share, answered=number(tally.answered), total=number(tally.total))


def _card() -> tuple[Card, QVBoxLayout]:
    card = Card()
    inside = QVBoxLayout(card)
    inside.setContentsMargins(24, 16, 24, 16)
    inside.setSpacing(8)
    return card, inside


def _stacked(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(16)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return column


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def _clear(layout: QGridLayout | QVBoxLayout | QHBoxLayout) -> None:
    """Remove everything a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, (QVBoxLayout, QHBoxLayout)):
            _clear(inner)
