"""Takes a roster in: rows staged beside the tables, then people added and updated by 工号 in one transaction.

A crash leaves nothing behind, since nothing is written before the whole file was read; a second import waits for the
first. A dry run does the same work and rolls it back, so what it tells is what would happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Engine,
    Insert,
    Integer,
    MetaData,
    String,
    Table,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.database.instant import Instant
from assistant.training.calendar import day_of
from assistant.training.locking import ROSTER, hold
from assistant.training.roster.sheet import Row
from assistant.training.roster.units import ensure_units
from assistant.training.tables import people, postings, units

BATCH = 5000
MOST_LEAVING = 500
DROP = "DROP TABLE IF EXISTS training_staged"
FIELDS = ("name", "department", "post", "rank", "category")
KEPT = (*FIELDS, "email", "appointed_on", "active")

staged = Table(
    "training_staged",
    MetaData(),
    Column("number", Integer),
    Column("staff_number", String),
    Column("unit", String),
    Column("unit_id", Integer),
    *(Column(name, String) for name in (*FIELDS, "email")),
    Column("appointed_on", Date),
    Column("active", Boolean),
    prefixes=["TEMPORARY"],
)


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one person."""

    staff_number: str
    name: str
    outcome: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, or would do: numbers, the rows refused, a sample of the changes, the first who leave."""

    added: int
    updated: int
    unchanged: int
    left: int
    rejected: tuple[Row, ...]
    new_units: tuple[str, ...]
    sample: tuple[Change, ...] = field(default=())
    leaving: tuple[Change, ...] = field(default=())


def take_in_roster(
    engine: Engine,
    rows: Iterable[Row],
    principal: Principal,
    *,
    at: datetime,
    complete: bool = False,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Taken:
    """Adds and updates people by 工号.

    Args:
        engine: the database.
        rows: from `read_roster`.
        principal: an administrator.
        at: now.
        complete: the file is the whole roster: whoever is not in it has left.
        dry_run: tell what would happen and change nothing.
        progress: called with the number of rows read so far.

    Raises:
        Forbidden: not an administrator.
    """
    principal.require(Role.ADMIN)
    with engine.connect() as connection, connection.begin() as transaction:
        rejected, columns = _stage(connection, rows, progress)
        try:
            taken = _merge(connection, at, complete, columns, tuple(rejected))
            if not dry_run:
                numbers = {"added": taken.added, "updated": taken.updated, "left": taken.left}
                record(connection, "roster.import", "roster", who=principal.account_id, at=at, **numbers)
            connection.execute(text(DROP))
        finally:
            if dry_run and transaction.is_active:
                transaction.rollback()
    return taken


def _stage(
    connection: Connection, rows: Iterable[Row], progress: Callable[[int], None]
) -> tuple[list[Row], frozenset[str]]:
    connection.execute(text(DROP))
    staged.create(connection, checkfirst=False)
    rejected: list[Row] = []
    columns: frozenset[str] = frozenset()
    read = 0
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        columns = columns or frozenset(batch[0].values)
        rejected += [row for row in batch if row.faults]
        if good := [_values(row) for row in batch if not row.faults]:
            connection.execute(insert(staged), good)
        read += len(batch)
        progress(read)
    connection.execute(text("CREATE INDEX ix_training_staged ON training_staged (staff_number)"))
    return rejected, columns


def _values(row: Row) -> dict[str, object]:
    values = {name: row.values.get(name, "") for name in ("staff_number", "unit", *FIELDS, "email")}
    return values | {
        "number": row.number,
        "unit_id": None,
        "appointed_on": row.values.get("appointed_on"),
        "active": row.values.get("active", True),
    }


def _merge(
    connection: Connection, at: datetime, complete: bool, columns: frozenset[str], rejected: tuple[Row, ...]
) -> Taken:
    hold(connection, ROSTER)
    new_units = _place(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE training_staged"))
    kept = [name for name in KEPT if name in columns or name == "active"]
    known = people.c.staff_number == staged.c.staff_number
    changed = or_(staged.c.unit_id != people.c.unit_id, *(_differs(name) for name in kept))
    moved = or_(staged.c.unit_id != people.c.unit_id, *(_differs(name) for name in kept if name in (*FIELDS, "active")))
    sample = tuple(_sample(connection, known, changed))
    total = connection.scalar(select(func.count()).select_from(staged)) or 0
    connection.execute(_postings(at, [name for name in kept if name in FIELDS], known, moved))
    values = {name: staged.c[name] for name in kept} | {"unit_id": staged.c.unit_id}
    left_on = {"left_on": func.coalesce(people.c.left_on, literal(day_of(at), Date))}
    connection.execute(update(people).where(known, ~staged.c.active, people.c.active).values(**left_on))
    updated = connection.execute(update(people).where(known, changed).values(**values)).rowcount
    connection.execute(update(people).where(known, people.c.active, people.c.left_on.is_not(None)).values(left_on=None))
    added = _add(connection, at)
    leaving = tuple(_leaving(connection)) if complete else ()
    left = _leave(connection, at) if complete else 0
    return Taken(added, updated, total - added - updated, left, rejected, new_units, sample, leaving)


def _differs(name: str) -> ColumnElement[bool]:
    return staged.c[name].is_distinct_from(people.c[name])


def _place(connection: Connection) -> tuple[str, ...]:
    """Gives every staged row its unit; a bare name that only one unit has is that unit."""
    codes = set(connection.scalars(select(staged.c.unit).distinct()))
    known = {row.code: row.name for row in connection.execute(select(units.c.code, units.c.name))}
    named: dict[str, list[str]] = {}
    for code, name in known.items():
        named.setdefault(name, []).append(code)
    meant = {code: named[code][0] if code not in known and len(named.get(code, ())) == 1 else code for code in codes}
    ids = ensure_units(connection, meant.values())
    if meant:
        rows = [{"code": code, "number": ids[path]} for code, path in meant.items()]
        connection.execute(text("CREATE INDEX ix_training_staged_unit ON training_staged (unit)"))
        connection.execute(text("UPDATE training_staged SET unit_id = :number WHERE unit = :code"), rows)
    return tuple(sorted(set(ids) - set(known)))


def _postings(at: datetime, kept: list[str], known: ColumnElement[bool], moved: ColumnElement[bool]) -> Insert:
    now = [staged.c[name] if name in kept else people.c[name] for name in FIELDS]
    source = select(
        people.c.id, literal(at, Instant), staged.c.unit_id, staged.c.active, *now
    ).join_from(staged, people, known).where(moved)  # fmt: skip
    return insert(postings).from_select(["person_id", "since", "unit_id", "active", *FIELDS], source)


def _add(connection: Connection, at: datetime) -> int:
    names = ["staff_number", "unit_id", *KEPT]
    absent = ~exists().where(people.c.staff_number == staged.c.staff_number)
    source = select(*(staged.c[name] for name in names)).where(absent).order_by(staged.c.number)
    counted = {"preserve_rowcount": True}
    added = connection.execute(insert(people).from_select(names, source), execution_options=counted).rowcount
    first = select(people.c.id, literal(at, Instant), people.c.unit_id, people.c.active, *(people.c[n] for n in FIELDS))
    first = first.where(~exists().where(postings.c.person_id == people.c.id))
    names = ["person_id", "since", "unit_id", "active", *FIELDS]
    connection.execute(insert(postings).from_select(names, first))
    return added


def _gone() -> ColumnElement[bool]:
    return people.c.active & ~exists().where(staged.c.staff_number == people.c.staff_number)


def _leaving(connection: Connection) -> Iterator[Change]:
    query = select(people.c.staff_number, people.c.name, people.c.department, units.c.code)
    query = query.join(units, units.c.id == people.c.unit_id).where(_gone())
    for row in connection.execute(query.order_by(people.c.staff_number).limit(MOST_LEAVING)):
        yield Change(row.staff_number, row.name, "left", " ".join(filter(None, (row.code, row.department))))


def _leave(connection: Connection, at: datetime) -> int:
    gone = _gone()
    source = select(
        people.c.id, literal(at, Instant), people.c.unit_id, literal(False), *(people.c[n] for n in FIELDS)
    ).where(gone)  # fmt: skip
    connection.execute(insert(postings).from_select(["person_id", "since", "unit_id", "active", *FIELDS], source))
    return connection.execute(update(people).where(gone).values(active=False, left_on=day_of(at))).rowcount


def _sample(connection: Connection, known: ColumnElement[bool], changed: ColumnElement[bool]) -> Iterator[Change]:
    new = units.alias()
    old = units.alias()
    both = select(
        staged.c.staff_number, staged.c.name, staged.c.department, new.c.code.label("unit"), staged.c.active,
        people.c.name.label("name_before"), people.c.department.label("department_before"),
        old.c.code.label("unit_before"),
    ).join_from(staged, people, known, isouter=True)  # fmt: skip
    both = both.join(new, new.c.id == staged.c.unit_id).join(old, old.c.id == people.c.unit_id, isouter=True)
    query = both.where(or_(people.c.id.is_(None), changed)).order_by(staged.c.number).limit(50)
    for row in connection.execute(query):
        after = " ".join(filter(None, (row.unit, row.department, row.name)))
        if row.unit_before is None:
            yield Change(row.staff_number, row.name, "added", after=after)
        else:
            before = " ".join(filter(None, (row.unit_before, row.department_before, row.name_before)))
            yield Change(row.staff_number, row.name, "updated", before, after)
