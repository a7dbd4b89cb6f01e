"""How many people there are, of each kind, and the share of women: nobody's name."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from lcc_desktop.domain.people import Counts
from lcc_desktop.i18n import _, fill, lone, ngettext
from lcc_desktop.i18n.formats import number, percent
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.wording.people import AGE_BANDS, CATEGORIES


class CountsPanel(QWidget):
    """A figure, a bar, and a line for each kind that is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Counts | None = None
        self.total, self.of, self.women = QLabel(), QLabel(), QLabel()
        self.total.setProperty("role", "figure")
        self.of.setProperty("role", "quiet")
        self.of.setWordWrap(True)
        self.women.setWordWrap(True)
        self.share = ProgressBar()
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.total, self.of, self.share, self.women):
            layout.addWidget(widget)
        layout.addSpacing(8)
        layout.addLayout(self._lines)

    def show_counts(self, counts: Counts, of: str) -> None:
        """Show these counts; `of` says what they are of, in the language of the moment."""
        self._counts = counts
        self.total.setText(lone(number(counts.total)))
        self.of.setText(of)
        share = counts.women_share
        self.share.setVisible(share is not None)
        self.women.setVisible(share is not None)
        if share is not None:
            self.share.set_share(float(share))
            text = ngettext("{count} woman, {share}", "{count} women, {share}", counts.women)
            self.women.setText(fill(text, count=number(counts.women), share=percent(share)))
        self._show_lines(counts)

    def _show_lines(self, counts: Counts) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        row = self._add_lines(0, CATEGORIES, counts.categories, _("Category not said"))
        if any(band for band in counts.age_bands if band):
            heading = QLabel(_("Age"))
            heading.setProperty("role", "section")
            heading.setContentsMargins(0, 12, 0, 0)
            self._lines.addWidget(heading, row, 0, 1, 2)
            self._add_lines(row + 1, AGE_BANDS, counts.age_bands, _("Age not said"))

    def _add_lines(self, row: int, names: Mapping[str, str], found: Mapping[str, int], unsaid: str) -> int:
        for key, name in [*((key, _(name)) for key, name in names.items()), ("", unsaid)]:
            if found.get(key):
                label, count = QLabel(name), QLabel(lone(number(found[key])))
                label.setProperty("role", "quiet")
                self._lines.addWidget(label, row, 0)
                self._lines.addWidget(count, row, 1, Qt.AlignmentFlag.AlignTrailing)
                row += 1
        return row
