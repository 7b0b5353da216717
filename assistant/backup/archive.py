"""The file of a backup: a zip of one JSON-lines member a table, the kept files, and a manifest with every digest.

The tables are read in one transaction that sees the state of one moment; files are written once under the digest of
what is in them, so that reading them afterwards fits. The indexes are not in it: they are rebuilt from the catalogue.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - its own name says nothing

from sqlalchemy import Connection, Engine, MetaData, Table, select

from assistant.backup.values import to_plain
from assistant.database.schema import revision_of

FORMAT = 1
MANIFEST = "manifest.json"
KEPT = ("originals/**/*", "recognised/*.jsonl", "recognised/*.jpg", "*.key")
"""The files of the data folder that are not derived: originals by their digest, what recognition read
of them (hours of work), keys."""
PAGE = 2000
PIECE = 1 << 20


class Unusable(Exception):  # noqa: N818 - says what is the matter
    """A file is no backup, is damaged, or was made by a newer program."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `members` are names in the zip with the SHA-256 of their content."""

    format: int
    schema: str
    made_at: str
    rows: dict[str, int]
    members: dict[str, str]


def write_backup(engine: Engine, folder: Path, target: Path, at: datetime, tick: Callable[[], None]) -> Manifest:
    """Writes the state of this moment to `target`, which appears whole or not at all; only its owner may read it.

    Args:
        engine: the database, being used or not.
        folder: the data folder.
        target: the file to make; one that is there already is replaced at the end.
        at: now, aware.
        tick: called after each table and each file.
    """
    unfinished = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as archive:
                manifest = _fill(archive, engine, folder, at, tick)
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """The manifest of a backup, after every member was compared with its digest.

    Raises:
        Unusable: the file is no backup, is damaged or too new.
    """
    try:
        with ZipFile(source) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            if manifest.format > FORMAT:
                raise Unusable(f"{source} was made by a newer program: upgrade this one, then restore")
            damaged = [name for name, digest in manifest.members.items() if _digest_in(archive, name) != digest]
    except FileNotFoundError:
        raise Unusable(f"there is no file {source}: name the backup to restore") from None
    except (BadZipFile, KeyError, ValueError, TypeError, EOFError, OSError, RuntimeError, ZlibError) as error:
        raise Unusable(f"{source} is not a backup of this program or is damaged ({error}): use another copy") from None
    if damaged:
        raise Unusable(f"{source} is damaged in {', '.join(damaged[:3])}: use another copy")
    return manifest


def table_member(table: str) -> str:
    """Where a table's rows are in the zip."""
    return f"tables/{table}.jsonl"


def _fill(archive: ZipFile, engine: Engine, folder: Path, at: datetime, tick: Callable[[], None]) -> Manifest:
    rows: dict[str, int] = {}
    members: dict[str, str] = {}
    with one_moment(engine) as connection:
        known = MetaData()
        known.reflect(connection)
        for table in known.sorted_tables:
            if table.name == "alembic_version":
                continue
            name = table_member(table.name)
            with archive.open(name, "w", force_zip64=True) as out:
                rows[table.name], members[name] = _write_rows(connection, table, out)
            tick()
    for path in sorted({path for pattern in KEPT for path in folder.glob(pattern) if path.is_file()}):
        name = f"files/{path.relative_to(folder).as_posix()}"
        archive.write(path, name)
        members[name] = _digest_in(archive, name, path)
        tick()
    return Manifest(FORMAT, revision_of(engine), at.isoformat(), rows, members)


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is now, whatever is written meanwhile."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
    else:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            yield connection


def _write_rows(connection: Connection, table: Table, out: IO[bytes]) -> tuple[int, str]:
    digest = sha256()
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=PAGE)
    count = 0
    for row in connection.execute(query).mappings():
        line = json.dumps({key: to_plain(value) for key, value in row.items()}, ensure_ascii=False) + "\n"
        out.write(line.encode())
        digest.update(line.encode())
        count += 1
    return count, digest.hexdigest()


def count_steps(engine: Engine, folder: Path) -> int:
    """How often `write_backup` will call `tick`."""
    known = MetaData()
    known.reflect(engine)
    files = {path for pattern in KEPT for path in folder.glob(pattern) if path.is_file()}
    return len(set(known.tables) - {"alembic_version"}) + len(files)


def _digest_in(archive: ZipFile, name: str, path: Path | None = None) -> str:
    digest = sha256()
    with path.open("rb") if path else archive.open(name) as stream:
        for piece in _pieces(stream):
            digest.update(piece)
    return digest.hexdigest()


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece
