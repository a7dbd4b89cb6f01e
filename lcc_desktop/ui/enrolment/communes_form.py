"""Which communes somebody accompanies, in which campaign; alone for a member, or within an approval."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lcc_desktop.domain.territory import Gazetteer
from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.services.results_campaign import Entrusted
from lcc_desktop.services.team import TeamMember
from lcc_desktop.ui.parts.commune_picker import CommunePicker
from lcc_desktop.ui.parts.prose import wrap


class CommunesChoice(QWidget):
    """A campaign and the communes in it. It begins with what the campaign's list has for this person."""

    def __init__(self, communes: Gazetteer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Sequence[Entrusted] = ()
        self.label, self.hint, self.campaign, self.picker = QLabel(), QLabel(), QComboBox(), CommunePicker(communes)
        self.label.setProperty("role", "section")
        self.hint.setProperty("role", "quiet")
        wrap(self.hint)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.label)
        head.addWidget(self.campaign)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addWidget(self.picker)
        self.campaign.activated.connect(lambda _place: self._show())
        self.retranslate()

    @property
    def chosen(self) -> tuple[str, list[str]] | None:
        """The campaign and the codes, where they are others than the list has for this computer already."""
        one = self._one
        if one is None or (not self.picker.codes and not one.communes):
            return None
        return one.campaign.id, list(self.picker.codes)

    def show_offered(self, offered: Sequence[Entrusted]) -> None:
        """What each campaign has for somebody."""
        self._offered = offered
        self._name_campaigns()
        begun = next((at for at, one in enumerate(offered) if one.communes), 0)
        self.campaign.setCurrentIndex(begun if offered else -1)
        self._show()

    def retranslate(self) -> None:
        """Say every text again."""
        self.label.setText(_("Communes to accompany"))
        self.campaign.setAccessibleName(_("Campaign"))
        self.picker.retranslate()
        self._name_campaigns()
        self._say()

    @property
    def _one(self) -> Entrusted | None:
        at = self.campaign.currentIndex()
        return self._offered[at] if 0 <= at < len(self._offered) else None

    def _name_campaigns(self) -> None:
        at = self.campaign.currentIndex()
        self.campaign.clear()
        for one in self._offered:
            name = one.campaign.name(current_language())
            text = fill(_("{name}, cycle {cycle}"), name=name, cycle=one.campaign.cycle)
            self.campaign.addItem(text if name else lone(one.campaign.cycle))
        self.campaign.setCurrentIndex(at)

    def _show(self) -> None:
        one = self._one
        self.picker.show_codes(one.communes if one is not None else ())
        self._say()

    def _say(self) -> None:
        one = self._one
        self.campaign.setVisible(bool(self._offered))
        self.picker.setVisible(one is not None)
        if one is None:
            self.hint.setText(_("There is no campaign yet: open one to assign communes, or assign them later."))
        elif one.communes:
            self.hint.setText(_("These are on the campaign’s list under this name. Add or take away."))
        else:
            self.hint.setText(
                _("Nobody of this name is on the campaign’s list: whoever you choose communes for is added.")
            )


class CommunesForm(QWidget):
    """Signals: saved: a device, a name, the campaign and the codes of communes (list[str])."""

    saved = Signal(str, str, str, list)

    def __init__(self, communes: Gazetteer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._member: TeamMember | None = None
        self.title, self.choice = QLabel(), CommunesChoice(communes)
        self.title.setProperty("role", "section")
        self.save, self.leave = QPushButton(), QPushButton()
        self.save.setProperty("kind", "primary")
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.save)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.choice)
        layout.addLayout(buttons)
        self.save.clicked.connect(self._on_save)
        self.leave.clicked.connect(self.hide)
        self.hide()
        self.retranslate()

    def show_member(self, member: TeamMember, offered: Sequence[Entrusted]) -> None:
        """Choose for somebody who is enrolled."""
        self._member = member
        self.choice.show_offered(offered)
        self.save.setEnabled(bool(offered))
        self._say()
        self.show()
        self.choice.picker.search.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self.save.setText(_("Save and write the assignment…"))
        self.leave.setText(_("Leave it"))
        self.choice.retranslate()
        self._say()

    def _say(self) -> None:
        if self._member is not None:
            self.title.setText(lone(self._member.name))

    def _on_save(self) -> None:
        chosen = self.choice.chosen
        if self._member is not None and chosen is not None:
            self.saved.emit(self._member.device, self._member.name, *chosen)
        else:
            self.hide()
