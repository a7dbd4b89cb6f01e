"""The degree an indicator's improvement aims at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from lcc_desktop.i18n import _, fill
from lcc_desktop.services.results import IndicatorView


class AimPanel(QWidget):
    """
    Signals:
        aimed: the degree aimed at (int), or None.
    """

    aimed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: IndicatorView | None = None
        self.title, self.choice = QLabel(), QComboBox()
        self.title.setProperty("role", "section")
        self.title.setBuddy(self.choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.choice)
        self.choice.activated.connect(self._on_activated)
        self.retranslate()

    def show_indicator(self, shown: IndicatorView) -> None:
        """Offer the degrees of an indicator and mark the one aimed at."""
        self._shown = shown
        self.choice.clear()
        self.choice.addItem(_("None"), None)
        for degree in range(1, shown.indicator.top + 1):
            self.choice.addItem(fill(_("Degree {degree}"), degree=degree), degree)
        self.choice.setCurrentIndex(self.choice.findData(shown.aim))

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Degree aimed at"))
        self.choice.setAccessibleName(_("Degree aimed at"))
        if self._shown is not None:
            self.show_indicator(self._shown)

    def _on_activated(self, _index: int) -> None:
        self.aimed.emit(self.choice.currentData())
