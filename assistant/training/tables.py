"""The tables of training. Postings, activities, the ledger, excuses, sign-ins and pledges are only added to.

People and units have numbers of their own, so that millions of rows stay small; what the world calls them (工号, the
unit's code) is unique beside it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from assistant.database.instant import Instant
from knowledge.catalogue.tables import metadata

CODE = 255
NAME = 200

units = Table(
    "training_units",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(CODE), nullable=False, unique=True),
    Column("name", String(NAME), nullable=False),
    Column("parent_id", Integer, ForeignKey("training_units.id"), index=True),
    Column("contact", String(500), nullable=False, server_default=""),
)

unit_tree = Table(
    "training_unit_tree",
    metadata,
    Column("above_id", Integer, ForeignKey("training_units.id"), primary_key=True, autoincrement=False),
    Column("unit_id", Integer, ForeignKey("training_units.id"), primary_key=True, autoincrement=False),
    Column("depth", Integer, nullable=False),
    Index("ix_training_unit_tree_unit", "unit_id"),
)

people = Table(
    "training_people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_number", String(64), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("unit_id", Integer, ForeignKey("training_units.id"), nullable=False),
    Column("department", String(NAME), nullable=False),
    Column("post", String(NAME), nullable=False),
    Column("rank", String(NAME), nullable=False),
    Column("category", String(NAME), nullable=False),
    Column("email", String(NAME), nullable=False),
    Column("appointed_on", Date),
    Column("active", Boolean, nullable=False),
    Column("left_on", Date),
    Index("ix_training_people_unit", "unit_id", "active"),
)

postings = Table(
    "training_postings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("training_people.id"), nullable=False),
    Column("since", Instant, nullable=False),
    Column("name", String(100), nullable=False),
    Column("unit_id", Integer, ForeignKey("training_units.id"), nullable=False),
    Column("department", String(NAME), nullable=False),
    Column("post", String(NAME), nullable=False),
    Column("rank", String(NAME), nullable=False),
    Column("category", String(NAME), nullable=False),
    Column("active", Boolean, nullable=False),
    Index("ix_training_postings_person", "person_id", "since"),
)

requirements = Table(
    "training_requirements",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title", String(NAME), nullable=False),
    Column("standing", String(12), nullable=False),
    Column("content", JSON, nullable=False),
)

requirement_versions = Table(
    "training_requirement_versions",
    metadata,
    Column("requirement_id", String(64), ForeignKey("training_requirements.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("standing", String(12), nullable=False),
    Column("content", JSON, nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)

cycles = Table(
    "training_cycles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("requirement_id", String(64), ForeignKey("training_requirements.id"), nullable=False),
    Column("requirement_version", Integer, nullable=False),
    Column("name", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    UniqueConstraint("requirement_id", "name", name="uq_training_cycles_name"),
)

assignments = Table(
    "training_assignments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cycle_id", Integer, ForeignKey("training_cycles.id"), nullable=False),
    Column("person_id", Integer, ForeignKey("training_people.id"), nullable=False),
    Column("unit_id", Integer, ForeignKey("training_units.id"), nullable=False),
    Column("department", String(NAME), nullable=False),
    Column("assigned_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("progress", String(12), nullable=False),
    Column("failed", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("score", Float),
    Column("completed_at", Instant),
    Column("valid_until", Instant),
    Column("excuse", String(12), nullable=False),
    Column("withdrawn_at", Instant),
    Column("stale", Boolean, nullable=False),
    UniqueConstraint("cycle_id", "person_id", name="uq_training_assignments_person"),
    Index("ix_training_assignments_person", "person_id"),
    Index(
        "ix_training_assignments_report", "cycle_id", "unit_id", "department", "progress", "excuse", "due_at",
        "valid_until", "failed", "withdrawn_at", "closes_at",
    ),
    Index(
        "ix_training_assignments_stale", "cycle_id",
        postgresql_where=text("stale"), sqlite_where=text("stale"),
    ),
)  # fmt: skip

activities = Table(
    "training_activities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(120), nullable=False, unique=True),
    Column("person_id", Integer, ForeignKey("training_people.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("subject", String(CODE), nullable=False),
    Column("at", Instant, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("score", Float),
    Column("passed", Boolean),
    Column("detail", JSON, nullable=False),
    Index("ix_training_activities_person", "person_id", "at"),
)

ledger = Table(
    "training_ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(160), nullable=False, unique=True),
    Column("person_id", Integer, ForeignKey("training_people.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("hundredths", Integer, nullable=False),
    Column("rule", String(64), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("activity_id", Integer, ForeignKey("training_activities.id")),
    Column("corrects", Integer, ForeignKey("training_ledger.id")),
    Column("note", Text, nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_training_ledger_person", "person_id", "year"),
)

excuses = Table(
    "training_excuses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assignment_id", Integer, ForeignKey("training_assignments.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("asked_by", String(100), nullable=False),
    Column("approver", String(100), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_training_excuses_assignment", "assignment_id"),
)

events = Table(
    "training_events",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("topic", String(NAME), nullable=False),
    Column("title", String(NAME), nullable=False),
    Column("place", String(NAME), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("unit_id", Integer, ForeignKey("training_units.id"), nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)

sign_ins = Table(
    "training_sign_ins",
    metadata,
    Column("event_id", String(32), ForeignKey("training_events.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("training_people.id"), primary_key=True, autoincrement=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)

pledge_templates = Table(
    "training_pledge_templates",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("title", String(NAME), nullable=False),
    Column("body", Text, nullable=False),
    Column("months", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Instant, nullable=False),
)

pledges = Table(
    "training_pledges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("training_people.id"), nullable=False),
    Column("template_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("signed_at", Instant, nullable=False),
    Column("valid_until", Instant),
    Column("account_id", String(100), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_training_pledges_person", "person_id", "template_id"),
)

reminders = Table(
    "training_reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assignment_id", Integer, ForeignKey("training_assignments.id")),
    Column("cycle_id", Integer, ForeignKey("training_cycles.id"), nullable=False),
    Column("unit_id", Integer, ForeignKey("training_units.id"), nullable=False),
    Column("occasion", Integer, nullable=False),
    Column("recipient", String(12), nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("fault", Text, nullable=False),
    UniqueConstraint("cycle_id", "occasion", "recipient", "subject_id", name="uq_training_reminders_once"),
    Index("ix_training_reminders_due", "state", "next_at"),
)

statements = Table(
    "training_statements",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("assignment_id", Integer, ForeignKey("training_assignments.id"), nullable=False),
    Column("verb", String(12), nullable=False),
    Column("body", JSON, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("fault", Text, nullable=False),
    UniqueConstraint("assignment_id", "verb", name="uq_training_statements_verb"),
    Index("ix_training_statements_due", "state", "next_at"),
)

certificates = Table(
    "training_certificates",
    metadata,
    Column("number", String(32), primary_key=True),
    Column("assignment_id", Integer, ForeignKey("training_assignments.id"), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("title", String(NAME), nullable=False),
    Column("unit", String(NAME), nullable=False),
    Column("hundredths", Integer, nullable=False),
    Column("completed_at", Instant, nullable=False),
    Column("valid_until", Instant),
    Column("issued_at", Instant, nullable=False),
    Column("code", String(32), nullable=False, unique=True),
    Column("revoked_at", Instant),
)
