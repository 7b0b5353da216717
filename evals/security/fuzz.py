"""Damages real files and reads them, each in a program that may die of it: crashes, hangs and memory are counted."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from evals.security.damage import damaged
from evals.security.seeds import Seed

SECONDS = 30.0
"""A file of a few hundred kilobytes that takes longer counts as a hang."""
MEMORY = 2 << 30
SLOWEST_SHOWN = 5


@dataclass
class Tally:
    """What came of the damaged files."""

    inputs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    peak_mib: int = 0

    def add(self, name: str, told: Told) -> None:
        """Counts one file."""
        self.inputs += 1
        self.formats[name.rpartition(".")[2]] += 1
        self.outcomes[told.outcome.partition(":")[0]] += 1
        self.peak_mib = max(self.peak_mib, told.peak_mib)
        self.slowest = sorted([*self.slowest, (round(told.seconds, 2), name)], reverse=True)[:SLOWEST_SHOWN]
        if told.outcome.startswith("crash"):
            self.crashes.append(f"{name} {told.outcome}")
        if told.outcome == "hang":
            self.hangs.append(name)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "inputs": self.inputs, "outcomes": dict(self.outcomes), "formats": dict(self.formats),
            "crashes": self.crashes, "hangs": self.hangs, "slowest": self.slowest, "peak_mib": self.peak_mib,
            "limit_seconds": SECONDS, "limit_mib": MEMORY >> 20,
        }  # fmt: skip


@dataclass(frozen=True)
class Told:
    """How one file went: read, rejected:REASON, crash:ERROR or hang."""

    outcome: str
    seconds: float = 0.0
    peak_mib: int = 0


def run(seeds: Sequence[Seed], folder: Path, count: int, seed: int, keep: Path | None = None) -> Tally:
    """Reads `count` damaged files; the same seed damages the same way.

    Args:
        seeds: the files to damage.
        folder: where to write them.
        count: how many.
        seed: of the random numbers.
        keep: where to put what crashed or hung.
    """
    tally, reader = Tally(), Reader()
    try:
        for name, content in inputs(seeds, count, seed):
            path = folder / name
            path.write_bytes(content)
            told = reader.read(path)
            tally.add(name, told)
            if keep and told.outcome.startswith(("crash", "hang")):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(content)
            path.unlink()
    finally:
        reader.close()
    return tally


def inputs(seeds: Sequence[Seed], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged files with their names, one seed after the other."""
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        chosen = seeds[number % len(seeds)]
        yield f"{number:06}.{chosen.ending}", damaged(chosen, seeds, chance)


class Reader:
    """A program that reads files and cuts them into articles; a new one is started where one died."""

    def __init__(self) -> None:
        self._line: Connection | None = None
        self._program: Any = None

    def read(self, path: Path) -> Told:
        """Reads one file."""
        line = self._started()
        started = time.perf_counter()
        line.send(path)
        if not line.poll(SECONDS):
            self.close()
            return Told("hang", SECONDS)
        try:
            outcome, peak = line.recv()
        except EOFError:
            self.close()
            return Told("crash: the program died", time.perf_counter() - started)
        return Told(outcome, time.perf_counter() - started, peak)

    def close(self) -> None:
        """Ends the program."""
        if self._line is not None:
            self._line.close()
            self._program.kill()
            self._program.join()
        self._line = None

    def _started(self) -> Connection:
        if self._line is not None and self._program.is_alive():
            return self._line
        self.close()
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        self._program = context.Process(target=_serve, args=(other,), daemon=True)
        self._program.start()
        other.close()
        assert self._line.recv() == "ready"
        return self._line


def _peak_mib() -> int:
    """The most this program has held; `getrusage` would count what its parent held when it was started."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def _serve(line: Connection) -> None:
    import resource

    from ingest.load import load
    from ingest.loaded import Rejected
    from ingest.structure import read_documents

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    line.send("ready")
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            path = line.recv()
            try:
                for document in read_documents(load(path)):
                    repr(document)
                outcome = "read"
            except Rejected as rejected:
                outcome = f"rejected: {rejected.reason.value}"
            except MemoryError:
                outcome = "rejected: memory"
            except Exception as error:  # what is looked for
                outcome = f"crash: {type(error).__name__}: {str(error)[:200]}"
            line.send((outcome, _peak_mib()))
