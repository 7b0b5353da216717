"""`python -m evals.bench DATA_DIR QUESTIONS.jsonl FILES...`: the program's speed in fixed terms; keeps report.md.

DATA_DIR holds a knowledge base made of FILES; nothing in it is changed. QUESTIONS are lines with `query`. In the same
run: plain LangChain and Chroma over the same articles, bare Chroma, a bare route. The machine should be quiet: what
the load was before is in the report.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import numpy as np

from assistant.bootstrap import Application
from assistant.settings import Settings, read_settings
from evals.bench.cluster import free_port, program, wait_for
from evals.encoder.texts import Text
from evals.ingest.measure import measure
from evals.quiz.load.people import sit_all
from evals.quiz.load.venue import held, prepare
from evals.retrieval.latency import both_indexes, every_passage
from evals.retrieval.plain import PlainStore
from evals.widget.steady import processor

REPORT = Path(__file__).with_name("report.md")
FIGURES = Path(__file__).with_name("figures.json")
CLIENTS = (1, 8, 64)
PROPOSED = 40
EXAMINED, ITEMS = 60, 20
SIZES = (1_000, 10_000, 60_000, 200_000)
BARE = """
from fastapi import FastAPI
import uvicorn, sys
web = FastAPI()
@web.get("/")
def nothing() -> dict[str, str]:
    return {"status": "ok"}
uvicorn.run(web, port=int(sys.argv[1]), log_level="error")
"""
Rows = list[tuple[str, object]]
Figures = dict[str, dict[str, float]]


def main() -> None:
    """Measures and writes the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=15.0, help="of each load")
    given = parser.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["query"] for line in lines][:400]
    before = os.getloadavg()[0]
    rows: Rows = [("load of the machine before", round(before, 2))]
    rows += _size(given.data_dir)
    rows += _taken_in(given.files)
    rows += _search(given.data_dir, questions)
    rows += _plain(given.data_dir, questions)
    rows += _growth(given.data_dir, questions)
    rows += _cold(given.data_dir, questions[0])
    figures: Figures = {}
    rows += _served(given.data_dir, questions, given.seconds, figures)
    rows += _examined(figures)
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    _report(given, rows)


def _size(data_dir: Path) -> Rows:
    application = Application(read_settings(data_dir))
    versions = application.catalogue().versions().values()
    disk = sum(path.stat().st_size for path in data_dir.rglob("*") if path.is_file())
    return [
        ("articles in the knowledge base", sum(version.articles for version in versions)),
        ("disk, MiB", round(disk / 2**20)),
    ]


def _taken_in(files: list[Path]) -> Rows:
    found = measure(files)
    return [
        ("taking in, passages a second (files parsed, encoded, indexed, catalogued)", round(found.rate)),
        ("the same vectors added to bare Chroma, a second", round(found.chroma_rate)),
        ("share of bare Chroma's rate", found.share),
        ("the same with texts, titles and headings added to bare Chroma, a second", round(found.chroma_whole_rate)),
        ("share of that rate", found.share_of_whole),
        ("peak memory of taking in, MiB", round(found.peak_mib)),
    ]


def _plain(data_dir: Path, questions: list[str]) -> Rows:
    """What a user would set up otherwise, over the same articles and with the same embedding model."""
    application = Application(read_settings(data_dir))
    catalogue = application.catalogue()
    articles = [
        Text(version.title, one.article.label, one.article.headings, one.article.text, version.id)
        for version in catalogue.versions().values()
        for one in catalogue.articles_of(version)
    ]
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        store = PlainStore(articles, application.encoder, Path(folder))
        seconds = time.perf_counter() - started
        times = _times(lambda text: store.store.similarity_search(text, k=10), questions)
    application.engine.dispose()
    return [
        ("plain LangChain + Chroma: pieces made of the same articles", store.pieces),
        ("plain LangChain + Chroma: pieces a second (no parsing)", round(store.pieces / seconds)),
        ("plain LangChain + Chroma: similarity search, ms p50 / p95 / p99", times),
    ]


def _growth(data_dir: Path, questions: list[str]) -> Rows:
    """Both indexes with so many passages; beyond what there is, the same under other names."""
    application = Application(read_settings(data_dir))
    passages = list(islice(every_passage(application), max(SIZES)))
    rows: Rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            found = both_indexes(passages, size, questions[:240], Path(folder), application.encoder)
            both = found["both"]
            told = f"{both['p50_ms']:.1f} / {both['p95_ms']:.1f}; {found['disk_mb']} MB"
            rows.append((f"both indexes with {size:,} passages, ms p50 / p95; on disk", told))
    application.engine.dispose()
    return rows


def _times(work: Callable[[str], object], questions: list[str]) -> str:
    for question in questions[:10]:
        work(question)
    times = []
    for question in questions:
        started = time.perf_counter()
        work(question)
        times.append((time.perf_counter() - started) * 1000)
    return " / ".join(f"{value:.1f}" for value in np.percentile(times, [50, 95, 99]))


