"""A protected workspace: opened by its passphrase, its key file alone rewritten, old or new whenever the power goes."""

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.errors import (
    AlreadyProtected,
    DiskTrouble,
    EvidenceMissing,
    KeyFileDamaged,
    NewerWorkspace,
    NotProtected,
    PassphraseTooLong,
    PassphraseTooShort,
    StorageFailed,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceLocked,
    WrongPassphrase,
)
from lcc_desktop.domain.passphrase import LEAST, MOST, normalised
from lcc_desktop.domain.scoring import Score
from lcc_desktop.models import rehousing, vault
from lcc_desktop.models.layout import MARKER, read_form
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, workspaces
from lcc_desktop.services.backups import Archive, Backups, usual_place
from lcc_desktop.services.desk import services_for
from tests.protected import PASSPHRASE, cheap_passphrases, new_protected

__all__ = ["cheap_passphrases", "new_protected"]

NOTE = "justification que personne ne lit"
PROOF = b"%PDF-1.7 preuve que personne ne lit"


@pytest.fixture
def worked(desk, evaluation, tmp_path: Path) -> Path:
    """The folder of a closed, unprotected workspace with a justification and a piece of evidence."""
    proof = tmp_path / "PV.pdf"
    proof.write_bytes(PROOF)
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), NOTE)
    desk.evidence.add(evaluation, "1.1.1", proof)
    desk.workspace.close()
    return desk.workspace.folder


def content(folder: Path, keys, evaluation: str) -> tuple[bytes, bytes]:
    """What a workspace holds: the shared state, and its evidence."""
    with Workspace.open(folder, keys) as workspace:
        services = services_for(workspace, dict)
        [item] = services.evaluations.view(evaluation).indicators["1.1.1"].evidence
        return services.evaluations.dump(evaluation), b"".join(workspace.evidence.read(item.sha256, item.name))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


# Opening


def test_the_passphrase_opens_it_and_nothing_else_does(new_protected):
    folder = new_protected("w").workspace.folder
    with pytest.raises(WrongPassphrase):
        protection.unlock(folder, "quatre mots pour rien")
    keys = protection.unlock(folder, PASSPHRASE)
    assert PASSPHRASE not in repr(keys)
    assert keys.master.hex() not in repr(keys)


def test_without_keys_or_with_those_of_another_it_stays_closed(new_protected):
    one, other = (new_protected(name).workspace for name in ("one", "other"))
    one.close()
    for keys in (None, other.keys):
        with pytest.raises(WorkspaceLocked):
            Workspace.open(one.folder, keys)
    Workspace.open(one.folder, one.keys).close()


def test_two_workspaces_under_one_passphrase_share_no_key(new_protected):
    one, other = (new_protected(name).workspace.keys for name in ("one", "other"))
    assert len({one.master, one.database, one.evidence, one.names, one.labels, other.master, other.database}) == 7


def test_a_version_from_before_protection_would_refuse_it_in_words(new_protected):
    """It knows format 1 and refuses what is newer."""
    said = json.loads((new_protected("w").workspace.folder / MARKER).read_text())
    assert said["format"] == 2


@pytest.mark.parametrize(
    "said", [{"format": 2}, {"format": 2, "keys": "../x"}, {"format": 2, "keys": 7}, [], {"format": 3}]
)
def test_a_marker_that_names_no_keys_is_refused(new_protected, said):
    folder = new_protected("w").workspace.folder
    (folder / MARKER).write_text(json.dumps(said))
    with pytest.raises((WorkspaceDamaged, NewerWorkspace)):
        protection.unlock(folder, PASSPHRASE)


def test_an_unprotected_workspace_has_no_passphrase(worked):
    with pytest.raises(NotProtected):
        protection.unlock(worked, PASSPHRASE)


def test_a_damaged_protected_database_is_said_so(new_protected):
    workspace = new_protected("w").workspace
    workspace.close()
    workspace.database.write_bytes(b"\0" * 8192)
    with pytest.raises(WorkspaceDamaged):
        Workspace.open(workspace.folder, workspace.keys)


# What is typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("e\u0301lection à Fe\u0300s", "élection à Fès"),
        ("  deux   espaces ", "deux espaces"),
        ("\u2067جماعة\u2069", "جماعة"),
        ("\ufefb جسر", "لا جسر"),
    ],
)
def test_every_keyboard_types_the_same_passphrase(typed, meant):
    assert normalised(typed) == meant


@given(st.text())
def test_a_passphrase_said_twice_is_the_same(typed):
    assert normalised(normalised(typed)) == normalised(typed)


