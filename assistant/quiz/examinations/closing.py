"""Closes overdue attempts by itself while the service runs, so that nobody has to look first."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from assistant.quiz.examinations.sitting import Sittings

EVERY_SECONDS = 30.0
log = logging.getLogger(__name__)


def keep_closing(
    sittings: Sittings, clock: Callable[[], datetime], every: float = EVERY_SECONDS
) -> threading.Event:
    """Closes what is overdue again and again, in a thread, until the event that is given back is set.

    Several servers may do it on one database: an attempt is closed once.
    """
    stop = threading.Event()

    def run() -> None:
        while not stop.wait(every):
            try:
                sittings.close_overdue(clock())
            except SQLAlchemyError:
                log.exception("overdue attempts were not closed; it is tried again in %s seconds", every)

    threading.Thread(target=run, name="examinations", daemon=True).start()
    return stop
