"""Keeps each file that was taken in by the digest of its bytes, and finds the one that a document came from.

A file is written beside its place and moved there, so that a kill leaves no half of one. Who may have a file is
who may read a document that came from it: the catalogue that is asked knows its audiences.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, RowMapping, delete, insert, select

from assistant.originals.tables import originals
from knowledge.catalogue.tables import State, sources, versions
from knowledge.model import Audience
from knowledge.page_lines import A4, ReadLine, forget_pages, keep_lines, kept_pages, picture_place

SHOWS_ALL = frozenset({"pdf", "ofd", "picture", "text", "markdown"})
"""Formats in which a file hides nothing from who opens it."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file that was handed in; `quality` are the figures of `ingest.quality.Quality` as plain values."""

    digest: str
    name: str
    format: str
    size: int
    pages: int
    score: float
    quality: Mapping[str, Any]
    kept_at: datetime
    path: Path


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of a file kept."""

    digest: str
    name: str
    format: str
    quality: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A document's original, for the knowledge administrator's list: worst understood first."""

    document_id: str
    title: str
    source: str
    original: Original


class Originals:
    """The files kept in one data folder."""

    def __init__(self, engine: Engine, folder: Path, lines_folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._lines = lines_folder

    def keep(self, path: Path, digest: str) -> None:
        """Keeps a file's bytes, once."""
        target = self._place(digest)
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=target.parent)
        os.close(descriptor)
        try:
            shutil.copyfile(path, beside)
            os.replace(beside, target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(beside)

    def note(self, rows: Sequence[Noted], at: datetime) -> None:
        """Notes what was understood of files kept, anew for one that was noted before."""
        if not rows:
            return
        made = [
            {
                "digest": row.digest,
                "name": row.name,
                "format": row.format,
                "size": self._place(row.digest).stat().st_size,
                "pages": int(row.quality.get("pages", 0)),
                "score": float(row.quality.get("score", 0)),
                "quality": dict(row.quality),
                "kept_at": at,
            }
            for row in {row.digest: row for row in rows}.values()
        ]
        with self._engine.begin() as connection:
            connection.execute(delete(originals).where(originals.c.digest.in_([row["digest"] for row in made])))
            connection.execute(insert(originals), made)

    def of_version(self, version_id: str, audiences: Iterable[Audience]) -> Original | None:
        """The file that a version came from, if all the documents in it are for these audiences; else None.

        To the public only files go that show all they hold: a Word file can carry deleted and hidden words.
        """
        open_to = frozenset(audiences)
        same = select(sources.c.digest).join(versions, versions.c.source == sources.c.path)
        query = (
            select(originals, versions.c.audience)
            .join(sources, sources.c.digest == originals.c.digest)
            .join(versions, versions.c.source == sources.c.path)
            .where(
                versions.c.state == State.ACTIVE,
                originals.c.digest.in_(same.where(versions.c.id == version_id, versions.c.state == State.ACTIVE)),
            )
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        if not rows or not {Audience(row["audience"]) for row in rows} <= open_to:
            return None
        found = self._read(rows[0])
        shown = Audience.STAFF in open_to or found.format in SHOWS_ALL
        return found if shown and found.path.is_file() else None

    def judged(self, limit: int = 200) -> list[Judged]:
        """The documents with their originals, those understood worst first."""
        query = (
            select(originals, versions.c.document_id, versions.c.title, versions.c.source)
            .join(sources, sources.c.digest == originals.c.digest)
            .join(versions, versions.c.source == sources.c.path)
            .where(versions.c.state == State.ACTIVE)
            .order_by(originals.c.score, versions.c.title)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [Judged(row["document_id"], row["title"], row["source"], self._read(row)) for row in rows]

    def lines(self, digest: str, page: int) -> tuple[ReadLine, ...]:
        """The lines that recognition read on a page, counted from 1."""
        found = kept_pages(self._lines, digest).get(page - 1)
        return found.lines if found else ()

    def keep_page(self, digest: str, page: int, lines: Sequence[ReadLine]) -> None:
        """Keeps the lines of a page, counted from 1, in place of those that were read before."""
        before = kept_pages(self._lines, digest).get(page - 1)
        keep_lines(self._lines, digest, page - 1, lines, before.shape if before else A4)

    def picture(self, digest: str, page: int) -> Path:
        """Where the copy of a picture lies, counted from 1, of a file whose pages are not drawn."""
        return picture_place(self._lines, digest, page - 1)

    def sweep(self) -> int:
        """Deletes the files that no document comes from any more; how many."""
        with self._engine.begin() as connection:
            used = select(sources.c.digest)
            gone = list(connection.scalars(select(originals.c.digest).where(originals.c.digest.not_in(used))))
            connection.execute(delete(originals).where(originals.c.digest.in_(gone)))
        for digest in gone:
            self._place(digest).unlink(missing_ok=True)
            forget_pages(self._lines, digest)
        return len(gone)

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _read(self, row: RowMapping) -> Original:
        names = ("digest", "name", "format", "size", "pages", "score", "quality", "kept_at")
        return Original(**{name: row[name] for name in names}, path=self._place(row["digest"]))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The originals as some audiences may have them; bound when it is made."""

    originals: Originals
    audiences: frozenset[Audience]

    def of_version(self, version_id: str) -> Original | None:
        """The file that a version came from, if these audiences may have it."""
        return self.originals.of_version(version_id, self.audiences)

    def lines(self, original: Original, page: int) -> tuple[ReadLine, ...]:
        """The lines that recognition read on a page of it."""
        return self.originals.lines(original.digest, page)
