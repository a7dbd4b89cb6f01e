"""The campaign as a board: a column a stage, a card a commune. Only the cards in view are drawn."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lcc_desktop.domain.campaign import Stage
from lcc_desktop.i18n import _, current_language, fill
from lcc_desktop.i18n.formats import number
from lcc_desktop.services.results_campaign import CommuneFile
from lcc_desktop.ui.campaign.table_model import FILE_ROLE, place_text
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.wording.campaign import short_late
from lcc_desktop.wording.stages import stage_name

CARD = 62
"""Pixels of a card with the room below it."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class CardModel(QAbstractListModel):
    """The communes of one stage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[CommuneFile] = []

    def set_files(self, files: list[CommuneFile]) -> None:
        self.beginResetModel()
        self._files = files
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        file = self._files[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return place_text(file)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in (place_text(file), short_late(file.late)) if text)
        return file if role == FILE_ROLE else None


class _Card(QStyledItemDelegate):
    """Draws a commune: its name, its province, how far its self-evaluation is, whether it is late."""

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, CARD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        file: CommuneFile = index.data(FILE_ROLE)
        colours, rect = palette(), option.rect
        state = option.state
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        box = QRectF(rect).adjusted(2, 2, -2, -6)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.primary if chosen else colours.line), 2 if chosen else 1))
        painter.setBrush(QColor(colours.selection if chosen else colours.surface))
        painter.drawRoundedRect(box, 6, 6)
        if file.late:
            edge = QRectF(box.right() - 4 if rtl else box.left(), box.top() + 6, 4, box.height() - 12)
            painter.fillRect(edge, QColor(colours.danger))
        inside = box.adjusted(12, 6, -12, -6)
        language = current_language()
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        weight = QFont.Weight.DemiBold
        line = QRectF(inside.left(), inside.top(), inside.width(), 20)
        _say(painter, line, file.commune.name(language), fonts.font(fonts.BASE, weight), colours.ink, flags)
        below = line.translated(0, 21)
        text = short_late(file.late) or file.commune.province(language)
        ink = colours.danger if file.late else colours.quiet
        _say(painter, below, text, fonts.font(fonts.SECONDARY), ink, flags)
        if file.evaluation is not None and file.stage is Stage.SELF_EVALUATION:
            track = QRectF(box.left() + 2, box.bottom() - 4, box.width() - 4, 3)
            painter.fillRect(track, QColor(colours.line))
            done = track.width() * float(file.evaluation.completeness)
            start = track.right() - done if rtl else track.left()
            painter.fillRect(QRectF(start, track.top(), done, track.height()), QColor(colours.primary))
        painter.restore()


def _say(painter: QPainter, box: QRectF, text: str, font: QFont, ink: str, flags: Qt.AlignmentFlag) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, int(flags), QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width()))


class CampaignBoard(QWidget):
    """
    Signals:
        chosen: the file that was pressed or reached with the keyboard (CommuneFile).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = {stage: QListView() for stage in Stage}
        self.models = {stage: CardModel(self) for stage in Stage}
        self.heads = {stage: QLabel() for stage in Stage}
        self._counts = dict.fromkeys(Stage, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for stage, column in self.columns.items():
            column.setModel(self.models[stage])
            column.setItemDelegate(_Card(column))
            column.setUniformItemSizes(True)
            column.setProperty("role", "inside")
            column.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            column.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            column.setMinimumWidth(96)
            column.selectionModel().currentChanged.connect(self._on_current)
            self.heads[stage].setProperty("role", "small")
            self.heads[stage].setWordWrap(True)
            self.heads[stage].setMinimumHeight(38)
            self.heads[stage].setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
            inside = QVBoxLayout()
            inside.setSpacing(6)
            inside.addWidget(self.heads[stage])
            inside.addWidget(column, 1)
            row.addLayout(inside, 1)
        self.retranslate()

    def show_files(self, files: list[CommuneFile]) -> None:
        """Put each commune into the column of its stage."""
        found: dict[Stage, list[CommuneFile]] = {stage: [] for stage in Stage}
        for file in files:
            if not file.applicant.withdrawn:
                found[file.stage].append(file)
        for stage, inside in found.items():
            self.models[stage].set_files(inside)
            self._counts[stage] = len(inside)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        for stage, head in self.heads.items():
            name = stage_name(stage)
            head.setText(fill(_("{name} ({count})"), name=name, count=number(self._counts[stage])))
            self.columns[stage].setAccessibleName(name)
            self.columns[stage].viewport().update()

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        file = current.data(FILE_ROLE)
        if file is not None:
            for stage, column in self.columns.items():
                if stage is not file.stage:
                    column.selectionModel().clear()
            self.chosen.emit(file)
