"""Draws the cells of the campaign's table: the style sheet's own way takes longer than a frame for a page of them."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lcc_desktop.ui.campaign.table_model import CampaignTableModel
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
_PAD = 15


class CampaignCell(QStyledItemDelegate):
    """One line of text over a hairline, on the colour of the selection where the row is chosen."""

    # Qt overrides

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, CampaignTableModel):
            return
        rect: QRect = option.rect
        text, ink, centred = model.cell(index.row(), index.column())
        colours = palette()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, _colour(colours.selection))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, _colour(colours.line))
        if not text:
            return
        painter.setPen(_colour(colours.ink if chosen else ink))
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        flags = _CENTRE if centred else _RIGHT if rtl else _LEFT
        painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), flags, _elided(text, rect.width() - 2 * _PAD))


@lru_cache(maxsize=16384)
def _elided(text: str, width: int) -> str:
    return QFontMetrics(fonts.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=32)
def _colour(name: str) -> QColor:
    return QColor(name)
