"""Requirements kept with all their versions. Whoever saves names the version they saw: nobody's work is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, insert, select, update

from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.audit.log import record
from assistant.training.locking import take_turn
from assistant.training.model import Requirement, Standing
from assistant.training.tables import requirement_versions, requirements


@dataclass(frozen=True, slots=True)
class Kept:
    """A requirement as it is kept: its present version and standing."""

    requirement: Requirement
    version: int
    standing: Standing


class EditedMeanwhile(Exception):  # noqa: N818 - says what is the matter
    """Somebody else has saved it since it was read."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} was changed by somebody else meanwhile: read it again, then make your change")


@cache
def _codec() -> TypeAdapter[Requirement]:
    return TypeAdapter(Requirement)


def save(
    engine: Engine,
    requirement: Requirement,
    principal: Principal,
    *,
    at: datetime,
    seen: int = 0,
    standing: Standing = Standing.DRAFT,
) -> int:
    """Keeps a new version; its number.

    Args:
        engine: the database.
        requirement: as it shall be.
        principal: a trainer for the units it is for, or an administrator.
        at: now.
        seen: the version that was edited; 0 for a new requirement.
        standing: draft, active or retired.

    Raises:
        EditedMeanwhile: the version kept is another.
        Forbidden: it is for units that are not theirs.
    """
    may_save(principal, requirement)
    content = _codec().dump_python(requirement, mode="json")
    values = {"version": seen + 1, "title": requirement.title, "standing": standing.value, "content": content}
    with engine.begin() as connection:
        take_turn(connection)
        if seen:
            known = (requirements.c.id == requirement.id) & (requirements.c.version == seen)
            if not connection.execute(update(requirements).where(known).values(**values)).rowcount:
                raise EditedMeanwhile(requirement.title)
        else:
            _add(connection, requirement, values)
        row = {"requirement_id": requirement.id, "version": seen + 1, "standing": standing.value, "content": content}
        connection.execute(insert(requirement_versions).values(**row, who=principal.account_id, at=at))
        subject = f"requirement:{requirement.id}"
        record(connection, "requirement.save", subject, who=principal.account_id, at=at, version=seen + 1,
               standing=standing.value)  # fmt: skip
    return seen + 1


def find(connection: Connection, requirement_id: str) -> Kept | None:
    """A requirement as it is now."""
    row = connection.execute(select(requirements).where(requirements.c.id == requirement_id)).first()
    return Kept(_codec().validate_python(row.content), row.version, Standing(row.standing)) if row else None


def find_all(connection: Connection, *standings: Standing) -> list[Kept]:
    """The requirements in these standings, or all, by title."""
    query = select(requirements).order_by(requirements.c.title, requirements.c.id)
    if standings:
        query = query.where(requirements.c.standing.in_([standing.value for standing in standings]))
    return [
        Kept(_codec().validate_python(row.content), row.version, Standing(row.standing))
        for row in connection.execute(query)
    ]


def at_version(connection: Connection, requirement_id: str, version: int) -> Requirement:
    """A requirement as one of its versions had it.

    Raises:
        KeyError: there is no such version.
    """
    known = (requirement_versions.c.requirement_id == requirement_id) & (requirement_versions.c.version == version)
    content = connection.scalar(select(requirement_versions.c.content).where(known))
    if content is None:
        raise KeyError(f"requirement {requirement_id} has no version {version}")
    return _codec().validate_python(content)


def may_save(principal: Principal, requirement: Requirement) -> None:
    """Lets those pass who may ask this of the people that it is for.

    Raises:
        Forbidden: it is for units that are not theirs.
    """
    principal.require(Role.TRAINER, Role.ADMIN)
    if principal.is_any(Role.ADMIN):
        return
    asked = requirement.audience.units
    if not asked or not all(any(f"{code}/".startswith(f"{own}/") for own in principal.units) for code in asked):
        raise Forbidden((Role.ADMIN,))


def _add(connection: Connection, requirement: Requirement, values: dict[str, object]) -> None:
    if connection.scalar(select(requirements.c.id).where(requirements.c.id == requirement.id)):
        raise EditedMeanwhile(requirement.title)
    connection.execute(insert(requirements).values(id=requirement.id, **values))
