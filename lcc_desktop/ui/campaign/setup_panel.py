"""How a campaign is organised: its call, the applications that come in, its lots, its trainings, who accompanies."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, fill, lone
from lcc_desktop.i18n.formats import short_day
from lcc_desktop.services.results_campaign import CampaignRow, CampaignView, Training
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.day_edit import DayEdit
from lcc_desktop.ui.parts.name_edit import NameEdit
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.campaign import communes_line


class SetupPanel(QWidget):
    """
    Signals, each with the id of the campaign first:
        renamed: its names in French and Arabic.
        scheduled: first and last day of the call.
        applied: codes or names of communes, one a line.
        lot_added, facilitator_added: a name.  lot_renamed: id and name.
        training_added: title, place, first and last day.  counted: id, women, men.
        lot_dropped, training_dropped, facilitator_dropped: id.
    """

    renamed = Signal(str, str, str)
    scheduled = Signal(str, object, object)
    applied = Signal(str, str)
    lot_added = Signal(str, str)
    lot_renamed = Signal(str, str, str)
    lot_dropped = Signal(str, str)
    training_added = Signal(str, str, str, object, object)
    counted = Signal(str, str, int, int)
    training_dropped = Signal(str, str)
    facilitator_added = Signal(str, str)
    facilitator_dropped = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: CampaignRow | None = None
        self._view: CampaignView | None = None
        keys = ("call", "applications", "lots", "trainings", "facilitators")
        self.heads = {key: QLabel() for key in keys}
        self.hints = {key: QLabel() for key in keys}
        for key in keys:
            self.heads[key].setProperty("role", "section")
            self.hints[key].setProperty("role", "quiet")
            wrap(self.hints[key])
        self.name_fr, self.name_ar = NameEdit("fr"), NameEdit("ar")
        self.opens, self.closes = DayEdit(), DayEdit()
        self._labels = {key: QLabel() for key in ("fr", "ar", "opens", "closes")}
        self.communes, self.take = QPlainTextEdit(), QPushButton()
        self.communes.setTabChangesFocus(True)
        self.communes.setFixedHeight(112)
        self.lot, self.add_lot = QLineEdit(), QPushButton()
        self.who, self.add_who = QLineEdit(), QPushButton()
        self.title, self.town, self.add_training = QLineEdit(), QLineEdit(), QPushButton()
        self.first, self.last = DayEdit(), DayEdit()
        self._lists = {key: QVBoxLayout() for key in ("lots", "trainings", "facilitators")}
        for rows in self._lists.values():
            rows.setSpacing(4)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_campaign(self, row: CampaignRow, view: CampaignView) -> None:
        """Show how a campaign is organised."""
        other = self._row is None or self._row.id != row.id
        self._row, self._view = row, view
        self.name_fr.show_name(row.name_fr, afresh=other)
        self.name_ar.show_name(row.name_ar, afresh=other)
        self.opens.show_day(row.opens)
        self.closes.show_day(row.closes)
        self._show_lists()

    def keep(self) -> None:
        """Hand over what is being typed."""
        for edit in (self.name_fr, self.name_ar, self.opens, self.closes):
            edit.keep()

    def take_in(self, unknown: Sequence[str]) -> None:
        """Applications were taken in; what nobody could be found for stays to be mended."""
        self.communes.setPlainText("\n".join(unknown))

    def retranslate(self) -> None:
        """Say every text again."""
        texts = {
            "call": (_("Call for interest"), ""),
            "applications": (
                _("Applications"),
                _("One commune a line: its code, or its name if only one commune has it. A list can be pasted."),
            ),
            "lots": (_("Lots"), _("Communes that begin together. They are put there in the table.")),
            "trainings": (_("Trainings and awareness workshops"), ""),
            "facilitators": (_("Who accompanies communes"), _("A person or a team. Communes are given in the table.")),
        }
        for key, (head, hint) in texts.items():
            self.heads[key].setText(head)
            self.hints[key].setText(hint)
            self.hints[key].setVisible(bool(hint))
        names = {
            "fr": _("Name in French"),
            "ar": _("Name in Arabic"),
            "opens": _("Applications from"),
            "closes": _("until"),
        }
        for key, text in names.items():
            self._labels[key].setText(text)
        self.name_fr.setAccessibleName(names["fr"])
        self.name_ar.setAccessibleName(names["ar"])
        self.opens.set_name(names["opens"])
        self.closes.set_name(_("Applications until"))
        self.communes.setAccessibleName(_("Communes that applied"))
        self.take.setText(_("Take them in"))
        named = ((self.lot, _("Name of the lot")), (self.who, _("Name of the person or team")))
        for edit, text in (*named, (self.title, _("Title")), (self.town, _("Place"))):
            edit.setPlaceholderText(text)
            edit.setAccessibleName(text)
        self.first.set_name(_("First day"))
        self.last.set_name(_("Last day"))
        for day in (self.opens, self.closes, self.first, self.last):
            day.retranslate()
        adding = ((self.add_lot, _("Add the lot")), (self.add_who, _("Add the person or team")))
        for button, text in (*adding, (self.add_training, _("Add the training"))):
            button.setText(_("Add"))
            button.setIcon(icon("plus"))
            button.setAccessibleName(text)
        self._show_lists()

    def _lay_out(self) -> None:
        call = QFormLayout()
        call.setHorizontalSpacing(12)
        call.setVerticalSpacing(8)
        call.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        edits = {"fr": self.name_fr, "ar": self.name_ar, "opens": self.opens, "closes": self.closes}
        for key, edit in edits.items():
            self._labels[key].setProperty("role", "quiet")
            call.addRow(self._labels[key], edit)
        taking = QHBoxLayout()
        taking.addStretch(1)
        taking.addWidget(self.take)
        applying = QVBoxLayout()
        applying.setSpacing(8)
        applying.addWidget(self.communes)
        applying.addLayout(taking)
        days = QHBoxLayout()
        days.setSpacing(8)
        days.addWidget(self.first, 1)
        days.addWidget(self.last, 1)
        days.addWidget(self.add_training)
        names = QHBoxLayout()
        names.setSpacing(8)
        names.addWidget(self.title, 3)
        names.addWidget(self.town, 2)
        adding = QVBoxLayout()
        adding.setSpacing(8)
        adding.addLayout(names)
        adding.addLayout(days)
        columns = [QVBoxLayout(), QVBoxLayout()]
        for column, key, parts in (
            (0, "call", (call,)),
            (0, "applications", (applying,)),
            (0, "lots", (self._lists["lots"], _line(self.lot, self.add_lot))),
            (1, "trainings", (self._lists["trainings"], adding)),
            (1, "facilitators", (self._lists["facilitators"], _line(self.who, self.add_who))),
        ):
            card = Card()
            inside = QVBoxLayout(card)
            inside.setContentsMargins(20, 14, 20, 16)
            inside.setSpacing(10)
            inside.addWidget(self.heads[key])
            inside.addWidget(self.hints[key])
            for part in parts:
                inside.addLayout(part)
            columns[column].addWidget(card)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        for each in columns:
            each.setSpacing(16)
            each.addStretch(1)
            row.addLayout(each, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _connect(self) -> None:
        self.name_fr.left.connect(lambda text: self._say(self.renamed, text, self.name_ar.text()))
        self.name_ar.left.connect(lambda text: self._say(self.renamed, self.name_fr.text(), text))
        self.opens.said.connect(lambda day: self._say(self.scheduled, day, self._row.closes if self._row else None))
        self.closes.said.connect(lambda day: self._say(self.scheduled, self._row.opens if self._row else None, day))
        self.take.clicked.connect(lambda: self._say(self.applied, self.communes.toPlainText()))
        self._adds(self.lot, self.add_lot, self.lot_added)
        self._adds(self.who, self.add_who, self.facilitator_added)
        self.add_training.clicked.connect(self._on_training)
        self.title.returnPressed.connect(self._on_training)

    def _adds(self, edit: QLineEdit, button: QPushButton, signal: SignalInstance) -> None:
        def add() -> None:
            if edit.text().strip():
                self._say(signal, edit.text())
                edit.clear()

        edit.returnPressed.connect(add)
        button.clicked.connect(add)

    def _on_training(self) -> None:
        if not self.title.text().strip():
            self.title.setFocus()
            return
        days = []
        for edit in (self.first, self.last):
            edit.keep()
            days.append(edit.day)
        self._say(self.training_added, self.title.text(), self.town.text(), *days)
        for line in (self.title, self.town):
            line.clear()
        for edit in (self.first, self.last):
            edit.show_day(None)

    def _say(self, signal: SignalInstance, *said: object) -> None:
        if self._row is not None:
            signal.emit(self._row.id, *said)

    def _show_lists(self) -> None:
        if self._row is None or self._view is None:
            return
        campaign, view = self._row.id, self._view
        inside = view.by_lot()
        self._fill("lots", [self._lot_row(lot.id, lot.name, inside[lot.id]) for lot in view.lots_in(campaign)])
        self._fill("trainings", [self._training_row(training) for training in view.trainings_in(campaign)])
        served = [name for file in view.communes if file.campaign == campaign for name in file.facilitators]
        self._fill(
            "facilitators",
            [self._who_row(who.id, who.name, served.count(who.name)) for who in view.facilitators_in(campaign)],
        )

    def _fill(self, key: str, rows: Sequence[QWidget]) -> None:
        layout = self._lists[key]
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            layout.addWidget(row)

    def _lot_row(self, lot: str, name: str, communes: int) -> QWidget:
        edit = NameEdit()
        edit.show_name(name)
        edit.setAccessibleName(_("Name of the lot"))
        edit.left.connect(lambda text: self._say(self.lot_renamed, lot, text))
        drop = partial(self._say, self.lot_dropped, lot)
        return _row(edit, communes_line(communes), fill(_("Take {name} away"), name=name), drop)

    def _who_row(self, who: str, name: str, communes: int) -> QWidget:
        drop = partial(self._say, self.facilitator_dropped, who)
        return _row(QLabel(lone(name)), communes_line(communes), fill(_("Take {name} away"), name=name), drop)

    def _training_row(self, training: Training) -> QWidget:
        days = [short_day(day) for day in dict.fromkeys((training.start, training.end)) if day is not None]
        when = " – ".join(days)
        said = [part for part in (training.place, when, communes_line(len(training.communes))) if part]
        label = QLabel(fill("{title}\n{said}", title=training.title, said=" · ".join(said)))
        wrap(label)
        counts = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        for place, (key, name, count) in enumerate(
            (("women", _("Women"), training.women), ("men", _("Men"), training.men))
        ):
            box, head = QSpinBox(), QLabel(name)
            box.setRange(0, 100_000)
            box.setValue(count)
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            box.setFixedWidth(72)
            box.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.setAccessibleName(fill(_("{name} at {training}"), name=name, training=training.title))
            head.setProperty("role", "small")
            counts[key] = box
            grid.addWidget(head, 0, place)
            grid.addWidget(box, 1, place)

        def say() -> None:
            women, men = counts["women"].value(), counts["men"].value()
            if (women, men) != (training.women, training.men):
                self._say(self.counted, training.id, women, men)

        for box in counts.values():
            box.editingFinished.connect(say)
        drop = partial(self._say, self.training_dropped, training.id)
        return _row(label, holder, fill(_("Take {name} away"), name=training.title), drop)


def _line(edit: QLineEdit, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(edit, 1)
    row.addWidget(button)
    return row


def _row(first: QWidget, second: QWidget | str, dropping: str, drop: Callable[[], object]) -> QWidget:
    """A row of a list: what it is, what is said of it, a button to take it away."""
    row, button = QWidget(), QToolButton()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(12)
    inside.addWidget(first, 1)
    if isinstance(second, str):
        label = QLabel(second)
        label.setProperty("role", "quiet")
        inside.addWidget(label)
    else:
        inside.addWidget(second)
    button.setProperty("kind", "quiet")
    button.setIcon(icon("trash", ink="quiet"))
    button.setAccessibleName(dropping)
    button.setToolTip(dropping)
    button.clicked.connect(lambda: drop())
    inside.addWidget(button)
    return row
