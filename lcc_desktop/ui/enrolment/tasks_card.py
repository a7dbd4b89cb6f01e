"""The communes one is asked to accompany."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.roles import may_say
from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.ui.enrolment.presenter import Here
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.enrolment import period


class TasksCard(Card):
    """Signals: start_asked: the code of a commune whose evaluation is to begin."""

    start_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here: Here | None = None
        self.title, self.empty = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.empty.setProperty("role", "quiet")
        wrap(self.empty)
        self._rows = QWidget()
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.empty)
        layout.addWidget(self._rows)
        self.retranslate()

    def show_here(self, here: Here) -> None:
        self._here = here
        self._fill()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Communes to accompany"))
        self.empty.setText(
            _(
                "None was assigned yet. The coordination team’s assignment says which communes, and when; until then "
                "you choose."
            )
        )
        self._fill()

    def _fill(self) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        row, language = 0, current_language()
        may_start = self._here is not None and may_say(self._here.enrolled.roles, "evaluation", known=True)
        for task in self._here.enrolled.tasks if self._here else ():
            heading = QLabel(fill(_("{campaign} · {cycle}"), campaign=task.name(language), cycle=task.cycle))
            heading.setProperty("role", "section")
            grid.addWidget(heading, row, 0, 1, 3)
            row += 1
            for one in task.communes:
                names = self._here.communes[one.code] if self._here else ("", "")
                name = names[1] if language == "ar" else names[0]
                when = QLabel(period(one.start, one.end))
                when.setProperty("role", "quiet")
                start = QPushButton(_("New evaluation"))
                start.setProperty("kind", "quiet")
                start.setIcon(icon("plus"))
                start.setAccessibleName(fill(_("New evaluation: {commune}"), commune=name))
                start.clicked.connect(lambda _checked=False, code=one.code: self.start_asked.emit(code))
                for column, widget in enumerate((QLabel(lone(name)), when, start)):
                    grid.addWidget(widget, row, column)
                start.setVisible(may_start)
                row += 1
        grid.setColumnStretch(0, 1)
        self._column.replaceWidget(self._rows, fresh)
        self._rows.hide()  # it goes when nothing else is to be done
        self._rows.deleteLater()
        self._rows = fresh
        self.empty.setVisible(row == 0)
        fresh.setVisible(row > 0)
