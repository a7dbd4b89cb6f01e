"""A workspace's database copied to another, of whichever kind, and the two compared row by row."""

from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import Connection, Table, select

from lcc_desktop.models import schema  # noqa: F401  (its tables register themselves)
from lcc_desktop.models.base import Base
from lcc_desktop.models.bench import Bookmark, PrivateNote, TimeUsed

_BATCH = 500
_OWN = {model.__tablename__ for model in (PrivateNote, TimeUsed, Bookmark)}
"""What everybody keeps for themselves."""


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy every row of what is shared into a database that has none."""
    for table in _shared():
        rows = _rows(source, table)
        while some := list(islice(rows, _BATCH)):
            target.execute(table.insert(), some)


def first_difference(one: Connection, other: Connection) -> str:
    """The first table in which two databases do not hold the same; "" where all agree."""
    for table in _shared():
        if any(left != right for left, right in zip_longest(_rows(one, table), _rows(other, table))):
            return table.name
    return ""


def _shared() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in _OWN]


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(query, execution_options={"yield_per": _BATCH})
    for row in found.mappings():
        yield dict(row)
