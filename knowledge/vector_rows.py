"""Vectors in half precision, in two files beside Chroma's that are mapped into memory.

Their likeness takes a fraction of a millisecond, where Chroma needs several to hand over as many vectors. The files
only grow: a vector that is added again stands further on, that of a passage that is gone stays, and nobody asks for it.
What is not found here, or not whole after a power cut, is asked of Chroma (docs/adr/0012).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
LONGEST = 40
NAMES, ROW = np.dtype(f"S{LONGEST}"), np.dtype(np.float16)
UNIT = 0.01
"""So far from 1 the square of a row's length may be."""


class _Opened(NamedTuple):
    """What was in the files when they were opened: names in order, the row of each, the rows."""

    size: int
    names: NDArray[np.bytes_]
    places: NDArray[np.int64]
    rows: NDArray[np.float16]


class VectorRows:
    """The vectors that one encoder gave an audience's passages; one program writes, others may read meanwhile."""

    def __init__(self, folder: Path, encoder: str) -> None:
        self._folder = folder
        maker = hashlib.sha256(encoder.encode()).hexdigest()[:12]
        self._names, self._rows = folder / f"{maker}.names", folder / f"{maker}.rows"
        self._opened: _Opened | None = None

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Puts unit vectors in."""
        if not len(ids) or max(map(len, ids)) > LONGEST:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        width = vectors.shape[1] * ROW.itemsize
        with self._names.open("ab") as names, self._rows.open("ab") as rows:
            whole = min(names.tell() // NAMES.itemsize, rows.tell() // width)  # one may be longer: killed in between
            names.truncate(whole * NAMES.itemsize)
            rows.truncate(whole * width)
            rows.write(vectors.astype(ROW).tobytes())
            rows.flush()
            names.write(np.array(ids, NAMES).tobytes())
        self._opened = None

    def similarities(self, ids: Sequence[str], vector: Vectors) -> dict[str, float]:
        """The dot product with a vector of those that are here."""
        if not len(ids) or max(map(len, ids)) > LONGEST:
            return {}
        asked = np.array(ids, NAMES)
        opened, at = self._found(asked, len(vector))
        here = np.flatnonzero(at >= 0)
        rows = opened.rows[at[here]].astype(np.float32)
        whole = np.abs(np.einsum("ij,ij->i", rows, rows) - 1) < UNIT
        return dict(zip((ids[n] for n in here[whole].tolist()), (rows @ vector)[whole].tolist(), strict=True))

    def _found(self, asked: NDArray[np.bytes_], dimension: int) -> tuple[_Opened, NDArray[np.int64]]:
        """The row of each name, -1 for none; the files are read again if they have grown since and one is missing."""
        opened = self._opened or self._open(dimension)
        at = _places(opened, asked)
        if at.min() < 0 and self._size() != opened.size:
            opened = self._open(dimension)
            at = _places(opened, asked)
        return opened, at

    def _size(self) -> int:
        return self._names.stat().st_size if self._names.exists() else 0

    def _open(self, dimension: int) -> _Opened:
        size = self._size()
        width = dimension * ROW.itemsize
        stored = self._rows.stat().st_size if size else 0
        count = min(size // NAMES.itemsize, stored // width)
        if count == 0:
            return _Opened(size, np.zeros(0, NAMES), np.zeros(0, np.int64), np.zeros((0, dimension), ROW))
        names = np.fromfile(self._names, NAMES, count)
        order = np.argsort(names, kind="stable")
        rows = np.memmap(self._rows, ROW, "r", shape=(count, dimension))
        self._opened = _Opened(size, names[order], order, rows)
        return self._opened


def _places(opened: _Opened, asked: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """The last row of each name; -1 where there is none."""
    if not len(opened.names):
        return np.full(len(asked), -1)
    last = np.searchsorted(opened.names, asked, "right") - 1
    return np.where(opened.names[last] == asked, opened.places[last], -1)
