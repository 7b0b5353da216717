"""How far a cycle is: by unit with all below it, by department, by person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from assistant.accounts.principal import Principal, Role
from assistant.training.model import Status
from assistant.training.roster.units import Unit, all_units, require_unit, visible
from assistant.training.roster.units import below as all_below
from assistant.training.status_sql import status_at
from assistant.training.tables import assignments, ledger, people, units


@dataclass(frozen=True, slots=True)
class Tally:
    """How many assignments are in each status, under the name of a unit or department."""

    name: str
    code: str
    counts: dict[Status, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All who are asked, the exempt left out."""
        return sum(number for status, number in self.counts.items() if status is not Status.EXEMPT)

    @property
    def done(self) -> int:
        """Those who have completed it, though it may have expired since."""
        return self.counts.get(Status.COMPLETED, 0) + self.counts.get(Status.EXPIRED, 0)

    @property
    def share(self) -> float:
        """The share of those asked who have completed it, from 0 to 1; 1 if nobody is asked."""
        return self.done / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's assignment as it stands."""

    assignment_id: int
    staff_number: str
    name: str
    unit: str
    department: str
    status: Status
    due_at: datetime
    completed_at: datetime | None
    valid_until: datetime | None
    score: float | None
    late: bool
    failed: bool


def by_unit(connection: Connection, cycle_id: int, principal: Principal, now: datetime, top: str = "") -> list[Tally]:
    """The tallies of a unit, itself first, then the units right below it, each with all that lie below them.

    Without `top`: of the units that someone answers for.

    Raises:
        Forbidden: they answer for none, or not for this one.
    """
    tree = all_units(connection)
    seen = visible(principal)
    mine = and_(assignments.c.cycle_id == cycle_id, assignments.c.withdrawn_at.is_(None))
    if seen is not None:
        mine = and_(mine, assignments.c.unit_id.in_(seen))
    status = status_at(now).label("status")
    query = select(assignments.c.unit_id, status, func.count()).where(mine).group_by(assignments.c.unit_id, status)
    sums: dict[int, Counter[Status]] = defaultdict(Counter)
    for unit_id, name, number in connection.execute(query):
        above: int | None = unit_id
        while above is not None:
            sums[above][Status(name)] += number
            above = tree[above].parent_id
    return [Tally(unit.name, unit.code, dict(sums[unit.id])) for unit in _shown(tree, principal, top) if sums[unit.id]]


def by_department(
    connection: Connection, cycle_id: int, unit: str, principal: Principal, now: datetime
) -> list[Tally]:
    """The tallies of one unit's own departments."""
    unit_id = _unit(connection, unit, principal)
    status = status_at(now).label("status")
    query = select(assignments.c.department, status, func.count()).where(
        assignments.c.cycle_id == cycle_id, assignments.c.unit_id == unit_id, assignments.c.withdrawn_at.is_(None)
    )  # fmt: skip
    found: dict[str, dict[Status, int]] = defaultdict(dict)
    for department, name, number in connection.execute(query.group_by(assignments.c.department, status)):
        found[department][Status(name)] = number
    return [Tally(department, department, counts) for department, counts in sorted(found.items())]


def by_person(
    connection: Connection,
    cycle_id: int,
    principal: Principal,
    now: datetime,
    *,
    unit: str = "",
    department: str | None = None,
    statuses: tuple[Status, ...] = (),
    below: bool = False,
    limit: int | None = None,
) -> list[Standing]:
    """Everyone of a unit (or of all units someone answers for) with how they stand.

    Raises:
        Forbidden: the unit is not theirs.
    """
    status = status_at(now)
    query = _standings(now).where(assignments.c.cycle_id == cycle_id, assignments.c.withdrawn_at.is_(None))
    if unit:
        unit_id = _unit(connection, unit, principal)
        wanted = assignments.c.unit_id.in_(all_below(unit)) if below else assignments.c.unit_id == unit_id
        query = query.where(wanted)
    elif (seen := visible(principal)) is not None:
        query = query.where(assignments.c.unit_id.in_(seen))
    if department is not None:
        query = query.where(assignments.c.department == department)
    if statuses:
        query = query.where(status.in_([one.value for one in statuses]))
    query = query.order_by(units.c.code, assignments.c.department, people.c.staff_number).limit(limit)
    return [Standing(**{**row._mapping, "status": Status(row.status)}) for row in connection.execute(query)]


