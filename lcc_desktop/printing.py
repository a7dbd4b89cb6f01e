"""The documents page put together: what is made, looked at, printed and checked there."""

from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcc_desktop.bootstrap import (
    EDITABLE,
    PRINTABLES,
    render_campaign_document,
    render_document,
    render_editable,
    render_printable,
)
from lcc_desktop.reports.wanted import Wanted
from lcc_desktop.services.desk import Services
from lcc_desktop.ui.current import CurrentEvaluation
from lcc_desktop.ui.documents.check_presenter import CheckPresenter
from lcc_desktop.ui.documents.presenter import DocumentsPresenter
from lcc_desktop.ui.documents.preview import PreviewDialog
from lcc_desktop.ui.documents.preview_presenter import PreviewPresenter
from lcc_desktop.ui.documents.template_presenter import TemplatePresenter
from lcc_desktop.ui.documents.view import DocumentsView
from lcc_desktop.ui.tasks import Tasks


class Printing(QObject):
    """
    Signals:
        saved: something is on the disk now.
    """

    saved = Signal()

    def __init__(
        self,
        services: Services,
        current: CurrentEvaluation,
        tasks: Tasks,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._current, self._tasks, self._window = services, current, tasks, window
        self.looking = Tasks(self)
        render_campaign = partial(render_campaign_document, services)
        self.documents = DocumentsPresenter(
            services, render_document, render_editable, render_campaign, current, tasks, self
        )
        self.check = CheckPresenter(services, self.looking, self)
        self.page = DocumentsView(current)
        self._asked = ("", "")
        page, documents = self.page, self.documents
        page.asked.connect(self._on_asked)
        page.letterhead.said.connect(documents.describe)
        page.template_shown.connect(lambda: self.template.refresh())
        page.check.file_given.connect(self.check.check_file)
        page.check.stop_asked.connect(self.check.stop)
        self.check.progressed.connect(page.check.show_progress)
        self.check.checked.connect(page.check.show_checked)
        self.check.message.connect(page.check.show_message)
        documents.saved.connect(self.saved)
        documents.message.connect(page.show_message)

    @cached_property
    def preview(self) -> PreviewPresenter:
        """Built when a first document is looked at."""
        preview, dialog = PreviewPresenter(self), self.dialog
        dialog.page_turned.connect(preview.turn_page)
        dialog.zoomed.connect(preview.change_zoom)
        dialog.box_known.connect(preview.set_box)
        dialog.print_asked.connect(preview.print_on)
        dialog.save_asked.connect(preview.save)
        dialog.word_asked.connect(self._on_word_asked)
        dialog.left.connect(preview.stop)
        preview.page_changed.connect(dialog.show_page)
        preview.drawn.connect(dialog.show_drawn)
        preview.progressed.connect(dialog.show_progress)
        preview.printed.connect(dialog.show_printed)
        preview.written.connect(dialog.show_written)
        preview.message.connect(dialog.show_message)
        self.documents.made.connect(preview.look)
        self.documents.written.connect(dialog.show_written)
        self.documents.message.connect(dialog.show_message)
        return preview

    @cached_property
    def template(self) -> TemplatePresenter:
        """Built when letterhead and texts are first edited."""
        presenter = TemplatePresenter(self._services, self._sample, self._current, self._tasks, self)
        editor, preview = self.page.editor, presenter.preview
        editor.said.connect(presenter.keep)
        editor.part_entered.connect(presenter.look_at)
        editor.logo_given.connect(presenter.add_logo)
        editor.logo_dropped.connect(presenter.drop_logo)
        editor.file_given.connect(presenter.read_file)
        editor.file_asked.connect(presenter.write_file)
        editor.undo_asked.connect(presenter.undo)
        editor.reset_asked.connect(presenter.reset)
        editor.box_known.connect(preview.set_box)
        editor.left.connect(presenter.close)
        presenter.read.connect(editor.show_template)
        presenter.logos_changed.connect(editor.show_logos)
        presenter.refused.connect(editor.show_refused)
        presenter.message.connect(editor.show_message)
        presenter.written.connect(editor.show_written)
        presenter.page_asked.connect(editor.show_page)
        presenter.saved.connect(self.saved)
        preview.drawn.connect(editor.show_drawn)
        return presenter

    def _sample(self, evaluation: str, kind: str) -> bytes:
        """A document of an evaluation as it is printed now, in both languages."""
        if kind in PRINTABLES:
            today = datetime.now(UTC).astimezone().date()
            return render_printable(self._services, evaluation, kind, "both", today, Wanted())
        return self.documents.document(evaluation, kind, "both")

    @cached_property
    def dialog(self) -> PreviewDialog:
        return PreviewDialog(self._window)

    def show_campaign(self, campaign: str, language: str, name: str) -> None:
        """Look at the report of a campaign before it is printed or kept."""
        _ = self.preview
        self.dialog.look(name, editable=False)
        self.documents.make_campaign(campaign, language, name)

    def check_text(self, text: str) -> None:
        """Check a code that a scanner typed."""
        self.check.check_text(text)

    def close(self) -> None:
        """The window goes."""
        self.check.stop()
        self.looking.close()
        if "preview" in self.__dict__:
            self.preview.close()
        if "template" in self.__dict__:
            self.template.close()
            self.template.preview.close()

    def _on_asked(self, kind: str, language: str, name: str) -> None:
        self._asked = (kind, language)
        _ = self.preview
        self.dialog.look(name, kind in EDITABLE)
        self.documents.make(kind, language, name)

    def _on_word_asked(self, target: Path) -> None:
        self.documents.make_editable(*self._asked, target)
