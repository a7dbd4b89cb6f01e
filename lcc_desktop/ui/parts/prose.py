"""Texts of several lines.

Qt sets a plain label, and what `QPainter.drawText` breaks, with every line but the last one space too far in when they
run from right to left. Labels whose text can be copied, and `QTextLayout`, do it right.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

LINE = 760
"""Pixels of a line that is still read with ease, some hundred characters."""


def wrap(label: QLabel, copied: bool = True) -> None:
    """Break a label's text where it is too long. It can be copied with the mouse, unless what holds it is pressed."""
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # copying takes the keys from nobody
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not copied)


def draw_wrapped(painter: QPainter, box: QRectF, text: str, font: QFont, right_to_left: bool) -> None:
    """Draw a text in the middle of a box, broken where it is too long, at the side where its direction begins."""
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - height) / 2))
