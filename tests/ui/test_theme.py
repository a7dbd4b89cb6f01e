"""The look: readable in every palette, drawn icons that follow direction, one style sheet."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import lcc_desktop.ui
from lcc_desktop.resources import ICONS
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.look.icons import MIRRORED, icon
from lcc_desktop.ui.look.palette import DARK, LIGHT, Palette, contrast
from lcc_desktop.ui.look.stylesheet import stylesheet

PALETTES = {"light": LIGHT, "dark": DARK}
both = pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
NAMES = sorted(path.stem for path in ICONS.glob("*.svg"))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    fonts.load()
    apply_theme(qapp)
    yield
    apply_theme(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def picture(name: str) -> QImage:
    return icon(name).pixmap(QSize(20, 20)).toImage()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)


@both
@pytest.mark.parametrize("ground", ["ground", "surface", "raised", "selection"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "primary"])
def test_words_can_be_read(colours: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@both
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on_primary", "primary"),
        ("on_primary", "primary_hover"),
        ("accent", "accent_ground"),
        ("accent", "surface"),
        ("danger", "danger_ground"),
        ("danger", "surface"),
        ("success", "surface"),
    ],
)
def test_words_in_colour_can_be_read(colours: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@both
def test_the_number_of_a_degree_can_be_read(colours: Palette) -> None:
    assert min(contrast(fill, ink) for fill, ink in colours.degrees) >= 4.5


@both
def test_degrees_go_one_way_in_one_hue(colours: Palette) -> None:
    away = [contrast(fill, colours.surface) for fill, _ink in colours.degrees]
    assert away == sorted(away)
    for fill, _ink in colours.degrees:
        red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
        assert red < green <= blue + 8


def test_a_scale_of_another_length_is_spread_over_the_same_hue() -> None:
    assert LIGHT.degree(3, top=3) == LIGHT.degree(4)
    assert LIGHT.degree(0, top=3) == LIGHT.degree(0)
    assert LIGHT.degree(10, top=10) == LIGHT.degree(4)


@both
def test_the_sheet_says_no_colour_of_its_own(colours: Palette) -> None:
    sheet = stylesheet(colours)
    known = {value for value in vars(colours).values() if isinstance(value, str)}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= known
    assert "$" not in sheet


def test_the_family_is_loaded_with_its_weights(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == fonts.FAMILY
    assert QFontInfo(fonts.font(20, fonts.QFont.Weight.DemiBold)).weight() == fonts.QFont.Weight.DemiBold


def test_figures_are_of_one_width(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    assert len({label.fontMetrics().horizontalAdvance(figure * 4) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something(name: str) -> None:
    image = picture(name)
    assert any(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20))


def test_every_icon_asked_for_is_drawn() -> None:
    folder = Path(lcc_desktop.ui.__file__).parent
    asked = {
        name for path in folder.rglob("*.py") for name in re.findall(r'icon\("([a-z-]+)"', path.read_text("utf-8"))
    }
    assert asked
    assert asked <= set(NAMES)
    assert set(NAMES) >= MIRRORED


def test_an_icon_takes_the_ink_of_the_theme(qapp: QApplication) -> None:
    light = picture("home")
    apply_theme(qapp, dark=True)
    assert palette() is DARK
    assert picture("home") != light


@pytest.mark.parametrize("name", ["next", "previous", "send", "check", "clock"])
def test_only_what_points_is_mirrored_in_arabic(qapp: QApplication, name: str) -> None:
    before = picture(name)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = before.flipped(Qt.Orientation.Horizontal)
    difference = _distance(picture(name), turned if name in MIRRORED else before)
    assert difference < 4  # drawn large and scaled down: the edges may differ by a shade


def _distance(one: QImage, other: QImage) -> float:
    pairs = zip(one.constBits().tobytes(), other.constBits().tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) / one.sizeInBytes()


@pytest.mark.parametrize("kind", ["", "primary", "quiet"])
def test_controls_are_at_least_36_high(qtbot: QtBot, kind: str) -> None:
    button = QPushButton("Go")
    button.setProperty("kind", kind)
    qtbot.addWidget(button)
    button.ensurePolished()
    assert button.sizeHint().height() >= 36


def test_roles_change_the_size_of_a_label(qtbot: QtBot) -> None:
    plain, title = QLabel("Tétouan"), QLabel("Tétouan")
    title.setProperty("role", "title")
    for label in (plain, title):
        qtbot.addWidget(label)
        label.ensurePolished()
    assert title.sizeHint().height() > plain.sizeHint().height()
