"""What people corrected of what was read from files; put right again whenever the file is read."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, String, Table

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

corrections = Table(
    "corrections",
    metadata,
    Column("path", String(1000), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)
