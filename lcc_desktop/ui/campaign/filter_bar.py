"""The filters of the campaign's page, and the views kept under a name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QMenu, QPushButton, QToolButton, QWidget

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.domain.territory import MILIEUX
from lcc_desktop.i18n import _, current_language, lone, plain
from lcc_desktop.services.campaign_filter import DECISIONS, NOBODY, Filter, SavedView, regions
from lcc_desktop.services.results_campaign import CampaignView
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.search_field import SearchField
from lcc_desktop.wording.campaign import eligibility_name
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import milieu_name

FIELDS = ("region", "milieu", "stage", "decision", "lot", "facilitator")


class FilterBar(QWidget):
    """
    Signals:
        changed: what the list is narrowed to (Filter), but for the campaign.
        save_asked: a name for the filter of the moment.
        forget_asked: the name of a kept view.
    """

    changed = Signal(object)
    save_asked = Signal(str)
    forget_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CampaignView | None = None
        self._saved: Sequence[SavedView] = ()
        self.filter = Filter()
        self.search = SearchField()
        self.search.setMinimumWidth(190)
        self.boxes = {name: QComboBox() for name in FIELDS}
        self.late = QPushButton()
        self.late.setCheckable(True)
        self.late.setProperty("kind", "choice")
        self.views, self.clear = QToolButton(), QToolButton()
        self.views.setProperty("kind", "tool")
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.views.setMenu(QMenu(self.views))
        self.views.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clear.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 2)
        for name, box in self.boxes.items():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.setMinimumWidth(96)
            box.activated.connect(partial(self._on_chosen, name))
            row.addWidget(box, 1)
        row.addWidget(self.late)
        row.addWidget(self.clear)
        row.addWidget(self.views)
        self.search.textChanged.connect(lambda text: self.narrow(replace(self.filter, words=text)))
        self.late.clicked.connect(lambda on: self.narrow(replace(self.filter, late=on)))
        self.clear.clicked.connect(lambda: self.narrow(Filter()))
        self.retranslate()

    def show_view(self, view: CampaignView) -> None:
        """What there is to choose from."""
        self._view = view
        self._fill()

    def show_saved(self, saved: Sequence[SavedView]) -> None:
        """The views that are kept."""
        self._saved = saved
        menu = self.views.menu()
        menu.clear()
        for view in saved:
            menu.addAction(lone(view.name)).triggered.connect(partial(self._on_view, view))
        if saved:
            menu.addSeparator()
        keep = menu.addAction(icon("plus", ink="quiet"), _("Keep this view…"))
        keep.triggered.connect(self._on_keep)
        keep.setEnabled(not self.filter.is_empty)
        if saved:
            forget = menu.addMenu(icon("trash", ink="quiet"), _("Forget a view"))
            for view in saved:
                forget.addAction(lone(view.name)).triggered.connect(partial(self._on_forget, view.name))

    def narrow(self, narrowed: Filter) -> None:
        """Narrow the list, and show by what."""
        self.filter = narrowed
        if self.search.text() != narrowed.words:
            self.search.blockSignals(True)  # it says what was chosen, and chooses nothing
            self.search.setText(narrowed.words)
            self.search.blockSignals(False)
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(0, box.findData(getattr(narrowed, name))))
        self.late.setChecked(narrowed.late)
        self.clear.setEnabled(not narrowed.is_empty)
        self.show_saved(self._saved)
        self.changed.emit(narrowed)

    def retranslate(self) -> None:
        """Say every text again."""
        self.search.setPlaceholderText(_("Commune, province or code"))
        self.search.setAccessibleName(_("Find a commune"))
        self.late.setText(_("Late only"))
        self.clear.setIcon(icon("close", ink="quiet"))
        self.clear.setToolTip(_("Show everything again"))
        self.clear.setAccessibleName(_("Show everything again"))
        self.clear.setEnabled(not self.filter.is_empty)
        self.views.setText(_("Views"))
        self.views.setIcon(icon("filter", ink="quiet"))
        self.views.setToolTip(_("Views kept under a name"))
        self._fill()
        self.show_saved(self._saved)

    def _fill(self) -> None:
        for name, box in self.boxes.items():
            label, entries = self._entries(name)
            box.clear()
            box.setAccessibleName(label)
            box.setToolTip(label)
            box.addItem(label, "")
            for value, text in entries:
                box.addItem(lone(text), value)
            box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 28)
            box.setCurrentIndex(max(0, box.findData(getattr(self.filter, name))))

    def _entries(self, name: str) -> tuple[str, list[tuple[str, str]]]:
        """What a filter is called while it narrows nothing, and what there is to choose."""
        view, language = self._view, current_language()
        match name:
            case "region":
                found = regions(view.communes) if view else {}
                return _("Region"), [(code, ar if language == "ar" else fr) for code, (fr, ar) in found.items()]
            case "milieu":
                return _("Milieu"), [(milieu, milieu_name(milieu)) for milieu in MILIEUX]
            case "stage":
                return _("Stage"), [(stage.value, stage_name(stage)) for stage in Stage]
            case "decision":
                return _("Eligibility"), [(key, eligibility_name(value)) for key, value in DECISIONS.items()]
            case "lot":
                lots = _each(lot.name for lot in view.lots) if view else []
                return _("Lot"), [*((lot, lot) for lot in lots), (NOBODY, _("In no lot"))]
        people = _each(who.name for who in view.facilitators) if view else []
        return _("Team"), [*((who, who) for who in people), (NOBODY, _("Nobody yet"))]

    def _on_chosen(self, name: str, _place: int) -> None:
        self.narrow(replace(self.filter, **{name: self.boxes[name].currentData()}))

    def _on_view(self, view: SavedView, _checked: bool = False) -> None:
        self.narrow(view.filter)

    def _on_forget(self, name: str, _checked: bool = False) -> None:
        self.forget_asked.emit(name)

    def _on_keep(self) -> None:
        name, sure = QInputDialog.getText(self, plain(_("Keep this view")), _("Name of the view"))
        if sure and name.strip():
            self.save_asked.emit(name)


def _each(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
