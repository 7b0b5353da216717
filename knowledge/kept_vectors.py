"""Vectors that were read once are kept, as many as fit: a passage's vector never changes under its name."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
BYTES_AT_MOST = 160_000_000
FIRST_ROWS = 1024


class KeptVectors:
    """Rows by passage id, in half precision; when the room is used up it is cleared and filled anew."""

    def __init__(self, fetch: Callable[[Sequence[str]], Mapping[str, Vectors]]) -> None:
        self._fetch = fetch
        self._places: dict[str, int] = {}
        self._rows = np.zeros((0, 0), np.float16)
        self._used = 0
        self._lock = threading.Lock()

    def similarities(self, ids: Sequence[str], vector: Vectors) -> dict[str, float]:
        """The dot product of every passage that exists with a vector."""
        with self._lock:
            self._fill(ids)
            known = [id_ for id_ in ids if id_ in self._places]
            rows = self._rows[[self._places[id_] for id_ in known]] if known else self._rows[:0]
        values = rows.astype(np.float32) @ vector if known else np.zeros(0)
        return dict(zip(known, values.tolist(), strict=True))

    def forget(self, ids: Sequence[str]) -> None:
        """Drops passages that were replaced or removed."""
        with self._lock:
            for id_ in ids:
                self._places.pop(id_, None)

    def _fill(self, ids: Sequence[str]) -> None:
        missing = [id_ for id_ in ids if id_ not in self._places]
        found = self._fetch(missing) if missing else {}
        if not found:
            return
        made = np.stack(list(found.values())).astype(np.float16)
        if (self._used + len(made)) * made.shape[1] * made.itemsize > BYTES_AT_MOST and self._used:
            self._places.clear()
            self._used = 0
            self._fill(ids)
            return
        needed = self._used + len(made)
        if needed > len(self._rows):
            grown = np.zeros((max(FIRST_ROWS, needed, 2 * len(self._rows)), made.shape[1]), np.float16)
            if self._used:
                grown[: self._used] = self._rows[: self._used]
            self._rows = grown
        self._rows[self._used : needed] = made
        self._places.update(zip(found, range(self._used, needed), strict=True))
        self._used = needed
