"""Training: the roster, requirements, assignments, what was done, hours, pledges, reminders, certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# fmt: off
TABLES = (
    "training_pledge_templates",
    "training_requirements",
    "training_units",
    "training_cycles",
    "training_events",
    "training_people",
    "training_requirement_versions",
    "training_unit_tree",
    "training_activities",
    "training_assignments",
    "training_pledges",
    "training_postings",
    "training_sign_ins",
    "training_certificates",
    "training_excuses",
    "training_ledger",
    "training_reminders",
    "training_statements",
)
"""In the order in which they can be made."""


def upgrade() -> None:
    """Makes the tables."""
    _pledge_templates()
    _requirements()
    _units()
    _cycles()
    _events()
    _people()
    _requirement_versions()
    _unit_tree()
    _activities()
    _assignments()
    _pledges()
    _postings()
    _sign_ins()
    _certificates()
    _excuses()
    _ledger()
    _reminders()
    _statements()


def downgrade() -> None:
    """Drops the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _pledge_templates() -> None:
    op.create_table("training_pledge_templates",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", "version"),
    )


def _requirements() -> None:
    op.create_table("training_requirements",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _units() -> None:
    op.create_table("training_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(length=500), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["training_units.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_training_units_parent_id", "training_units", ["parent_id"])


def _cycles() -> None:
    op.create_table("training_cycles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.String(length=64), nullable=False),
        sa.Column("requirement_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["requirement_id"], ["training_requirements.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("requirement_id", "name", name="uq_training_cycles_name"),
    )


def _events() -> None:
    op.create_table("training_events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["training_units.id"], ),
        sa.PrimaryKeyConstraint("id"),
    )


def _people() -> None:
    op.create_table("training_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("appointed_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["training_units.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("staff_number"),
    )
    op.create_index("ix_training_people_unit", "training_people", ["unit_id", "active"])


def _requirement_versions() -> None:
    op.create_table("training_requirement_versions",
        sa.Column("requirement_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.String(length=12), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["requirement_id"], ["training_requirements.id"], ),
        sa.PrimaryKeyConstraint("requirement_id", "version"),
    )


def _unit_tree() -> None:
    op.create_table("training_unit_tree",
        sa.Column("above_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["above_id"], ["training_units.id"], ),
        sa.ForeignKeyConstraint(["unit_id"], ["training_units.id"], ),
        sa.PrimaryKeyConstraint("above_id", "unit_id"),
    )
    op.create_index("ix_training_unit_tree_unit", "training_unit_tree", ["unit_id"])


def _activities() -> None:
    op.create_table("training_activities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["training_people.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source"),
    )
    op.create_index("ix_training_activities_person", "training_activities", ["person_id", "at"])


def _assignments() -> None:
    op.create_table("training_assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("progress", sa.String(length=12), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("excuse", sa.String(length=12), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["training_cycles.id"], ),
        sa.ForeignKeyConstraint(["person_id"], ["training_people.id"], ),
        sa.ForeignKeyConstraint(["unit_id"], ["training_units.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cycle_id", "person_id", name="uq_training_assignments_person"),
    )
    op.create_index("ix_training_assignments_person", "training_assignments", ["person_id"])
    op.create_index(
        "ix_training_assignments_report", "training_assignments", ["cycle_id", "unit_id", "department",
        "progress", "excuse", "due_at", "valid_until", "failed", "withdrawn_at", "closes_at"]
    )
    op.create_index(
        "ix_training_assignments_stale", "training_assignments", ["cycle_id"],
        postgresql_where=sa.text("stale"), sqlite_where=sa.text("stale")
    )


def _pledges() -> None:
    op.create_table("training_pledges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["training_people.id"], ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_training_pledges_person", "training_pledges", ["person_id", "template_id"])


def _postings() -> None:
    op.create_table("training_postings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["training_people.id"], ),
        sa.ForeignKeyConstraint(["unit_id"], ["training_units.id"], ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_training_postings_person", "training_postings", ["person_id", "since"])


def _sign_ins() -> None:
    op.create_table("training_sign_ins",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["training_events.id"], ),
        sa.ForeignKeyConstraint(["person_id"], ["training_people.id"], ),
        sa.PrimaryKeyConstraint("event_id", "person_id"),
    )


def _certificates() -> None:
    op.create_table("training_certificates",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["training_assignments.id"], ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("assignment_id"),
        sa.UniqueConstraint("code"),
    )


def _excuses() -> None:
    op.create_table("training_excuses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(length=100), nullable=False),
        sa.Column("approver", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["training_assignments.id"], ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_training_excuses_assignment", "training_excuses", ["assignment_id"])


def _ledger() -> None:
    op.create_table("training_ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["training_activities.id"], ),
        sa.ForeignKeyConstraint(["corrects"], ["training_ledger.id"], ),
        sa.ForeignKeyConstraint(["person_id"], ["training_people.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source"),
    )
    op.create_index("ix_training_ledger_person", "training_ledger", ["person_id", "year"])


def _reminders() -> None:
    op.create_table("training_reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=12), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["training_assignments.id"], ),
        sa.ForeignKeyConstraint(["cycle_id"], ["training_cycles.id"], ),
        sa.ForeignKeyConstraint(["unit_id"], ["training_units.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cycle_id", "occasion", "recipient", "subject_id", name="uq_training_reminders_once"),
    )
    op.create_index("ix_training_reminders_due", "training_reminders", ["state", "next_at"])


def _statements() -> None:
    op.create_table("training_statements",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=12), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["training_assignments.id"], ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assignment_id", "verb", name="uq_training_statements_verb"),
    )
    op.create_index("ix_training_statements_due", "training_statements", ["state", "next_at"])
