"""The workshop room: people, sessions, votes, remarks, richer evidence, the improvement plan, snapshots."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("title_fr", sa.String(), nullable=False),
        sa.Column("title_ar", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("elected", sa.String(), nullable=False),
        sa.Column("technical", sa.String(), nullable=False),
        sa.Column("partners", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("budget", sa.String(), nullable=False),
        sa.Column("budget_source", sa.String(), nullable=False),
        sa.Column("success", sa.String(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("feasibility", sa.Integer(), nullable=True),
        sa.Column("is_key", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_action")),
    )
    op.create_table(
        "bookmark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookmark")),
    )
    op.create_table(
        "evidence_source",
        sa.Column("source", sa.Integer(), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_evidence_source")),
    )
    op.create_table(
        "follow_up",
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_action"), ["action"], unique=False)

    op.create_table(
        "participant",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("age_band", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_participant")),
    )
    op.create_table(
        "participant_group",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_participant_group")),
    )
    op.create_table(
        "prerequisite",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_prerequisite")),
    )
    op.create_table(
        "presence",
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_presence")),
    )
    op.create_table(
        "private_note",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "indicator", name=op.f("pk_private_note")),
    )
    op.create_table(
        "projection",
        sa.Column("revision", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_projection")),
    )
    op.create_table(
        "remark",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_remark")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index("ix_remark_indicator", ["scope", "indicator"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("knowledge", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "tally",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("votes", sa.JSON(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_tally")),
    )
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.create_index("ix_tally_indicator", ["scope", "indicator"], unique=False)

    op.create_table(
        "time_used",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "indicator", name=op.f("pk_time_used")),
    )
    op.create_table(
        "workshop_session",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("budgets", sa.JSON(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", name=op.f("pk_workshop_session")),
    )
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calibration", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("closed", sa.String(), server_default="", nullable=False))

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("title", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("link", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("reference", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("keeper", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("status", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("due_who", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("due_by", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.add_column(sa.Column("method", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("dissent", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_column("dissent")
        batch_op.drop_column("method")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("confidential")
        batch_op.drop_column("due_by")
        batch_op.drop_column("due_who")
        batch_op.drop_column("status")
        batch_op.drop_column("keeper")
        batch_op.drop_column("reference")
        batch_op.drop_column("link")
        batch_op.drop_column("title")

    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.drop_column("closed")
        batch_op.drop_column("calibration")

    op.drop_table("workshop_session")
    op.drop_table("time_used")
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.drop_index("ix_tally_indicator")

    op.drop_table("tally")
    op.drop_table("snapshot")
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index("ix_remark_indicator")

    op.drop_table("remark")
    op.drop_table("projection")
    op.drop_table("private_note")
    op.drop_table("presence")
    op.drop_table("prerequisite")
    op.drop_table("participant_group")
    op.drop_table("participant")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_action"))

    op.drop_table("follow_up")
    op.drop_table("evidence_source")
    op.drop_table("bookmark")
    op.drop_table("action")
