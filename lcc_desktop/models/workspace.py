"""The workspace: one folder with the database and the evidence, held by one process at a time."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import sqlcipher3.dbapi2
from filelock import FileLock, Timeout
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from lcc_desktop.domain.errors import (
    FolderNotEmpty,
    NewerWorkspace,
    NoWorkspace,
    StorageFailed,
    WorkspaceBusy,
    WorkspaceDamaged,
)
from lcc_desktop.models import schema
from lcc_desktop.models.evidence_store import EvidenceStore

FORMAT = 1
MARKER, DATABASE, EVIDENCE, LOCK = "workspace.json", "lcc.db", "evidence", ".lock"

OLDEST_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a database in WAL mode (sqlite.org/wal.html#walresetbug)."""


class Workspace:
    """An open workspace. Close it: the lock goes with it."""

    def __init__(self, folder: Path, engine: Engine, lock: FileLock) -> None:
        self.folder = folder
        self.engine = engine
        self.evidence = EvidenceStore(folder / EVIDENCE)
        self.open_session: Callable[[], Session] = sessionmaker(engine, expire_on_commit=False)
        self._lock = lock

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a workspace in a folder that is empty or does not exist; FolderNotEmpty otherwise."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise FolderNotEmpty(str(folder))
        except OSError as error:
            raise StorageFailed(str(error)) from error
        lock = _hold(folder)
        engine = _engine(folder / DATABASE)
        try:
            with engine.begin() as connection:
                schema.upgrade(connection)
            # The marker comes last: a folder without it is not a workspace yet, whatever stopped us.
            _write_durably(folder / MARKER, json.dumps({"format": FORMAT}))
        except BaseException:
            engine.dispose()
            lock.release()
            raise
        return cls(folder, engine, lock)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a workspace, upgrading its database if an earlier version wrote it.

        Raises NoWorkspace, NewerWorkspace, WorkspaceBusy, WorkspaceDamaged.
        """
        if not is_workspace(folder):
            raise NoWorkspace(str(folder))
        _check_format(folder)
        lock = _hold(folder)
        engine = _engine(folder / DATABASE)
        try:
            with engine.begin() as connection:
                found = schema.revision(connection)
                if schema.is_newer(found):
                    raise NewerWorkspace(str(folder))
                if found != schema.HEAD:
                    schema.upgrade(connection)
        except OperationalError as error:  # full, read-only or withdrawn: nothing is wrong with the file
            engine.dispose()
            lock.release()
            raise StorageFailed(str(error.orig)) from error
        except DatabaseError as error:
            engine.dispose()
            lock.release()
            raise WorkspaceDamaged(str(folder)) from error
        except BaseException:
            engine.dispose()
            lock.release()
            raise
        return cls(folder, engine, lock)

    def close(self) -> None:
        self.engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def is_workspace(folder: Path) -> bool:
    return (folder / MARKER).is_file()


def _check_format(folder: Path) -> None:
    try:
        found = json.loads((folder / MARKER).read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorkspaceDamaged(str(folder)) from error
    if not isinstance(found, int):
        raise WorkspaceDamaged(str(folder))
    if found > FORMAT:
        raise NewerWorkspace(str(folder))


def _hold(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise WorkspaceBusy(str(folder)) from error
    except OSError as error:
        raise StorageFailed(str(error)) from error
    return lock


def _engine(path: Path) -> Engine:
    # sqlcipher3 brings a sound SQLite on every platform; without a key it reads and writes plain databases.
    if sqlcipher3.dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlcipher3.dbapi2.sqlite_version} is too old to be trusted with WAL")
    engine = create_engine(URL.create("sqlite", database=str(path)), module=sqlcipher3.dbapi2)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own transaction handling would leave DDL and reads outside: SQLAlchemy's "begin" event decides.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _write_durably(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
