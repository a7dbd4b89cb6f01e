"""The framework page: the shelf, the editor of a draft, evaluations on the move."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from lcc_desktop.domain.framework import Framework
from lcc_desktop.i18n import _, fill, plain
from lcc_desktop.services.drafts import Draft
from lcc_desktop.services.results import EvaluationRow
from lcc_desktop.ui.framework.editor_view import EditorView
from lcc_desktop.ui.framework.move_view import MoveView
from lcc_desktop.ui.framework.shelf_view import ShelfView
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner


class FrameworkView(Page):
    """
    Signals:
        shown: the page is shown now; it wants to know what there is.
        publish_confirmed: publish the draft being edited.
        discard_confirmed: the id of a draft to throw away.
    """

    shown = Signal()
    publish_confirmed = Signal()
    discard_confirmed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.banner = Banner(closable=True)
        self.shelf, self.editor, self.moving = ShelfView(), EditorView(), MoveView()
        self.stack = QStackedWidget()
        for part in (self.shelf, self.editor, self.moving):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)
        self.editor.publish_asked.connect(self._on_publish)
        self.shelf.discard_asked.connect(self._on_discard)
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now."""
        self.shown.emit()

    def open_draft(self, draft: Draft) -> None:
        """Show a draft in the editor."""
        self.banner.hide()
        self.stack.setCurrentWidget(self.editor)
        self.editor.open(draft)

    def offer_move(self, framework: Framework, candidates: list[tuple[EvaluationRow, int]]) -> None:
        """Show which evaluations can move."""
        self.stack.setCurrentWidget(self.moving)
        self.moving.offer(framework, candidates)

    def show_shelves(self, frameworks: list[Framework], drafts: list[Draft]) -> None:
        """Show versions and drafts; they come to the front unless a draft or a move is being looked at."""
        self.shelf.set_shelves(frameworks, drafts)

    def show_shelf(self) -> None:
        self.stack.setCurrentWidget(self.shelf)

    def show_published(self, framework: Framework) -> None:
        """A version was published: back to the shelf, where it stands first."""
        self.show_shelf()
        self.banner.show_text(
            fill(
                _("Version {version} is published. Evaluations under way stay where they are."),
                version=framework.ref.version,
            )
        )

    def show_written(self, path: str) -> None:
        self.banner.show_text(fill(_("Written: {path}"), path=path))

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        for part in (self.shelf, self.editor, self.moving):
            part.retranslate()

    def _on_publish(self) -> None:
        """Publishing cannot be taken back, so it is asked."""
        if self._agrees(
            _("Publish this version? It can never be changed afterwards; a later change needs a new version.")
        ):
            self.publish_confirmed.emit()

    def _on_discard(self, draft: str) -> None:
        if self._agrees(_("Throw this draft away? What was written in it is lost.")):
            self.discard_confirmed.emit(draft)

    def _agrees(self, question: str) -> bool:
        answer = QMessageBox.question(self, plain(_("Frameworks")), question)
        return answer is QMessageBox.StandardButton.Yes
