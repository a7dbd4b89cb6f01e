"""Imports, the files of each, receipts; the digest of each package that was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("backup", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    texts = ("path", "outcome", "digest", "device", "scope", "commune", "author", "kept")
    numbers = ("number", "seq", "changes", "scores", "evidence", "conflicts")
    op.create_table(
        "arrival",
        sa.Column("import", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("size", "modified")),
        *(sa.Column(name, sa.DateTime(), nullable=True) for name in ("at", "made_at", "undone_at")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("authors", "left_out", "reasons")),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["import"], ["import.id"], name=op.f("fk_arrival_import_import")),
        sa.PrimaryKeyConstraint("import", "position", name=op.f("pk_arrival")),
    )
    op.create_index("ix_arrival_kept", "arrival", ["kept"])
    op.create_table(
        "receipt",
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("receiver", "number", name=op.f("pk_receipt")),
    )
    with op.batch_alter_table("sent_package") as sent:
        sent.add_column(sa.Column("digest", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("sent_package") as sent:
        sent.drop_column("digest")
    op.drop_table("receipt")
    op.drop_index("ix_arrival_kept", "arrival")
    op.drop_table("arrival")
    op.drop_table("import")
