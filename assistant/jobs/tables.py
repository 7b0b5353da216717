"""The tables of jobs: what is to be done, how far it has come, what came of each of its parts."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("fault", Text, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("stopping", Boolean, nullable=False),
    Column("created_by", String(100), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("beat_at", Instant),
    Column("ended_at", Instant),
    Index("ix_jobs_state", "state", "created_at"),
    Index("ix_jobs_created_by", "created_by", "created_at"),
)

job_rows = Table(
    "job_rows",
    metadata,
    Column("job_id", String(16), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("row", JSON, nullable=False),
)
