"""The editor of a draft: its parts, the form of one, what is wrong, and how a workshop will see it."""

from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.errors import Problem
from lcc_desktop.i18n import N_, _, current_language, fill, lone, ngettext
from lcc_desktop.services import framework_edit as edit
from lcc_desktop.services.drafts import Draft
from lcc_desktop.services.framework_text import Document, Place
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.ui.framework.entries import PART_NAMES, names_of
from lcc_desktop.ui.framework.form import PartForm
from lcc_desktop.ui.framework.shelf_view import ask_target
from lcc_desktop.ui.framework.tree_model import PLACE_ROLE, DocumentTreeModel
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.prose import wrap
from lcc_desktop.ui.workshop.card import IndicatorCard
from lcc_desktop.wording.errors import explain_problem

_PROBLEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_FORM, _PREVIEW = 0, 1
_SIDE, _MARGIN = 260, 12

ADDED = {
    "fields": N_("Field"),
    "principles": N_("Principle"),
    "norms": N_("Norm"),
    "indicators": N_("Indicator"),
    "prerequisites": N_("Prerequisite"),
    "numbers": N_("Number"),
    "levels": N_("Threshold"),
}
"""What the buttons under the tree add, by the list it is added to."""


class EditorView(QWidget):
    """
    Signals:
        changed: a place and its new value.
        add_asked: the place of a list; remove_asked: of a part; shift_asked: of a part, and steps.
        looked_at: the place of the part on the screen.
        undo_asked, publish_asked, left.
        export_asked: a path.
    """

    changed = Signal(object, object)
    add_asked = Signal(object)
    remove_asked = Signal(object)
    shift_asked = Signal(object, int)
    looked_at = Signal(object)
    undo_asked = Signal()
    publish_asked = Signal()
    left = Signal()
    export_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._place: Place = ()
        self.back, self.export, self.publish = QToolButton(), QPushButton(), QPushButton()
        self.title, self.state = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state.setProperty("role", "small")
        self.publish.setProperty("kind", "primary")
        self.back.setProperty("kind", "quiet")
        self.undo = QToolButton()
        self.undo.setProperty("kind", "quiet")
        self.model = DocumentTreeModel(self)
        self.tree = _tree(self.model)
        self.add_beside, self.add_under = QToolButton(), QToolButton()
        self.remove, self.up, self.down = QToolButton(), QToolButton(), QToolButton()
        for button in (self.add_beside, self.add_under, self.remove, self.up, self.down):
            button.setProperty("kind", "quiet")
        self.tabs = QTabBar()
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.amazigh = QPushButton()
        self.amazigh.setProperty("kind", "choice")
        self.amazigh.setCheckable(True)
        self.form = PartForm()
        self.preview = IndicatorCard()
        self.no_preview = QLabel()
        self.no_preview.setProperty("role", "quiet")
        wrap(self.no_preview)
        self.no_preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.centre = QStackedWidget()
        for widget in (self.form, self.preview, self.no_preview):
            self.centre.addWidget(widget)
        self.problems_title, self.problems = QLabel(), QListWidget()
        self.problems_title.setProperty("role", "section")
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.problems.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.problems.setProperty("role", "inside")
        self._previewed: EvaluationView | None = None
        self._lay_out()
        self._connect()

    def open(self, draft: Draft) -> None:
        """Begin with the whole of a draft."""
        self._place = ()
        self.tabs.setCurrentIndex(_FORM)
        self.show_draft(draft, ())
        self.tree.expandToDepth(0)
        self.tree.setFocus()

    def show_draft(self, draft: Draft, go_to: Place | None = None) -> None:
        """Show a draft as it is now; `go_to` is where to look."""
        self._draft = draft
        self.model.set_document(draft.document, {_part_of(problem.path) for problem in draft.problems})
        wanted = self._place if go_to is None else go_to
        index = self.model.index_of(wanted)
        self._place = index.data(PLACE_ROLE) or ()
        if self.tree.currentIndex() != index:
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        self._show_part()
        self._say()
        self.looked_at.emit(self._place)  # a part may have moved or gone

    def keep(self) -> None:
        """Hand over what is being typed."""
        self.form.keep()

    def show_preview(self, view: EvaluationView | None) -> None:
        """The indicator chosen as a workshop will see it; None when it cannot be shown."""
        self._previewed = view
        if view is not None:
            self.preview.show_indicator(next(iter(view.indicators.values())), view)
        self._show_centre()

    def retranslate(self) -> None:
        """Say every text again."""
        self.back.setText(_("Frameworks"))
        self.back.setIcon(icon("back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export.setText(_("Export…"))
        self.publish.setText(_("Publish"))
        self.undo.setIcon(icon("undo"))
        self.undo.setAccessibleName(_("Undo"))
        self.undo.setToolTip(_("Undo (Ctrl+Z)"))
        self.tabs.setTabText(_FORM, _("Text"))
        self.tabs.setTabText(_PREVIEW, _("As participants see it"))
        self.tabs.setAccessibleName(_("Text or preview"))
        self.amazigh.setText(_("Amazigh"))
        self.amazigh.setToolTip(_("Show a line for Amazigh under every text"))
        self.tree.setAccessibleName(_("Parts of the framework"))
        self.problems.setAccessibleName(_("What is missing or wrong"))
        self.no_preview.setText(_("Choose an indicator that is written so far: it shows here as on the workshop page."))
        for button, name, text in (
            (self.remove, "trash", _("Remove this part")),
            (self.up, "chevron-up", _("Move up")),
            (self.down, "chevron-down", _("Move down")),
        ):
            button.setIcon(icon(name, ink="quiet"))
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.preview.retranslate()
        if self._draft is not None:
            self.keep()
            self.model.set_document(self._draft.document, {_part_of(p.path) for p in self._draft.problems})
            self._show_part(afresh=True)
            self._say()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 16, 6)
        head.setSpacing(8)
        head.addWidget(self.back)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.state)
        head.addLayout(titles, 1)
        head.addWidget(self.undo)
        head.addWidget(self.export)
        head.addWidget(self.publish)
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 4, 8, 4)
        tools.setSpacing(0)
        for button in (self.add_beside, self.add_under):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            tools.addWidget(button)
        tools.addStretch(1)
        for button in (self.up, self.down, self.remove):
            tools.addWidget(button)
        leading, middle, trailing = QFrame(), QWidget(), QFrame()
        for frame, width in ((leading, 330), (trailing, _SIDE)):
            frame.setProperty("role", "side")
            frame.setFixedWidth(width)
        column = QVBoxLayout(leading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addLayout(tools)
        centre = QVBoxLayout(middle)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(20, 8, 20, 0)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        tabs.addWidget(self.amazigh)
        centre.addLayout(tabs)
        centre.addWidget(self.centre, 1)
        side = QVBoxLayout(trailing)
        side.setContentsMargins(_MARGIN, 16, _MARGIN, 12)
        side.setSpacing(8)
        side.addWidget(self.problems_title)
        side.addWidget(self.problems, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        for part in (leading, _line(), middle, _line(), trailing):
            row.addWidget(part, 1 if part is middle else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(_line(vertical=False))
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(self._on_chosen)
        self.form.changed.connect(self.changed)
        self.tabs.currentChanged.connect(lambda _index: self._show_centre())
        self.amazigh.toggled.connect(self.form.show_amazigh)
        self.problems.itemActivated.connect(self._on_problem)
        self.problems.itemClicked.connect(self._on_problem)
        # Buttons do not take the keyboard everywhere, so what is being typed is handed over before anything is done.
        for button in (self.back, self.undo, self.publish, self.export, self.add_beside, self.add_under):
            button.pressed.connect(self.keep)
        for button in (self.remove, self.up, self.down):
            button.pressed.connect(self.keep)
        self.back.clicked.connect(self.left)
        self.undo.clicked.connect(self.undo_asked)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.undo_asked)
        self.publish.clicked.connect(self.publish_asked)
        self.export.clicked.connect(self._on_export)
        self.add_beside.clicked.connect(lambda: self._on_add(0))
        self.add_under.clicked.connect(lambda: self._on_add(1))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self._place))
        self.up.clicked.connect(partial(self._on_shift, -1))
        self.down.clicked.connect(partial(self._on_shift, 1))

    def _show_part(self, afresh: bool = False) -> None:
        if self._draft is None:
            return
        # A group has no form of its own: the whole is shown beside it.
        is_part = bool(self._place) and isinstance(self._place[-1], int)
        self.form.show_part(self._draft.document, self._place if is_part else (), afresh)

    def _show_centre(self) -> None:
        if self.tabs.currentIndex() == _FORM:
            self.centre.setCurrentWidget(self.form)
        else:
            self.centre.setCurrentWidget(self.no_preview if self._previewed is None else self.preview)

    def _say(self) -> None:
        if self._draft is None:
            return
        document, problems = self._draft.document, self._draft.problems
        language = "ar" if current_language() == "ar" else "fr"
        self.title.setText(
            fill(
                _("{title}, version {version}"),
                title=document["title"].get(language, "") or document["id"],
                version=document["version"],
            )
        )
        state = _("Draft. Every change is kept.")
        if not document["official"]:
            both = " / ".join(document["notice"].get(one, "") for one in ("fr", "ar"))
            state = fill(_("{state} · {notice}"), state=state, notice=both)
        self.state.setText(state)
        count = len(problems)
        text = ngettext("{count} problem to mend", "{count} problems to mend", count)
        self.problems_title.setText(fill(text, count=count) if count else _("Nothing is missing"))
        self.publish.setEnabled(not problems)
        self.problems.clear()
        for problem in problems:
            sentence = explain_problem(problem.at_cell(_named(document, problem)))
            item = QListWidgetItem(icon("warning", ink="accent"), sentence)
            item.setData(_PROBLEM_ROLE, problem.path)
            item.setSizeHint(QSize(0, self._height_of(item.text())))
            self.problems.addItem(item)
        lists = self._lists()
        for button, position in ((self.add_beside, 0), (self.add_under, 1)):
            button.setVisible(position < len(lists))
            if position < len(lists):
                button.setIcon(icon("plus", ink="primary"))
                button.setText(_(ADDED[str(lists[position][-1])]))
                button.setAccessibleName(fill(_("Add: {what}"), what=button.text()))
        is_part = bool(self._place) and isinstance(self._place[-1], int)
        for button in (self.remove, self.up, self.down):
            button.setEnabled(is_part)

    def _height_of(self, sentence: str) -> int:
        """Room for a whole sentence beside its icon: a list by itself would cut it after two lines."""
        beside = _SIDE - 2 * _MARGIN - 60
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.problems.fontMetrics().boundingRect(0, 0, beside, 1000, flags, sentence).height() + 20

    def _lists(self) -> list[Place]:
        """The lists that a new part can be added to from here: the one it stands in, the one under it."""
        place = self._place
        if not place:
            return []
        if len(place) == 1:
            return [place]
        under = {"principles": "norms", "norms": "indicators"}.get(str(place[-2]))
        return [place[:-1], *([(*place, under)] if under else [])]

    def _on_chosen(self, index: QModelIndex) -> None:
        place = index.data(PLACE_ROLE)
        if place is None or place == self._place or self._draft is None:
            return
        self._place = place
        self.keep()  # of the part that is being left: the form still shows it
        self._show_part()
        self._say()
        self.looked_at.emit(place)

    def _on_problem(self, item: QListWidgetItem) -> None:
        path: Place = item.data(_PROBLEM_ROLE)
        part = _part_of(path)
        self.tabs.setCurrentIndex(_FORM)
        self.tree.setCurrentIndex(self.model.index_of(part))
        self.form.reveal(path[len(part) :])

    def _on_add(self, position: int) -> None:
        lists = self._lists()
        if position < len(lists):
            self.tabs.setCurrentIndex(_FORM)
            self.add_asked.emit(lists[position])

    def _on_shift(self, steps: int) -> None:
        if self._place and isinstance(self._place[-1], int):
            self.shift_asked.emit(self._place, steps)

    def _on_export(self) -> None:
        if self._draft is None:
            return
        chosen = ask_target(self, f"{self._draft.document['id']}-{self._draft.document['version']}")
        if chosen is not None:
            self.export_asked.emit(chosen)


