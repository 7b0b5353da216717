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
from knowledge.search.fusion import READ, Ranked, Reading, Readings, read_closely
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

    def reordered(self, question: str, ranked: Ranked, catalogue: Catalogue,
                  versions: Mapping[str, Version]) -> tuple[Ranked, Readings]:  # fmt: skip
        """The candidates with the best of them read, and what was read."""
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
        readings = dict(zip(read, self.read(question, list(read.values())), strict=True))
        return read_closely(ranked[:READ], readings) + ranked[READ:], readings  # those below gain nothing, stay below

    def words(self, articles: Sequence[tuple[str, str]]) -> list[Words]:
        """Articles as they are read; each is given as its title with the headings, and its text."""
        parts = [[context, *clauses(text)] for context, text in articles]
        ids = iter(self._encoder.token_ids([part for some in parts for part in some]))
        return [_joined(list(islice(ids, len(some)))) for some in parts]

    def read(self, question: str, articles: Sequence[Words]) -> list[Reading]:
        """How well each article and the question meet."""
        asked = np.unique(self._encoder.token_ids([question])[0])
        written = [article for article in articles if len(article.tokens)]
        if not len(asked) or not written:
            return [Reading(0.0, 0.0) for _ in articles]
        every, columns = np.unique(np.concatenate([article.tokens for article in written]), return_inverse=True)
        mine, theirs = self._encoder.token_vectors(asked), self._encoder.token_vectors(every)
        weights, lengths = _lengths(mine), _lengths(theirs)
        likeness = (mine / np.maximum(weights, 1e-9)[:, None]) @ theirs.T / np.maximum(lengths, 1e-9)
        begins = _begins([len(article.tokens) for article in written])
        best = np.maximum.reduceat(likeness[:, columns], begins, axis=1)
        met = weights @ best / max(float(weights.sum()), 1e-6)
        covered = _covered((likeness.max(axis=0) * lengths)[columns], lengths[columns], begins, written)
        readings = map(Reading, met.tolist(), covered)
        return [next(readings) if len(article.tokens) else Reading(0.0, 0.0) for article in articles]


def _covered(about: Vectors, whole: Vectors, begins: NDArray[np.int64], articles: Sequence[Words]) -> list[float]:
    """How far the best clause of each article is about the question; 0 for one without clauses.

    The articles' tokens stand one after another. Each article's head is summed like a clause, then passed over.
    """
    spans = [article.starts + begin for article, begin in zip(articles, begins, strict=True)]
    starts = np.union1d(np.concatenate(spans), begins)
    shares = np.add.reduceat(about, starts) / np.maximum(np.add.reduceat(whole, starts), 1e-6)
    places = np.searchsorted(starts, np.concatenate(spans))
    ends = np.cumsum([len(span) for span in spans])
    return [float(some.max()) if len(some) else 0.0 for some in np.split(shares[places], ends[:-1])]


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


def _begins(lengths: Sequence[int]) -> NDArray[np.int64]:
    """Where each of several parts begins that stand one after another."""
    return np.cumsum([0, *lengths[:-1]])


def _lengths(rows: Vectors) -> Vectors:
    found: Vectors = np.linalg.norm(rows, axis=1)
    return found
