"""A steady load for long: so many questions a second, with what the server takes of memory and processor meanwhile."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

PATIENCE = 60.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Sample:
    """What the server took in one stretch: memory at its end, share of one core, questions answered and failed."""

    minute: float
    resident_mib: int
    cores: float
    answered: int
    failed: int
    reasons: tuple[str, ...] = ()


async def steady(
    url: str, questions: Sequence[str], rate: float, seconds: float, pid: int, every: float
) -> list[Sample]:
    """Asks `rate` questions a second, whether answers come or not, and looks at the server now and then."""
    counted = [0, 0]
    reasons: list[str] = []
    samples: list[Sample] = []
    waiting: set[asyncio.Task[None]] = set()
    limits = httpx.Limits(max_connections=400)
    async with httpx.AsyncClient(limits=limits, timeout=PATIENCE) as client:
        started = looked = time.perf_counter()
        spent, before, asked = processor(pid), [0, 0], 0
        while (now := time.perf_counter()) < started + seconds:
            while asked < (now - started) * rate:
                task = asyncio.create_task(_ask(client, url, questions[asked % len(questions)], counted, reasons))
                waiting.add(task)
                task.add_done_callback(waiting.discard)
                asked += 1
            if now - looked >= every:
                used = processor(pid)
                answered, failed = (count - earlier for count, earlier in zip(counted, before, strict=True))
                cores = round((used - spent) / (now - looked), 2)
                samples.append(Sample(round((now - started) / 60, 1), _resident(pid), cores, answered, failed,
                                      tuple(reasons)))  # fmt: skip
                reasons.clear()
                spent, looked, before = used, now, list(counted)
            await asyncio.sleep(0.01)
        await asyncio.gather(*waiting)
    return samples


async def _ask(client: httpx.AsyncClient, url: str, question: str, counted: list[int], reasons: list[str]) -> None:
    try:
        response = await client.post(url, json={"question": question})
        reason = "" if response.status_code == httpx.codes.OK else str(response.status_code)
    except httpx.HTTPError as error:
        reason = type(error).__name__
    counted[bool(reason)] += 1
    if reason:
        reasons.append(reason)


def processor(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20
