"""What is due follows the roster: assignments given, moved and withdrawn by whole sets, as often as one likes.

Facts stand once the due date has passed: who was asked, and in which unit, is what it was on that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    bindparam,
    exists,
    false,
    insert,
    literal,
    not_,
    or_,
    select,
    text,
    update,
)

from assistant.database.instant import Instant
from assistant.training.audience import condition
from assistant.training.calendar import day_of, last_day
from assistant.training.cycles import Cycle, ensure_cycles, personal
from assistant.training.locking import ASSIGNMENTS, hold
from assistant.training.model import Excuse, Progress, Requirement
from assistant.training.tables import activities, assignments, people

MANY = 10_000
COUNTED = {"preserve_rowcount": True}


@dataclass(frozen=True, slots=True)
class Assigned:
    """What following the roster changed."""

    given: int = 0
    moved: int = 0
    withdrawn: int = 0
    restored: int = 0

    def __add__(self, other: Assigned) -> Assigned:
        """Both together."""
        return Assigned(
            self.given + other.given,
            self.moved + other.moved,
            self.withdrawn + other.withdrawn,
            self.restored + other.restored,
        )


def follow_roster(engine: Engine, now: datetime) -> Assigned:
    """Opens the cycles whose time has come, then makes every open one follow the roster, each in one transaction."""
    with engine.begin() as connection:
        hold(connection, ASSIGNMENTS)
        opened = ensure_cycles(connection, now)
    total = Assigned()
    for cycle, requirement in opened:
        with engine.begin() as connection:
            hold(connection, ASSIGNMENTS)
            total += _follow(connection, cycle, requirement, now)
    return total


def _follow(connection: Connection, cycle: Cycle, requirement: Requirement, now: datetime) -> Assigned:
    asked = condition(requirement.audience, day_of(cycle.opens_at))
    mine = assignments.c.cycle_id == cycle.id
    moving = and_(mine, assignments.c.due_at > now)
    fits = exists().where(people.c.id == assignments.c.person_id, asked)
    unfinished = and_(moving, assignments.c.progress != Progress.COMPLETED.value)

    gone = update(assignments).where(unfinished, assignments.c.withdrawn_at.is_(None), not_(fits))
    withdrawn = connection.execute(gone.values(withdrawn_at=now)).rowcount
    back = update(assignments).where(moving, assignments.c.withdrawn_at.is_not(None), fits)
    restored = connection.execute(back.values(withdrawn_at=None)).rowcount
    given = _give(connection, cycle, requirement, asked, now)
    if given > MANY:
        connection.execute(text("ANALYZE training_assignments"))  # or later plans take the cycle for an empty one
    elsewhere = or_(assignments.c.unit_id != people.c.unit_id, assignments.c.department != people.c.department)
    move = update(assignments).where(
        moving, assignments.c.withdrawn_at.is_(None), assignments.c.person_id == people.c.id, elsewhere
    )
    moved = connection.execute(move.values(unit_id=people.c.unit_id, department=people.c.department)).rowcount
    return Assigned(given, moved, withdrawn, restored)


def _give(
    connection: Connection, cycle: Cycle, requirement: Requirement, asked: ColumnElement[bool], now: datetime
) -> int:
    late = requirement.schedule.days_after_appointment
    recent = people.c.appointed_on > min(last_day(cycle.due_at), day_of(now)) - timedelta(days=late)
    if cycle.due_at <= now:
        if not late:
            return 0
        asked = and_(asked, people.c.appointed_on >= day_of(now) - timedelta(days=late))
    names = ["cycle_id", "person_id", "unit_id", "department", "assigned_at", "due_at", "closes_at", "progress",
             "failed", "late", "excuse", "stale"]  # fmt: skip
    made = insert(assignments).from_select(names, _new(cycle, asked, now))
    given = connection.execute(made, execution_options=COUNTED)
    if late:
        _postpone(connection, cycle, requirement, recent)
    return given.rowcount


def _new(cycle: Cycle, asked: ColumnElement[bool], now: datetime) -> Select[tuple[object, ...]]:
    did = exists().where(activities.c.person_id == people.c.id, activities.c.at >= cycle.opens_at)
    known = exists().where(assignments.c.cycle_id == cycle.id, assignments.c.person_id == people.c.id)
    moments = [literal(at, Instant) for at in (now, cycle.due_at, cycle.closes_at)]
    state = [literal(Progress.NOT_STARTED.value), false(), false(), literal(Excuse.NONE.value), did]
    columns = [literal(cycle.id), people.c.id, people.c.unit_id, people.c.department, *moments, *state]
    return select(*columns).where(asked, not_(known)).order_by(people.c.id)


def _postpone(connection: Connection, cycle: Cycle, requirement: Requirement, recent: ColumnElement[bool]) -> None:
    """Gives the newly appointed their own due dates."""
    query = select(assignments.c.id, assignments.c.due_at, people.c.appointed_on).join(
        people, people.c.id == assignments.c.person_id
    )
    query = query.where(assignments.c.cycle_id == cycle.id, recent)
    rows = []
    for row in connection.execute(query):
        window = personal(cycle.window, requirement.schedule, row.appointed_on)
        if window.due_at != row.due_at:
            rows.append({"of": row.id, "due": window.due_at, "closes": window.closes_at})
    if rows:
        changed = update(assignments).where(assignments.c.id == bindparam("of"))
        connection.execute(changed.values(due_at=bindparam("due"), closes_at=bindparam("closes")), rows)
