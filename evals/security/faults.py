"""Kills acts at random moments, fills their disk, makes it read-only; then holds them to what they acknowledged."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.security.acts import ACTS

CHECKOUT = Path(__file__).resolve().parents[2]
LONGEST = {"ingest": 3.0, "backup": 1.0, "restore": 1.0}
"""Seconds after the first acknowledgement within which the power fails; 0.4 elsewhere."""
SIZES = {"ingest": 48, "backup": 24}
"""MiB of the small disk; 8 elsewhere."""
BALLAST = "ballast"
LEFT = 64 << 10


@dataclass
class Tally:
    """What came of one act."""

    faults: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"faults": self.faults, "acknowledged": self.acknowledged, "wrong": self.wrong, "said": self.said}


def killed(name: str, folder: Path, times: int, seed: int) -> Tally:
    """Kills an act with signal 9, again and again, on one data folder; looks after each."""
    tally, chance = Tally(), random.Random(f"{seed}-{name}")
    data = folder / name
    data.mkdir(parents=True)
    _prepare(name, data)
    for _ in range(times):
        told = _until(name, data, chance.uniform(0, LONGEST.get(name, 0.4)))
        if not told:
            tally.wrong.append("it could not go on after the kill before")
            _until_it_fails(name, data, tally)
            return tally
        tally.faults += 1
        tally.acknowledged += len(told)
        tally.wrong += ACTS[name].wrong(data, told)
    if name == "ingest":
        tally.wrong += _not_mended(data)
    return tally


def _not_mended(data: Path) -> list[str]:
    """What the same command, given once more, leaves amiss: catalogue and indexes must then agree."""
    program = [sys.executable, "-m", "ui.cli"]
    where = ["--data-dir", str(data.absolute())]
    ran = [
        subprocess.run([*program, *command, *where], cwd=CHECKOUT, capture_output=True, check=False).returncode
        for command in (["ingest", str((data / "files").absolute())], ["doctor"])
    ]
    return [] if ran == [0, 0] else [f"ingest and doctor ended with {ran}"]


def _prepare(name: str, data: Path) -> None:
    """In a program of its own, so that none of its files stays open here."""
    subprocess.run([sys.executable, "-m", "evals.security.act", name, str(data), "prepare"], cwd=CHECKOUT, check=True)


def _until(name: str, data: Path, seconds: float) -> list[str]:
    """Lets an act work until it was killed; what it told of. The moment counts from the first thing told."""
    with _started(name, data) as program:
        assert program.stdout is not None
        told = [program.stdout.readline()]
        time.sleep(seconds)
        program.send_signal(signal.SIGKILL)
        told += program.stdout.readlines()
    return [line.strip() for line in told if line.endswith("\n")]


@contextmanager
def _started(name: str, data: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "evals.security.act", name, str(data)]
    program = subprocess.Popen(
        command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    try:
        yield program
    finally:
        program.kill()
        program.wait()
        for pipe in (program.stdout, program.stderr):
            if pipe:
                pipe.close()


def full(name: str, folder: Path) -> Tally:
    """Lets an act fill a small disk; then makes room, and it must go on."""
    tally = Tally()
    with small_disk(folder / f"{name}-disk", SIZES.get(name, 8)) as disk:
        data = disk / "data"
        data.mkdir()
        _prepare(name, data)
        _fill(disk)
        told = _until_it_fails(name, data, tally)
        (disk / BALLAST).unlink(missing_ok=True)
        tally.wrong += ACTS[name].wrong(data, told)
        after = _until(name, data, 0.2)
        tally.acknowledged = len(told) + len(after)
        tally.wrong += ACTS[name].wrong(data, after)
    return tally


def read_only(name: str, folder: Path) -> Tally:
    """Makes an act's disk read-only; then writable again, and it must go on."""
    tally = Tally()
    with small_disk(folder / f"{name}-disk", 64) as disk:
        data = disk / "data"
        data.mkdir()
        _prepare(name, data)
        told = _until(name, data, 0.1)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        _until_it_fails(name, data, tally)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        tally.wrong += ACTS[name].wrong(data, told)
        after = _until(name, data, 0.1)
        tally.acknowledged = len(told) + len(after)
        tally.wrong += ACTS[name].wrong(data, after)
    return tally


def _until_it_fails(name: str, data: Path, tally: Tally) -> list[str]:
    with _started(name, data) as program:
        try:
            out, said = program.communicate(timeout=90)
        except subprocess.TimeoutExpired:
            tally.wrong.append(f"{name} did not say that it could not go on")
            return []
    tally.faults += 1
    tally.said.append(said.strip().rpartition("\n")[2][:200])
    return out.split("\n")[:-1]


def _fill(disk: Path) -> None:
    """Leaves little free."""
    free = shutil.disk_usage(disk).free
    with (disk / BALLAST).open("wb") as stream:
        stream.write(bytes(max(0, free - LEFT)))


def can_mount() -> bool:
    """Whether this machine lets us have a small disk."""
    return os.geteuid() == 0 and shutil.which("mount") is not None and _try_mount()


def _try_mount() -> bool:
    import tempfile

    try:
        with tempfile.TemporaryDirectory() as place, small_disk(Path(place) / "disk", 1):
            return True
    except subprocess.CalledProcessError:
        return False


@contextmanager
def small_disk(place: Path, mebibytes: int) -> Iterator[Path]:
    """A file system of a few MiB, in memory."""
    place.mkdir(parents=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", str(place)], check=True, capture_output=True
    )
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