def _search(data_dir: Path, questions: list[str]) -> Rows:
    """In one process and thread, every question once, after ten to warm up."""
    application = Application(read_settings(data_dir).model_copy(update={"remembered_answers": 0}))
    rows: Rows = []
    with application.reading():
        searcher, answerer = application.searcher(), application.answerer()
        from datetime import date

        from assistant.answering.model import Question
        from knowledge.search.filters import Filters

        day = date.today()
        works: dict[str, Callable[[str], object]] = {
            "search, ms p50 / p95 / p99": lambda text: searcher.search(text, Filters(as_of=day)),
            "answer, ms p50 / p95 / p99": lambda text: answerer.answer(Question(text, day)),
        }
        rows += [(name, _times(work, questions)) for name, work in works.items()]
    application.engine.dispose()
    return rows


def _cold(data_dir: Path, question: str) -> Rows:
    command = program({"INTEGRITY_DATA_DIR": str(data_dir)}, "ask", question)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return [("cold `integrity ask`, s, median of 5", round(statistics.median(times), 2))]


@contextmanager
def _running(command: list[str], url: str) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(url, process)
        yield process, time.perf_counter() - started
    finally:
        process.kill()
        process.wait()


def _served(data_dir: Path, questions: list[str], seconds: float, figures: Figures) -> Rows:
    port, bare_port = free_port(), free_port()
    unlimited = {"INTEGRITY_LIMIT_ADDRESS": "", "INTEGRITY_LIMIT_CONVERSATION": "", "INTEGRITY_QUESTION_LOG": "false"}
    anew = {**unlimited, "INTEGRITY_REMEMBERED_ANSWERS": "0"}
    command = program({"INTEGRITY_DATA_DIR": str(data_dir), **anew}, "serve", "--port", str(port))
    rows: Rows = []
    with _running(command, f"http://127.0.0.1:{port}/readyz") as (process, ready):
        rows.append(("server ready after, s", round(ready, 1)))
        for clients in CLIENTS:
            before = processor(process.pid)
            found = _load(f"http://127.0.0.1:{port}/api/v1/ask", questions, clients, seconds)
            spent = 1000 * (processor(process.pid) - before) / found["requests"]
            rows.append((f"ask over HTTP, {clients} clients", f"{_told(found)}; {spent:.1f} ms of processor each"))
            if clients == 1:
                figures["answer"] = {"p50_ms": spent, "p95_ms": spent * found["p95"] / found["p50"]}
        rows.append(("resident memory of the server, MiB", _resident(process.pid)))
    port = free_port()
    command = program({"INTEGRITY_DATA_DIR": str(data_dir), **unlimited}, "serve", "--port", str(port))
    with _running(command, f"http://127.0.0.1:{port}/readyz"):
        for _ in ("asked first", "asked again"):
            found = _load(f"http://127.0.0.1:{port}/api/v1/ask", questions[:PROPOSED], 8, seconds)
        rows.append((f"{PROPOSED} questions asked again and again, 8 clients", _told(found)))
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(BARE)
        file.flush()
        with _running([sys.executable, file.name, str(bare_port)], f"http://127.0.0.1:{bare_port}/"):
            found = _load(f"http://127.0.0.1:{bare_port}/", [], 64, seconds)
            rows.append(("a bare FastAPI route, 64 clients", _told(found)))
    return rows


def _examined(figures: Figures) -> Rows:
    """People who sit an examination together, with pauses: what the server spends on each answer, all pages counted."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data")
        venue = prepare(settings, EXAMINED, ITEMS)
        with held(settings, free_port(), Path(folder) / "server.log") as server:
            before = processor(server.pid)
            tally = asyncio.run(sit_all(server.address, venue.examination, venue.sessions, 10.0, ITEMS))
            spent = 1000 * (processor(server.pid) - before) / len(tally.kept)
    p50, p95 = np.percentile(tally.saves, [50, 95])
    figures["saved answer"] = {"p50_ms": spent, "p95_ms": spent * float(p95 / p50)}
    told = f"p50 {1000 * p50:.1f}, p95 {1000 * p95:.1f}; {spent:.1f} ms of processor each with opening and submitting"
    return [(f"an examination answer saved, {EXAMINED} people, ms", told)]


def _load(url: str, questions: list[str], clients: int, seconds: float) -> dict[str, float]:
    command = [sys.executable, "-m", "evals.bench.load", url, str(clients), str(seconds)]
    done = subprocess.run(command, input=json.dumps(questions).encode(), check=True, capture_output=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _told(found: dict[str, float]) -> str:
    return (
        f"{found['rate']} a second; ms p50 {found['p50']}, p95 {found['p95']}, p99 {found['p99']}; "
        f"{found['failed']} of {found['requests']} failed"
    )


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def _report(given: argparse.Namespace, rows: Rows) -> None:
    names = " ".join(path.name for path in (given.questions, *given.files))
    head = [
        "# Speed in fixed terms",
        "",
        f"`python -m evals.bench DATA_DIR {names}` on {os.cpu_count()} cores, Python "
        f"{platform.python_version()}; the clients run on the same machine as the server.",
        "",
        "| figure | value |",
        "| --- | --- |",
    ]
    lines = [f"| {name} | {value} |" for name, value in rows]
    REPORT.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
    sys.stdout.write(REPORT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
