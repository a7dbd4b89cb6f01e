"""The documents page: what can be printed of the open evaluation."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.documents.check_card import CheckCard
from lcc_desktop.ui.documents.kinds import KindsCard
from lcc_desktop.ui.documents.letterhead import LetterheadCard
from lcc_desktop.ui.documents.template_card import TemplateCard
from lcc_desktop.ui.documents.template_editor import TemplateEditor
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.empty_state import EmptyState


class DocumentsView(Page):
    """
    Signals:
        asked: kind and language of a document to look at, and a name for its file.
        template_shown: letterhead and texts are edited now.
    """

    WIDEST = 1440  # letterhead and texts stand beside their page

    asked = Signal(str, str, str)
    template_shown = Signal()

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.banner = Banner(closable=True)
        self.kinds = KindsCard()
        self.letterhead, self.check = LetterheadCard(), CheckCard()
        self.template, self.editor = TemplateCard(), TemplateEditor()
        self.empty = EmptyState("documents")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._evaluation_cards())
        main = QWidget()
        main.setMaximumWidth(900 + 16)  # the column and the scroll bar
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addWidget(self.banner)
        column.addWidget(self._content(), 1)
        self._sides = QStackedWidget()
        centred = QWidget()
        middle = QHBoxLayout(centred)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(main, 100)
        middle.addStretch(1)
        for side in (centred, self.editor):
            self._sides.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.addWidget(self._sides)
        self.template.edit_asked.connect(self.edit_template)
        self.editor.left.connect(self._on_template_left)
        self.kinds.asked.connect(self._on_asked)
        current.opened.connect(self._show)
        current.commune_changed.connect(self._show)
        self.retranslate()

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")
        self._show()  # the milieu on the disk, not the one refused; a refused name stays to be corrected

    @property
    def is_editing(self) -> bool:
        """Whether letterhead and texts are edited."""
        return self._sides.currentWidget() is self.editor

    def edit_template(self) -> None:
        """Go to letterhead and texts."""
        self.letterhead.keep()
        self._sides.setCurrentWidget(self.editor)
        self.template_shown.emit()
        self.editor.enter()

    def entered(self) -> None:
        """The page is shown now."""
        if self.is_editing:
            self.template_shown.emit()  # another evaluation may be open

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.letterhead.keep()
        if self.is_editing:
            self.editor.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Documents"))
        self.kinds.retranslate()
        self.letterhead.retranslate()
        self.check.retranslate()
        self.template.retranslate()
        self.editor.retranslate()
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to print its documents."), ""
        )
        self._show()

    def _evaluation_cards(self) -> QWidget:
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.kinds, self.letterhead):
            column.addWidget(part)
        return cards

    def _content(self) -> QWidget:
        """What the open evaluation has on paper, and the check of any paper, which needs none."""
        column = QVBoxLayout()
        column.setSpacing(16)
        for part in (self._stack, self.template, self.check):
            column.addWidget(part)
        column.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setLayout(column)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes from field to field, the page follows
        scrolled.setWidget(content)
        return scrolled

    def _on_template_left(self) -> None:
        self._sides.setCurrentIndex(0)
        self.template.edit.setFocus()

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._current.view is None else 1)
        self.letterhead.show_view(self._current.view)

    @Slot(str, str)
    def _on_asked(self, kind: str, language: str) -> None:
        view = self._current.view
        if view is None:
            return
        self.letterhead.keep()  # not every platform takes the keyboard along with a click
        self.asked.emit(kind, language, suggested_name(view, kind, language))


def suggested_name(view: EvaluationView, kind: str, language: str) -> str:
    """A file name anyone can read, on any system; without its ending."""
    return f"{view.commune.name_fr} {view.cycle} {kind} {language}".replace("/", "-")
