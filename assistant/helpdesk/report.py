"""How the help desk does: requests done and in time (the 办结率), overdue ones, satisfaction and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import Engine, select

from assistant.accounts.principal import Principal, Role
from assistant.helpdesk.life import done_at, overdue
from assistant.helpdesk.office import CLERKS
from assistant.helpdesk.tables import help_feedback, help_requests

READERS = (*CLERKS, Role.TRAINER)


@dataclass(frozen=True, slots=True)
class Handling:
    """Requests received in a period. `in_time` of those done; `overdue` are open past their promise."""

    received: int
    done: int
    in_time: int
    overdue: int
    median_hours: float | None

    @property
    def completion_rate(self) -> float | None:
        """The 办结率: done of those received."""
        return self.done / self.received if self.received else None

    @property
    def in_time_rate(self) -> float | None:
        """Done in the promised time, of all whose promise was kept or broken."""
        settled = self.done + self.overdue
        return self.in_time / settled if settled else None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Opinions given in a period."""

    satisfied: int
    dissatisfied: int
    reasons: Mapping[str, int]

    @property
    def rate(self) -> float | None:
        """Satisfied of all who gave an opinion."""
        given = self.satisfied + self.dissatisfied
        return self.satisfied / given if given else None


@dataclass(frozen=True, slots=True)
class Report:
    """A period of the help desk."""

    handling: Handling
    answers: Satisfaction
    replies: Satisfaction


def make_report(engine: Engine, reader: Principal, *, since: datetime, until: datetime, at: datetime) -> Report:
    """The report of what came in from `since` up to `until`, as things stand at `at`."""
    reader.require(*READERS)
    requests, opinions = help_requests.c, help_feedback.c
    times = select(requests.received_at, requests.due_at, requests.replied_at, requests.closed_at)
    given = select(opinions.satisfied, opinions.reason, opinions.number)
    with engine.connect() as connection:
        received = connection.execute(times.where(requests.received_at >= since, requests.received_at < until)).all()
        said = connection.execute(given.where(opinions.at >= since, opinions.at < until)).all()
    return Report(
        _handling([(row.received_at, row.due_at, done_at(row.replied_at, row.closed_at)) for row in received], at),
        _satisfaction([(row.satisfied, row.reason) for row in said if not row.number]),
        _satisfaction([(row.satisfied, row.reason) for row in said if row.number]),
    )


def _handling(requests: list[tuple[datetime, datetime, datetime | None]], at: datetime) -> Handling:
    done = [(start, due, end) for start, due, end in requests if end]
    hours = [(end - start).total_seconds() / 3600 for start, _, end in done]
    return Handling(
        received=len(requests),
        done=len(done),
        in_time=sum(not overdue(due, end, at) for _, due, end in done),
        overdue=sum(overdue(due, None, at) for _, due, end in requests if not end),
        median_hours=median(hours) if hours else None,
    )


def _satisfaction(opinions: list[tuple[bool, str]]) -> Satisfaction:
    satisfied = sum(satisfied for satisfied, _ in opinions)
    reasons = Counter(reason for satisfied, reason in opinions if reason and not satisfied)
    return Satisfaction(satisfied, len(opinions) - satisfied, dict(reasons.most_common()))
