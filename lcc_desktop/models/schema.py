"""The database's revision: create, upgrade, or refuse what a later version wrote."""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, create_mock_engine, inspect, make_url, text

from lcc_desktop.models import bench, enrolment, inbox, journal, projection, registry, summary  # noqa: F401  (they register their tables)
from lcc_desktop.models.base import Base

HEAD = "0011"
"""The revision this version reads and writes; a test compares it with the migrations."""


def revision(connection: Connection) -> str | None:
    """The revision of this database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def has_tables(connection: Connection) -> bool:
    """Whether anything is in this database."""
    return bool(inspect(connection).get_table_names())


def is_newer(found: str | None) -> bool:
    """Revisions are numbered, so a later one sorts after ours."""
    return found is not None and found > HEAD


def create(connection: Connection) -> None:
    """Make every table in an empty database, as the migrations would: a test holds the two together."""
    for statement in _statements(f"{connection.dialect.name}+{connection.dialect.driver}://"):
        connection.exec_driver_sql(statement)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


@cache
def _statements(url: str) -> tuple[str, ...]:
    """What makes every table on such a database, put into words once: that takes longer than making them."""
    said: list[str] = []
    dialect = make_url(url).get_dialect()()
    Base.metadata.create_all(
        create_mock_engine(url, lambda part, *_: said.append(str(part.compile(dialect=dialect)))), checkfirst=False
    )
    return tuple(said)


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Bring the database to `target` within the connection's transaction."""
    # Alembic takes a tenth of a second to import: paid when a workspace is upgraded, not at every start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
