"""A damaged workspace: told apart, saved as far as it can be read, replaced by a backup. Nothing is thrown away."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from lcc_desktop.cli import cli
from lcc_desktop.domain.errors import FolderNotEmpty, NothingToRescue, WorkspaceDamaged
from lcc_desktop.domain.health import LOW, Health
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services.backups import Archive, Backups, usual_place
from lcc_desktop.services.desk import services_for
from lcc_desktop.services.health import examine
from lcc_desktop.services.rescue import replace_with_backup, rescue
from lcc_desktop.wording.health import health_lines, low_room, unclean_line


@pytest.fixture
def worked(desk, evaluation, tmp_path: Path):
    """An evaluation with a good many scores and a piece of evidence."""
    for code in list(desk.evaluations.view(evaluation).indicators)[:40]:
        item = desk.evaluations.view(evaluation).indicators[code].indicator
        if not item.scale.measured:
            desk.scoring.score(evaluation, code, Score.of(1), "Constat détaillé " * 20)
    path = tmp_path / "PV.pdf"
    path.write_bytes(b"%PDF-1.7 " + bytes(5000))
    desk.evidence.add(evaluation, "1.1.1", path)
    return desk


def damage(database: Path, share: float) -> None:
    """Overwrite a page at a place of the file, as a failing disk would."""
    content = bytearray(database.read_bytes())
    at = int(len(content) * share) // 4096 * 4096
    content[at : at + 4096] = b"\xa5" * 4096
    database.write_bytes(content)


def closed(desk) -> Path:
    desk.workspace.close()
    return desk.workspace.folder


def test_a_sound_workspace_is_said_to_be_sound(worked):
    found = examine(worked.workspace)
    assert found.is_sound
    assert (found.evaluations, found.evidence) == (1, 1)
    assert health_lines(found)[1] == "Everything is sound: the database, every change and every piece of evidence."


def test_lost_evidence_and_altered_entries_are_named(worked):
    [stored] = worked.workspace.evidence._folder.glob("??/*")
    stored.write_bytes(b"other")
    with worked.workspace.engine.begin() as connection:
        connection.execute(text("UPDATE journal_entry SET body = replace(body, 'Constat', 'Mensonge') WHERE seq < 20"))
    found = examine(worked.workspace)
    assert (found.lost, found.broken, found.is_sound) == (("PV.pdf",), 1, False)
    assert "PV.pdf" in " ".join(health_lines(found))


def test_little_room_is_warned_of():
    found = Health(1, 1, 0, (), 0, (), LOW - 1)
    assert low_room(LOW - 1) in health_lines(found)
    assert "Everything that was confirmed is here" in unclean_line(found)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_what_can_be_read_is_saved_and_is_what_people_wrote(worked, evaluation, tmp_path: Path, share: float):
    before = {code: (v.score, v.note) for code, v in worked.evaluations.view(evaluation).indicators.items()}
    folder = closed(worked)
    damage(folder / "lcc.db", share)
    content = (folder / "lcc.db").read_bytes()
    try:
        saved = rescue(folder, tmp_path / "saved")
    except NothingToRescue:
        return
    assert (folder / "lcc.db").read_bytes() == content
    with Workspace.open(tmp_path / "saved") as workspace:
        services = services_for(workspace, dict)
        assert examine(workspace).broken == 0
        for row in services.evaluations.rows():
            for code, view in services.evaluations.view(row.id).indicators.items():
                assert (view.score, view.note) in (before[code], (type(view.score)(), ""))
        assert saved.entries > 0


def test_a_sound_workspace_is_rescued_whole_and_goes_on_as_another_device(worked, evaluation, tmp_path: Path):
    known = json.loads(worked.evaluations.dump(evaluation))
    folder = closed(worked)
    saved = rescue(folder, tmp_path / "saved")
    assert (saved.lost_entries, saved.evidence, saved.lost_evidence) == (0, 1, 0)
    with Workspace.open(tmp_path / "saved") as workspace:
        services = services_for(workspace, lambda *_: {})
        assert json.loads(services.evaluations.dump(evaluation)) == known
        services.scoring.score(evaluation, "1.1.1", Score.of(4))
        assert len(json.loads(services.evaluations.dump(evaluation))["knowledge"]) == 2


def test_nothing_is_saved_over_something(worked, tmp_path: Path):
    folder = closed(worked)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "a").touch()
    with pytest.raises(FolderNotEmpty):
        rescue(folder, tmp_path / "taken")


def test_a_file_of_noise_gives_nothing_and_says_so(worked, tmp_path: Path):
    folder = closed(worked)
    (folder / "lcc.db").write_bytes(b"\x00" * 50_000)
    with pytest.raises(NothingToRescue):
        rescue(folder, tmp_path / "saved")
    assert not (tmp_path / "saved").exists()


def test_a_backup_takes_the_place_of_the_damaged_workspace_which_is_kept(worked, evaluation):
    made = Backups(worked.workspace).make()
    known = worked.evaluations.view(evaluation).indicators
    folder = closed(worked)
    (folder / "lcc.db").write_bytes(b"\x00" * 50_000)
    with pytest.raises(WorkspaceDamaged):
        Workspace.open(folder)
    restored, kept = replace_with_backup(folder, Archive(usual_place(folder)), made.made_at)
    assert restored.evaluations == 1
    assert (kept / "lcc.db").read_bytes() == b"\x00" * 50_000
    with Workspace.open(folder) as workspace:
        assert services_for(workspace, dict).evaluations.view(evaluation).indicators == known


def test_a_stop_without_closing_is_noticed_at_the_next_start(worked, evaluation):
    folder = closed(worked)
    with Workspace.open(folder) as workspace:
        assert not workspace.was_cut_short
    program = (
        "import os, sys; from pathlib import Path; from lcc_desktop.models.workspace import Workspace;"
        "from lcc_desktop.services.desk import services_for; from lcc_desktop.domain.scoring import Score;"
        "s = services_for(Workspace.open(Path(sys.argv[1])), dict);"
        "s.scoring.score(sys.argv[2], '1.1.2', Score.of(4)); os._exit(9)"
    )
    stopped = subprocess.run([sys.executable, "-c", program, str(folder), evaluation], check=False)
    assert stopped.returncode == 9
    with Workspace.open(folder) as workspace:
        assert workspace.was_cut_short
        assert examine(workspace).is_sound
        view = services_for(workspace, dict).evaluations.view(evaluation)
        assert view.indicators["1.1.2"].score == Score.of(4)


def test_the_command_line_examines_and_rescues(worked, tmp_path: Path):
    folder = closed(worked)
    run = CliRunner()
    found = run.invoke(cli, ["--lang", "fr", "workspace", "check", "--workspace", str(folder)])
    assert (found.exit_code, "sain" in found.output) == (0, True), found.output
    saved = run.invoke(
        cli, ["workspace", "rescue", "--workspace", str(folder), "--out", str(tmp_path / "saved"), "--json"]
    )
    assert saved.exit_code == 0, saved.output
    assert json.loads(saved.output)["lost_entries"] == 0
