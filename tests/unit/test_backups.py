"""Backups: made in use, proven, thinned, restored beside; never a good one lost to a bad."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.errors import BackupUnsound, FolderNotEmpty, TargetUnwritable, WorkspaceDamaged
from lcc_desktop.domain.keeping import EVERY, RECENT, kept
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.layout import DATABASE, EVIDENCE
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.backups import Backup, Backups
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.packages import Outcome
from tests.conftest import short_documents

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def worked(desk, evaluation, tmp_path: Path) -> str:
    """An evaluation with a score and a piece of evidence."""
    proof = tmp_path / "PV محضر.pdf"
    proof.write_bytes(b"%PDF-1.7 sample")
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "vu")
    desk.evidence.add(evaluation, "1.1.1", proof)
    return evaluation


@pytest.fixture
def backups(desk) -> Backups:
    return Backups(desk.workspace)


def at(moment: datetime):
    return lambda: moment


def test_a_backup_holds_everything_and_is_restored_as_a_workspace(desk, worked, backups, tmp_path):
    made = backups.make(at(NOON))
    assert (made.evaluations, made.evidence) == (1, 1)
    desk.scoring.score(worked, "1.1.1", Score.of(0))
    backups.restore(NOON, tmp_path / "again")
    with Workspace.open(tmp_path / "again") as workspace:
        restored = services_for(workspace, dict)
        shown = restored.evaluations.view(worked).indicators["1.1.1"]
        assert (shown.score, shown.note) == (Score.of(3), "vu")
        copy = restored.evidence.copy_for_viewing(shown.evidence[0], tmp_path)
        assert copy.read_bytes() == b"%PDF-1.7 sample"
    assert desk.evaluations.view(worked).indicators["1.1.1"].score == Score.of(0)


def test_two_backups_begun_at_once_are_both_made(desk, worked):
    together = Barrier(2)

    def make(moment: datetime) -> Backup:
        def now() -> datetime:
            together.wait(60)
            return moment

        return Backups(desk.workspace).make(now)

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(make, [NOON, NOON + timedelta(minutes=1)]))
    assert [each.path.is_dir() for each in made] == [True, True]


def test_a_second_backup_of_the_same_second_leaves_the_first_one(desk, worked, backups, tmp_path):
    first = backups.make(at(NOON))
    desk.scoring.score(worked, "1.1.1", Score.of(0))
    second = backups.make(at(NOON))
    assert first.path != second.path
    backups.restore(first.made_at, tmp_path / "first")
    with Workspace.open(tmp_path / "first") as workspace:
        restored = services_for(workspace, short_documents).evaluations.view(worked)
    assert restored.indicators["1.1.1"].score == Score.of(3)


def test_a_restored_copy_and_the_original_can_both_go_on_and_be_merged(new_services, desk, worked, backups, tmp_path):
    """A restored backup does not reuse numbers: it is a device of its own."""
    coordination = new_services("coordination", like=desk)
    backups.make(at(NOON))
    desk.scoring.score(worked, "1.1.2", Score.of(1))
    desk.packages.export(worked, tmp_path / "original.lcc")
    backups.restore(NOON, tmp_path / "again")
    with Workspace.open(tmp_path / "again") as workspace:
        restored = services_for(workspace, short_documents)
        assert restored.trust.own().device != desk.trust.own().device
        restored.scoring.score(worked, "1.1.3", Score.of(2))
        restored.packages.export(worked, tmp_path / "restored.lcc")
        restored.trust.write_request(tmp_path / "restored.request")
        assert [r.outcome for r in restored.packages.merge([tmp_path / "original.lcc"])] == [Outcome.MERGED]
    coordination.trust.add(tmp_path / "restored.request")
    results = coordination.packages.merge([tmp_path / "restored.lcc", tmp_path / "original.lcc"])
    assert [result.outcome for result in results] == [Outcome.MERGED, Outcome.MERGED]
    shown = coordination.evaluations.view(worked).indicators
    assert [shown[code].score for code in ("1.1.1", "1.1.2", "1.1.3")] == [Score.of(3), Score.of(1), Score.of(2)]


def test_a_backup_lies_outside_the_folder_it_protects(desk, worked, backups):
    backups.make(at(NOON))
    assert desk.workspace.folder not in backups.place.parents
    shutil.rmtree(desk.workspace.folder / EVIDENCE)
    assert backups.check(NOON).evidence == 1


def test_restoring_never_writes_over_anything(worked, backups, tmp_path):
    backups.make(at(NOON))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(FolderNotEmpty):
        backups.restore(NOON, tmp_path / "full")
    with pytest.raises(TargetUnwritable):
        backups.restore(NOON, tmp_path / "no" / "where")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_a_backup_of_a_damaged_database_leaves_the_good_one(desk, worked, backups):
    backups.make(at(NOON))
    database = desk.workspace.folder / DATABASE
    desk.workspace.engine.dispose()
    for side in ("-wal", "-shm"):
        Path(f"{database}{side}").unlink(missing_ok=True)
    content = bytearray(database.read_bytes())
    content[4096:20480] = b"\xff" * 16384
    database.write_bytes(content)
    with pytest.raises((BackupUnsound, WorkspaceDamaged)):
        backups.make(at(NOON + EVERY))
    assert backups.moments() == [NOON]
    assert backups.check(NOON).evaluations == 1
    assert [path.name for path in backups.place.iterdir() if path.name.startswith(".")] == []


def test_an_altered_journal_is_found(worked, backups):
    backups.make(at(NOON))
    database = backups.place / NOON.strftime("%Y%m%dT%H%M%SZ") / DATABASE
    content = database.read_bytes()
    assert b'"value":"vu"' in content
    database.write_bytes(content.replace(b'"value":"vu"', b'"value":"nu"'))
    with pytest.raises(BackupUnsound):
        backups.check(NOON)


def test_altered_evidence_in_a_backup_is_found(worked, backups):
    backups.make(at(NOON))
    [kept_file] = list((backups.place / EVIDENCE).glob("??/*"))
    kept_file.write_bytes(b"other")
    with pytest.raises(BackupUnsound):
        backups.check(NOON)


def test_evidence_is_copied_once_and_goes_with_the_last_backup_that_needs_it(desk, worked, backups):
    backups.make(at(NOON))
    backups.make(at(NOON + EVERY))
    assert len(list((backups.place / EVIDENCE).glob("??/*"))) == 1
    far = NOON + timedelta(days=4000)
    for week in range(60):
        backups.make(at(far + timedelta(days=7 * week)))
    assert NOON not in backups.moments()
    assert len(list((backups.place / EVIDENCE).glob("??/*"))) == 1


def test_a_place_that_cannot_be_written_is_said_so(desk, worked, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TargetUnwritable):
        Backups(desk.workspace, tmp_path / "file").make(at(NOON))


moments = st.lists(
    st.integers(0, 800 * 24 * 60).map(lambda minutes: NOON - timedelta(minutes=minutes)), max_size=150, unique=True
)


@given(moments)
def test_the_latest_and_all_of_the_last_two_days_are_always_kept(made):
    found = kept(made, NOON)
    assert found <= set(made)
    assert {time for time in made if NOON - time <= RECENT} <= found
    assert max(made, default=None) in (found or {None})


@given(moments)
def test_thinning_twice_removes_nothing_more(made):
    once = kept(made, NOON)
    assert kept(once, NOON) == once


@given(moments)
def test_so_many_are_kept_and_no_more(made):
    older = {time for time in kept(made, NOON) if NOON - time > RECENT}
    assert len(older) <= 12 + 10 + 9 + 1


def test_two_years_of_daily_backups_leave_days_weeks_and_months():
    made = [NOON - timedelta(days=day) for day in range(730)]
    ages = sorted((NOON - time).days for time in kept(made, NOON))
    assert ages[:15] == list(range(15))
    assert 70 <= ages[-10] <= 90, "ten weeks after the twelve days"
    assert 280 <= ages[-1] <= 380, "nine months after those"
