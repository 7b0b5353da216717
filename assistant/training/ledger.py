"""The hours ledger: rows are only added. What was wrong is put right by a row that points at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.training.calendar import day_of
from assistant.training.hours import rule_tables, worth
from assistant.training.locking import add_new, take_turn
from assistant.training.model import Activity, Requirement
from assistant.training.roster.units import require_unit
from assistant.training.tables import ledger, people

BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ledger."""

    id: int
    year: int
    hundredths: int
    rule: str
    kind: str
    corrects: int | None
    note: str
    who: str
    at: datetime


def award(
    connection: Connection, requirement: Requirement, told: Sequence[tuple[int, int, Activity]], now: datetime
) -> None:
    """Books the hours of activities (number, person, activity) by the requirement's rules, each activity once."""
    rules = rule_tables().get(requirement.hour_rules)
    if rules is None or not told:
        return
    sources = [_source(activity) for _, _, activity in told]
    booked = set(connection.scalars(select(ledger.c.source).where(ledger.c.source.in_(sources))))
    new = [one for one in told if _source(one[2]) not in booked]
    had = _had(connection, {person for _, person, _ in new}) if rules.caps and new else {}
    rows = []
    for number, person, activity in new:
        year = day_of(activity.at).year
        hours = worth(rules, activity, had.get((person, year, activity.kind.value), 0))
        if hours:
            had[person, year, activity.kind.value] = had.get((person, year, activity.kind.value), 0) + hours
            rows.append({
                "source": _source(activity), "person_id": person, "year": year, "hundredths": hours, "rule": rules.id,
                "kind": activity.kind.value, "activity_id": number, "note": "", "who": "training", "at": now,
            })  # fmt: skip
    if rows:
        connection.execute(add_new(connection, ledger), rows)


def credit(
    engine: Engine, staff_number: str, year: int, hundredths: int, principal: Principal, *, note: str, at: datetime
) -> int:
    """Books hours by hand, for a course elsewhere: the number of the row.

    Raises:
        KeyError: nobody has that 工号.
        Forbidden: the person's unit is not theirs.
    """
    with engine.begin() as connection:
        take_turn(connection)
        person = _person(connection, staff_number, principal)
        row = {"year": year, "hundredths": hundredths, "note": note}
        return _book(connection, person, row, principal, at, corrects=None)


def correct(engine: Engine, line: int, hundredths: int, principal: Principal, *, note: str, at: datetime) -> int:
    """Adds to a row (or takes from it, if negative) by a new row that points at it; the new row's number.

    Raises:
        KeyError: there is no such row.
        Forbidden: the person's unit is not theirs.
    """
    with engine.begin() as connection:
        take_turn(connection)
        found = connection.execute(
            select(ledger.c.year, people.c.staff_number)
            .join(people, people.c.id == ledger.c.person_id)
            .where(ledger.c.id == line)
        ).first()
        if found is None:
            raise KeyError(f"the ledger has no row {line}")
        person = _person(connection, found.staff_number, principal)
        row = {"year": found.year, "hundredths": hundredths, "note": note}
        return _book(connection, person, row, principal, at, corrects=line)


def lines(connection: Connection, person_id: int) -> list[Line]:
    """Somebody's rows, the newest first."""
    columns = [ledger.c[name] for name in Line.__slots__]
    query = select(*columns).where(ledger.c.person_id == person_id).order_by(ledger.c.year.desc(), ledger.c.id.desc())
    return [Line(**row._mapping) for row in connection.execute(query)]


def hours_of(connection: Connection, person_id: int) -> dict[int, int]:
    """Somebody's hundredths of hours by year."""
    query = select(ledger.c.year, func.sum(ledger.c.hundredths)).where(ledger.c.person_id == person_id)
    return {year: int(total) for year, total in connection.execute(query.group_by(ledger.c.year))}


def _had(connection: Connection, person_ids: set[int]) -> dict[tuple[int, int, str], int]:
    key = (ledger.c.person_id, ledger.c.year, ledger.c.kind)
    query = select(*key, func.sum(ledger.c.hundredths)).where(ledger.c.person_id.in_(person_ids)).group_by(*key)
    found: dict[tuple[int, int, str], int] = defaultdict(int)
    for person, year, kind, total in connection.execute(query):
        found[person, year, kind] = int(total)
    return found


def _book(
    connection: Connection,
    person: int,
    row: dict[str, object],
    principal: Principal,
    at: datetime,
    corrects: int | None,
) -> int:
    number = (connection.scalar(select(func.max(ledger.c.id))) or 0) + 1
    values = row | {
        "source": f"{BY_HAND}:{principal.account_id}:{at.isoformat()}:{number}", "person_id": person, "rule": BY_HAND,
        "kind": BY_HAND, "corrects": corrects, "who": principal.account_id, "at": at,
    }  # fmt: skip
    made = int(connection.execute(insert(ledger).values(**values).returning(ledger.c.id)).scalar_one())
    action = "hours.correct" if corrects else "hours.credit"
    record(connection, action, f"person:{person}", who=principal.account_id, at=at, line=made, **row)
    return made


def _person(connection: Connection, staff_number: str, principal: Principal) -> int:
    principal.require(Role.TRAINER, Role.ADMIN)
    row = connection.execute(select(people.c.id, people.c.unit_id).where(people.c.staff_number == staff_number)).first()
    if row is None:
        raise KeyError(f"nobody in the roster has the number {staff_number}")
    require_unit(connection, principal, row.unit_id)
    return int(row.id)


def _source(activity: Activity) -> str:
    return f"activity:{activity.source.partition('#')[0]}"
