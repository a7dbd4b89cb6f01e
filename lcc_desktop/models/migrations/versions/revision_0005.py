"""The coordination desk: campaigns, applications, decisions; the day a mission saw what it says."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("received", sa.String(), nullable=False),
        sa.Column("milieu", sa.String(), nullable=False),
        sa.Column("eligibility", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_application")),
    )
    op.create_table(
        "application_check",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_application_check")),
    )
    op.create_table(
        "campaign",
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("framework_id", sa.String(), nullable=False),
        sa.Column("framework_version", sa.Integer(), nullable=False),
        sa.Column("framework_digest", sa.String(), nullable=False),
        sa.Column("opens", sa.String(), nullable=False),
        sa.Column("closes", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_campaign")),
    )
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_cycle"), ["cycle"], unique=False)

    op.create_table(
        "decision",
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("members", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_decision")),
    )
    op.create_table(
        "facilitates",
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_facilitates")),
    )
    op.create_table(
        "facilitator",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_facilitator")),
    )
    op.create_table(
        "lot",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_lot")),
    )
    op.create_table(
        "training",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("men", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_training")),
    )
    op.create_table(
        "training_commune",
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_training_commune")),
    )
    with op.batch_alter_table("verified", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_on", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("verified", schema=None) as batch_op:
        batch_op.drop_column("seen_on")

    op.drop_table("training_commune")
    op.drop_table("training")
    op.drop_table("lot")
    op.drop_table("facilitator")
    op.drop_table("facilitates")
    op.drop_table("decision")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_cycle"))

    op.drop_table("campaign")
    op.drop_table("application_check")
    op.drop_table("application")
