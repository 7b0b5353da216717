"""The outbox of xAPI statements: each a row first, then put to the LRS under its id until that has it.

PUT with an id is told once however often it is sent: an LRS that has the same statement answers as if it were new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import Connection, Engine, and_, exists, func, not_, or_, select, update

from assistant.training.cycles import Cycle, find
from assistant.training.locking import DELIVERY, add_new, hold, take_turn
from assistant.training.model import ActivityKind, Excuse, Progress, Requirement
from assistant.training.reminders import State
from assistant.training.statements import Finished, statement, verbs_of
from assistant.training.tables import activities, assignments, people, statements

BATCH = 200
LEASE = timedelta(minutes=15)
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Lrs:
    """A learning record store: `https://key:secret@host/xapi`, and the version of xAPI it speaks."""

    url: str
    version: str = "1.0.3"


def fill_outbox(engine: Engine, home: str, now: datetime, most: int = 5000) -> int:
    """Writes the statements that finished assignments lack; how many."""
    told = exists().where(statements.c.assignment_id == assignments.c.id)
    finished = or_(assignments.c.progress == Progress.COMPLETED.value, assignments.c.excuse != Excuse.NONE.value)
    query = select(
        assignments.c.id, assignments.c.cycle_id, assignments.c.person_id, assignments.c.completed_at,
        assignments.c.score, assignments.c.excuse, people.c.staff_number,
    ).join(people, people.c.id == assignments.c.person_id)  # fmt: skip
    query = query.where(finished, assignments.c.withdrawn_at.is_(None), not_(told)).order_by(assignments.c.id)
    with engine.begin() as connection:
        hold(connection, DELIVERY)
        rows = connection.execute(query.limit(most)).all()
        minutes = _minutes(connection, {row.person_id for row in rows})
        rounds = {row.cycle_id: find(connection, row.cycle_id) for row in rows}
        made = [
            one
            for row in rows
            for one in _statements(row, *rounds[row.cycle_id], minutes.get(row.person_id, 0), home, now)
        ]
        if made:
            connection.execute(add_new(connection, statements), made)
    return len(made)


def send_outbox(engine: Engine, lrs: Lrs, now: datetime) -> dict[State, int]:
    """Sends what is due; how many ended how."""
    done = {State.SENT: 0, State.PLANNED: 0, State.FAILED: 0}
    while rows := _claim(engine, now):
        for row in rows:
            fault, final = put(lrs, row.id, row.body)
            done[_note(engine, row, fault, final, now)] += 1
    return done


def put(lrs: Lrs, statement_id: str, body: dict[str, Any]) -> tuple[str, bool]:
    """Puts a statement to the LRS: the fault, and whether trying again is of no use."""
    import httpx

    parts = urlsplit(lrs.url)
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    url = urlunsplit((parts.scheme, host, f"{parts.path.rstrip('/')}/statements", "", ""))
    auth = httpx.BasicAuth(parts.username, parts.password or "") if parts.username else None
    headers = {"X-Experience-API-Version": lrs.version}
    try:
        answer = httpx.put(url, params={"statementId": statement_id}, json=body, headers=headers, auth=auth, timeout=20)
    except httpx.HTTPError as error:
        return f"{type(error).__name__}: {error}", False
    if answer.is_success:
        return "", True
    useless = answer.is_client_error and answer.status_code not in (401, 403, 408, 429)
    return f"{answer.status_code} {answer.text[:300]}", useless


def account(staff_number: str) -> str:
    """A name for a person that stays the same and says nothing."""
    return f"u-{sha256(staff_number.encode()).hexdigest()[:20]}"


def _statements(
    row: Any,  # noqa: ANN401 - a row of the query above
    cycle: Cycle,
    requirement: Requirement,
    minutes: int,
    home: str,
    now: datetime,
) -> list[dict[str, object]]:
    marks = [part.pass_mark for part in requirement.parts if part.kind is ActivityKind.PAPER]
    finished = Finished(
        home, account(row.staff_number), requirement.id, requirement.title, cycle.name, row.completed_at or now,
        minutes, row.score, max(marks, default=None),
        Excuse.NONE if row.completed_at else Excuse(row.excuse), requirement.basis,
    )  # fmt: skip
    return [
        {
            "id": (body := statement(finished, verb))["id"], "assignment_id": row.id, "verb": verb, "body": body,
            "state": State.PLANNED.value, "attempts": 0, "made_at": now, "next_at": now, "fault": "",
        }
        for verb in verbs_of(finished)
    ]  # fmt: skip


def _minutes(connection: Connection, person_ids: set[int]) -> dict[int, int]:
    query = select(activities.c.person_id, func.sum(activities.c.minutes)).group_by(activities.c.person_id)
    return {row[0]: int(row[1]) for row in connection.execute(query.where(activities.c.person_id.in_(person_ids)))}


def _claim(engine: Engine, now: datetime) -> list[Any]:
    due = and_(statements.c.state.in_([State.PLANNED.value, State.SENDING.value]), statements.c.next_at <= now)
    with engine.begin() as connection:
        hold(connection, DELIVERY)
        query = select(statements.c.id, statements.c.body, statements.c.attempts).where(due)
        rows = list(connection.execute(query.order_by(statements.c.next_at, statements.c.id).limit(BATCH)))
        if rows:
            claimed = update(statements).where(statements.c.id.in_([row.id for row in rows]))
            connection.execute(claimed.values(state=State.SENDING.value, next_at=now + LEASE))
    return rows


def _note(engine: Engine, row: Any, fault: str, final: bool, now: datetime) -> State:  # noqa: ANN401
    values: dict[str, object] = {"attempts": row.attempts + 1, "fault": fault}
    if not fault:
        state = State.SENT
        values["sent_at"] = now
    elif final:
        state = State.FAILED
    else:
        state = State.PLANNED
        values["next_at"] = now + WAITS[min(row.attempts, len(WAITS) - 1)]
    with engine.begin() as connection:
        take_turn(connection)
        connection.execute(update(statements).where(statements.c.id == row.id).values(**values, state=state.value))
    return state
