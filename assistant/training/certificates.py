"""Certificates: a number for each completion, a secret code in the QR, and what the public may see of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select, update

from assistant.accounts.principal import Principal, Role
from assistant.audit.log import record
from assistant.training.calendar import day_of
from assistant.training.cycles import find as find_cycle
from assistant.training.locking import ASSIGNMENTS, hold
from assistant.training.model import Progress
from assistant.training.roster.units import require_unit
from assistant.training.tables import assignments, certificates, ledger, people, units

CODE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as it was issued."""

    number: str
    name: str
    title: str
    unit: str
    hundredths: int
    completed_at: datetime
    valid_until: datetime | None
    issued_at: datetime
    code: str
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What whoever checks a certificate is shown: no more of the name than its holder's papers can confirm."""

    number: str
    name: str
    title: str
    completed_at: datetime
    valid_until: datetime | None
    valid: bool
    revoked: bool


class NotCompleted(Exception):  # noqa: N818 - says what is the matter
    """There is nothing to certify yet."""

    def __init__(self) -> None:
        super().__init__("the training is not completed: a certificate is issued once it is")


def issue(engine: Engine, assignment_id: int, principal: Principal, at: datetime) -> Certificate:
    """The certificate of a completed assignment, issued the first time it is asked for.

    Raises:
        NotCompleted: it isn't.
        Forbidden: it is neither their own nor of a unit of theirs.
    """
    with engine.begin() as connection:
        hold(connection, ASSIGNMENTS)
        row = connection.execute(
            select(assignments, people.c.staff_number, people.c.name, units.c.name.label("unit"))
            .join(people, people.c.id == assignments.c.person_id)
            .join(units, units.c.id == assignments.c.unit_id)
            .where(assignments.c.id == assignment_id)
        ).first()
        if row is None:
            raise KeyError(f"there is no assignment {assignment_id}")
        if not principal.staff_number or row.staff_number != principal.staff_number:
            require_unit(connection, principal, row.unit_id)
        if known := _find(connection, certificates.c.assignment_id == assignment_id):
            return known
        if row.progress != Progress.COMPLETED.value:
            raise NotCompleted
        cycle, requirement = find_cycle(connection, row.cycle_id)
        hours = select(func.sum(ledger.c.hundredths)).where(
            ledger.c.person_id == row.person_id, ledger.c.year == cycle.year
        )
        year = day_of(at).year
        issued = select(func.count()).where(certificates.c.number.like(f"XX{year}-%"))
        made = Certificate(
            f"XX{year}-{(connection.scalar(issued) or 0) + 1:06d}", row.name, requirement.title, row.unit,
            int(connection.scalar(hours) or 0), row.completed_at, row.valid_until, at,
            secrets.token_urlsafe(CODE_BYTES),
        )  # fmt: skip
        values = {name: getattr(made, name) for name in Certificate.__slots__}
        connection.execute(insert(certificates).values(assignment_id=assignment_id, **values))
        record(connection, "certificate.issue", f"certificate:{made.number}", who=principal.account_id, at=at)
    return made


def revoke(engine: Engine, number: str, principal: Principal, *, reason: str, at: datetime) -> None:
    """Takes a certificate back: it stays known, as revoked.

    Raises:
        Forbidden: not an administrator.
    """
    principal.require(Role.ADMIN)
    with engine.begin() as connection:
        connection.execute(update(certificates).where(certificates.c.number == number).values(revoked_at=at))
        record(
            connection, "certificate.revoke", f"certificate:{number}", who=principal.account_id, at=at, reason=reason
        )


def check(connection: Connection, number: str, code: str, now: datetime) -> Verified | None:
    """What may be shown of a certificate to anyone who holds it: its number alone is not enough."""
    found = _find(connection, certificates.c.number == number)
    if found is None or not secrets.compare_digest(found.code, code):
        return None
    expired = found.valid_until is not None and found.valid_until <= now
    return Verified(
        found.number, masked(found.name), found.title, found.completed_at, found.valid_until,
        not expired and found.revoked_at is None, found.revoked_at is not None,
    )  # fmt: skip


def masked(name: str) -> str:
    """A name with all but its first and last character hidden; of two characters the last is shown."""
    if len(name) <= 2:
        return "*" * (len(name) - 1) + name[-1:]
    return name[0] + "*" * (len(name) - 2) + name[-1]


def address(base_url: str, certificate: Certificate) -> str:
    """Where a certificate is checked: what its QR code holds."""
    return f"{base_url.rstrip('/')}/certificates/{certificate.number}?code={certificate.code}"


def _find(connection: Connection, condition: object) -> Certificate | None:
    columns = [certificates.c[name] for name in Certificate.__slots__]
    row = connection.execute(select(*columns).where(condition)).first()  # type: ignore[arg-type]
    return Certificate(**row._mapping) if row else None


