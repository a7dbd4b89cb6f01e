"""What is said of a piece of evidence, asked for in one small form: a link, paper, something to obtain, any of it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.errors import AppError
from lcc_desktop.domain.evidence import OBTAINED, REFUSED, SEEN, TO_OBTAIN
from lcc_desktop.i18n import N_, _, fill, lone
from lcc_desktop.services.evidence import Said, checked
from lcc_desktop.services.results import EvidenceItem
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.wording.errors import explain
from lcc_desktop.wording.evidence import status_name

WIDTH = 460


class Asked(StrEnum):
    """What the form is about."""

    LINK = "link"
    PAPER = "paper"
    WANTED = "wanted"
    PIECE = "piece"


TITLES = {
    Asked.LINK: N_("Link"),
    Asked.PAPER: N_("Paper seen on site"),
    Asked.WANTED: N_("Evidence to obtain"),
    Asked.PIECE: N_("About this evidence"),
}
FIELDS = {
    Asked.LINK: ("link", "title"),
    Asked.PAPER: ("title", "reference", "keeper"),
    Asked.WANTED: ("title", "who", "by"),
    Asked.PIECE: ("title", "status", "who", "by", "reference", "keeper", "link"),
}
LABELS = {
    "title": N_("Title"),
    "link": N_("Address"),
    "reference": N_("Reference"),
    "keeper": N_("Kept by"),
    "status": N_("Status"),
    "who": N_("By whom"),
    "by": N_("At the latest on"),
}


class EvidenceForm(QDialog):
    """Enter hands it over, Escape leaves. What cannot be kept is said, and stays to be mended.

    Signals:
        described: what is said (Said), and the position of the expected source or None.
    """

    described = Signal(object, object)

    def __init__(
        self,
        asked: Asked,
        sources: Sequence[str],
        item: EvidenceItem | None = None,
        source: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`sources` are the expected ones, in the language shown; none where that is not asked."""
        super().__init__(parent)
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        self.setWindowTitle(_(TITLES[asked]))
        self._asked, self._item = asked, item
        self._day: date | None = date.fromisoformat(item.by) if item is not None and item.by else None
        self.message = Banner()
        self.lines = {name: QLineEdit() for name in ("title", "link", "reference", "keeper", "who")}
        self.status, self.source = QComboBox(), QComboBox()
        for status in (TO_OBTAIN, OBTAINED, SEEN, REFUSED):
            self.status.addItem(status_name(status), status)
        self.source.addItem(_("None of those expected"), None)
        for position, text in enumerate(sources):
            self.source.addItem(lone(text), position)
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.by = DayEdit()
        self.confidential = QCheckBox(_("Confidential: neither projected nor in documents"))
        self.ok, self.cancel = QPushButton(_("Keep")), QPushButton(_("Leave"))
        self.ok.setProperty("kind", "primary")
        self.ok.setDefault(True)
        self.by.said.connect(self._on_day)
        self.by.not_understood.connect(self._on_not_understood)
        self.ok.clicked.connect(self._on_ok)
        self.cancel.clicked.connect(self.reject)
        self._lay_out(asked, with_source=bool(sources))
        self._fill(item, source)

    def _lay_out(self, asked: Asked, with_source: bool) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: dict[str, QWidget] = {**self.lines, "status": self.status, "by": self.by}
        for name in FIELDS[asked]:
            label = _(LABELS[name])
            form.addRow(label, fields[name])
            fields[name].setAccessibleName(label)
            if name == "by":
                self.by.set_name(label)
        self.lines["link"].setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.lines["link"].setPlaceholderText("https://")
        if with_source:
            form.addRow(_("Which source"), self.source)
            self.source.setAccessibleName(_("Which of the expected sources it is"))
        heading = QLabel(_(TITLES[asked]))
        heading.setProperty("role", "heading")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.ok)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addWidget(self.message)
        layout.addLayout(form)
        layout.addWidget(self.confidential)
        layout.addLayout(foot)

    def _fill(self, item: EvidenceItem | None, source: int | None) -> None:
        if item is not None:
            for name, line in self.lines.items():
                line.setText(getattr(item, name))
                line.setCursorPosition(0)
            self.lines["title"].setPlaceholderText(lone(item.name))
            self.status.setCurrentIndex(self.status.findData(item.state))
            self.confidential.setChecked(item.confidential)
            self.by.show_day(self._day)
        self.source.setCurrentIndex(0 if source is None else source + 1)

    def _on_day(self, day: date | None) -> None:
        self._day = day

    def _on_not_understood(self, text: str) -> None:
        self.message.show_text(
            fill(_("{text} is not a date. Write day, month and year, as 31/10/2026."), text=text), "warning"
        )

    def _on_ok(self) -> None:
        self.message.hide()
        self.by.keep()
        if self.message.isVisible():
            return
        try:
            said = checked(self._said(), new=self._item is None)
        except AppError as error:
            self.message.show_text(explain(error), "warning")
            return
        self.accept()
        self.described.emit(said, self.source.currentData())

    def _said(self) -> Said:
        """What the form holds; of a piece that is there, only what is new."""
        named = {name: line.text() for name, line in self.lines.items() if name in FIELDS[self._asked]}
        if self._asked is Asked.WANTED:
            return Said(**named, status=TO_OBTAIN, by=self._day, confidential=self._ticked())
        if self._item is None:
            return Said(**named, confidential=self._ticked())
        item = self._item
        changed = {name: text for name, text in named.items() if text != getattr(item, name)}
        status = self.status.currentData()
        day = self._day.isoformat() if self._day else ""
        return Said(
            **changed,
            status=status if status != item.state else None,
            by=day if day != item.by else None,
            confidential=self._ticked() if self._ticked() != item.confidential else None,
        )

    def _ticked(self) -> bool:
        return self.confidential.isChecked()
