"""The queue of jobs, in SQL: put, claimed by exactly one worker, followed, stopped.

A job runs once if nothing goes wrong. If its worker is killed, another begins it again once its heartbeat has been
missing for long enough, with the rows that the first left; so what a job does must be safe to do again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, RowMapping, func, insert, select, update

from assistant.accounts.principal import Principal, Role
from assistant.accounts.secrets import new_id
from assistant.audit.log import record
from assistant.jobs.model import Job, State
from assistant.jobs.tables import job_rows, jobs

LOST_AFTER = timedelta(minutes=1)
MOST_STARTS = 3


class Queue:
    """All jobs. Those who may see one are who put it and administrators."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, by: Principal, kind: str, arguments: Mapping[str, Any], *, at: datetime, job_id: str = "") -> str:
        """A job to be done, the earliest first; its id."""
        row = {"id": job_id or new_id(), "kind": kind, "arguments": dict(arguments), "state": State.WAITING.value}
        still = {"done": 0, "total": 0, "fault": "", "starts": 0, "stopping": False}
        with self._engine.begin() as connection:
            connection.execute(insert(jobs).values(**row, **still, created_by=by.account_id, created_at=at))
            record(connection, "job.put", f"job:{row['id']}", who=by.account_id, at=at, kind=kind)
        return str(row["id"])

    def claim(self, *, at: datetime) -> Job | None:
        """The next job, now this worker's alone: one that waits, or one whose worker was lost."""
        with self._engine.begin() as connection:
            lost = (jobs.c.state == State.RUNNING.value) & (jobs.c.beat_at < at - LOST_AFTER)
            given_up = lost & ((jobs.c.starts >= MOST_STARTS) | jobs.c.stopping)
            connection.execute(update(jobs).where(given_up).values(state=State.FAILED.value, fault="lost", ended_at=at))
            following = (
                select(jobs.c.id)
                .where((jobs.c.state == State.WAITING.value) | lost)
                .order_by(jobs.c.created_at, jobs.c.id)
                .limit(1)
                .with_for_update(skip_locked=True)  # SQLite has one writer at a time and leaves this out
                .scalar_subquery()
            )
            begun = {"state": State.RUNNING.value, "beat_at": at, "starts": jobs.c.starts + 1}
            claimed = update(jobs).where(jobs.c.id == following).values(**begun).returning(*jobs.c)
            row = connection.execute(claimed).mappings().first()
            return _job(row) if row else None

    def beat(self, job: Job, *, at: datetime, done: int | None = None, total: int | None = None) -> bool:
        """Notes that the job goes on, and how far; False if it is to stop, or is not this worker's any more."""
        progress = {name: value for name, value in (("done", done), ("total", total)) if value is not None}
        mine = (jobs.c.id == job.id) & (jobs.c.state == State.RUNNING.value) & (jobs.c.starts == job.starts)
        with self._engine.begin() as connection:
            told = update(jobs).where(mine).values(beat_at=at, **progress).returning(jobs.c.stopping)
            return connection.scalar(told) is False

    def add_rows(self, job: Job, rows: list[Mapping[str, Any]]) -> None:
        """Keeps what came of parts of a job, in order."""
        if not rows:
            return
        with self._engine.begin() as connection:
            last = connection.scalar(select(func.max(job_rows.c.number)).where(job_rows.c.job_id == job.id)) or 0
            connection.execute(
                insert(job_rows),
                [{"job_id": job.id, "number": last + n, "row": dict(row)} for n, row in enumerate(rows, 1)],
            )

    def end(self, job: Job, state: State, *, at: datetime, fault: str = "") -> None:
        """Notes how a job ended, if it was still this worker's."""
        mine = (jobs.c.id == job.id) & (jobs.c.state == State.RUNNING.value) & (jobs.c.starts == job.starts)
        with self._engine.begin() as connection:
            connection.execute(update(jobs).where(mine).values(state=state.value, fault=fault[:2000], ended_at=at))

    def cancel(self, by: Principal, job_id: str, *, at: datetime) -> None:
        """Stops a job: one that waits never begins, one that runs ends after the part it is at."""
        self.get(by, job_id)
        this = jobs.c.id == job_id
        with self._engine.begin() as connection:
            never = update(jobs).where(this, jobs.c.state == State.WAITING.value)
            connection.execute(never.values(state=State.CANCELLED.value, ended_at=at))
            connection.execute(update(jobs).where(this, jobs.c.state == State.RUNNING.value).values(stopping=True))
            record(connection, "job.cancel", f"job:{job_id}", who=by.account_id, at=at)

    def get(self, by: Principal, job_id: str) -> Job:
        """A job.

        Raises:
            LookupError: there is none with that id.
            Forbidden: it is somebody else's.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
        if row is None:
            raise LookupError(f"there is no job {job_id}: it may have been cleared away")
        if row["created_by"] != by.account_id:
            by.require(Role.ADMIN)
        return _job(row)

    def rows(self, by: Principal, job_id: str) -> list[Mapping[str, Any]]:
        """What came of the parts of a job so far."""
        self.get(by, job_id)
        query = select(job_rows.c.row).where(job_rows.c.job_id == job_id).order_by(job_rows.c.number)
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def latest(self, by: Principal, *, limit: int = 50) -> list[Job]:
        """The latest jobs that a person may see."""
        query = select(jobs).order_by(jobs.c.created_at.desc(), jobs.c.id).limit(limit)
        if not by.is_any(Role.ADMIN):
            query = query.where(jobs.c.created_by == by.account_id)
        with self._engine.connect() as connection:
            return [_job(row) for row in connection.execute(query).mappings()]


def _job(row: RowMapping) -> Job:
    return Job(**{**row, "state": State(row["state"])})
