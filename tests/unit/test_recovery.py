"""A lost passphrase: asked for on the laptop, answered by the coordination team, opened on that laptop alone."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lcc_desktop.domain.errors import (
    BadRecoveryFile,
    BadRecoveryKey,
    NoRecovery,
    NotProtected,
    OtherRecovery,
    PassphraseTooShort,
    WrongPassphrase,
)
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import protection, recovery
from lcc_desktop.services.backups import Backups
from lcc_desktop.sync.recovery import Answer, NotRecovery, RecoveryKey, Request, SealedKeys, SecretKey
from tests.protected import PASSPHRASE, cheap_passphrases, new_protected

__all__ = ["cheap_passphrases", "new_protected"]

NEW = "cinq mots tout à fait nouveaux"


@pytest.fixture(scope="module")
def team() -> SecretKey:
    """The coordination team's recovery key."""
    return SecretKey.generate("Équipe de coordination")


@pytest.fixture
def lost(new_protected, team) -> Path:
    """The closed folder of a workspace whose passphrase nobody knows any more."""
    services = new_protected("lost", (team.public,))
    services.workspace.close()
    return services.workspace.folder


def test_from_a_lost_passphrase_to_a_new_one(lost, team, tmp_path):
    asked = recovery.ask(lost, "Fatima Zahra", tmp_path / "request")
    seen = recovery.read_request(tmp_path / "request")
    assert seen == asked
    assert (seen.who, len(seen.digits.split())) == ("Fatima Zahra", 6)
    recovery.answer(tmp_path / "request", team, tmp_path / "answer")
    keys = recovery.take_answer(lost, tmp_path / "answer")
    recovery.finish(lost, keys, NEW)
    Workspace.open(lost, protection.unlock(lost, NEW)).close()
    with pytest.raises(WrongPassphrase):
        protection.unlock(lost, PASSPHRASE)
    assert recovery.waiting(lost) is None
    assert recovery.has_recovery(lost), "it can be lost again"


def test_the_key_files_may_be_gone_too(lost, team, tmp_path):
    for path in lost.glob("keys-*"):
        path.unlink()
    recovery.ask(lost, "F", tmp_path / "request")
    recovery.answer(tmp_path / "request", team, tmp_path / "answer")
    recovery.finish(lost, recovery.take_answer(lost, tmp_path / "answer"), NEW)
    protection.unlock(lost, NEW)


def test_backups_open_with_the_new_passphrase(lost, team, tmp_path):
    with Workspace.open(lost, protection.unlock(lost, PASSPHRASE)) as workspace:
        made = Backups(workspace).make()
    recovery.ask(lost, "F", tmp_path / "request")
    recovery.answer(tmp_path / "request", team, tmp_path / "answer")
    assert recovery.finish(lost, recovery.take_answer(lost, tmp_path / "answer"), NEW)
    protection.unlock(made.path, NEW)


def test_what_was_sealed_is_found_beside_a_backup(lost, tmp_path):
    with Workspace.open(lost, protection.unlock(lost, PASSPHRASE)) as workspace:
        Backups(workspace).make()
    for path in lost.glob("recovery-*"):
        path.write_bytes(b"{}")
    recovery.ask(lost, "F", tmp_path / "request")


def test_an_answer_opens_on_the_laptop_that_asked_and_nowhere_else(lost, team, tmp_path):
    stolen = tmp_path / "stolen"
    shutil.copytree(lost, stolen)
    recovery.ask(lost, "F", tmp_path / "request")
    recovery.ask(stolen, "F", tmp_path / "thief")
    assert recovery.read_request(tmp_path / "thief").digits != recovery.read_request(tmp_path / "request").digits
    recovery.answer(tmp_path / "request", team, tmp_path / "answer")
    with pytest.raises(OtherRecovery):
        recovery.take_answer(stolen, tmp_path / "answer")


def test_the_same_person_asking_twice_waits_for_one_answer(lost, tmp_path):
    one = recovery.ask(lost, "F", tmp_path / "one")
    assert recovery.ask(lost, "F", tmp_path / "two") == one == recovery.waiting(lost)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert recovery.ask(lost, "G", tmp_path / "three").digits != one.digits


def test_an_answer_to_an_earlier_request_is_said_so(lost, team, tmp_path):
    recovery.ask(lost, "F", tmp_path / "request")
    recovery.answer(tmp_path / "request", team, tmp_path / "answer")
    recovery.ask(lost, "G", tmp_path / "request")
    with pytest.raises(OtherRecovery):
        recovery.take_answer(lost, tmp_path / "answer")


