"""Judges again the assignments whose people did something: how far they are, and their hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from assistant.training.calendar import months_after
from assistant.training.completion import judge
from assistant.training.cycles import Cycle, find
from assistant.training.ledger import award
from assistant.training.model import Activity, ActivityKind, Judgement, Requirement, Window
from assistant.training.tables import activities, assignments

BATCH = 2000
CHANGED = ("progress", "failed", "late", "score", "completed_at", "valid_until")


@dataclass(frozen=True, slots=True)
class Told:
    """An activity with its number and person."""

    id: int
    person_id: int
    activity: Activity


def evaluate(connection: Connection, now: datetime, person_ids: Iterable[int] | None = None) -> int:
    """Judges what is marked stale, of some people or of all; how many assignments that were."""
    query = select(assignments.c.cycle_id).where(assignments.c.stale).distinct()
    wanted = sorted(person_ids) if person_ids is not None else None
    if wanted is not None:
        query = query.where(assignments.c.person_id.in_(wanted))
    judged = 0
    for cycle_id in connection.scalars(query).all():
        judged += _evaluate(connection, *find(connection, cycle_id), now, wanted)
    return judged


def evaluate_batch(connection: Connection, now: datetime) -> int:
    """Judges some of what is stale; 0 once nothing is."""
    cycle_id = connection.scalar(select(assignments.c.cycle_id).where(assignments.c.stale).limit(1))
    if cycle_id is None:
        return 0
    return _evaluate(connection, *find(connection, cycle_id), now, None, most=BATCH)


def _evaluate(
    connection: Connection,
    cycle: Cycle,
    requirement: Requirement,
    now: datetime,
    wanted: Sequence[int] | None,
    most: int | None = None,
) -> int:
    query = select(
        assignments.c.id, assignments.c.person_id, assignments.c.due_at, assignments.c.closes_at,
    ).where(assignments.c.cycle_id == cycle.id, assignments.c.stale)  # fmt: skip
    if wanted is not None:
        query = query.where(assignments.c.person_id.in_(wanted))
    rows = connection.execute(query.order_by(assignments.c.id).limit(most).with_for_update()).all()
    if not rows:
        return 0
    done = _activities(connection, {row.person_id for row in rows}, cycle)
    changes = []
    for row in rows:
        told = [one.activity for one in done[row.person_id]]
        judgement = judge(requirement.parts, Window(cycle.opens_at, row.due_at, row.closes_at), told)
        changes.append(_change(row.id, judgement, requirement))
    connection.execute(
        update(assignments).where(assignments.c.id == bindparam("of")).values(
            {name: bindparam(f"new_{name}") for name in CHANGED} | {"stale": False}
        ),
        changes,
    )  # fmt: skip
    counted = [one for told in done.values() for one in told if _counts(requirement, one.activity)]
    award(connection, requirement, [(one.id, one.person_id, one.activity) for one in counted], now)
    return len(rows)


def _change(assignment_id: int, judgement: Judgement, requirement: Requirement) -> dict[str, object]:
    months = requirement.schedule.validity_months
    valid = months_after(judgement.completed_at, months) if months and judgement.completed_at else None
    return {
        "of": assignment_id,
        "new_progress": judgement.progress.value,
        "new_failed": judgement.failed,
        "new_late": judgement.late,
        "new_score": judgement.score,
        "new_completed_at": judgement.completed_at,
        "new_valid_until": valid,
    }


def _counts(requirement: Requirement, activity: Activity) -> bool:
    return any(
        part.kind is activity.kind and (not part.subjects or activity.subject in part.subjects)
        for part in requirement.parts
    )


def _activities(connection: Connection, person_ids: set[int], cycle: Cycle) -> dict[int, list[Told]]:
    query = select(activities).where(
        activities.c.person_id.in_(person_ids), activities.c.at >= cycle.opens_at
    ).order_by(activities.c.at, activities.c.id)  # fmt: skip
    found: dict[int, list[Told]] = defaultdict(list)
    for row in connection.execute(query):
        activity = Activity(
            row.source, ActivityKind(row.kind), row.subject, row.at, row.minutes, row.score, row.passed
        )
        found[row.person_id].append(Told(row.id, row.person_id, activity))
    return found
