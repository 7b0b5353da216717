"""The nightly run: cycles opened, assignments made to follow the roster, what is stale judged, reminders planned.

Each step is a transaction of its own and can be repeated: after a crash the same run is simply started again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from assistant.training.assign import Assigned, follow_roster
from assistant.training.evaluate import evaluate_batch
from assistant.training.locking import take_turn
from assistant.training.reminders import plan_reminders


@dataclass(frozen=True, slots=True)
class Night:
    """What a run did."""

    assigned: Assigned
    judged: int
    planned: int


def run_nightly(engine: Engine, now: datetime) -> Night:
    """Does all that the passing of a day asks for."""
    assigned = follow_roster(engine, now)
    judged = judge_stale(engine, now)
    return Night(assigned, judged, plan_reminders(engine, now))


def judge_stale(engine: Engine, now: datetime) -> int:
    """Judges all that is stale, a batch a transaction; how many assignments that were."""
    total = 0
    while True:
        with engine.begin() as connection:
            take_turn(connection)
            judged = evaluate_batch(connection, now)
        if not judged:
            return total
        total += judged
