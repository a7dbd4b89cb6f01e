"""Backups made by the window: when due, on a worker of their own, silent unless they fail."""

from datetime import UTC, datetime, timedelta

import pytest

from lcc_desktop.domain.keeping import EVERY
from lcc_desktop.domain.scoring import Score
from lcc_desktop.services.backup_places import BackupPlaces
from lcc_desktop.services.backups import Backups
from lcc_desktop.ui.backup_keeper import BackupKeeper


@pytest.fixture
def keeper(desk, evaluation, qtbot):
    made = BackupKeeper(BackupPlaces(desk.workspace))
    yield made
    made.close()


def test_the_first_look_makes_a_backup_and_the_next_waits_for_half_an_hour(keeper, desk, qtbot):
    with qtbot.waitSignal(keeper.made):
        keeper.start()
    keeper.look()
    qtbot.waitUntil(lambda: not keeper.tasks.busy)
    assert len(Backups(desk.workspace).moments()) == 1


def test_only_what_changed_is_backed_up_again(desk, evaluation):
    backups = Backups(desk.workspace)
    long_ago = datetime.now(UTC) - 3 * EVERY
    backups.make(lambda: long_ago)
    assert not backups.is_due(datetime.now(UTC))
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    assert backups.is_due(datetime.now(UTC))
    assert not backups.is_due(long_ago + timedelta(minutes=5))


def test_a_place_that_cannot_be_written_is_said(desk, evaluation, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    keeper = BackupKeeper(BackupPlaces(desk.workspace, tmp_path / "file"))
    with qtbot.waitSignal(keeper.message) as said:
        keeper.start()
    assert "cannot be written" in said.args[0]
    keeper.close()


def test_the_window_waits_for_a_backup_under_way_before_it_goes(open_desk, desk, evaluation, qtbot):
    window = open_desk(desk)
    window.keep_backups()
    window.window.close()
    assert len(Backups(desk.workspace).moments()) == 1
