"""The engine of a workspace's database: SQLite from sqlcipher3, plain or under a key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

from lcc_desktop.models.vault import Keys

OLDEST_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a database in WAL mode (sqlite.org/wal.html#walresetbug)."""


def workspace_engine(path: Path, keys: Keys | None) -> Engine:
    """An engine whose commits are durable, on a database that is made if it does not exist."""
    # sqlcipher3 brings a sound SQLite on every platform; without a key it reads and writes plain databases.
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {driver.sqlite_version} is too old to be trusted with WAL")
    # What a statement was given stays out of error messages: they end up in crash reports, which are plain files.
    engine = create_engine(URL.create("sqlite", database=str(path)), module=driver, hide_parameters=True)
    event.listen(engine, "connect", _prepared(keys))
    event.listen(engine, "begin", _begin)
    return engine


def give_key(connection: Any, keys: Keys | None) -> None:
    """Say the key on a fresh connection, before anything else. Nothing is read yet, so nothing is found wrong yet."""
    if keys is not None:
        # The parameters of SQLCipher 4, whatever a later version's own are. What does not open is said by its error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{keys.database.hex()}'\"")
        connection.execute("PRAGMA cipher_compatibility = 4")
    # Sorting and temporary tables must not leave texts in the system's temporary folder.
    connection.execute("PRAGMA temp_store = MEMORY")


def _prepared(keys: Keys | None) -> Callable[[Any, object], None]:
    def prepare(connection: Any, _record: object) -> None:
        # The driver's own transaction handling would leave DDL and reads outside: SQLAlchemy's "begin" event decides.
        connection.isolation_level = None
        give_key(connection, keys)
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return prepare


def only_look(_session: Session, _transaction: object, connection: Connection) -> None:
    """When a transaction begins that only looks: have SQLite refuse any writing in it."""
    connection.exec_driver_sql("PRAGMA query_only = ON")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("PRAGMA query_only = OFF")  # the last transaction may have only looked
    connection.exec_driver_sql("BEGIN")
