"""What people did, told by whoever saw it: read, sat, practised, attended, signed. Each counts once, by its source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, and_, select, update

from assistant.training.evaluate import evaluate
from assistant.training.locking import add_new, take_turn
from assistant.training.model import Activity
from assistant.training.tables import activities, assignments, cycles, people

BATCH = 500


def tell(engine: Engine, done: Iterable[tuple[str, Activity]], now: datetime) -> int:
    """Keeps what people did and says at once how far they are; how many activities were new.

    Args:
        engine: the database.
        done: 工号 and activity; a 工号 that the roster doesn't have is passed over.
        now: the present.
    """
    told = list(done)
    new = 0
    for start in range(0, len(told), BATCH):
        with engine.begin() as connection:
            new += tell_within(connection, told[start : start + BATCH], now)
    return new


def tell_within(connection: Connection, done: list[tuple[str, Activity]], now: datetime) -> int:
    """`tell` inside the caller's transaction."""
    take_turn(connection)
    numbers = {number for number, _ in done}
    query = select(people.c.staff_number, people.c.id).where(people.c.staff_number.in_(numbers))
    ids = {row.staff_number: row.id for row in connection.execute(query)}
    rows = [_row(ids[number], activity) for number, activity in done if number in ids]
    if not rows:
        return 0
    sources = [row["source"] for row in rows]
    had = set(connection.scalars(select(activities.c.source).where(activities.c.source.in_(sources))))
    fresh = [row for row in rows if row["source"] not in had]
    if fresh:
        connection.execute(add_new(connection, activities), fresh)
        touched = {int(str(row["person_id"])) for row in fresh}
        mark_stale(connection, touched, min(activity.at for _, activity in done))
        evaluate(connection, now, touched)
    return len(fresh)


def mark_stale(connection: Connection, person_ids: set[int], since: datetime) -> None:
    """Has the assignments that may have changed judged again: those of cycles which had not ended by then."""
    open_then = select(cycles.c.id).where(cycles.c.opens_at <= since)
    mine = and_(assignments.c.person_id.in_(person_ids), assignments.c.cycle_id.in_(open_then))
    locked = select(assignments.c.id).where(mine).order_by(assignments.c.id).with_for_update()
    ids = connection.scalars(locked).all()
    connection.execute(update(assignments).where(assignments.c.id.in_(ids)).values(stale=True))


def _row(person_id: int, activity: Activity) -> dict[str, object]:
    return {
        "source": activity.source,
        "person_id": person_id,
        "kind": activity.kind.value,
        "subject": activity.subject,
        "at": activity.at,
        "minutes": activity.minutes,
        "score": activity.score,
        "passed": activity.passed,
        "detail": {},
    }


