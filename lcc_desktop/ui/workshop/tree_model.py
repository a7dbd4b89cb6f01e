"""Principles → norms → indicators, as Qt's tree wants them."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lcc_desktop.domain.framework import Text
from lcc_desktop.domain.scoring import Score, Tally
from lcc_desktop.i18n import N_, _, current_language, fill
from lcc_desktop.i18n.formats import percent
from lcc_desktop.services.results import EvaluationView
from lcc_desktop.wording.states import state_name

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()
CODE_ROLE = Qt.ItemDataRole.UserRole
SCORE_ROLE = Qt.ItemDataRole.UserRole + 1
TALLY_ROLE = Qt.ItemDataRole.UserRole + 2
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 3
FLAGS_ROLE = Qt.ItemDataRole.UserRole + 4
"""What is special about an indicator, as a tuple of names of FLAGS."""

FLAGS = {"calibration": N_("Calibration"), "parked": N_("Parked"), "dissent": N_("Dissent noted")}


@dataclass(eq=False)
class _Node:
    code: str
    text: Text
    parent: "_Node | None"
    row: int
    children: list["_Node"] = field(default_factory=list)

    def add(self, code: str, text: Text) -> "_Node":
        child = _Node(code, text, self, len(self.children))
        self.children.append(child)
        return child

    @property
    def depth(self) -> int:
        """0 for a principle, 1 for a norm, 2 for an indicator."""
        return -1 if self.parent is None else self.parent.depth + 1


class IndicatorTreeModel(QAbstractItemModel):
    """The framework of the open evaluation with the state of each part. Read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: EvaluationView | None = None
        self._root = _Node("", Text("", ""), None, 0)
        self._indicators: dict[str, _Node] = {}

    def set_view(self, view: EvaluationView) -> None:
        """Show an evaluation; the tree is rebuilt only for another framework."""
        same = self._view is not None and self._view.framework.ref == view.framework.ref
        if same:
            self._view = view
            self.refresh()
            return
        self.beginResetModel()
        self._view = view
        self._build()
        self.endResetModel()

    def update(self, view: EvaluationView, code: str) -> None:
        """One indicator has a new score: repaint it and what adds it up."""
        self._view = view
        node = self._indicators.get(code)
        while node is not None and node.parent is not None:
            index = self.createIndex(node.row, 0, node)
            self.dataChanged.emit(index, index)
            node = node.parent

    def refresh(self) -> None:
        """Everything may read differently: another language, or an evaluation read afresh."""
        for node in self._root.children:
            self._refresh(node)

    def index_of(self, code: str) -> QModelIndex:
        node = self._indicators.get(code)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def _refresh(self, node: _Node) -> None:
        index = self.createIndex(node.row, 0, node)
        self.dataChanged.emit(index, index)
        for child in node.children:
            self._refresh(child)

    def _build(self) -> None:
        self._root, self._indicators = _Node("", Text("", ""), None, 0), {}
        for principle in self._view.framework.principles if self._view else ():
            top = self._root.add(principle.code, principle.name)
            for norm in principle.norms:
                middle = top.add(norm.code, norm.title)
                for indicator in norm.indicators:
                    self._indicators[indicator.code] = middle.add(indicator.code, indicator.text)

    def _tally(self, node: _Node) -> Tally | None:
        if self._view is None:
            return None
        tallies = self._view.results.principles if node.depth == 0 else self._view.results.norms
        return tallies.get(node.code) if node.depth < 2 else None

    def _score(self, node: _Node) -> Score | None:
        return self._view.indicators[node.code].score if self._view and node.depth == 2 else None

    def _flags(self, node: _Node) -> tuple[str, ...]:
        if self._view is None or node.depth != 2:
            return ()
        item = self._view.indicators[node.code]
        said = {"calibration": self._view.calibration == node.code, "parked": item.parked, "dissent": item.dissent}
        return tuple(flag for flag, is_so in said.items() if is_so)

    def _spoken(self, node: _Node) -> str:
        """For screen readers: the text with its state."""
        text = node.text.say(current_language())
        score, tally = self._score(node), self._tally(node)
        if score is not None:
            state = ". ".join([state_name(score.state), *(_(FLAGS[flag]) for flag in self._flags(node))])
            return fill("{code} {text}. {state}", code=node.code, text=text, state=state)
        done = percent(tally.completeness) if tally else ""
        return fill("{code} {text}. {done}", code=node.code, text=text, done=done)

    # Qt overrides

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        children = self._node(parent).children
        if column == 0 and 0 <= row < len(children):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = ROOT) -> int:
        return len(self._node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.text.say(current_language())
            case Qt.ItemDataRole.ToolTipRole:
                return f"{node.code}  {node.text.say(current_language())}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node)
            case _ if role == CODE_ROLE:
                return node.code
            case _ if role == SCORE_ROLE:
                return self._score(node)
            case _ if role == TALLY_ROLE:
                return self._tally(node)
            case _ if role == DEPTH_ROLE:
                return node.depth
            case _ if role == FLAGS_ROLE:
                return self._flags(node)
        return None

    def _node(self, index: Index) -> _Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root
