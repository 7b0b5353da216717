"""Offline events such as 道德讲堂: announced, then who was there signed in, by themselves or from the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine, insert, select

from assistant.accounts.principal import Principal
from assistant.audit.log import record
from assistant.training.activities import tell_within
from assistant.training.locking import add_new, take_turn
from assistant.training.model import Activity, ActivityKind
from assistant.training.roster.units import require_unit, visible
from assistant.training.tables import events, people, sign_ins, units


@dataclass(frozen=True, slots=True)
class Event:
    """An event. `topic` is what requirements name."""

    id: str
    topic: str
    title: str
    place: str
    starts_at: datetime
    minutes: int
    unit_id: int


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who was there, and who said so."""

    staff_number: str
    name: str
    who: str
    at: datetime


def announce(
    engine: Engine, topic: str, title: str, unit: str, principal: Principal,
    *, place: str, starts_at: datetime, minutes: int, at: datetime,
) -> str:  # fmt: skip
    """Makes an event; its id.

    Raises:
        KeyError: there is no such unit.
        Forbidden: the unit is not theirs.
    """
    with engine.begin() as connection:
        take_turn(connection)
        unit_id = connection.scalar(select(units.c.id).where(units.c.code == unit))
        if unit_id is None:
            raise KeyError(f"there is no unit {unit}")
        require_unit(connection, principal, unit_id)
        made = uuid4().hex
        row = {"id": made, "topic": topic, "title": title, "place": place, "minutes": minutes, "unit_id": unit_id}
        connection.execute(insert(events).values(**row, starts_at=starts_at, who=principal.account_id, at=at))
        record(connection, "event.create", f"event:{made}", who=principal.account_id, at=at, topic=topic)
    return made


def sign_in(engine: Engine, event_id: str, staff_numbers: Iterable[str], principal: Principal, at: datetime) -> int:
    """Keeps who was there; each counts once, however often the sheet is handed in. How many were new.

    A trainer hands in the sheet; everybody else may sign in themselves alone.

    Raises:
        KeyError: there is no such event.
        Forbidden: it is not their event, nor themselves who sign in.
    """
    wanted = sorted(set(staff_numbers))
    with engine.begin() as connection:
        take_turn(connection)
        event = find(connection, event_id)
        if wanted != [principal.staff_number] or not principal.staff_number:
            require_unit(connection, principal, event.unit_id)
        query = select(people.c.id, people.c.staff_number).where(people.c.staff_number.in_(wanted))
        found = connection.execute(query).all()
        rows = [{"event_id": event_id, "person_id": row.id, "who": principal.account_id, "at": at} for row in found]
        if rows:
            connection.execute(add_new(connection, sign_ins), rows)
        done = [(row.staff_number, _activity(event, row.id)) for row in found]
        new = tell_within(connection, done, at)
        record(connection, "event.sign_in", f"event:{event_id}", who=principal.account_id, at=at, people=new)
    return new


def not_in_roster(connection: Connection, staff_numbers: Iterable[str]) -> list[str]:
    """Those of the numbers that nobody in the roster has, each once, as they come: `sign_in` passes over them."""
    wanted = list(dict.fromkeys(staff_numbers))
    query = select(people.c.staff_number).where(people.c.staff_number.in_(wanted))
    known = set(connection.scalars(query))
    return [number for number in wanted if number not in known]


def find(connection: Connection, event_id: str) -> Event:
    """An event.

    Raises:
        KeyError: there is none.
    """
    columns = [events.c[name] for name in Event.__slots__]
    row = connection.execute(select(*columns).where(events.c.id == event_id)).first()
    if row is None:
        raise KeyError(f"there is no event {event_id}")
    return Event(**row._mapping)


def find_all(connection: Connection, principal: Principal) -> list[Event]:
    """The events of the units someone answers for, the newest first."""
    query = select(*(events.c[name] for name in Event.__slots__)).order_by(events.c.starts_at.desc(), events.c.id)
    seen = visible(principal)
    if seen is not None:
        query = query.where(events.c.unit_id.in_(seen))
    return [Event(**row._mapping) for row in connection.execute(query)]


def sheet(connection: Connection, event_id: str) -> list[SignIn]:
    """Who was there, by 工号."""
    query = select(people.c.staff_number, people.c.name, sign_ins.c.who, sign_ins.c.at)
    query = query.join(people, people.c.id == sign_ins.c.person_id).where(sign_ins.c.event_id == event_id)
    return [SignIn(**row._mapping) for row in connection.execute(query.order_by(people.c.staff_number))]


def _activity(event: Event, person_id: int) -> Activity:
    return Activity(
        f"event:{event.id}:{person_id}", ActivityKind.EVENT, event.topic, event.starts_at, event.minutes
    )
