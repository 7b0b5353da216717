"""Empty databases for tests: a schema costs seconds, so it is made once and what a test wrote is taken out."""

import os
import shutil

from sqlalchemy import MetaData, create_engine, inspect, select, text

from assistant.database.engine import make_engine
from assistant.database.schema import NEWEST, revision_of, upgrade

SERVER = "postgresql://postgres@127.0.0.1:5432"
REVISION = "alembic_version"


class EmptyFile:
    """An SQLite file as the migrations make it, to be copied."""

    def __init__(self, folder):
        self._file = folder / "empty.sqlite3"
        engine = make_engine(f"sqlite:///{self._file}")
        upgrade(engine)
        engine.dispose()

    def copy(self, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._file, target)


class EmptyDatabase:
    """A PostgreSQL database of this process, emptied again and again; made anew where a test changed its schema.

    Args:
        server: a connection to another database of the server, in autocommit.
    """

    def __init__(self, server):
        self._server = server
        self._name = f"integrity_test_{os.getpid()}"
        self.url = f"{SERVER}/{self._name}"
        self._engine = create_engine(self.url.replace("postgresql", "postgresql+psycopg"))
        self._make()

    def _make(self):
        self.drop()
        self._server.execute(f'CREATE DATABASE "{self._name}"')
        self._server.execute(f"ALTER DATABASE \"{self._name}\" SET lock_timeout = '60s'")
        upgrade(self._engine)
        self._tables = MetaData()
        self._tables.reflect(self._engine)
        self._names = sorted(set(self._tables.tables) - {REVISION})
        with self._engine.connect() as connection:
            self._rows = {name: self._rows_of(connection, name) for name in self._written(connection)}
            self._numbers = connection.execute(text("SELECT sequencename, start_value, last_value FROM pg_sequences"))
            self._numbers = self._numbers.all()

    def _written(self, connection):
        asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in self._names)
        return connection.scalars(text(asked)).all()

    def _rows_of(self, connection, name):
        return [dict(row) for row in connection.execute(select(self._tables.tables[name])).mappings()]

    def empty(self):
        """Takes out what a test wrote, and sends away whoever is still connected; what the migrations wrote stays."""
        self._engine.dispose()
        self._server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self._name])
        if revision_of(self._engine) != NEWEST or {*inspect(self._engine).get_table_names()} != {*self._tables.tables}:
            self._make()
            return
        with self._engine.begin() as connection:
            if written := self._written(connection):
                connection.execute(text("TRUNCATE {} CASCADE".format(", ".join(f'"{name}"' for name in written))))
            for name, rows in self._rows.items():
                connection.execute(self._tables.tables[name].insert(), rows)
            for name, start, last in self._numbers:
                connection.execute(
                    text("SELECT setval(:name, :value, :called)"),
                    {"name": name, "value": last or start, "called": last is not None},
                )

    def drop(self):
        """Takes the database off the server."""
        self._engine.dispose()
        self._server.execute(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')
