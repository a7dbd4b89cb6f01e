"""The page that starts an evaluation."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.framework import Framework
from lcc_desktop.domain.territory import Commune
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.parts.search_field import SearchField
from lcc_desktop.wording.states import commune_label

COMMUNE_ROLE = Qt.ItemDataRole.UserRole


class NewEvaluationView(Page):
    """
    Signals:
        search_asked: what is typed.
        shown: the page is shown now; it wants to know which frameworks there are.
        start_asked: commune code, name of the cycle, and the FrameworkRef to evaluate by.
        left: the user goes back without starting.
    """

    search_asked = Signal(str)
    shown = Signal()
    start_asked = Signal(str, str, object)
    left = Signal()

    def __init__(self, usual_cycle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.help, self.cycle_label, self.choice = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.help.setProperty("role", "quiet")
        self.choice.setProperty("role", "heading")
        wrap(self.help)
        self.search = SearchField()
        self.communes = QListWidget()
        self.communes.setUniformItemSizes(True)
        self.cycle = QLineEdit(usual_cycle)
        self.cycle.setMaxLength(40)
        self.cycle.setMaximumWidth(160)
        self.cycle_label.setBuddy(self.cycle)
        self._frameworks: list[Framework] = []
        self.framework_label, self.framework = QLabel(), QComboBox()
        self.framework_label.setBuddy(self.framework)
        self.framework.setFixedWidth(260)
        self.start, self.back = QPushButton(), QPushButton()
        self.start.setProperty("kind", "primary")
        self.start.setEnabled(False)
        self._lay_out()

        self.search.textChanged.connect(self.search_asked)
        self.search.returnPressed.connect(self._on_search_done)
        self.communes.currentItemChanged.connect(self._on_chosen)
        self.communes.itemActivated.connect(self._on_start)
        self.start.clicked.connect(self._on_start)
        self.back.clicked.connect(self.left)
        self.retranslate()

    def entered(self) -> None:
        """The page is shown now: the search is empty and has the keyboard."""
        self.shown.emit()
        self.search.clear()
        self.search.setFocus()
        self.search_asked.emit("")

    def set_communes(self, communes: list[Commune]) -> None:
        self.communes.clear()
        for commune in communes:
            item = QListWidgetItem(commune_label(commune))
            item.setData(COMMUNE_ROLE, commune)
            self.communes.addItem(item)
        if self.search.text() and communes:
            self.communes.setCurrentRow(0)
        self._on_chosen()

    def set_frameworks(self, frameworks: list[Framework]) -> None:
        """Which frameworks an evaluation can be started by; a choice only where there are several."""
        chosen = self.framework.currentIndex()
        known = [framework.ref for framework in self._frameworks]
        kept = known[chosen] if 0 <= chosen < len(known) else None
        self._frameworks = frameworks
        self.framework.clear()
        for framework in frameworks:
            self.framework.addItem(
                fill(
                    _("{title}, version {version}"),
                    title=framework.title.say(current_language()),
                    version=framework.ref.version,
                )
            )
        refs = [framework.ref for framework in frameworks]
        self.framework.setCurrentIndex(refs.index(kept) if kept in refs else 0)
        for widget in (self.framework_label, self.framework):
            widget.setVisible(len(frameworks) > 1)
        self._on_chosen()

    def retranslate(self) -> None:
        """Say every text again."""
        self.framework_label.setText(_("Framework"))
        self.framework.setAccessibleName(_("Framework"))
        self.title.setText(_("New evaluation"))
        self.help.setText(_("Type the commune's name in French or in Arabic, its province or its code."))
        self.search.setPlaceholderText(_("Find a commune"))
        self.search.setAccessibleName(_("Find a commune"))
        self.communes.setAccessibleName(_("Communes"))
        self.cycle_label.setText(_("Cycle"))
        self.start.setText(_("Start the evaluation"))
        self.back.setText(_("Cancel"))
        for row in range(self.communes.count()):
            item = self.communes.item(row)
            item.setText(commune_label(item.data(COMMUNE_ROLE)))
        self.set_frameworks(self._frameworks)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.cycle_label)
        foot.addWidget(self.cycle)
        foot.addSpacing(8)
        foot.addWidget(self.framework_label)
        foot.addWidget(self.framework)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.start)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addWidget(self.help)
        column.addWidget(self.search)
        column.addWidget(self.communes, 1)
        column.addWidget(self.choice)
        column.addLayout(foot)
        holder = QWidget()
        holder.setMaximumWidth(760)
        holder.setLayout(column)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.addStretch(1)
        layout.addWidget(holder, 6)
        layout.addStretch(1)

    def _chosen(self) -> Commune | None:
        item = self.communes.currentItem()
        commune = item.data(COMMUNE_ROLE) if item else None
        return commune if isinstance(commune, Commune) else None

    def _on_search_done(self) -> None:
        if self._chosen():
            self.start.setFocus()

    def _on_chosen(self) -> None:
        commune = self._chosen()
        self.start.setEnabled(commune is not None and bool(self._frameworks))
        self.choice.setText(commune_label(commune) if commune else _("No commune chosen"))

    def _on_start(self) -> None:
        commune = self._chosen()
        if commune is not None and self._frameworks:
            chosen = self._frameworks[max(0, self.framework.currentIndex())]
            self.start_asked.emit(commune.code, self.cycle.text(), chosen.ref)
