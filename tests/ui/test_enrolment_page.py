"""Enrolment as two people do it at their screens, with a telephone between them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from lcc_desktop.domain.enrolment import Standing
from lcc_desktop.domain.roles import Role
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services import workspaces
from lcc_desktop.ui.parts.digits_entry import DigitsEntry

NOW = datetime.now(UTC)


def type_groups(entry: DigitsEntry, digits: str) -> None:
    """What the other one reads out."""
    for group, field in zip(entry.asked, entry.fields, strict=True):
        field.setText(digits.split()[group - 1])


@pytest.fixture
def saved(monkeypatch, tmp_path: Path) -> Callable[[str], None]:
    """Where the next file dialog leads."""

    def to(name: str) -> None:
        chosen = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: chosen)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: chosen)

    return to


def at_the_page(shown, qtbot):
    shown.window.go_to("enrolment")
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    return shown.enrolling.page


def test_a_facilitator_asks_the_team_compares_and_the_assignment_is_taken(
    open_desk, new_services, qtbot, saved, tmp_path
):
    team, nord = new_services("team", role=workspaces.COORDINATOR), new_services("nord")
    here, there = open_desk(nord), open_desk(team)
    mine, theirs = at_the_page(here, qtbot), at_the_page(there, qtbot)
    assert not mine.team.isVisible()
    campaign = team.campaigns.start("Campagne", "حملة", "2027", team.frameworks.all()[0].ref)
    listed = [team.communes.search("Azrou")[0].code]
    team.campaigns.accompany(campaign, team.campaigns.add_facilitator(campaign, "Nord"), listed)

    saved("enrolment.request")
    mine.own.request.click()
    qtbot.waitUntil((tmp_path / "enrolment.request").exists)
    theirs.team.name.setText("Équipe régionale")
    theirs.team.make.click()
    qtbot.waitUntil(lambda: theirs.team.open.isVisible())
    theirs.team.open.click()
    form = theirs.team.form
    qtbot.waitUntil(form.isVisible)
    assert (form.roles[Role.FACILITATOR].isChecked(), form.approve.isEnabled()) == (True, False)
    picker = form.communes.picker
    assert picker.codes == listed  # by the name alone: no computer was known
    picker.search.setText("تيزنيت")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    type_groups(form.entry, nord.trust.own().digits)
    saved("nord.lcc-assignment")
    form.approve.click()
    qtbot.waitUntil(lambda: bool(theirs.team.model.rows))
    assert [(one.name, one.communes) for one in theirs.team.model.rows] == [("nord", 2)]
    qtbot.waitUntil(lambda: not there.tasks.busy)

    theirs.team.entrust.click()
    again = theirs.team.communes
    qtbot.waitUntil(again.isVisible)
    again.choice.picker._drop(listed[0])
    again.save.click()
    qtbot.waitUntil(lambda: theirs.team.model.rows[0].communes == 1 and not there.tasks.busy)

    mine.own.assignment.click()
    qtbot.waitUntil(mine.offer.isVisible)
    type_groups(mine.offer.entry, nord.trust.own().digits)
    mine.offer.accept.click()
    qtbot.waitUntil(mine.banner.isVisible)  # not the team's digits
    assert nord.enrolment.state(NOW).standing is Standing.NONE
    type_groups(mine.offer.entry, team.team.state(NOW).digits)
    mine.offer.accept.click()
    qtbot.waitUntil(lambda: not mine.offer.isVisible())
    state = nord.enrolment.state(NOW)
    assert state.standing is Standing.VALID
    assert [one.code for one in state.tasks[0].communes] == [team.communes.search("Tiznit")[0].code]
    qtbot.waitUntil(lambda: not mine.own.code.isVisible())


def test_a_photograph_of_the_code_is_a_request(open_desk, new_services, qtbot, tmp_path):
    team, nord = new_services("team", role=workspaces.COORDINATOR), new_services("nord")
    team.team.found("Équipe")
    page = at_the_page(open_desk(nord), qtbot)
    page.own.code.grab().save(str(tmp_path / "code.png"))
    assert team.team.look(tmp_path / "code.png") == nord.trust.own()


def test_a_lost_laptop_is_withdrawn_after_a_question(open_desk, new_services, qtbot, monkeypatch, tmp_path):
    team, nord = new_services("team", role=workspaces.COORDINATOR), new_services("nord")
    team.team.found("Équipe")
    nord.trust.write_request(tmp_path / "r")
    digits = {group: nord.trust.own().digits.split()[group - 1] for group in (1, 2, 3)}
    team.team.approve(tmp_path / "r", digits, [Role.FACILITATOR], NOW + timedelta(days=9), NOW)
    page = at_the_page(open_desk(team), qtbot)
    assert page.team.ending.isVisible()
    monkeypatch.setattr(QMessageBox, "question", lambda *_given: QMessageBox.StandardButton.No)
    page.team.revoke.click()
    assert page.team.model.rows[0].standing is Standing.ENDS_SOON
    monkeypatch.setattr(QMessageBox, "question", lambda *_given: QMessageBox.StandardButton.Yes)
    page.team.revoke.click()
    qtbot.waitUntil(lambda: page.team.model.rows[0].standing is Standing.WITHDRAWN)


def enrolled(team, person, folder: Path, role: Role, until: timedelta = timedelta(days=365)) -> None:
    """As two people do it, without their screens."""
    person.trust.write_request(folder / "r")
    own, theirs = person.trust.own().digits.split(), team.team.state(NOW).digits.split()
    typed = {group: own[group - 1] for group in (1, 2, 3)}
    member = team.team.approve(folder / "r", typed, [role], NOW + until, NOW)
    team.team.write_assignment(member.device, folder / "a")
    person.enrolment.take(folder / "a", {group: theirs[group - 1] for group in (1, 2, 3)})


def offered(shown) -> set[str]:
    return {key for key, button in shown.window.rail.buttons.items() if not button.isHidden()}


def test_the_window_offers_what_the_role_allows(open_desk, new_services, qtbot, tmp_path):
    team, nord, sud = new_services("team", role=workspaces.COORDINATOR), new_services("nord"), new_services("sud")
    team.team.found("Équipe")
    commune = nord.communes.search("Tétouan")[0]
    evaluation = nord.evaluations.start(commune.code, "2026", nord.frameworks.all()[0].ref)
    shown = open_desk(nord)
    assert {"workshop", "campaign", "committee"} <= offered(shown)  # not enrolled: nothing waits
    enrolled(team, nord, tmp_path, Role.FACILITATOR)
    enrolled(team, sud, tmp_path, Role.VERIFIER)
    at_the_page(shown, qtbot).own.assignment_given.emit(tmp_path / "a")  # for another computer: said, and no more
    shown.enrolling.enrolled.emit()
    qtbot.waitUntil(lambda: "campaign" not in offered(shown))
    assert {"workshop", "plan", "verification", "committee"} <= offered(shown)
    shown.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: shown.window.page == "workshop")
    shown.window.go_to("verification")
    page = shown.accreditation.verification
    assert page.limit.isVisible()
    assert not page.degrees.isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert shown.current.view.indicators["1.1.1"].verified is None
    shown.window.go_to("committee")
    assert not shown.accreditation.committee.form.isVisible()

    nord.packages.export(evaluation, tmp_path / "nord.lcc")
    sud.packages.merge([tmp_path / "nord.lcc"])
    seen = open_desk(sud)
    assert not offered(seen) & {"workshop", "prepare", "plan", "closing", "campaign"}
    assert not seen.home.new.isVisible()
    seen.home_presenter.open(evaluation)
    qtbot.waitUntil(lambda: seen.window.page == "verification")
    qtbot.keyClick(seen.accreditation.verification.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not seen.tasks.busy)
    assert seen.current.view.indicators["1.1.1"].verified == Score.of(1)


def test_whoever_s_enrolment_ends_is_told_when_the_window_opens(open_desk, new_services, qtbot, tmp_path):
    team, nord = new_services("team", role=workspaces.COORDINATOR), new_services("nord")
    team.team.found("Équipe")
    enrolled(team, nord, tmp_path, Role.FACILITATOR, timedelta(days=9))
    shown = open_desk(nord)
    shown.enrolling.remind()
    qtbot.waitUntil(shown.window.banner.isVisible)
    assert "Équipe" in shown.window.banner.text.text()
