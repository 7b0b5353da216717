"""What a job is, to those who ask how it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a job stands. Those after `RUNNING` are final."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stood when it was looked up; `starts` counts how often it was begun."""

    id: str
    kind: str
    arguments: Mapping[str, Any]
    state: State
    done: int
    total: int
    fault: str
    starts: int
    stopping: bool
    created_by: str
    created_at: datetime
    beat_at: datetime | None
    ended_at: datetime | None
