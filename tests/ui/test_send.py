"""The send page: what is sealed, what is left out, and what it says of it."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from lcc_desktop.domain.errors import PackageRefused, Refusal
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.package_files import summarise
from lcc_desktop.services.unit import begin
from lcc_desktop.sync import package_format as names
from tests.conftest import short_documents


@pytest.fixture
def team(tmp_path: Path):
    with workspaces.create(tmp_path / "team", "team", workspaces.COORDINATOR) as workspace:
        yield services_for(workspace, short_documents)


@pytest.fixture
def send(open_desk, desk, evaluation, qtbot):
    """Opens the page with an evaluation open; `chosen` notes the name the dialog offers, `answer` is what it gives."""

    def make():
        shown = open_desk(desk)
        shown.home_presenter.open(evaluation)
        qtbot.waitUntil(lambda: shown.current.view is not None and not shown.tasks.busy)
        shown.window.go_to("send")
        qtbot.waitUntil(lambda: not shown.tasks.busy)
        return shown

    return make


@pytest.fixture
def export(qtbot, monkeypatch, tmp_path):
    """Presses the button; the file that came of it."""

    def press(shown) -> Path:
        offered: list[str] = []
        monkeypatch.setattr(
            QFileDialog,
            "getSaveFileName",
            lambda _parent, _title, name, _filter: (offered.append(name), (str(tmp_path / name), ""))[1],
        )
        qtbot.mouseClick(shown.send.export, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not shown.tasks.busy)
        return tmp_path / offered[0]

    return press


def test_nothing_can_be_sealed_while_nobody_of_the_team_is_known(send, export):
    shown = send()
    assert not shown.send.seal.isEnabled()
    assert not shown.send.seal.isChecked()
    assert summarise(export(shown), None).number == 1


def test_a_package_is_sealed_for_the_team_as_soon_as_it_is_known(send, export, desk, team, tmp_path):
    team.trust.write_request(tmp_path / "team.request")
    desk.trust.add(tmp_path / "team.request")
    shown = send()
    assert shown.send.seal.isChecked()
    path = export(shown)
    assert path.name == "Tétouan 2026.lcc.age"
    with pytest.raises(PackageRefused) as caught:
        summarise(path, None)
    assert [reason.refusal for reason in caught.value.reasons] == [Refusal.SEALED]


def test_a_cleared_box_stays_cleared_and_the_package_open(send, export, desk, team, tmp_path, qtbot):
    team.trust.write_request(tmp_path / "team.request")
    desk.trust.add(tmp_path / "team.request")
    shown = send()
    qtbot.mouseClick(shown.send.seal, Qt.MouseButton.LeftButton)
    shown.window.go_to("home")
    shown.window.go_to("send")
    qtbot.waitUntil(lambda: not shown.tasks.busy)
    assert not shown.send.seal.isChecked()
    assert export(shown).name == "Tétouan 2026.lcc"


def test_names_are_left_out_when_asked(send, export, desk, evaluation, qtbot):
    with begin(desk.workspace) as work:
        work.journal.record(evaluation, "participant", "a" * 32, "name", "Aïcha Benali")
        work.commit()
    shown = send()
    whole = export(shown)
    assert "Aïcha" in said(whole)
    qtbot.mouseClick(shown.send.names, Qt.MouseButton.LeftButton)
    assert "Aïcha" not in said(export(shown))


def said(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(names.JOURNAL).decode()


def test_the_inbox_opens_what_is_sealed_for_this_desk(open_desk, desk, evaluation, team, tmp_path, qtbot):
    desk.trust.write_request(tmp_path / "desk.request")
    team.trust.add(tmp_path / "desk.request")
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.packages.export(evaluation, stick / "p.lcc.age", seal_to=[team.trust.own().recipient])
    shown = open_desk(team)
    shown.window.go_to("inbox")
    shown.inbox.files_given.emit([stick])
    qtbot.waitUntil(lambda: shown.inbox.take.isVisible())
    shown.inbox.take.click()
    qtbot.waitUntil(lambda: len(shown.inbox.arrivals) == 1 and not shown.tasks.busy)
    assert [row.id for row in team.evaluations.rows()] == [evaluation]
