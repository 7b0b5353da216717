"""The table of papers. A paper is never changed: another is made."""

from __future__ import annotations

from sqlalchemy import JSON, Column, String, Table, Text

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

papers = Table(
    "quiz_papers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("title", Text, nullable=False),
    Column("blueprint", JSON, nullable=False),
    Column("seed", String(64), nullable=False),
    Column("sheet", JSON, nullable=False),  # empty where each person gets their own
    Column("author", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)
