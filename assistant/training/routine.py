"""What the service does by itself: results brought in and letters sent every few minutes, the nightly run each night.

Every program that serves may do it: locks in the database keep two from doing the same thing at once, and every step
may be repeated.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from assistant.training.calendar import local
from assistant.training.deliver import deliver
from assistant.training.examined import collect
from assistant.training.nightly import run_nightly
from assistant.training.notify import Notifier
from assistant.training.outbox import Lrs, fill_outbox, send_outbox
from assistant.wording.words import Words

EVERY_SECONDS = 300
NIGHT_HOUR = 2
log = logging.getLogger(__name__)


@dataclass
class Routine:
    """The routine over one database."""

    engine: Engine
    notifier: Notifier
    words: Words
    lrs: Lrs | None = None
    home: str = ""
    last_night: date | None = None

    def tick(self, now: datetime) -> None:
        """Does what is due."""
        collect(self.engine, now)
        night = local(now)
        if self.last_night is None or (night.date() > self.last_night and night.hour >= NIGHT_HOUR):
            run_nightly(self.engine, now)
            self.last_night = night.date()
        deliver(self.engine, self.notifier, self.words, now)
        if self.lrs is not None:
            fill_outbox(self.engine, self.home, now)
            send_outbox(self.engine, self.lrs, now)

    def start(self, clock: Callable[[], datetime]) -> threading.Event:
        """Ticks in a thread until the event that is given back is set; a fault is logged and tried again."""
        stop = threading.Event()

        def run() -> None:
            while not stop.wait(5 if self.last_night is None else EVERY_SECONDS):
                try:
                    self.tick(clock())
                except (SQLAlchemyError, OSError, LookupError, ValueError):
                    log.exception("training routine failed; it is tried again in %s seconds", EVERY_SECONDS)

        threading.Thread(target=run, name="training", daemon=True).start()
        return stop
