"""A made-up population: units in a tree, people in them, three years of what they did. The same seed, the same rows."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

from assistant.accounts.principal import Principal, Role
from assistant.training.calendar import begin, end, months_after
from assistant.training.cycles import find_all
from assistant.training.model import (
    ActivityKind,
    Audience,
    Part,
    Requirement,
    Schedule,
    Standing,
)
from assistant.training.requirements import save
from assistant.training.tables import activities, assignments, cycles, ledger, people, units

SEED = 20260101
BATCH = 20_000
ROOT = "province"
YEARS = (2024, 2025, 2026)
OPERATOR = Principal("eval", "eval", roles=frozenset({Role.ADMIN}))
HEAD = ("staff_number", "name", "unit", "department", "post", "rank", "category", "email", "appointed_on")
RANKS = ("rank-1", "rank-2", "rank-3", "rank-4")


def unit_codes(number: int) -> list[str]:
    """Codes of a tree: a root, cities, counties in them, offices in those."""
    codes = [ROOT]
    cities = max(1, round(number**0.33))
    for city in range(cities):
        codes.append(f"{ROOT}/city{city}")
    counties = max(1, number // 20)
    for county in range(counties):
        codes.append(f"{ROOT}/city{county % cities}/county{county}")
    while len(codes) < number:
        codes.append(f"{ROOT}/city{len(codes) % counties % cities}/county{len(codes) % counties}/office{len(codes)}")
    return codes


def rows_of(number: int, unit_number: int, moved: float = 0.0) -> Iterator[dict[str, Any]]:
    """People as a roster has them; a share of them moved to another unit."""
    chance = random.Random(SEED)
    codes = unit_codes(unit_number)
    for person in range(number):
        unit = codes[chance.randrange(len(codes))]
        if chance.random() < moved:
            unit = codes[(codes.index(unit) + 1) % len(codes)]
        yield {
            "staff_number": f"{person:08d}",
            "name": f"name{person}",
            "unit": unit,
            "department": f"department{chance.randrange(6)}",
            "post": "",
            "rank": chance.choice(RANKS),
            "category": "civil",
            "email": f"p{person}@example.gov.cn" if chance.random() < 0.9 else "",
            "appointed_on": f"{chance.randrange(1990, 2024)}-{chance.randrange(1, 13):02d}-01",
        }


def write_csv(path: Path, columns: dict[str, str], rows: Iterator[dict[str, Any]]) -> int:
    """Writes a roster file whose heads are `columns`; its rows."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns[name] for name in HEAD)
        number = 0
        for number, row in enumerate(rows, 1):  # noqa: B007 - the last one is wanted
            writer.writerow(row[name] for name in HEAD)
    return number


