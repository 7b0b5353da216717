"""The tree of units: each known by its path from the top, with a table of all that lies below each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, insert, select, update

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.training.tables import unit_tree, units


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation; `code` is its path from the top, `contact` where its reminders go."""

    id: int
    code: str
    name: str
    parent_id: int | None
    contact: str = ""


def all_units(connection: Connection) -> dict[int, Unit]:
    """Every unit by its number, in the order of the codes."""
    return {row.id: Unit(**row._mapping) for row in connection.execute(select(units).order_by(units.c.code))}


def ensure_units(connection: Connection, codes: Iterable[str]) -> dict[str, int]:
    """Makes the units that are missing, those above them first; every code with its number."""
    known = {row.code: row.id for row in connection.execute(select(units.c.code, units.c.id))}
    for code in sorted(set(codes)):
        parts = code.split("/")
        for depth in range(1, len(parts) + 1):
            if (path := "/".join(parts[:depth])) not in known:
                known[path] = _make(connection, path, known.get("/".join(parts[: depth - 1])))
    return known


def set_contact(connection: Connection, code: str, contact: str) -> None:
    """Where reminders for the unit's contact go: an e-mail address or a notification URL."""
    connection.execute(update(units).where(units.c.code == code).values(contact=contact))


def below(code: str) -> Select[tuple[int]]:
    """The numbers of a unit and of all units below it."""
    top = select(units.c.id).where(units.c.code == code).scalar_subquery()
    return select(unit_tree.c.unit_id).where(unit_tree.c.above_id == top)


def visible(principal: Principal) -> Select[tuple[int]] | None:
    """The numbers of the units whose people someone may see; None for all.

    Raises:
        Forbidden: they may see nobody's records but their own.
    """
    principal.require(Role.TRAINER, Role.ADMIN)
    if principal.is_any(Role.ADMIN):
        return None
    tops = select(units.c.id).where(units.c.code.in_(sorted(principal.units)))
    return select(unit_tree.c.unit_id).where(unit_tree.c.above_id.in_(tops))


def names_seen(connection: Connection, principal: Principal, most: int | None = None) -> list[str]:
    """The codes of the units whose people someone may see, all or so many at most.

    Raises:
        Forbidden: they may see nobody's records but their own.
    """
    seen = visible(principal)
    asked = select(units.c.code).order_by(units.c.code).limit(most)
    return list(connection.scalars(asked if seen is None else asked.where(units.c.id.in_(seen))))


def require_unit(connection: Connection, principal: Principal, unit_id: int) -> None:
    """Lets those pass who answer for a unit.

    Raises:
        Forbidden: the unit is not theirs.
    """
    seen = visible(principal)
    if seen is not None and connection.scalar(seen.where(unit_tree.c.unit_id == unit_id).limit(1)) is None:
        raise Forbidden((Role.ADMIN,))


def _make(connection: Connection, code: str, parent: int | None) -> int:
    name = code.rpartition("/")[2]
    made = insert(units).values(code=code, name=name, parent_id=parent, contact="").returning(units.c.id)
    number = int(connection.execute(made).scalar_one())
    rows = [{"above_id": number, "unit_id": number, "depth": 0}]
    if parent is not None:
        above = select(unit_tree.c.above_id, unit_tree.c.depth).where(unit_tree.c.unit_id == parent)
        rows += [{"above_id": top, "unit_id": number, "depth": depth + 1} for top, depth in connection.execute(above)]
    connection.execute(insert(unit_tree), rows)
    return number
