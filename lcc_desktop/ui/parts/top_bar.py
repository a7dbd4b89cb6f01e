"""The bar on top: where we are, what is saved, language, light or dark, about."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import LANGUAGES, _, current_language
from lcc_desktop.ui.look.icons import icon


class TopBar(QFrame):
    """
    Signals:
        language_chosen: the code of a language.
        theme_toggled: light to dark, or back.
        protection_asked: what protects this workspace.
        about_asked: what this application is.
        projector_asked: open or close the projector.
    """

    language_chosen = Signal(str)
    theme_toggled = Signal()
    protection_asked = Signal()
    about_asked = Signal()
    projector_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(60)
        self._dark = False
        self.title, self.subtitle, self.notice, self.saved = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "section")
        self.subtitle.setProperty("role", "small")
        self.saved.setProperty("role", "small")
        self.notice.setProperty("role", "notice")
        for label in (self.title, self.subtitle):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        buttons = [QToolButton() for _button in range(5)]
        self.projector, self.language, self.theme, self.protection, self.about = buttons
        self._projecting = self._frozen = False
        for button in buttons:
            button.setProperty("kind", "quiet")
        self.projector.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.projector.setEnabled(False)
        self.projector.clicked.connect(self.projector_asked)
        self.language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.language.setMenu(self._languages())
        self.theme.clicked.connect(self.theme_toggled)
        self.protection.clicked.connect(self.protection_asked)
        self.about.clicked.connect(self.about_asked)

        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(16)
        layout.addLayout(texts, 1)
        for widget in (self.notice, self.saved, *buttons):
            layout.addWidget(widget)
        self.retranslate()

    def show_place(self, title: str, subtitle: str, notice: str) -> None:
        """The open evaluation: commune, then cycle and stage; the framework's notice when it is unofficial."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.notice.setText(notice)

    def show_saved(self, text: str) -> None:
        self.saved.setText(text)

    def show_theme(self, dark: bool) -> None:
        self._dark = dark
        self.retranslate()

    def show_projector(self, projecting: bool, frozen: bool) -> None:
        """Whether the room sees anything, and whether that is kept while the facilitator looks ahead."""
        self._projecting, self._frozen = projecting, frozen
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.language.setText(LANGUAGES[current_language()])
        self.language.setIcon(icon("language"))
        self.language.setAccessibleName(_("Language"))
        frozen = self._projecting and self._frozen
        ink = "accent" if frozen else "primary" if self._projecting else "ink"
        self.projector.setIcon(icon("freeze" if frozen else "projector", ink=ink))
        self.projector.setText(_("Frozen") if frozen else _("Projecting") if self._projecting else "")
        label = _("Close the projector (F5)") if self._projecting else _("Open the projector (F5)")
        self.projector.setToolTip(label)
        self.projector.setAccessibleName(label)
        self.theme.setIcon(icon("sun" if self._dark else "moon"))
        label = _("Light colours") if self._dark else _("Dark colours")
        self.theme.setToolTip(label)
        self.theme.setAccessibleName(label)
        self.protection.setIcon(icon("lock"))
        self.protection.setToolTip(_("Protection (Ctrl+L locks)"))
        self.protection.setAccessibleName(_("Protection"))
        self.about.setIcon(icon("info"))
        self.about.setToolTip(_("About LCC Desktop (F1)"))
        self.about.setAccessibleName(_("About LCC Desktop"))

    def _languages(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for code, name in LANGUAGES.items():
            action = menu.addAction(name)
            action.triggered.connect(partial(self.language_chosen.emit, code))
            group.addAction(action)
        return menu
