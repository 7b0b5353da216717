"""The help desk: requests and what was written to them, FAQ, feedback, the switch of the public service."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "help_requests",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("secret_digest", sa.String(length=64), nullable=False),
        sa.Column("received_at", instant, nullable=False),
        sa.Column("due_at", instant, nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("claimed_by", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("question_sealed", sa.Text(), nullable=False),
        sa.Column("contact_sealed", sa.Text(), nullable=False),
        sa.Column("replied_at", instant),
        sa.Column("closed_at", instant),
        sa.Column("erased_at", instant),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_help_requests_queue", "help_requests", ["standing", "due_at"])
    op.create_index("ix_help_requests_received", "help_requests", ["received_at"])
    op.create_table(
        "help_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("author", sa.String(length=12), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("text_sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["help_requests.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_help_messages_number", "help_messages", ["number", "id"])
    op.create_table(
        "help_faq",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("phrasings", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("citations", sa.JSON(), nullable=False),
        sa.Column("published_by", sa.String(length=100), nullable=False),
        sa.Column("published_at", instant, nullable=False),
        sa.Column("retired_at", instant),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "help_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("satisfied", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("answer_status", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("question_sealed", sa.Text(), nullable=False),
        sa.Column("comment_sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_help_feedback_at", "help_feedback", ["at"])
    op.create_index("ix_help_feedback_number", "help_feedback", ["number"])
    op.create_table(
        "service_switches",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in ("service_switches", "help_feedback", "help_faq", "help_messages", "help_requests"):
        op.drop_table(table)
