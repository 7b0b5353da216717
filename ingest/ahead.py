"""Files read ahead by a program beside ours, while this one writes what was read before.

Only plain text is read ahead, and only when there is much of it: a program takes a second to start. The embedded index
keeps Python's lock while it adds, so threads would gain nothing. What is read ahead comes in the files' order.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from ingest.bundle import Taken
from ingest.load import load
from ingest.load.apart import PLAIN
from ingest.loaded import LoadedText, Rejected
from ingest.split import split
from ingest.structure import read_documents
from knowledge.encoder.port import Encoder
from knowledge.encoder.static import StaticEncoder
from knowledge.model import ParsedDocument
from knowledge.store import Prepared, prepare

FIRST = 48
"""So many files are read here before a program is started for the rest."""
FILES, BYTES = 192, 24 << 20
"""How far ahead it may read."""
READ_BLOCK = 1 << 20
Read = Callable[[Path], LoadedText]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What is in a file; `prepared` is what the indexes take of each document, if that was worked out ahead."""

    loaded: LoadedText
    documents: list[ParsedDocument]
    prepared: list[Prepared] = field(default_factory=list)

    def prepared_for(self, number: int, document: ParsedDocument) -> Prepared | None:
        """What was worked out of a document, unless it has been changed since in anything that is indexed."""
        if not self.prepared:
            return None
        read = self.documents[number]
        same = read.title == document.title and read.articles == document.articles
        return self.prepared[number] if same else None


@dataclass(frozen=True, slots=True)
class Coming:
    """A file whose turn is near: the digest of its bytes, and what gives its content or raises why there is none.

    `read` is None for a file that did not change. `waits` says that the next file must not be looked for before this
    one was read.
    """

    taken: Taken
    digest: str
    read: Callable[[], ReadFile] | None
    size: int = 0
    waits: bool = False


class Ahead:
    """Reads files in their order; `close` ends the program beside ours."""

    def __init__(self, read: Read, encoder: Encoder) -> None:
        self._read = read
        self._encoder = encoder if isinstance(encoder, StaticEncoder) else None
        self._until_started = FIRST
        self._alone = _cores() < 2
        self._program: _Program | None = None

    def through(self, files: Iterable[Taken], unchanged: Callable[[str, str], bool]) -> Iterator[Coming]:
        """The files, each ready to be read; `unchanged` is asked with a file's name and digest."""
        line: deque[Coming] = deque()
        for taken in files:
            line.append(self._next(taken, unchanged))
            while line and (line[-1].waits or len(line) > FILES or sum(one.size for one in line) > BYTES):
                yield line.popleft()
        yield from line

    def close(self) -> None:
        """Ends the program; what it had read is forgotten."""
        if self._program:
            self._program.close()
            self._program = None

    def _next(self, taken: Taken, unchanged: Callable[[str, str], bool]) -> Coming:
        if taken.rejected:
            return Coming(taken, "", partial(_fail, taken.rejected))
        try:
            digest, size = _digest_and_size(taken.path)
        except OSError as error:
            return Coming(taken, "", partial(_fail, error))
        if unchanged(taken.name, digest):
            return Coming(taken, digest, None)
        here = partial(self._here, taken.path)
        lasts = taken.name == str(taken.path.absolute())
        program = self._started() if lasts and taken.path.suffix.lower() in PLAIN else None
        if program is None:
            return Coming(taken, digest, here, waits=True)
        program.tell(taken.path)
        return Coming(taken, digest, partial(self._there, program, taken.path, here), size)

    def _started(self) -> _Program | None:
        self._until_started -= 1
        if self._until_started < 0 and not self._alone and self._program is None:
            self._program = _Program(self._encoder)
        return self._program

    def _here(self, path: Path) -> ReadFile:
        loaded = self._read(path)
        return ReadFile(loaded, read_documents(loaded))

    def _there(self, program: _Program, path: Path, here: Callable[[], ReadFile]) -> ReadFile:
        match program.answer(path):
            case ReadFile() as found:
                return found
            case Rejected() | OSError() as error:
                raise error
            case _:  # the program ended, or met what it should not have: what happens, happens here
                return here()


class _Program:
    """Another Python that reads the files it is told of, in turn; it ends with ours, however ours ends."""

    def __init__(self, encoder: StaticEncoder | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        self._program: SpawnProcess = context.Process(target=_serve, args=(other, encoder), daemon=True)
        self._program.start()
        other.close()
        self._told: deque[Path] = deque()

    def tell(self, path: Path) -> None:
        """Has it read a file when it has read those before."""
        with suppress(OSError):
            self._line.send(path)
        self._told.append(path)

    def answer(self, path: Path) -> object:
        """What it found in a file, or the error that it met; None if it can't be asked any more."""
        with suppress(EOFError, OSError):
            while self._told:
                told, found = self._told.popleft(), self._line.recv()
                if told == path:
                    return found
        return None

    def close(self) -> None:
        """Ends it."""
        self._line.close()
        self._program.kill()
        self._program.join()


def _serve(line: Connection, encoder: StaticEncoder | None) -> None:
    """Reads for as long as somebody asks. Answers leave by a thread, so that one not yet fetched stops no other."""
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    threading.Thread(target=_send, args=(line, answers), daemon=True).start()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            answers.put(_read_file(line.recv(), encoder))


def _send(line: Connection, answers: queue.SimpleQueue[object]) -> None:
    with suppress(OSError):
        while True:
            line.send(answers.get())


def _read_file(path: Path, encoder: StaticEncoder | None) -> object:
    try:
        loaded = load(path)
        documents = read_documents(loaded)
        made = [prepare(split(document, ""), encoder) for document in documents] if encoder else []
        return ReadFile(loaded, documents, made)
    except Exception as error:  # noqa: BLE001 - told to the other program, which goes on from there
        return error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _fail(error: Exception) -> ReadFile:
    raise error


def _digest_and_size(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(READ_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size
