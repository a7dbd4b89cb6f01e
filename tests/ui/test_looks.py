"""How pages use the room: wide screens, Arabic figures, what nobody has answered yet."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lcc_desktop.i18n import fill, lone, speaking
from lcc_desktop.i18n.formats import percent
from lcc_desktop.ui.look import fonts
from lcc_desktop.ui.look.palette import DARK, LIGHT, Palette, contrast
from lcc_desktop.ui.page import Page
from lcc_desktop.ui.parts.name_edit import NameEdit


class _Table(Page):
    WIDEST = 1000


@pytest.mark.parametrize(("window", "width"), [(900, 900), (1400, 1000)])
def test_a_page_grows_to_its_widest_and_stands_in_the_middle_beyond(qtbot: QtBot, window: int, width: int) -> None:
    page, content = _Table(), QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
    page.resize(window, 600)
    page.show()
    qtbot.waitUntil(lambda: content.width() == width)
    assert content.x() == (window - width) // 2


@pytest.mark.parametrize("shown", ["{share}", "alone", "in a sentence"])
def test_the_percent_sign_stands_to_the_right_of_arabic_figures(qapp: QApplication, shown: str) -> None:
    with speaking("ar"):
        share = percent(Fraction(1, 2), 1)
        text = {"{share}": share, "alone": lone(share), "in a sentence": fill("نسبة {share} هنا", share=share)}[shown]
    layout = QTextLayout(text, fonts.font())
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1000)
    layout.endLayout()
    before = {sign: line.cursorToX(text.index(sign))[0] for sign in "0%"}
    assert before["%"] > before["0"]


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_a_line_begins_where_its_label_does(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    if direction is Qt.LayoutDirection.LayoutDirectionAuto:
        return
    edit = NameEdit()
    qtbot.addWidget(edit)
    edit.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    edit.setLayoutDirection(direction)
    right = direction is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    assert edit.alignment() & side
    assert edit.alignment() & Qt.AlignmentFlag.AlignAbsolute


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda each: each.name)
@pytest.mark.parametrize("ground", ["ground", "surface"])
@pytest.mark.parametrize("ink", ["edge", "primary"])
def test_the_outline_of_a_control_stands_out(colours: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 3
