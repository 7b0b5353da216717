"""The best candidates read word by word: how far each has the question's words, and how far a clause is about them.

A vector of a whole article is a mean, in which a long article drowns the one clause that answers. Here every word of
the question looks for its nearest among all words of the article, and every word of a clause for its nearest in the
question; words count by the length of their vectors, which the model's training gave them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.article_words import CLAUSE, Tokens, cut, pack
from knowledge.catalogue.reading import Catalogue, Place
from knowledge.encoder.port import Vectors
from knowledge.encoder.static import StaticEncoder
from knowledge.model import Version
from knowledge.search.fusion import READ, Ranked, Reading, Readings, read_closely

KEPT_AT_MOST = 20_000
Stored = Callable[[Sequence[Place], str], Mapping[Place, Tokens]]
"""Articles as the model of that name cut them when they were taken in, as far as that was kept."""


class CloseReader:
    """Reads articles with the token vectors of a static model; those it had to cut itself it keeps, as many as fit."""

    def __init__(self, encoder: StaticEncoder) -> None:
        self._encoder = encoder
        self._kept: dict[Place, Tokens] = {}

    def reordered(self, question: str, ranked: Ranked, stored: Stored, catalogue: Catalogue,
                  versions: Mapping[str, Version]) -> tuple[Ranked, Readings]:  # fmt: skip
        """The candidates with the best of them read, and what was read."""
        places = [(one.version_id, one.ordinal) for one, _ in ranked[:READ]]
        known = dict(stored(places, self._encoder.name))
        missing = [place for place in places if place not in known and place not in self._kept]
        if missing:
            self._cut(missing, catalogue, versions)
        read = {place: known[place] if place in known else self._kept[place]
                for place in places if place in known or place in self._kept}  # fmt: skip
        readings = dict(zip(read, self.read(question, list(read.values())), strict=True))
        return read_closely(ranked[:READ], readings) + ranked[READ:], readings  # those below gain nothing, stay below

    def _cut(self, missing: Sequence[Place], catalogue: Catalogue, versions: Mapping[str, Version]) -> None:
        if len(self._kept) + len(missing) > KEPT_AT_MOST:
            self._kept.clear()
        found = catalogue.texts_at(missing, versions)
        whole = [(_context(versions[id_].title, headings), text) for (id_, _), (headings, text) in found.items()]
        self._kept.update(zip(found, self.words(whole), strict=True))

    def words(self, articles: Sequence[tuple[str, str]]) -> list[Tokens]:
        """Articles as they are read; each is given as its title with the headings, and its text."""
        return pack(cut(articles, self._encoder)).apart()

    def read(self, question: str, articles: Sequence[Tokens]) -> list[Reading]:
        """How well each article and the question meet."""
        asked = np.unique(self._encoder.question_ids([question])[0])
        every = _laid_out(articles)
        if not len(asked) or not len(every.tokens):
            return [Reading(0.0, 0.0) for _ in articles]
        seen, columns = self._numbered(every.tokens)
        mine, theirs = self._encoder.token_vectors(asked), self._encoder.token_vectors(seen)
        weights, lengths = _lengths(mine), _lengths(theirs)
        likeness = (mine / np.maximum(weights, 1e-9)[:, None]) @ theirs.T / np.maximum(lengths, 1e-9)
        best = np.maximum.reduceat(likeness[:, columns], every.begins, axis=1)
        met = weights @ best / max(float(weights.sum()), 1e-6)
        covered = _covered((likeness.max(axis=0) * lengths)[columns], lengths[columns], every)
        readings = map(Reading, met.tolist(), covered)
        return [next(readings) if has else Reading(0.0, 0.0) for has in every.has]

    def _numbered(self, tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The different tokens, and which of them each is."""
        there = np.zeros(self._encoder.vocabulary, np.bool_)
        there[tokens] = True
        seen = np.flatnonzero(there)
        number = np.empty(len(there), np.int64)
        number[seen] = np.arange(len(seen))
        return seen, number[tokens]


class _LaidOut(NamedTuple):
    """The tokens of articles one after another, without marks; `has` says of each article whether it has any."""

    tokens: Tokens
    has: list[bool]
    begins: NDArray[np.int64]
    """Where each begins that has any."""
    starts: NDArray[np.int64]
    """Where each clause begins."""


def _laid_out(articles: Sequence[Tokens]) -> _LaidOut:
    marked = np.concatenate(articles) if articles else np.zeros(0, np.uint16)
    marks = np.flatnonzero(marked == CLAUSE)
    bounds = np.cumsum([0, *map(len, articles)])
    bounds -= np.searchsorted(marks, bounds)
    has = np.diff(bounds) > 0
    return _LaidOut(marked[marked != CLAUSE], has.tolist(), bounds[:-1][has], marks - np.arange(len(marks)))


def _covered(about: Vectors, whole: Vectors, every: _LaidOut) -> list[float]:
    """How far the best clause of each article is about the question; 0 for one without clauses.

    Each article's head is summed like a clause, then passed over.
    """
    parts = np.union1d(every.starts, every.begins)
    shares = np.add.reduceat(about, parts) / np.maximum(np.add.reduceat(whole, parts), 1e-6)
    places = np.searchsorted(parts, every.starts)
    ends = np.searchsorted(every.starts, every.begins[1:])
    return [float(some.max()) if len(some) else 0.0 for some in np.split(shares[places], ends)]


def _context(title: str, headings: Sequence[str]) -> str:
    return " ".join((title, *dict.fromkeys(filter(None, headings))))


def _lengths(rows: Vectors) -> Vectors:
    found: Vectors = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return found
