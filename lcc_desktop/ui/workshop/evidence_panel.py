"""Evidence of the indicator shown: what is expected, what was supplied."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.results import EvidenceItem, IndicatorView
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.drop_zone import DropZone


class EvidencePanel(QWidget):
    """
    Signals:
        files_chosen: files to attach, as list[Path].
        open_asked: the id of a piece of evidence to look at.
        withdraw_asked: the id of a piece of evidence to take off this indicator.
    """

    files_chosen = Signal(list)
    open_asked = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: IndicatorView | None = None
        self.expected_title, self.supplied_title = QLabel(), QLabel()
        for label in (self.expected_title, self.supplied_title):
            label.setProperty("role", "section")
        self.expected, self.none_yet = QLabel(), QLabel()
        self.none_yet.setProperty("role", "quiet")
        for label in (self.expected, self.none_yet):
            label.setWordWrap(True)
        self.add = DropZone()
        self.items: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.expected_title, self.expected):
            layout.addWidget(widget)
        layout.addSpacing(8)
        layout.addWidget(self.supplied_title)
        layout.addWidget(self.none_yet)
        layout.addLayout(self._list)
        layout.addWidget(self.add)
        self.add.files_chosen.connect(self.files_chosen)
        self.retranslate()

    def show_indicator(self, view: IndicatorView) -> None:
        same = self._view is not None and self._view.evidence == view.evidence
        self._view = view
        sources = [source.say(current_language()) for source in view.indicator.sources]
        self.expected.setText("\n".join(fill("• {source}", source=source) for source in sources))
        self.none_yet.setVisible(not view.evidence)
        if not same:
            self._set_items(view.evidence)

    def retranslate(self) -> None:
        """Say every text again."""
        self.expected_title.setText(_("Evidence expected"))
        self.supplied_title.setText(_("Evidence supplied"))
        self.none_yet.setText(_("Nothing yet. Drop files here, or press E."))
        self.add.setText(_("Attach files"))
        if self._view is not None:
            self._set_items(self._view.evidence)
            self.show_indicator(self._view)

    def _set_items(self, evidence: Sequence[EvidenceItem]) -> None:
        for old in self.items:
            self._list.removeWidget(old)
            old.deleteLater()
        self.items = [self._row(item) for item in evidence]
        for row in self.items:
            self._list.addWidget(row)

    def _row(self, item: EvidenceItem) -> QWidget:
        row = QWidget()
        name = QPushButton(_elided(item.name))
        name.setIcon(icon(_icon_of(item.media_type)))
        name.setToolTip(fill(_("{name} ({size} kB)"), name=item.name, size=number(max(1, item.size // 1000))))
        name.setAccessibleName(fill(_("Open {name}"), name=item.name))
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        name.clicked.connect(partial(self.open_asked.emit, item.id))
        remove = QToolButton()
        remove.setProperty("kind", "quiet")
        remove.setIcon(icon("close", ink="quiet"))
        remove.setToolTip(_("Take this evidence off the indicator"))
        remove.setAccessibleName(fill(_("Take {name} off the indicator"), name=item.name))
        remove.clicked.connect(partial(self.withdraw_asked.emit, item.id))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(name, 1)
        layout.addWidget(remove)
        return row


def _icon_of(media_type: str) -> str:
    if media_type == "application/pdf":
        return "pdf"
    return "image" if media_type.startswith("image/") else "file"


def _elided(name: str, most: int = 24) -> str:
    """A file name that fits, its extension kept: it may come from anywhere and read in any direction."""
    stem, dot, extension = name.rpartition(".")
    if len(name) <= most or not dot or len(extension) > 8:
        return lone(name if len(name) <= most else name[: most - 1] + "…")
    return lone(f"{stem[: most - len(extension) - 2]}….{extension}")
