"""Backups wherever they are: a second drive, what a backup would change, and one put in the place of what is here."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lcc_desktop.domain.errors import TargetUnwritable
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.backup_places import BackupPlaces, Difference, backups_beside, backups_on, put_back
from lcc_desktop.services.desk import services_for

EARLIER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A stick, as the system shows it."""
    path = tmp_path / "stick"
    path.mkdir()
    return path


def test_a_second_drive_gets_a_backup_at_once_and_each_that_is_due_later(desk, evaluation, drive):
    places = BackupPlaces(desk.workspace)
    places.use_second(drive)
    assert [kept.second for kept in places.all()] == [True]
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    later = datetime.now(UTC) + timedelta(hours=1)
    assert len(places.make_due(lambda: later)) == 2
    assert [kept.second for kept in places.all()] == [False, True, True]
    places.forget_second()
    assert places.second is None
    assert len(backups_on(drive, desk.workspace.folder)) == 2


def test_a_drive_that_is_not_connected_is_passed_over_and_never_made(desk, evaluation, drive):
    places = BackupPlaces(desk.workspace)
    places.use_second(drive)
    gone = drive.rename(drive.with_name("pulled out"))
    assert not places.second.connected
    assert len(places.make_due()) == 1
    assert not drive.exists()
    gone.rename(drive)
    assert places.second.connected


def test_what_one_place_refuses_does_not_keep_the_other_from_its_backup(desk, evaluation, drive, tmp_path):
    (tmp_path / "file").write_text("")
    places = BackupPlaces(desk.workspace, tmp_path / "file")
    places.use_second(drive)
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    with pytest.raises(TargetUnwritable):
        places.make_due(lambda: datetime.now(UTC) + timedelta(hours=1))
    assert len(places.all()) == 2


def test_looking_says_what_would_be_other_than_now_and_changes_nothing(desk, evaluation, tmp_path):
    places = BackupPlaces(desk.workspace)
    [made] = places.make()
    assert places.preview(places.all()[0]).differences == ()
    proof = tmp_path / "PV.pdf"
    proof.write_bytes(b"%PDF-1.7")
    desk.scoring.score(evaluation, "1.1.1", Score.of(2))
    desk.evidence.add(evaluation, "1.1.1", proof)
    view = desk.evaluations.view(evaluation)
    other = desk.evaluations.start(view.commune.code, "2027", view.framework.ref)
    found = places.preview(places.all()[0])
    changed, begun = found.differences
    assert (changed.cycle, changed.only_there, changed.is_new) == (view.cycle, 0, False)
    assert changed.since > 1
    assert begun == Difference(view.commune.code, "2027", 4, 0, True)
    assert found.evidence_since == 1
    assert found.proven.entries == made.entries
    assert desk.evaluations.view(other).cycle == "2027"


def test_a_backup_is_put_back_after_one_of_the_present_was_made(desk, evaluation):
    places = BackupPlaces(desk.workspace)
    desk.scoring.score(evaluation, "1.1.1", Score.of(1))
    places.make_due(lambda: EARLIER)
    desk.scoring.score(evaluation, "1.1.1", Score.of(4))
    folder, steps = desk.workspace.folder, []
    [earlier] = places.all()
    desk.workspace.close()
    kept = put_back(folder, None, earlier.place, earlier.moment, lambda done, total: steps.append((done, total)))
    with Workspace.open(folder) as workspace:
        shown = services_for(workspace, dict).evaluations.view(evaluation)
        assert shown.indicators["1.1.1"].score == Score.of(1)
    with Workspace.open(kept) as workspace:
        assert services_for(workspace, dict).evaluations.view(evaluation).indicators["1.1.1"].score == Score.of(4)
    assert len(backups_beside(folder)) == 2
    assert steps == [(0, 3), (1, 3)]
