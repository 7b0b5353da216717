"""Which articles of other documents a version points at; worked out from the texts that are there."""

from collections import Counter

import sqlalchemy as sa
from alembic import op

from knowledge.reference.references import articles_named

revision = "0013"
down_revision = "0012"
BATCH = 5000


def upgrade() -> None:
    """Makes the table and fills it."""
    table = op.create_table(
        "article_references",
        sa.Column("version_id", sa.String(length=16), nullable=False),
        sa.Column("title_key", sa.String(length=300), nullable=False),
        sa.Column("label_key", sa.String(length=60), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", "title_key", "label_key"),
    )
    op.create_index(op.f("ix_article_references_title_key"), "article_references", ["title_key"], unique=False)
    connection = op.get_bind()
    own: dict[str, set[str]] = {}
    for version, key in connection.execute(sa.text("SELECT version_id, title_key FROM titles")):
        own.setdefault(version, set()).add(key)
    pointing: Counter[tuple[str, str, str]] = Counter()
    texts = connection.execute(sa.text("SELECT version_id, text FROM articles"))
    for version, text in texts.yield_per(BATCH):
        named = articles_named(text)
        pointing.update((version, *one) for one in named if one[0] not in own.get(version, ()))
    rows = [
        {"version_id": version, "title_key": title[:300], "label_key": label[:60], "articles": count}
        for (version, title, label), count in sorted(pointing.items())
    ]
    for start in range(0, len(rows), BATCH):
        op.bulk_insert(table, rows[start : start + BATCH])


def downgrade() -> None:
    """Drops it."""
    op.drop_index(op.f("ix_article_references_title_key"), table_name="article_references")
    op.drop_table("article_references")
