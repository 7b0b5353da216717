"""`completion.status` as SQL over assignments: the same words, worked out by the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, case, literal

from assistant.database.instant import Instant
from assistant.training.model import Excuse, Progress, Status
from assistant.training.tables import assignments


def status_at(now: datetime) -> ColumnElement[str]:
    """The status of an assignment at a moment."""
    at = literal(now, Instant)
    completed = assignments.c.progress == Progress.COMPLETED.value
    return case(
        (completed & assignments.c.valid_until.is_not(None) & (assignments.c.valid_until <= at), Status.EXPIRED.value),
        (completed, Status.COMPLETED.value),
        (assignments.c.excuse != Excuse.NONE.value, Status.EXEMPT.value),
        (assignments.c.due_at <= at, Status.OVERDUE.value),
        (assignments.c.progress == Progress.IN_PROGRESS.value, Status.IN_PROGRESS.value),
        else_=Status.NOT_STARTED.value,
    )
