"""`python -m evals.quiz.load [--postgresql URL] [--people N]`: the examination under load, and under kill -9."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, text

from assistant.bootstrap import Application
from assistant.database.engine import make_engine
from assistant.quiz.examinations.outcomes import results
from assistant.quiz.examinations.store import answers_of
from assistant.quiz.examinations.tables import attempts
from assistant.settings import Settings
from evals.quiz.load.people import PAUSE, Tally, sit_all
from evals.quiz.load.venue import Server, Venue, held, prepare

HERE = Path(__file__).parent
PORT = 7961


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what the people saw, what the database holds afterwards."""

    name: str
    tally: Tally
    lost: int
    results: int
    seconds: float
    away: float


def main() -> None:
    """Runs on SQLite, and on PostgreSQL if a URL is given; each once in peace, once with a kill in the middle."""
    parser = argparse.ArgumentParser(prog="evals.quiz.load")
    parser.add_argument("--postgresql", default="", help="a server's URL; a database is made for each run and dropped")
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--window", type=float, default=60)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--pause", type=float, nargs=2, default=PAUSE, help="seconds before each item, least and most")
    parser.add_argument("--note", default="", help="what else to say of the machine")
    parser.add_argument("--only", choices=["peace", "kill"])
    given = parser.parse_args()
    runs = []
    for kind, url in (("SQLite", ""), ("PostgreSQL", given.postgresql)):
        if kind == "PostgreSQL" and not url:
            continue
        for killed in (False, True):
            if given.only in (None, "kill" if killed else "peace"):
                runs.append(_run(f"{kind}{', kill -9' if killed else ''}", url, given, killed=killed))
                sys.stdout.write(f"{_row(runs[-1])}\n")
    report = _report(runs, given)
    (HERE / "report.md").write_text(report, encoding="utf-8")
    sys.stdout.write(report)


def _run(name: str, url: str, given: argparse.Namespace, *, killed: bool) -> Run:
    folder = Path(tempfile.mkdtemp(prefix="load-"))
    database = f"integrity_load_{os.getpid()}" if url else ""
    if url:
        _on_server(url, f"CREATE DATABASE {database}")
    settings = Settings(data_dir=folder / "data", database_url=f"{url}/{database}" if url else "")
    venue = prepare(settings, given.people, given.items)
    away = [0.0]
    try:
        with held(settings, PORT, folder / "server.log") as server:
            began = time.monotonic()
            if killed:
                threading.Thread(target=_kill, args=(server, given.window * 0.9, away), daemon=True).start()
            tally = asyncio.run(
                sit_all(server.address, venue.examination, venue.sessions, given.window, given.items, given.pause)
            )
            seconds = time.monotonic() - began
        return _settled(name, settings, venue, tally, seconds, away[0])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if url:
            _on_server(url, f"DROP DATABASE {database} WITH (FORCE)")


def _on_server(url: str, statement: str) -> None:
    engine = make_engine(f"{url}/postgres")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()


def _kill(server: Server, after: float, away: list[float]) -> None:
    time.sleep(after)
    server.kill()
    away[0] = server.start()


def _settled(name: str, settings: Settings, venue: Venue, tally: Tally, seconds: float, away: float) -> Run:
    """Compares what people were told is kept with what the database holds."""
    application = Application(settings)
    with application.engine.connect() as connection:
        own = select(attempts.c.id).where(attempts.c.examination_id == venue.examination)
        stored = answers_of(connection, connection.scalars(own).all())
    lost = 0
    for (attempt, slot), chosen in tally.kept.items():
        answer = stored.get(attempt, {}).get(slot)
        lost += answer is None or tuple(answer.response["choices"]) != chosen
    marked = len(results(application.engine, venue.examination))
    application.engine.dispose()
    return Run(name, tally, lost, marked, seconds, away)


def _share(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def _row(run: Run) -> str:
    told = run.tally
    cells = [
        run.name,
        str(len(told.kept)),
        str(run.lost),
        f"{told.submitted} / {run.results}",
        *(f"{_share(told.saves, share):.3f}" for share in (0.5, 0.95, 0.99)),
        f"{_share(told.waits, 0.95):.2f}",
        f"{_share(told.opened, 0.95):.2f}",
        f"{len(told.saves) / run.seconds:.0f}",
        f"{run.away:.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _report(runs: list[Run], given: argparse.Namespace) -> str:
    heads = (
        "run", "answers kept", "lost", "submitted / marked", "p50 s", "p95 s", "p99 s", "p95 with retries s",
        "p95 opening s", "answers/s", "server away s",
    )  # fmt: skip
    return "\n".join(
        [
            "# An examination that everybody opens at once",
            "",
            f"`python -m evals.quiz.load`: {given.people} people open the same examination within {given.window:g} s, "
            "each gets a sheet of their own, answers "
            f"{given.items} items with a pause of {given.pause[0]:g} to {given.pause[1]:g} s before each, and submits. "
            "Server: one `integrity serve`. "
            "Clients and server share the machine. An answer is lost if people were told that it is kept and the "
            "database has none or another. In the runs with kill -9 the server is killed at nine tenths of the "
            "arrivals and started again at once; "
            "`p95 with retries` counts from the first try, the time without a server included; `opening` is the list, "
            "the start and the sheet together.",
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load before the end {os.getloadavg()[1]:.1f}. "
            f"{given.note}".rstrip(),
            "",
            f"| {' | '.join(heads)} |",
            f"|{'---|' * len(heads)}",
            *map(_row, runs),
            "",
        ]
    )


if __name__ == "__main__":
    main()
