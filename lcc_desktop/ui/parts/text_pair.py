"""One text in French and Arabic, side by side as on paper, French on the left; in Amazigh below them where wanted."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from lcc_desktop.i18n import _, fill
from lcc_desktop.ui.parts.note_edit import NoteEdit

LANGUAGES = {"fr": "Français", "ar": "العربية", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}
_OPTIONAL = "zgh"


class TextPair(QWidget):
    """Editors of a few lines.

    Signals:
        changed: the keyboard left one of them after a change; the text as {"fr": …, "ar": …}, with "zgh" if it
            has one.
    """

    changed = Signal(dict)

    def __init__(self, label: str, lines: int = 1, one_line: bool = False, parent: QWidget | None = None) -> None:
        """`label` names the text for screen readers, in the language of the moment."""
        super().__init__(parent)
        self._one_line = one_line
        self._amazigh = False
        self.edits = {language: NoteEdit(lines=lines, most=10) for language in LANGUAGES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for language, edit in self.edits.items():
            edit.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight
            )
            edit.setPlaceholderText(LANGUAGES[language])
            edit.left.connect(self._on_left)
            if one_line:
                edit.installEventFilter(self)
        self.set_label(label)
        grid.addWidget(self.edits["fr"], 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.edits["ar"], 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.edits[_OPTIONAL], 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.edits[_OPTIONAL].hide()

    def set_label(self, label: str) -> None:
        """Name the text for screen readers."""
        for language, edit in self.edits.items():
            edit.setAccessibleName(fill(_("{label}, in {language}"), label=label, language=LANGUAGES[language]))

    @property
    def value(self) -> dict[str, str]:
        """What is typed; the optional language only where something is."""
        typed = {language: edit.note for language, edit in self.edits.items()}
        if self._one_line:
            typed = {language: " ".join(text.split("\n")) for language, text in typed.items()}
        return {language: text for language, text in typed.items() if text or language != _OPTIONAL}

    def show_value(self, value: dict[str, str] | None) -> None:
        """Show a text; an editor that has the keyboard keeps what is being typed."""
        value = value or {}
        for language, edit in self.edits.items():
            if not edit.hasFocus():
                edit.show_note(value.get(language, ""))
        self._show_optional()

    def show_amazigh(self, wanted: bool) -> None:
        """Whether there is an editor for Amazigh also where there is no such text yet."""
        self._amazigh = wanted
        self._show_optional()

    def _show_optional(self) -> None:
        edit = self.edits[_OPTIONAL]
        edit.setVisible(self._amazigh or bool(edit.note) or edit.hasFocus())

    def editor_of(self, rest: tuple[str | int, ...]) -> QWidget:
        """The editor of a language, the French one when none is named."""
        return self.edits.get(str(rest[0]) if rest else "", self.edits["fr"])

    @property
    def is_empty(self) -> bool:
        return not any(text.strip() for text in self.value.values())

    def _on_left(self, _text: str) -> None:
        self.changed.emit(self.value)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A name stands on one line: Enter leaves it instead of breaking it."""
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.focusNextChild()
            return True
        return super().eventFilter(watched, event)
