"""The workshop page: tree, card, evidence, and the keys."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score
from lcc_desktop.i18n import _, fill
from lcc_desktop.services.results import EvaluationView, IndicatorView
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.workshop.card import IndicatorCard
from lcc_desktop.ui.workshop.evidence_panel import EvidencePanel
from lcc_desktop.ui.workshop.tree_delegate import TreeDelegate
from lcc_desktop.ui.workshop.tree_model import CODE_ROLE, IndicatorTreeModel

_STATES = {Qt.Key.Key_N: NOT_APPLICABLE, Qt.Key.Key_I: NO_INFORMATION, Qt.Key.Key_Delete: UNSCORED}


class WorkshopView(Page):
    """
    Signals:
        chosen: the code of the indicator to show.
        moved: steps forward (1) or back (-1) in the order of play.
        scored: the Score that was said.
    """

    chosen = Signal(str)
    moved = Signal(int)
    scored = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.model = IndicatorTreeModel(self)
        self.tree = _tree(self.model)
        self.card = IndicatorCard()
        self.evidence = EvidencePanel()
        self.previous, self.next, self.position, self.keys = QPushButton(), QPushButton(), QLabel(), QLabel()
        self.next.setProperty("kind", "primary")
        self.keys.setProperty("role", "small")
        self.progress = ProgressBar()
        self.empty = EmptyState("workshop")
        self._place = (0, 0)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._room())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.previous.clicked.connect(partial(self.moved.emit, -1))
        self.next.clicked.connect(partial(self.moved.emit, 1))
        self.card.scored.connect(self.scored)
        self.retranslate()

    def show_evaluation(self, view: EvaluationView) -> None:
        """Another evaluation, or the same read afresh."""
        first = not self.model.rowCount()
        self.model.set_view(view)
        if first:
            self.tree.expandToDepth(0)
        self._stack.setCurrentIndex(1)
        self.progress.set_share(float(view.results.overall.completeness))

    def update_indicator(self, view: EvaluationView, code: str) -> None:
        """One indicator has a new view."""
        self.model.update(view, code)
        self.progress.set_share(float(view.results.overall.completeness))

    def show_card(self, shown: IndicatorView, view: EvaluationView, place: tuple[int, int]) -> None:
        """Show an indicator on the card and in the tree."""
        code = shown.indicator.code
        self.card.show_indicator(shown, view.framework.norm_of(code))
        self.evidence.show_indicator(shown)
        index = self.model.index_of(code)
        if self.tree.currentIndex() != index:
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        self._place = place
        self._say_place()

    def retranslate(self) -> None:
        """Say every text again."""
        self.tree.setAccessibleName(_("Indicators"))
        self.previous.setText(_("Previous"))
        self.next.setText(_("Next"))
        self.previous.setIcon(icon("previous"))
        self.next.setIcon(icon("next", ink="on_primary"))
        self.next.setLayoutDirection(self._opposite())
        self.keys.setText(
            _("0–4 score · N not applicable · I no information · J justification · E evidence · arrows move")
        )
        self.empty.set_texts(
            _("No evaluation open"), _("Open an evaluation from the home page to hold its workshop."), ""
        )
        self.card.retranslate()
        self.evidence.retranslate()
        self.model.refresh()
        self._say_place()

    def _opposite(self) -> Qt.LayoutDirection:
        """The next button has its arrow after its word."""
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Qt.LayoutDirection.LeftToRight if rtl else Qt.LayoutDirection.RightToLeft

    def _say_place(self) -> None:
        position, count = self._place
        self.position.setText(
            fill(_("Indicator {position} of {count}"), position=position, count=count) if count else ""
        )
        self.previous.setEnabled(position > 1)
        self.next.setEnabled(position < count)

    def _room(self) -> QWidget:
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(20, 20, 20, 16)
        inside.addWidget(self.evidence)
        inside.addStretch(1)
        side.setWidget(holder)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        trailing, leading = QFrame(), QFrame()
        for frame, width, content in ((leading, 300, self.tree), (trailing, 300, side)):
            frame.setProperty("role", "side")
            frame.setFixedWidth(width)
            column = QVBoxLayout(frame)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(content)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        for widget in (leading, _line(vertical=True), self.card, _line(vertical=True), trailing):
            upper.addWidget(widget, 1 if widget is self.card else 0)
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(_line(vertical=False))
        layout.addWidget(self._foot())
        return room

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "side")
        foot.setFixedHeight(56)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.position)
        self.progress.setFixedWidth(120)
        row.addWidget(self.progress)
        row.addWidget(self.keys, 1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        return foot

    def _on_current_changed(self, index: QModelIndex) -> None:
        code = index.data(CODE_ROLE)
        if code:
            self.chosen.emit(code)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.evidence.add.dragEnterEvent(event)  # files may fall anywhere on the page

    def dropEvent(self, event: QDropEvent) -> None:
        self.evidence.add.dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        forward = Qt.Key.Key_Left if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Right
        backward = Qt.Key.Key_Right if forward is Qt.Key.Key_Left else Qt.Key.Key_Left
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.scored.emit(Score.of(key - Qt.Key.Key_0))
        elif key in _STATES:
            self.scored.emit(_STATES[key])
        elif key == Qt.Key.Key_J:
            self.card.edit_note()
        elif key == Qt.Key.Key_E:
            self.evidence.add.choose()
        elif key in (forward, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            self.moved.emit(1)
        elif key in (backward, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self.moved.emit(-1)
        else:
            super().keyPressEvent(event)


class _Tree(QTreeView):
    """A tree that leaves the workshop's keys to the workshop."""

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _tree(model: IndicatorTreeModel) -> QTreeView:
    tree = _Tree()
    tree.setModel(model)
    tree.setItemDelegate(TreeDelegate(tree))
    tree.setHeaderHidden(True)
    tree.setIndentation(12)
    tree.setMouseTracking(True)
    tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setExpandsOnDoubleClick(False)
    return tree


def _line(vertical: bool) -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
