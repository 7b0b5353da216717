"""The place where the examination is held: a data folder or a database, a frozen examination, people, the server."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Role
from assistant.bootstrap import SHIPPED, Application
from assistant.quiz.examinations.store import Examination
from assistant.quiz.examinations.terms import Terms
from assistant.quiz.model import ItemType
from assistant.quiz.papers.blueprint import Blueprint, Part, Section
from assistant.quiz.papers.store import Paper
from assistant.settings import Settings

CHOICES = (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE)
PATIENCE = 180


@dataclass(frozen=True, slots=True)
class Venue:
    """What the people need to know: the examination and, for each, the secret of an open session."""

    examination: str
    sessions: tuple[str, ...]


def prepare(settings: Settings, people: int, items: int) -> Venue:
    """Takes the handbook in with its items, makes accounts and sessions, freezes an examination that is open."""
    application = Application(settings)
    with application.changing():
        list(application.take_in(SHIPPED[:1])[1])
    now, trainer = datetime.now(UTC), PROGRAM
    blueprint = Blueprint((Part((Section(items, 1, CHOICES),)),), items * 0.6, 120, per_person=True)
    paper = application.quiz.papers.make(trainer, "Load", blueprint, now)
    if not isinstance(paper, Paper):
        raise ValueError(f"the bank can't fill the paper: {paper}")
    numbers = [f"{10000 + n}" for n in range(people)]
    accounts = [
        application.accounts.add(PROGRAM, number, [Role.STAFF], at=now, staff_number=number) for number in numbers
    ]
    terms = Terms(now, now + timedelta(hours=6))
    listed = dict(zip(numbers, numbers, strict=True))
    drafted = application.quiz.examinations.set(trainer, "Load", paper.id, terms, listed, now)
    if not isinstance(drafted, Examination):
        raise ValueError(f"the examination can't be set: {drafted}")
    application.quiz.examinations.announce(trainer, drafted.id, now)
    secrets = tuple(application.sessions.open(account.id, at=now) for account in accounts)
    application.engine.dispose()
    return Venue(drafted.id, secrets)


class Server:
    """`integrity serve` as a process of its own, which can be killed and started again."""

    def __init__(self, settings: Settings, port: int, log: Path) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._log = log
        self._command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port)]
        self._command += ["--data-dir", str(settings.data_dir)]
        (settings.data_dir / ".env").write_text(f"INTEGRITY_DATABASE_URL={settings.database_url}\n", encoding="utf-8")
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Starts it and waits until it answers; the seconds that took."""
        began = time.monotonic()
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(self._command, stdout=log, stderr=log)
        while time.monotonic() - began < PATIENCE:
            try:
                with urlopen(f"{self.address}/healthz", timeout=5):
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(f"the server did not answer within {PATIENCE} s: see {self._log}")

    @property
    def pid(self) -> int:
        """Its process.

        Raises:
            RuntimeError: it does not run.
        """
        if self._running is None:
            raise RuntimeError("the server was not started: call start first")
        return self._running.pid

    def kill(self) -> None:
        """Ends it as kill -9 does."""
        if self._running:
            self._running.send_signal(signal.SIGKILL)
            self._running.wait()

    def stop(self) -> None:
        """Asks it to end."""
        if self._running:
            self._running.terminate()
            self._running.wait(60)


@contextmanager
def held(settings: Settings, port: int, log: Path) -> Iterator[Server]:
    """A running server, ended afterwards whatever happens."""
    server = Server(settings, port, log)
    server.start()
    try:
        yield server
    finally:
        server.stop()
