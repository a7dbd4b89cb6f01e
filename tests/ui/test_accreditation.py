"""The verification mission's page and the committee's, by hand and by key."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from lcc_desktop.domain.campaign import Outcome
from lcc_desktop.domain.scoring import NO_INFORMATION, Score
from lcc_desktop.services.signed import Signed


@pytest.fixture
def window(open_desk, desk, evaluation, qtbot):
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "PV 12/2025")
    shown = open_desk(desk, "en")
    shown.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: shown.current.view is not None and not shown.tasks.busy)
    return shown


def test_a_mission_is_done_by_keys_and_both_scores_stand(window, qtbot):
    window.window.go_to("verification")
    page = window.accreditation.verification
    qtbot.waitUntil(lambda: not window.tasks.busy)
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    shown = window.current.view.indicators["1.1.1"]
    assert (shown.score, shown.verified, shown.seen_on) == (Score.of(3), Score.of(1), date.today())
    assert "1 of 109 indicators verified · 1 score differs · 1 of them without a reason" in plain_text(
        page.state.text()
    )
    page.reason.setPlainText("Deux séances seulement")
    page.keep()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert window.current.view.indicators["1.1.1"].reason == "Deux séances seulement"
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert window.current.view.indicators["1.1.2"].verified == NO_INFORMATION
    page.filter.setCurrentIndex(page.filter.findData("differing"))
    assert page.model.rowCount() == 2
    assert page.verifier.text()


def test_a_decision_is_recorded_once_it_is_confirmed_and_stands_in_the_history(window, qtbot, monkeypatch, tmp_path):
    window.window.go_to("committee")
    page = window.accreditation.committee
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert "No decision" in page.state.text()
    page.outcomes[Outcome.ACTION_PLAN].setChecked(True)
    assert not page.record.isEnabled()  # who sat is part of a decision
    page.members.setPlainText("AMPCC\nDGCT")
    monkeypatch.setattr(page, "is_confirmed", lambda outcome, on: False)
    page.record.click()
    assert page.members.note
    monkeypatch.setattr(page, "is_confirmed", lambda outcome, on: True)
    page.record.click()
    qtbot.waitUntil(lambda: not window.tasks.busy and not page.members.note)
    [row] = window.services.committee.decisions(window.current.id)
    assert (row.outcome, row.members, row.signed) == (Outcome.ACTION_PLAN, "AMPCC\nDGCT", Signed.GOOD)
    assert "Action plan launched" in page.state.text()
    page.extract_asked.emit(row.id, tmp_path / "décision.json")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert (tmp_path / "décision.json.sig").is_file()


def test_a_full_score_is_never_called_granted(open_desk, desk, evaluation, qtbot):
    for code, item in desk.evaluations.view(evaluation).indicators.items():
        if not item.indicator.scale.measured:
            desk.scoring.score(evaluation, code, Score.of(item.indicator.top))
    window = open_desk(desk, "en")
    window.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: window.current.view is not None and not window.tasks.busy)
    window.window.go_to("committee")
    qtbot.waitUntil(lambda: not window.tasks.busy)
    page = window.accreditation.committee
    assert "granted" not in page.state.text().lower()
    assert not any(radio.isChecked() for radio in page.outcomes.values())


def plain_text(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069\u200e\u200f")
