"""The closing page in the real window: what is missing, a signed snapshot, what changed since."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from lcc_desktop.domain.scoring import UNSCORED, Score
from lcc_desktop.ui.closing.comparison_model import CODE_ROLE, Column, ComparisonTableModel


@pytest.fixture
def at_closing(qtbot, open_desk, desk, evaluation):
    """The window on the closing page of an evaluation with one score, in a language."""

    def make(language: str = "fr"):
        desk.scoring.score(evaluation, "1.1.1", Score.of(3))
        shown = open_desk(desk, language)
        shown.home_presenter.open(evaluation)
        idle(qtbot, shown)
        shown.window.go_to("closing")
        idle(qtbot, shown)
        return shown

    return make


def idle(qtbot, shown) -> None:
    qtbot.waitUntil(lambda: not shown.tasks.busy)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_is_missing_is_one_click_away(qtbot, at_closing, language):
    shown = at_closing(language)
    assert "108" in shown.closing.lines["unscored"].text()
    shown.closing.lines["unscored"].click()
    idle(qtbot, shown)
    assert (shown.window.page, shown.workshop_presenter.shown.indicator.code) == ("workshop", "1.1.2")


def test_a_code_leads_to_its_indicator(qtbot, at_closing):
    shown = at_closing()
    shown.closing.codes["unscored"].linkActivated.emit("3.2.1")
    assert shown.workshop_presenter.shown.indicator.code == "3.2.1"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_closed_evaluation_takes_no_score_until_it_is_reopened(qtbot, at_closing, language):
    shown = at_closing(language)
    page = shown.closing
    page.name.setText("Clôture du 24")
    page.close_button.click()
    idle(qtbot, shown)
    assert shown.current.view.closed
    assert "Clôture du 24" in page.list.text()
    shown.window.go_to("workshop")
    shown.workshop_presenter.choose("1.1.2")
    qtbot.keyClick(shown.workshop, Qt.Key.Key_4)
    idle(qtbot, shown)
    assert shown.current.view.indicators["1.1.2"].score == UNSCORED
    assert shown.window.banner.isVisible()
    shown.window.go_to("closing")
    idle(qtbot, shown)
    page.reopen.click()
    idle(qtbot, shown)
    shown.window.go_to("workshop")
    qtbot.keyClick(shown.workshop, Qt.Key.Key_4)
    idle(qtbot, shown)
    assert shown.current.view.indicators["1.1.2"].score == Score.of(4)


def test_two_moments_are_set_side_by_side_and_lead_to_what_changed(qtbot, at_closing):
    shown = at_closing()
    page = shown.closing
    page.take.click()
    idle(qtbot, shown)
    shown.workshop_presenter.choose("1.1.1")
    shown.workshop_presenter.score(Score.of(1))
    idle(qtbot, shown)
    page.compare.click()
    idle(qtbot, shown)
    codes = [page.model.index(row, Column.WHAT).data(CODE_ROLE) for row in range(page.model.rowCount())]
    assert codes[-1] == "1.1.1"
    last = page.model.rowCount() - 1
    assert [page.model.index(last, column).data() for column in (Column.BEFORE, Column.AFTER)] == ["3", "1"]
    page.table.activated.emit(page.model.index(last, 0))
    assert shown.window.page == "workshop"


def test_the_model_keeps_what_qt_asks_of_models(qtmodeltester, desk, evaluation):
    model = ComparisonTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = desk.snapshots.take(evaluation, "a")
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    model.set_comparison(desk.snapshots.compare(evaluation, made.id), desk.evaluations.view(evaluation).framework)
    qtmodeltester.check(model)
