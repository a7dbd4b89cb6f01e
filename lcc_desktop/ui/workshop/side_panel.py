"""Beside the card: evidence, votes, remarks, notes. One at a time, or votes beside the others where there is room."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from lcc_desktop.i18n import N_, _

TABS = {"evidence": N_("Evidence"), "votes": N_("Votes"), "remarks": N_("Remarks"), "notes": N_("Notes")}
WIDTH, WIDE = 320, 380
"""Pixels of a column, on a small screen and where there is room for two."""


class SidePanel(QFrame):
    """
    Signals:
        tab_chosen: the key of the tab a person chose.
    """

    tab_chosen = Signal(str)

    def __init__(self, panels: Mapping[str, QWidget], parent: QWidget | None = None) -> None:
        """`panels`: by key of TABS."""
        super().__init__(parent)
        self.setProperty("role", "side")
        self._areas = {key: _scrolled(panel) for key, panel in panels.items()}
        self._wide = False
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for key, area in self._areas.items():
            self.tabs.setTabData(self.tabs.addTab(""), key)
            self._stack.addWidget(area)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 0)
        head.addWidget(self.tabs)
        for part in (line, self._stack):
            column.addWidget(part)
        column.insertLayout(0, head)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._column)
        self._between = QFrame()
        self._between.setProperty("role", "line")
        self._between.setFixedWidth(1)
        self._row.addWidget(self._between)
        self._between.hide()
        self.setFixedWidth(WIDTH)
        self.tabs.currentChanged.connect(self._on_changed)
        self.retranslate()

    @property
    def tab(self) -> str:
        """The key of the tab shown."""
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def show_tab(self, key: str) -> None:
        """Bring a panel to the front; one that stands beside the others is there already."""
        for place in range(self.tabs.count()):
            if self.tabs.tabData(place) == key:
                self.tabs.setCurrentIndex(place)

    def set_wide(self, wide: bool) -> None:
        """Votes beside the other panels, or among them."""
        if wide == self._wide:
            return
        self._wide = wide
        votes = self._areas["votes"]
        if wide:
            if self.tab == "votes":
                self.show_tab("evidence")
            self.tabs.removeTab(list(TABS).index("votes"))
            self._row.insertWidget(0, votes)
            votes.show()
        else:
            self._row.removeWidget(votes)
            self.tabs.insertTab(list(TABS).index("votes"), "")
            self.tabs.setTabData(list(TABS).index("votes"), "votes")
            self._stack.insertWidget(list(TABS).index("votes"), votes)
            self.retranslate()
        self._row.removeWidget(self._between)
        self._row.insertWidget(1, self._between)
        self._between.setVisible(wide)
        self._row.setStretchFactor(self._column, 1)
        if wide:
            self._row.setStretchFactor(votes, 1)
        self.setFixedWidth(2 * WIDE + 1 if wide else WIDTH)

    def retranslate(self) -> None:
        """Say every text again."""
        self.tabs.setAccessibleName(_("Beside the indicator"))
        for place in range(self.tabs.count()):
            self.tabs.setTabText(place, _(TABS[str(self.tabs.tabData(place))]))
        for key, area in self._areas.items():
            area.setAccessibleName(_(TABS[key]))

    def _on_changed(self, _place: int) -> None:
        if self.tab in self._areas:
            self._stack.setCurrentWidget(self._areas[self.tab])
            self.tab_chosen.emit(self.tab)


def _scrolled(panel: QWidget) -> QScrollArea:
    area, holder = QScrollArea(), QWidget()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(20, 16, 20, 16)
    inside.addWidget(panel)
    inside.addStretch(1)
    area.setWidget(holder)
    return area
