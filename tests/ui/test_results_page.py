"""The results page in the real window: fields and norms, what stands out, other cycles and groups."""

import pytest
from PySide6.QtCore import Qt

from lcc_desktop.domain.scoring import Score
from lcc_desktop.domain.votes import Ballot
from lcc_desktop.services.results import group_scores
from lcc_desktop.ui.results.lists_panel import standouts


@pytest.fixture
def at_results(qtbot, open_desk, desk, evaluation):
    """The window on the results of an evaluation with some scores, in a language."""

    def make(language: str = "fr"):
        for code, degree in (("1.1.1", 4), ("1.1.2", 0), ("1.1.3", 1)):
            desk.scoring.score(evaluation, code, Score.of(degree))
        shown = open_desk(desk, language)
        shown.home_presenter.open(evaluation)
        idle(qtbot, shown)
        shown.window.go_to("results")
        idle(qtbot, shown)
        return shown

    return make


def idle(qtbot, shown) -> None:
    qtbot.waitUntil(lambda: not shown.tasks.busy)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_way_of_looking_says_something(qtbot, at_results, language):
    shown = at_results(language)
    for name, button in shown.results.ways.items():
        button.click()
        idle(qtbot, shown)
        assert button.text()
        assert shown.results.ways[name].isChecked()
    shown.results.ways["parts"].click()
    assert "1.1" in shown.results.parts.norms.accessibleDescription()


def test_a_weak_indicator_leads_to_the_workshop(qtbot, at_results):
    shown = at_results()
    shown.results.ways["lists"].click()
    weakest = shown.results.lists.lists["weakest"]
    assert [weakest.item(row).data(Qt.ItemDataRole.UserRole) for row in range(2)] == ["1.1.2", "1.1.3"]
    weakest.itemClicked.emit(weakest.item(0))
    assert (shown.window.page, shown.workshop_presenter.shown.indicator.code) == ("workshop", "1.1.2")


def test_what_stands_out_is_told_by_shares_of_the_scale(desk, evaluation):
    for code, degree in (("1.1.1", 4), ("1.1.2", 2), ("1.1.3", 0)):
        desk.scoring.score(evaluation, code, Score.of(degree))
    found = standouts(desk.evaluations.view(evaluation))
    assert [item.indicator.code for item in found["strongest"]] == ["1.1.1"]
    assert [item.indicator.code for item in found["weakest"]] == ["1.1.3"]
    assert [item.indicator.code for item in found["evidence"]] == ["1.1.1", "1.1.2"]


def test_with_nothing_to_compare_the_page_says_so(qtbot, at_results):
    shown = at_results()
    shown.results.ways["compare"].click()
    assert shown.results.compare.nothing.isVisible()
    assert not shown.results.compare.choice.isVisible()


def test_another_cycle_of_the_commune_stands_beside(qtbot, at_results, desk, evaluation):
    commune = desk.evaluations.view(evaluation).commune.code
    earlier = desk.evaluations.start(commune, "2022", desk.frameworks.all()[0].ref)
    desk.scoring.score(earlier, "1.1.1", Score.of(1))
    shown = at_results()
    shown.results.ways["compare"].click()
    idle(qtbot, shown)
    panel = shown.results.compare
    assert "2022" in panel.choice.currentText()
    assert panel.model.rowCount() == 1 + 7 + 3
    assert "2022" in str(panel.radar.scene.marks)


def test_a_groups_own_cards_stand_beside_the_score(qtbot, at_results, desk, evaluation):
    group = desk.people.add_group(evaluation, "Élus").groups[0].id
    desk.votes.count(evaluation, "1.1.1", 1, Ballot.of([1, 2, 2, 3]), group)
    desk.votes.count(evaluation, "1.1.2", 1, Ballot.of([4]), group)
    desk.votes.count(evaluation, "1.1.2", 2, Ballot.of([2, 3]), group)
    scores = group_scores(desk.evaluations.view(evaluation), group)
    assert scores == {"1.1.1": Score.of(2), "1.1.2": Score.of(2)}
    shown = at_results()
    shown.results.ways["compare"].click()
    idle(qtbot, shown)
    assert "Élus" in shown.results.compare.choice.currentText()
    assert desk.evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(4)
