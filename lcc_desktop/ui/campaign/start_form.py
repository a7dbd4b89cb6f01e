"""Opening a campaign: its names, its cycle, the framework its evaluations are made with."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.framework import Framework
from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.name_edit import NameEdit
from lcc_desktop.ui.parts.prose import wrap


class StartForm(Card):
    """
    Signals:
        start_asked: names in French and Arabic, cycle, framework.
        left: not now.
    """

    start_asked = Signal(str, str, str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(640)
        self._frameworks: Sequence[Framework] = ()
        self.title, self.hint = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.hint.setProperty("role", "quiet")
        wrap(self.hint)
        self.name_fr, self.name_ar, self.cycle = NameEdit("fr"), NameEdit("ar"), NameEdit()
        self.framework = QComboBox()
        self.start, self.cancel = QPushButton(), QPushButton()
        self.start.setProperty("kind", "primary")
        self._labels = {key: QLabel() for key in ("fr", "ar", "cycle", "framework")}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        edits = {"fr": self.name_fr, "ar": self.name_ar, "cycle": self.cycle, "framework": self.framework}
        for key, edit in edits.items():
            self._labels[key].setProperty("role", "quiet")
            form.addRow(self._labels[key], edit)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.hint)
        layout.addLayout(form)
        layout.addLayout(buttons)
        self.start.clicked.connect(self._on_start)
        self.cycle.returnPressed.connect(self._on_start)
        self.cancel.clicked.connect(self.left)
        self.retranslate()

    def begin(self, frameworks: Sequence[Framework], cancellable: bool) -> None:
        """Ask for a new campaign."""
        self._frameworks = frameworks
        year = str(date.today().year)
        self.cycle.show_name(year, afresh=True)
        self.name_fr.show_name(f"Édition {year}", afresh=True)
        self.name_ar.show_name(f"دورة {year}", afresh=True)
        self.cancel.setVisible(cancellable)
        self.retranslate()
        self.name_fr.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setAccessibleName(_("New campaign"))
        self.title.setText(_("New campaign"))
        self.hint.setText(
            _("A call to the communes for one cycle. Evaluations of that cycle are counted in it as they come in.")
        )
        names = {
            "fr": _("Name in French"),
            "ar": _("Name in Arabic"),
            "cycle": _("Cycle"),
            "framework": _("Framework"),
        }
        edits = {"fr": self.name_fr, "ar": self.name_ar, "cycle": self.cycle, "framework": self.framework}
        for key, text in names.items():
            self._labels[key].setText(text)
            edits[key].setAccessibleName(text)
        self.start.setText(_("Open the campaign"))
        self.cancel.setText(_("Cancel"))
        chosen = max(0, self.framework.currentIndex())
        self.framework.clear()
        for framework in self._frameworks:
            title = framework.title.say(current_language())
            text = fill(_("{title}, version {version}"), title=title, version=framework.ref.version)
            self.framework.addItem(lone(text), framework.ref)
        self.framework.setCurrentIndex(min(chosen, self.framework.count() - 1))

    def _on_start(self) -> None:
        chosen = self.framework.currentData()
        if chosen is not None:
            self.start_asked.emit(self.name_fr.text(), self.name_ar.text(), self.cycle.text(), chosen)
