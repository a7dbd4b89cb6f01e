"""The page that hands work over: a signed package, and who signs."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, current_language, fill, ngettext, plain
from lcc_desktop.services.trust import KnownDevice
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState


class SendView(Page):
    """
    Signals:
        export_asked: where to write the package (Path).
        request_asked: where to write the enrolment request (Path).
    """

    export_asked = Signal(object)
    request_asked = Signal(object)

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._device: KnownDevice | None = None
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.banner = Banner(closable=True)
        self.what, self.explanation = QLabel(), QLabel()
        self.key_title, self.key_help, self.digits = QLabel(), QLabel(), QLabel()
        for label in (self.what, self.key_title):
            label.setProperty("role", "heading")
        for label in (self.explanation, self.key_help):
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
        self.what.setWordWrap(True)
        self.digits.setProperty("role", "reading")
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.export, self.request = QPushButton(), QPushButton()
        self.export.setProperty("kind", "primary")
        self.empty = EmptyState("send")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(_column(self.what, self.explanation, self.export))
        key_card = _column(self.key_title, self.key_help, self.digits, self.request)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack)
        layout.addWidget(key_card)
        layout.addStretch(1)
        self.export.clicked.connect(self._on_export)
        self.request.clicked.connect(self._on_request)
        current.opened.connect(self._show)
        current.indicator_changed.connect(lambda _code: self._show())
        self.retranslate()

    def show_identity(self, device: KnownDevice) -> None:
        self._device = device
        groups = device.digits.split()
        lines = [" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]
        # Digits are read and dictated from left to right in both languages.
        self.digits.setText("\n".join(f"\u2066{line}\u2069" for line in lines))
        self._say_key()

    def show_exported(self, path: Path) -> None:
        self.banner.show_text(
            fill(_("The package is complete on the disk: {path}. Give it to the coordination team."), path=path)
        )

    def show_request_written(self, path: Path) -> None:
        self.banner.show_text(fill(_("Enrolment request written: {path}"), path=path))

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Send"))
        self.explanation.setText(
            _(
                "One file holds scores, justifications and evidence, signed by this computer. It can "
                "be sent again at any time."
            )
        )
        self.export.setText(_("Export the package"))
        self.export.setIcon(icon("send", ink="on_primary"))
        self.request.setText(_("Save the enrolment request"))
        self.request.setIcon(icon("shield"))
        self.empty.set_texts(_("No evaluation open"), _("Open an evaluation from the home page to send it."), "")
        self._say_key()
        self._show()

    def _say_key(self) -> None:
        name = self._device.name if self._device else ""
        self.key_title.setText(fill(_("This computer: {name}"), name=name) if name else "")
        self.key_help.setText(
            _(
                "Before its first package, the coordination team must know this computer. Give them "
                "the request file and read these digits to them."
            )
        )

    def _show(self) -> None:
        view = self._current.view
        self._stack.setCurrentIndex(0 if view is None else 1)
        if view is None:
            return
        overall = view.results.overall
        text = ngettext(
            "{commune} {cycle}: {done} of {count} indicator answered",
            "{commune} {cycle}: {done} of {count} indicators answered",
            overall.total,
        )
        commune = view.commune.name(current_language())
        self.what.setText(fill(text, commune=commune, cycle=view.cycle, done=overall.answered, count=overall.total))

    def _on_export(self) -> None:
        view = self._current.view
        if view is not None:
            name = f"{view.commune.name_fr} {view.cycle}.lcc".replace("/", "-")
            self._ask(name, _("LCC package (*.lcc)"), self.export_asked)

    def _on_request(self) -> None:
        self._ask("enrolment.request", _("Enrolment request (*.request)"), self.request_asked)

    def _ask(self, name: str, name_filter: str, signal: SignalInstance) -> None:
        chosen, _used = QFileDialog.getSaveFileName(self, plain(self.title.text()), name, plain(name_filter))
        if chosen:
            signal.emit(Path(chosen))


def _column(*widgets: QWidget) -> QWidget:
    """A card at the leading edge of whatever room there is."""
    card = Card()
    card.setMaximumWidth(760)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(8)
    for widget in widgets:
        button = isinstance(widget, QPushButton)
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if button else Qt.AlignmentFlag(0))
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(card, 1)
    row.addStretch()
    return holder
