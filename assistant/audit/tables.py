"""The audit log's tables. Rows of `audit_log` are only added; the one row of `audit_head` puts writers in order."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("who", String(100), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_audit_log_subject", "subject", "id"),
    Index("ix_audit_log_at", "at"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("length", Integer, nullable=False),
)
