"""A copy of a workspace's database taken while it is in use, and the proof that a copy is sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import WorkspaceDamaged
from lcc_desktop.models.engine import give_key
from lcc_desktop.models.vault import Keys


def snapshot(database: Path, target: Path, keys: Keys | None = None) -> None:
    """Copy a database as it is at this moment, whole, to a file that does not exist, under the same keys.

    SQLite makes the copy itself (VACUUM INTO), so a write under way is in it completely or not at all.
    Raises WorkspaceDamaged, OSError.
    """
    connection = driver.connect(str(database))
    try:
        connection.isolation_level = None
        give_key(connection, keys)
        connection.execute("VACUUM INTO ?", (str(target),))
    except driver.OperationalError as error:
        raise OSError(28 if "full" in str(error) else 5, str(error)) from error
    except driver.DatabaseError as error:
        raise WorkspaceDamaged(str(database.parent)) from error
    finally:
        connection.close()


def faults(database: Path, keys: Keys | None = None) -> list[str]:
    """What SQLite finds wrong with a database file; nothing for a sound one."""
    connection = _reading(database, keys)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except driver.DatabaseError as error:
        return [str(error)]
    finally:
        connection.close()
    return [fault for fault in found if fault != "ok"] + [str(row) for row in broken]


@contextmanager
def opened(database: Path, keys: Keys | None = None) -> Iterator[Session]:
    """A session on a copy that cannot change it. Raises WorkspaceDamaged for what cannot be read."""
    engine = create_engine("sqlite://", creator=lambda: _reading(database, keys), module=driver, hide_parameters=True)
    try:
        with Session(engine) as session:
            yield session
    except DatabaseError as error:
        raise WorkspaceDamaged(str(database.parent)) from error
    finally:
        engine.dispose()


def _reading(database: Path, keys: Keys | None) -> driver.Connection:
    connection = driver.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    give_key(connection, keys)
    return connection
