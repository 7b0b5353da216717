"""How the completions of a cycle grew: the number of people done at even steps from its opening until now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, select

from assistant.accounts.principal import Principal
from assistant.training.cycles import Cycle
from assistant.training.roster.units import below, visible
from assistant.training.tables import assignments

STEPS = 10


@dataclass(frozen=True, slots=True)
class Course:
    """The growth of one cycle: moments with how many were done by then, out of how many."""

    total: int
    steps: tuple[tuple[datetime, int], ...]


def course(connection: Connection, cycle: Cycle, principal: Principal, now: datetime, unit: str = "") -> Course:
    """The growth among the people that someone answers for, or of one unit with all below it."""
    until = max(min(now, cycle.closes_at), cycle.opens_at)
    moments = [cycle.opens_at + (until - cycle.opens_at) * step / STEPS for step in range(STEPS + 1)]
    mine = and_(assignments.c.cycle_id == cycle.id, assignments.c.withdrawn_at.is_(None), assignments.c.excuse == "")
    if unit:
        mine = and_(mine, assignments.c.unit_id.in_(below(unit)))
    elif (seen := visible(principal)) is not None:
        mine = and_(mine, assignments.c.unit_id.in_(seen))
    done = [func.sum(case((assignments.c.completed_at <= at, 1), else_=0)) for at in moments]
    total, *counts = connection.execute(select(func.count(), *done).where(mine)).one()
    return Course(total, tuple((at, int(count or 0)) for at, count in zip(moments, counts, strict=True)))
