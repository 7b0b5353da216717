"""How fast the pages are, beside a bare FastAPI route on the same machine in the same run."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

from evals.bench.cluster import free_port, wait_for
from evals.pages.browser import open_browser, served, signed_in
from evals.pages.people import knock, practise
from evals.pages.venue import read_told, sessions

PAGE, ECHO, FIRST_TEXT = 2.0, 0.1, 0.15
TOKEN = "event: token"
BARE = """
import sys
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
web = FastAPI()
@web.get("/bare")
def page() -> Response:
    return Response("<p>.</p>", media_type="text/html")
@web.post("/bare")
async def act(request: Request) -> Response:
    await request.form()
    return Response(status_code=303, headers={"location": "/bare"})
@web.post("/stream")
def stream() -> Response:
    return StreamingResponse(iter(["event: token\\ndata: {}\\n\\n"]), media_type="text/event-stream")
uvicorn.run(web, port=int(sys.argv[1]), log_level="error")
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds that one thing took, its budget at the share named, and the same of the bare route (empty: none)."""

    name: str
    seconds: Sequence[float]
    bare: Sequence[float]
    budget: float
    share: float = 0.95

    def at(self, share: float, *, bare: bool = False) -> float:
        """The value below which that share lies."""
        ordered = sorted(self.bare if bare else self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def measure(data_dir: Path, folder: Path, people: int, seconds: float, rounds: int) -> list[Measured]:
    """First pages in a browser, then the echo of actions with people at work, then first streamed texts."""
    boss, *readers = sessions(data_dir, people)
    questions = [text for text, _ in read_told()["questions"]]
    with served(data_dir) as address, _bare(folder) as bare:
        asyncio.run(practise(address, readers[:5], 5))  # to warm up
        first = [_first_text(f"{address}/api/v1/ask", question) for question in questions]
        pages = _first_pages(address, boss, rounds, f"{bare}/bare")
        seen, answered = asyncio.run(practise(address, readers, seconds))
        bare_seen, bare_answered = asyncio.run(knock(bare, people, seconds))
        texts = [_first_text(f"{address}/api/v1/ask", question) for question in questions * rounds]
        bare_texts = [_first_text(f"{bare}/stream", question) for question in questions * rounds]
    return [
        *pages,
        Measured(f"a page, {people} people active", seen, bare_seen, PAGE),
        Measured(f"the echo of an action, {people} people active", answered, bare_answered, ECHO),
        Measured("the first streamed text, each question for the first time", first, bare_texts, FIRST_TEXT),
        Measured("the first streamed text", texts, bare_texts, FIRST_TEXT),
    ]


def _first_pages(address: str, secret: str, rounds: int, bare: str) -> list[Measured]:
    """Each with an empty cache: from the address typed until one can type or read."""
    wanted = {
        "/": "#question textarea:enabled",
        "/ask/": "#question textarea:enabled",
        "/sign-in": "h1",
        "/desk": ".tiles",
        "/help": "textarea",
    }
    with open_browser() as browser:

        def once(url: str, selector: str) -> float:
            context = signed_in(browser, address, secret) if url != f"{address}/sign-in" else browser.new_context()
            page = context.new_page()
            began = time.perf_counter()
            page.goto(url, wait_until="commit")
            page.wait_for_selector(selector)
            took = time.perf_counter() - began
            context.close()
            return took

        once(bare, "p")
        empty = _times(partial(once, bare, "p"), rounds)
        return [
            Measured(f"{path} usable", _times(partial(once, address + path, selector), rounds), empty, PAGE)
            for path, selector in wanted.items()
        ]


def _times(once: Callable[[], float], rounds: int) -> list[float]:
    return [once() for _ in range(rounds)]


def _first_text(url: str, question: str) -> float:
    began = time.perf_counter()
    headers = {"accept": "text/event-stream"}
    with httpx.stream("POST", url, json={"question": question}, headers=headers, timeout=60) as stream:
        for line in stream.iter_lines():
            if line.startswith(TOKEN):
                return time.perf_counter() - began
    raise AssertionError(f"{url} streamed no text for {question!r}")


@contextmanager
def _bare(folder: Path) -> Iterator[str]:
    file = folder / "bare.py"
    file.write_text(BARE, encoding="utf-8")
    port = free_port()
    process = subprocess.Popen([sys.executable, str(file), str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/bare", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)
