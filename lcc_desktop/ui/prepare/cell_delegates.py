"""How cells are edited and painted: choices, minutes, marks of presence, the corner of what is disputed."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lcc_desktop.domain.facts import NAME_LIMIT
from lcc_desktop.i18n import _
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.palette import MARK
from lcc_desktop.ui.prepare.budget_model import MOST_MINUTES
from lcc_desktop.ui.prepare.participants_model import DISPUTED_ROLE, Column, ParticipantsModel

Index = QModelIndex | QPersistentModelIndex

_STEP, _BOX, _CORNER = 5, 20.0, 8.0


class PersonDelegate(QStyledItemDelegate):
    """Names are typed, the rest is chosen."""

    def choices(self, index: Index) -> Mapping[str, str]:
        model = index.model()
        source = model.sourceModel() if isinstance(model, QSortFilterProxyModel) else model
        return cast("ParticipantsModel", source).choices(Column(index.column()))

    # Qt overrides

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        choices = self.choices(index)
        if not choices:
            line = QLineEdit(parent)
            line.setMaxLength(NAME_LIMIT)
            line.setFrame(False)
            return line
        combo = QComboBox(parent)
        for value, name in choices.items():
            combo.addItem(name or _("Not said"), value)
        combo.activated.connect(lambda _index: self._finish(combo))
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value = editor.currentData() if isinstance(editor, QComboBox) else cast("QLineEdit", editor).text()
        model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(DISPUTED_ROLE):
            box = QRectF(option.rect)
            rtl = option.direction is Qt.LayoutDirection.RightToLeft
            corner, inwards = (box.topLeft(), _CORNER) if rtl else (box.topRight(), -_CORNER)
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(MARK))
            painter.drawPolygon(QPolygonF([corner, corner + QPointF(inwards, 0), corner + QPointF(0, _CORNER)]))
            painter.restore()

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


class MinutesDelegate(QStyledItemDelegate):
    """Minutes in steps of five."""

    # Qt overrides

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        spin = QSpinBox(parent)
        spin.setRange(0, MOST_MINUTES)
        spin.setSingleStep(_STEP)
        spin.setFrame(False)
        return spin

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        spin = cast("QSpinBox", editor)
        spin.setValue(int(index.data(Qt.ItemDataRole.EditRole)))
        spin.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        spin = cast("QSpinBox", editor)
        spin.interpretText()
        model.setData(index, spin.value())


class PresenceDelegate(QStyledItemDelegate):
    """A box in the middle of the cell, ticked for who is there; pressing anywhere in the cell changes it."""

    def __init__(self, toggled: Callable[[Index], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toggled = toggled

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(96, 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            super().paint(painter, option, index)
            return
        # The ground of the cell, selection included, without the box that Qt would put at its edge.
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        widget = option.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, bare, painter, widget)
        _paint_box(painter, QRectF(option.rect).center(), Qt.CheckState(state) is Qt.CheckState.Checked)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            self._toggled(index)
            return True
        return event.type() is QEvent.Type.MouseButtonDblClick


def _paint_box(painter: QPainter, centre: QPointF, ticked: bool) -> None:
    colours = palette()
    box = QRectF(centre.x() - _BOX / 2, centre.y() - _BOX / 2, _BOX, _BOX)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.primary if ticked else colours.edge), 1))
    painter.setBrush(QColor(colours.primary if ticked else colours.surface))
    painter.drawRoundedRect(box, 5, 5)
    if ticked:
        pen = QPen(QColor(colours.on_primary), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [QPointF(box.x() + x, box.y() + y) for x, y in ((5, 10.5), (8.5, 14), (15, 6.5))]
        painter.drawPolyline(QPolygonF(points))
    painter.restore()
