"""What an evaluation says of its commune in place of the gazetteer: names for the letterhead, milieu."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FIELDS = ("letterhead_fr", "letterhead_ar", "milieu")


def upgrade() -> None:
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        for field in FIELDS:
            batch_op.add_column(sa.Column(field, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        for field in reversed(FIELDS):
            batch_op.drop_column(field)
