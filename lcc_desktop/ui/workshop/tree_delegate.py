"""How a line of the tree looks: code, text, and the mark or the thin line of what is done."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.icons import icon
from lcc_desktop.ui.parts.state_mark import paint_mark
from lcc_desktop.ui.workshop.tree_model import CODE_ROLE, DEPTH_ROLE, FLAGS_ROLE, SCORE_ROLE, TALLY_ROLE

Index = QModelIndex | QPersistentModelIndex

_HEIGHTS = {0: 46, 1: 40, 2: 36}
_INDENT = {0: 12, 1: 16, 2: 22}
MARK, FLAG = 20, 14
_FLAGS = {"calibration": ("target", "primary"), "parked": ("park", "accent"), "dissent": ("dissent", "quiet")}
"""Icon and ink of what is special about an indicator."""


class TreeDelegate(QStyledItemDelegate):
    """Paints by hand, mirrored with the layout."""

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHTS[index.data(DEPTH_ROLE)])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        colours, depth = palette(), index.data(DEPTH_ROLE)
        rect: QRect = option.rect
        direction = option.direction
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
            edge = QStyle.visualRect(direction, rect, QRect(rect.left(), rect.top(), 3, rect.height()))
            painter.fillRect(edge, QColor(colours.primary))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.raised))
        start = rect.left() + _INDENT[depth]
        end = rect.right() - 12
        mark = QRect(end - MARK, rect.center().y() - MARK // 2, MARK, MARK)
        flags = index.data(FLAGS_ROLE)
        taken = MARK + 8 + len(flags) * (FLAG + 4) if depth == 2 else 0
        text = QRect(start, rect.top(), end - start - taken, rect.height() - (6 if depth < 2 else 0))
        weight = {0: QFont.Weight.DemiBold, 1: QFont.Weight.Medium, 2: QFont.Weight.Normal}[depth]
        painter.setFont(fonts.font(fonts.BASE if depth == 0 else 13, weight))
        painter.setPen(QColor(colours.ink if depth != 1 else colours.quiet))
        self._paint_text(painter, QStyle.visualRect(direction, rect, text), direction, index)
        if depth == 2:
            paint_mark(painter, QRectF(QStyle.visualRect(direction, rect, mark)), index.data(SCORE_ROLE))
            for place, flag in enumerate(reversed(flags)):
                at = QRect(mark.left() - (place + 1) * (FLAG + 4), rect.center().y() - FLAG // 2, FLAG, FLAG)
                name, ink = _FLAGS[flag]
                icon(name, ink=ink).paint(painter, QStyle.visualRect(direction, rect, at))
        else:
            line = QRect(start, rect.bottom() - 6, end - start, 2)
            done = QRect(start, line.top(), round(line.width() * float(index.data(TALLY_ROLE).completeness)), 2)
            painter.fillRect(QStyle.visualRect(direction, rect, line), QColor(colours.line))
            painter.fillRect(QStyle.visualRect(direction, rect, done), QColor(colours.primary))
        painter.restore()

    @staticmethod
    def _paint_text(painter: QPainter, box: QRect, direction: Qt.LayoutDirection, index: Index) -> None:
        right_to_left = direction is Qt.LayoutDirection.RightToLeft
        anchor = "\u200f" if right_to_left else "\u200e"
        line = f"{anchor}\u2068{index.data(CODE_ROLE)}\u2069  {index.data(Qt.ItemDataRole.DisplayRole)}"
        shown = _elided(line, box.width(), painter.font().key())
        across = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, across | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)


@lru_cache(maxsize=1024)
def _elided(line: str, width: int, font_key: str) -> str:
    """A line that fits: the same ones are painted again at every score."""
    font = QFont()
    font.fromString(font_key)
    return QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, width)
