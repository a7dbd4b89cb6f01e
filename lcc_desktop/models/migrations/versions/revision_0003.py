"""Measured scores, aims, the verified layer, framework drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("score") as score:
        score.add_column(sa.Column("numbers", sa.JSON(), nullable=True))
        score.add_column(sa.Column("aim", sa.Integer(), nullable=True))
    op.create_table(
        "verified",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("degree", sa.Integer(), nullable=True),
        sa.Column("numbers", sa.JSON(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_verified")),
    )
    op.create_table(
        "framework_draft",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_draft")),
    )


def downgrade() -> None:
    op.drop_table("framework_draft")
    op.drop_table("verified")
    with op.batch_alter_table("score") as score:
        score.drop_column("aim")
        score.drop_column("numbers")
