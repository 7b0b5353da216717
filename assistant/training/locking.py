"""How writers keep out of each other's way, on either database."""

from __future__ import annotations

from sqlalchemy import Connection, Insert, Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from assistant.training.tables import units

ROSTER = 76_0010
ASSIGNMENTS = 76_0011
DELIVERY = 76_0012


def hold(connection: Connection, lock: int) -> None:
    """Waits for whoever holds the lock; it is let go with the transaction. Take it as the first statement."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(lock)))
    else:
        take_turn(connection)


def take_turn(connection: Connection) -> None:
    """Has a transaction on SQLite begin as a writer: one that begins by reading may find that it can't write."""
    if connection.dialect.name == "sqlite":
        connection.execute(update(units).where(units.c.id == -1).values(name=""))


def add_new(connection: Connection, table: Table) -> Insert:
    """An insert that passes over rows which are there already."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
