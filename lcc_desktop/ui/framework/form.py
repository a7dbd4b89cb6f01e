"""The form of one part of a framework."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, current_language
from lcc_desktop.services.framework_edit import at
from lcc_desktop.services.framework_text import Document, Place
from lcc_desktop.ui.framework.entries import CHOICES, Entry, Kind, entries_of
from lcc_desktop.ui.framework.fields import (
    ChoiceField,
    ConditionsField,
    DecimalField,
    FlagField,
    FormField,
    LineField,
    ListField,
    NumberField,
    PairField,
    ThresholdsField,
)

_DEFAULTS: dict[Place, str] = {
    ("scale", "kind"): "ordinal",
    ("scale", "better"): "higher",
    ("aggregation", "overall"): "points",
}


class PartForm(QScrollArea):
    """
    Signals:
        changed: the place of a value and the value (None: leave it out).
    """

    changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._entries: tuple[Entry, ...] = ()
        self.fields: dict[Place, FormField] = {}
        self._amazigh = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_part(self, document: Document, place: Place, afresh: bool = False) -> None:
        """Show a part. Fields are made anew only for another part, another form, or another language (`afresh`)."""
        item = document if not place else at(document, place)
        entries = entries_of(document, place, item)
        if afresh or (place, entries) != (self._place, self._entries):
            self._place, self._entries = place, entries
            self._build(document)
        for key, field in self.fields.items():
            field.show_value(at(item, key))

    def show_amazigh(self, wanted: bool) -> None:
        """Whether every text has an editor for Amazigh."""
        self._amazigh = wanted
        for field in self.fields.values():
            field.show_amazigh(wanted)

    def keep(self) -> None:
        """Hand over what is being typed."""
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and focused.hasFocus():
            focused.clearFocus()

    def reveal(self, key: Place) -> None:
        """Bring the field of a value into view and give it the keyboard."""
        for known, field in self.fields.items():
            if key[: len(known)] == known:
                target = field.editor_of(key[len(known) :])
                self.ensureWidgetVisible(target)
                target.setFocus()

    def _build(self, document: Document) -> None:
        inside = QWidget()
        inside.setMaximumWidth(860)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(4)
        self.fields = {}
        for entry in self._entries:
            field = _field(entry, document)
            field.show_amazigh(self._amazigh)
            if entry.kind is not Kind.FLAG:
                label = QLabel(_(entry.label))
                label.setProperty("role", "section")
                label.setBuddy(field)
                column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(10)
            field.changed.connect(lambda value, key=entry.key: self._on_changed(key, value))
            self.fields[entry.key] = field
        column.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)

    def _on_changed(self, key: Place, value: Any) -> None:
        if self._place is not None:
            self.changed.emit((*self._place, *key), value)


def _field(entry: Entry, document: Document) -> FormField:
    match entry.kind:
        case Kind.CODE | Kind.FORMULA:
            return LineField(entry)
        case Kind.LINES | Kind.TEXTS:
            return PairField(entry)
        case Kind.NUMBER:
            return NumberField(entry)
        case Kind.DECIMAL:
            return DecimalField(entry)
        case Kind.FLAG:
            return FlagField(entry)
        case Kind.LIST | Kind.DEGREES:
            return ListField(entry)
        case Kind.THRESHOLDS:
            return ThresholdsField(entry)
        case Kind.CONDITIONS:
            return ConditionsField(entry)
        case Kind.CHOICE:
            return ChoiceField(entry, _choices(entry, document), _DEFAULTS.get(entry.key))


def _choices(entry: Entry, document: Document) -> dict[str, str]:
    if entry.key in CHOICES:
        return {str(value): _(label) for value, label in CHOICES[entry.key].items()}
    language = "ar" if current_language() == "ar" else "fr"
    items = document["fields"] if entry.key == ("field",) else document["principles"]
    return {item["code"]: f"{item['code']} · {item['name'].get(language, '')}" for item in items}
