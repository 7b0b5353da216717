"""Documents as files: the originals kept, how well each was understood; how sure recognition was of an article."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Makes the table and the column."""
    op.create_table(
        "originals",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("quality", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_originals_score", "originals", ["score"], unique=False)
    op.add_column("articles", sa.Column("confidence", sa.Float(), nullable=True))


def downgrade() -> None:
    """Drops them."""
    with op.batch_alter_table("articles") as articles:
        articles.drop_column("confidence")
    op.drop_index("ix_originals_score", table_name="originals")
    op.drop_table("originals")
