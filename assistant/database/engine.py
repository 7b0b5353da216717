"""Makes the SQLAlchemy engine, for SQLite with the settings that let readers and one writer work side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url

BUSY_SECONDS = 30
KEPT, AT_MOST = 15, 25
"""Connections to PostgreSQL that a process keeps, and those it may hold at once: making one costs more than a query."""
WRITER = 76_0001
"""The advisory lock of whoever changes the knowledge base."""


def make_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL; the folder of a SQLite file is made if it is missing.

    Its errors name no values: they end in logs, and what is kept holds personal data and secrets' digests.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        limits = {"pool_size": KEPT, "max_overflow": AT_MOST - KEPT, "pool_use_lifo": True}
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True, **limits)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for single queries that need no transaction, on PostgreSQL without the words around them."""
    return engine.execution_options(isolation_level="AUTOCOMMIT") if engine.dialect.name == "postgresql" else engine


class AnotherWriter(Exception):  # noqa: N818 - says what is the matter
    """Another program is changing the knowledge base that this database holds."""

    def __init__(self) -> None:
        super().__init__(
            "another program is changing the knowledge base in this database: wait until it has finished, then run "
            "the same command again"
        )


@contextmanager
def only_writer(engine: Engine) -> Iterator[None]:
    """Keeps other writers out on PostgreSQL, from whichever machine; SQLite is guarded by a lock on its folder.

    Raises:
        AnotherWriter: one is at work already.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        if not connection.scalar(select(func.pg_try_advisory_lock(WRITER))):
            raise AnotherWriter
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(WRITER)))


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    """Every commit waits for the disk: an answer that was acknowledged is there after a power cut too."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
