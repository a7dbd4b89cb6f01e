"""Entries with their value left out; a package of the same knowledge can be made again whatever was sent in between."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("journal_entry") as entry:
        entry.add_column(sa.Column("is_left_out", sa.Boolean(), server_default=sa.false(), nullable=False))
    _key("scope", "knowledge")


def downgrade() -> None:
    op.execute(
        "DELETE FROM sent_package WHERE number < "
        "(SELECT max(number) FROM sent_package AS other WHERE other.scope = sent_package.scope)"
    )
    _key("scope")
    with op.batch_alter_table("journal_entry") as entry:
        entry.drop_column("is_left_out")


def _key(*columns: str) -> None:
    with op.batch_alter_table("sent_package", recreate="always") as sent:
        sent.drop_constraint("pk_sent_package", type_="primary")
        sent.create_primary_key("pk_sent_package", list(columns))
