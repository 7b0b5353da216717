"""The words of articles, row by row beside the vectors, mapped into memory.

Cutting an article into words takes longer than reading it. A row stands for a passage; at an article's first are the
words of the whole article, at its others nothing. What is not here, or not whole after a power cut, is cut again by
whoever wants it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.article_words import TOKEN, Packed, Tokens

END = np.dtype(np.int64)
ONE = TOKEN.type(1)
"""Numbers are kept one higher, so that none is zero: the token for what is no word is."""


class _Opened(NamedTuple):
    """What was in the files when they were opened: where the tokens of each row end, and all tokens."""

    ends: NDArray[np.int64]
    tokens: Tokens


class WordRows:
    """What one model cut of an audience's articles; one program writes, others may read meanwhile."""

    def __init__(self, folder: Path, name: str) -> None:
        self._ends, self._tokens = folder / f"{name}.ends", folder / f"{name}.tokens"
        self._opened: _Opened | None = None

    def add(self, articles: Packed, before: int) -> None:
        """Puts in the rows that follow the first `before`; those of them that are not here are left without words."""
        with self._ends.open("ab") as ends, self._tokens.open("ab") as tokens:
            known = min(ends.tell() // END.itemsize, before)
            ends.truncate(known * END.itemsize)
            last = int(np.fromfile(self._ends, END, 1, offset=(known - 1) * END.itemsize)[0]) if known else 0
            tokens.truncate(min(tokens.tell() // TOKEN.itemsize, last) * TOKEN.itemsize)  # what no end names
            tokens.truncate(last * TOKEN.itemsize)  # what was lost is zeros
            tokens.write((articles.tokens + ONE).tobytes())
            tokens.flush()
            ends.write(np.full(before - known, last, END).tobytes())
            ends.write((last + np.cumsum(articles.lengths)).astype(END).tobytes())
        self._opened = None

    def at(self, rows: Iterable[int]) -> list[Tokens | None]:
        """The words at each row; None where there are none."""
        wanted = list(rows)
        opened = self._opened or self._open()
        if max(wanted, default=-1) >= len(opened.ends):
            opened = self._open()
        return [self._one(row, opened) for row in wanted]

    @staticmethod
    def _one(row: int, opened: _Opened) -> Tokens | None:
        if not 0 <= row < len(opened.ends):
            return None
        begin, end = int(opened.ends[row - 1]) if row else 0, int(opened.ends[row])
        found = opened.tokens[begin:end]
        return found - ONE if begin < end <= len(opened.tokens) and found.all() else None  # a power cut leaves zeros

    def _open(self) -> _Opened:
        ends = np.fromfile(self._ends, END) if self._ends.exists() else np.zeros(0, END)
        size = self._tokens.stat().st_size // TOKEN.itemsize if len(ends) else 0
        tokens = np.memmap(self._tokens, TOKEN, "r", shape=(size,)) if size else np.zeros(0, TOKEN)
        self._opened = _Opened(ends, tokens)
        return self._opened
