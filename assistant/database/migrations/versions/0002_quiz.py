"""The question bank: items, their versions, what was done to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "quiz_items",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=100), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("digest", "document_id", "standing"):
        op.create_index(op.f(f"ix_quiz_items_{column}"), "quiz_items", [column], unique=False)
    op.create_table(
        "quiz_item_versions",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["quiz_items.id"]),
        sa.PrimaryKeyConstraint("item_id", "version"),
    )
    op.create_table(
        "quiz_item_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["quiz_items.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_quiz_item_events_item", "quiz_item_events", ["item_id", "id"], unique=False)


def downgrade() -> None:
    """Drops the tables."""
    op.drop_table("quiz_item_events")
    op.drop_table("quiz_item_versions")
    op.drop_table("quiz_items")
