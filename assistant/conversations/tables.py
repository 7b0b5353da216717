"""The tables of conversations: each belongs to an account; a turn keeps the answer as the contract's JSON."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("account_id", String(16), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant, nullable=False),
    Index("ix_conversations_account", "account_id", "used_at"),
)

conversation_turns = Table(
    "conversation_turns",
    metadata,
    Column("conversation_id", String(16), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("answer", JSON, nullable=False),
)
