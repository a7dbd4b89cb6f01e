"""The cycle and its stage, and the prerequisites of eligibility with what shows that they are met."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.i18n import _, fill, ngettext
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.results import EvaluationView, PrerequisiteView
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.name_edit import NameEdit
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.parts.stepper import Stepper
from lcc_desktop.ui.prepare.prerequisite_row import PrerequisiteRow
from lcc_desktop.wording.stages import stage_name

_SIDE = 320
_STAGES = tuple(Stage)


class CycleView(QWidget):
    """
    Signals:
        cycle_named: another name for the cycle.
        stage_reached: a Stage.
        answered, noted: the code of a prerequisite, and its state or what is noted of it.
        files_given: the code of a prerequisite, and files as list[Path].
        detached: the code of a prerequisite, and the id of a piece of evidence.
        look_asked: pieces of evidence, as tuple[EvidenceItem], and the id of the one to look at.
    """

    cycle_named = Signal(str)
    stage_reached = Signal(object)
    answered = Signal(str, str)
    noted = Signal(str, str)
    files_given = Signal(str, list)
    detached = Signal(str, str)
    look_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checklist: tuple[PrerequisiteView, ...] = ()
        self.cycle_label, self.stage_label, self.stage_help, self.disputed = QLabel(), QLabel(), QLabel(), QLabel()
        self.cycle = NameEdit()
        self.cycle.setMaxLength(40)
        self.stepper = Stepper(len(_STAGES))
        self.title, self.summary, self.progress = QLabel(), QLabel(), ProgressBar()
        self.rows: dict[str, PrerequisiteRow] = {}
        self.empty = EmptyState("prepare")
        self.stack = QStackedWidget()
        self._lay_out()
        self.cycle.left.connect(self.cycle_named)
        self.stepper.chosen.connect(lambda place: self.stage_reached.emit(_STAGES[place]))
        self.retranslate()

    def show_cycle(self, view: EvaluationView) -> None:
        """Show the cycle's name and the stage."""
        self.cycle.show_name(view.cycle)
        places = {stage.value: place for place, stage in enumerate(_STAGES)}
        self.stepper.show_reached(places.get(view.stage, -1))
        fields = {conflict.field for conflict in view.cycle_conflicts}
        names = [name for field, name in (("cycle", _("Cycle")), ("stage", _("Stage"))) if field in fields]
        self.disputed.setText(
            fill(_("Different answers were given ({what}). Say the right one again."), what=", ".join(names))
        )
        self.disputed.setVisible(bool(names))

    def show_checklist(self, checklist: tuple[PrerequisiteView, ...]) -> None:
        """Show the prerequisites; the one opened stays open."""
        if [one.prerequisite for one in checklist] != [one.prerequisite for one in self._checklist]:
            self._checklist = checklist
            self._make_rows()
        self._checklist = checklist
        for one in checklist:
            self.rows[one.prerequisite.code].show_view(one)
        self.stack.setCurrentIndex(1 if checklist else 0)
        self._say_summary()

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.cycle.keep()
        for row in self.rows.values():
            row.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.cycle_label.setText(_("Name of the cycle"))
        self.cycle.setAccessibleName(_("Name of the cycle"))
        self.stage_label.setText(_("Stage"))
        self.stage_help.setText(_("Where the commune stands in the scheme. The label is a committee's decision."))
        self.stepper.set_texts([stage_name(stage) for stage in _STAGES])
        self.title.setText(_("Prerequisites"))
        self.empty.set_texts(
            _("No prerequisite"),
            _("The framework of this evaluation states no condition of eligibility."),
            "",
        )
        self._make_rows()
        self.show_checklist(self._checklist)

    def _lay_out(self) -> None:
        for label in (self.cycle_label, self.stage_label):
            label.setProperty("role", "section")
        self.cycle_label.setBuddy(self.cycle)
        self.stage_help.setProperty("role", "small")
        self.disputed.setProperty("role", "notice")
        for label in (self.stage_help, self.disputed):
            label.setWordWrap(True)
        left = Card()
        left.setFixedWidth(_SIDE)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        column.addWidget(self.cycle_label)
        column.addWidget(self.cycle)
        column.addSpacing(10)
        column.addWidget(self.stage_label)
        column.addWidget(self.stage_help)
        column.addWidget(self.disputed)
        column.addWidget(self.stepper)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(left)
        layout.addWidget(self._checklist_card(), 1)

    def _checklist_card(self) -> QWidget:
        self.title.setProperty("role", "heading")
        self.summary.setProperty("role", "quiet")
        self.progress.setFixedWidth(160)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.summary)
        head.addWidget(self.progress)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(holder)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(scrolled, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(full)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 12, 12)
        inside.addWidget(self.stack)
        return card

    def _make_rows(self) -> None:
        for old in self.rows.values():
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        for place, one in enumerate(self._checklist):
            code = one.prerequisite.code
            row = PrerequisiteRow(one)
            row.answered.connect(partial(self.answered.emit, code))
            row.noted.connect(partial(self.noted.emit, code))
            row.files_given.connect(partial(self.files_given.emit, code))
            row.detached.connect(partial(self.detached.emit, code))
            row.look_asked.connect(self.look_asked)
            row.opened.connect(partial(self._on_opened, code))
            self.rows[code] = row
            self._list.insertWidget(place, row)

    def _on_opened(self, code: str) -> None:
        """One is open at a time: the list stays in sight."""
        for other, row in self.rows.items():
            if other != code:
                row.fold()

    def _say_summary(self) -> None:
        met = sum(one.state == "met" for one in self._checklist)
        total = len(self._checklist)
        text = ngettext("{met} of {total} met", "{met} of {total} met", met)
        self.summary.setText(fill(text, met=number(met), total=number(total)))
        self.progress.set_share(met / total if total else 0.0)