def _part_of(path: Place) -> Place:
    """The part of the tree in which a value stands."""
    place: Place = ()
    for position in range(1, len(path), 2):
        key, number = path[position - 1], path[position]
        if key not in edit.LISTS or not isinstance(number, int):
            break
        place = path[: position + 1]
    if not place and path and path[0] in PART_NAMES:
        return path[:1]
    return place


def _named(document: Document, problem: Problem) -> str:
    """Where a problem is, in the words of the form."""
    part = _part_of(problem.path)
    item = edit.at(document, part)
    code = item.get("code", "") if isinstance(item, dict) and part else ""
    names = names_of(document, part, item, problem.path[len(part) :]) if isinstance(item, dict) else []
    if not names and problem.path and problem.path[-1] in PART_NAMES:
        names = [_(PART_NAMES[str(problem.path[-1])])]
    said = " · ".join(names)
    if code and said:  # a sentence, so that an Arabic one begins with the code
        return fill(_("{code} · {text}"), code=code, text=said)
    return lone(code or said or _("General"))


def _tree(model: DocumentTreeModel) -> QTreeView:
    tree = QTreeView()
    tree.setModel(model)
    tree.setHeaderHidden(True)
    tree.setIndentation(14)
    tree.setUniformRowHeights(True)
    tree.setProperty("role", "parts")
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return tree


def _line(vertical: bool = True) -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
