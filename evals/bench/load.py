"""Asks over HTTP from a process of its own: so many clients at once, for so long; what it took and what failed."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

import httpx
import numpy as np

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    """Figures of one load; times in milliseconds from sending a question to its whole answer."""

    clients: int
    seconds: float
    requests: int
    failed: int
    rate: float
    p50: float
    p95: float
    p99: float
    reasons: dict[str, int] = field(default_factory=dict)


async def _one(client: httpx.AsyncClient, url: str, bodies: list[dict[str, str]], start: int, until: float,
               times: list[float], failed: list[str]) -> None:  # fmt: skip
    for number in count(start):
        started = time.perf_counter()
        if started >= until:
            return
        try:
            response = await client.request(
                "POST" if bodies else "GET", url, json=bodies[number % len(bodies)] if bodies else None
            )
            if response.status_code != 200:
                failed.append(str(response.status_code))
        except httpx.HTTPError as error:
            failed.append(type(error).__name__)
        times.append((time.perf_counter() - started) * 1000)


async def load(url: str, questions: list[str], clients: int, seconds: float) -> Load:
    """Keeps `clients` busy: each asks again as soon as it has its answer. Without questions: GET."""
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    times: list[float] = []
    failed: list[str] = []
    bodies = [{"question": question} for question in questions]
    async with httpx.AsyncClient(limits=limits, timeout=PATIENCE) as client:
        started = time.perf_counter()
        until = started + seconds
        await asyncio.gather(
            *(_one(client, url, bodies, 37 * number, until, times, failed) for number in range(clients))
        )
        took = time.perf_counter() - started
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    return Load(clients, round(took, 1), len(times), len(failed), round(len(times) / took, 1),
                round(p50, 1), round(p95, 1), round(p99, 1), dict(Counter(failed)))  # fmt: skip


def main() -> None:
    """`python -m evals.bench.load URL CLIENTS SECONDS`: questions as JSON on standard input, figures as JSON out."""
    url, clients, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    figures = asyncio.run(load(url, json.load(sys.stdin), clients, seconds))
    sys.stdout.write(json.dumps({name: getattr(figures, name) for name in Load.__slots__}))


if __name__ == "__main__":
    main()
