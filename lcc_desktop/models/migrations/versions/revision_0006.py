"""Figures of every evaluation, kept beside the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "summary",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.Column("score", sa.String(), nullable=False),
        sa.Column("verified", sa.String(), nullable=False),
        sa.Column("principles", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("verified_principles", sa.JSON(), nullable=False),
        sa.Column("last_change", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_summary")),
    )


def downgrade() -> None:
    op.drop_table("summary")
