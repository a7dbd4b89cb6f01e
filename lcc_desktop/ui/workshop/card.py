"""The indicator's card: what the participants read, what they say, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.framework import Indicator, Norm
from lcc_desktop.domain.scoring import Score
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.services.results import EvaluationView, FieldConflict, IndicatorView
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.degree_bar import DegreeBar
from lcc_desktop.ui.parts.kept_note import KeptNote
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.workshop.numbers import NumberEntry
from lcc_desktop.wording.states import state_name
from lcc_desktop.wording.votes import METHODS, cards_line, method_name


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
        self.help, self.note_title, self.flags = QLabel(), QLabel(), QLabel()
        self.flags.setProperty("role", "notice")
        self.norm.setProperty("role", "quiet")
        self.first.setProperty("role", "heading")
        self.second.setProperty("role", "reading")
        self.help.setProperty("role", "quiet")
        self.note_title.setProperty("role", "section")
        for label in (self.norm, self.first, self.second, self.help):
            wrap(label)
        self.help_button = QToolButton()
        self.help_button.setProperty("kind", "quiet")
        self.help_button.setCheckable(True)
        self.help_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.help_button.toggled.connect(self.help.setVisible)
        self.help.hide()
        self.conflict = Banner()
        self.keep = QPushButton()
        self.keep.hide()
        self.numbers = NumberEntry()
        self.degrees = DegreeBar()
        self.note = KeptNote(lines=1)
        self._lay_out()

        self.degrees.chosen.connect(self.scored)
        self.keep.clicked.connect(self._on_keep)
        self.note.kept.connect(self.justified)
        self.retranslate()

    def show_indicator(self, view: IndicatorView, evaluation: EvaluationView) -> None:
        """Show an indicator. A justification being typed is never overwritten by what the disk says."""
        another = self._view is None or self._view.indicator.code != view.indicator.code
        if another:
            self.numbers.hand_over_if_changed()
        self._view, self._norm, self._evaluation = view, evaluation.framework.norm_of(view.indicator.code), evaluation
        self.note.show_kept(view.indicator.code, view.note)
        if another:
            self.verticalScrollBar().setValue(0)
            self._say_indicator()
        self._say_answer()

    def keep_note(self) -> None:
        """Hand the justification over now, if it was changed."""
        self.note.keep()

    def toggle_help(self) -> None:
        """Unfold or fold the help."""
        self.help_button.toggle()

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
        if self._view is not None:
            self._say_indicator()
            self._say_answer()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(760)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.norm, 1)
        head.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self.flags)
        for widget in (self.first, self.second):
            layout.addWidget(widget)
        layout.addWidget(self.help)
        layout.addWidget(self.conflict)
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addSpacing(2)
        layout.addWidget(self.numbers)
        layout.addWidget(self.degrees)
        layout.addWidget(self.note_title)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def _say_indicator(self) -> None:
        """What stays while people answer."""
        if self._view is None or self._norm is None:
            return
        indicator, language = self._view.indicator, current_language()
        norm = fill(_("{code} · {norm}"), code=indicator.code, norm=self._norm.title.say(language))
        self.norm.setText(fill(_("{norm} · mandatory"), norm=norm) if indicator.mandatory else norm)
        own, other = (
            (indicator.text.ar, indicator.text.fr) if language == "ar" else (indicator.text.fr, indicator.text.ar)
        )
        self.first.setText(own)
        self.second.setText(other)
        # Each language keeps its own side, whatever the interface's.
        self.second.setAlignment(_side(arabic=language != "ar") | Qt.AlignmentFlag.AlignAbsolute)
        self.first.setAlignment(_side(arabic=language == "ar") | Qt.AlignmentFlag.AlignAbsolute)
        self.help.setText(_help_text(indicator, language))
        self.degrees.set_indicator(indicator)

    def _say_answer(self) -> None:
        """What people said of it."""
        if self._view is None:
            return
        self.numbers.show_indicator(self._view, self._evaluation)
        self.degrees.show_score(self._view.score)
        self.conflict.show_text(_conflict_text(self._view.conflicts), "warning")
        self.keep.setVisible(any(conflict.field == "note" for conflict in self._view.conflicts))
        flags = _flags(self._view, self._evaluation)
        self.flags.setText(flags)
        self.flags.setVisible(bool(flags))

    _evaluation: EvaluationView

    def _on_keep(self) -> None:
        """The justification shown is the one to keep: saying it again settles the conflict."""
        self.note.keep(even_unchanged=True)


def _side(arabic: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if arabic else Qt.AlignmentFlag.AlignLeft


def _flags(view: IndicatorView, evaluation: EvaluationView) -> str:
    """What is special about it now: scored by everybody first, something parked, a dissent noted."""
    marks = []
    if evaluation.calibration == view.indicator.code:
        marks.append(_("Calibration: everybody scores this one together first"))
    if view.parked:
        marks.append(_("Parked"))
    if view.dissent:
        marks.append(_("Dissent noted"))
    return " · ".join(marks)


def _help_text(indicator: Indicator, language: str) -> str:
    """Help, how a number is arrived at, and examples: what helps to decide."""
    parts = [indicator.help.say(language)]
    if indicator.calculation is not None:
        parts.append(fill(_("Calculation: {text}"), text=indicator.calculation.say(language)))
    parts += [fill(_("Example: {text}"), text=example.say(language)) for example in indicator.examples]
    return "\n".join(parts)


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
    if isinstance(value, Ballot):
        return cards_line(value)
    return method_name(value) if isinstance(value, str) and value in METHODS else str(value)
