"""Files into the catalogue and the indexes: by difference, in batches, each batch shown to readers at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ingest.bundle import Taken, is_there, unpacked
from ingest.load import load
from ingest.loaded import LoadedText, Reason, Rejected
from ingest.quality import Quality, judge
from ingest.split import pieces_of, split
from ingest.structure import read_documents
from knowledge.catalogue.writing import CatalogueWriter, Place, Source, Staged, new_version_id, place_of
from knowledge.encoder.port import Encoder
from knowledge.model import Audience, ParsedDocument, Passage, passage_id
from knowledge.store import AudienceIndex

Correct = Callable[[str, int, ParsedDocument], ParsedDocument]
"""Puts right what was read: the file, the document's place in it, the document as read."""
BATCH_PASSAGES = 4000
BATCH_FILES = 400
READ_BLOCK = 1 << 20


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
    passages: dict[Audience, list[Passage]] = field(default_factory=dict)
    retired: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    rows: list[FileRow] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    places: dict[Place, str] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return sum(map(len, self.passages.values())) >= BATCH_PASSAGES or len(self.rows) >= BATCH_FILES


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
        batch = _Batch()
        for taken in (taken for path in files for taken in unpacked(path)):
            row = self._take(taken, known, audience, batch)
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

    def _take(
        self, taken: Taken, known: Mapping[str, tuple[str, str]], audience: Audience | None, batch: _Batch
    ) -> FileRow | None:
        path, name = taken.path, taken.name
        asked = audience.value if audience else ""
        try:
            if taken.rejected:
                raise taken.rejected
            digest = _file_digest(path)
            if known.get(name) == (digest, asked):
                return FileRow(name, Outcome.UNCHANGED)
            loaded = self._read(path)
            documents = read_documents(loaded)
        except Rejected as rejected:
            return FileRow(name, Outcome.REJECTED, reason=rejected.reason, detail=rejected.detail)
        except OSError as error:
            return FileRow(name, Outcome.REJECTED, reason=Reason.UNREADABLE, detail=error.strerror or str(error))
        if audience:
            documents = [replace(document, audience=audience) for document in documents]
        if self._correct:
            documents = [self._correct(name, place, document) for place, document in enumerate(documents)]
        quality = judge(loaded, documents)
        if self._keep:
            self._keep.keep(path, digest)
            batch.understood.append(Understood(digest, path.name, loaded.format, quality))
        row = replace(self._compare(name, documents, batch), quality=quality)
        batch.rows.append(row)
        if not row.duplicate_of:  # a second copy is read again each time: the first may go
            batch.sources.append(Source(name, digest, asked))
        return None

    def _compare(self, path: str, documents: list[ParsedDocument], batch: _Batch) -> FileRow:
        before = set(self._writer.from_source(path))
        kept: set[str] = set()
        added = 0
        duplicate_of = ""
        for document in documents:
            version_id, place = new_version_id(document), place_of(document)
            occupant = self._writer.occupant(document)
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
                self._stage(version_id, document, path, batch)
        gone = before - kept
        batch.retired.extend(sorted(gone))
        outcome = Outcome.UNCHANGED if not added and not gone else Outcome.UPDATED if before else Outcome.ADDED
        count = sum(sum(a.kind == "article" for a in document.articles) for document in documents)
        titles = tuple(document.title for document in documents)
        return FileRow(path, outcome, titles, count, duplicate_of=duplicate_of)

    def _stage(self, version_id: str, document: ParsedDocument, path: str, batch: _Batch) -> None:
        batch.retired = [retired for retired in batch.retired if retired != version_id]
        batch.staged.append(Staged(version_id, document, path, pieces_of(document)))
        batch.passages.setdefault(document.audience, []).extend(split(document, version_id))

    def _flush(self, batch: _Batch) -> Iterator[FileRow]:
        self._writer.stage(batch.staged)
        for audience, passages in batch.passages.items():
            self._indexes[audience].replace(passages, (), (), self._encoder)
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


def _file_digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(READ_BLOCK):
            digest.update(block)
    return digest.hexdigest()
