"""The people: each opens the sheet, answers item by item, tries again until an answer is kept, and submits."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from http import HTTPStatus

from evals.quiz.load.line import Answer, Line

FIELD = re.compile(r'<input type="(radio|checkbox)" name="(s\d+)" id="[^"]+" value="(\w+)"')
TOKEN = re.compile(r'name="csrf" value="(\w+)"')
PAUSE = (2.0, 6.0)
AGAIN = 0.5
SLOWEST = 20


@dataclass
class Tally:
    """What happened.

    `saves` are seconds from sending an answer to its being kept, without what failed before; `waits` the same from
    the first try; `kept` the option told to be kept, by attempt and slot.
    """

    opened: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    kept: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    submitted: int = 0
    failures: int = 0


async def sit_all(address: str, examination: str, sessions: tuple[str, ...], window: float, items: int,
                  pause: tuple[float, float] = PAUSE) -> Tally:  # fmt: skip
    """Everybody sits the examination; they arrive evenly over `window` seconds and think for a `pause` of seconds."""
    tally = Tally()
    lines = [Line(address, f"integrity_session={secret}", SLOWEST) for secret in sessions]
    await asyncio.gather(
        *(
            _sit(line, examination, window * n / len(lines), items, tally, pause)
            for n, line in enumerate(lines)
        )
    )
    return tally


async def _sit(line: Line, examination: str, arrives: float, items: int, tally: Tally,
               pause: tuple[float, float]) -> None:  # fmt: skip
    chance = random.Random(line.cookie)
    await asyncio.sleep(arrives)
    began = time.monotonic()
    page = await _until(line, tally, "GET", "/examinations")
    token = _token(page.text)
    started = await _until(line, tally, "POST", f"/examinations/{examination}/start", {"csrf": token})
    place = started.headers["location"]
    page = await _until(line, tally, "GET", place)
    tally.opened.append(time.monotonic() - began)
    options: dict[int, list[str]] = {}
    for _, name, value in FIELD.findall(page.text):
        options.setdefault(int(name[1:]), []).append(value)
    form = {"csrf": token, "seen": "0"}
    for sequence, slot in enumerate(sorted(options)[:items], 1):
        await asyncio.sleep(chance.uniform(*pause))
        chosen = form[f"s{slot}"] = chance.choice(options[slot])
        fields = {"csrf": token, "slot": str(slot), "sequence": str(sequence), f"s{slot}": chosen}
        first = time.monotonic()
        answer = await _until(line, tally, "POST", f"{place}/answers", fields, saves=True)
        if json.loads(answer.text)["outcome"] != "saved":
            raise AssertionError(answer.text)
        tally.waits.append(time.monotonic() - first)
        tally.kept[place.rsplit("/", 1)[1], slot] = (chosen,)
    await _until(line, tally, "POST", f"{place}/submit", form)
    line.close()
    tally.submitted += 1


async def _until(
    line: Line, tally: Tally, method: str, path: str, fields: dict[str, str] | None = None, *, saves: bool = False
) -> Answer:
    """Tries until the server answers: the page's script does the same."""
    while True:
        began = time.monotonic()
        try:
            answer = await line.ask(method, path, fields)
            if answer.status < HTTPStatus.BAD_REQUEST:
                if saves:
                    tally.saves.append(time.monotonic() - began)
                return answer
            if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise AssertionError(f"{method} {path}: {answer.status} {answer.text[:300]}")
        except (OSError, EOFError, TimeoutError):
            pass
        tally.failures += 1
        await asyncio.sleep(AGAIN * (1 + random.random()))


def _token(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise AssertionError("the page has no form")
    return found[1]
