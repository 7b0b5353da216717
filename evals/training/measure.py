"""Times the training records at size, and asks the database for the plans that explain the figures."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, text

from assistant.training import grammar
from assistant.training.calendar import ZONE
from assistant.training.nightly import judge_stale, run_nightly
from assistant.training.record import record_of
from assistant.training.reports.completion import by_department, by_unit
from assistant.training.roster.sheet import read_roster
from assistant.training.roster.take_in import take_in_roster
from evals.training.population import (
    OPERATOR,
    do_things,
    fill_years,
    requires,
    rows_of,
    some_people,
    some_units,
    write_csv,
    write_xlsx,
)

NOW = datetime(2026, 12, 24, 2, tzinfo=ZONE)
REPEATS = 20


@dataclass
class Figures:
    """What was measured: seconds by name, counts by name, plans by name."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, object] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    say: Callable[[str], None] = field(default=lambda _: None)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Adds how long the block took."""
        start = time.perf_counter()
        yield
        self.seconds.setdefault(name, []).append(time.perf_counter() - start)
        self.say(f"{name}: {self.seconds[name][-1]:.3f} s")


def p95(values: list[float]) -> float:
    """The 95th percentile; of few values the highest."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def measure(engine: Engine, number: int, unit_number: int, folder: Path, say: Callable[[str], None]) -> Figures:
    """Makes the population in an empty database and times everything."""
    figures = Figures(counts={"people": number, "units": unit_number}, say=say)
    columns = {name: column for column, name in grammar.COLUMNS.items()}
    path = folder / "roster.csv"
    write_csv(path, columns, rows_of(number, unit_number))
    with figures.timed("import, all new"):
        figures.counts["import"] = _import(engine, path)
    say("imported")
    requires(engine)
    figures.counts["three years"] = fill_years(engine)
    say("two years filled")
    _analyse(engine)
    with figures.timed("nightly run, the year's assignments given and reminders planned"):
        figures.counts["first night"] = run_nightly(engine, NOW)
    say("first night")
    figures.counts["did something"] = do_things(engine, 0.7, NOW)
    _analyse(engine)
    with figures.timed("nightly run, 70 % of all people did three things"):
        figures.counts["judged"] = judge_stale(engine, NOW)
        figures.counts["second night"] = run_nightly(engine, NOW)
    say("second night")
    with figures.timed("nightly run, nothing new"):
        run_nightly(engine, NOW)
    _analyse(engine)
    write_csv(path, columns, rows_of(number, unit_number, moved=0.02))
    with figures.timed("import, 2 % moved"):
        figures.counts["second import"] = _import(engine, path)
    say("imported again")
    book = folder / "roster.xlsx"
    write_xlsx(book, columns, rows_of(number, unit_number, moved=0.02))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with figures.timed("import, the same from xlsx"):
        figures.counts["third import"] = _import(engine, book)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    figures.counts["peak memory grown by the xlsx import, MiB"] = round(grown / 1024, 1)
    say("imported from xlsx")
    _read(engine, figures)
    return figures


def _read(engine: Engine, figures: Figures) -> None:
    with engine.connect() as connection:
        cycle = 3
        for _ in range(REPEATS):
            with figures.timed("completion of the whole organisation"):
                by_unit(connection, cycle, OPERATOR, NOW)
        for unit in some_units(engine, REPEATS * 5):
            with figures.timed("completion of one unit by department"):
                by_department(connection, cycle, unit, OPERATOR, NOW)
        for staff_number in some_people(engine, REPEATS * 5):
            with figures.timed("a person's page"):
                record_of(connection, staff_number, OPERATOR, NOW)
        figures.plans["completion of the whole organisation"] = _plan(
            connection, lambda: by_unit(connection, cycle, OPERATOR, NOW), "GROUP BY"
        )
        unit = some_units(engine, 1)[0]
        figures.plans["completion of one unit by department"] = _plan(
            connection, lambda: by_department(connection, cycle, unit, OPERATOR, NOW), "GROUP BY"
        )
        person = some_people(engine, 1)[0]
        figures.plans["a person's page"] = _plan(
            connection, lambda: record_of(connection, person, OPERATOR, NOW), "training_certificates"
        )


def _plan(connection: Connection, run: Callable[[], object], wanted: str) -> str:
    """The plan of the first statement with `wanted` in it that `run` sends."""
    caught: list[tuple[str, Any]] = []

    def catch(_c: object, _u: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401
        if wanted in statement and not caught:
            caught.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", catch)
    run()
    event.remove(connection, "before_cursor_execute", catch)
    if not caught:
        return ""
    postgresql = connection.dialect.name == "postgresql"
    explain = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)" if postgresql else "EXPLAIN QUERY PLAN"
    rows = connection.exec_driver_sql(f"{explain} {caught[0][0]}", caught[0][1]).all()
    return "\n".join(str(row[-1]) for row in rows)


def _import(engine: Engine, path: Path) -> dict[str, int]:
    taken = take_in_roster(engine, read_roster(path), OPERATOR, at=datetime.now(ZONE))
    return {"added": taken.added, "updated": taken.updated, "rejected": len(taken.rejected)}


def _analyse(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
