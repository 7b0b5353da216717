"""A working day in half an hour: mixed traffic on the real service, what it holds of memory and files meanwhile."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

import httpx

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role
from evals.security.corpus import documents, prompts
from evals.security.prompts import make_base

CHECKOUT = Path(__file__).resolve().parents[2]
DAY_HOURS, DAY_RATE = 8, 2.0
"""A working day, and requests a second in it."""
PATIENCE = 60.0
EVERY = 10.0
WARM = 0.25
"""The share of the time in which a program still fills its caches."""
MOST_GROWTH = 0.05
SETTLED = 5.0
"""Seconds after which a program has noticed that its clients have gone."""
PASSWORD = "soaking-the-service-2026"
ENDLESS = "INTEGRITY_LIMIT_ADDRESS=\nINTEGRITY_LIMIT_CONVERSATION=\nINTEGRITY_LIMIT_REQUESTS=\n"


@dataclass(frozen=True)
class Sample:
    """What the service held at a moment; `files` without the connections to its clients, which are `sockets`."""

    second: float
    resident_mib: float
    files: int
    sockets: int
    threads: int
    answered: int


@dataclass
class Soaked:
    """All that was seen; `before` and `after` are with no client connected, once it had answered one question."""

    minutes: float
    samples: list[Sample] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    before: Sample | None = None
    after: Sample | None = None

    def to_json(self) -> dict[str, Any]:
        """As it is kept: before, the first, middle and last samples, after; what grew; what was not given back.

        Connections are as many as the clients hold open, so they may rise and fall; all must be gone afterwards.
        """
        warm = self.samples[int(len(self.samples) * WARM) :]
        shown = [one for one in (self.before, warm[0], warm[len(warm) // 2], warm[-1], self.after) if one]
        grown = {name: growth(warm, name) for name in ("resident_mib", "files", "threads")}
        kept = self.after.sockets - self.before.sockets if self.before and self.after else 0
        return {
            "minutes": self.minutes, "requests": sum(self.statuses.values()), "statuses": dict(self.statuses),
            "samples": [asdict(one) for one in shown], "memory_growth": grown["resident_mib"],
            "files_growth": grown["files"], "threads_growth": grown["threads"], "sockets_kept": kept,
            "flat": max(grown.values()) <= MOST_GROWTH and kept <= 0,
        }  # fmt: skip


def growth(samples: Sequence[Sample], name: str) -> float:
    """How much something grew from first to last by the line through all samples, as a share of the median."""
    values = [float(getattr(one, name)) for one in samples]
    times = [one.second for one in samples]
    if len(set(times)) < 2:
        return 0.0
    slope = linear_regression(times, values).slope
    return round(slope * (times[-1] - times[0]) / max(1.0, median(values)), 4)


def run(folder: Path, minutes: float, seed: int = 1) -> dict[str, Any]:
    """Serves a base of its own and asks it a day's questions in so many minutes."""
    application = make_base(folder)
    application.accounts.add(PROGRAM, "soak", list(Role), at=datetime.now(UTC), password=PASSWORD)
    application.engine.dispose()
    (folder / "data" / ".env").write_text(ENDLESS, encoding="utf-8")
    with served(folder / "data", folder / "server.log") as (url, pid):
        return asyncio.run(_soak(url, pid, minutes, random.Random(seed))).to_json()


@contextmanager
def served(data: Path, log: Path) -> Iterator[tuple[str, int]]:
    """Runs `integrity serve` on a free port; its address and the id of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port), "--data-dir", str(data.absolute())]
    with log.open("w") as out:
        program = subprocess.Popen(command, cwd=CHECKOUT, stdout=out, stderr=out)
    try:
        for _ in range(600):
            if program.poll() is not None:
                raise RuntimeError(f"the service ended: see {log}")
            try:
                httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}", program.pid
    finally:
        program.terminate()
        program.wait(60)


async def _soak(url: str, pid: int, minutes: float, chance: random.Random) -> Soaked:
    soaked = Soaked(minutes)
    seconds = minutes * 60
    rate = DAY_HOURS * 3600 * DAY_RATE / 1800
    limits = httpx.Limits(max_connections=100)
    waiting: set[asyncio.Task[None]] = set()
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE) as client:
        await _ask(client, ("POST", "/api/v1/ask", {"json": {"question": "?"}}), soaked)
    await asyncio.sleep(SETTLED)
    soaked.before = _sample(pid, 0, soaked)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=PATIENCE) as client:
        began = looked = time.perf_counter()
        sent = 0
        while (now := time.perf_counter()) < began + seconds:
            while sent < (now - began) * rate and len(waiting) < 200:
                task = asyncio.create_task(_ask(client, _request(chance), soaked))
                waiting.add(task)
                task.add_done_callback(waiting.discard)
                sent += 1
            if now - looked >= EVERY or not soaked.samples:
                soaked.samples.append(_sample(pid, now - began, soaked))
                looked = now
            await asyncio.sleep(0.005)
        await asyncio.gather(*waiting)
        soaked.samples.append(_sample(pid, time.perf_counter() - began, soaked))
    await asyncio.sleep(SETTLED)
    soaked.after = _sample(pid, time.perf_counter() - began, soaked)
    return soaked


def _request(chance: random.Random) -> tuple[str, str, dict[str, Any]]:
    """One of the things that people do, as often as they do it."""
    question = chance.choice(QUESTIONS)
    ways: list[tuple[float, tuple[str, str, dict[str, Any]]]] = [
        (40, ("POST", "/api/v1/ask", {"json": {"question": question}})),
        (10, ("POST", "/api/v1/ask", {"json": {"question": question}, "headers": {"Accept": "text/event-stream"}})),
        (10, ("POST", "/help", {"data": {"question": question, "history": "[]"}})),
        (8, ("GET", "/api/v1/documents", {})),
        (6, ("GET", "/help", {})),
        (5, ("GET", "/", {})),
        (5, ("GET", "/widget.js", {})),
        (4, ("POST", "/api/v1/help-requests", {"json": {"question": question}})),
        (3, ("GET", "/healthz", {})),
        (3, ("GET", "/metrics", {})),
        (2, ("GET", "/no-such-page", {})),
        (2, ("GET", "/sign-in", {})),
        (2, ("POST", "/sign-in", {"data": {"name": "soak", "password": "wrong"}})),
    ]
    return chance.choices([way for _, way in ways], [weight for weight, _ in ways])[0]


QUESTIONS = [prompt.question for prompt in prompts()] + [text for document in documents() for text in document.asks]


async def _ask(client: httpx.AsyncClient, request: tuple[str, str, dict[str, Any]], soaked: Soaked) -> None:
    method, path, more = request
    try:
        response = await client.request(method, path, **more)
        soaked.statuses[str(response.status_code)] += 1
    except httpx.HTTPError as error:
        soaked.statuses[type(error).__name__] += 1


def _sample(pid: int, second: float, soaked: Soaked) -> Sample:
    """The service with its own programs."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    resident = int(fields["VmRSS"].split()[0]) / 1024
    held = [_held(Path(f"/proc/{pid}/fd") / name) for name in os.listdir(f"/proc/{pid}/fd")]
    sockets = sum(one.startswith("socket:") for one in held)
    answered = sum(soaked.statuses.values())
    threads = int(fields["Threads"])
    return Sample(round(second, 1), round(resident, 1), len(held) - sockets, sockets, threads, answered)


def _held(handle: Path) -> str:
    try:
        return os.readlink(handle)
    except OSError:  # given back in between
        return ""
