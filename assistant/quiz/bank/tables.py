"""The bank's tables (SQLAlchemy Core), the same on SQLite and PostgreSQL. Versions and events are only added to."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Index, Integer, String, Table, Text

from knowledge.catalogue.tables import metadata

items = Table(
    "quiz_items",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("standing", String(12), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("author", String(100), nullable=False),
    Column("type", String(12), nullable=False),
    Column("document_id", String(16), nullable=False, index=True),
    Column("digest", String(64), nullable=False, index=True),
)

item_versions = Table(
    "quiz_item_versions",
    metadata,
    Column("item_id", String(64), ForeignKey("quiz_items.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", JSON, nullable=False),
    Column("author", String(100), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

item_events = Table(
    "quiz_item_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", String(64), ForeignKey("quiz_items.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("action", String(12), nullable=False),
    Column("standing", String(12), nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_quiz_item_events_item", "item_id", "id"),
)
