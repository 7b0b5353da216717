"""Reminders as rows: planned, sent, failed and why, tried again. Nothing is sent that isn't a row first.

Planning is by whole sets and can be repeated: a person (or a unit's contact) has one reminder for each occasion of a
cycle. A night that was missed is made up for `GRACE`; what is older is not sent at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Engine, Select, and_, case, func, literal, select

from assistant.database.instant import Instant
from assistant.training import cycles as rounds
from assistant.training.locking import ASSIGNMENTS, add_new, hold
from assistant.training.model import Excuse, Progress
from assistant.training.tables import assignments, cycles, people, reminders, units

GRACE = timedelta(days=3)
NO_ADDRESS = "no_address"


class State(StrEnum):
    """Where something to be sent is."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Recipient(StrEnum):
    """Who gets a reminder."""

    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Count:
    """How many reminders of an occasion are in a state, for one reason."""

    occasion: int
    recipient: str
    state: str
    fault: str
    number: int


def plan_reminders(engine: Engine, now: datetime) -> int:
    """Plans what is due to be sent; how many rows were added."""
    with engine.begin() as connection:
        hold(connection, ASSIGNMENTS)
        recent = rounds.find_all(connection)
        added = 0
        for cycle, requirement in recent:
            for occasion in requirement.remind_days:
                added += _plan(connection, cycle.id, occasion, now)
    return added


def counts(connection: Connection, cycle_id: int) -> list[Count]:
    """How a cycle's reminders stand."""
    key = (reminders.c.occasion, reminders.c.recipient, reminders.c.state, reminders.c.fault)
    query = select(*key, func.count().label("number")).where(reminders.c.cycle_id == cycle_id)
    return [Count(**row._mapping) for row in connection.execute(query.group_by(*key).order_by(*key))]


def _plan(connection: Connection, cycle_id: int, occasion: int, now: datetime) -> int:
    moment = now - timedelta(days=occasion - 1)  # the occasion is counted from the due day, which ends at `due_at`
    owed = and_(
        assignments.c.cycle_id == cycle_id,
        assignments.c.due_at <= moment,
        assignments.c.due_at > moment - GRACE,
        assignments.c.progress != Progress.COMPLETED.value,
        assignments.c.excuse == Excuse.NONE.value,
        assignments.c.withdrawn_at.is_(None),
    )
    due = connection.scalar(select(cycles.c.due_at).where(cycles.c.id == cycle_id))
    if due is None or due > moment + timedelta(days=400):
        return 0
    names = ["assignment_id", "cycle_id", "unit_id", "occasion", "recipient", "subject_id", "state", "fault",
             "attempts", "planned_at", "next_at"]  # fmt: skip
    added = 0
    for query in (_to_people(cycle_id, occasion, now).where(owed), _to_units(cycle_id, occasion, now, owed)):
        made = add_new(connection, reminders).from_select(names, query)
        added += connection.execute(made, execution_options={"preserve_rowcount": True}).rowcount
    return added


def _to_people(cycle_id: int, occasion: int, now: datetime) -> Select[tuple[object, ...]]:
    nowhere = people.c.email == ""
    columns = [
        assignments.c.id, literal(cycle_id), assignments.c.unit_id, literal(occasion),
        literal(Recipient.PERSON.value), people.c.id,
        case((nowhere, State.FAILED.value), else_=State.PLANNED.value), case((nowhere, NO_ADDRESS), else_=""),
        literal(0), literal(now, Instant), literal(now, Instant),
    ]  # fmt: skip
    return select(*columns).join_from(assignments, people, people.c.id == assignments.c.person_id).where(
        people.c.active
    )


def _to_units(cycle_id: int, occasion: int, now: datetime, owed: object) -> Select[tuple[object, ...]]:
    nowhere = units.c.contact == ""
    columns = [
        literal(None, assignments.c.id.type), literal(cycle_id), units.c.id, literal(occasion),
        literal(Recipient.UNIT.value), units.c.id,
        case((nowhere, State.FAILED.value), else_=State.PLANNED.value), case((nowhere, NO_ADDRESS), else_=""),
        literal(0), literal(now, Instant), literal(now, Instant),
    ]  # fmt: skip
    behind = select(assignments.c.unit_id).where(owed)  # type: ignore[arg-type]
    return select(*columns).where(units.c.id.in_(behind))
