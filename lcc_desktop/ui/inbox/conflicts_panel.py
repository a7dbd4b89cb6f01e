"""Conflicts side by side: a list, the sides of the one chosen, and a rule for those chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.i18n.formats import moment
from lcc_desktop.services.conflicts import Choice, Claim, Dispute, Rule
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.card import Card
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.wording.conflicts import evidence_line, fact_name, rule_name, side_line


class ConflictsPanel(QWidget):
    """
    Signals:
        settle_asked: the choices to be said, as list[Choice].
        rule_asked: the conflicts (list[Dispute]) of which a rule (its name) is to say what it would choose.
    """

    settle_asked = Signal(list)
    rule_asked = Signal(list, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disputes: list[Dispute] = []
        self._choices: list[Choice] = []
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setFixedWidth(340)
        self.empty = EmptyState("conflict")
        self.rule, self.preview, self.apply = QComboBox(), QPushButton(), QPushButton()
        for rule in Rule:
            self.rule.addItem("", rule.value)
        self.apply.setProperty("kind", "primary")
        self.apply.setEnabled(False)
        self.outcome = QLabel()
        self.outcome.setProperty("role", "quiet")
        wrap(self.outcome)
        self._sides = QScrollArea()
        self._sides.setWidgetResizable(True)
        self._sides.setFrameShape(QScrollArea.Shape.NoFrame)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.rule)
        foot.addWidget(self.preview)
        foot.addWidget(self.apply)
        foot.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._sides, 1)
        column.addWidget(self.outcome)
        column.addLayout(foot)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(column, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.list.itemSelectionChanged.connect(self._show_sides)
        self.preview.clicked.connect(lambda: self.rule_asked.emit(self._chosen(), self.rule.currentData()))
        self.rule.currentIndexChanged.connect(lambda _index: self._forget())
        self.apply.clicked.connect(lambda: self.settle_asked.emit(self._choices))

    def show_disputes(self, disputes: list[Dispute]) -> None:
        """What waits for a choice."""
        self._disputes = disputes
        self._stack.setCurrentIndex(1 if disputes else 0)
        self._forget()
        self.list.clear()
        for dispute in disputes:
            self.list.addItem(QListWidgetItem(icon("conflict", ink="accent"), _title(dispute)))
        if disputes:
            self.list.setCurrentRow(0)

    def show_choices(self, choices: list[Choice]) -> None:
        """What a rule would choose; it is followed only when that is asked for."""
        self._choices = [choice for choice in choices if choice.claim is not None]
        lines = []
        for choice in choices:
            claim = choice.claim
            if claim is None:
                said = _("stays open")
            else:
                said = fill(_("{value}, {author}"), value=_value(claim), author=claim.author)
            lines.append(fill(_("{about}: {said}"), about=_about(choice.dispute), said=said))
        self.outcome.setText("\n".join(lines[:12]))
        self.apply.setEnabled(bool(self._choices))

    def retranslate(self) -> None:
        """Say every text again."""
        self.list.setAccessibleName(_("Conflicts"))
        self.rule.setAccessibleName(_("Rule"))
        for index, rule in enumerate(Rule):
            self.rule.setItemText(index, rule_name(rule))
        self.preview.setText(_("See what it would choose"))
        self.apply.setText(_("Settle so"))
        self.empty.set_texts(
            _("No conflict"),
            _("Where two people said different things without knowing of each other, both stand here."),
            "",
        )
        self.show_disputes(self._disputes)

    def _chosen(self) -> list[Dispute]:
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self._disputes[row] for row in rows] if len(rows) > 1 else self._disputes

    def _forget(self) -> None:
        self._choices = []
        self.outcome.setText("")
        self.apply.setEnabled(False)

    def _show_sides(self) -> None:
        self._forget()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = self.list.currentRow()
        if 0 <= row < len(self._disputes):
            dispute = self._disputes[row]
            for text, role in _headings(dispute):
                label = QLabel(text)
                label.setProperty("role", role)
                wrap(label)
                column.addWidget(label)
            sides = QHBoxLayout()
            sides.setSpacing(12)
            for claim in dispute.claims:
                sides.addWidget(self._side(dispute, claim), 1)
            column.addLayout(sides)
        column.addStretch(1)
        self._sides.setWidget(inside)

    def _side(self, dispute: Dispute, claim: Claim) -> QWidget:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        said = fill(_("{author}, {moment}"), author=claim.author, moment=moment(claim.at))
        lines = [(lone(_value(claim)), "heading"), (said, "quiet"), (lone(claim.note) if claim.note else "", "reading")]
        if dispute.kind in ("score", "verified", "prerequisite"):
            lines.append((fill(_("On: {evidence}"), evidence=evidence_line(claim.evidence)), "quiet"))
        if claim.is_shown:
            lines.append((_("Shown until somebody chooses"), "quiet"))
        for text, role in lines:
            if text:
                label = QLabel(text)
                label.setProperty("role", role)
                wrap(label)
                column.addWidget(label)
        column.addStretch(1)
        choose = QPushButton(_("Choose this"))
        choose.setAccessibleName(fill(_("Choose this: {value}, {author}"), value=_value(claim), author=claim.author))
        choose.setEnabled(not dispute.is_closed)
        choose.clicked.connect(lambda: self.settle_asked.emit([Choice(dispute, claim)]))
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeading)
        return card


def _value(claim: Claim) -> str:
    return side_line(claim.kind, claim.field, claim.value, claim.keeps)


def _about(dispute: Dispute) -> str:
    """What a conflict is about, shortly."""
    code = dispute.indicator.code if dispute.indicator is not None else dispute.thing
    name = fact_name(dispute.kind, dispute.field)
    return fill(_("{about} · {name}"), about=code, name=name) if code else name


def _title(dispute: Dispute) -> str:
    commune = dispute.commune.name(current_language())
    return fill(_("{commune}, {about}"), commune=commune, about=_about(dispute))


def _headings(dispute: Dispute) -> list[tuple[str, str]]:
    """What it is about, the indicator in both languages."""
    found = [(_title(dispute), "heading")]
    if dispute.indicator is not None:
        text = dispute.indicator.text
        own, other = (text.ar, text.fr) if current_language() == "ar" else (text.fr, text.ar)
        found += [(lone(own), "reading"), (lone(other), "quiet")]
    elif dispute.thing:
        found.append((lone(dispute.thing), "reading"))
    if dispute.is_closed:
        found.append((_("This evaluation is closed: reopen it to settle this."), "notice"))
    return found
