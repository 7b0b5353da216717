"""Articles as they are read word by word: the token numbers of title and headings, then those of each clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.static import StaticEncoder
from knowledge.reference.clauses import clauses

TOKEN = np.dtype(np.uint16)
CLAUSE = int(np.iinfo(TOKEN).max) - 1
"""What stands before every clause in a packed article; no token has this number."""
Tokens = NDArray[np.uint16]
"""An article's tokens: those of its title and headings, then each clause's after a `CLAUSE`."""
Parts = list[list[int]]


class Packed(NamedTuple):
    """Several articles, one after another in `tokens`; each is so many of them long, 0 for one that was not cut."""

    tokens: Tokens
    lengths: NDArray[np.int64]

    def apart(self) -> list[Tokens]:
        """The tokens of each."""
        ends = np.cumsum(self.lengths).tolist()
        return [self.tokens[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def cut(articles: Sequence[tuple[str, str]], model: StaticEncoder) -> list[Parts]:
    """The token numbers of articles part by part; each is given as its title with the headings, and its text.

    Raises:
        ValueError: the model has more tokens than can be numbered.
    """
    if model.vocabulary > CLAUSE:
        raise ValueError(f"{model.name} has {model.vocabulary} tokens; {CLAUSE} at most can be kept")
    parts = [[context, *clauses(text)] for context, text in articles]
    ids = iter(model.token_ids([part for some in parts for part in some]))
    return [list(islice(ids, len(some))) for some in parts]


def pack(articles: Iterable[Parts | None]) -> Packed:
    """Articles as they are kept; None stands for one that is not."""
    rows = [_row(parts) if parts else [] for parts in articles]
    every = np.fromiter(chain.from_iterable(rows), TOKEN, sum(map(len, rows)))
    return Packed(every, np.fromiter(map(len, rows), np.int64, len(rows)))


def _row(parts: Parts) -> list[int]:
    head, *rest = parts
    return [*head, *chain.from_iterable((CLAUSE, *clause) for clause in rest if clause)]


def joined(packed: Sequence[Packed]) -> Packed:
    """Several times several articles, in their order."""
    return Packed(*(np.concatenate(column) for column in zip(*packed, strict=True)))
