"""The dialog that says what the application is, and is not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from lcc_desktop import __version__
from lcc_desktop.i18n import LANGUAGES, is_rtl, plain
from lcc_desktop.ui.shell.about import AboutDialog
from lcc_desktop.window import Desk, apply_language

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(open_desk, desk) -> Desk:
    return open_desk(desk, "en")


@pytest.fixture
def about(qtbot, shown) -> AboutDialog:
    qtbot.mouseClick(shown.window.bar.about, LEFT)
    assert shown.window.about is not None
    return shown.window.about


def said(about: AboutDialog) -> str:
    return plain("\n".join(label.text() for label in about.findChildren(QLabel)))


def test_the_button_opens_it_and_escape_closes_it(qtbot, shown, about):
    assert about.isVisible()
    qtbot.keyClick(about, Qt.Key.Key_Escape)
    assert not about.isVisible()


def test_f1_opens_it_and_its_button_closes_it(qtbot, shown):
    qtbot.keyClick(shown.window, Qt.Key.Key_F1)
    assert shown.window.about is not None
    assert shown.window.about.isVisible()
    qtbot.mouseClick(shown.window.about.close_button, LEFT)
    assert not shown.window.about.isVisible()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("an example, not official", "decision of a committee", "Haut-Commissariat au Plan", "RGPH 2024")),
        (
            "fr",
            ("un exemple non officiel", "la décision revient à un comité", "Haut-Commissariat au Plan", "RGPH 2024"),
        ),
        ("ar", ("مثال غير رسمي", "فالقرار للجنة الاعتماد", "المندوبية السامية للتخطيط", "2024")),
    ],
)
def test_it_says_what_is_an_example_who_decides_and_whom_to_credit(qapp, about, language, words):
    apply_language(qapp, language)
    qapp.processEvents()
    everywhere = (__version__, "LCC Desktop", "CC BY 4.0", "morocco\u2011communes", "IBM Plex", "OFL", "MIT", "LGPL")
    for word in (*words, *everywhere):
        assert word in said(about)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_named_mirrored_and_shows_every_line(qapp, shown, about, language):
    about.close()
    apply_language(qapp, language)
    shown.window.show_about()
    qapp.processEvents()
    assert about.accessibleName()
    assert shown.window.bar.about.accessibleName() == about.accessibleName()
    for label in about.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    closing, middle = about.close_button.geometry().center().x(), about.width() / 2
    assert (closing < middle) is is_rtl(language)
    assert about.height() <= 640
