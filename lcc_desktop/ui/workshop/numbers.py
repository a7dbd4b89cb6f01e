"""What a measured indicator asks for: its numbers, from which the degree follows."""

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from lcc_desktop.domain.framework import Framework, Indicator, ScaleKind
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import as_entered, number
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.ui.parts.prose import wrap

_WIDTH = 120


class NumberEntry(QWidget):
    """One field a number. They are handed over together, when all are filled in and one was changed.

    A number that another indicator was computed from already is offered again, to be confirmed with Enter.

    Signals:
        entered: the indicator's code, and its numbers by code as typed (dict[str, str]).
        done: Enter was pressed in the last field that was empty; the keyboard may go elsewhere.
    """

    entered = Signal(str, dict)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._kept: Mapping[str, str] = {}
        self.fields: dict[str, QLineEdit] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.outcome = QLabel()
        self.outcome.setProperty("role", "section")
        self.hide()

    def show_indicator(self, shown: IndicatorView, view: EvaluationView) -> None:
        """Ask for the numbers of an indicator; hidden for one that is not measured."""
        indicator = shown.indicator
        self.setVisible(indicator.scale.measured)
        asked = _asked(indicator, view.framework)
        another = (indicator.code, list(asked)) != (self._code, list(self.fields))
        kept = dict(shown.score.numbers)
        if another:
            self._code = indicator.code
            self._make_fields(list(asked))
        if another or kept != self._kept:
            self._kept = kept
            known = {**_known(view), **kept}
            for name, field in self.fields.items():
                field.setText(as_entered(known.get(name, "")))
        self.outcome.setText(_outcome(shown, view.framework) if indicator.scale.measured else "")
        self.outcome.setVisible(bool(self.outcome.text()))
        for name, text in asked.items():
            self._labels[name].setText(text)
            self.fields[name].setAccessibleName(text)

    def begin(self, typed: str) -> None:
        """Put the keyboard into the first field; `typed` replaces what is there."""
        first = next(iter(self.fields.values()))
        first.setFocus()
        first.setText(typed)
        first.setModified(True)

    def hand_over_if_changed(self) -> None:
        """Give what was typed and not handed over yet; what is only offered stays an offer."""
        if any(field.isModified() for field in self.fields.values()):
            self.hand_over()

    def hand_over(self) -> None:
        """Give the numbers, if all are filled in and they are not those already kept."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        if typed and all(typed.values()) and typed != {k: as_entered(v) for k, v in self._kept.items()}:
            for field in self.fields.values():
                field.setModified(False)
            self.entered.emit(self._code, typed)

    def _make_fields(self, names: list[str]) -> None:
        for old in (*self.fields.values(), *self._labels.values()):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields, self._labels = {}, {}
        for row, name in enumerate(names):
            label, field = QLabel(), QLineEdit()
            wrap(label)
            label.setBuddy(field)
            field.setFixedWidth(_WIDTH)
            field.setMaxLength(30)
            field.setAlignment(Qt.AlignmentFlag.AlignTrailing)
            field.returnPressed.connect(self._on_return)
            field.installEventFilter(self)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(field, row, 1)
            for widget in (label, field):
                widget.show()  # at once: a layout would show them later, too late for the first key
            self.fields[name], self._labels[name] = field, label
        self._grid.addWidget(self.outcome, len(names), 0, 1, 2)

    def _on_return(self) -> None:
        empty = next((field for field in self.fields.values() if not field.text().strip()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self.hand_over()
            self.done.emit()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the last field hands the numbers over; offered ones wait for Enter."""
        if event.type() == QEvent.Type.FocusOut:
            self.hand_over_if_changed()
        return super().eventFilter(watched, event)


def _asked(indicator: Indicator, framework: Framework) -> dict[str, str]:
    """The fields to fill in, by code, with what stands before each."""
    language = current_language()
    if indicator.scale.kind is ScaleKind.PERCENTAGE:
        return {indicator.code: _("Value, in % (0 to 100)")}
    if not indicator.scale.measured:
        return {}
    return {asked.code: asked.text.say(language) for asked in framework.asked(indicator)}


def _known(view: EvaluationView) -> dict[str, str]:
    """The numbers already said of this evaluation."""
    return {name: text for item in view.indicators.values() for name, text in item.score.numbers}


def _outcome(shown: IndicatorView, framework: Framework) -> str:
    """What the numbers of a measured indicator come to; empty while there are none."""
    numbers = {name: Fraction(text) for name, text in shown.score.numbers}
    value = framework.measure(shown.indicator, numbers) if numbers and shown.score.degree is not None else None
    if value is None:
        return ""
    return fill(_("Value {value}: degree {degree}"), value=number(value, 2), degree=shown.score.degree)
