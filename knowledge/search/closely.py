"""The best candidates read word by word: how far each has the question's words, and how far a clause is about them.

A vector of a whole article is a mean, in which a long article drowns the one clause that answers. Here every word of
the question looks for its nearest among all words of the article, and every word of a clause for its nearest in the
question; words count by the length of their vectors, which the model's training gave them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue.reading import Catalogue, Place
from knowledge.encoder.port import Vectors
from knowledge.encoder.static import StaticEncoder
from knowledge.model import Version
from knowledge.search.fusion import READ, Ranked, Reading, read_closely
from knowledge.search.grammar import CLAUSE_END

SHORTEST_CLAUSE = 12
KEPT_AT_MOST = 20_000
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Words:
    """The token numbers of an article: those of its title and headings, then each clause's."""

    tokens: Numbers
    starts: Numbers
    """Where each clause begins in `tokens`."""


class CloseReader:
    """Reads articles with the token vectors of a static model; those it has read it keeps, as many as fit."""

    def __init__(self, encoder: StaticEncoder) -> None:
        self._encoder = encoder
        self._kept: dict[Place, Words] = {}

    def reordered(self, question: str, ranked: Ranked, catalogue: Catalogue, versions: Mapping[str, Version]) -> Ranked:
        """The candidates with the best of them read."""
        places = [(one.version_id, one.ordinal) for one, _ in ranked[:READ]]
        missing = [place for place in places if place not in self._kept]
        if len(self._kept) + len(missing) > KEPT_AT_MOST:
            self._kept.clear()
            missing = places
        if missing:
            found = catalogue.texts_at(missing, versions)
            whole = [(_context(versions[id_].title, headings), text) for (id_, _), (headings, text) in found.items()]
            self._kept.update(zip(found, self.words(whole), strict=True))
        read = {place: words for place in places if (words := self._kept.get(place))}
        return read_closely(ranked, dict(zip(read, self.read(question, list(read.values())), strict=True)))

    def words(self, articles: Sequence[tuple[str, str]]) -> list[Words]:
        """Articles as they are read; each is given as its title with the headings, and its text."""
        parts = [[context, *clauses(text)] for context, text in articles]
        ids = iter(self._encoder.token_ids([part for some in parts for part in some]))
        return [_joined(list(islice(ids, len(some)))) for some in parts]

    def read(self, question: str, articles: Sequence[Words]) -> list[Reading]:
        """How well each article and the question meet."""
        asked = np.unique(self._encoder.token_ids([question])[0])
        every = np.unique(np.concatenate([article.tokens for article in articles])) if articles else np.zeros(0, int)
        if not len(asked) or not len(every):
            return [Reading(0.0, 0.0) for _ in articles]
        mine, weights = _units(self._encoder.token_vectors(asked))
        theirs, lengths = _units(self._encoder.token_vectors(every))
        likeness = mine @ theirs.T
        nearest = likeness.max(axis=0) * lengths
        return [
            self._reading(likeness, nearest, weights, lengths, np.searchsorted(every, article.tokens), article.starts)
            for article in articles
        ]

    @staticmethod
    def _reading(likeness: Vectors, nearest: Vectors, weights: Vectors, lengths: Vectors,
                 columns: NDArray[np.int64], starts: Numbers) -> Reading:  # fmt: skip
        if not len(columns):
            return Reading(0.0, 0.0)
        met = weights @ likeness[:, columns].max(axis=1) / max(float(weights.sum()), 1e-6)
        if not len(starts):
            return Reading(float(met), 0.0)
        first = int(starts[0])
        about = np.add.reduceat(nearest[columns[first:]], starts - first)
        whole = np.add.reduceat(lengths[columns[first:]], starts - first)
        return Reading(float(met), float((about / np.maximum(whole, 1e-6)).max()))


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text; one of a few characters goes on into the next."""
    begun = ""
    for part in filter(None, map(str.strip, CLAUSE_END.split(text))):
        begun += part
        if len(begun) >= SHORTEST_CLAUSE:
            yield begun
            begun = ""
    if begun:
        yield begun


def _context(title: str, headings: Sequence[str]) -> str:
    return " ".join((title, *dict.fromkeys(filter(None, headings))))


def _joined(parts: Sequence[Sequence[int]]) -> Words:
    lengths = [len(part) for part in parts]
    begins = list(accumulate(lengths, initial=0))
    starts = [at for at, length in zip(begins[1:], lengths[1:], strict=False) if length]
    return Words(np.fromiter(chain.from_iterable(parts), np.int32), np.array(starts, np.int32))


def _units(rows: Vectors) -> tuple[Vectors, Vectors]:
    lengths = np.linalg.norm(rows, axis=1)
    return rows / np.maximum(lengths, 1e-9)[:, None], lengths
