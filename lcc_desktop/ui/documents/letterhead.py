"""How the documents of an evaluation name its commune: two lines and a choice, kept as soon as they are left."""

import textwrap
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.i18n import N_, _, fill, is_rtl, lone, plain
from lcc_desktop.services.results import EvaluationView, FieldConflict
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.name_edit import NameEdit
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.states import MILIEUX, milieu_name

FIELDS = {"letterhead_fr": "fr", "letterhead_ar": "ar"}
"""As on paper, in every language of the window: French on the left, Arabic on the right."""

LABELS = {"letterhead_fr": N_("Name in French"), "letterhead_ar": N_("Name in Arabic")}
NAMES = {
    "letterhead_fr": N_("Name of the commune on letterheads, in French"),
    "letterhead_ar": N_("Name of the commune on letterheads, in Arabic"),
}

SHOWN = 30
"""Characters of a name on a button; its tooltip has all of them."""


class LetterheadCard(Card):
    """
    Signals:
        said: a field of the evaluation ("letterhead_fr", "letterhead_ar", "milieu") and its new value.
    """

    said = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EvaluationView | None = None
        self.title, self.what, self.milieu_label = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.what.setProperty("role", "quiet")
        wrap(self.what)
        self.labels = {field: QLabel() for field in FIELDS}
        self.names = {field: NameEdit(language) for field, language in FIELDS.items()}
        self.milieux = {milieu: QPushButton() for milieu in ("", *MILIEUX)}
        self._group = QButtonGroup(self)
        self._conflicts = QVBoxLayout()
        self._lay_out()
        for field, edit in self.names.items():
            self.labels[field].setBuddy(edit)
            edit.left.connect(partial(self.said.emit, field))
        for milieu, button in self.milieux.items():
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.clicked.connect(partial(self._on_milieu, milieu))
            self._group.addButton(button)

    def show_view(self, view: EvaluationView | None) -> None:
        """Show what the evaluation says of its commune; what is being typed stays."""
        another = view is None or self._view is None or view.id != self._view.id
        self._view = view
        self._show_conflicts(view.commune_conflicts if view else ())
        if view is None:
            return
        values = {"letterhead_fr": view.commune.letterhead_fr, "letterhead_ar": view.commune.letterhead_ar}
        for field, edit in self.names.items():
            edit.setPlaceholderText(view.commune.name(FIELDS[field]))
            edit.show_name(values[field], afresh=another)
        self.milieux[view.commune.milieu_override].setChecked(True)
        self._say_census()

    def keep(self) -> None:
        """Hand over what is being typed."""
        for edit in self.names.values():
            edit.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Letterhead"))
        self.what.setText(
            _("The name written after the word “commune” in documents. An empty line keeps the one of the census.")
        )
        for field, edit in self.names.items():
            self.labels[field].setText(_(LABELS[field]))
            edit.setAccessibleName(_(NAMES[field]))
        self.milieu_label.setText(_("Milieu"))
        for milieu, button in self.milieux.items():
            button.setText(milieu_name(milieu))
        self._say_census()
        self._show_conflicts(self._view.commune_conflicts if self._view else ())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        columns = QWidget()
        columns.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        columns.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, (field, language) in enumerate(FIELDS.items()):
            side = Qt.AlignmentFlag.AlignRight if is_rtl(language) else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(self.labels[field], 0, column, side)
            grid.addWidget(self.names[field], 1, column)
            grid.setColumnStretch(column, 1)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        for button in self.milieux.values():
            choice.addWidget(button)
        choice.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(8)
        inside.addWidget(self.title)
        inside.addWidget(self.what)
        inside.addSpacing(8)
        inside.addWidget(columns)
        inside.addSpacing(8)
        inside.addWidget(self.milieu_label)
        inside.addLayout(choice)
        inside.addLayout(self._conflicts)

    def _say_census(self) -> None:
        milieu = milieu_name(self._view.commune.milieu) if self._view else ""
        text = fill(_("As in the census: {milieu}"), milieu=milieu.lower()) if milieu else _("As in the census")
        self.milieux[""].setText(text)

    def _show_conflicts(self, conflicts: tuple[FieldConflict, ...]) -> None:
        """One line for each field that people said differently, with a button for each of their values."""
        while (item := self._conflicts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for conflict in conflicts:
            self._conflicts.addWidget(self._choice(conflict))

    def _choice(self, conflict: FieldConflict) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        label = QLabel(fill(_("{field}: different answers were given. Keep:"), field=self._field_name(conflict)))
        label.setProperty("role", "notice")
        row.addWidget(label)
        authors = {str(value): author for value, author, _at in conflict.values}
        for value, author in authors.items():
            name = self._value_name(conflict.field, value)
            button = QPushButton(lone(textwrap.shorten(name, SHOWN, placeholder="…") or name[:SHOWN]))
            button.setAccessibleName(lone(name))
            button.setToolTip(f"{lone(name)}\n{lone(author)}")
            button.clicked.connect(partial(self._on_settled, conflict.field, value))
            row.addWidget(button)
        row.addStretch(1)
        return line

    def _field_name(self, conflict: FieldConflict) -> str:
        return _(LABELS[conflict.field]) if conflict.field in LABELS else _("Milieu")

    def _value_name(self, field: str, value: str) -> str:
        if field == "milieu":
            return plain(self.milieux[value].text())
        return value or (self._view.commune.name(FIELDS[field]) if self._view else "")

    def _on_settled(self, field: str, value: str) -> None:
        if field in self.names:
            self.names[field].show_name(value, afresh=True)
        self.said.emit(field, value)

    def _on_milieu(self, milieu: str) -> None:
        self.said.emit("milieu", milieu)
