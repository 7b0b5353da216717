"""Whose attempts a trainer may see: people of their own units, and whom they listed and no roster knows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from assistant.accounts.principal import Principal
from assistant.training.roster.units import visible
from assistant.training.tables import people

AT_ONCE = 400


def seen(connection: Connection, who: Principal, author: str, persons: Iterable[str]) -> frozenset[str]:
    """Those among `persons` (by 工号) whose attempts at an examination that `author` set someone may see.

    Raises:
        Forbidden: they are neither a trainer nor an administrator.
    """
    units, asked = visible(who), sorted(set(persons))
    if units is None:
        return frozenset(asked)
    own: set[str] = set()
    rostered: set[str] = set()
    for start in range(0, len(asked), AT_ONCE):
        known = select(people.c.staff_number).where(people.c.staff_number.in_(asked[start : start + AT_ONCE]))
        rostered.update(connection.scalars(known))
        own.update(connection.scalars(known.where(people.c.unit_id.in_(units))))
    strangers = set(asked) - rostered if author == who.account_id else set()
    return frozenset(own | strangers)
