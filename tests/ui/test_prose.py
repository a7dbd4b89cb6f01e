"""Texts of several lines end where they should, in both reading directions."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel

from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.parts.prose import draw_wrapped, wrap

WIDTH = 460
ARABIC = "إخبار المواطنات والمواطنين والجمعيات بالحق في تقديم العرائض ومواكبتهم في مساطرها"
FRENCH = "Les citoyens et les associations sont informés du droit de pétition et conseillés dans leurs démarches"
both_ways = pytest.mark.parametrize(("text", "right_to_left"), [(ARABIC, True), (FRENCH, False)], ids=["ar", "fr"])


def starts(image: QImage, right_to_left: bool) -> list[int]:
    """How far each line's first ink is from the side where its reading begins."""
    rows = []
    for y in range(image.height()):
        inked = [x for x in range(WIDTH) if image.pixelColor(x, y).lightness() < 140]
        rows.append((WIDTH - 1 - max(inked) if right_to_left else min(inked)) if inked else None)
    lines, current = [], []
    for row in [*rows, None]:
        if row is None and len(current) > 6:  # fewer rows are dots
            lines.append(min(current))
        current = [] if row is None else [*current, row]
    return lines


@both_ways
def test_every_line_of_a_label_begins_at_the_edge(qtbot, qapp, text, right_to_left):
    label = QLabel()
    qtbot.addWidget(label)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    label.setStyleSheet(f"background: white; font: 20px '{fonts.FAMILY}'")
    wrap(label)
    label.setText(text)
    label.resize(WIDTH, 120)
    found = starts(label.grab().toImage(), right_to_left)
    assert len(found) >= 2
    assert max(found) <= 2


@both_ways
def test_every_line_that_is_drawn_begins_at_the_edge(qapp, text, right_to_left):
    image = QImage(WIDTH, 120, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_wrapped(painter, QRectF(0, 0, WIDTH, 120), text, fonts.font(20), right_to_left)
    painter.end()
    found = starts(image, right_to_left)
    assert len(found) >= 2
    assert max(found) <= 2


def test_a_text_that_can_be_copied_takes_the_keys_from_nobody():
    label = QLabel()
    wrap(label)
    assert label.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert not label.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_text_within_a_button_leaves_presses_to_it():
    label = QLabel()
    wrap(label, copied=False)
    assert label.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
