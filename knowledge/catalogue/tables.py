"""The catalogue's tables (SQLAlchemy Core), the same on SQLite and PostgreSQL."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()


class State(StrEnum):
    """Where a version is on its way: written but not yet indexed, seen by readers, or about to be deleted."""

    STAGED = "staged"
    ACTIVE = "active"
    RETIRED = "retired"


documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("identity", Text, nullable=False),
    Column("title", Text, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("document_id", String(16), ForeignKey("documents.id"), nullable=False, index=True),
    Column("state", String(8), nullable=False, index=True),
    Column("part", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("number_key", Text, nullable=False, index=True),
    Column("issuer", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("type", String(40), nullable=False),
    Column("audience", String(8), nullable=False),
    Column("declared", String(20), nullable=False),
    Column("dates", JSON, nullable=False),
    Column("effective", Date),
    Column("superseded_on", Date),
    Column("repealed_on", Date),
    Column("card", Boolean, nullable=False),
    Column("shadowed", Boolean, nullable=False),
    Column("index_number", Text, nullable=False),
    Column("disclosure", Text, nullable=False),
    Column("restored", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("articles", Integer, nullable=False),
)

titles = Table(
    "titles",
    metadata,
    Column("version_id", String(16), ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("title_key", String(300), primary_key=True, index=True),
)

articles = Table(
    "articles",
    metadata,
    Column("version_id", String(16), ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("label_key", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("page", Integer),
    Column("digest", String(64), nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("confidence", Float),
    Index("ix_articles_label", "version_id", "label_key"),
)

responsibilities = Table(
    "responsibilities",
    metadata,
    Column("version_id", String(16), ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("leads", JSON, nullable=False),
    Column("participants", JSON, nullable=False),
    Column("deadline", Text, nullable=False),
    Column("due", Date, index=True),
    Column("task", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

document_references = Table(
    "document_references",
    metadata,
    Column("version_id", String(16), ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("title_key", String(300), nullable=False, index=True),
    Column("number", Text, nullable=False),
    Column("number_key", Text, nullable=False, index=True),
    Column("relation", String(12), nullable=False),
)

article_references = Table(
    "article_references",
    metadata,
    Column("version_id", String(16), ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("title_key", String(300), primary_key=True, index=True),
    Column("label_key", String(60), primary_key=True),
    Column("articles", Integer, nullable=False),
)
"""Which articles of other documents a version points at, and from how many of its own."""

sources = Table(
    "sources",
    metadata,
    Column("path", String(1000), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("audience", String(8), nullable=False),
)

index_generations = Table(
    "index_generations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("encoder", String(300), nullable=False),
    Column("whole", Boolean, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
)
