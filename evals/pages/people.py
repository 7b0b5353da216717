"""People at work: each practises at a pace of their own; beside them a bare route, asked by the same people."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Sequence

from evals.quiz.load.line import Line

PACE = (1.0, 3.0)
PATIENCE = 30.0
HIDDEN = re.compile(r'<input type="hidden" name="(csrf|item|version|reason)" value="([^"]*)"')
CHOICE = re.compile(r'<input type="(?:radio|checkbox)" name="([\w-]+)" id="[^"]+" value="(\w+)"')
SEE_OTHER, REFUSED = 303, 422


async def practise(address: str, secrets: Sequence[str], seconds: float) -> tuple[list[float], list[float]]:
    """Everybody opens an item and answers it, again and again: seconds that pages took, seconds that answers took."""
    pages: list[float] = []
    answers: list[float] = []
    until = time.monotonic() + seconds
    lines = [Line(address, f"integrity_session={secret}", PATIENCE) for secret in secrets]
    await asyncio.gather(*(_practise(line, until, pages, answers) for line in lines))
    return pages, answers


async def knock(address: str, people: int, seconds: float) -> tuple[list[float], list[float]]:
    """The same with a server that does nothing."""
    pages: list[float] = []
    answers: list[float] = []
    until = time.monotonic() + seconds
    lines = [Line(address, f"person={number}", PATIENCE) for number in range(people)]
    await asyncio.gather(*(_knock(line, until, pages, answers) for line in lines))
    return pages, answers


async def _practise(line: Line, until: float, pages: list[float], answers: list[float]) -> None:
    chance = random.Random(line.cookie)
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(*PACE))
        began = time.perf_counter()
        page = (await line.ask("GET", "/practice")).text
        pages.append(time.perf_counter() - began)
        fields = dict(HIDDEN.findall(page))
        fields.update(dict(CHOICE.findall(page)[:1]))
        await asyncio.sleep(chance.uniform(*PACE))
        began = time.perf_counter()
        answer = await line.ask("POST", "/practice", fields)
        answers.append(time.perf_counter() - began)
        if answer.status not in (SEE_OTHER, REFUSED):  # an item without choices is refused unanswered
            raise AssertionError(f"/practice answered {answer.status}: {answer.text[:300]}")
    line.close()


async def _knock(line: Line, until: float, pages: list[float], answers: list[float]) -> None:
    chance = random.Random(line.cookie)
    while time.monotonic() < until:
        for method, kept in (("GET", pages), ("POST", answers)):
            await asyncio.sleep(chance.uniform(*PACE))
            began = time.perf_counter()
            await line.ask(method, "/bare", {"item": "x"})
            kept.append(time.perf_counter() - began)
    line.close()