def write_xlsx(path: Path, columns: dict[str, str], rows: Iterator[dict[str, Any]]) -> None:
    """The same as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append([columns[name] for name in HEAD])
    for row in rows:
        page.append([row[name] for name in HEAD])
    book.save(path)


def requirement() -> Requirement:
    """A yearly requirement of everybody: a chapter, a paper, an event."""
    return Requirement(
        "annual", "annual", Audience(),
        (Part(ActivityKind.READING, ("chapter",)), Part(ActivityKind.PAPER, ("paper",), attempts=2, makeups=1),
         Part(ActivityKind.EVENT, ("forum",))),
        Schedule(YEARS[0], makeup_days=31, validity_months=18), hour_rules="yunnan-online",
    )  # fmt: skip


def requires(engine: Engine) -> None:
    """Puts the requirement in force, with the cycles of the years that have passed."""
    save(engine, requirement(), OPERATOR, at=datetime(2023, 12, 1, tzinfo=UTC), standing=Standing.ACTIVE)
    with engine.begin() as connection:
        for year in YEARS[:-1]:
            first = begin(datetime(year, 1, 1).date())
            due = end(datetime(year, 12, 31).date())
            row = {"requirement_id": "annual", "requirement_version": 1, "name": str(year), "year": year}
            connection.execute(
                insert(cycles).values(**row, opens_at=first, due_at=due, closes_at=due + timedelta(days=31))
            )


def fill_years(engine: Engine) -> dict[str, int]:
    """Writes the records of the years that have passed, as they would have been left; rows by table."""
    with engine.connect() as connection:
        rounds = [cycle for cycle, _ in find_all(connection) if cycle.year in YEARS[:-1]]
        query = select(people.c.id, people.c.unit_id, people.c.department).order_by(people.c.id)
        everyone = connection.execute(query).all()
    counts = {"assignments": 0, "activities": 0, "ledger": 0}
    chance = random.Random(SEED + 1)
    for cycle in rounds:
        for start in range(0, len(everyone), BATCH):
            asked: list[dict[str, Any]] = []
            did: list[dict[str, Any]] = []
            booked: list[dict[str, Any]] = []
            for person in everyone[start : start + BATCH]:
                done = chance.random() < 0.93
                at = cycle.opens_at + timedelta(days=chance.randrange(360), minutes=chance.randrange(1440))
                score = float(chance.randrange(60, 100)) if done else float(chance.randrange(20, 60))
                asked.append({
                    "cycle_id": cycle.id, "person_id": person.id, "unit_id": person.unit_id,
                    "department": person.department, "assigned_at": cycle.opens_at, "due_at": cycle.due_at,
                    "closes_at": cycle.closes_at, "progress": "completed" if done else "in_progress",
                    "failed": not done, "late": False, "score": score, "completed_at": at if done else None,
                    "valid_until": months_after(at, 18) if done else None,
                    "excuse": "" if chance.random() < 0.99 else "exempt", "stale": False,
                })  # fmt: skip
                for kind, subject in (("reading", "chapter"), ("paper", "paper"), ("event", "forum")):
                    did.append({
                        "source": f"{kind}:{cycle.id}:{person.id}", "person_id": person.id, "kind": kind,
                        "subject": subject, "at": at, "minutes": 45, "score": score if kind == "paper" else None,
                        "passed": done if kind == "paper" else None, "detail": {},
                    })  # fmt: skip
                    booked.append({
                        "source": f"activity:{kind}:{cycle.id}:{person.id}", "person_id": person.id,
                        "year": cycle.year, "hundredths": 100, "rule": "yunnan-online", "kind": kind, "note": "",
                        "who": "training", "at": at,
                    })  # fmt: skip
            with engine.begin() as connection:
                connection.execute(insert(assignments), asked)
                connection.execute(insert(activities), did)
                connection.execute(insert(ledger), booked)
            for name, rows in (("assignments", asked), ("activities", did), ("ledger", booked)):
                counts[name] += len(rows)
    return counts


def do_things(engine: Engine, share: float, at: datetime) -> int:
    """Some people do something this year that the night has not judged yet; how many."""
    chance = random.Random(SEED + 2)
    with engine.connect() as connection:
        ids = [number for number in connection.scalars(select(people.c.id)) if chance.random() < share]
    for start in range(0, len(ids), BATCH):
        rows = [
            {"source": f"{kind}:now:{person}", "person_id": person, "kind": kind, "subject": subject, "at": at,
             "minutes": 45, "score": 80.0 if kind == "paper" else None, "passed": None, "detail": {}}
            for person in ids[start : start + BATCH]
            for kind, subject in (("reading", "chapter"), ("paper", "paper"), ("event", "forum"))
        ]  # fmt: skip
        with engine.begin() as connection:
            connection.execute(insert(activities), rows)
            mine = assignments.c.person_id.in_(ids[start : start + BATCH])
            connection.execute(assignments.update().where(mine, assignments.c.due_at > at).values(stale=True))
    return len(ids)


def some_people(engine: Engine, number: int) -> list[str]:
    """Staff numbers, drawn."""
    with engine.connect() as connection:
        known = list(connection.scalars(select(people.c.staff_number)))
    return random.Random(SEED + 3).sample(known, number)


def some_units(engine: Engine, number: int) -> list[str]:
    """Codes of units without others below them, drawn."""
    with engine.connect() as connection:
        known = [code for code in connection.scalars(select(units.c.code)) if "office" in code]
    return random.Random(SEED + 4).choices(known, k=number)
