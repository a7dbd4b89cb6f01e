"""The migrations lead to the models, forwards and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from lcc_desktop.domain.scoring import Score
from lcc_desktop.models import bench, journal, projection, registry, schema, summary
from lcc_desktop.models.base import Base
from lcc_desktop.models.workspace import Workspace
from lcc_desktop.services import workspaces
from lcc_desktop.services.desk import services_for

TABLES = (bench, journal, projection, registry, summary)


def test_the_last_migration_is_the_one_the_program_expects():
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Connection]:
    """A database that went through every migration."""
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    with engine.begin() as connection:
        schema.upgrade(connection)
        yield connection
    engine.dispose()


def test_the_migrations_make_exactly_the_models(migrated: Connection):
    context = MigrationContext.configure(migrated, opts={"render_as_batch": True})
    assert compare_metadata(context, Base.metadata) == []


def test_a_new_database_is_made_as_the_migrations_would(migrated: Connection, tmp_path: Path):
    with workspaces.create(tmp_path / "w", "w") as workspace, workspace.engine.connect() as connection:
        assert schema.revision(connection) == schema.HEAD
        assert _described(connection) == _described(migrated)


def _described(connection: Connection) -> dict[str, object]:
    """Every table: its columns by name with their types and whether they may be null, its key, its indexes."""
    inspector = inspect(connection)
    found: dict[str, object] = {}
    for table in inspector.get_table_names():
        columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)}
        indexes = {i["name"]: tuple(i["column_names"]) for i in inspector.get_indexes(table)}
        found[table] = (columns, set(inspector.get_pk_constraint(table)["constrained_columns"]), indexes)
    return found


def test_a_workspace_of_the_first_revision_opens_with_its_data(new_services, desk, evaluation, tmp_path: Path):
    """Also what packages of later versions had brought: kept untouched by the old one, shown by the new one."""
    desk.scoring.score(evaluation, "1.1.1", Score.of(3), "PV 12/2025 – محضر")
    desk.evaluations.describe_commune(evaluation, letterhead_ar="تطوان", milieu="urban")
    desk.evaluations.describe_commune(evaluation, letterhead_ar="تطوان المدينة", milieu="")
    before, known = desk.evaluations.view(evaluation), desk.evaluations.dump(evaluation)
    with desk.workspace.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")  # whoever only looked had it on
        _downgrade(connection, "0001")
        assert _columns(connection) == set(FIRST_COLUMNS)
    desk.workspace.close()

    with Workspace.open(desk.workspace.folder) as upgraded:
        services = services_for(upgraded, dict)
        assert services.evaluations.view(evaluation) == before
        assert services.evaluations.dump(evaluation) == known
        services.evaluations.describe_commune(evaluation, letterhead_fr="Titaouen", milieu="rural")
        commune = services.evaluations.view(evaluation).commune
        assert (commune.letterhead_fr, commune.letterhead_ar) == ("Titaouen", "تطوان المدينة")
        assert commune.milieu_override == "rural"


def test_a_database_made_at_the_first_revision_is_brought_to_the_last(tmp_path: Path):
    engine = create_engine(f"sqlite:///{tmp_path / 'first.db'}")
    with engine.begin() as connection:
        schema.upgrade(connection, "0001")
        assert _columns(connection) == set(FIRST_COLUMNS)
        row = dict.fromkeys(FIRST_COLUMNS, "x") | {"framework_version": 1}
        marks = ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO evaluation ({', '.join(row)}) VALUES ({marks})"), row)  # noqa: S608
        schema.upgrade(connection)
        assert schema.revision(connection) == schema.HEAD
        [found] = connection.execute(text("SELECT * FROM evaluation")).mappings()
    engine.dispose()
    assert dict(found) == row | dict.fromkeys(("letterhead_fr", "letterhead_ar", "milieu", "calibration", "closed"), "")


FIRST_COLUMNS = [
    "scope",
    "entity",
    "commune",
    "cycle",
    "framework_id",
    "framework_version",
    "framework_digest",
    "stage",
]


def _columns(connection: Connection) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns("evaluation")}


def _downgrade(connection: Connection, target: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.downgrade(config, target)
