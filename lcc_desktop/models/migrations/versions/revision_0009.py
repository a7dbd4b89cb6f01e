"""What opens packages sealed for this workspace, and what to seal for others."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("device") as device:
        device.add_column(sa.Column("identity", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("trusted_key") as trusted:
        trusted.add_column(sa.Column("recipient", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("trusted_key") as trusted:
        trusted.drop_column("recipient")
    with op.batch_alter_table("device") as device:
        device.drop_column("identity")
