"""What is known of the files kept: their bytes lie in the data folder under their digest."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Integer, String, Table, Text

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

originals = Table(
    "originals",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("format", String(20), nullable=False),
    Column("size", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("score", Float, nullable=False, index=True),
    Column("quality", JSON, nullable=False),
    Column("kept_at", Instant, nullable=False),
)
