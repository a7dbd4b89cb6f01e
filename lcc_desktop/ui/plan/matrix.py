"""Impact × feasibility: actions are dragged to their place, or moved there with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lcc_desktop.domain.plan import MIDDLE, Action, Quadrant
from lcc_desktop.i18n import _, fill
from lcc_desktop.i18n.formats import number
from lcc_desktop.reports.charts.matrix import Axes, Board, Item, matrix
from lcc_desktop.reports.charts.scene import SCREEN, Disc, Fill, Pen, Scene, block
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.chart_view import paint_scene
from lcc_desktop.wording.plan import action_title, quadrant_name

_TRAY, _STEP, _NEAR = 64, 5, 3


class MatrixBoard(QWidget):
    """The matrix of documents, with actions to take hold of. What has no place yet waits below.

    N and P go from action to action, the arrows move the one chosen.

    Signals:
        chosen: the id of the action that was touched.
        placed: an action, its impact and its feasibility (0 to 100).
    """

    chosen = Signal(str)
    placed = Signal(str, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: tuple[Action, ...] = ()
        self._selected = ""
        self._dragged: tuple[str, QPointF] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 320)

    def set_actions(self, actions: Sequence[Action]) -> None:
        self._actions = tuple(actions)
        self._describe()
        self.update()

    def select(self, action: str) -> None:
        """Mark an action."""
        self._selected = action
        self._describe()
        self.update()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setAccessibleName(_("Impact and feasibility"))
        self._describe()
        self.update()

    @property
    def board(self) -> Board:
        """Where the square is now."""
        waiting = any(action.quadrant is None for action in self._actions)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Board(self.width(), self.height() - (_TRAY if waiting else 0), rtl, SCREEN)

    def place_of(self, action: Action) -> QPointF:
        """The middle of an action's disc, in pixels."""
        board = self.board
        if action.impact is None or action.feasibility is None:
            waiting = [each.id for each in self._actions if each.quadrant is None]
            along = board.margins[0] + board.radius + waiting.index(action.id) * (2 * board.radius + 8)
            return QPointF(self.width() - along if board.right_to_left else along, self.height() - board.radius - 6)
        return QPointF(*board.point(action.feasibility, action.impact))

    def _at(self, point: QPointF) -> Action | None:
        near = [(self._distance(each, point), each) for each in self._actions]
        found = [(distance, each) for distance, each in near if distance <= self.board.radius]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _distance(self, action: Action, point: QPointF) -> float:
        away = self.place_of(action) - point
        return float((away.x() ** 2 + away.y() ** 2) ** 0.5)

    def _find(self, action: str) -> Action | None:
        return next((each for each in self._actions if each.id == action), None)

    def _describe(self) -> None:
        action = self._find(self._selected)
        if action is None:
            self.setAccessibleDescription("")
            return
        quarter = quadrant_name(action.quadrant) if action.quadrant else _("not placed yet")
        self.setAccessibleDescription(fill(_("{action}: {place}"), action=action_title(action), place=quarter))

    def _number(self, action: Action) -> str:
        return number(self._actions.index(action) + 1)

    def _scene(self) -> Scene:
        held = self._dragged[0] if self._dragged else ""
        items = [
            Item(self._number(each), each.impact or 0, each.feasibility or 0, each.key, each.is_quick)
            for each in self._actions
            if each.quadrant is not None and each.id != held
        ]
        return matrix(items, matrix_axes(), self.board)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        action = self._at(event.position())
        if action is not None and event.button() is Qt.MouseButton.LeftButton:
            self._dragged = (action.id, event.position())
            self.select(action.id)
            self.chosen.emit(action.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged = (self._dragged[0], event.position())
            self.update()
            return
        action = self._at(event.position())
        self.setCursor(Qt.CursorShape.OpenHandCursor if action else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), action_title(action) if action else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            return
        before, self._dragged = self._find(self._dragged[0]), None
        self.update()
        if before is None:  # gone meanwhile
            return
        point, board = event.position(), self.board
        feasibility, impact = board.values(point.x(), point.y())
        inside = 0 <= point.x() <= board.width and 0 <= point.y() <= board.height
        if (
            inside
            and self._distance(before, point) > _NEAR
            and (impact, feasibility)
            != (
                before.impact,
                before.feasibility,
            )
        ):
            self.placed.emit(before.id, impact, feasibility)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {
            Qt.Key.Key_Up: (_STEP, 0),
            Qt.Key.Key_Down: (-_STEP, 0),
            Qt.Key.Key_Right: (0, forward * _STEP),
            Qt.Key.Key_Left: (0, -forward * _STEP),
        }
        action, key = self._find(self._selected), Qt.Key(event.key())
        if key in (Qt.Key.Key_N, Qt.Key.Key_P) and self._actions:
            at = next((row for row, each in enumerate(self._actions) if each.id == self._selected), -1)
            another = self._actions[(at + (1 if key is Qt.Key.Key_N else -1)) % len(self._actions)]
            self.select(another.id)
            self.chosen.emit(another.id)
        elif action is not None and key in steps:
            up, along = steps[key]
            impact = min(max((MIDDLE if action.impact is None else action.impact) + up, 0), 100)
            feasibility = min(max((MIDDLE if action.feasibility is None else action.feasibility) + along, 0), 100)
            self.placed.emit(action.id, impact, feasibility)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_scene(painter, self._scene())
        waiting = [each for each in self._actions if each.quadrant is None]
        if waiting:
            self._paint_tray_title(painter)
        held = self._find(self._dragged[0]) if self._dragged else None
        for action in waiting:
            if action is not held:
                self._paint_disc(painter, action, self.place_of(action))
        selected = self._find(self._selected)
        if held is not None and self._dragged is not None:
            self._paint_disc(painter, held, self._dragged[1])
        elif selected is not None:
            colour = QColor(palette().ink if self.hasFocus() else palette().accent)
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.place_of(selected), self.board.radius + 4, self.board.radius + 4)
        painter.end()

    def _paint_disc(self, painter: QPainter, action: Action, middle: QPointF) -> None:
        """An action outside the square or in the hand, as it looks inside."""
        words = block(self._number(action), SCREEN.label, False, role="surface" if action.key else "ink", bold=True)
        disc = Disc((middle.x(), middle.y()), self.board.radius, Pen("primary", 1.5), _fill(action))
        texts = tuple(words.at(middle.x(), middle.y() - words.height / 2, "centre"))
        paint_scene(painter, Scene(self.width(), self.height(), (disc, *texts)))

    def _paint_tray_title(self, painter: QPainter) -> None:
        board = self.board
        words = block(_("Not placed yet: drag into the square"), SCREEN.small, board.right_to_left)
        x = self.width() - board.margins[0] if board.right_to_left else board.margins[0]
        texts = words.at(x, board.height, "right" if board.right_to_left else "left")
        paint_scene(painter, Scene(self.width(), self.height(), tuple(texts)))


def matrix_axes() -> Axes:
    """What is written on the matrix, in the language of the moment."""
    return Axes(
        _("Impact: from low to high"),
        _("Feasibility: from hard to easy"),
        {quadrant: quadrant_name(quadrant) for quadrant in Quadrant},
    )


def _fill(action: Action) -> Fill:
    return Fill("primary" if action.key else "surface")
