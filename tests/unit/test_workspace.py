"""The workspace folder: made whole, opened by one, refused politely."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from lcc_desktop.domain.errors import (
    FolderNotEmpty,
    FolderUnusable,
    NewerWorkspace,
    NoWorkspace,
    WorkspaceBusy,
    WorkspaceDamaged,
)
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.layout import DATABASE, MARKER
from lcc_desktop.models.workspace import UNFINISHED, Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import services_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspaces.create(tmp_path / "w", "w").close()
    return tmp_path / "w"


def test_a_workspace_is_never_made_over_something(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderNotEmpty):
        workspaces.create(tmp_path, "w")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_making_that_was_cut_short_opens_nothing_and_can_be_begun_again(tmp_path: Path):
    """The power goes at the worst moment: the database is there, its identity and framework are not."""
    script = f"""
import os, signal
from lcc_desktop.models.workspace import Workspace
from pathlib import Path
Workspace.create(Path({str(tmp_path / "w")!r}), lambda workspace: os.kill(os.getpid(), signal.SIGKILL))
"""
    subprocess.run([sys.executable, "-c", script], check=False)
    assert (tmp_path / "w" / DATABASE).exists()
    with pytest.raises(NoWorkspace):
        Workspace.open(tmp_path / "w")
    with workspaces.create(tmp_path / "w", "w") as workspace:
        assert services_for(workspace, dict).trust.own().name == "w"
    assert not (tmp_path / "w" / UNFINISHED).exists()


def test_remains_beside_a_strangers_file_are_left_alone(tmp_path: Path):
    (tmp_path / UNFINISHED).touch()
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderNotEmpty):
        workspaces.create(tmp_path, "w")


def test_a_file_in_the_folders_place_is_said_so(tmp_path: Path):
    (tmp_path / "w").write_text("a file")
    with pytest.raises(FolderUnusable):
        workspaces.create(tmp_path / "w", "w")


def test_names_stay_on_one_line(tmp_path: Path):
    with workspaces.create(tmp_path / "w", "Fatima\t\nZahra") as workspace:
        assert services_for(workspace, dict).trust.own().name == "Fatima Zahra"


def test_a_folder_without_a_workspace_is_said_so(tmp_path: Path):
    with pytest.raises(NoWorkspace):
        Workspace.open(tmp_path)


def test_the_second_process_is_told(folder: Path):
    with Workspace.open(folder), pytest.raises(WorkspaceBusy):
        Workspace.open(folder)


def test_closing_frees_it(folder: Path):
    Workspace.open(folder).close()
    Workspace.open(folder).close()


def test_a_later_format_is_refused_and_left_alone(folder: Path):
    (folder / MARKER).write_text(json.dumps({"format": 99}))
    with pytest.raises(NewerWorkspace):
        Workspace.open(folder)


def test_a_later_database_is_refused_and_left_alone(folder: Path):
    with Workspace.open(folder) as workspace, workspace.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerWorkspace):
        Workspace.open(folder)


def test_a_damaged_database_is_said_so_and_frees_the_lock(folder: Path):
    (folder / DATABASE).write_bytes(b"not a database" * 400)
    for _ in range(2):
        with pytest.raises(WorkspaceDamaged):
            Workspace.open(folder)


def test_the_database_is_durable_by_its_settings(folder: Path):
    with Workspace.open(folder) as workspace, workspace.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


SCORE_THEN_WAIT = """
import sys
from pathlib import Path
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.desk import services_for
desk = services_for(Workspace.open(Path(sys.argv[1])), lambda view, made_at: {})
row = desk.evaluations.rows()[0]
for number, code in enumerate(desk.evaluations.view(row.id).indicators):
    desk.scoring.score(row.id, code, Score.of(number % 5))
    print(code, number % 5, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_a_kill_between_any_two_scores_loses_nothing_that_was_announced(desk, evaluation, tmp_path):
    desk.workspace.close()
    process = subprocess.Popen(
        [sys.executable, "-c", SCORE_THEN_WAIT, desk.workspace.folder], stdout=subprocess.PIPE, text=True
    )
    announced = {}
    for line in process.stdout:
        code, degree = line.split()
        announced[code] = int(degree)
        if len(announced) == 12:
            process.send_signal(signal.SIGKILL)
            break
    process.stdout.close()
    process.wait()
    with Workspace.open(desk.workspace.folder) as workspace:
        view = services_for(workspace, lambda v, m: {}).evaluations.view(evaluation)
        for code, degree in announced.items():
            assert view.indicators[code].score == Score.of(degree)


@pytest.mark.skipif(os.name != "posix", reason="Windows allows no such name")
def test_a_strange_folder_name_keeps_its_database_inside(tmp_path):
    for name in ("q?1", "q?2", "a#b%20c"):
        workspaces.create(tmp_path / name, name).close()
        assert (tmp_path / name / DATABASE).is_file()
    assert not (tmp_path / "q").exists()
