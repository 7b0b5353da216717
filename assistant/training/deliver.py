"""Sends the reminders that are planned: each claimed alone, sent outside any transaction, the outcome written down.

Nobody is written to twice by chance: whoever dies while sending leaves one row of which nobody can know whether it
went out. After `LEASE` it is failed as interrupted, to be sent `again` by a person. A fault is tried again by itself,
later each time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Row, and_, func, select, update

from assistant.accounts.principal import Principal
from assistant.audit.log import record
from assistant.training.calendar import day_of, last_day
from assistant.training.cycles import find
from assistant.training.locking import take_turn
from assistant.training.model import Excuse, Progress
from assistant.training.notify import Notifier, NotSent
from assistant.training.reminders import Recipient, State
from assistant.training.roster.units import visible
from assistant.training.tables import assignments, people, reminders, units
from assistant.wording.words import Words

BATCH = 100
LEASE = timedelta(minutes=15)
WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
SETTLED = "settled"
INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a delivery did; `retrying` are those that failed and will be tried again."""

    sent: int = 0
    retrying: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class _Letter:
    id: int
    attempts: int
    address: str
    title: str
    body: str


def deliver(engine: Engine, notifier: Notifier, words: Words, now: datetime, most: int = 10_000) -> Delivered:
    """Sends what is due, up to `most` messages."""
    outcomes = {State.SENT: 0, State.PLANNED: 0, State.FAILED: _give_up_interrupted(engine, now)}
    begun = time.monotonic()
    while sum(outcomes.values()) < most and (waiting := _waiting(engine, now)):
        for number in waiting:
            at = now + timedelta(seconds=time.monotonic() - begun)
            letter = _claim(engine, number, words, at)
            if letter is not None:
                outcomes[_note(engine, letter, _send(notifier, letter), now)] += 1
    return Delivered(outcomes[State.SENT], outcomes[State.PLANNED], outcomes[State.FAILED])


def again(engine: Engine, cycle_id: int, principal: Principal, now: datetime) -> int:
    """Has the failed reminders of a cycle tried again, of the units someone answers for; how many.

    An address that was missing is looked up anew.

    Raises:
        Forbidden: they answer for nobody.
    """
    failed = and_(reminders.c.cycle_id == cycle_id, reminders.c.state == State.FAILED.value)
    if (seen := visible(principal)) is not None:
        failed = and_(failed, reminders.c.unit_id.in_(seen))
    with engine.begin() as connection:
        take_turn(connection)
        planned = {"state": State.PLANNED.value, "attempts": 0, "next_at": now, "fault": ""}
        chosen = update(reminders).where(failed, reminders.c.fault != SETTLED)
        number = connection.execute(chosen.values(**planned)).rowcount
        record(connection, "reminders.again", f"cycle:{cycle_id}", who=principal.account_id, at=now, number=number)
    return number


def _give_up_interrupted(engine: Engine, now: datetime) -> int:
    left_over = and_(reminders.c.state == State.SENDING.value, reminders.c.next_at <= now)
    with engine.begin() as connection:
        changed = update(reminders).where(left_over).values(state=State.FAILED.value, fault=INTERRUPTED)
        return connection.execute(changed).rowcount


def _waiting(engine: Engine, now: datetime) -> list[int]:
    query = select(reminders.c.id).where(reminders.c.state == State.PLANNED.value, reminders.c.next_at <= now)
    with engine.connect() as connection:
        return list(connection.scalars(query.order_by(reminders.c.next_at).limit(BATCH)))


def _claim(engine: Engine, number: int, words: Words, at: datetime) -> _Letter | None:
    """The letter, now this program's alone to send; None if another was faster."""
    free = and_(reminders.c.id == number, reminders.c.state == State.PLANNED.value)
    claimed = update(reminders).where(free).values(state=State.SENDING.value, next_at=at + LEASE).returning(reminders)
    with engine.begin() as connection:
        row = connection.execute(claimed).first()
        return _letter(connection, row, words, at) if row else None


def _letter(connection: Connection, row: Row[tuple[object, ...]], words: Words, now: datetime) -> _Letter:
    if row.recipient == Recipient.PERSON.value:
        return _to_person(connection, row, words, now)
    cycle, requirement = find(connection, row.cycle_id)
    unit = connection.execute(select(units.c.name, units.c.contact).where(units.c.id == row.subject_id)).one()
    behind = connection.scalar(
        select(func.count()).select_from(assignments).where(
            assignments.c.cycle_id == row.cycle_id,
            assignments.c.unit_id == row.subject_id,
            assignments.c.progress != Progress.COMPLETED.value,
            assignments.c.excuse == Excuse.NONE.value,
            assignments.c.withdrawn_at.is_(None),
        )
    )  # fmt: skip
    told = {"title": requirement.title, "day": last_day(cycle.due_at).isoformat(), "unit": unit.name}
    title = words("training-remind-unit-title", **told)
    body = words("training-remind-unit-body", **told, people=behind or 0) if behind else ""
    return _Letter(row.id, row.attempts, unit.contact, title, body)


def _to_person(connection: Connection, row: Row[tuple[object, ...]], words: Words, now: datetime) -> _Letter:
    query = select(
        people.c.name, people.c.email, people.c.active, assignments.c.due_at, assignments.c.progress,
        assignments.c.excuse, assignments.c.withdrawn_at, assignments.c.cycle_id,
    )  # fmt: skip
    query = query.join_from(assignments, people, people.c.id == assignments.c.person_id)
    person = connection.execute(query.where(assignments.c.id == row.assignment_id)).one()
    _, requirement = find(connection, person.cycle_id)
    owed = person.progress != Progress.COMPLETED.value and not person.excuse and person.withdrawn_at is None
    day = last_day(person.due_at)
    told = {"title": requirement.title, "day": day.isoformat(), "name": person.name}
    days = (day - day_of(now)).days
    key = "training-remind-before" if days > 0 else "training-remind-today" if days == 0 else "training-remind-after"
    title = words("training-remind-title", **told)
    body = words(key, **told, days=abs(days)) if owed and person.active else ""
    return _Letter(row.id, row.attempts, person.email, title, body)


def _send(notifier: Notifier, letter: _Letter) -> str:
    """The fault; empty if the message was taken."""
    if not letter.body:
        return SETTLED
    if not letter.address:
        return "no_address"
    try:
        notifier.send(letter.address, letter.title, letter.body)
    except NotSent as fault:
        return str(fault) or "refused"
    return ""


def _note(engine: Engine, letter: _Letter, fault: str, now: datetime) -> State:
    attempts = letter.attempts + 1
    values: dict[str, object] = {"attempts": attempts, "fault": fault}
    if not fault:
        state = State.SENT
        values["sent_at"] = now
    elif fault in (SETTLED, "no_address") or letter.attempts >= len(WAITS):
        state = State.FAILED
    else:
        state = State.PLANNED
        values["next_at"] = now + WAITS[letter.attempts]
    with engine.begin() as connection:
        connection.execute(update(reminders).where(reminders.c.id == letter.id).values(**values, state=state.value))
    return state
