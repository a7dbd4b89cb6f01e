"""The inbox put together: its page and its presenter."""

from lcc_desktop.ui.inbox.presenter import InboxPresenter
from lcc_desktop.ui.inbox.view import InboxView


def inbox_page(presenter: InboxPresenter) -> InboxView:
    """The page of the inbox, connected to its presenter."""
    page = InboxView()
    page.shown.connect(presenter.refresh)
    page.files_given.connect(presenter.look)
    page.take_asked.connect(presenter.take_in)
    page.stop_asked.connect(presenter.stop)
    page.resume_asked.connect(presenter.go_on)
    page.leave_asked.connect(presenter.leave)
    page.report_asked.connect(presenter.report)
    page.undo_asked.connect(presenter.undo)
    page.receipts_asked.connect(presenter.write_receipts)
    page.receipt_given.connect(presenter.read_receipt)
    page.again_asked.connect(presenter.try_again)
    page.discard_asked.connect(presenter.discard)
    page.watch_asked.connect(presenter.watch)
    page.conflicts.rule_asked.connect(presenter.follow)
    page.conflicts.settle_asked.connect(presenter.settle)
    presenter.progressed.connect(page.show_progress)
    presenter.previewed.connect(page.show_previews)
    presenter.arrived.connect(page.add_arrival)
    presenter.reported.connect(page.show_report)
    presenter.left_known.connect(page.show_left)
    presenter.imports_known.connect(page.show_imports)
    presenter.kept_known.connect(page.show_kept)
    presenter.disputes_known.connect(page.show_disputes)
    presenter.rule_followed.connect(page.conflicts.show_choices)
    presenter.receipts_written.connect(page.show_receipts)
    presenter.receipt_read.connect(page.show_receipt)
    presenter.watched_known.connect(page.show_watched)
    presenter.message.connect(page.show_message)
    return page
