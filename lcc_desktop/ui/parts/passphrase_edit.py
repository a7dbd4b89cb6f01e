"""A field for a passphrase: hidden until asked, and saying why what is typed may not be what is meant."""

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from lcc_desktop.domain.passphrase import MOST
from lcc_desktop.i18n import _, fill
from lcc_desktop.ui.look.icons import icon


class PassphraseEdit(QWidget):
    """A labelled field with a button that shows what is typed.

    Signals:
        changed: something was typed; the text.
        entered: the return key.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.hint = QLabel(), QLabel()
        self.label.setProperty("role", "section")
        self.hint.setProperty("role", "small")
        self.edit = _Typed()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(2 * MOST)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhHiddenText
        )
        self.label.setBuddy(self.edit)
        self.reveal = QAction(self.edit)
        self.reveal.setCheckable(True)
        self.edit.addAction(self.reveal, QLineEdit.ActionPosition.TrailingPosition)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.label, self.edit, self.hint):
            layout.addWidget(widget)
        self.reveal.toggled.connect(self._on_reveal)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.capitals_seen.connect(self._say_hint)
        QGuiApplication.inputMethod().localeChanged.connect(self._say_hint)
        self.retranslate()

    @property
    def text(self) -> str:
        return self.edit.text()

    def clear(self) -> None:
        """Empty it and hide what is typed next."""
        self.edit.clear()
        self.reveal.setChecked(False)

    def set_label(self, text: str) -> None:
        self.label.setText(text)
        self.edit.setAccessibleName(text)

    def retranslate(self) -> None:
        """Say every text again."""
        self._say_reveal()
        self._say_hint()

    def _on_reveal(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._say_reveal()

    def _say_reveal(self) -> None:
        shown = self.reveal.isChecked()
        self.reveal.setIcon(icon("eye", ink="primary" if shown else "quiet"))
        self.reveal.setText(_("Hide what is typed") if shown else _("Show what is typed"))
        self.reveal.setToolTip(self.reveal.text())

    def _say_hint(self) -> None:
        """Capital letters, and the keyboard's language: what makes a right passphrase wrong."""
        said = []
        if self.edit.has_capitals:
            said.append(_("Caps Lock seems to be on."))
        keyboard = QGuiApplication.inputMethod().locale()
        if keyboard.language() not in (QLocale.Language.C, QLocale.Language.AnyLanguage):
            said.append(fill(_("Keyboard: {language}"), language=keyboard.nativeLanguageName()))
        self.hint.setText("  ".join(said))
        self.hint.setVisible(bool(said))

    # Qt overrides

    def setFocus(self, *arguments: object) -> None:
        self.edit.setFocus()


class _Typed(QLineEdit):
    """Notices capital letters that were typed without Shift. Signals: capitals_seen."""

    capitals_seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.has_capitals = False

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if len(text) == 1 and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._note(text.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._note(False)  # which way it went is seen at the next letter
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._note(False)

    def _note(self, capitals: bool) -> None:
        if capitals != self.has_capitals:
            self.has_capitals = capitals
            self.capitals_seen.emit()
