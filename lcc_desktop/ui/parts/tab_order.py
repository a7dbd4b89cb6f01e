"""The keyboard's way through a page: as it is laid out, whatever was made first."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QScrollArea, QWidget


def order_tabs(root: QWidget) -> None:
    """Let Tab go through what is shown of a widget in the order of its layouts.

    Qt's own order is that of making: what is made later, such as a row that was not there yet, would come last.
    """
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Where the keyboard can rest, in the order of the layouts."""
    if widget.isHidden() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus:
        yield widget
    elif isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from stops(inside)
    elif (layout := widget.layout()) is not None:
        yield from _within(layout)


def _within(layout: QLayout) -> Iterator[QWidget]:
    for item in (layout.itemAt(place) for place in _places(layout)):
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from stops(widget)
        elif (inner := item.layout()) is not None:
            yield from _within(inner)


def _places(layout: QLayout) -> Iterator[int]:
    """Places as people read them: a part that is not mirrored with the window, such as paper, is gone through by rows,
    each from where reading begins.
    """
    places = range(layout.count())
    parent = layout.parentWidget()
    if parent is None or parent.layoutDirection() == parent.window().layoutDirection():
        return iter(places)
    if isinstance(layout, QGridLayout):
        return iter(sorted(places, key=lambda place: _reading_key(layout, place)))
    return reversed(places) if isinstance(layout, QHBoxLayout) else iter(places)


def _reading_key(grid: QGridLayout, place: int) -> tuple[int, int]:
    position: tuple[int, int, int, int] = grid.getItemPosition(place)  # type: ignore[assignment]  # the stubs: object
    row, column, _rows, _columns = position
    return row, -column
