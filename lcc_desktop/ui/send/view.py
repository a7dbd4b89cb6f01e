"""The page that hands work over: a signed package, and who signs."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.enrolment import Enrolled
from lcc_desktop.domain.facts import LeaveOut
from lcc_desktop.i18n import _, current_language, fill, ngettext, plain
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.enrolment import sentence


class SendView(Page):
    """
    Signals:
        export_asked: where to write the package (Path), what to leave out (LeaveOut), whether to seal it.
        enrolment_asked: to go where enrolment is asked for and renewed.
        shown: the page is shown now; it wants to say where this computer stands.
    """

    WIDEST = 760 + 2 * 32

    export_asked = Signal(object, object, bool)
    enrolment_asked = Signal()
    shown = Signal()

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._enrolled: Enrolled | None = None
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.banner = Banner(closable=True)
        self.what, self.explanation = QLabel(), QLabel()
        self.key_title, self.key_help = QLabel(), QLabel()
        for label in (self.what, self.key_title):
            label.setProperty("role", "heading")
        for label in (self.explanation, self.key_help):
            label.setProperty("role", "quiet")
            wrap(label)
        wrap(self.what)
        self.seal, self.names, self.confidential = QCheckBox(), QCheckBox(), QCheckBox()
        self.seal_help, self.busy = QLabel(), QLabel()
        for label in (self.seal_help, self.busy):
            label.setProperty("role", "quiet")
            wrap(label)
        self.busy.hide()
        self.seal_help.setContentsMargins(22, 0, 22, 0)  # under the words of its box, whichever way they run
        self._knows_team = False
        self.export, self.enrolment = QPushButton(), QPushButton()
        self.export.setProperty("kind", "primary")
        self.empty = EmptyState("send")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        choices = (self.seal, self.seal_help, self.names, self.confidential)
        self._stack.addWidget(_column(self.what, self.explanation, *choices, self.export, self.busy))
        key_card = _column(self.key_title, self.key_help, self.enrolment)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack)
        layout.addWidget(key_card)
        layout.addStretch(1)
        self.export.clicked.connect(self._on_export)
        self.seal.toggled.connect(lambda _checked: self._say_seal())
        self.enrolment.clicked.connect(self.enrolment_asked)
        current.opened.connect(self._show)
        current.indicator_changed.connect(lambda _code: self._show())
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self.shown.emit()

    def show_enrolled(self, enrolled: Enrolled) -> None:
        """Where this computer stands with the coordination team."""
        self._enrolled = enrolled
        self._say_key()

    def show_team(self, known: bool) -> None:
        """Whether packages can be sealed for the coordination team: then they are, unless the box is cleared."""
        if known != self._knows_team:
            self._knows_team = known
            self.seal.setChecked(known)
        self.seal.setEnabled(known)
        self._say_seal()

    def show_busy(self, busy: bool) -> None:
        """A package is being written."""
        self.busy.setVisible(busy)
        for widget in (self.export, self.names, self.confidential):
            widget.setEnabled(not busy)
        self.seal.setEnabled(self._knows_team and not busy)

    def show_exported(self, path: Path) -> None:
        self.banner.show_text(
            fill(_("The package is complete on the disk: {path}. Give it to the coordination team."), path=path)
        )

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
        self.seal.setText(_("Seal it: only the coordination team can open it"))
        self.names.setText(_("Leave out the names of participants and of their organisations"))
        self.confidential.setText(_("Leave out confidential evidence"))
        self.busy.setText(_("The package is being written…"))
        self._say_seal()
        self.export.setText(_("Export the package"))
        self.export.setIcon(icon("send", ink="on_primary"))
        self.enrolment.setText(_("Enrolment"))
        self.enrolment.setIcon(icon("key"))
        self.empty.set_texts(_("No evaluation open"), _("Open an evaluation from the home page to send it."), "")
        self._say_key()
        self._show()

    def _say_seal(self) -> None:
        if not self._knows_team:
            text = _("To seal packages, first take the coordination team’s assignment in, on the page of enrolment.")
        elif self.seal.isChecked():
            text = _("Lost or stolen on the way, it tells nobody anything.")
        else:
            text = _("Whoever finds it can read everything in it.")
        self.seal_help.setText(text)

    def _say_key(self) -> None:
        self.key_title.setText(_("Enrolment with the coordination team"))
        self.key_help.setText(sentence(self._enrolled) if self._enrolled else "")

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
            sealed = self.seal.isChecked() and self._knows_team
            ending, text = (
                (".lcc.age", _("Sealed LCC package (*.lcc.age)")) if sealed else (".lcc", _("LCC package (*.lcc)"))
            )
            chosen = self._ask(f"{view.commune.name_fr} {view.cycle}{ending}".replace("/", "-"), text)
            if chosen is not None:
                leaving_out = LeaveOut(self.names.isChecked(), self.confidential.isChecked())
                self.export_asked.emit(chosen, leaving_out, sealed)

    def _ask(self, name: str, name_filter: str) -> Path | None:
        chosen, _used = QFileDialog.getSaveFileName(self, plain(self.title.text()), name, plain(name_filter))
        return Path(chosen) if chosen else None


def _column(*widgets: QWidget) -> QWidget:
    card = Card()
    layout = QVBoxLayout(card)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(8)
    for widget in widgets:
        button = isinstance(widget, QPushButton)
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if button else Qt.AlignmentFlag(0))
    return card
