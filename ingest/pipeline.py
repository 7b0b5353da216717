"""Files into the catalogue and the indexes: by difference, in batches, each batch shown to readers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Protocol

from ingest.ahead import Ahead, Coming, ReadFile
from ingest.bundle import is_there, unpacked
from ingest.load import load
from ingest.loaded import LoadedText, Reason, Rejected
from ingest.quality import Quality, judge
from ingest.split import pieces_of, split
from knowledge.catalogue.writing import CatalogueWriter, Place, Source, Staged, identified
from knowledge.encoder.port import Encoder
from knowledge.model import Audience, ParsedDocument, Passage, passage_id
from knowledge.store import AudienceIndex, Prepared, prepare

Correct = Callable[[str, int, ParsedDocument], ParsedDocument]
"""Puts right what was read: the file, the document's place in it, the document as read."""
Chunk = tuple[list[Passage], Prepared | None]
"""The passages of a document, and what the indexes take of them if that is known already."""
BATCH_PASSAGES = 4000
BATCH_FILES = 400


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the report; `duplicate_of` names the file that already brought the same document."""

    path: str
    outcome: Outcome
    titles: tuple[str, ...] = ()
    articles: int = 0
    reason: Reason | None = None
    detail: str = ""
    duplicate_of: str = ""
    quality: Quality | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What is noted of a file that was taken in."""

    digest: str
    name: str
    format: str
    quality: Quality


class Keeper(Protocol):
    """Keeps files as they were handed in."""

    def keep(self, path: Path, digest: str) -> None:
        """Keeps the bytes at `path` under their digest."""

    def note(self, understood: Sequence[Understood]) -> None:
        """Notes what was understood of files kept."""


@dataclass
class _Batch:
    staged: list[Staged] = field(default_factory=list)
    chunks: dict[Audience, list[Chunk]] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    rows: list[FileRow] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    places: dict[Place, str] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        passages = sum(len(chunk) for chunks in self.chunks.values() for chunk, _ in chunks)
        return passages >= BATCH_PASSAGES or len(self.rows) >= BATCH_FILES


