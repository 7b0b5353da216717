"""Exemptions and recognitions: granted with reason, evidence and approver, withdrawn by a new row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from assistant.accounts.principal import Principal
from assistant.audit.log import record
from assistant.training.locking import take_turn
from assistant.training.model import Excuse
from assistant.training.roster.units import require_unit
from assistant.training.tables import assignments, excuses, people


@dataclass(frozen=True, slots=True)
class Granted:
    """One decision: what was granted (or withdrawn, if `kind` is none), why, on what evidence, by whom."""

    assignment_id: int
    kind: Excuse
    reason: str
    evidence: str
    asked_by: str
    approver: str
    at: datetime


class OwnExcuse(Exception):  # noqa: N818 - says what is the matter
    """Somebody would approve their own exemption."""

    def __init__(self) -> None:
        super().__init__("nobody approves their own exemption: ask another trainer or an administrator")


def grant(
    engine: Engine,
    assignment_id: int,
    kind: Excuse,
    principal: Principal,
    *,
    reason: str,
    evidence: str = "",
    asked_by: str = "",
    at: datetime,
) -> None:
    """Excuses somebody from an assignment, or withdraws that with `Excuse.NONE`.

    Raises:
        ValueError: no reason is given.
        KeyError: there is no such assignment.
        OwnExcuse: it is the approver's own.
        Forbidden: the person's unit is not theirs.
    """
    if not reason.strip():
        raise ValueError("an exemption needs a reason")
    with engine.begin() as connection:
        take_turn(connection)
        row = connection.execute(
            select(assignments.c.unit_id, people.c.staff_number)
            .join(people, people.c.id == assignments.c.person_id)
            .where(assignments.c.id == assignment_id)
        ).first()
        if row is None:
            raise KeyError(f"there is no assignment {assignment_id}")
        require_unit(connection, principal, row.unit_id)
        if principal.staff_number and principal.staff_number == row.staff_number:
            raise OwnExcuse
        who = principal.account_id
        connection.execute(update(assignments).where(assignments.c.id == assignment_id).values(excuse=kind.value))
        kept = {"assignment_id": assignment_id, "kind": kind.value, "reason": reason, "evidence": evidence}
        connection.execute(insert(excuses).values(**kept, asked_by=asked_by, approver=who, at=at))
        action = "assignment.excuse" if kind is not Excuse.NONE else "assignment.unexcuse"
        record(connection, action, f"assignment:{assignment_id}", who=who, at=at, kind=kind.value, reason=reason)


def decisions(connection: Connection, assignment_id: int) -> list[Granted]:
    """What was decided about an assignment, the oldest first."""
    columns = [excuses.c[name] for name in Granted.__slots__]
    query = select(*columns).where(excuses.c.assignment_id == assignment_id).order_by(excuses.c.id)
    return [Granted(**{**row._mapping, "kind": Excuse(row.kind)}) for row in connection.execute(query)]


