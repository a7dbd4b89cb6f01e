"""The fields of the editor's form: each shows a value of the document and says when a person has changed it."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.framework import ConditionKind
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import as_entered
from lcc_desktop.services.framework_rules import MOST_DECIMALS
from lcc_desktop.services.framework_text import Place
from lcc_desktop.ui.framework.entries import CONDITIONS, Entry, Kind
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.decimal_box import DecimalBox
from lcc_desktop.ui.parts.text_pair import TextPair


class FormField(QWidget):
    """Signals: changed: the new value, None to leave an optional one out."""

    changed = Signal(object)

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    def show_value(self, value: Any) -> None:
        """Show what the document holds: each kind of field in its own way."""

    def show_amazigh(self, wanted: bool) -> None:
        """Whether texts have an editor for Amazigh even where they are not in it yet."""

    def editor_of(self, rest: Place) -> QWidget:
        """What a person types into for the value that `rest` leads to."""
        return next((w for w in self.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus), self)


class LineField(FormField):
    """A code or a formula: one line, left to right in every language."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self._known = ""
        self.edit = QLineEdit()
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setMaxLength(200)
        self.edit.setAccessibleName(_(entry.label))
        self.edit.editingFinished.connect(self._on_finished)
        if entry.kind is Kind.CODE:
            self.edit.setFixedWidth(240)
            row = QHBoxLayout()  # a row, not an alignment, which would follow the line's own direction
            row.addWidget(self.edit)
            row.addStretch(1)
            self.column.addLayout(row)
        else:
            self.column.addWidget(self.edit)

    def show_value(self, value: Any) -> None:
        self._known = value or ""
        if not self.edit.hasFocus():
            self.edit.setText(self._known)

    def _on_finished(self) -> None:
        text = self.edit.text().strip()
        if text != self._known:
            self._known = text
            self.changed.emit(None if self.entry.optional and not text else text)


