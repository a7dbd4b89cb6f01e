"""Enrolment: authorities, withdrawn keys, recipients of the team, members, and this device's own certificate."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authority",
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("vouched_by", sa.String(), server_default="", nullable=False),
        sa.Column("vouch", sa.String(), server_default="", nullable=False),
        sa.Column("private_key", sa.String(), server_default="", nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("public_key", name=op.f("pk_authority")),
    )
    op.create_table(
        "void_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_void_key")),
    )
    op.create_table(
        "team_recipient",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", name=op.f("pk_team_recipient")),
    )
    op.create_table(
        "member",
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), server_default="", nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_member")),
    )
    with op.batch_alter_table("device") as device:
        device.add_column(sa.Column("certificate", sa.String(), server_default="", nullable=False))
        device.add_column(sa.Column("assignment", sa.String(), server_default="", nullable=False))
        device.add_column(sa.Column("assigned_at", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("device") as device:
        for column in ("assigned_at", "assignment", "certificate"):
            device.drop_column(column)
    for table in ("member", "team_recipient", "void_key", "authority"):
        op.drop_table(table)
