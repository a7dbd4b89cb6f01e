"""The drawn icons: tinted from the palette, sharp at every pixel ratio, mirrored where they point."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from lcc_desktop.resources import ICONS
from lcc_desktop.ui.look.current import palette

# Only what points along the reading direction. Never checks, clocks, charts or media.
MIRRORED = frozenset(
    {"back", "chevron", "documents", "external", "improve", "next", "previous", "redo", "search", "send", "undo"}
)

_GRID, _SCALE = 20, 4
"""Size of the drawing, and pixels drawn for one of it: crisp at 200 % and above."""


def icon(name: str, ink: str = "ink") -> QIcon:
    """An icon in an ink of the palette, named by its role: "ink", "quiet", "primary", "on_primary", "danger"…

    Ask again after a change of language or theme: pages do in `retranslate`.
    """
    colour = str(getattr(palette(), ink))
    mirrored = name in MIRRORED and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    key = f"{name} {colour} {mirrored}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _draw(name, colour, mirrored)
        QPixmapCache.insert(key, picture)
    return QIcon(picture)


def _draw(name: str, colour: str, mirrored: bool) -> QPixmap:
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(QSize(_GRID, _GRID) * _SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if mirrored:
        painter.translate(picture.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return picture
