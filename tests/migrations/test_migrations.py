"""The migrations lead to the models, forwards and back."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from lcc_desktop.models import evaluation, journal, registry, schema
from lcc_desktop.models.base import Base
from lcc_desktop.models.workspace import Workspace

TABLES = (evaluation, journal, registry)


def test_the_last_migration_is_the_one_the_program_expects():
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_the_migrations_make_exactly_the_models(tmp_path: Path):
    with Workspace.create(tmp_path / "w") as workspace, workspace.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
