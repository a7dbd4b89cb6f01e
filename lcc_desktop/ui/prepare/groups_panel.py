"""The groups that vote together: their names, how many are in each, one more, one less."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from lcc_desktop.domain.facts import NAME_LIMIT
from lcc_desktop.domain.people import Gathering, Group
from lcc_desktop.i18n import _, fill, lone
from lcc_desktop.i18n.formats import number
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.name_edit import NameEdit


class GroupsPanel(QWidget):
    """
    Signals:
        add_asked: the name of a new group.
        renamed: the id of a group and its new name.
        remove_asked: the id of a group.
    """

    add_asked = Signal(str)
    renamed = Signal(str, str)
    remove_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gathering = Gathering()
        self.title, self.what = QLabel(), QLabel()
        self.title.setProperty("role", "section")
        self.what.setProperty("role", "small")
        self.what.setWordWrap(True)
        self.new = NameEdit()
        self.new.setMaxLength(NAME_LIMIT)
        self.names: dict[str, NameEdit] = {}
        self._counts: dict[str, QLabel] = {}
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.what)
        layout.addLayout(self._list)
        layout.addWidget(self.new)
        self.new.left.connect(self._on_new)
        self.retranslate()

    def show_gathering(self, gathering: Gathering) -> None:
        """Show the groups; what is being typed stays while they are the same ones."""
        same = [group.id for group in gathering.groups] == [group.id for group in self._gathering.groups]
        self._gathering = gathering
        if not same:
            self._make_rows()
        for group in gathering.groups:
            self.names[group.id].show_name(group.name)
            self._counts[group.id].setText(lone(number(len(gathering.members_of(group.id)))))

    def keep(self) -> None:
        """Hand over what is being typed."""
        for edit in (*self.names.values(), self.new):
            edit.keep()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(_("Groups"))
        self.what.setText(
            _("People who vote together, such as the elected or the staff. Their scores can be compared.")
        )
        self.new.setPlaceholderText(_("New group"))
        self.new.setAccessibleName(_("Name of a new group"))
        self._make_rows()
        self.show_gathering(self._gathering)

    def _make_rows(self) -> None:
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.names, self._counts = {}, {}
        self._rows = [self._row(group) for group in self._gathering.groups]
        for row in self._rows:
            self._list.addWidget(row)

    def _row(self, group: Group) -> QWidget:
        row = QWidget()
        name, count, remove = NameEdit(), QLabel(), QToolButton()
        name.setMaxLength(NAME_LIMIT)
        name.setAccessibleName(fill(_("Name of the group {name}"), name=group.name))
        name.left.connect(partial(self._on_renamed, group.id))
        count.setProperty("role", "quiet")
        remove.setProperty("kind", "quiet")
        remove.setIcon(icon("close", ink="quiet"))
        remove.setToolTip(_("Dissolve this group; its members stay on the list"))
        remove.setAccessibleName(fill(_("Dissolve the group {name}"), name=group.name))
        remove.clicked.connect(partial(self.remove_asked.emit, group.id))
        self.names[group.id], self._counts[group.id] = name, count
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(name, 1)
        layout.addWidget(count)
        layout.addWidget(remove)
        return row

    def _on_new(self, name: str) -> None:
        if name.strip():
            self.add_asked.emit(name)
            self.new.show_name("", afresh=True)

    def _on_renamed(self, group: str, name: str) -> None:
        if name.strip():
            self.renamed.emit(group, name)
        else:
            self.names[group].show_name(self._gathering.group_names.get(group, ""), afresh=True)
