"""The database's revision: create, upgrade, or refuse what a later version wrote."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEAD = "0001"
"""The revision this version reads and writes; a test compares it with the migrations."""


def revision(connection: Connection) -> str | None:
    """The revision of this database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_newer(found: str | None) -> bool:
    """Revisions are numbered, so a later one sorts after ours."""
    return found is not None and found > HEAD


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Bring the database to `target` within the connection's transaction."""
    # Alembic takes a tenth of a second to import: paid when a workspace is made or upgraded, not at every start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
