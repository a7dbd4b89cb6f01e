"""Bringing a workspace's folder from one form to another: protected, unprotected, or under other keys.

Everything is written a second time beside the first, proven equal, and made durable; then the marker is replaced, in
one step. A power cut before leaves the old form, after it the new one; what belongs to the other is cleared away at
the next opening.
"""

import shutil
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from lcc_desktop.domain.errors import DiskTrouble, KeptByServer, StorageFailed, WorkspaceDamaged, WorkspaceLocked
from lcc_desktop.models.disk import sync_file, sync_folder, system_trouble, write_durably
from lcc_desktop.models.engine import give_key
from lcc_desktop.models.evidence_store import EvidenceStore
from lcc_desktop.models.layout import MARKER, Form, clear_other_forms, remove
from lcc_desktop.models.server import address, server_name
from lcc_desktop.models.vault import Keys, Vault
from lcc_desktop.models.workspace import hold_workspace

Progress = Callable[[int, int], None]
"""How many bytes are done, of how many."""

_SPARE = 16 * 2**20
"""Room on the disk beyond what is written."""


def rehouse(
    folder: Path, keys: Keys | None, vault: Vault | None, progress: Progress = lambda done, total: None
) -> None:
    """Bring a closed workspace into the form of `vault`, or to none. `keys` open it now.

    Raises what Workspace.open raises, and whatever `progress` raises: then the workspace is as it was.
    """
    lock, old = hold_workspace(folder)
    try:
        if old.server:
            raise KeptByServer(server_name(address(old.server)))
        if old.keys_id != (keys.id if keys is not None else ""):
            raise WorkspaceLocked(str(folder))
        new = Form(vault.keys.id if vault is not None else "")
        try:
            _make_anew(folder, old, new, keys, vault, progress)
            if vault is not None:
                vault.write(folder)
            write_durably(folder / MARKER, new.marker)
        except BaseException:
            clear_other_forms(folder, old)
            raise
        clear_other_forms(folder, new)
    except OSError as error:
        raise StorageFailed(system_trouble(error)) from error
    finally:
        lock.release()


def _make_anew(folder: Path, old: Form, new: Form, keys: Keys | None, vault: Vault | None, progress: Progress) -> None:
    fresh_keys = vault.keys if vault is not None else None
    evidence = EvidenceStore(folder / old.evidence, keys)
    total = (folder / old.database).stat().st_size + evidence.size_on_disk()
    if shutil.disk_usage(folder).free < total + total // 8 + _SPARE:
        raise StorageFailed(DiskTrouble.FULL)
    progress(0, total)
    copy_database(folder / old.database, keys, folder / new.database, fresh_keys)
    done = (folder / new.database).stat().st_size
    progress(done, total)

    def count(size: int) -> None:
        nonlocal done
        done += size
        progress(min(done, total), total)

    EvidenceStore(folder / new.evidence, fresh_keys).take_over(evidence, count)
    sync_folder(folder)


def copy_database(source: Path, keys: Keys | None, target: Path, fresh: Keys | None) -> None:
    """Write a database again under other keys, or none, and see that both hold the same. Raises WorkspaceDamaged."""
    for side in ("", "-wal", "-shm", "-journal"):
        remove(target.with_name(target.name + side))
    if not source.is_file():
        raise WorkspaceDamaged(str(source.parent))
    connection = driver.connect(str(source))
    try:
        connection.isolation_level = None
        give_key(connection, keys)
        given = f"x'{fresh.database.hex()}'" if fresh is not None else ""
        connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target), given))
        connection.execute("BEGIN")  # all at once: table by table, each would wait for the disk
        connection.execute("SELECT sqlcipher_export('fresh')")
        connection.execute("COMMIT")
        if not _same(connection, "main", "fresh"):
            raise WorkspaceDamaged(str(source.parent))
        connection.execute("DETACH DATABASE fresh")
    except driver.OperationalError as error:
        raise OSError(28 if "full" in str(error) else 5, str(error)) from error
    except driver.DatabaseError as error:
        raise WorkspaceDamaged(str(source.parent)) from error
    finally:
        connection.close()
    sync_file(target)


def _same(connection: Any, one: str, other: str) -> bool:
    """Whether two attached databases hold the same, row by row, and were made by the same statements."""
    made = [
        connection.execute(f"SELECT name, type, sql FROM {name}.sqlite_schema ORDER BY type, name").fetchall()  # noqa: S608
        for name in (one, other)
    ]
    if made[0] != made[1]:
        return False
    for table in (name for name, kind, _sql in made[0] if kind == "table"):
        rows = [connection.execute(f'SELECT * FROM {name}."{table}"') for name in (one, other)]  # noqa: S608
        if any(left != right for left, right in zip_longest(*rows)):
            return False
    return True
