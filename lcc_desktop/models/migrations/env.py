"""Alembic's entry: run on the connection that `models.schema` hands over, in its transaction."""

from alembic import context

from lcc_desktop.models import bench, journal, projection, registry, summary  # noqa: F401  (their tables register themselves)
from lcc_desktop.models.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
