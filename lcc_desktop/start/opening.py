"""Opens what the window works on. Imported behind a window that already stands: it brings the database along."""

import getpass
from collections.abc import Sequence
from pathlib import Path

from lcc_desktop.bootstrap import readable_members
from lcc_desktop.domain.errors import NoWorkspace, WorkspaceDamaged, WorkspaceLocked
from lcc_desktop.models.layout import is_workspace, read_form
from lcc_desktop.models.private_folder import clear_left
from lcc_desktop.models.vault import Keys
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import Services, services_for


def open_workspace(folder: Path, keys: Keys | None = None, ask_keyring: bool = False) -> Services:
    """Everything that can be done in the workspace of a folder; the system's keyring may have its keys.

    Raises NoWorkspace, WorkspaceLocked, and what else Workspace.open raises.
    """
    clear_left()
    if not is_workspace(folder):
        raise NoWorkspace(str(folder))
    try:
        workspace = workspaces.open_folder(folder, keys)
    except WorkspaceLocked as locked:
        kept = _kept(folder) if ask_keyring else None
        if kept is None:
            raise
        try:
            workspace = workspaces.open_folder(folder, kept)
        except WorkspaceDamaged:  # or the keyring gave something else back than it was given: the passphrase will tell
            raise locked from None
    return services_for(workspace, readable_members)


def make_workspace(folder: Path, passphrase: str = "", recovery: Sequence[object] = ()) -> Services:
    """A new workspace, protected if there is a passphrase. Raises what `workspaces.create` and `new_vault` raise."""
    vault = None
    if passphrase:
        # Only here: what seals takes a while to load.
        from lcc_desktop.services.protection import RecoveryKey, new_vault

        vault = new_vault(passphrase, [key for key in recovery if isinstance(key, RecoveryKey)])
    return services_for(workspaces.create(folder, getpass.getuser(), vault=vault), readable_members)


def open_sample(folder: Path) -> Services:
    """The sample workshop, made on the first start. Raises AppError."""
    if is_workspace(folder):
        return open_workspace(folder)
    services = make_workspace(folder)
    # Only here: it brings a picture library along.
    from lcc_desktop.sample import make_sample

    try:
        make_sample(services)
    except BaseException:
        services.close()
        raise
    return services


def _kept(folder: Path) -> Keys | None:
    from lcc_desktop.services.session_keyring import recall

    return recall(read_form(folder).keys_id)
