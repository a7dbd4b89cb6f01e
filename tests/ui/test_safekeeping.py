"""What keeps the work safe, as people see it: the page of backups, and the page in the place of a damaged workspace."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from lcc_desktop.domain.scoring import Score
from lcc_desktop.entrance import Entrance
from lcc_desktop.i18n import plain
from lcc_desktop.services.backup_places import BackupPlaces, backups_beside
from lcc_desktop.start.opening import open_workspace
from lcc_desktop.ui.gate.damage_view import DamagePage
from lcc_desktop.window import Desk, apply_language


@pytest.fixture
def folder(desk, evaluation) -> Path:
    """A workspace with a score, a backup of it, and a later score; closed."""
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    BackupPlaces(desk.workspace).make()
    desk.scoring.score(evaluation, "1.1.1", Score.of(3))
    desk.workspace.close()
    return desk.workspace.folder


@pytest.fixture
def come(qtbot, qapp, preferences):
    """Starts the window on a folder, as `lcc-desktop` does."""
    made: list[Entrance] = []

    def begin(folder: Path) -> Entrance:
        language = partial(apply_language, qapp)
        entrance = Entrance(qapp, preferences, folder, lambda: Desk(qapp, None, preferences), language, lambda _d: None)
        made.append(entrance)
        entrance.begin(partial(open_workspace, folder))
        qtbot.waitUntil(lambda: entrance.is_shown or entrance.desk.is_open)
        return entrance

    yield begin
    for entrance in made:
        if entrance.desk is not None:
            entrance.desk.window.close()
        if "gate" in entrance.__dict__:
            entrance.gate.close()


def damage(folder: Path) -> None:
    """Overwrite the beginning of the database, as a failing disk would."""
    for left in folder.glob("lcc.db-*"):
        left.unlink()
    content = bytearray((folder / "lcc.db").read_bytes())
    content[:100] = b"\xa5" * 100
    (folder / "lcc.db").write_bytes(content)


def degree(desk: Desk) -> int | None:
    [row] = desk.services.evaluations.rows()
    return desk.services.evaluations.view(row.id).indicators["1.1.1"].score.degree


def open_again(entrance: Entrance, qtbot) -> Desk:
    qtbot.waitUntil(lambda: entrance.desk is not None and entrance.desk.is_open and not entrance.is_shown)
    qtbot.waitUntil(lambda: not entrance.desk.tasks.busy)
    return entrance.desk


def test_a_backup_is_looked_at_and_put_back_from_its_page(come, folder, qtbot):
    entrance = come(folder)
    desk = open_again(entrance, qtbot)
    desk.window.go_to("backups")
    page = desk.safekeeping.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)
    qtbot.waitUntil(page.back.isEnabled)
    assert "1 change made since" in plain(page.preview.text())

    def agree() -> None:
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        assert "kept" in box.text()
        next(button for button in box.buttons() if button.text() == "Put it back").click()

    QTimer.singleShot(0, agree)
    page.back.click()
    qtbot.waitUntil(lambda: entrance.desk is not desk)
    again = open_again(entrance, qtbot)
    assert "kept in" in again.window.banner.text.text()
    assert degree(again) == 1
    assert len(BackupPlaces(again.services.workspace).all()) == 2


def test_a_workspace_that_is_damaged_offers_its_backup_and_keeps_the_damaged_file(come, folder, qtbot):
    damage(folder)
    entrance = come(folder)
    page = entrance.gate.damage
    assert isinstance(entrance.gate.page, DamagePage)
    qtbot.waitUntil(page.back.isEnabled)
    page.back.click()
    desk = open_again(entrance, qtbot)
    assert degree(desk) == 1
    assert "damaged workspace is kept" in desk.window.banner.text.text()
    [kept] = folder.parent.glob(f"{folder.name}-damaged-*")
    assert (kept / "lcc.db").read_bytes().startswith(b"\xa5")


def test_without_a_backup_nothing_is_lost_and_what_can_be_read_is_offered(come, folder, qtbot):
    [backup] = backups_beside(folder)
    shutil.rmtree(backup.place)
    damage(folder)
    content = (folder / "lcc.db").read_bytes()
    entrance = come(folder)
    page = entrance.gate.damage
    qtbot.waitUntil(lambda: "lies here" in page.first_help.text())
    assert not page.back.isVisible()
    page.save.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert "Nothing can be read" in page.banner.text.text()
    assert (folder / "lcc.db").read_bytes() == content


def test_what_can_still_be_read_is_saved_said_and_gone_on_with(come, folder, qtbot):
    """The database is whole but for its marker: nothing opens it, everything in it can be read."""
    (folder / "workspace.json").write_text("{")
    entrance = come(folder)
    page = entrance.gate.damage
    page.save.click()
    qtbot.waitUntil(page.open.isVisible)
    assert "Saved: " in plain(page.result.text())
    page.open.click()
    assert degree(open_again(entrance, qtbot)) == 3


def test_the_examination_says_in_words_how_the_workspace_is(open_desk, desk, evaluation, qtbot):
    shown = open_desk(desk, "ar")
    shown.window.go_to("backups")
    page = shown.safekeeping.page
    page.examine.click()
    qtbot.waitUntil(page.examine.isEnabled)
    assert "سليم" in page.health.text()
    page.make.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