def test_without_a_recovery_key_it_is_said_that_nobody_can_help(new_protected, tmp_path):
    folder = new_protected("w").workspace.folder
    assert not recovery.has_recovery(folder)
    with pytest.raises(NoRecovery):
        recovery.ask(folder, "F", tmp_path / "request")
    assert not (tmp_path / "request").exists()


def test_an_unprotected_workspace_asks_for_nothing(desk, tmp_path):
    with pytest.raises(NotProtected):
        recovery.ask(desk.workspace.folder, "F", tmp_path / "request")


def test_another_teams_key_is_said_so(lost, tmp_path):
    recovery.ask(lost, "F", tmp_path / "request")
    with pytest.raises(BadRecoveryFile):
        recovery.answer(tmp_path / "request", SecretKey.generate("Autre"), tmp_path / "answer")
    assert not (tmp_path / "answer").exists()


def test_the_teams_key_lies_under_a_passphrase_and_is_the_one_that_went_to_everybody(tmp_path):
    public, secret = tmp_path / "team.recovery", tmp_path / "team.secret"
    made = recovery.make_key("Équipe de coordination", PASSPHRASE, public, secret)
    assert protection.read_recovery_key(public) == made
    key = recovery.open_key(secret, PASSPHRASE)
    assert key.public == made
    assert key.identity.encode() not in secret.read_bytes()
    with pytest.raises(BadRecoveryKey):
        recovery.open_key(secret, "another passphrase")
    locked = re.sub(rb" 1\d\n", b" 30\n", secret.read_bytes(), count=1)  # the work factor: all memory of the computer
    secret.write_bytes(locked)
    with pytest.raises(BadRecoveryKey):
        recovery.open_key(secret, PASSPHRASE)


def test_the_new_passphrase_must_be_one(lost, team, tmp_path):
    keys = protection.unlock(lost, PASSPHRASE)
    with pytest.raises(PassphraseTooShort):
        recovery.finish(lost, keys, "court")
    protection.unlock(lost, PASSPHRASE)


def test_recovery_keys_can_be_changed_while_it_is_open(new_protected, team):
    services = new_protected("w")
    services.protection.set_recovery([team.public])
    assert services.protection.state().recovery == (team.public,)
    services.protection.set_recovery([])
    assert services.protection.state().recovery == ()
    assert not recovery.has_recovery(services.workspace.folder)


def test_the_stock_tool_opens_what_was_sealed(has_tool, lost, team, tmp_path):
    """Whoever holds the team's key needs none of our software: see docs/security.md."""
    has_tool("age")
    (tmp_path / "identity").write_text(team.identity)
    [path] = lost.glob("recovery-*")
    (tmp_path / "sealed").write_bytes(SealedKeys.read(path.read_bytes()).sealed)
    shown = subprocess.run(
        ["age", "-d", "-i", tmp_path / "identity", tmp_path / "sealed"], check=True, capture_output=True
    )
    keys = protection.unlock(lost, PASSPHRASE)
    assert json.loads(shown.stdout)["master"] == keys.master.hex()


# Files from outside


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_one_way(noise):
    for read in (SealedKeys.read, Request.read):
        with pytest.raises(NotRecovery):
            read(noise)
    with pytest.raises(NotRecovery):
        Answer.open(noise, "AGE-SECRET-KEY-1")
    with pytest.raises(NotRecovery):
        SecretKey.unlock(noise, "x")


@given(st.text(max_size=300))
def test_any_text_is_no_recovery_key(noise):
    with pytest.raises(NotRecovery):
        RecoveryKey.read(noise)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("who", "two\nlines"),
        ("who", 7),
        ("answer_to", "age1"),
        ("answer_to", "age1" + "q" * 58),
        ("sealed", {}),
        ("sealed", []),
        ("format", "lcc-recovery-request/2"),
    ],
)
def test_a_request_that_is_not_what_it_should_be_is_refused(lost, tmp_path, field, value):
    recovery.ask(lost, "F", tmp_path / "request")
    said = json.loads((tmp_path / "request").read_text()) | {field: value}
    (tmp_path / "request").write_text(json.dumps(said))
    with pytest.raises(BadRecoveryFile):
        recovery.read_request(tmp_path / "request")


def test_what_is_sealed_by_a_passphrase_is_no_answer():
    from pyrage import passphrase

    with pytest.raises(NotRecovery, match="another way"):
        Answer.open(passphrase.encrypt(b"{}", "x"), "AGE-SECRET-KEY-1")
