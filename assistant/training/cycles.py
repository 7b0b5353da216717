"""The cycles of a requirement: each a new record with its own window; nothing of an old one is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, insert, select

from assistant.training import requirements
from assistant.training.calendar import begin, day_of, end, last_day, on_day
from assistant.training.model import Requirement, Schedule, Standing, Window
from assistant.training.tables import cycles


@dataclass(frozen=True, slots=True)
class Cycle:
    """One run of a requirement, under the version it was opened with."""

    id: int
    requirement_id: str
    requirement_version: int
    name: str
    year: int
    opens_at: datetime
    due_at: datetime
    closes_at: datetime

    @property
    def window(self) -> Window:
        """When what is done counts."""
        return Window(self.opens_at, self.due_at, self.closes_at)


def windows(schedule: Schedule, now: datetime) -> Iterator[tuple[int, Window]]:
    """The cycles that are open at a moment: their year and window."""
    for year in range(day_of(now).year - 1, day_of(now).year + 2):
        offset = year - schedule.first_year
        if offset < 0 or (offset % schedule.every_years if schedule.every_years else offset):
            continue
        window = _window(schedule, year)
        if window.opens_at <= now < window.closes_at:
            yield year, window


def personal(window: Window, schedule: Schedule, appointed_on: date | None) -> Window:
    """The window of somebody newly appointed: due so many days after it, if that is later."""
    if not schedule.days_after_appointment or appointed_on is None:
        return window
    due = max(last_day(window.due_at), appointed_on + timedelta(days=schedule.days_after_appointment))
    return Window(window.opens_at, end(due), end(due + timedelta(days=schedule.makeup_days)))


def ensure_cycles(connection: Connection, now: datetime) -> list[tuple[Cycle, Requirement]]:
    """Opens the cycles whose time has come; all that are open, each with its requirement."""
    for kept in requirements.find_all(connection, Standing.ACTIVE):
        for year, window in windows(kept.requirement.schedule, now):
            _open(connection, kept, year, window)
    return open_cycles(connection, now)


def open_cycles(connection: Connection, now: datetime) -> list[tuple[Cycle, Requirement]]:
    """The cycles that are open, each with its requirement as it was when the cycle opened."""
    query = select(cycles).where(cycles.c.opens_at <= now, cycles.c.closes_at > now).order_by(cycles.c.id)
    return [_with_requirement(connection, Cycle(**row._mapping)) for row in connection.execute(query).all()]


def find(connection: Connection, cycle_id: int) -> tuple[Cycle, Requirement]:
    """A cycle with its requirement.

    Raises:
        KeyError: there is none.
    """
    row = connection.execute(select(cycles).where(cycles.c.id == cycle_id)).first()
    if row is None:
        raise KeyError(f"there is no cycle {cycle_id}")
    return _with_requirement(connection, Cycle(**row._mapping))


def find_some(connection: Connection, cycle_ids: Collection[int]) -> dict[int, tuple[Cycle, Requirement]]:
    """Cycles with their requirements, by number."""
    query = select(cycles).where(cycles.c.id.in_(cycle_ids))
    rounds = [Cycle(**row._mapping) for row in connection.execute(query).all()]
    return {cycle.id: _with_requirement(connection, cycle) for cycle in rounds}


def find_all(connection: Connection) -> list[tuple[Cycle, Requirement]]:
    """Every cycle with its requirement, the newest first."""
    query = select(cycles).order_by(cycles.c.due_at.desc(), cycles.c.id.desc())
    return [_with_requirement(connection, Cycle(**row._mapping)) for row in connection.execute(query).all()]


def _with_requirement(connection: Connection, cycle: Cycle) -> tuple[Cycle, Requirement]:
    return cycle, requirements.at_version(connection, cycle.requirement_id, cycle.requirement_version)


def _window(schedule: Schedule, year: int) -> Window:
    due = on_day(year, schedule.month, schedule.day)
    opens = on_day(year, schedule.opens_month, schedule.opens_day)
    if opens > due:
        opens = on_day(year - 1, schedule.opens_month, schedule.opens_day)
    return Window(begin(opens), end(due), end(due + timedelta(days=schedule.makeup_days)))


def _open(connection: Connection, kept: requirements.Kept, year: int, window: Window) -> None:
    asked = kept.requirement
    known = (cycles.c.requirement_id == asked.id) & (cycles.c.name == str(year))
    if connection.scalar(select(cycles.c.id).where(known)) is None:
        values = {"opens_at": window.opens_at, "due_at": window.due_at, "closes_at": window.closes_at}
        row = {"requirement_id": asked.id, "requirement_version": kept.version, "name": str(year), "year": year}
        connection.execute(insert(cycles).values(**row, **values))
