"""A workspace's database on a PostgreSQL server, for a team whose people work in it at once.

Writers follow one another: each holds the journal's identity from before its first look until its end, so that nobody
writes on what somebody else has just changed. Who only looks sees one moment, and waits for nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from lcc_desktop.domain.errors import (
    AppError,
    BadDatabaseUrl,
    DatabaseUnfit,
    DiskTrouble,
    ServerAway,
    ServerRefused,
    StorageFailed,
)

_DRIVER = "postgresql+psycopg"
_ANSWERS_WITHIN = 10
"""Seconds until a server that says nothing counts as away."""

_SESSION = (
    # A writer may have a package of a thousand entries to take in; nobody waits longer for them than a person would.
    "SET lock_timeout = '30s'",
    # Whatever the server's own choice: what is confirmed on the screen is on its disk.
    "SET synchronous_commit = on",
)
_WRITE = text("LOCK TABLE device IN EXCLUSIVE MODE")
_READ = text("SET TRANSACTION READ ONLY")
_MAKERS = 0x4C_43_43
_MAKING = text("SELECT pg_advisory_xact_lock(:key)")
_UNORDERED = text(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND data_type = 'character varying' AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'alembic_version'"
)

_TROUBLES = {"53100": DiskTrouble.FULL, "25006": DiskTrouble.READ_ONLY, "55P03": DiskTrouble.BUSY}
"""Of PostgreSQL's error codes (its manual, appendix A), those that a disk's troubles have too."""

_REFUSING = ("28", "3D", "42501")
"""Beginnings of the codes by which a server does not let somebody in: password or user, database, rights."""

_ANSWERED = "FATAL:"
_NOT_NOW = ("starting up", "shutting down", "recovery", "too many", "remaining connection slots")
"""What a server says before a connection stands, when libpq passes on no code: that it refuses, unless only for now."""


def address(url: str) -> URL:
    """The address of a PostgreSQL database, with the driver we use. Raises BadDatabaseUrl."""
    try:
        found = make_url(url)
    except ArgumentError as error:
        raise BadDatabaseUrl from error
    if found.drivername.partition("+")[0] not in ("postgresql", "postgres") or not found.database:
        raise BadDatabaseUrl
    return found.set(drivername=_DRIVER)


def without_password(url: URL) -> str:
    """An address as it is written down."""
    plain = URL.create(url.drivername, url.username, None, url.host, url.port, url.database, url.query)
    return plain.render_as_string()


def server_name(url: URL) -> str:
    """Which database is meant, for people."""
    place = f"{url.host or 'localhost'}{f':{url.port}' if url.port else ''}"
    return f"{place}/{url.database}"


def server_engine(url: URL) -> Engine:
    """An engine whose commits are durable. What the server refuses becomes ServerAway, ServerRefused, StorageFailed."""
    engine = create_engine(
        url,
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        hide_parameters=True,  # they end up in crash reports, which are plain files
        connect_args={
            "connect_timeout": _ANSWERS_WITHIN,
            "application_name": "lcc-desktop",
            "client_encoding": "utf8",
        },
    )
    event.listen(engine, "connect", _prepare)

    def translate(context: ExceptionContext) -> None:
        known = _known(context, url)
        if known is not None:
            raise known from context.original_exception

    event.listen(engine, "handle_error", translate, retval=True)
    return engine


def check_encoding(engine: Engine) -> None:
    """See that the database has room for Arabic. Raises DatabaseUnfit."""
    with engine.connect() as connection:
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise DatabaseUnfit(server_name(engine.url))


@contextmanager
def making(engine: Engine) -> Iterator[None]:
    """Make or upgrade a database while nobody else does."""
    with engine.connect() as connection:
        connection.execute(_MAKING, {"key": _MAKERS})
        try:
            yield
        finally:
            connection.rollback()


def order_texts(connection: Connection) -> None:
    """Order texts as `ServerText` does in columns that a migration made, which knows nothing of servers."""
    for table, column in connection.execute(_UNORDERED).all():
        quoted = connection.dialect.identifier_preparer.quote
        connection.execute(text(f'ALTER TABLE {quoted(table)} ALTER {quoted(column)} TYPE varchar COLLATE "C"'))


def hold_writers(_session: Session, _transaction: object, connection: Connection) -> None:
    """When a transaction begins: be the one who writes, until it ends. Before anything is looked at, because what a
    transaction sees is decided by its first look.
    """
    connection.execute(_WRITE)


def only_look(_session: Session, _transaction: object, connection: Connection) -> None:
    """When a transaction begins: have the server refuse any writing in it."""
    connection.execute(_READ)


def _prepare(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        for statement in _SESSION:
            cursor.execute(statement)
    connection.commit()


def _known(context: ExceptionContext, url: URL) -> AppError | None:
    """What an error of the driver is for people; None where it is a fault of ours."""
    error = context.original_exception
    code = getattr(error, "sqlstate", None) or ""
    wrapped = context.sqlalchemy_exception
    if code in _TROUBLES:
        return StorageFailed(_TROUBLES[code])
    if code.startswith(_REFUSING):
        return ServerRefused(server_name(url), url.username or "")
    if context.is_disconnect or code.startswith(("08", "57P")):
        return ServerAway(server_name(url))
    if context.connection is None and not code and _is_of_driver(error, wrapped):
        said = str(error)
        refused = _ANSWERED in said and not any(word in said for word in _NOT_NOW)
        return ServerRefused(server_name(url), url.username or "") if refused else ServerAway(server_name(url))
    return None


def _is_of_driver(error: BaseException, wrapped: object) -> bool:
    return isinstance(wrapped, DBAPIError) or type(error).__module__.startswith("psycopg")