class Pipeline:
    """Takes files in and documents out; the only writer of the catalogue and the indexes."""

    def __init__(
        self,
        writer: CatalogueWriter,
        indexes: Mapping[Audience, AudienceIndex],
        encoder: Encoder,
        read: Callable[[Path], LoadedText] = load,
        keep: Keeper | None = None,
        correct: Correct | None = None,
    ) -> None:
        self._read = read
        self._keep = keep
        self._writer = writer
        self._correct = correct
        self._indexes = indexes
        self._encoder = encoder

    def ingest(
        self, files: Iterable[Path], known: Mapping[str, tuple[str, str]], audience: Audience | None = None
    ) -> Iterator[FileRow]:
        """Takes files in and yields their rows once what they say is on disk and visible.

        `known` maps the paths taken in before to (digest, audience asked for); `audience` overrules what the
        documents say of themselves.
        """
        self.sweep()
        asked = audience.value if audience else ""
        batch = _Batch()
        every = (taken for path in files for taken in unpacked(path))
        with closing(Ahead(self._read, self._encoder)) as ahead:
            for coming in ahead.through(every, lambda name, digest: known.get(name) == (digest, asked)):
                row = self._take(coming, audience, batch)
                if row is not None:
                    yield row
                if batch.full:
                    yield from self._flush(batch)
                    batch = _Batch()
        yield from self._flush(batch)

    def remove(self, document_id: str) -> list[str]:
        """Takes a document with all its versions out of the catalogue and every index; gives the files it came from."""
        versions = self._writer.of_document(document_id)
        paths = self._writer.sources_of(versions)
        self._writer.forget_sources(paths)
        self._writer.activate((), versions, ())
        self.sweep()
        return paths

    def sweep(self) -> None:
        """Clears what an interrupted run left and what was replaced: indexes first, then the catalogue."""
        leftovers = self._writer.leftovers()
        if not leftovers:
            return
        for audience, index in self._indexes.items():
            stale = [version for version, (owner, _) in leftovers.items() if owner is audience]
            passages = [
                passage_id(version, ordinal, piece)
                for version in stale
                for ordinal, pieces in leftovers[version][1]
                for piece in range(pieces)
            ]
            index.replace((), stale, passages, self._encoder)
        self._writer.forget(list(leftovers))

    def _take(self, coming: Coming, audience: Audience | None, batch: _Batch) -> FileRow | None:
        path, name = coming.taken.path, coming.taken.name
        if coming.read is None:
            return FileRow(name, Outcome.UNCHANGED)
        try:
            read = coming.read()
        except Rejected as rejected:
            return FileRow(name, Outcome.REJECTED, reason=rejected.reason, detail=rejected.detail)
        except OSError as error:
            return FileRow(name, Outcome.REJECTED, reason=Reason.UNREADABLE, detail=error.strerror or str(error))
        documents = read.documents
        if audience:
            documents = [replace(document, audience=audience) for document in documents]
        if self._correct:
            documents = [self._correct(name, place, document) for place, document in enumerate(documents)]
        quality = judge(read.loaded, documents)
        if self._keep:
            self._keep.keep(path, coming.digest)
            batch.understood.append(Understood(coming.digest, path.name, read.loaded.format, quality))
        row = replace(self._compare(name, documents, read, batch), quality=quality)
        batch.rows.append(row)
        if not row.duplicate_of:  # a second copy is read again each time: the first may go
            batch.sources.append(Source(name, coming.digest, audience.value if audience else ""))
        return None

    def _compare(self, path: str, documents: list[ParsedDocument], read: ReadFile, batch: _Batch) -> FileRow:
        before = set(self._writer.from_source(path))
        kept: set[str] = set()
        added = 0
        duplicate_of = ""
        for number, document in enumerate(documents):
            version_id, place, digest = identified(document)
            occupant = self._writer.occupant(place)
            if occupant and occupant.version_id in batch.retired:
                occupant = None
            elsewhere = occupant.source if occupant and occupant.source != path else ""
            if occupant and occupant.version_id == version_id and not elsewhere:
                kept.add(version_id)
            elif place in batch.places or (elsewhere and is_there(elsewhere)):
                duplicate_of = batch.places.get(place) or elsewhere
            elif occupant and occupant.version_id == version_id:
                self._writer.rehome(version_id, path)
                kept.add(version_id)
            else:
                if occupant and occupant.version_id not in before:
                    batch.retired.append(occupant.version_id)
                batch.places[place] = path
                added += 1
                staged = Staged(version_id, document, path, pieces_of(document), digest)
                self._stage(staged, read.prepared_for(number, document), batch)
        gone = before - kept
        batch.retired.extend(sorted(gone))
        outcome = Outcome.UNCHANGED if not added and not gone else Outcome.UPDATED if before else Outcome.ADDED
        count = sum(sum(a.kind == "article" for a in document.articles) for document in documents)
        titles = tuple(document.title for document in documents)
        return FileRow(path, outcome, titles, count, duplicate_of=duplicate_of)

    def _stage(self, staged: Staged, prepared: Prepared | None, batch: _Batch) -> None:
        batch.retired = [retired for retired in batch.retired if retired != staged.version_id]
        batch.staged.append(staged)
        chunk = (split(staged.parsed, staged.version_id), prepared)
        batch.chunks.setdefault(staged.parsed.audience, []).append(chunk)

    def _flush(self, batch: _Batch) -> Iterator[FileRow]:
        self._writer.stage(batch.staged)
        for audience, chunks in batch.chunks.items():
            passages = [passage for chunk, _ in chunks for passage in chunk]
            self._indexes[audience].replace(passages, (), (), self._encoder, _prepared(chunks, self._encoder))
        self._writer.activate([staged.version_id for staged in batch.staged], batch.retired, batch.sources)
        if self._keep:
            self._keep.note(batch.understood)
        if batch.retired:
            self.sweep()
        yield from batch.rows


def discover(paths: Iterable[Path]) -> list[Path]:
    """The files to take in: those named, and every file below the folders named, hidden ones apart; sorted."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = (p for p in path.rglob("*") if p.is_file() or p.is_symlink())
            found += sorted(p for p in below if not any(part.startswith(".") for part in p.relative_to(path).parts))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _prepared(chunks: Sequence[Chunk], encoder: Encoder) -> list[Prepared]:
    """What the indexes take of all passages; what is not known yet is worked out many documents at a time."""
    parts: list[Prepared] = []
    for known, group in groupby(chunks, key=lambda chunk: chunk[1] is not None):
        if known:
            parts += [prepared for _, prepared in group if prepared]
        else:
            parts.append(prepare([passage for chunk, _ in group for passage in chunk], encoder))
    return parts