class ThresholdsField(LineField):
    """Numbers with semicolons between them."""

    def show_value(self, value: Any) -> None:
        super().show_value("; ".join(as_entered(str(number)) for number in value or ()))

    def _on_finished(self) -> None:
        text = self.edit.text()
        if text != self._known:
            self._known = text
            parts = [part.strip().replace(",", ".") for part in re.split("[;؛]", text) if part.strip()]
            self.changed.emit([Decimal(p) if re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", p) else p for p in parts])


class NumberField(FormField):
    """A whole number; an optional one is left out at "—"."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.spin = QSpinBox()
        _indent(self.spin)
        self.spin.setRange(-1 if entry.optional else 0, entry.most)
        self.spin.setMaximumWidth(120)
        self.spin.setAccessibleName(_(entry.label))
        if entry.optional:
            self.spin.setSpecialValueText("—")
        self.spin.valueChanged.connect(self._on_changed)
        self.column.addWidget(self.spin)

    def show_value(self, value: Any) -> None:
        self.spin.blockSignals(True)
        self.spin.setValue(value if isinstance(value, int) else self.spin.minimum())
        self.spin.blockSignals(False)

    def _on_changed(self, value: int) -> None:
        self.changed.emit(None if value < 0 else value)


class DecimalField(FormField):
    """A percentage."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.spin = DecimalBox(MOST_DECIMALS)
        _indent(self.spin)
        self.spin.setRange(0, 100)
        self.spin.setMaximumWidth(120)
        self.spin.setAccessibleName(_(entry.label))
        self.spin.valueChanged.connect(self._on_changed)
        self.column.addWidget(self.spin)

    def show_value(self, value: Any) -> None:
        self.spin.blockSignals(True)
        self.spin.setValue(float(value or 0))
        self.spin.blockSignals(False)

    def _on_changed(self, value: float) -> None:
        self.changed.emit(_exact(value))


class FlagField(FormField):
    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.box = QCheckBox(_(entry.label))
        self.box.toggled.connect(self._on_toggled)
        self.column.addWidget(self.box)

    def show_value(self, value: Any) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)

    def _on_toggled(self, checked: bool) -> None:
        self.changed.emit(checked)


class ChoiceField(FormField):
    """One of some values; what the document holds beside them is shown as it is."""

    def __init__(self, entry: Entry, choices: Mapping[str, str], default: str | None) -> None:
        """`choices` in the language of the moment; `default` is what an absent value means."""
        super().__init__(entry)
        self._default = default
        self.combo = QComboBox()
        self.combo.setMaximumWidth(480)
        self.combo.setAccessibleName(_(entry.label))
        for value, label in choices.items():
            self.combo.addItem(label, value)
        self.combo.activated.connect(self._on_activated)
        self.column.addWidget(self.combo)

    def show_value(self, value: Any) -> None:
        value = value if value is not None else self._default
        if self.combo.findData(value) < 0:
            self.combo.addItem(str(value), value)
        self.combo.setCurrentIndex(self.combo.findData(value))

    def _on_activated(self, _index: int) -> None:
        self.changed.emit(self.combo.currentData())


class PairField(FormField):
    """One text in both languages."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.pair = TextPair(_(entry.label), one_line=entry.kind is Kind.LINES)
        self.pair.changed.connect(self._on_changed)
        self.column.addWidget(self.pair)

    def show_value(self, value: Any) -> None:
        self.pair.show_value(value)

    def show_amazigh(self, wanted: bool) -> None:
        self.pair.show_amazigh(wanted)

    def editor_of(self, rest: Place) -> QWidget:
        return self.pair.editor_of(rest)

    def _on_changed(self, value: dict[str, str]) -> None:
        self.changed.emit(None if self.entry.optional and self.pair.is_empty else value)


class ListField(FormField):
    """Texts in both languages, one under the other; those of degrees carry their number."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.pairs: list[TextPair] = []
        self._rows: list[QWidget] = []
        self._amazigh = False
        self.add = QPushButton(_("Add"))
        self.add.setIcon(icon("plus"))
        self.add.setAccessibleName(fill(_("Add to: {label}"), label=_(entry.label)))
        self.add.clicked.connect(self._on_add)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def show_value(self, value: Any) -> None:
        values: Sequence[dict[str, str]] = value or ()
        while len(self.pairs) > len(values):
            self.pairs.pop()
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.pairs) < len(values):
            self._make_row(len(self.pairs))
        for pair, one in zip(self.pairs, values, strict=True):
            pair.show_value(one)

    def show_amazigh(self, wanted: bool) -> None:
        self._amazigh = wanted
        for pair in self.pairs:
            pair.show_amazigh(wanted)

    def editor_of(self, rest: Place) -> QWidget:
        if rest and isinstance(rest[0], int) and rest[0] < len(self.pairs):
            return self.pairs[rest[0]].editor_of(rest[1:])
        return self.add

    def _make_row(self, position: int) -> None:
        degrees = self.entry.kind is Kind.DEGREES
        shown = position if degrees else position + 1
        pair = TextPair(f"{_(self.entry.label)} {shown}")
        pair.show_amazigh(self._amazigh)
        pair.changed.connect(self._on_changed)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if degrees:
            number = QLabel(str(position))
            number.setProperty("role", "code")
            number.setFixedWidth(16)
            line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(pair, 1)
        remove = QToolButton()
        remove.setProperty("kind", "quiet")
        remove.setIcon(icon("close", ink="quiet"))
        remove.setAccessibleName(fill(_("Remove {position} from: {label}"), position=shown, label=_(self.entry.label)))
        remove.clicked.connect(partial(self._on_remove, pair))
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self.pairs.append(pair)
        self._rows.append(row)
        self.column.insertWidget(len(self._rows) - 1, row)
        row.show()  # at once: a layout would show it later, too late to be given the keyboard

    def _values(self) -> list[dict[str, str]]:
        return [pair.value for pair in self.pairs]

    def _on_changed(self, _value: dict[str, str]) -> None:
        self.changed.emit(self._values())

    def _on_add(self) -> None:
        self.changed.emit([*self._values(), {"fr": "", "ar": ""}])

    def _on_remove(self, pair: TextPair) -> None:
        left = [one.value for one in self.pairs if one is not pair]
        for one in self.pairs:  # the rows after it show the texts that move up
            for edit in one.edits.values():
                edit.clearFocus()
        self.changed.emit(None if self.entry.optional and not left else left)


