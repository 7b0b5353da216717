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

from knowledge.article_words import Packed, Tokens
from knowledge.word_rows import WordRows

Vectors = NDArray[np.float32]
LONGEST = 40
NAMES, ROW = np.dtype(f"S{LONGEST}"), np.dtype(np.float16)
UNIT = 0.01
"""So far from 1 the square of a row's length may be."""


class _Opened(NamedTuple):
    """What was in the file of names when it was opened: names in order, the row of each."""

    size: int
    names: NDArray[np.bytes_]
    places: NDArray[np.int64]


class VectorRows:
    """The vectors that one encoder gave an audience's passages; one program writes, others may read meanwhile.

    Beside them may be the words of articles, by the name of the model that cut them (`word_rows`).
    """

    def __init__(self, folder: Path, encoder: str) -> None:
        self._folder = folder
        maker = hashlib.sha256(encoder.encode()).hexdigest()[:12]
        self._names, self._rows = folder / f"{maker}.names", folder / f"{maker}.rows"
        self._opened: _Opened | None = None
        self._mapped: NDArray[np.float16] | None = None
        self._words: dict[str, WordRows] = {}

    def add(self, ids: Sequence[str], vectors: Vectors, articles: Packed | None = None, cut_by: str = "") -> None:
        """Puts unit vectors in, and with them the words that a model of that name cut."""
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
            if articles:
                self._words_by(cut_by).add(articles, whole)
            names.write(np.array(ids, NAMES).tobytes())
        self._opened = self._mapped = None

    def words(self, ids: Sequence[str], cut_by: str) -> list[Tokens | None]:
        """The words of articles by their first passages; None for those that are not here."""
        if not len(ids) or max(map(len, ids)) > LONGEST:
            return [None] * len(ids)
        return self._words_by(cut_by).at(self._found(np.array(ids, NAMES)).tolist())

    def _words_by(self, model: str) -> WordRows:
        if model not in self._words:
            cut_by = hashlib.sha256(model.encode()).hexdigest()[:12]
            self._words[model] = WordRows(self._folder, f"{self._names.stem}-{cut_by}")
        return self._words[model]

    def similarities(self, ids: Sequence[str], vector: Vectors) -> dict[str, float]:
        """The dot product with a vector of those that are here."""
        if not len(ids) or max(map(len, ids)) > LONGEST:
            return {}
        at = self._found(np.array(ids, NAMES))
        stored = self._stored(len(vector), int(at.max()))
        here = np.flatnonzero((at >= 0) & (at < len(stored)))
        rows = stored[at[here]].astype(np.float32)
        whole = np.abs(np.einsum("ij,ij->i", rows, rows) - 1) < UNIT
        return dict(zip((ids[n] for n in here[whole].tolist()), (rows @ vector)[whole].tolist(), strict=True))

    def _found(self, asked: NDArray[np.bytes_]) -> NDArray[np.int64]:
        """The row of each name, -1 for none; the names are read again if there are more since and one is missing."""
        opened = self._opened or self._open()
        at = _places(opened, asked)
        if at.min() < 0 and self._size() != opened.size:
            at = _places(self._open(), asked)
        return at

    def _size(self) -> int:
        return self._names.stat().st_size if self._names.exists() else 0

    def _open(self) -> _Opened:
        size = self._size()
        names = np.fromfile(self._names, NAMES) if size else np.zeros(0, NAMES)
        order = np.argsort(names, kind="stable")
        self._opened = _Opened(size, names[order], order)
        return self._opened

    def _stored(self, dimension: int, last: int) -> NDArray[np.float16]:
        """The rows; mapped again if the last one wanted was not there yet."""
        mapped = self._mapped  # another thread may add meanwhile
        if mapped is None or last >= len(mapped):
            count = self._rows.stat().st_size // (dimension * ROW.itemsize) if self._rows.exists() else 0
            empty = np.zeros((0, dimension), ROW)
            mapped = self._mapped = np.memmap(self._rows, ROW, "r", shape=(count, dimension)) if count else empty
        return mapped


def _places(opened: _Opened, asked: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """The last row of each name; -1 where there is none."""
    if not len(opened.names):
        return np.full(len(asked), -1)
    last = np.searchsorted(opened.names, asked, "right") - 1
    return np.where(opened.names[last] == asked, opened.places[last], -1)
