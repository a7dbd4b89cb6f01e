"""IBM Plex Sans Arabic: Arabic and Latin of one family, the same on screen and in print."""

from functools import lru_cache
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "IBM Plex Sans Arabic"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")

BASE, SECONDARY, CARD, HEADING, TITLE, FIGURE = 14, 12, 16, 20, 26, 40
"""Sizes in pixels at 100 %."""


def load() -> None:
    """Make the family known to Qt."""
    folder = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
    for weight in WEIGHTS:
        QFontDatabase.addApplicationFont(str(folder / f"IBMPlexSansArabic-{weight}.ttf"))


def font(size: int = BASE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The family at `size` pixels, with tabular figures."""
    return QFont(_font(size, weight))  # a copy, cheap: who paints by hand asks at every paint


@lru_cache(maxsize=64)
def _font(size: int, weight: QFont.Weight) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
