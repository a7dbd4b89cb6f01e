"""The indicator's card: what the participants read, what they say, and why."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.framework import Norm
from lcc_desktop.domain.scoring import Score
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.services.results import FieldConflict, IndicatorView
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.degree_bar import DegreeBar
from lcc_desktop.ui.parts.note_edit import NoteEdit
from lcc_desktop.wording.states import state_name

PAUSE = 600
"""Milliseconds without a key after which a justification is written; leaving the field writes it at once."""


class IndicatorCard(QScrollArea):
    """
    Signals:
        scored: the Score that was said.
        justified: the indicator's code and its new justification.
    """

    scored = Signal(object)
    justified = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: IndicatorView | None = None
        self._norm: Norm | None = None
        self.norm, self.first, self.second = QLabel(), QLabel(), QLabel()
        self.help, self.note_title = QLabel(), QLabel()
        self.norm.setProperty("role", "quiet")
        self.first.setProperty("role", "heading")
        self.second.setProperty("role", "reading")
        self.help.setProperty("role", "quiet")
        self.note_title.setProperty("role", "section")
        for label in (self.norm, self.first, self.second, self.help):
            label.setWordWrap(True)
        self.help_button = QToolButton()
        self.help_button.setProperty("kind", "quiet")
        self.help_button.setCheckable(True)
        self.help_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.help_button.toggled.connect(self.help.setVisible)
        self.help.hide()
        self.conflict = Banner()
        self.keep = QPushButton()
        self.keep.hide()
        self.degrees = DegreeBar()
        self.note = NoteEdit(lines=2)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()

        self.degrees.chosen.connect(self.scored)
        self.keep.clicked.connect(self._on_keep)
        self.note.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self.keep_note)
        self.note.left.connect(self.keep_note)
        self.retranslate()

    def show_indicator(self, view: IndicatorView, norm: Norm) -> None:
        """Show an indicator. A justification being typed is never overwritten by what the disk says."""
        another = self._view is None or self._view.indicator.code != view.indicator.code
        if another:
            self.keep_note()
        self._view, self._norm = view, norm
        if another:
            self._set_note(view.note)
            self.verticalScrollBar().setValue(0)
        else:
            # What the disk holds. If a justification was refused it differs from the text, which is then kept again.
            self._written = view.note
            if not self._pause.isActive() and not self.note.hasFocus():
                self._set_note(view.note)
        self._say()

    def keep_note(self) -> None:
        """Hand the justification over now, if it was changed."""
        self._pause.stop()
        text = self.note.note
        if self._view is not None and text != self._written:
            self._written = text
            self.justified.emit(self._view.indicator.code, text)

    def edit_note(self) -> None:
        """Put the keyboard into the justification."""
        self.note.setFocus()
        self.ensureWidgetVisible(self.note)

    def retranslate(self) -> None:
        """Say every text again."""
        self.help_button.setText(_("Help to decide"))
        self.help_button.setIcon(icon("help"))
        self.note_title.setText(_("Justification (J)"))
        self.keep.setText(_("Keep the justification below"))
        self.note.setPlaceholderText(_("Why this degree? What was said, what was seen."))
        self.note.setAccessibleName(_("Justification"))
        self.degrees.retranslate()
        self._say()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(760)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(24, 12, 24, 12)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.norm, 1)
        head.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        for widget in (self.first, self.second):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addWidget(self.help)
        layout.addWidget(self.conflict)
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.degrees)
        layout.addWidget(self.note_title)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def _say(self) -> None:
        if self._view is None or self._norm is None:
            return
        indicator, language = self._view.indicator, current_language()
        norm = fill(_("{code} · {norm}"), code=indicator.code, norm=self._norm.title.say(language))
        self.norm.setText(norm)
        own, other = (
            (indicator.text.ar, indicator.text.fr) if language == "ar" else (indicator.text.fr, indicator.text.ar)
        )
        self.first.setText(own)
        self.second.setText(other)
        # Each language keeps its own side, whatever the interface's.
        self.second.setAlignment(_side(arabic=language != "ar") | Qt.AlignmentFlag.AlignAbsolute)
        self.first.setAlignment(_side(arabic=language == "ar") | Qt.AlignmentFlag.AlignAbsolute)
        self.help.setText(indicator.help.say(language))
        self.degrees.set_indicator(indicator)
        self.degrees.show_score(self._view.score)
        self.conflict.show_text(_conflict_text(self._view.conflicts), "warning")
        self.keep.setVisible(any(conflict.field == "note" for conflict in self._view.conflicts))

    def _set_note(self, text: str) -> None:
        self._written = text
        self.note.blockSignals(True)
        self.note.show_note(text)
        self.note.blockSignals(False)

    _written = ""

    def _on_keep(self) -> None:
        """The justification shown is the one to keep: saying it again settles the conflict."""
        if self._view is not None:
            self._pause.stop()
            self._written = self.note.note
            self.justified.emit(self._view.indicator.code, self._written)

    def _on_typed(self) -> None:
        self._pause.start()


def _side(arabic: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if arabic else Qt.AlignmentFlag.AlignLeft


def _conflict_text(conflicts: tuple[FieldConflict, ...]) -> str:
    """Who said what, and what to do about it; empty without a conflict."""
    if not conflicts:
        return ""
    lines = [_("Two people said different things without knowing of each other. Choose again to settle it.")]
    for conflict in sorted(conflicts, key=lambda each: each.field, reverse=True):  # the score before the justification
        for value, author, _at in conflict.values:
            lines.append(fill(_("{author}: {value}"), author=author, value=_said(value)))
    return "\n".join(lines)


def _said(value: object) -> str:
    if isinstance(value, Score):
        return state_name(value.state) if value.degree is None else str(value.degree)
    return str(value)
