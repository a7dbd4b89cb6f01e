"""The operating system's keyring, when somebody asks for it: it opens the workspace at the start, and only then."""

import base64

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from lcc_desktop.domain.errors import KeyringUnavailable, WorkspaceLocked
from lcc_desktop.services import session_keyring
from lcc_desktop.start.opening import open_workspace
from tests.protected import cheap_passphrases, new_protected

__all__ = ["cheap_passphrases", "new_protected"]


class InMemory(KeyringBackend):
    """A keyring like a system's, for the length of a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("not there")


@pytest.fixture
def system():
    before = keyring.get_keyring()
    made = InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_kept_keys_open_the_workspace_at_the_start_and_forgotten_ones_do_not(system, new_protected):
    workspace = new_protected("w").workspace
    workspace.close()
    with pytest.raises(WorkspaceLocked):
        open_workspace(workspace.folder, ask_keyring=True)
    session_keyring.remember(workspace.keys)
    with pytest.raises(WorkspaceLocked):
        open_workspace(workspace.folder)
    open_workspace(workspace.folder, ask_keyring=True).close()
    session_keyring.forget(workspace.keys.id)
    session_keyring.forget(workspace.keys.id)
    with pytest.raises(WorkspaceLocked):
        open_workspace(workspace.folder, ask_keyring=True)
    assert system.kept == {}


def test_what_is_no_key_in_the_keyring_opens_nothing(system, new_protected):
    workspace = new_protected("w").workspace
    workspace.close()
    for kept in ("", "é", "AAAA", base64.b64encode(bytes(32)).decode()):
        system.kept["LCC Desktop", workspace.keys.id] = kept
        with pytest.raises(WorkspaceLocked):
            open_workspace(workspace.folder, ask_keyring=True)


def test_a_system_without_a_keyring_is_said_so(system, new_protected):
    keys = new_protected("w").workspace.keys
    keyring.set_keyring(NoKeyring())
    with pytest.raises(KeyringUnavailable):
        session_keyring.remember(keys)
    assert session_keyring.recall(keys.id) is None
    session_keyring.forget(keys.id)
