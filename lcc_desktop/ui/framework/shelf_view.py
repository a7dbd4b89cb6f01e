"""The frameworks of this workspace: versions that were published, drafts being written."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from lcc_desktop.domain.framework import Framework
from lcc_desktop.i18n import _, current_language, fill, ngettext, plain
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.drafts import Draft
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.prose import LINE, wrap

FILE_TYPES = "(*.lccf.json *.json *.xlsx)"


class ShelfView(Page):
    """
    Signals:
        next_asked: a FrameworkRef whose next version is to be drafted.
        move_asked: a Framework to which evaluations may move.
        export_asked: a FrameworkRef and the path to write it to.
        blank_asked, file_given: a new draft, from nothing or from a file (Path).
        open_asked, discard_asked: the id of a draft.
    """

    WIDEST = 1160

    next_asked = Signal(object)
    move_asked = Signal(object)
    export_asked = Signal(object, object)
    blank_asked = Signal()
    file_given = Signal(object)
    open_asked = Signal(str)
    discard_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frameworks: list[Framework] = []
        self._drafts: list[Draft] = []
        self.title, self.what = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.what.setProperty("role", "quiet")
        wrap(self.what)
        self.what.setMaximumWidth(LINE)
        self.blank, self.file = QPushButton(), QPushButton()
        self.blank.clicked.connect(self.blank_asked)
        self.file.clicked.connect(self._on_file)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.file)
        head.addWidget(self.blank)
        self.cards: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._column)
        inside.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self.what)
        layout.addWidget(scrolled, 1)

    def set_shelves(self, frameworks: list[Framework], drafts: list[Draft]) -> None:
        """Show what there is."""
        self._frameworks, self._drafts = frameworks, drafts
        for old in self.cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = []
        if drafts:
            self._show(_section(_("Drafts")))
        for draft in drafts:
            self._show(self._draft_card(draft))
        self._show(_section(_("Published versions")))
        for framework in frameworks:
            self._show(self._version_card(framework))

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Frameworks"))
        self.what.setText(
            _(
                "A published version never changes. A draft becomes the next one; evaluations under way stay on theirs "
                "until somebody moves them."
            )
        )
        self.blank.setText(_("New framework"))
        self.blank.setIcon(icon("plus"))
        self.file.setText(_("Open a file…"))
        self.file.setIcon(icon("folder"))
        self.set_shelves(self._frameworks, self._drafts)

    def _show(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()
        self.cards.append(widget)

    def _draft_card(self, draft: Draft) -> QWidget:
        title = draft.document["title"].get(_language(), "") or draft.document["id"]
        name = fill(_("{title}, version {version}"), title=title, version=draft.document["version"])
        count = len(draft.problems)
        state = (
            fill(ngettext("{count} problem to mend", "{count} problems to mend", count), count=count)
            if count
            else _("Nothing is missing: it can be published.")
        )
        when = fill(_("Changed {moment}"), moment=moment(draft.changed_at))
        go_on = QPushButton(_("Go on"))
        go_on.setProperty("kind", "primary")
        go_on.clicked.connect(partial(self.open_asked.emit, draft.id))
        discard = QPushButton(_("Throw away…"))
        discard.setAccessibleName(fill(_("Throw away {name}"), name=name))
        discard.clicked.connect(partial(self.discard_asked.emit, draft.id))
        return _card(name, fill(_("{state} · {when}"), state=state, when=when), (discard, go_on))

    def _version_card(self, framework: Framework) -> QWidget:
        name = fill(
            _("{title}, version {version}"),
            title=framework.title.say(_language()),
            version=framework.ref.version,
        )
        count = len(framework.indicators)
        size = fill(ngettext("{count} indicator", "{count} indicators", count), count=count)
        notice = "" if framework.official else framework.notice.say(_language())
        what = fill(_("{size} · {notice}"), size=size, notice=notice) if notice else size
        following, move, export = QPushButton(_("Next version")), QPushButton(_("Move evaluations…")), QPushButton()
        following.setIcon(icon("edit"))
        following.clicked.connect(partial(self.next_asked.emit, framework.ref))
        move.clicked.connect(partial(self.move_asked.emit, framework))
        export.setIcon(icon("download"))
        export.setText(_("Export…"))
        export.clicked.connect(partial(self._on_export, framework))
        for button in (following, move, export):
            button.setAccessibleName(fill(_("{action}: {name}"), action=button.text(), name=name))
        return _card(name, what, (export, move, following))

    def _on_file(self) -> None:
        chosen, _used = QFileDialog.getOpenFileName(
            self, plain(self.file.text()), "", fill(_("Frameworks {types}"), types=FILE_TYPES)
        )
        if chosen:
            self.file_given.emit(Path(chosen))

    def _on_export(self, framework: Framework) -> None:
        chosen = ask_target(self, f"{framework.ref.id}-{framework.ref.version}")
        if chosen is not None:
            self.export_asked.emit(framework.ref, chosen)


def ask_target(parent: QWidget, stem: str) -> Path | None:
    """Where to write a framework, and as what: the name's ending decides."""
    kinds = [_("Workbook (*.xlsx)"), _("Framework file (*.lccf.json)")]
    chosen, used = QFileDialog.getSaveFileName(parent, plain(_("Export")), f"{stem}.xlsx", ";;".join(kinds))
    if not chosen:
        return None
    ending = ".xlsx" if used == kinds[0] else ".lccf.json"
    return Path(chosen if chosen.endswith((".xlsx", ".json")) else chosen + ending)


def _language() -> str:
    return "ar" if current_language() == "ar" else "fr"


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _card(name: str, what: str, buttons: tuple[QPushButton, ...]) -> QWidget:
    card = Card()
    title, small = QLabel(name), QLabel(what)
    title.setProperty("role", "section")
    small.setProperty("role", "quiet")
    for label in (title, small):
        wrap(label)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(title)
    texts.addWidget(small)
    row = QHBoxLayout(card)
    row.setContentsMargins(20, 14, 20, 14)
    row.setSpacing(8)
    row.addLayout(texts, 1)
    for button in buttons:
        row.addWidget(button)
    return card
