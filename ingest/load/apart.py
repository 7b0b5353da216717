"""Reads a file in a program of its own, within limits of time and memory: a bad file ends that program, not ours.

The program is started when it is first needed and reads file after file; after one that ended it or took too
long the next file gets a fresh one. Text recognition runs there too, and tells of each page that it has done.
"""

from __future__ import annotations

import io
import multiprocessing
import pickle
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from ingest.load.file import load
from ingest.load.ocr import Recogniser
from ingest.loaded import LoadedText, Reason, Rejected

SECONDS = 180
"""For a file, or for a page of one where text recognition tells of its pages."""
MEMORY, MEMORY_WITH_OCR = 4 << 30, 8 << 30
PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
"""Read where we are: nothing but characters in them."""


@dataclass
class Apart:
    """A reader of risky files in a program of its own; `close` ends it."""

    ocr: Recogniser | None = None
    seconds: float = SECONDS
    memory: int = 0
    _program: SpawnProcess | None = field(default=None, init=False, repr=False)
    _line: Connection | None = field(default=None, init=False, repr=False)

    def load(self, path: Path) -> LoadedText:
        """The text of a file, as `ingest.load.load` gives it.

        Raises:
            Rejected: as there, and with TOO_SLOW or DAMAGED where the file took too long or ended its reader.
        """
        if path.suffix.lower() in PLAIN:
            return load(path)
        line = self._started()
        try:
            line.send(path)
            while True:
                if not line.poll(self.seconds):
                    self.close()
                    raise Rejected(Reason.TOO_SLOW, f"{self.seconds:g} s")
                found = _read_back(line.recv_bytes())
                if isinstance(found, LoadedText):
                    return found
                if isinstance(found, Rejected):
                    raise found
                if self.ocr and self.ocr.progress:
                    self.ocr.progress(*found)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            raise Rejected(Reason.DAMAGED, "the reader ended") from None

    def close(self) -> None:
        """Ends the program."""
        if self._line is not None:
            self._line.close()
        if self._program is not None and self._program.pid is not None:
            self._program.kill()
            self._program.join()
        self._program = self._line = None

    def _started(self) -> Connection:
        if self._line is not None and self._program is not None and self._program.is_alive():
            return self._line
        self.close()
        context = multiprocessing.get_context("spawn")
        line, other = context.Pipe()
        memory = self.memory or (MEMORY_WITH_OCR if self.ocr else MEMORY)
        kept = (self.ocr.folder, self.ocr.workers) if self.ocr else None
        self._program = context.Process(target=_serve, args=(other, memory, kept), daemon=True)
        self._program.start()
        other.close()
        self._line = line
        return line


class _Words(pickle.Unpickler):
    """Makes nothing but what a reader may answer with: a file can take a reader over, and then not us."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle has it
        """The class of that name, if it is one of those.

        Raises:
            pickle.UnpicklingError: it is another.
        """
        if module in _ANSWERS or (module, name) in _VALUES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no answer of a reader")


_ANSWERS = frozenset({"ingest.loaded", "knowledge.page_lines"})
_VALUES = frozenset({("datetime", "date"), ("datetime", "datetime"), ("builtins", "set"), ("builtins", "frozenset")})


def _read_back(told: bytes) -> Any:  # noqa: ANN401 - one of a reader's answers
    return _Words(io.BytesIO(told)).load()


def _serve(line: Connection, memory: int, kept: tuple[Path | None, int] | None) -> None:
    """Reads files for as long as it is asked to."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ocr = Recogniser(*kept, progress=lambda done, count: line.send((done, count))) if kept else None
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            path = line.recv()
            found: LoadedText | Rejected
            try:
                found = load(path, ocr=ocr)
            except Rejected as rejected:
                found = rejected
            except MemoryError:
                found = Rejected(Reason.EXPANDS_TOO_FAR, f"> {memory >> 20:,} MiB")
            line.send(found)
