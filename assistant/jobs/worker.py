"""Does jobs, one at a time, in a thread of the serving program; several programs may each have one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from assistant.jobs.model import Job, State
from assistant.jobs.queue import LOST_AFTER, Queue

LOOKS_EVERY = timedelta(seconds=1)
BEATS_EVERY = LOST_AFTER / 6
log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818 - says what is the matter
    """The job is to stop here."""


@dataclass
class Progress:
    """What a job's function tells while it works, and where it learns that it is to stop."""

    job: Job
    _queue: Queue
    _now: Callable[[], datetime]
    _done: int = field(init=False)

    def __post_init__(self) -> None:
        self._done = self.job.done

    def expect(self, left: int) -> None:
        """How many parts there are still to do."""
        self._beat(total=self._done + left)

    def row(self, row: Mapping[str, Any], *, count: int = 1) -> None:
        """What came of a part, or of `count` of them.

        Raises:
            Cancelled: somebody stopped the job.
        """
        self._queue.add_rows(self.job, [row])
        self.step(count)

    def step(self, count: int = 1) -> None:
        """So many more parts are done.

        Raises:
            Cancelled: somebody stopped the job.
        """
        self._done += count
        self._beat(done=self._done)

    def _beat(self, **progress: int) -> None:
        if not self._queue.beat(self.job, at=self._now(), **progress):
            raise Cancelled


Doing = Callable[[Progress], None]


class Worker:
    """Takes jobs as they come. `kinds` names what it can do; a job of another kind fails and says so."""

    def __init__(self, queue: Queue, kinds: Mapping[str, Doing], now: Callable[[], datetime]) -> None:
        self._queue = queue
        self._kinds = kinds
        self._now = now
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to look for jobs, in a thread of its own."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def stop(self, patience: float = 10.0) -> None:
        """Takes no more jobs; the one in hand is begun again by the next worker if it does not end in time."""
        self._stop.set()
        if self._thread:
            self._thread.join(patience)

    def run_next(self) -> bool:
        """Does the next job, if there is one."""
        job = self._queue.claim(at=self._now())
        if job is None:
            return False
        alive = threading.Event()
        heart = threading.Thread(target=self._beat, args=(job, alive), name="heartbeat", daemon=True)
        heart.start()
        try:
            state, fault = self._do(job)
        finally:
            alive.set()
            heart.join()
        self._queue.end(job, state, at=self._now(), fault=fault)
        return True

    def _do(self, job: Job) -> tuple[State, str]:
        doing = self._kinds.get(job.kind)
        if doing is None:
            return State.FAILED, f"this program does not know jobs of the kind {job.kind}"
        try:
            doing(Progress(job, self._queue, self._now))
        except Cancelled:
            return State.CANCELLED, ""
        except Exception as error:
            log.exception("job %s (%s) failed", job.id, job.kind)
            return State.FAILED, str(error) or type(error).__name__
        return State.DONE, ""

    def _beat(self, job: Job, over: threading.Event) -> None:
        while not over.wait(BEATS_EVERY.total_seconds()):
            try:
                self._queue.beat(job, at=self._now())
            except SQLAlchemyError:
                log.warning("job %s could not note that it goes on; it goes on", job.id, exc_info=True)

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                idle = not self.run_next()
            except Exception:
                log.exception("the worker could not look for jobs")
                idle = True
            if idle:
                self._stop.wait(LOOKS_EVERY.total_seconds())