class ConditionsField(FormField):
    """Must-have conditions: what is looked at, its code, and the least it must be."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self._value: list[dict[str, Any]] = []
        self._rows: list[QWidget] = []
        self.add = QPushButton(_("Add"))
        self.add.setIcon(icon("plus"))
        self.add.setAccessibleName(fill(_("Add to: {label}"), label=_(entry.label)))
        self.add.clicked.connect(self._on_add)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def show_value(self, value: Any) -> None:
        value = list(value or ())
        if value == self._value and len(self._rows) == len(value):
            return
        self._value = value
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(position, one) for position, one in enumerate(value)]
        for position, row in enumerate(self._rows):
            self.column.insertWidget(position, row)

    def _row(self, position: int, condition: dict[str, Any]) -> QWidget:
        row, kind, code, least = QWidget(), QComboBox(), QLineEdit(), DecimalBox(_decimals(condition))
        for value, label in CONDITIONS.items():
            kind.addItem(_(label), value.value)
        kind.setCurrentIndex(kind.findData(condition["kind"]))
        kind.setAccessibleName(_("Condition"))
        code.setText(condition.get("code", ""))
        code.setPlaceholderText(_("Code"))
        code.setAccessibleName(_("Code"))
        code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        code.setFixedWidth(120)
        code.setEnabled(condition["kind"] != "completeness")
        _indent(least)
        least.setRange(0, 100)
        least.setValue(float(condition["from"]))
        least.setAccessibleName(_("At least"))
        remove = QToolButton()
        remove.setProperty("kind", "quiet")
        remove.setIcon(icon("close", ink="quiet"))
        remove.setAccessibleName(_("Remove the condition"))
        kind.activated.connect(lambda _index: self._say(position, kind=kind.currentData()))
        code.editingFinished.connect(lambda: self._say(position, code=code.text().strip()))
        least.valueChanged.connect(lambda value: self._say(position, least=value))
        remove.clicked.connect(partial(self._on_remove, position))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (kind, code, least, remove):
            line.addWidget(widget)
        line.addStretch(1)
        return row

    def _say(self, position: int, kind: str | None = None, code: str | None = None, least: float | None = None) -> None:
        now = dict(self._value[position])
        if kind is not None:
            now["kind"] = kind
        if code is not None:
            now["code"] = code
        if least is not None:
            now["from"] = _exact(least)
        if now["kind"] == "completeness" or not now.get("code"):
            now.pop("code", None)
        if now != self._value[position]:
            self.changed.emit([*self._value[:position], now, *self._value[position + 1 :]])

    def _on_add(self) -> None:
        self.changed.emit([*self._value, {"kind": "completeness", "from": 100}])

    def _on_remove(self, position: int) -> None:
        left = [*self._value[:position], *self._value[position + 1 :]]
        self.changed.emit(left or None)


def _indent(spin: QAbstractSpinBox) -> None:
    """Keep the number off the border: Qt forgets a style sheet's padding where text runs from left to right."""
    for edit in spin.findChildren(QLineEdit):
        edit.setTextMargins(6, 0, 6, 0)


def _decimals(condition: Mapping[str, Any]) -> int:
    """A degree is whole, a percentage need not be."""
    whole = condition["kind"] == ConditionKind.INDICATOR and float(condition["from"]).is_integer()
    return 0 if whole else MOST_DECIMALS


def _exact(value: float) -> int | Decimal:
    exact = Decimal(str(round(value, MOST_DECIMALS)))
    return int(exact) if exact == exact.to_integral_value() else exact
