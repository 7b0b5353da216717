"""How many processor cores an administration needs: `python -m evals.bench.capacity`, from the measured figures.

Arrivals are simulated second by second over the busiest hour, service times drawn from what the bench measured, and
served first come, first served by so many cores (a queue with several servers). The answer is the least number of cores
with which 95 of 100 wait and are served within the limit. Assumptions stand in `SCENES`, measured times in
`figures.json` (written by `python -m evals.bench`).
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FIGURES = Path(__file__).with_name("figures.json")
HOUR = 3600
LIMIT = 1.0
"""Seconds within which 95 of 100 must have their answer."""
SEED = 2026
Z95 = 1.645


@dataclass(frozen=True, slots=True)
class Scene:
    """A busiest hour. `requests` arrive in it in all; `crest` is the busiest minute's rate over the hour's mean."""

    name: str
    work: str
    requests: int
    crest: float


SCENES = (
    Scene("300,000 staff ask: one question each a day, a fifth in the busiest hour", "answer", 60_000, 2),
    Scene("10 million citizens: 1 in 100 a day asks twice, an eighth of it in the busiest hour", "answer", 25_000, 2),
    Scene("the same on the day a notice goes round: ten times as many", "answer", 250_000, 4),
    Scene("annual examination, 300,000 staff in ten days, half of a day in one hour, 20 answers each", "saved answer",
          300_000, 3),
    Scene("the last evening: a tenth of all in one hour, 20 answers each", "saved answer", 600_000, 6),
)  # fmt: skip


def arrivals(scene: Scene, seed: int = SEED) -> NDArray[np.float64]:
    """Seconds at which requests arrive: Poisson, its rate a bell over the hour that reaches the crest in the middle."""
    chance = np.random.default_rng(seed)
    minutes = np.arange(HOUR) / 60.0
    width = 60.0 / (scene.crest * math.sqrt(2 * math.pi))
    bell = np.exp(-((minutes - 30.0) ** 2) / (2 * width**2))
    rate = scene.requests * bell / bell.sum()
    counts = chance.poisson(rate)
    return np.sort(np.repeat(np.arange(HOUR, dtype=np.float64), counts) + chance.random(counts.sum()))


def service(p50: float, p95: float, count: int, seed: int = SEED) -> NDArray[np.float64]:
    """Seconds of processor time of so many requests: log-normal through the measured median and 95th percentile."""
    chance = np.random.default_rng(seed + 1)
    sigma = math.log(max(p95 / p50, 1.0001)) / Z95
    return p50 * np.exp(sigma * chance.standard_normal(count))


def stay(times: NDArray[np.float64], work: NDArray[np.float64], cores: int) -> NDArray[np.float64]:
    """Seconds from arrival to the end of each request, served in order by whichever core is free first."""
    free = [0.0] * cores
    stays = np.empty(len(times))
    for number, (arrived, spent) in enumerate(zip(times.tolist(), work.tolist(), strict=True)):
        done = max(arrived, free[0]) + spent
        heapq.heapreplace(free, done)
        stays[number] = done - arrived
    return stays


def cores_needed(times: NDArray[np.float64], work: NDArray[np.float64], limit: float = LIMIT) -> tuple[int, float]:
    """The least number of cores with which the 95th percentile stays within the limit, and that percentile."""
    cores = 1
    while True:
        p95 = float(np.percentile(stay(times, work, cores), 95)) if len(times) else 0.0
        if p95 <= limit:
            return cores, p95
        cores += 1


def table(figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Each scene with what arrives at its crest and the cores that carry it."""
    lines = ["| busiest hour | requests | a second at the crest | cores | 95 of 100 within, s |", "|---" * 5 + "|"]
    for scene in SCENES:
        times = arrivals(scene)
        spent = figures[scene.work]
        work = service(spent["p50_ms"] / 1000, spent["p95_ms"] / 1000, len(times))
        crest = int(np.bincount(times.astype(int)).max())
        cores, p95 = cores_needed(times, work)
        lines.append(f"| {scene.name} | {scene.requests:,} | {crest} | {cores} | {p95:.2f} |")
    return lines


def main() -> None:
    """Prints the table."""
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    sys.stdout.write("\n".join(table(figures)) + "\n")


if __name__ == "__main__":
    main()
