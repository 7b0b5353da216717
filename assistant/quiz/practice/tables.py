"""The tables of practice: every answer given, and for each person and article when it is due again."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Index, Integer, String, Table

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

practice_answers = Table(
    "practice_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(100), nullable=False),
    Column("item_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("document_id", String(16), nullable=False),
    Column("label", String(100), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("response", JSON, nullable=False),
    Column("share", Float, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_practice_answers_person", "person", "digest"),
)

review_cards = Table(
    "practice_cards",
    metadata,
    Column("person", String(100), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("document_id", String(16), nullable=False),
    Column("label", String(100), nullable=False),
    Column("card", JSON, nullable=False),
    Column("due", Instant, nullable=False),
)
"""`digest` is the article's text hash: an article whose text changed is another one, and starts anew."""
