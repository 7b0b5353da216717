"""The lock around the embedded indexes: among programs many readers or one writer; within a program both at once.

Embedded Chroma is safe for threads, not for processes. A program that serves reads for as long as it runs, and takes
documents in meanwhile: then it is the only program at the indexes, and its own readers go on.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.database.engine import only_writer

if TYPE_CHECKING:
    from filelock import ReadWriteLock

READER_WAITS, WRITER_WAITS, SERVER_WAITS = 30.0, 1.0, 20.0


class InUse(Exception):  # noqa: N818 - says what is the matter
    """Another program holds the embedded index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the knowledge base in {folder} is being changed or served by another program: wait for it or stop it, "
            "or run a Chroma server and set INTEGRITY_CHROMA_URL so that several programs can share it"
        )


class IndexLock:
    """What this program holds of a folder's lock.

    A writer first takes `writer.lock`, so that none gets between when a reader becomes a writer, or goes back.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state = threading.RLock()
        self._writer = threading.RLock()
        self._readers = 0
        self._writing = 0
        self._shared: ReadWriteLock | None = None

    @property
    def is_read(self) -> bool:
        """Whether this program reads the indexes."""
        return self._readers > 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Holds the indexes open for reading.

        Raises:
            InUse: another program has been changing them for longer than one waits.
        """
        with self._state:
            if not self._readers and not self._writing:
                self._share()
            self._readers += 1
        try:
            yield
        finally:
            with self._state:
                self._readers -= 1
                if not self._readers and not self._writing:
                    self._unshare()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Holds the indexes for one writer; threads of this program wait for each other.

        Raises:
            InUse: another program reads or changes them.
        """
        from filelock import FileLock, Timeout

        with self._writer:
            if self._writing:
                yield
                return
            try:
                with FileLock(self._folder / "writer.lock", timeout=WRITER_WAITS), self._alone():
                    yield
            except Timeout:
                raise InUse(self._folder) from None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        from filelock import Timeout

        lock = self._lock()
        with self._state:
            serving = self._readers > 0
            self._unshare()
            try:
                lock.acquire_write(timeout=SERVER_WAITS if serving else WRITER_WAITS)
            except Timeout:
                if self._readers:
                    self._share()
                raise
            self._writing += 1
        try:
            yield
        finally:
            with self._state:
                self._writing -= 1
                lock.release(force=True)
                if self._readers:
                    self._share()

    def _share(self) -> None:
        from filelock import Timeout

        lock = self._lock()
        try:
            lock.acquire_read(timeout=READER_WAITS)
        except Timeout:
            raise InUse(self._folder) from None
        self._shared = lock

    def _unshare(self) -> None:
        if self._shared:
            self._shared.release(force=True)  # whichever thread took it
            self._shared = None

    def _lock(self) -> ReadWriteLock:
        from filelock import ReadWriteLock

        return ReadWriteLock(str(self._folder / "index.lock"), is_singleton=False)


@cache
def index_lock(folder: Path) -> IndexLock:
    """This program's part in the lock of a folder, which must be absolute."""
    return IndexLock(folder)


@contextmanager
def held(data_dir: Path, engine: Engine, *, embedded: bool, changing: bool) -> Iterator[None]:
    """Holds a knowledge base for reading or for the one writer, embedded or on a Chroma server.

    Raises:
        InUse: another program holds it.
    """
    from filelock import FileLock, Timeout

    folder = data_dir.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if embedded:
        lock = index_lock(folder)
        with lock.changing() if changing else lock.reading():
            yield
        return
    try:
        if changing:
            with FileLock(folder / "writer.lock", timeout=WRITER_WAITS), only_writer(engine):
                yield
        else:
            yield
    except Timeout:
        raise InUse(folder) from None
