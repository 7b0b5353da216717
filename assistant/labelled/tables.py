"""The labelled questions' table: a row a question and article. Rows are added and closed, never deleted.

An article is known by its document and its label, so that the label holds when a new version comes.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

labelled_questions = Table(
    "labelled_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("text_key", String(64), nullable=False),
    Column("document_id", String(16), nullable=False),
    Column("label_key", String(200), nullable=False),
    Column("label", Text, nullable=False),
    Column("origin", String(12), nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
    Column("removed_at", Instant),
    Index("ix_labelled_questions_text", "text_key", "removed_at"),
    Index("ix_labelled_questions_removed", "removed_at"),
)
