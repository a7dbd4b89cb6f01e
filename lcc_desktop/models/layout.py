"""What lies where in a workspace's folder, and the marker that says in which form it is.

A form is unprotected, protected by some keys, or kept by a server. Database, evidence and key files have names of their
own in each form, so that a folder can be brought from one form to another beside itself: replacing the marker decides,
and whatever belongs to another form is what a change cut short has left.
"""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from lcc_desktop.domain.errors import FolderUnusable, NewerWorkspace, WorkspaceDamaged
from lcc_desktop.models.vault import VaultNames

UNPROTECTED, PROTECTED, ON_SERVER = 1, 2, 3
"""Formats of a folder. An unprotected one stays readable for versions that know of nothing else."""

MARKER, LOCK = "workspace.json", ".lock"
MOVED = "workspace-moved.json"
"""The marker of a workspace that goes on elsewhere."""

DATABASE, EVIDENCE = "lcc.db", "evidence"
"""Of an unprotected workspace."""

_DATABASE_SIDES = ("", "-wal", "-shm", "-journal")
_ID = re.compile(r"[0-9a-f]{32}")
_FORMED = re.compile(
    r"lcc(-[0-9a-f]{8})?\.db(-wal|-shm|-journal)?|evidence(-[0-9a-f]{8})?"
    r"|\.?keys-[0-9a-f]{8}(-copy)?\.json(\.new)?|\.?recovery-[0-9a-f]{8}\.json(\.new)?"
)
"""Every name that belongs to some form."""


@dataclass(frozen=True)
class Form:
    """How one form names its parts. `keys_id` is empty for the unprotected one.

    `server` is the address of the database, without a password, where a server keeps everything; `seat` is who works
    on it from this folder.
    """

    keys_id: str = ""
    server: str = ""
    seat: str = ""

    @property
    def is_protected(self) -> bool:
        return bool(self.keys_id)

    @property
    def database(self) -> str:
        return f"lcc-{self.keys_id[:8]}.db" if self.keys_id else DATABASE

    @property
    def evidence(self) -> str:
        return f"{EVIDENCE}-{self.keys_id[:8]}" if self.keys_id else EVIDENCE

    @property
    def marker(self) -> bytes:
        """The content of the marker."""
        said: dict[str, object] = {"format": UNPROTECTED}
        if self.server:
            said = {"format": ON_SERVER, "database": self.server, "seat": self.seat}
        elif self.keys_id:
            said = {"format": PROTECTED, "keys": self.keys_id}
        return json.dumps(said).encode()

    @property
    def names(self) -> set[str]:
        """Everything of this form that may lie in a folder."""
        found = {self.database + side for side in _DATABASE_SIDES} | {self.evidence}
        if self.keys_id:
            files = VaultNames.of(self.keys_id)
            found |= {files.key_file, files.second, files.recovery}
        return found


def is_workspace(folder: Path) -> bool:
    """Whether a workspace was made in this folder. Raises FolderUnusable where one may not look."""
    try:
        return (folder / MARKER).is_file()
    except OSError as error:
        raise FolderUnusable(str(folder)) from error


def read_form(folder: Path) -> Form:
    """In which form a folder is. Raises WorkspaceDamaged, NewerWorkspace."""
    try:
        said = json.loads((folder / MARKER).read_bytes())
        found = said["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorkspaceDamaged(str(folder)) from error
    if not isinstance(found, int):
        raise WorkspaceDamaged(str(folder))
    if found > ON_SERVER:
        raise NewerWorkspace(str(folder))
    if found == UNPROTECTED:
        return Form()
    if found == ON_SERVER:
        server, seat = said.get("database"), said.get("seat")
        if not isinstance(server, str) or not server or not isinstance(seat, str):
            raise WorkspaceDamaged(str(folder))
        return Form(server=server, seat=seat)
    keys_id = said.get("keys")
    if not isinstance(keys_id, str) or not _ID.fullmatch(keys_id):
        raise WorkspaceDamaged(str(folder))
    return Form(keys_id)


def is_formed(name: str) -> bool:
    """Whether a name belongs to some form."""
    return _FORMED.fullmatch(name) is not None


def clear_other_forms(folder: Path, form: Form) -> None:
    """Remove what a change of form left that was cut short, before its end or after.

    Only beside a database of the form that the marker names: otherwise nothing here is what it seems.
    """
    if not (folder / form.database).is_file():
        return
    for path in list(folder.iterdir()):
        if is_formed(path.name) and path.name not in form.names:
            remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
