"""The window that stands while the workspace is closed: unlock, first choice, recovery, and waiting."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import LANGUAGES, _, current_language, fill, ngettext, plain
from lcc_desktop.services.recovery import RecoveryRequest
from lcc_desktop.ui.gate.damage_view import DamagePage
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.new_passphrase import NewPassphrase
from lcc_desktop.ui.parts.passphrase_edit import PassphraseEdit
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.parts.recovery_choice import RecoveryChoice, losing

WIDTH = 560


class UnlockPage(Page):
    """
    Signals:
        unlock_asked: the passphrase typed.
        lost: it cannot be remembered.
    """

    unlock_asked = Signal(str)
    lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._refusal = ""
        self.picture, self.title, self.said = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.said.setProperty("role", "quiet")
        self.said.setWordWrap(True)
        self.passphrase = PassphraseEdit()
        self.banner = Banner()
        self.open, self.forgotten = QPushButton(), QPushButton()
        self.open.setProperty("kind", "primary")
        self.forgotten.setProperty("kind", "quiet")
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        column = _column(self)
        for widget in (self.picture, self.title, self.said, self.passphrase, self.banner):
            column.addWidget(widget)
        column.addLayout(_row(self.open, self.forgotten))
        self.passphrase.entered.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.forgotten.clicked.connect(self.lost)
        self.retranslate()

    def begin(self) -> None:
        """Ask afresh."""
        self.passphrase.clear()
        self._refusal, self._left = "", 0
        self._clock.stop()
        self._offer(waiting=False)
        self.passphrase.setFocus()

    def show_refused(self, text: str, delay: int) -> None:
        """What was typed was not it; the next try can be made after `delay` seconds."""
        self._refusal, self._left = text, delay
        self._offer(waiting=False)
        if delay:
            self._clock.start()
        else:
            self.passphrase.setFocus()
            self.passphrase.edit.selectAll()

    def retranslate(self) -> None:
        """Say every text again."""
        self.picture.setPixmap(icon("lock", ink="primary").pixmap(40, 40))
        self.title.setText(_("This workspace is locked"))
        self.said.setText(_("Everything in it is safe on the disk, encrypted. Type its passphrase to go on."))
        self.passphrase.set_label(_("Passphrase"))
        self.passphrase.retranslate()
        self.forgotten.setText(_("I lost the passphrase"))
        self._offer(waiting=not self.passphrase.isEnabled() and not self._left)

    def _on_open(self) -> None:
        if self.passphrase.text and not self._left:
            self._refusal = ""
            self._offer(waiting=True)
            self.unlock_asked.emit(self.passphrase.text)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._left = 0
            self._clock.stop()
        self._offer(waiting=False)
        if not self._left:
            self.passphrase.setFocus()
            self.passphrase.edit.selectAll()

    def _offer(self, waiting: bool) -> None:
        self.passphrase.setEnabled(not waiting and not self._left)
        self.open.setEnabled(not waiting and not self._left)
        self.open.setText(_("Opening…") if waiting else _("Open"))
        text = self._refusal
        if self._left:
            again = ngettext("Next try in {count} second.", "Next try in {count} seconds.", self._left)
            text = f"{text} {fill(again, count=self._left)}"
        self.banner.show_text(text, "danger")


class WelcomePage(Page):
    """The first start: with a passphrase or without.

    Signals:
        begin_asked: the passphrase chosen, or "" for none, and the recovery keys (list[RecoveryKey]).
        judge_asked: a passphrase being typed.
        recovery_key_given: a file that should hold the coordination team's public recovery key (Path).
    """

    begin_asked = Signal(str, list)
    judge_asked = Signal(str)
    recovery_key_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.why, self.losing = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.losing.setProperty("role", "quiet")
        for label in (self.why, self.losing):
            label.setWordWrap(True)
        self.choice = NewPassphrase()
        self.recovery = RecoveryChoice(may_go_without=True)
        self.banner = Banner()
        self.protect, self.without = QPushButton(), QPushButton()
        self.protect.setProperty("kind", "primary")
        self.protect.setEnabled(False)
        self.without.setProperty("kind", "quiet")
        column = _column(self)
        for widget in (self.title, self.why, self.choice, self.losing, self.recovery, self.banner):
            column.addWidget(widget)
        column.addLayout(_row(self.protect, self.without))
        self.choice.judge_asked.connect(self.judge_asked)
        self.choice.ready_changed.connect(self.protect.setEnabled)
        self.choice.entered.connect(self._on_protect)
        self.recovery.key_given.connect(self.recovery_key_given)
        self.protect.clicked.connect(self._on_protect)
        self.without.clicked.connect(lambda: self.begin_asked.emit("", []))
        self.retranslate()

    def begin(self) -> None:
        self.choice.first.setFocus()

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Protect your workspace"))
        self.why.setText(
            _(
                "With a passphrase, nobody who finds, takes or borrows this computer can read your evaluations, their "
                "evidence or their backups. You type it each time you open LCC Desktop."
            )
        )
        self.losing.setText(losing())
        self.protect.setText(_("Protect and start"))
        self.without.setText(_("Start without protection"))
        self.without.setToolTip(_("It can be protected later, with everything that is in it by then."))
        self.choice.retranslate()
        self.recovery.retranslate()

    def _on_protect(self) -> None:
        if self.choice.is_ready:
            keys = self.recovery.keys
            self.begin_asked.emit(self.choice.text, keys)


class RecoveryPage(Page):
    """The way back from a lost passphrase.

    Signals:
        request_asked: who asks, and where to write the request (Path).
        answer_given: the coordination team's answer (Path).
        judge_asked: a passphrase being typed.
        finish_asked: the new passphrase.
        left: back to the passphrase.
    """

    request_asked = Signal(str, object)
    answer_given = Signal(object)
    judge_asked = Signal(str)
    finish_asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: RecoveryRequest | None = None
        self._possible = True
        self.title, self.said = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.said.setWordWrap(True)
        self.said.setProperty("role", "quiet")
        self.first, self.second, self.third = QLabel(), QLabel(), QLabel()
        for label in (self.first, self.second, self.third):
            label.setProperty("role", "section")
            label.setWordWrap(True)
        self.who = QLineEdit()
        self.digits = QLabel()
        self.digits.setProperty("role", "reading")
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.request, self.answer, self.finish, self.back = QPushButton(), QPushButton(), QPushButton(), QPushButton()
        self.request.setProperty("kind", "primary")
        self.finish.setProperty("kind", "primary")
        self.back.setProperty("kind", "quiet")
        self.choice = NewPassphrase()
        self.banner = Banner()
        self._steps: Sequence[QWidget] = (self.first, self.who, self.request, self.second, self.digits, self.answer)
        column = _column(self)
        for widget in (self.title, self.said, *self._steps, self.third, self.choice, self.finish, self.banner):
            column.addWidget(
                widget, 0, Qt.AlignmentFlag.AlignLeading if isinstance(widget, QPushButton) else Qt.AlignmentFlag(0)
            )
        column.addLayout(_row(self.back))
        self.request.clicked.connect(self._on_request)
        self.answer.clicked.connect(self._on_answer)
        self.who.textChanged.connect(lambda text: self.request.setEnabled(bool(text.strip())))
        self.choice.judge_asked.connect(self.judge_asked)
        self.choice.ready_changed.connect(self.finish.setEnabled)
        self.choice.entered.connect(self.finish.click)
        self.finish.clicked.connect(lambda: self.finish_asked.emit(self.choice.text))
        self.back.clicked.connect(self.left)
        self.retranslate()
        self.show_state(possible=True, asked=None)

    def show_state(self, possible: bool, asked: RecoveryRequest | None) -> None:
        """Whether there is a way back, and the request that waits."""
        self._possible, self._asked = possible, asked
        if asked is not None:
            self.who.setText(asked.who)
        self.request.setEnabled(bool(self.who.text().strip()))
        self._show(recovered=False)

    def show_request(self, asked: RecoveryRequest, path: Path) -> None:
        """The request is on the disk."""
        self.show_state(possible=True, asked=asked)
        self.banner.show_text(fill(_("The request is written: {path}. Send it to the coordination team."), path=path))

    def show_answered(self) -> None:
        """The answer fits."""
        self.banner.hide()
        self.choice.clear()
        self._show(recovered=True)
        self.choice.first.setFocus()

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("The passphrase is lost"))
        self.first.setText(_("1. Ask the coordination team: who you are, as they know you"))
        self.request.setText(_("Save the request…"))
        self.request.setIcon(icon("download", ink="on_primary"))
        self.second.setText(_("2. Send them the file, and read them these digits over the phone"))
        self.answer.setText(_("Open their answer…"))
        self.answer.setIcon(icon("folder"))
        self.third.setText(_("3. The answer fits. Choose a new passphrase"))
        self.finish.setText(_("Open with the new passphrase"))
        self.finish.setEnabled(self.choice.is_ready)
        self.back.setText(_("Back"))
        self.back.setIcon(icon("back"))
        self.who.setAccessibleName(self.first.text())
        self.choice.retranslate()
        self._say()

    def _say(self) -> None:
        self.said.setText(
            _(
                "Only the coordination team can open this workspace now, with the recovery key that was added. Its "
                "answer opens here and on no other computer."
            )
            if self._possible
            else _(
                "No recovery key was added, so nobody can open this workspace without its passphrase. Look for it "
                "where you wrote it down, or for a backup from before the workspace was protected."
            )
        )
        digits = self._asked.digits if self._asked is not None else ""
        # Digits are read and dictated from left to right in both languages.
        self.digits.setText(f"\u2066{digits}\u2069" if digits else "")

    def _show(self, recovered: bool) -> None:
        self._say()
        for widget in self._steps:
            widget.setVisible(self._possible and not recovered)
        for widget in (self.second, self.digits, self.answer):
            widget.setVisible(self._possible and not recovered and self._asked is not None)
        for widget in (self.third, self.choice, self.finish):
            widget.setVisible(recovered)

    def _on_request(self) -> None:
        name_filter = plain(_("Recovery request (*.lcc-request)"))
        chosen, _used = QFileDialog.getSaveFileName(self, plain(self.title.text()), "recovery.lcc-request", name_filter)
        if chosen:
            self.request_asked.emit(self.who.text().strip(), Path(chosen))

    def _on_answer(self) -> None:
        name_filter = plain(_("Recovery answer (*.lcc-answer)"))
        chosen, _used = QFileDialog.getOpenFileName(self, plain(self.title.text()), "", name_filter)
        if chosen:
            self.answer_given.emit(Path(chosen))


class WaitingPage(Page):
    """Something lasts: what, how far, and a way to stop it. Signals: stop_asked."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.said = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.said.setProperty("role", "quiet")
        self.said.setWordWrap(True)
        self.progress = ProgressBar()
        self.stop = QPushButton()
        column = _column(self)
        for widget in (self.title, self.said, self.progress):
            column.addWidget(widget)
        column.addLayout(_row(self.stop))
        self.stop.clicked.connect(self._on_stop)
        self.retranslate()

    def begin(self, title: str) -> None:
        """Say what lasts, in the language of the moment."""
        self.title.setText(title)
        self.progress.set_share(0)
        self.stop.setEnabled(True)

    def show_progress(self, done: int, total: int) -> None:
        self.progress.set_share(done / total if total else 0)

    def retranslate(self) -> None:
        """Say every text again."""
        self.said.setText(
            _("Everything is written anew beside what is there. Until it is done, your workspace stays as it was.")
        )
        self.stop.setText(_("Stop"))
        self.stop.setIcon(icon("stop"))

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop_asked.emit()


