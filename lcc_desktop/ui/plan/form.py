"""One action filled in: every field is kept as soon as it is left."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.plan import Action, Status
from lcc_desktop.i18n import N_, _, current_language, fill, is_rtl, lone
from lcc_desktop.i18n.formats import as_entered, day, percent
from lcc_desktop.services.plan import FollowUp, PlanView
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.parts.name_edit import NameEdit
from lcc_desktop.ui.parts.note_edit import NoteEdit
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.plan import status_name


@dataclass(frozen=True)
class _Field:
    """A field of the form: its place in the grid, and how many of the two columns it takes."""

    name: str
    label: str
    row: int
    column: int = 0
    span: int = 2
    language: str = ""


FIELDS = (
    _Field("title_fr", N_("Title in French"), 0, language="fr"),
    _Field("title_ar", N_("Title in Arabic"), 1, language="ar"),
    _Field("result", N_("Result expected"), 2),
    _Field("elected", N_("Elected member responsible"), 3),
    _Field("technical", N_("Staff responsible"), 4),
    _Field("partners", N_("Partners"), 5),
    _Field("start", N_("Start"), 6, 0, 1),
    _Field("deadline", N_("Deadline"), 6, 1, 1),
    _Field("budget", N_("Budget (MAD)"), 7, 0, 1),
    _Field("budget_source", N_("Source of the budget"), 7, 1, 1),
    _Field("success", N_("Success indicator"), 8),
    _Field("impact", N_("Impact"), 9, 0, 1),
    _Field("feasibility", N_("Feasibility"), 9, 1, 1),
    _Field("status", N_("Status"), 10, 0, 1),
    _Field("progress", N_("Progress"), 10, 1, 1),
)
_TEXTS, _DAYS, _SHARES = ("result", "success"), ("start", "deadline"), ("impact", "feasibility", "progress")


class ActionForm(Card):
    """
    Signals:
        said: an action, a field of it and its new value.
        noted: an action and what is noted of it.
        remove_asked: an action.
        indicator_asked: the code of the indicator it comes from.
        not_understood: what was typed as a date.
    """

    said = Signal(str, str, object)
    noted = Signal(str, str)
    remove_asked = Signal(str)
    indicator_asked = Signal(str)
    not_understood = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action: Action | None = None
        self._plan: PlanView | None = None
        self._indicator_text = ""
        self.labels = {field.name: QLabel() for field in FIELDS}
        self.edits: dict[str, Any] = {field.name: self._edit(field) for field in FIELDS}
        self.indicator, self.key, self.remove = QPushButton(), QCheckBox(), QToolButton()
        self.indicator.setProperty("kind", "quiet")
        self.remove.setProperty("kind", "quiet")
        self.dispute, self.warning = Banner(), Banner()
        self.notes_title, self.notes, self.note, self.add_note = QLabel(), QLabel(), NoteEdit(lines=1), QPushButton()
        self.notes_title.setProperty("role", "section")
        wrap(self.notes)
        self._lay_out()
        self.key.clicked.connect(partial(self._say, "key"))
        self.indicator.clicked.connect(lambda: self._action and self.indicator_asked.emit(self._action.indicator))
        self.remove.clicked.connect(lambda: self._action and self.remove_asked.emit(self._action.id))
        self.add_note.clicked.connect(self._on_note)
        self.retranslate()

    @property
    def action(self) -> str:
        """The id of the action shown; empty when none is."""
        return self._action.id if self._action else ""

    def show_action(self, action: Action | None, plan: PlanView, indicator_text: str) -> None:
        """Show an action; what is being typed in it stays."""
        another = action is None or self.action != action.id
        if another:
            self.keep()
        self._action, self._plan, self._indicator_text = action, plan, indicator_text
        if action is None:
            return
        for name, edit in self.edits.items():
            _show(edit, getattr(action, name), another)
        self.key.setChecked(action.key)
        if another:
            self.note.show_note("")
        self._say_state()

    def keep(self) -> None:
        """Hand over what is being typed."""
        for edit in self.edits.values():
            if isinstance(edit, NameEdit | DayEdit):
                edit.keep()
            elif isinstance(edit, NoteEdit) and edit.hasFocus():
                edit.clearFocus()

    def edit_title(self) -> None:
        """Put the keyboard into the title in the language of the moment."""
        edit = self.edits["title_ar" if current_language() == "ar" else "title_fr"]
        edit.setFocus()
        edit.selectAll()

    def retranslate(self) -> None:
        """Say every text again."""
        for field in FIELDS:
            self.labels[field.name].setText(_(field.label))
            edit = self.edits[field.name]
            edit.set_name(_(field.label)) if isinstance(edit, DayEdit) else edit.setAccessibleName(_(field.label))
            if isinstance(edit, DayEdit):
                edit.retranslate()
            elif isinstance(edit, NameEdit):
                rtl = is_rtl(current_language()) and field.name != "budget"
                edit.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        status = self.edits["status"]
        for row, each in enumerate(Status):
            status.setItemText(row, status_name(each))
        self.key.setText(_("Key action"))
        self.remove.setIcon(icon("trash", ink="quiet"))
        self.remove.setToolTip(_("Remove this action"))
        self.remove.setAccessibleName(_("Remove this action"))
        self.notes_title.setText(_("Follow-up"))
        self.note.setPlaceholderText(_("What happened since: meeting, decision, obstacle…"))
        self.note.setAccessibleName(_("New follow-up note"))
        self.add_note.setText(_("Add the note"))
        self._say_state()

    def _say_state(self) -> None:
        """Where the action comes from, what is disputed or cannot be, what happened since."""
        action, plan = self._action, self._plan
        if action is None or plan is None:
            return
        self.indicator.setVisible(bool(action.indicator))
        self.indicator.setText(fill(_("Indicator {code}"), code=action.indicator))
        self.indicator.setToolTip(lone(self._indicator_text))
        named = [_(field.label) for field in FIELDS if field.name in plan.disputed.get(action.id, ())]
        self.dispute.show_text(
            fill(_("Two people filled this in differently: {fields}. Enter it again to settle it."),
                 fields=", ".join(named)) if named else "",
            "warning",
        )  # fmt: skip
        self.warning.show_text(
            _("The deadline is before the start.") if action.ends_before_it_starts else "", "warning"
        )
        lines = [
            fill(
                _("{day}, {author}: {text}"),
                day=day(note.date) if note.date else "–",
                author=note.author,
                text=note.text,
            )
            for note in plan.follow_ups.get(action.id, ())
        ]
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))

    def _edit(self, field: _Field) -> QWidget:
        if field.name in _TEXTS or field.language:
            note = NoteEdit(lines=1, most=5)
            note.left.connect(partial(self._say, field.name))
            return note
        if field.name in _DAYS:
            edit = DayEdit()
            edit.said.connect(partial(self._say, field.name))
            edit.not_understood.connect(self.not_understood)
            return edit
        if field.name in _SHARES:
            share = ShareSlider(optional=field.name != "progress")
            share.said.connect(partial(self._say, field.name))
            return share
        if field.name == "status":
            choice = QComboBox()
            for status in Status:
                choice.addItem("", status)
            choice.activated.connect(lambda row: self._say("status", choice.itemData(row)))
            return choice
        line = NameEdit("fr")
        line.left.connect(partial(self._say, field.name))
        return line

    def _say(self, field: str, value: object) -> None:
        if self._action is not None:
            self.said.emit(self._action.id, field, value)

    def _on_note(self) -> None:
        text = self.note.note.strip()
        if self._action is not None and text:
            self.note.show_note("")
            self.noted.emit(self._action.id, text)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.key)
        head.addStretch(1)
        head.addWidget(self.indicator)
        head.addWidget(self.remove)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for field in FIELDS:
            self.labels[field.name].setProperty("role", "small")
            self.labels[field.name].setBuddy(self.edits[field.name])
            grid.addWidget(self.labels[field.name], 2 * field.row, field.column, 1, field.span)
            grid.addWidget(self.edits[field.name], 2 * field.row + 1, field.column, 1, field.span)
            grid.setRowMinimumHeight(2 * field.row, 24)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 12, 20, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.dispute)
        layout.addLayout(grid)
        layout.addWidget(self.warning)
        layout.addSpacing(8)
        layout.addWidget(self.notes_title)
        layout.addWidget(self.notes)
        layout.addWidget(self.note)
        layout.addWidget(self.add_note, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 4)
        outer.addWidget(scroll)


def _noted(note: FollowUp) -> str:
    on = day(note.date) if note.date else "–"
    return fill(_("{day}, {author}: {text}"), day=on, author=note.author, text=note.text)


class ShareSlider(QWidget):
    """A whole number from 0 to 100 on a slider, with its figure beside; where nothing was said yet, a dash.

    Signals:
        said: the number, once the slider rests.
    """

    said = Signal(object)

    def __init__(self, optional: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._optional, self._value = optional, None if optional else 0
        self.slider, self.figure = _Slider(Qt.Orientation.Horizontal), QLabel()
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(10)
        self.figure.setFixedWidth(48)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.figure)
        self.setFocusProxy(self.slider)
        self.setMinimumHeight(36)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.rested.connect(self._on_rested)

    def setAccessibleName(self, name: str) -> None:
        self.slider.setAccessibleName(name)

    def show_value(self, value: int | None) -> None:
        """Show what is on the disk, unless it is being moved."""
        if not self.slider.isSliderDown():
            self._value = value
            self.slider.blockSignals(True)
            self.slider.setValue(50 if value is None else value)
            self.slider.blockSignals(False)
            self._say(value)

    def _say(self, value: int | None) -> None:
        self.figure.setText("–" if value is None else lone(percent(value / 100)))

    def _on_moved(self, value: int) -> None:
        self._say(value)

    def _on_rested(self) -> None:
        if self.slider.value() != self._value:
            self._value = self.slider.value()
            self.said.emit(self._value)


class _Slider(QSlider):
    """Signals: rested: the mouse or the keyboard has let go of it."""

    rested = Signal()

    # Qt overrides

    def mouseReleaseEvent(self, event: Any) -> None:
        super().mouseReleaseEvent(event)
        self.rested.emit()

    def keyReleaseEvent(self, event: Any) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.rested.emit()

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # the form scrolls; a value is never changed in passing

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rested.emit()


def _show(edit: QWidget, value: Any, another: bool) -> None:
    """Put what is on the disk into a field."""
    if isinstance(edit, NameEdit):
        text = "" if value is None else as_entered(f"{value.normalize():f}") if not isinstance(value, str) else value
        edit.show_name(text, afresh=another)
    elif isinstance(edit, NoteEdit):
        if another or not edit.hasFocus():
            edit.show_note(value)
    elif isinstance(edit, DayEdit):
        edit.show_day(value)
    elif isinstance(edit, ShareSlider):
        edit.show_value(value)
    elif isinstance(edit, QComboBox):
        edit.setCurrentIndex(edit.findData(value))
