"""`python -m evals.widget DATA_DIR QUESTIONS.jsonl`: 200 people at once, a bare route beside them, then half the rate.

DATA_DIR holds an ingested knowledge base; a copy of it is served. QUESTIONS are lines with `query` or `question`.
Keeps report.md.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from evals.bench.cluster import free_port, program, wait_for
from evals.bench.load import Load
from evals.widget.steady import Sample, steady

REPORT = Path(__file__).with_name("report.md")
SAMPLES = 10
BARE_SECONDS = 30.0
UNLIMITED = {"INTEGRITY_LIMIT_ADDRESS": "", "INTEGRITY_LIMIT_CONVERSATION": "", "INTEGRITY_REMEMBERED_ANSWERS": "0"}
BARE = """
from fastapi import FastAPI
import uvicorn, sys
web = FastAPI()
@web.post("/ask")
async def ask(body: dict[str, str]) -> dict[str, str]:
    return {"answer": body["question"]}
uvicorn.run(web, port=int(sys.argv[1]), log_level="error")
"""


def main() -> None:
    """Measures and writes the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--steady-minutes", type=float, default=30.0)
    given = parser.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    questions = [row.get("query") or row["question"] for row in map(json.loads, lines)][:400]
    before = os.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        shutil.copytree(given.data_dir, data_dir)
        port = free_port()
        command = program({"INTEGRITY_DATA_DIR": str(data_dir), **UNLIMITED}, "serve", "--port", str(port))
        with _running(command, f"http://127.0.0.1:{port}/readyz") as process:
            url = f"http://127.0.0.1:{port}/api/v1/ask"
            _load(url, questions, 4, 5)  # to warm up
            asked = _load(url, questions, given.people, given.seconds)
            bare = _bare(Path(folder), questions, given.people, min(given.seconds, BARE_SECONDS))
            minutes = given.steady_minutes
            pace = asked.rate / 2
            every = minutes * 60 / SAMPLES
            samples = asyncio.run(steady(url, questions, pace, minutes * 60, process.pid, every))
    _report(given, before, asked, bare, pace, samples)


def _bare(folder: Path, questions: list[str], people: int, seconds: float) -> Load:
    file = folder / "bare.py"
    file.write_text(BARE, encoding="utf-8")
    port = free_port()
    with _running([sys.executable, str(file), str(port)], f"http://127.0.0.1:{port}/docs"):
        return _load(f"http://127.0.0.1:{port}/ask", questions, people, seconds)


@contextmanager
def _running(command: list[str], url: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(url, process)
        yield process
    finally:
        process.kill()
        process.wait()


def _load(url: str, questions: list[str], people: int, seconds: float) -> Load:
    command = [sys.executable, "-m", "evals.bench.load", url, str(people), str(seconds)]
    done = subprocess.run(command, input=json.dumps(questions).encode(), check=True, capture_output=True)
    return Load(**json.loads(done.stdout))


def _report(
    given: argparse.Namespace,
    before: tuple[float, float, float],
    asked: Load,
    bare: Load,
    pace: float,
    samples: list[Sample],
) -> None:
    lines = [
        "# The citizens' service under load",
        "",
        f"`python -m evals.widget DATA_DIR {given.questions.name} --people {given.people} --seconds "
        f"{given.seconds:g} --steady-minutes {given.steady_minutes:g}`, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}. The people run on the same machine as the "
        f"server; load of the machine before: {', '.join(f'{one:.1f}' for one in before)}. "
        "Each of them asks again as soon as the answer has come. Extractive answers.",
        "",
        "| what | a second | p50 ms | p95 ms | p99 ms | asked | failed |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, load in (("POST /api/v1/ask", asked), ("a bare FastAPI route", bare)):
        figures = (load.rate, load.p50, load.p95, load.p99, load.requests, load.failed)
        lines.append(f"| {name}, {load.clients} at once | {' | '.join(map(str, figures))} |")
    reasons = Counter(asked.reasons) + Counter(reason for sample in samples for reason in sample.reasons)
    if reasons:
        lines += ["", "Failed for: " + ", ".join(f"{reason} ({times})" for reason, times in reasons.items()) + "."]
    lines += [
        "",
        f"## {given.steady_minutes:g} minutes at {pace:.1f} a second",
        "",
        "| minute | memory MiB | cores used | answered | failed |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {s.minute} | {s.resident_mib} | {s.cores} | {s.answered} | {s.failed} |" for s in samples),
        "",
    ]
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write(REPORT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
