"""The help desk's tables. What people wrote stands in the columns `*_sealed`, which only the key opens."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

help_requests = Table(
    "help_requests",
    metadata,
    Column("number", String(20), primary_key=True),
    Column("secret_digest", String(64), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("claimed_by", String(100), nullable=False),
    Column("unit", String(100), nullable=False),
    Column("language", String(5), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("question_sealed", Text, nullable=False),
    Column("contact_sealed", Text, nullable=False),
    Column("replied_at", Instant),
    Column("closed_at", Instant),
    Column("erased_at", Instant),
    Index("ix_help_requests_queue", "standing", "due_at"),
    Index("ix_help_requests_received", "received_at"),
)

help_messages = Table(
    "help_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(20), ForeignKey("help_requests.number"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("author", String(12), nullable=False),
    Column("who", String(100), nullable=False),
    Column("text_sealed", Text, nullable=False),
    Index("ix_help_messages_number", "number", "id"),
)

help_faq = Table(
    "help_faq",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(20), nullable=False),
    Column("phrasings", JSON, nullable=False),
    Column("answer", Text, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("published_by", String(100), nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("retired_at", Instant),
)

help_feedback = Table(
    "help_feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("satisfied", Boolean, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("answer_status", String(12), nullable=False),
    Column("number", String(20), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("question_sealed", Text, nullable=False),
    Column("comment_sealed", Text, nullable=False),
    Index("ix_help_feedback_at", "at"),
    Index("ix_help_feedback_number", "number"),
)

service_switches = Table(
    "service_switches",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("off", Boolean, nullable=False),
    Column("notice", Text, nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)
