"""Papers, examinations with their attempts, answers and results; practice."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _yes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "quiz_papers",
        _word("id", 16), _text("title"), _json("blueprint"), _word("seed", 64), _json("sheet"),
        _word("author", 100), _instant("at"),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "examinations",
        _word("id", 16), _text("title"), _word("paper_id", 16), _word("standing", 12),
        _instant("opens"), _instant("closes"), _number("attempts"),
        _instant("make_up_opens", nullable=True), _instant("make_up_closes", nullable=True),
        _number("make_up_attempts"), _yes("scores_at_once"), _yes("open_book"), _yes("candidates_only"),
        _json("pool"), _instant("frozen_at", nullable=True), _word("author", 100), _instant("at"),
        sa.ForeignKeyConstraint(["paper_id"], ["quiz_papers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "examination_candidates",
        _word("examination_id", 16), _word("person", 100), _text("name"),
        sa.ForeignKeyConstraint(["examination_id"], ["examinations.id"]),
        sa.PrimaryKeyConstraint("examination_id", "person"),
    )  # fmt: skip
    op.create_table(
        "examination_attempts",
        _word("id", 32), _word("examination_id", 16), _word("person", 100), _text("name"), _number("number"),
        _word("standing", 12), _yes("make_up"), _json("sheet"), _instant("frozen_at"),
        _instant("started_at", nullable=True), _instant("due_at", nullable=True), _instant("ended_at", nullable=True),
        sa.ForeignKeyConstraint(["examination_id"], ["examinations.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("examination_id", "person", "number", name="uq_examination_attempts_number"),
    )  # fmt: skip
    op.create_index("ix_examination_attempts_due", "examination_attempts", ["standing", "due_at"])
    op.create_index("ix_examination_attempts_person", "examination_attempts", ["person"])
    _make_answers_and_results()
    _make_practice()


def _make_answers_and_results() -> None:
    op.create_table(
        "examination_answers",
        _word("attempt_id", 32), _number("slot"), _number("sequence"), _json("response"), _instant("at"),
        sa.ForeignKeyConstraint(["attempt_id"], ["examination_attempts.id"]),
        sa.PrimaryKeyConstraint("attempt_id", "slot", "sequence"),
    )  # fmt: skip
    op.create_table(
        "examination_results",
        _word("attempt_id", 32), _number("revision"),
        sa.Column("score", sa.Float(), nullable=False), sa.Column("possible", sa.Float(), nullable=False),
        _yes("passed"), _yes("provisional"), _json("parts"), _json("marks"), _text("reason"), _instant("at"),
        sa.ForeignKeyConstraint(["attempt_id"], ["examination_attempts.id"]),
        sa.PrimaryKeyConstraint("attempt_id", "revision"),
    )  # fmt: skip
    op.create_table(
        "examination_corrections",
        _number("id"), _word("examination_id", 16), _word("item_id", 64), _word("remedy", 12), _json("key"),
        _text("reason"), _word("who", 100), _instant("at"),
        sa.ForeignKeyConstraint(["examination_id"], ["examinations.id"]),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_examination_corrections_examination_id", "examination_corrections", ["examination_id"])
    op.create_table(
        "examination_hand_marks",
        _number("id"), _word("attempt_id", 32), _number("slot"), sa.Column("given", sa.Float(), nullable=False),
        _text("note"), _word("who", 100), _instant("at"),
        sa.ForeignKeyConstraint(["attempt_id"], ["examination_attempts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_examination_hand_marks_attempt_id", "examination_hand_marks", ["attempt_id"])


def _make_practice() -> None:
    op.create_table(
        "practice_answers",
        _number("id"), _word("person", 100), _word("item_id", 64), _number("version"), _word("document_id", 16),
        _word("label", 100), _word("digest", 64), _json("response"), sa.Column("share", sa.Float(), nullable=False),
        _instant("at"),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_practice_answers_person", "practice_answers", ["person", "digest"])
    op.create_table(
        "practice_cards",
        _word("person", 100), _word("digest", 64), _word("document_id", 16), _word("label", 100), _json("card"),
        _instant("due"),
        sa.PrimaryKeyConstraint("person", "digest"),
    )  # fmt: skip


def downgrade() -> None:
    """Drops the tables."""
    for table in (
        "practice_cards", "practice_answers", "examination_hand_marks", "examination_corrections",
        "examination_results", "examination_answers", "examination_attempts", "examination_candidates",
        "examinations", "quiz_papers",
    ):  # fmt: skip
        op.drop_table(table)