def test_too_short_and_too_long_are_refused_before_anything_is_made(worked):
    before = names(worked)
    for typed, error in ((" x" * (LEAST // 2 - 1), PassphraseTooShort), ("x" * (MOST + 1), PassphraseTooLong)):
        with pytest.raises(error):
            protection.protect(worked, typed)
    assert names(worked) == before


# The key file


def test_another_passphrase_rewrites_the_key_file_and_nothing_else(new_protected):
    services = new_protected("w")
    folder = services.workspace.folder
    services.workspace.engine.dispose()  # the database's own files come to rest
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    services.protection.change_passphrase("cinq mots tout à fait nouveaux")
    changed = {
        path.name for path in folder.rglob("*") if path.is_file() and before.get(path) != path.stat().st_mtime_ns
    }
    assert {name[:5] for name in changed} == {"keys-"}
    with pytest.raises(WrongPassphrase):
        protection.unlock(folder, PASSPHRASE)
    assert protection.unlock(folder, "cinq mots tout à fait nouveaux").master == services.workspace.keys.master


def test_whoever_changes_it_can_be_asked_for_the_present_one(new_protected):
    services = new_protected("w")
    services.protection.confirm(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        services.protection.confirm("quatre mots pour rien")


def key_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("keys-*.json"), key=lambda path: "copy" in path.name)


@pytest.mark.parametrize("damage", [b"", b"\0" * 500, b"{}", b"[1]", b'{"format": 1, "keys": 3}', b"x" * 20_000, None])
def test_one_damaged_key_file_is_mended_from_its_copy(new_protected, damage):
    workspace = new_protected("w").workspace
    workspace.close()
    first, second = key_files(workspace.folder)
    good = first.read_bytes()
    for path in (first, second):
        path.unlink() if damage is None else path.write_bytes(damage)
        keys = protection.unlock(workspace.folder, PASSPHRASE)
        Workspace.open(workspace.folder, keys).close()
        assert first.read_bytes() == second.read_bytes() == good


def test_both_key_files_gone_are_taken_from_the_latest_backup(new_protected):
    workspace = new_protected("w").workspace
    Backups(workspace).make()
    workspace.close()
    for path in key_files(workspace.folder):
        path.unlink()
    protection.unlock(workspace.folder, PASSPHRASE)
    assert len(key_files(workspace.folder)) == 2


def test_both_key_files_gone_and_no_backup_are_said_so(new_protected):
    workspace = new_protected("w").workspace
    for path in key_files(workspace.folder):
        path.write_bytes(b"")
    with pytest.raises(KeyFileDamaged):
        protection.unlock(workspace.folder, PASSPHRASE)


def test_an_older_copy_does_not_open_what_has_a_new_passphrase(new_protected):
    """The power went between the key file and its copy."""
    services = new_protected("w")
    first, second = key_files(services.workspace.folder)
    old = second.read_bytes()
    services.protection.change_passphrase("cinq mots tout à fait nouveaux")
    second.write_bytes(old)
    with pytest.raises(WrongPassphrase):
        protection.unlock(services.workspace.folder, PASSPHRASE)
    services.workspace.close()
    Workspace.open(services.workspace.folder, services.workspace.keys).close()
    assert second.read_bytes() == first.read_bytes() != old


@pytest.mark.parametrize(
    "asked", [{"passes": 1000}, {"memory": 2**40}, {"memory": 1024}, {"passes": 0}, {"salt": ""}, {"name": "md5"}]
)
def test_a_key_file_that_asks_for_too_much_or_too_little_is_not_answered(new_protected, asked):
    folder = new_protected("w").workspace.folder
    for path in key_files(folder):
        said = json.loads(path.read_text())
        said["kdf"] |= asked
        path.write_text(json.dumps(said))
    with pytest.raises(KeyFileDamaged):
        protection.unlock(folder, PASSPHRASE)


def test_a_key_file_made_weaker_opens_for_nobody(new_protected):
    folder = new_protected("w").workspace.folder
    for path in key_files(folder):
        said = json.loads(path.read_text())
        said["kdf"]["passes"] += 1
        path.write_text(json.dumps(said))
    with pytest.raises(WrongPassphrase):
        protection.unlock(folder, PASSPHRASE)


@given(st.binary(max_size=600))
def test_any_bytes_for_a_key_file_are_refused_in_one_way(tmp_path_factory, noise):
    folder = tmp_path_factory.mktemp("keys")
    (folder / "keys-00000000.json").write_bytes(noise)
    with pytest.raises(KeyFileDamaged):
        vault.unlock(folder, "0" * 32, PASSPHRASE)
    shutil.rmtree(folder)


# From one form to another


def test_protecting_leaves_nothing_of_the_unprotected_form(worked, evaluation):
    before = content(worked, None, evaluation)
    made = protection.protect(worked, PASSPHRASE)
    assert content(worked, made.keys, evaluation) == before
    assert not {"lcc.db", "lcc.db-wal", "evidence"} & names(worked)
    for path in worked.rglob("*"):
        if path.is_file():
            found = path.read_bytes()
            assert NOTE.encode() not in found
            assert PROOF not in found


def test_protecting_and_taking_it_off_again_changes_nothing(worked, evaluation):
    before, files = content(worked, None, evaluation), names(worked)
    keys = protection.protect(worked, PASSPHRASE).keys
    protection.unprotect(worked, keys)
    assert content(worked, None, evaluation) == before
    assert names(worked) == files


def test_renewed_keys_make_an_old_copy_of_the_key_file_worthless(worked, evaluation):
    keys = protection.protect(worked, PASSPHRASE).keys
    before = content(worked, keys, evaluation)
    renewed = protection.renew(worked, keys, "cinq mots tout à fait nouveaux").keys
    assert renewed.master != keys.master
    assert content(worked, renewed, evaluation) == before
    with pytest.raises(WorkspaceLocked):
        Workspace.open(worked, keys)
    assert not any(keys.id[:8] in name for name in names(worked))


def test_what_is_open_elsewhere_is_not_touched(worked):
    with Workspace.open(worked), pytest.raises(WorkspaceBusy):
        protection.protect(worked, PASSPHRASE)


def test_what_is_protected_is_not_protected_again(worked):
    protection.protect(worked, PASSPHRASE)
    with pytest.raises(AlreadyProtected):
        protection.protect(worked, PASSPHRASE)


def test_a_disk_without_room_is_said_before_anything_is_written(worked, evaluation, monkeypatch):
    monkeypatch.setattr(rehousing.shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(1, 1, 0))
    before = names(worked)
    with pytest.raises(StorageFailed) as failed:
        protection.protect(worked, PASSPHRASE)
    assert failed.value.trouble is DiskTrouble.FULL
    assert names(worked) == before


def test_a_protecting_that_is_stopped_leaves_the_workspace_as_it_was(worked, evaluation):
    before, files = content(worked, None, evaluation), names(worked)

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        protection.protect(worked, PASSPHRASE, progress=stop)
    assert names(worked) == files
    assert content(worked, None, evaluation) == before


CUT = """
import os, shutil, signal, sys
from pathlib import Path
from lcc_desktop.models import vault
from lcc_desktop.models.rehousing import rehouse

source, target, form = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
vault.USUAL = vault.Cost(1, 8 * 2**20)
fresh = vault.Vault.lock(vault.Keys("ab" * 16, b"k" * 32), "x")
keys = None if form == "protect" else vault.Keys("cd" * 16, b"K" * 32)
into = None if form == "unprotect" else fresh
watched = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "sqlite3.connect", "os.scandir")
left = None

def count(event, arguments):
    global left
    if left is not None and event in watched:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
rehouse(source, keys, into)  # everything imported once, and nothing cut
for step in range(10_000):
    shutil.rmtree(source)
    shutil.copytree(target, source)
    child = os.fork()
    if child == 0:
        left = step
        rehouse(source, keys, into)
        left = None
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    shutil.copytree(source, target.with_name(f"{target.name}-{step:04}"))
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0
        break
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are POSIX")
@pytest.mark.parametrize("change", ["protect", "unprotect"])
def test_a_power_cut_at_any_step_leaves_the_old_form_or_the_new_one(worked, evaluation, tmp_path, change):
    """The process is killed at every single touch of the disk; each time, what opens is whole, and nothing is left."""
    old, new = vault.Keys("cd" * 16, b"K" * 32), vault.Keys("ab" * 16, b"k" * 32)
    if change != "protect":
        rehousing.rehouse(worked, None, vault.Vault.lock(old, PASSPHRASE))
    before = content(worked, None if change == "protect" else old, evaluation)
    pristine = tmp_path / "cut"
    shutil.copytree(worked, pristine)
    subprocess.run([sys.executable, "-c", CUT, worked, pristine, change], check=True)
    ends = set()
    cuts = sorted(tmp_path.glob("cut-*"))
    for cut in cuts:
        form = read_form(cut)
        keys = {"": None, old.id: old, new.id: new}[form.keys_id]
        assert content(cut, keys, evaluation) == before
        assert names(cut) <= {MARKER, *form.names, f".{MARKER}.new"}
        ends.add(form.keys_id)
        shutil.rmtree(cut)
    assert len(cuts) > 20
    assert ends == {"" if change == "protect" else old.id, "" if change == "unprotect" else new.id}


# Backups


def test_a_backup_of_a_protected_workspace_is_restored_under_its_passphrase(new_protected, tmp_path):
    services = new_protected("w")
    evaluation = services.evaluations.start(
        services.communes.search("Tiznit")[0].code, "2026", services.frameworks.all()[0].ref
    )
    proof = tmp_path / "PV.pdf"
    proof.write_bytes(PROOF)
    services.scoring.score(evaluation, "1.1.1", Score.of(3), NOTE)
    services.evidence.add(evaluation, "1.1.1", proof)
    made = Backups(services.workspace).make()
    before, place = content_of(services, evaluation), usual_place(services.workspace.folder)
    services.workspace.close()
    shutil.rmtree(services.workspace.folder)

    archive = Archive(place)
    with pytest.raises(WorkspaceLocked) as closed:
        archive.restore(made.made_at, tmp_path / "again")
    archive.unlock(protection.unlock(Path(closed.value.folder), PASSPHRASE))
    assert archive.restore(made.made_at, tmp_path / "again").evidence == 1
    keys = protection.unlock(tmp_path / "again", PASSPHRASE)
    assert content(tmp_path / "again", keys, evaluation) == before
    for path in (*place.rglob("*"), *(tmp_path / "again").rglob("*")):
        assert path.is_dir() or NOTE.encode() not in path.read_bytes()


def content_of(services, evaluation: str) -> tuple[bytes, bytes]:
    [item] = services.evaluations.view(evaluation).indicators["1.1.1"].evidence
    whole = b"".join(services.workspace.evidence.read(item.sha256, item.name))
    return services.evaluations.dump(evaluation), whole


@pytest.fixture
def backed_up(worked) -> Path:
    """The same workspace with a backup from before it is protected."""
    with Workspace.open(worked) as workspace:
        Backups(workspace).make()
    return worked


def test_backups_follow_when_a_workspace_is_protected_and_when_it_is_not_any_more(backed_up):
    place = usual_place(backed_up)
    [moment] = Archive(place).moments()
    keys = protection.protect(backed_up, PASSPHRASE).keys
    for path in place.rglob("*"):
        assert path.is_dir() or (NOTE.encode() not in path.read_bytes() and PROOF not in path.read_bytes())
    assert Archive(place, [keys]).check(moment).evidence == 1
    renewed = protection.renew(backed_up, keys, PASSPHRASE).keys
    assert Archive(place, [renewed]).check(moment).evidence == 1
    protection.unprotect(backed_up, renewed)
    assert Archive(place).check(moment).evidence == 1
    assert {path.name for path in place.iterdir()} == {"evidence", moment.strftime("%Y%m%dT%H%M%SZ")}


def test_backups_that_did_not_follow_do_so_with_the_next_one(backed_up):
    place = usual_place(backed_up)
    keys = vault.Keys.generate()
    rehousing.rehouse(backed_up, None, vault.Vault.lock(keys, PASSPHRASE))  # and then the power went
    with Workspace.open(backed_up, keys) as workspace:
        Backups(workspace).make()
    for path in place.rglob("*"):
        assert path.is_dir() or (NOTE.encode() not in path.read_bytes() and PROOF not in path.read_bytes())


def test_an_unsound_backup_stays_as_it_is_and_is_said(backed_up):
    place = usual_place(backed_up)
    [moment] = Archive(place).moments()
    database = Archive(place).folder(moment) / "lcc.db"
    database.write_bytes(b"\xff" * 8192)
    made = protection.protect(backed_up, PASSPHRASE)
    assert made.backups_left == (moment,)
    with Workspace.open(backed_up, made.keys) as workspace:
        Backups(workspace).make(lambda: moment + timedelta(hours=1))
    assert database.exists()


def test_a_changed_passphrase_opens_earlier_backups_too(new_protected):
    services = new_protected("w")
    made = Backups(services.workspace).make()
    assert services.protection.change_passphrase("cinq mots tout à fait nouveaux")
    with pytest.raises(WrongPassphrase):
        protection.unlock(made.path, PASSPHRASE)
    protection.unlock(made.path, "cinq mots tout à fait nouveaux")


def test_altered_evidence_of_a_protected_workspace_is_said_so(worked, evaluation):
    keys = protection.protect(worked, PASSPHRASE).keys
    [path] = worked.glob("evidence-*/??/*")
    found = bytearray(path.read_bytes())
    found[-1] ^= 1
    path.write_bytes(found)
    with pytest.raises(EvidenceMissing):
        content(worked, keys, evaluation)


def test_a_making_cut_short_can_be_begun_again_with_protection(tmp_path):
    workspaces.create(tmp_path / "w", "w", vault=protection.new_vault(PASSPHRASE)).close()
    (tmp_path / "w" / MARKER).unlink()
    (tmp_path / "w" / ".unfinished").touch()
    workspaces.create(tmp_path / "w", "w").close()
    assert names(tmp_path / "w") == {MARKER, "lcc.db", "evidence"} & names(tmp_path / "w")