def one_assignment(connection: Connection, assignment_id: int, principal: Principal, now: datetime) -> Standing | None:
    """One assignment as it stands; None if there is none.

    Raises:
        Forbidden: its unit is not theirs.
    """
    mine = assignments.c.id == assignment_id
    row = connection.execute(_standings(now).where(mine)).first()
    if row is None:
        return None
    require_unit(connection, principal, connection.execute(select(assignments.c.unit_id).where(mine)).scalar_one())
    return Standing(**{**row._mapping, "status": Status(row.status)})


def _standings(now: datetime) -> Select[Any]:
    query = select(
        assignments.c.id.label("assignment_id"), people.c.staff_number, people.c.name, units.c.code.label("unit"),
        assignments.c.department, status_at(now).label("status"), assignments.c.due_at, assignments.c.completed_at,
        assignments.c.valid_until, assignments.c.score, assignments.c.late, assignments.c.failed,
    ).join_from(assignments, people, people.c.id == assignments.c.person_id)  # fmt: skip
    return query.join(units, units.c.id == assignments.c.unit_id)


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's hundredths of credit hours by year."""

    staff_number: str
    name: str
    unit: str
    department: str
    years: dict[int, int]


def hours_by_year(
    connection: Connection, principal: Principal, years: tuple[int, ...], unit: str = "", limit: int | None = None
) -> list[Hours]:
    """Everybody's hours in some years, those without any too."""
    query = select(people.c.id, people.c.staff_number, people.c.name, units.c.code, people.c.department)
    query = query.join(units, units.c.id == people.c.unit_id).where(people.c.active)
    if unit:
        _unit(connection, unit, principal)
        query = query.where(people.c.unit_id.in_(all_below(unit)))
    elif (seen := visible(principal)) is not None:
        query = query.where(people.c.unit_id.in_(seen))
    rows = connection.execute(query.order_by(units.c.code, people.c.staff_number).limit(limit)).all()
    sums = select(ledger.c.person_id, ledger.c.year, func.sum(ledger.c.hundredths)).where(ledger.c.year.in_(years))
    mine = query.with_only_columns(people.c.id).order_by(None).limit(None)
    sums = sums.where(ledger.c.person_id.in_(mine)).group_by(ledger.c.person_id, ledger.c.year)
    had: dict[int, dict[int, int]] = defaultdict(dict)
    for person, year, total in connection.execute(sums):
        had[person][year] = int(total)
    return [Hours(row.staff_number, row.name, row.code, row.department, had.get(row.id, {})) for row in rows]


def _shown(tree: dict[int, Unit], principal: Principal, top: str) -> list[Unit]:
    by_code = {unit.code: unit for unit in tree.values()}
    if top:
        if top not in by_code:
            raise KeyError(f"there is no unit {top}")
        head = by_code[top]
        return [head, *(unit for unit in tree.values() if unit.parent_id == head.id)]
    if principal.is_any(Role.ADMIN):
        tops = [unit for unit in tree.values() if unit.parent_id is None]
        if len(tops) == 1:
            return [tops[0], *(unit for unit in tree.values() if unit.parent_id == tops[0].id)]
        return tops
    return [by_code[code] for code in sorted(principal.units) if code in by_code]


def _unit(connection: Connection, code: str, principal: Principal) -> int:
    unit_id = connection.scalar(select(units.c.id).where(units.c.code == code))
    if unit_id is None:
        raise KeyError(f"there is no unit {code}")
    require_unit(connection, principal, unit_id)
    return int(unit_id)

