"""Text in large type: broken into lines of one width, its height known before it is painted."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from lcc_desktop.ui.look import fonts

LEADING = 1.34
"""Height of a line, in sizes of its letters: as close as Arabic allows without its dots touching."""


class Wrapped:
    """Some text in one size and one direction, broken to a width."""

    def __init__(self, text: str, size: float, width: float, right_to_left: bool, bold: bool = False) -> None:
        self.size, self.width = size, width
        font = fonts.font(round(size), QFont.Weight.DemiBold if bold else QFont.Weight.Medium)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(
            (Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
            | Qt.AlignmentFlag.AlignAbsolute
        )
        self._layout = QTextLayout(text, font)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        self.count = 0
        self.widest = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            # Letters stand in the middle of their line, however much room the font itself asks for.
            line.setPosition(QPointF(0, self.count * size * LEADING + (size * LEADING - line.height()) / 2))
            self.widest = max(self.widest, line.naturalTextWidth())
            self.count += 1
        self._layout.endLayout()

    @property
    def height(self) -> float:
        return self.count * self.size * LEADING

    @property
    def fits(self) -> bool:
        """Whether no single word is wider than the lines."""
        return self.widest <= self.width + 0.5

    def paint(self, painter: QPainter, x: float, y: float, colour: str) -> None:
        """Paint it with its upper left corner here."""
        painter.setPen(QColor(colour))
        self._layout.draw(painter, QPointF(x, y))


@lru_cache(maxsize=512)
def wrapped(text: str, size: float, width: float, right_to_left: bool, bold: bool = False) -> Wrapped:
    """The same, kept: a slide tries several sizes, and is painted many times."""
    return Wrapped(text, size, width, right_to_left, bold)
