"""The parts of a framework document as a tree: what the editor goes through."""

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QIcon, QStandardItem, QStandardItemModel

from lcc_desktop.i18n import _, current_language, fill, lone
from lcc_desktop.services.framework_text import Document, Place
from lcc_desktop.ui.framework.entries import PART_NAMES
from lcc_desktop.ui.look.icons import icon

PLACE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
GROUPS = ("fields", "principles", "prerequisites", "numbers", "levels")


class DocumentTreeModel(QStandardItemModel):
    """Groups, and the parts of the document under them. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: dict[Place, QStandardItem] = {}

    def set_document(self, document: Document, troubled: set[Place]) -> None:
        """Show a document; parts in `troubled` carry a mark. The tree is made anew only when its shape changed."""
        shape = [place for place, _label in _parts(document)]
        if shape != list(self._places):
            self.clear()
            self._places = {}
            for place in shape:
                item = QStandardItem()
                item.setEditable(False)
                item.setData(place, PLACE_ROLE)
                above = _parent(place)
                (self.invisibleRootItem() if above is None else self._places[above]).appendRow(item)
                self._places[place] = item
        for place, label in _parts(document):
            item = self._places[place]
            item.setText(label)
            item.setToolTip(label)
            warned = any(one[: len(place)] == place for one in troubled) if place else () in troubled
            item.setIcon(icon("warning", ink="accent") if warned else QIcon())

    def index_of(self, place: Place) -> QModelIndex:
        """Where a part is; the nearest it stands under when it is no longer there."""
        while place not in self._places and place:
            place = place[:-1]
        item = self._places.get(place)
        return self.indexFromItem(item) if item else QModelIndex()


def _parent(place: Place) -> Place | None:
    """What a part stands under: norms and indicators under their part, the others under their group."""
    if len(place) <= 1:
        return None
    return place[:-2] if len(place) > 2 else place[:-1]


def _parts(document: Document) -> list[tuple[Place, str]]:
    """Every row of the tree in its order, with what it says."""
    language = current_language()

    def said(item: Document, key: str) -> str:
        text = item.get(key, {}).get("ar" if language == "ar" else "fr", "")
        return fill(_("{code} · {text}"), code=item.get("code", ""), text=text) if text else lone(item.get("code", ""))

    rows: list[tuple[Place, str]] = [((), _("General"))]
    for group in GROUPS:
        rows.append(((group,), _(PART_NAMES[group])))
        for k, item in enumerate(document.get(group, ())):
            rows.append(((group, k), said(item, "name" if group in ("fields", "principles", "levels") else "text")))
            for n, norm in enumerate(item.get("norms", ())):
                rows.append(((group, k, "norms", n), said(norm, "title")))
                for i, indicator in enumerate(norm.get("indicators", ())):
                    rows.append(((group, k, "norms", n, "indicators", i), said(indicator, "text")))
    return rows
