"""What can still be read of a damaged database: row by row, past whatever cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from lcc_desktop.models.engine import give_key
from lcc_desktop.models.vault import Keys

_TABLES = {
    "journal_entry": ("scope", "device", "seq", "body"),
    "stream": ("scope", "device", "seq", "hash", "sealed_seq", "seal"),
    "framework_file": ("digest", "id", "version", "content"),
    "trusted_key": ("public_key", "device", "name", "role", "recipient"),
    "device": ("id", "name", "role", "private_key", "public_key", "identity", "wall", "counter"),
    "authority": ("public_key", "name", "vouched_by", "vouch", "private_key"),
    "void_key": ("key",),
    "team_recipient": ("recipient", "name"),
    "member": ("device", "name", "public_key", "recipient", "authority", "certificate"),
}
_LATER: Mapping[str, Any] = {"recipient": "", "identity": ""}
"""Columns that an earlier version's database does not have, and what stands for them."""

_STEP = 512


@dataclass
class Salvage:
    """Rows by table, as mappings. `unread` counts the places where rows may have been and nothing could be read."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    unread: int = 0


def salvage(database: Path, keys: Keys | None = None) -> Salvage:
    """Read what can be read; the file is not changed. A file that is no database at all gives nothing."""
    found = Salvage({table: [] for table in _TABLES})
    connection = driver.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=0", uri=True)
    try:
        give_key(connection, keys)
        for table, columns in _TABLES.items():
            there = _there(connection, table, columns)
            for values in _rows(connection, table, there, found):
                later = {name: _LATER[name] for name in columns if name not in there}
                found.rows[table].append(dict(zip(there, values, strict=True)) | later)
    finally:
        connection.close()
    return found


def _there(connection: Any, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns without those that this database is too old to have."""
    try:
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    except driver.DatabaseError:
        return columns
    return tuple(name for name in columns if name in known or name not in _LATER)


def _rows(connection: Any, table: str, columns: tuple[str, ...], found: Salvage) -> Iterator[tuple[Any, ...]]:
    last = _last(connection, table, found)
    spans = [(start, min(start + _STEP, last + 1)) for start in range(1, last + 1, _STEP)]
    while spans:
        start, stop = spans.pop()
        # Names from the table above; nothing of a file is put into a statement.
        query = f"SELECT {', '.join(columns)} FROM {table} WHERE rowid >= ? AND rowid < ?"  # noqa: S608
        try:
            yield from connection.execute(query, (start, stop)).fetchall()
        except driver.DatabaseError:
            if stop - start == 1:
                found.unread += 1
            else:
                middle = (start + stop) // 2
                spans += [(start, middle), (middle, stop)]


def _last(connection: Any, table: str, found: Salvage) -> int:
    """The last row number of a table; a bound found by steps where the end of the table cannot be read."""
    try:
        return connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0  # noqa: S608
    except driver.DatabaseError:
        found.unread += 1
    try:
        connection.execute(f"SELECT 1 FROM {table} WHERE rowid = 1").fetchone()  # noqa: S608
    except driver.DatabaseError:
        return 0
    return 1 << 20
