"""One prerequisite: what it asks, whether it is met, and, opened, its note and its evidence."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.facts import PREREQUISITE_STATES
from lcc_desktop.i18n import _, current_language, fill, lone, ngettext
from lcc_desktop.services.results import EvidenceItem, PrerequisiteView
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.drop_zone import DropZone
from lcc_desktop.ui.parts.note_edit import NoteEdit
from lcc_desktop.wording.people import prerequisite_state_name

_INDENT = 44


class PrerequisiteRow(QWidget):
    """
    Signals:
        answered: a state, "" to take it back.
        noted: what is noted.
        files_given: files as list[Path].
        detached: the id of a piece of evidence.
        look_asked: the pieces of evidence, and the id of the one to look at.
        opened: the note and the evidence are shown now.
    """

    answered = Signal(str)
    noted = Signal(str)
    files_given = Signal(list)
    detached = Signal(str)
    look_asked = Signal(object, str)
    opened = Signal()

    def __init__(self, view: PrerequisiteView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        language, prerequisite = current_language(), view.prerequisite
        own = prerequisite.text.say(language)
        self.more = QToolButton()
        self.more.setProperty("kind", "quiet")
        self.more.setAccessibleName(fill(_("Note and evidence: {text}"), text=own))
        self.text, self.extra = QLabel(own), QLabel()
        self.text.setWordWrap(True)
        self.extra.setProperty("role", "small")
        self.states = {state: QPushButton(prerequisite_state_name(state)) for state in PREREQUISITE_STATES}
        group = QButtonGroup(self)
        for state, button in self.states.items():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setAccessibleName(fill(_("{state}: {text}"), state=prerequisite_state_name(state), text=own))
            button.clicked.connect(partial(self._on_answered, state))
            group.addButton(button)
        self._group = group
        self.note, self.attach = NoteEdit(lines=1, most=6), DropZone()
        self.note.setPlaceholderText(_("What was seen, what is missing"))
        self.note.setAccessibleName(fill(_("Note: {text}"), text=own))
        self.attach.setText(_("Attach files"))
        self.attach.setAccessibleName(fill(_("Attach files: {text}"), text=own))
        self.pieces: list[QWidget] = []
        self._lay_out()
        self.more.clicked.connect(self._on_more)
        self.note.left.connect(self.noted)
        self.attach.files_chosen.connect(self.files_given)
        self.fold()
        self.show_view(view)

    def show_view(self, view: PrerequisiteView) -> None:
        """Show what is said of it."""
        same = self._view.evidence == view.evidence and self.pieces
        self._view = view
        self._group.setExclusive(False)
        for state, button in self.states.items():
            button.setChecked(state == view.state)
        self._group.setExclusive(bool(view.state))
        if not self.note.hasFocus():
            self.note.show_note(view.note)
        if not same:
            self._show_pieces(view.evidence)
        self._say_extra()

    def fold(self) -> None:
        """Hide note and evidence."""
        self._below.hide()
        self.more.setIcon(icon("chevron-down", ink="quiet"))

    def keep(self) -> None:
        """Hand over what is being typed."""
        if self.note.hasFocus():
            self.note.clearFocus()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.text)
        texts.addWidget(self.extra)
        first = QHBoxLayout()
        first.setContentsMargins(0, 8, 0, 8)
        first.setSpacing(8)
        first.addWidget(self.more)
        first.addLayout(texts, 1)
        for button in self.states.values():
            first.addWidget(button)
        self._below = QWidget()
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, 12)
        below.setSpacing(8)
        indented = QHBoxLayout(self._below)  # a space, not a margin, which would stay on its side in Arabic
        indented.setContentsMargins(0, 0, 0, 0)
        indented.addSpacing(_INDENT)
        indented.addLayout(below, 1)
        for text in self._explanations():
            label = QLabel(text)
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
            below.addWidget(label)
        below.addWidget(self.note)
        self._pieces = QHBoxLayout()
        self._pieces.setSpacing(8)
        self._pieces.addWidget(self.attach)
        self._pieces.addStretch(1)
        below.addLayout(self._pieces)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self._below)
        column.addWidget(line)

    def _explanations(self) -> list[str]:
        """The other language, the help, and what is expected to show it."""
        language, prerequisite = current_language(), self._view.prerequisite
        other = prerequisite.text.say("fr" if language == "ar" else "ar")
        help_text = prerequisite.help.say(language) if prerequisite.help else ""
        sources = [source.say(language) for source in prerequisite.sources]
        separator = "، " if language == "ar" else ", "
        expected = fill(_("Expected: {sources}"), sources=separator.join(sources)) if sources else ""
        return [text for text in (other, help_text, expected) if text]

    def _say_extra(self) -> None:
        """What is folded away is told in a word."""
        count = len(self._view.evidence)
        parts = [fill(ngettext("{count} piece of evidence", "{count} pieces of evidence", count), count=count)]
        parts = parts if count else []
        if self._view.note.strip():
            parts.append(lone(" ".join(self._view.note.split())[:80]))
        if self._view.conflicts:
            parts.append(_("different answers were given: say the right one again"))
        self.extra.setText(" · ".join(parts))
        self.extra.setVisible(bool(parts))

    def _show_pieces(self, evidence: tuple[EvidenceItem, ...]) -> None:
        for old in self.pieces:
            self._pieces.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.pieces = [self._piece(item) for item in evidence]
        for place, piece in enumerate(self.pieces):
            self._pieces.insertWidget(place, piece)

    def _piece(self, item: EvidenceItem) -> QWidget:
        piece = QWidget()
        name, off = QPushButton(lone(_short(item.label))), QToolButton()
        name.setIcon(icon("file"))
        name.setToolTip(lone(item.label))
        name.setAccessibleName(fill(_("Open {name}"), name=item.label))
        name.clicked.connect(lambda: self.look_asked.emit(self._view.evidence, item.id))
        off.setProperty("kind", "quiet")
        off.setIcon(icon("close", ink="quiet"))
        off.setAccessibleName(fill(_("Take {name} off"), name=item.label))
        off.clicked.connect(partial(self.detached.emit, item.id))
        row = QHBoxLayout(piece)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(name)
        row.addWidget(off)
        return piece

    def _on_more(self) -> None:
        if self._below.isVisible():
            self.fold()
        else:
            self._below.show()
            self.more.setIcon(icon("chevron-up", ink="quiet"))
            self.opened.emit()

    def _on_answered(self, state: str) -> None:
        again = state == self._view.state and not self._view.conflicts
        self.show_view(self._view)  # what is marked is what is on the disk
        self.answered.emit("" if again else state)


def _short(name: str, most: int = 28) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"
