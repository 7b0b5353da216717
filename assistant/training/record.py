"""A person's own page of the record: what is due, what is done, hours, certificates, pledges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.quiz.papers.tables import papers
from assistant.training.completion import judge
from assistant.training.completion import status as status_of
from assistant.training.cycles import Cycle, find_some
from assistant.training.ledger import Line, hours_of, lines
from assistant.training.model import (
    Activity,
    ActivityKind,
    Excuse,
    Judgement,
    Progress,
    Requirement,
    Status,
    Window,
)
from assistant.training.pledges import templates
from assistant.training.roster.units import require_unit
from assistant.training.tables import activities, assignments, certificates, people, units


@dataclass(frozen=True, slots=True)
class Duty:
    """One assignment of somebody as they see it, part by part."""

    assignment_id: int
    cycle: Cycle
    requirement: Requirement
    status: Status
    due_at: datetime
    closes_at: datetime
    completed_at: datetime | None
    valid_until: datetime | None
    score: float | None
    late: bool
    failed: bool
    excuse: Excuse
    done: tuple[bool, ...]
    certificate: str


@dataclass(frozen=True, slots=True)
class Record:
    """Somebody's record; `person_id` is what the audit log calls them."""

    person_id: int
    staff_number: str
    name: str
    unit: str
    department: str
    rank: str
    active: bool
    duties: tuple[Duty, ...]
    hours: dict[int, int]
    lines: tuple[Line, ...]


def record_of(connection: Connection, staff_number: str, principal: Principal, now: datetime) -> Record | None:
    """The record of somebody; None if the roster hasn't got them.

    Raises:
        Forbidden: it is neither their own nor of a unit of theirs.
    """
    person = connection.execute(
        select(people, units.c.code).join(units, units.c.id == people.c.unit_id)
        .where(people.c.staff_number == staff_number)
    ).first()  # fmt: skip
    if not staff_number or person is None:
        if principal.is_any(Role.TRAINER, Role.ADMIN) or staff_number == principal.staff_number:
            return None
        raise Forbidden((Role.TRAINER,))
    if principal.staff_number != staff_number:
        require_unit(connection, principal, person.unit_id)
    return Record(
        person.id, person.staff_number, person.name, person.code, person.department, person.rank, person.active,
        tuple(_duties(connection, person.id, now)), hours_of(connection, person.id),
        tuple(lines(connection, person.id)),
    )  # fmt: skip


def subject_names(connection: Connection, record: Record) -> dict[str, str]:
    """What the subjects of a record's requirements are called: pledges and papers by their titles."""
    asked = {one for duty in record.duties for part in duty.requirement.parts for one in part.subjects}
    query = select(papers.c.id, papers.c.title).where(papers.c.id.in_(asked))
    titles = {row.id: row.title for row in connection.execute(query)}
    return titles | {one.id: one.title for one in templates(connection)}


def _duties(connection: Connection, person_id: int, now: datetime) -> list[Duty]:
    query = (
        select(assignments, certificates.c.number)
        .join(certificates, certificates.c.assignment_id == assignments.c.id, isouter=True)
        .where(assignments.c.person_id == person_id, assignments.c.withdrawn_at.is_(None))
        .order_by(assignments.c.due_at.desc(), assignments.c.id)
    )
    rows = connection.execute(query).all()
    rounds = find_some(connection, {row.cycle_id for row in rows})
    told = connection.execute(select(activities).where(activities.c.person_id == person_id)).all()
    did = [
        Activity(row.source, ActivityKind(row.kind), row.subject, row.at, row.minutes, row.score, row.passed)
        for row in told
    ]
    duties = []
    for row in rows:
        cycle, requirement = rounds[row.cycle_id]
        judged: Judgement = judge(requirement.parts, Window(cycle.opens_at, row.due_at, row.closes_at), did)
        excuse = Excuse(row.excuse)
        status = status_of(Progress(row.progress), excuse, row.due_at, row.valid_until, now)
        duties.append(
            Duty(row.id, cycle, requirement, status, row.due_at, row.closes_at, row.completed_at, row.valid_until,
                 row.score, row.late, row.failed, excuse, judged.done, row.number or "")
        )  # fmt: skip
    return duties
