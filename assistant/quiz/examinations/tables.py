"""The tables of examinations. Answers, results, corrections and marks by hand are only added to."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from assistant.database.instant import Instant
from assistant.quiz.papers.tables import papers
from knowledge.catalogue.tables import metadata

examinations = Table(
    "examinations",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("title", Text, nullable=False),
    Column("paper_id", String(16), ForeignKey(papers.c.id), nullable=False),
    Column("standing", String(12), nullable=False),
    Column("opens", Instant, nullable=False),
    Column("closes", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("make_up_opens", Instant),
    Column("make_up_closes", Instant),
    Column("make_up_attempts", Integer, nullable=False),
    Column("scores_at_once", Boolean, nullable=False),
    Column("open_book", Boolean, nullable=False),
    Column("candidates_only", Boolean, nullable=False),
    Column("pool", JSON, nullable=False),
    Column("frozen_at", Instant),
    Column("author", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)

candidates = Table(
    "examination_candidates",
    metadata,
    Column("examination_id", String(16), ForeignKey(examinations.c.id), primary_key=True),
    Column("person", String(100), primary_key=True),
    Column("name", Text, nullable=False),
)

attempts = Table(
    "examination_attempts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("examination_id", String(16), ForeignKey(examinations.c.id), nullable=False),
    Column("person", String(100), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("make_up", Boolean, nullable=False),
    Column("sheet", JSON, nullable=False),
    Column("frozen_at", Instant, nullable=False),
    Column("started_at", Instant),
    Column("due_at", Instant),
    Column("ended_at", Instant),
    UniqueConstraint("examination_id", "person", "number", name="uq_examination_attempts_number"),
    Index("ix_examination_attempts_due", "standing", "due_at"),
)

answers = Table(
    "examination_answers",
    metadata,
    Column("attempt_id", String(32), ForeignKey(attempts.c.id), primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("response", JSON, nullable=False),
    Column("at", Instant, nullable=False),
)

results = Table(
    "examination_results",
    metadata,
    Column("attempt_id", String(32), ForeignKey(attempts.c.id), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Column("possible", Float, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

corrections = Table(
    "examination_corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("examination_id", String(16), ForeignKey(examinations.c.id), nullable=False, index=True),
    Column("item_id", String(64), nullable=False),
    Column("remedy", String(12), nullable=False),
    Column("key", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)

hand_marks = Table(
    "examination_hand_marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attempt_id", String(32), ForeignKey(attempts.c.id), nullable=False, index=True),
    Column("slot", Integer, nullable=False),
    Column("given", Float, nullable=False),
    Column("note", Text, nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)
