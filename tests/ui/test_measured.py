"""The card of an indicator that is measured: numbers typed, the degree follows; and the degree aimed at."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from lcc_desktop.domain.scoring import NO_INFORMATION
from lcc_desktop.window import Desk
from tests.frameworks import a_document, a_file


@pytest.fixture
def shown(open_desk, desk, tmp_path, qtbot) -> Desk:
    """The workshop of an evaluation with one indicator of each scale."""
    framework = desk.frameworks.add_file(a_file(tmp_path, a_document()))
    evaluation = desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", framework.ref)
    window = open_desk(desk, "fr")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    return window


@pytest.fixture
def settle(qtbot, shown) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not shown.tasks.busy)


def fields(shown: Desk):
    return shown.workshop.card.numbers.fields


def score(shown: Desk, code: str):
    return shown.services.evaluations.view(shown.current.id).indicators[code].score


def test_a_digit_goes_to_the_first_number_and_enter_to_the_next_one(qtbot, shown, settle):
    shown.workshop_presenter.choose("2.1.1")
    qtbot.keyClicks(shown.workshop.tree, "7")
    women, men = fields(shown).values()
    assert (women.text(), women.hasFocus()) == ("7", True)
    qtbot.keyClick(women, Qt.Key.Key_Return)
    assert men.hasFocus()
    qtbot.keyClicks(men, "14")
    qtbot.keyClick(men, Qt.Key.Key_Return)
    settle()
    assert score(shown, "2.1.1").degree == 3
    assert shown.workshop.card.degrees.degrees[3].isChecked()
    assert "33,33" in shown.workshop.card.numbers.outcome.text()
    assert shown.workshop.tree.hasFocus()


def test_degrees_of_a_measured_indicator_are_not_pressed_but_no_information_is(qtbot, shown, settle):
    shown.workshop_presenter.choose("2.1.1")
    assert not shown.workshop.card.degrees.degrees[3].isEnabled()
    qtbot.keyClicks(shown.workshop.tree, "i")
    settle()
    assert score(shown, "2.1.1") == NO_INFORMATION
    shown.workshop_presenter.choose("1.1.1")
    assert shown.workshop.card.degrees.degrees[3].isEnabled()
    assert not shown.workshop.card.numbers.isVisible()


def test_numbers_typed_are_kept_when_the_indicator_is_left(qtbot, shown, settle):
    shown.workshop_presenter.choose("1.2.1")
    qtbot.keyClicks(shown.workshop.tree, "6")
    [line] = fields(shown).values()
    qtbot.keyClicks(line, "2,5")
    shown.workshop_presenter.choose("1.1.1")
    settle()
    assert (score(shown, "1.2.1").degree, dict(score(shown, "1.2.1").numbers)) == (3, {"1.2.1": "62.5"})


def test_a_number_known_from_another_indicator_is_offered_and_waits_for_enter(qtbot, open_desk, desk, tmp_path):
    document = a_document()
    norm = document["principles"][1]["norms"][0]
    norm["indicators"].append({**norm["indicators"][0], "code": "2.1.2"})
    framework = desk.frameworks.add_file(a_file(tmp_path, document))
    evaluation = desk.evaluations.start(desk.communes.search("Tétouan")[0].code, "2026", framework.ref)
    desk.scoring.measure(evaluation, "2.1.1", {"women": "7", "men": "14"})
    window = open_desk(desk, "ar")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    window.workshop_presenter.choose("2.1.2")
    women, men = fields(window).values()
    assert (women.text(), men.text()) == ("7", "14")
    window.workshop_presenter.choose("1.1.1")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert score(window, "2.1.2").degree is None
    window.workshop_presenter.choose("2.1.2")
    qtbot.keyClick(next(iter(fields(window).values())), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert score(window, "2.1.2").degree == 3


def test_what_is_no_number_is_said_and_stays_to_be_corrected(qtbot, shown, settle):
    shown.workshop_presenter.choose("1.2.1")
    [line] = fields(shown).values()
    line.setFocus()
    qtbot.keyClicks(line, "beaucoup")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert shown.window.banner.isVisible()
    assert line.text() == "beaucoup"
    assert score(shown, "1.2.1").degree is None


def test_an_aim_shows_in_the_results_without_changing_the_score(qtbot, shown, settle):
    qtbot.keyClicks(shown.workshop.tree, "1")
    settle()
    before = shown.current.view.results.score
    choice = shown.workshop.aim.choice
    choice.setCurrentIndex(choice.findData(4))
    choice.activated.emit(choice.currentIndex())
    settle()
    assert shown.services.evaluations.view(shown.current.id).indicators["1.1.1"].aim == 4
    shown.window.go_to("results")
    assert shown.current.view.results.score == before
    assert "Prévu" in shown.results.further.text()
    assert "Seuil" in shown.results.further.text()


def test_without_thresholds_the_results_speak_of_none(open_desk, desk, evaluation, qtbot):
    window = open_desk(desk, "fr")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    window.window.go_to("results")
    assert "euil" not in window.results.further.text()
