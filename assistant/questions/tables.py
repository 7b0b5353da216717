"""The question log's table. It holds no account, no address and no conversation: who asked cannot be told from it."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

question_log = Table(
    "question_log",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("audience", String(10), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_key", String(64), nullable=False),
    Column("status", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("mode", String(20), nullable=False),
    Column("corpus", String(64), nullable=False),
    Column("cited", JSON, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("helpful", Boolean),
    Column("reason", String(500), nullable=False),
    Index("ix_question_log_at", "at"),
    Index("ix_question_log_asked", "asked_key"),
)
