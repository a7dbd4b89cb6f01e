"""The documents page: what can be printed of the open evaluation."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from lcc_desktop.i18n import N_, _, fill, plain
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState

DOCUMENT_LANGUAGES = {"ar": N_("PDF in Arabic"), "fr": N_("PDF in French")}
"""Arabic first: it is what councils read."""


class DocumentsView(Page):
    """
    Signals:
        asked: kind, language and path of a document to make.
    """

    asked = Signal(str, str, object)

    def __init__(self, current: CurrentEvaluation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self.title, self.name, self.what = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.name.setProperty("role", "heading")
        self.what.setProperty("role", "quiet")
        self.what.setWordWrap(True)
        self.banner = Banner(closable=True)
        self.buttons = {language: QPushButton() for language in DOCUMENT_LANGUAGES}
        self.empty = EmptyState("documents")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._content())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        for language, button in self.buttons.items():
            button.clicked.connect(partial(self._on_asked, language))
        current.opened.connect(self._show)
        self.retranslate()

    def show_written(self, path: Path) -> None:
        """A document is on the disk: say so, and open it in the platform's reader."""
        self.banner.show_text(fill(_("Document written: {path}"), path=path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show_message(self, text: str) -> None:
        self.banner.show_text(text, "danger")

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Documents"))
        self.name.setText(_("Council summary"))
        self.what.setText(
            _(
                "Two pages to annex to the agenda: results by principle, strengths, points to improve, "
                "and a draft decision."
            )
        )
        for language, button in self.buttons.items():
            button.setText(_(DOCUMENT_LANGUAGES[language]))
            button.setIcon(icon("pdf"))
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to print its documents."), ""
        )
        self._show()

    def _content(self) -> QWidget:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(8)
        inside.addWidget(self.name)
        inside.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        inside.addSpacing(8)
        inside.addLayout(row)
        card.setMaximumWidth(760)
        content = QWidget()
        layout = QHBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        layout.addStretch()
        return content

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._current.view is None else 1)

    def _on_asked(self, language: str) -> None:
        view = self._current.view
        if view is None:
            return
        chosen, _used = QFileDialog.getSaveFileName(
            self, plain(self.name.text()), suggested_name(view, language), "PDF (*.pdf)"
        )
        if chosen:
            self.asked.emit("council", language, Path(chosen))


def suggested_name(view: EvaluationView, language: str) -> str:
    """A file name anyone can read, on any system."""
    return f"{view.commune.name_fr} {view.cycle} council {language}.pdf".replace("/", "-")
