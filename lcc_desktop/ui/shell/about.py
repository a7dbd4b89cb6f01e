"""About the application: what it is not, whose names and letters it uses, under which licences."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop import __version__
from lcc_desktop.i18n import N_, _, fill, lone, plain
from lcc_desktop.ui.parts.prose import wrap

SECTIONS = (
    (
        N_("Framework and label"),
        N_(
            "The framework that comes with the application is an example, not official. "
            "No figure shown here grants the label: it is the decision of a committee."
        ),
    ),
    (
        N_("Communes, provinces and regions"),
        N_(
            "Names and codes: Haut-Commissariat au Plan, general census of population and housing (RGPH 2024), "
            "under the terms of the licence {data_licence}, through {data_package}."
        ),
    ),
    (N_("Typeface"), N_("{typeface}, under the licence {type_licence}.")),
    (
        N_("Licences"),
        N_("{application}: MIT. {components}: LGPL 3. The licence of every other component is installed beside it."),
    ),
)
NAMES = {
    "data_licence": "CC BY 4.0 (creativecommons.org/licenses/by/4.0)",
    "data_package": "morocco\u2011communes",
    "typeface": "IBM Plex Sans Arabic, Noto Sans Tifinagh, Noto Sans Symbols, Noto Emoji",
    "type_licence": "SIL Open Font License 1.1 (OFL)",
    "application": "LCC Desktop",
    "components": "Qt for Python (PySide6)",
}
"""Names that are the same in every language, and keep their order in each."""

WIDTH = 600


class AboutDialog(QDialog):
    """Opens over the window; Escape or its button closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.version, self.what = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.version.setProperty("role", "quiet")
        wrap(self.what)
        self.sections = [(QLabel(), QLabel()) for _section in SECTIONS]
        self.close_button = QPushButton()
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setWindowTitle(plain(_("About LCC Desktop")))
        self.setAccessibleName(_("About LCC Desktop"))
        self.title.setText(lone("LCC Desktop"))
        self.version.setText(fill(_("Version {version}"), version=__version__))
        self.what.setText(_("Self-evaluation of communal governance. It needs no network and sends nothing by itself."))
        for (name, text), (head, body) in zip(SECTIONS, self.sections, strict=True):
            head.setText(_(name))
            body.setText(fill(_(text), **NAMES))
        self.close_button.setText(_("Close"))
        self._fit()

    def _lay_out(self) -> None:
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.version)
        layout.addSpacing(8)
        layout.addWidget(self.what)
        for head, body in self.sections:
            head.setProperty("role", "section")
            body.setProperty("role", "quiet")
            wrap(body)
            layout.addSpacing(12)
            layout.addWidget(head)
            layout.addWidget(body)
        layout.addSpacing(20)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTrailing)

    def _fit(self) -> None:
        """As high as the texts of this language, at the one width."""
        for label in self.findChildren(QLabel):
            label.ensurePolished()  # before a style sheet says its size, a label does not know its height
        self.setFixedSize(WIDTH, self._column.totalHeightForWidth(WIDTH))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
