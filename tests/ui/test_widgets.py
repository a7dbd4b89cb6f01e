"""The shared widgets, used as a person would, in both reading directions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from lcc_desktop.domain.scoring import NO_INFORMATION, NOT_APPLICABLE, UNSCORED, Score, State
from lcc_desktop.i18n import N_
from lcc_desktop.reports.charts.radar import Axis, radar
from lcc_desktop.reports.charts.scene import SCREEN
from lcc_desktop.ui.look import apply_theme, fonts
from lcc_desktop.ui.look.current import palette
from lcc_desktop.ui.parts.banner import Banner
from lcc_desktop.ui.parts.chart_view import ChartView
from lcc_desktop.ui.parts.degree_bar import LEAST_HEIGHT, DegreeBar
from lcc_desktop.ui.parts.drop_zone import DropZone
from lcc_desktop.ui.parts.empty_state import EmptyState
from lcc_desktop.ui.parts.progress_bar import ProgressBar
from lcc_desktop.ui.parts.rail import NavigationRail
from lcc_desktop.ui.parts.state_mark import paint_mark
from lcc_desktop.ui.parts.top_bar import TopBar
from tests.sample import PRINCIPLES, indicator

PAGES = {"home": N_("Home"), "workshop": N_("Workshop"), "inbox": N_("Inbox")}
LEFT = Qt.MouseButton.LeftButton
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
both_ways = pytest.mark.parametrize("direction", [LTR, RTL])


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    fonts.load()
    apply_theme(qapp)
    yield
    apply_theme(qapp)
    qapp.setLayoutDirection(LTR)


@pytest.fixture
def bar(qtbot: QtBot) -> DegreeBar:
    bar = DegreeBar()
    bar.set_indicator(indicator("1.1.1"))
    bar.show_score(UNSCORED)
    show(qtbot, bar, 640, 420)
    return bar


def show(qtbot: QtBot, widget: QWidget, width: int = 640, height: int = 360) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()


def painted(score: Score) -> bytes:
    picture = QImage(24, 24, QImage.Format.Format_RGB32)
    picture.fill(QColor(palette().surface))
    painter = QPainter(picture)
    paint_mark(painter, QRectF(0, 0, 24, 24), score)
    painter.end()
    return picture.constBits().tobytes()


# Degrees


def test_pressing_a_degree_asks_for_it(qtbot: QtBot, bar: DegreeBar) -> None:
    with qtbot.waitSignal(bar.chosen) as asked:
        qtbot.mouseClick(bar.degrees[3], LEFT)
    assert asked.args == [Score.of(3)]


def test_nothing_is_marked_before_it_is_on_the_disk(qtbot: QtBot, bar: DegreeBar) -> None:
    qtbot.mouseClick(bar.degrees[3], LEFT)
    assert not bar.degrees[3].isChecked()
    bar.show_score(Score.of(3))
    assert [button.isChecked() for button in bar.degrees] == [False, False, False, True, False]


def test_pressing_the_answer_again_takes_it_back(qtbot: QtBot, bar: DegreeBar) -> None:
    bar.show_score(Score.of(3))
    with qtbot.waitSignal(bar.chosen) as asked:
        qtbot.mouseClick(bar.degrees[3], LEFT)
    assert asked.args == [UNSCORED]


def test_pressing_a_disputed_degree_settles_it(qtbot: QtBot, bar: DegreeBar) -> None:
    bar.show_score(Score(State.DISPUTED, 3))
    assert bar.degrees[3].isChecked()
    with qtbot.waitSignal(bar.chosen) as asked:
        qtbot.mouseClick(bar.degrees[3], LEFT)
    assert asked.args == [Score.of(3)]


@pytest.mark.parametrize("score", [NO_INFORMATION, NOT_APPLICABLE], ids=["no information", "not applicable"])
def test_the_quieter_answers_have_no_degree(qtbot: QtBot, bar: DegreeBar, score: Score) -> None:
    button = bar.no_information if score == NO_INFORMATION else bar.not_applicable
    with qtbot.waitSignal(bar.chosen) as asked:
        qtbot.mouseClick(button, LEFT)
    assert asked.args == [score]
    bar.show_score(score)
    assert button.isChecked()
    assert not any(degree.isChecked() for degree in bar.degrees)


def test_a_degree_is_chosen_with_the_keyboard(qtbot: QtBot, bar: DegreeBar) -> None:
    bar.degrees[2].setFocus()
    with qtbot.waitSignal(bar.chosen) as asked:
        qtbot.keyClick(bar.degrees[2], Qt.Key.Key_Space)
    assert asked.args == [Score.of(2)]


def test_degrees_are_large_enough_for_a_finger(bar: DegreeBar) -> None:
    assert all(button.height() >= LEAST_HEIGHT for button in bar.degrees)


def test_a_long_level_wraps_and_is_read_in_full(bar: DegreeBar) -> None:
    long = "Le conseil répond par écrit aux propositions et publie un bilan annuel. " * 4
    levels = indicator("1.1.1").degrees
    bar.set_indicator(replace(indicator("1.1.1"), degrees=(*levels[:4], replace(levels[4], fr=long))))
    button = bar.degrees[4]
    assert button.heightForWidth(420) > button.heightForWidth(1200) >= LEAST_HEIGHT
    assert long in button.accessibleName()


def test_a_shorter_scale_hides_what_it_does_not_have(bar: DegreeBar) -> None:
    whole = indicator("1.1.1")
    bar.set_indicator(replace(whole, degrees=whole.degrees[:4], na_allowed=False))
    assert [button.isVisible() for button in bar.degrees] == [True, True, True, True, False]
    assert not bar.not_applicable.isEnabled()


# Marks and progress


@pytest.mark.parametrize("dark", [False, True])
def test_the_five_states_and_each_degree_look_different(qapp: QApplication, dark: bool) -> None:
    apply_theme(qapp, dark)
    scores = [*map(Score.of, range(5)), NOT_APPLICABLE, NO_INFORMATION, UNSCORED]
    scores += [Score(State.DISPUTED), Score(State.DISPUTED, 3)]
    assert len({painted(score) for score in scores}) == len(scores)


@both_ways
def test_progress_fills_in_the_reading_direction(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    bar = ProgressBar()
    show(qtbot, bar, 200, 6)
    bar.setLayoutDirection(direction)
    bar.set_share(0.25)
    image = bar.grab().toImage()
    done = QColor(palette().primary)
    start, end = (20, 180) if direction is LTR else (180, 20)
    assert image.pixelColor(start, 3) == done
    assert image.pixelColor(end, 3) != done


# Charts


def show_radar(chart: ChartView) -> None:
    shares = [1, 0.9, 0.8, 0.1, 0.1, 0.1, 0.1]
    axes = [Axis(french, share, f"{share:.0%}") for (french, _arabic), share in zip(PRINCIPLES, shares, strict=True)]
    chart.show_chart(lambda width, height, rtl: radar(axes, width, height, rtl, SCREEN), "Radar", "Participation: 50 %")


def test_a_chart_is_described_to_who_cannot_see_it(qtbot: QtBot) -> None:
    chart = ChartView()
    qtbot.addWidget(chart)
    show_radar(chart)
    assert chart.accessibleName() == "Radar"
    assert chart.accessibleDescription() == "Participation: 50 %"


def test_a_chart_turns_with_the_reading_direction(qtbot: QtBot) -> None:
    chart = ChartView()
    show(qtbot, chart, 520, 440)
    show_radar(chart)
    middle = QRectF(chart.rect()).center().x()
    assert _weight(chart) > middle
    chart.setLayoutDirection(RTL)
    assert _weight(chart) < middle


def _weight(chart: ChartView) -> float:
    """Where the points of the values are, on average, across the widget."""
    image, done = chart.grab().toImage(), QColor(palette().primary)
    found = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == done]
    return sum(found) / len(found) / image.devicePixelRatio()


# The frame


@pytest.fixture
def rail(qtbot: QtBot) -> NavigationRail:
    rail = NavigationRail(PAGES)
    show(qtbot, rail, 92, 500)
    return rail


def test_the_rail_asks_for_a_page(qtbot: QtBot, rail: NavigationRail) -> None:
    with qtbot.waitSignal(rail.page_chosen) as asked:
        qtbot.mouseClick(rail.buttons["workshop"], LEFT)
    assert asked.args == ["workshop"]


def test_the_rail_marks_where_one_is_without_asking(qtbot: QtBot, rail: NavigationRail) -> None:
    with qtbot.assertNotEmitted(rail.page_chosen):
        rail.set_current("workshop")
        rail.set_current("home")
    assert rail.buttons["home"].isChecked()
    assert not rail.buttons["workshop"].isChecked()


def test_a_closed_place_cannot_be_asked_for(qtbot: QtBot, rail: NavigationRail) -> None:
    rail.set_enabled("workshop", False)
    with qtbot.assertNotEmitted(rail.page_chosen):
        qtbot.mouseClick(rail.buttons["workshop"], LEFT)


def test_the_top_bar_offers_each_language_in_its_own_script(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    menu = bar.language.menu()
    assert [action.text() for action in menu.actions()] == ["Français", "العربية", "English"]
    with qtbot.waitSignal(bar.language_chosen) as asked:
        menu.actions()[1].trigger()
    assert asked.args == ["ar"]


def test_the_top_bar_offers_the_other_theme(qtbot: QtBot) -> None:
    bar = TopBar()
    show(qtbot, bar, 900, 60)
    assert bar.theme.toolTip() == "Dark colours"
    with qtbot.waitSignal(bar.theme_toggled):
        qtbot.mouseClick(bar.theme, LEFT)
    bar.show_theme(dark=True)
    assert bar.theme.toolTip() == "Light colours"


@both_ways
def test_the_title_is_at_the_leading_side(qtbot: QtBot, qapp: QApplication, direction: Qt.LayoutDirection) -> None:
    qapp.setLayoutDirection(direction)
    bar = TopBar()
    show(qtbot, bar, 900, 60)
    bar.show_place("Tétouan", "2026", "")
    bar.layout().activate()
    assert (bar.title.geometry().center().x() < bar.theme.x()) is (direction is LTR)


# What is said


def test_a_banner_is_hidden_until_it_has_something_to_say(qtbot: QtBot) -> None:
    banner = Banner(closable=True)
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_text("Something to know.", "warning")
    assert not banner.isHidden()
    with qtbot.waitSignal(banner.dismissed):
        banner.close_button.click()
    assert banner.isHidden()


def test_an_empty_page_has_one_button_or_none(qtbot: QtBot) -> None:
    empty = EmptyState("commune")
    show(qtbot, empty)
    empty.set_texts("No evaluation yet", "Start with a commune.", "")
    assert not empty.button.isVisible()
    empty.set_texts("No evaluation yet", "Start with a commune.", "New evaluation")
    with qtbot.waitSignal(empty.action_asked):
        qtbot.mouseClick(empty.button, LEFT)


# Files


def test_files_dropped_are_handed_over(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone()
    show(qtbot, zone, 280, 100)
    files = [tmp_path / "PV – محضر.pdf", tmp_path / "b.jpg"]
    data = QMimeData()
    data.setUrls([*(QUrl.fromLocalFile(str(file)) for file in files), QUrl("https://example.org/x")])
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(zone.files_chosen) as chosen:
        zone.dropEvent(event)
    assert chosen.args == [files]


def test_files_are_chosen_with_the_keyboard(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: (["a.pdf"], ""))
    zone = DropZone()
    show(qtbot, zone, 280, 100)
    with qtbot.waitSignal(zone.files_chosen) as chosen:
        qtbot.keyClick(zone, Qt.Key.Key_Space)
    assert chosen.args == [[Path("a.pdf")]]


def test_a_dialog_left_without_a_choice_hands_nothing_over(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([], ""))
    zone = DropZone()
    qtbot.addWidget(zone)
    with qtbot.assertNotEmitted(zone.files_chosen):
        zone.click()
