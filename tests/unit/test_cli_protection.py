"""Protection on the command line: where passphrases come from, and the way from a lost one to a new one."""

import json
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lcc_desktop.models.enrolment import VoidKey
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, recovery_keys
from lcc_desktop.services.unit import begin
from lcc_desktop.sync.recovery import SecretKey
from tests.protected import PASSPHRASE, cheap_passphrases, new_protected
from tests.unit.test_cli import lcc

__all__ = ["cheap_passphrases", "lcc", "new_protected"]

NEW = "cinq mots tout à fait nouveaux"


@pytest.fixture
def folder(lcc, tmp_path: Path, monkeypatch) -> Path:
    """A protected workspace."""
    monkeypatch.setenv("LCC_PASSPHRASE", PASSPHRASE)
    assert lcc("workspace", "init", "--workspace", tmp_path / "w")[0] == 0
    return tmp_path / "w"


def shown(lcc, folder: Path) -> dict:
    code, out, err = lcc("workspace", "show", "--workspace", folder, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_new_workspace_is_not_protected_unless_it_is_asked_for(lcc, tmp_path):
    assert lcc("workspace", "init", "--workspace", tmp_path / "w")[0] == 0
    assert not shown(lcc, tmp_path / "w")["protected"]


def test_the_passphrase_comes_from_the_environment_or_from_a_file(lcc, folder, tmp_path, monkeypatch):
    assert shown(lcc, folder)["protected"]
    monkeypatch.delenv("LCC_PASSPHRASE")
    (tmp_path / "pass.txt").write_text(f"\ufeff{PASSPHRASE}\r\n", encoding="utf-8")
    given = ("--passphrase-file", tmp_path / "pass.txt")
    assert lcc("evaluation", "list", "--workspace", folder, *given)[0] == 0
    assert lcc("evaluation", "list", *given, "--workspace", folder)[0] == 0
    assert lcc("evaluation", "list", "--workspace", folder, "--passphrase-file", tmp_path / "no")[0] == 2


def test_without_a_passphrase_nothing_waits_for_one_that_nobody_types(lcc, folder, monkeypatch):
    monkeypatch.delenv("LCC_PASSPHRASE")
    code, _out, err = lcc("evaluation", "list", "--workspace", folder)
    assert code == 2
    assert "LCC_PASSPHRASE" in err


def test_a_wrong_one_is_one_sentence(lcc, folder, monkeypatch):
    monkeypatch.setenv("LCC_PASSPHRASE", "quatre mots pour rien")
    code, _out, err = lcc("evaluation", "list", "--workspace", folder)
    assert code == 2
    assert err.startswith("This passphrase does not open it.")


def test_one_that_is_too_short_makes_no_workspace(lcc, tmp_path, monkeypatch):
    monkeypatch.setenv("LCC_PASSPHRASE", "court")
    assert lcc("workspace", "init", "--workspace", tmp_path / "w")[0] == 2
    assert not (tmp_path / "w").exists()


def test_a_weak_one_is_advised_against_and_taken(lcc, tmp_path, monkeypatch):
    monkeypatch.setenv("LCC_PASSPHRASE", "Tétouan 2026")
    code, _out, err = lcc("workspace", "init", "--workspace", tmp_path / "w")
    assert code == 0
    assert err.startswith("Weak")


def test_protecting_changing_and_taking_off(lcc, folder, tmp_path, monkeypatch):
    assert lcc("workspace", "protect", "--workspace", folder)[0] == 2
    monkeypatch.setenv("LCC_NEW_PASSPHRASE", NEW)
    assert lcc("workspace", "passphrase", "--workspace", folder)[0] == 0
    assert lcc("evaluation", "list", "--workspace", folder)[0] == 2
    monkeypatch.setenv("LCC_PASSPHRASE", NEW)
    assert lcc("workspace", "passphrase", "--workspace", folder, "--new-keys")[0] == 0
    assert shown(lcc, folder)["protected"]
    assert lcc("workspace", "unprotect", "--workspace", folder)[0] == 0
    assert not shown(lcc, folder)["protected"]
    code, out, _err = lcc("workspace", "protect", "--workspace", folder)
    assert code == 0
    assert "no recovery key" in out
    assert shown(lcc, folder)["protected"]


def test_the_key_that_came_with_an_assignment_helps_unless_it_is_declined(lcc, folder, tmp_path, monkeypatch):
    """Where the workspace was protected before it came, it is offered."""
    team = SecretKey.generate("Équipe").public
    with Workspace.open(folder, protection.unlock(folder, PASSPHRASE)) as workspace:
        recovery_keys.keep(workspace, team)
    assert "--team" in lcc("workspace", "show", "--workspace", folder)[1]
    assert "Équipe" in lcc("workspace", "recovery-key", "--team", "--workspace", folder)[1]
    assert lcc("workspace", "unprotect", "--workspace", folder)[0] == 0
    assert "no recovery key" in lcc("workspace", "protect", "--workspace", folder, "--no-recovery-key")[1]
    assert [one["name"] for one in shown(lcc, folder)["offered"]] == ["Équipe"]
    assert lcc("workspace", "unprotect", "--workspace", folder)[0] == 0
    assert "Équipe" in lcc("workspace", "protect", "--workspace", folder)[1]


def test_a_key_that_was_withdrawn_helps_no_more_once_the_next_one_is_accepted(new_protected):
    old, new = (SecretKey.generate(name).public for name in ("2026", "2027"))
    desk = new_protected("w", (old,))
    recovery_keys.keep(desk.workspace, new)
    with begin(desk.workspace) as work:
        work.session.add(VoidKey(key=old.recipient, at=datetime.now(UTC)))
        work.commit()
    assert recovery_keys.offered(desk.workspace, [old]) == [new]
    desk.protection.set_recovery(recovery_keys.joined(desk.workspace, desk.protection.state().recovery))
    assert desk.protection.state().recovery == (new,)


def test_a_backup_is_restored_by_its_passphrase_when_the_workspace_is_gone(lcc, folder, tmp_path, monkeypatch):
    assert lcc("backup", "make", "--workspace", folder)[0] == 0
    shutil.rmtree(folder)
    assert len(json.loads(lcc("backup", "list", "--workspace", folder, "--json")[1])) == 1
    assert lcc("backup", "restore", "--workspace", folder, "--out", folder)[0] == 0
    assert shown(lcc, folder)["protected"]
    monkeypatch.delenv("LCC_PASSPHRASE")
    assert lcc("backup", "restore", "--workspace", folder, "--out", tmp_path / "again")[0] == 2


def test_from_a_lost_passphrase_to_a_new_one(lcc, folder, tmp_path, monkeypatch):
    public, secret = tmp_path / "team.recovery", tmp_path / "team.secret"
    request, answer = tmp_path / "request", tmp_path / "answer"
    made = lcc("recovery", "make-key", "--name", "Équipe", "--public", public, "--secret", secret)
    assert made[0] == 0
    assert made[1].startswith("age1")
    assert "Équipe can help" in lcc("workspace", "recovery-key", "--workspace", folder, public)[1]
    assert [key["name"] for key in shown(lcc, folder)["recovery"]] == ["Équipe"]

    monkeypatch.delenv("LCC_PASSPHRASE")
    assert lcc("workspace", "recover", "--workspace", folder)[0] == 2
    code, out, _err = lcc("workspace", "recover", "--workspace", folder, "--request", request, "--name", "Fatima")
    assert code == 0
    seen = json.loads(lcc("recovery", "show", request, "--json")[1])
    assert seen["who"] == "Fatima"
    assert seen["digits"] in out
    monkeypatch.setenv("LCC_PASSPHRASE", PASSPHRASE)
    assert lcc("recovery", "answer", request, "--secret", secret, "--out", answer)[0] == 0
    monkeypatch.delenv("LCC_PASSPHRASE")
    assert lcc("workspace", "recover", "--workspace", folder, "--answer", answer)[0] == 2, "a new one is needed"
    monkeypatch.setenv("LCC_NEW_PASSPHRASE", NEW)
    assert lcc("workspace", "recover", "--workspace", folder, "--answer", answer)[0] == 0
    monkeypatch.setenv("LCC_PASSPHRASE", NEW)
    assert shown(lcc, folder)["protected"]


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
def test_at_a_terminal_it_is_asked_for_twice_and_never_shown(tmp_path):
    import pty

    arguments = [sys.executable, "-m", "lcc_desktop.cli", "--lang", "fr", "workspace", "init", "--protect"]
    arguments += ["--workspace", str(tmp_path / "w")]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, arguments)  # noqa: S606
    screen = b""
    # Only what is typed after the blank of a prompt is read: what came earlier, the terminal forgets.
    first, again = b"Nouvelle phrase de passe: ", "La même, une seconde fois: ".encode()
    for question, answer in ((first, NEW), (again, "another one"), (first, NEW), (again, NEW)):
        while not screen.endswith(question):
            screen += os.read(terminal, 4096)
        os.write(terminal, f"{answer}\n".encode())
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        screen += piece
        if not piece:
            break
    _pid, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.WEXITSTATUS(status) == 0, screen.decode()
    assert NEW.encode() not in screen
    assert (tmp_path / "w" / "workspace.json").exists()


def test_the_demo_protects_its_workspaces_when_asked_and_prints_the_passphrase(lcc, tmp_path, monkeypatch):
    code, out, err = lcc("demo", tmp_path / "demo", "--protect")
    assert code == 0, err
    passphrase = out.splitlines()[-1].rpartition(": ")[2]
    monkeypatch.setenv("LCC_PASSPHRASE", passphrase)
    assert shown(lcc, tmp_path / "demo" / "coordination")["protected"]
    assert shown(lcc, tmp_path / "demo" / "facilitator-nord")["protected"]