class GateWindow(QWidget):
    """
    Signals:
        language_chosen: the code of a language.
        closing: the window is about to go, and the program with it.
    """

    language_chosen = Signal(str)
    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(1024, 640)
        self.unlock, self.welcome, self.recovery = UnlockPage(), WelcomePage(), RecoveryPage()
        self.waiting, self.damage = WaitingPage(), DamagePage()
        self.pages: tuple[Page, ...] = (self.unlock, self.welcome, self.recovery, self.waiting, self.damage)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(_centred(page))
        self.language = QToolButton()
        self.language.setProperty("kind", "quiet")
        self.language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.language.setMenu(self._languages())
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.language)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 24)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)
        self.unlock.lost.connect(partial(self.show_page, self.recovery))
        self.recovery.left.connect(partial(self.show_page, self.unlock))
        self.retranslate()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self.stack.currentIndex()]

    def show_page(self, page: Page) -> None:
        self.stack.setCurrentIndex(self.pages.index(page))
        if isinstance(page, UnlockPage | WelcomePage):
            page.begin()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(plain(_("LCC Desktop")))
        self.language.setText(LANGUAGES[current_language()])
        self.language.setIcon(icon("language"))
        self.language.setAccessibleName(_("Language"))

    def _languages(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for code, name in LANGUAGES.items():
            action = menu.addAction(name)
            action.triggered.connect(partial(self.language_chosen.emit, code))
            group.addAction(action)
        return menu

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _column(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(32, 28, 32, 28)
    layout.setSpacing(12)
    return layout


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _centred(page: QWidget) -> QWidget:
    """A card in the middle, scrolled where the window is too low for it."""
    card = Card()
    card.setFixedWidth(WIDTH)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(page)
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    middle = QVBoxLayout()
    middle.addStretch(2)
    middle.addWidget(card)
    middle.addStretch(3)
    across.addStretch(1)
    across.addLayout(middle)
    across.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(holder)
    return scroll
