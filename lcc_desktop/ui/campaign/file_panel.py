"""The file of one commune in a campaign, or what can be said of several at once."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.campaign import Eligibility, Met
from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.i18n.formats import listed, percent, short_day
from lcc_desktop.services.results_campaign import CampaignView, CommuneDossier, CommuneFile
from lcc_desktop.ui.campaign.table_model import shown_score
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.parts.note_edit import NoteEdit
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.campaign import communes_line, eligibility_name, late_line, late_name, suggestion_line
from lcc_desktop.wording.people import prerequisite_state_name
from lcc_desktop.wording.stages import stage_name
from lcc_desktop.wording.states import milieu_name

WIDTH = 372
_STATES = (Met.UNKNOWN, Met.MET, Met.NOT_MET, Met.UNSURE)


class FilePanel(Card):
    """
    Signals:
        decided: campaign, communes, eligibility, reason.
        checked: campaign, commune, code of the prerequisite, state.
        put: campaign, communes, id of the lot or "".
        planned: campaign, communes, first and last day.
        assigned, trained: campaign, id of who or what, communes, whether from now on.
        described: campaign, commune, what is said of the application.
        open_asked: the id of an evaluation.
        left: the panel is not wanted any longer.
    """

    decided = Signal(str, list, object, str)
    checked = Signal(str, str, str, object)
    put = Signal(str, list, str)
    planned = Signal(str, list, object, object)
    assigned = Signal(str, str, list, bool)
    trained = Signal(str, str, list, bool)
    described = Signal(str, str, dict)
    open_asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._files: Sequence[CommuneFile] = ()
        self._view: CampaignView | None = None
        self._dossier: CommuneDossier | None = None
        self.name, self.place, self.stage, self.late = QLabel(), QLabel(), QLabel(), QLabel()
        self.figures, self.mixed, self.decision, self.suggestion = QLabel(), QLabel(), QLabel(), QLabel()
        self.others, self.attended = QLabel(), QLabel()
        self.name.setProperty("role", "heading")
        self.late.setProperty("role", "late")
        for label in (self.place, self.figures, self.suggestion, self.others, self.mixed):
            label.setProperty("role", "quiet")
        for label in (
            *(self.name, self.place, self.stage, self.late, self.figures, self.mixed),
            *(self.decision, self.suggestion, self.others, self.attended),
        ):
            wrap(label)
        self.close_button, self.open = QToolButton(), QPushButton()
        self.close_button.setProperty("kind", "quiet")
        self.heads = {key: QLabel() for key in ("eligibility", "prerequisites", "course", "note", "others")}
        for head in self.heads.values():
            head.setProperty("role", "section")
        self.checks = QWidget()
        self._check_rows = QVBoxLayout(self.checks)
        self._check_rows.setContentsMargins(0, 0, 0, 0)
        self._check_rows.setSpacing(6)
        self._checked: dict[str, tuple[QLabel, QComboBox]] = {}
        self.reason = NoteEdit(lines=1, most=4)
        self.eligible, self.refused, self.pending = QPushButton(), QPushButton(), QPushButton()
        self.pending.setProperty("kind", "quiet")
        self.lot, self.who, self.training = QComboBox(), QToolButton(), QToolButton()
        for button in (self.who, self.training):
            button.setProperty("kind", "tool")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(QMenu(button))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.start, self.end = DayEdit(), DayEdit()
        self.milieu = QComboBox()
        self.note, self.withdrawn = NoteEdit(lines=2, most=6), QCheckBox()
        self._labels = {key: QLabel() for key in ("lot", "who", "start", "end", "training", "milieu")}
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def codes(self) -> list[str]:
        """The communes it is about."""
        return [file.commune.code for file in self._files]

    def show_files(self, files: Sequence[CommuneFile], view: CampaignView) -> None:
        """Be about these; the file of one is shown whole when it comes (`show_dossier`)."""
        if [(f.campaign, f.commune.code) for f in files] != [(f.campaign, f.commune.code) for f in self._files]:
            self._dossier = None
            self.reason.show_note(files[0].applicant.reason if len(files) == 1 else "")
        self._files, self._view = files, view
        self._show()

    def show_dossier(self, dossier: CommuneDossier) -> None:
        """Everything known of the one commune it is about."""
        one = self._files[0] if len(self._files) == 1 else None
        if one is None or (one.campaign, one.commune.code) != (dossier.campaign.id, dossier.file.commune.code):
            return  # somebody went on to another one
        self._dossier, self._files = dossier, (dossier.file,)
        self.reason.show_note(dossier.file.applicant.reason)
        self._show()

    def keep(self) -> None:
        """Hand over what is being typed."""
        for day in (self.start, self.end):
            day.keep()
        if self.note.hasFocus():
            self.note.clearFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setAccessibleName(_("File of the commune"))
        heads = {
            "eligibility": _("Eligibility"),
            "prerequisites": _("Prerequisites"),
            "course": _("Course"),
            "note": _("Note"),
            "others": _("Other cycles"),
        }
        for key, text in heads.items():
            self.heads[key].setText(text)
        names = {
            "lot": _("Lot"),
            "who": _("Accompanied by"),
            "start": _("Evaluates itself from"),
            "end": _("until"),
            "training": _("Trainings"),
            "milieu": _("Milieu"),
        }
        fields = {"lot": self.lot, "who": self.who, "training": self.training, "milieu": self.milieu}
        for key, text in names.items():
            self._labels[key].setText(text)
            if key in fields:
                fields[key].setAccessibleName(text)
        self.start.set_name(names["start"])
        self.end.set_name(names["end"])
        for day in (self.start, self.end):
            day.retranslate()
        self.reason.setPlaceholderText(_("Reason, told to a commune that is not eligible"))
        self.reason.setAccessibleName(_("Reason of the decision"))
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("For the team"))
        self.eligible.setText(_("Eligible"))
        self.refused.setText(_("Not eligible"))
        self.pending.setText(_("Take back"))
        self.pending.setToolTip(_("Take the decision back"))
        self.withdrawn.setText(_("The commune withdrew"))
        self.open.setText(_("Open its evaluation"))
        self.open.setIcon(icon("workshop"))
        self.close_button.setIcon(icon("close"))
        self.close_button.setAccessibleName(_("Close the file"))
        self.mixed.setText(_("They are of several cycles. Choose one cycle to change several communes at once."))
        self._show()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        decisions = QHBoxLayout()
        decisions.setSpacing(8)
        for button in (self.eligible, self.refused, self.pending):
            decisions.addWidget(button)
        decisions.addStretch(1)
        course = QFormLayout()
        course.setHorizontalSpacing(12)
        course.setVerticalSpacing(8)
        course.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        course.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, field in (
            ("lot", self.lot),
            ("who", self.who),
            ("start", self.start),
            ("end", self.end),
            ("training", self.training),
            ("milieu", self.milieu),
        ):
            self._labels[key].setProperty("role", "quiet")
            course.addRow(self._labels[key], field)
        above: tuple[QWidget, ...] = (self.place, self.stage, self.late, self.figures, self.open, self.mixed)
        decision = (self.heads["eligibility"], self.decision, self.suggestion, self.reason)
        for part in (*above, *decision):
            column.addWidget(part)
        column.addLayout(decisions)
        column.addSpacing(4)
        column.addWidget(self.heads["course"])
        column.addLayout(course)
        column.addSpacing(4)
        below: tuple[QWidget, ...] = (self.heads["prerequisites"], self.checks, self.heads["note"], self.note)
        for part in (*below, self.withdrawn, self.heads["others"], self.others):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(4)
        head.setContentsMargins(20, 0, 8, 0)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.left)
        self.eligible.clicked.connect(partial(self._decide, Eligibility.ELIGIBLE))
        self.refused.clicked.connect(partial(self._decide, Eligibility.NOT_ELIGIBLE))
        self.pending.clicked.connect(partial(self._decide, Eligibility.PENDING))
        self.lot.activated.connect(lambda _place: self.put.emit(self._campaign, self.codes, self.lot.currentData()))
        self.start.said.connect(lambda day: self._plan(start=day))
        self.end.said.connect(lambda day: self._plan(end=day))
        self.milieu.activated.connect(lambda _place: self._describe(milieu=self.milieu.currentData()))
        self.note.left.connect(lambda text: self._describe(note=text))
        self.withdrawn.clicked.connect(lambda ticked: self._describe(withdrawn=ticked))
        self.open.clicked.connect(self._on_open)

    @property
    def _campaign(self) -> str:
        return self._files[0].campaign if self._files else ""

    def _decide(self, eligibility: Eligibility) -> None:
        reason = "" if eligibility is Eligibility.PENDING else self.reason.note
        self.decided.emit(self._campaign, self.codes, eligibility, reason)

    def _plan(self, **said: object) -> None:
        first = self._files[0].applicant
        start, end = said.get("start", first.start), said.get("end", first.end)
        self.planned.emit(self._campaign, self.codes, start, end)

    def _describe(self, **said: object) -> None:
        if len(self._files) == 1:
            self.described.emit(self._campaign, self._files[0].commune.code, said)

    def _on_open(self) -> None:
        evaluation = self._files[0].evaluation if len(self._files) == 1 else None
        if evaluation is not None:
            self.open_asked.emit(evaluation.id)

    def _show(self) -> None:
        if not self._files or self._view is None:
            return
        one = self._files[0] if len(self._files) == 1 else None
        several_cycles = len({file.campaign for file in self._files}) > 1
        self._show_head(one)
        self._show_decision(one)
        self._show_course(one)
        self.mixed.setVisible(several_cycles)
        for widget in (self.eligible, self.refused, self.pending, self.reason, self.lot, self.who, self.training):
            widget.setEnabled(not several_cycles)
        for day in (self.start, self.end):
            day.setEnabled(not several_cycles)
        alone = (self.milieu, self._labels["milieu"], self.note, self.withdrawn, self.heads["note"])
        for part in (*alone, self.place, self.stage):
            part.setVisible(one is not None)
        if one is not None:
            self.note.show_note(one.note)
            self.withdrawn.setChecked(one.applicant.withdrawn)
        self._show_checks()
        self._show_others()

    def _show_head(self, one: CommuneFile | None) -> None:
        language = current_language()
        if one is None:
            self.name.setText(communes_line(len(self._files)))
            late = sum(bool(file.late) for file in self._files)
            self.late.setText(late_line(late))
        else:
            commune = one.commune
            self.name.setText(lone(commune.name(language)))
            parts = (commune.province(language), commune.region(language), milieu_name(one.milieu))
            self.place.setText(lone(" · ".join(part for part in parts if part)))
            self.stage.setText(fill(_("{stage}, cycle {cycle}"), stage=stage_name(one.stage), cycle=one.cycle))
            self.late.setText("\n".join(map(late_name, one.late)))
        evaluation = one.evaluation if one is not None else None
        self.late.setVisible(bool(self.late.text()))
        self.figures.setVisible(one is not None)
        self.open.setVisible(evaluation is not None)
        if evaluation is not None and one is not None:
            verified = _("verified") if evaluation.verified is not None else _("not verified")
            text = _("{done} answered · score {score}, {verified}")
            score = percent(shown_score(one), 1)
            self.figures.setText(fill(text, done=percent(evaluation.completeness), score=score, verified=verified))
        else:
            self.figures.setText(_("Nothing has come from this commune yet."))

    def _show_decision(self, one: CommuneFile | None) -> None:
        if one is None:
            pending = sum(file.applicant.eligibility is Eligibility.PENDING for file in self._files)
            self.decision.setText(fill(_("To be decided: {count}"), count=pending))
            self.suggestion.hide()
            self.pending.setVisible(pending < len(self._files))
            return
        applicant = one.applicant
        undecided = applicant.eligibility is Eligibility.PENDING
        text = eligibility_name(applicant.eligibility)
        if applicant.decided is not None:
            text = fill(_("{decision}, on {day}"), decision=text, day=short_day(applicant.decided))
        self.decision.setText(text)
        self.suggestion.setText(suggestion_line(one.suggestion))
        self.suggestion.setVisible(undecided)
        self.pending.setVisible(not undecided)

    def _show_course(self, one: CommuneFile | None) -> None:
        view = self._view
        assert view is not None  # noqa: S101  (asked for by `_show` alone)
        lots = {file.applicant.lot for file in self._files}
        self.lot.clear()
        if len(lots) > 1:
            self.lot.addItem(_("Several"), "")
        self.lot.addItem(_("None"), "")
        for lot in view.lots_in(self._campaign):
            self.lot.addItem(lone(lot.name), lot.id)
        self.lot.setCurrentIndex(0 if len(lots) > 1 else max(0, self.lot.findData(next(iter(lots)))))
        starts, ends = ({getattr(f.applicant, n) for f in self._files} for n in ("start", "end"))
        self.start.show_day(next(iter(starts)) if len(starts) == 1 else None)
        self.end.show_day(next(iter(ends)) if len(ends) == 1 else None)
        self.milieu.clear()
        self.milieu.addItem(_("As the census has it"), "")
        for milieu in ("urban", "rural"):
            self.milieu.addItem(milieu_name(milieu), milieu)
        if one is not None:
            said = one.milieu if one.milieu != one.commune.milieu else ""
            self.milieu.setCurrentIndex(max(0, self.milieu.findData(said)))
        served = [set(file.facilitators) for file in self._files]
        names = sorted(set.intersection(*served))
        self.who.setText(lone(listed(names)) if names else _("Nobody") if not any(served) else _("Several"))
        codes = set(self.codes)
        here = view.facilitators_in(self._campaign)
        self._fill(self.who, [(who.id, who.name, who.name in names) for who in here], self.assigned.emit)
        trainings = view.trainings_in(self._campaign)
        went = [one.title for one in trainings if codes <= one.communes]
        self.training.setText(lone(listed(went)) if went else _("None"))
        self._fill(self.training, [(t.id, t.title, codes <= t.communes) for t in trainings], self.trained.emit)

    def _fill(self, button: QToolButton, entries: Sequence[tuple[str, str, bool]], say: Callable[..., object]) -> None:
        """A menu of things that hold or not; choosing one says the contrary."""
        menu = button.menu()
        menu.clear()
        for identity, name, ticked in entries:
            action = QAction(lone(name), menu)
            action.setCheckable(True)
            action.setChecked(ticked)
            action.triggered.connect(partial(self._on_ticked, say, identity))
            menu.addAction(action)
        if not entries:
            menu.addAction(_("None yet: add some under “Set-up”.")).setEnabled(False)

    def _on_ticked(self, say: Callable[..., object], identity: str, ticked: bool) -> None:
        say(self._campaign, identity, self.codes, ticked)

    def _show_checks(self) -> None:
        dossier = self._dossier
        wanted = [p.code for p in dossier.prerequisites] if dossier is not None else []
        if list(self._checked) != wanted:
            while (item := self._check_rows.takeAt(0)) is not None:
                row = item.widget()
                if row is not None:
                    row.setParent(None)
                    row.deleteLater()
            self._checked = {}
            for prerequisite in dossier.prerequisites if dossier is not None else ():
                self._check_rows.addWidget(self._check_row(prerequisite.code))
        for part in (self.heads["prerequisites"], self.checks):
            part.setVisible(bool(wanted))
        if dossier is None:
            return
        language = current_language()
        for prerequisite in dossier.prerequisites:
            label, box = self._checked[prerequisite.code]
            text = prerequisite.text.say(language)
            label.setText(lone(text))
            box.setAccessibleName(lone(text))
            for place, state in enumerate(_STATES):
                box.setItemText(place, prerequisite_state_name(state))
            box.setCurrentIndex(_STATES.index(dossier.checks.get(prerequisite.code, Met.UNKNOWN)))

    def _check_row(self, code: str) -> QWidget:
        row, label, box = QWidget(), QLabel(), QComboBox()
        wrap(label)
        for state in _STATES:
            box.addItem("", state)
        box.setFixedWidth(128)
        box.activated.connect(lambda place: self._on_checked(code, _STATES[place]))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(label, 1)
        inside.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        self._checked[code] = label, box
        return row

    def _on_checked(self, code: str, state: Met) -> None:
        if len(self._files) == 1:
            self.checked.emit(self._campaign, self._files[0].commune.code, code, state)

    def _show_others(self) -> None:
        others = self._dossier.others if self._dossier is not None else ()
        lines = []
        for other in others:
            score = percent(shown_score(other), 1) if other.evaluation is not None else "–"
            said = _("{cycle}: {stage}, score {score}")
            lines.append(fill(said, cycle=other.cycle, stage=stage_name(other.stage), score=score))
        self.others.setText("\n".join(lines))
        for part in (self.heads["others"], self.others):
            part.setVisible(bool(lines))
