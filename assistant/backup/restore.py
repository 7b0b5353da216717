"""Puts a backup back: every table as it was, in one transaction, then the kept files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from sqlalchemy import Connection, Engine, MetaData, Table, delete, insert, inspect, text

from assistant.backup.archive import Manifest, Unusable, read_manifest, table_member
from assistant.backup.values import from_plain
from assistant.database.schema import NEWEST, revision_of, upgrade

PAGE = 1000
FILES = "files/"


def restore(engine: Engine, folder: Path, source: Path, tick: Callable[[], None]) -> Manifest:
    """Replaces all that the database and the data folder hold by what is in a backup. The indexes are then stale.

    Nothing is touched before the whole backup was read and found undamaged. Where the backup's schema is this
    program's, the tables change in one transaction: a crash leaves what was there. An older backup's tables are made
    anew and then brought up to date.

    Args:
        engine: the database; nobody else may be using it.
        folder: the data folder.
        source: the backup.
        tick: called after each table.

    Raises:
        Unusable: the file is no backup, is damaged, or is newer than this program.
    """
    manifest = read_manifest(source)
    if manifest.schema > NEWEST:
        raise Unusable(f"{source} has schema {manifest.schema}, this program knows {NEWEST}: upgrade it, then restore")
    targets = list(_targets(folder, manifest))
    if revision_of(engine) != manifest.schema:
        _drop_all(engine)
        upgrade(engine, manifest.schema)
    with ZipFile(source) as archive:
        with engine.begin() as connection:
            known = MetaData()
            known.reflect(connection)
            tables = [table for table in known.sorted_tables if table.name != "alembic_version"]
            for table in reversed(tables):
                connection.execute(delete(table))
            for table in tables:
                _fill(connection, table, archive, manifest)
                tick()
        _put_files(archive, targets)
    upgrade(engine)
    return manifest


def holds_anything(engine: Engine) -> bool:
    """Whether restoring would overwrite something: any row besides those that an empty schema begins with."""
    known = MetaData()
    known.reflect(engine)
    born_full = {"alembic_version", "audit_head"}
    with engine.connect() as connection:
        return any(
            connection.execute(table.select().limit(1)).first() is not None
            for table in known.sorted_tables
            if table.name not in born_full
        )


def _fill(connection: Connection, table: Table, archive: ZipFile, manifest: Manifest) -> None:
    if table.name not in manifest.rows:
        return
    with archive.open(table_member(table.name)) as stream:
        rows = ({key: from_plain(value) for key, value in json.loads(line).items()} for line in stream)
        while page := list(islice(rows, PAGE)):
            connection.execute(insert(table), page)
    if connection.dialect.name == "postgresql":
        _advance_sequence(connection, table)


def _advance_sequence(connection: Connection, table: Table) -> None:
    for column in table.primary_key.columns:
        name = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
        )
        if name:
            highest = connection.scalar(text(f'SELECT max("{column.name}") FROM "{table.name}"'))
            if highest is not None:
                connection.execute(text("SELECT setval(:name, :highest)"), {"name": name, "highest": highest})


def _drop_all(engine: Engine) -> None:
    if not inspect(engine).get_table_names():
        return
    known = MetaData()
    known.reflect(engine)
    known.drop_all(engine)


def _put_files(archive: ZipFile, targets: list[tuple[str, Path]]) -> None:
    for name, target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(target.name + ".part")
        with archive.open(name) as stream, unfinished.open("wb") as out:
            shutil.copyfileobj(stream, out)
        if target.suffix == ".key":
            unfinished.chmod(0o600)
        unfinished.replace(target)


def _targets(folder: Path, manifest: Manifest) -> Iterator[tuple[str, Path]]:
    for name in manifest.members:
        if name.startswith(FILES):
            relative = PurePosixPath(name.removeprefix(FILES))
            if relative.is_absolute() or ".." in relative.parts:
                raise Unusable(f"the backup names a file outside the data folder, {relative}: do not trust it")
            yield name, folder.joinpath(*relative.parts)
