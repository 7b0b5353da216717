"""One audience's two indexes side by side, written and swept together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain, groupby
from operator import itemgetter
from typing import TypeVar

import numpy as np

from knowledge.article_words import Packed, Parts, Tokens, cut, joined, pack
from knowledge.catalogue.reading import Place
from knowledge.encoder.choose import word_model
from knowledge.encoder.port import Encoder, Vectors
from knowledge.encoder.static import StaticEncoder
from knowledge.lexical.index import LexicalIndex, Words, indexed_words
from knowledge.model import Passage, passage_id, passage_place
from knowledge.vectors import ArticleVectors

COMPARED_AT_MOST = 4000
SMALL = 1000
"""So few passages are compared one by one in less time than the dense index takes to begin."""
FETCHED_AT_MOST = 2000
CUT_AT_ONCE = 512
Kept = TypeVar("Kept")
REMEMBERED = 64
COMPARED = 4
"""Sets of versions of a small index whose vectors are kept: at most 6 MB."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the indexes take of some passages, in their order: the words of each, and a row of its vector."""

    words: tuple[Words, ...]
    vectors: Vectors
    articles: Packed
    """The token numbers of each article, at its first passage."""


@dataclass(frozen=True, slots=True)
class AudienceIndex:
    """The lexical and the dense index of the documents open to one audience."""

    lexical: LexicalIndex
    vectors: ArticleVectors
    _sizes: dict[frozenset[str], int] = field(default_factory=dict, repr=False)
    _narrowed: dict[frozenset[str], list[str]] = field(default_factory=dict, repr=False)
    _compared: dict[frozenset[str], tuple[Sequence[str], Vectors]] = field(default_factory=dict, repr=False)

    @property
    def small(self) -> bool:
        """Whether it is quicker to compare every passage than to ask the dense index."""
        return self.lexical.size <= SMALL

    def nearest(self, vector: Vectors, top_k: int, versions: Collection[str] | None = None) -> dict[str, float]:
        """The passages most like a vector, of some versions or of all, with their cosine similarity.

        Among a few thousand passages every one is compared; of more, those that the whole index finds near.
        """
        if versions is None:
            return dict(self.vectors.query(vector, top_k))
        mine = frozenset(versions)
        if self._size(mine) <= COMPARED_AT_MOST:
            found = self.vectors.similarities(vector, self._passages_of(mine))
            return dict(nlargest(top_k, found.items(), key=itemgetter(1)))
        nearest = self.vectors.query(vector, min(FETCHED_AT_MOST, self._enough(top_k, mine)))
        return dict(_among(nearest, mine)[:top_k])

    def matching(self, text: str, top_k: int, versions: Collection[str] | None = None,
                 also: Sequence[str] = ()) -> list[tuple[str, float]]:  # fmt: skip
        """The passages that best match words, of some versions or of all; see `LexicalIndex.query`.

        A search narrowed to many versions takes several times as long as one of everything, so among those that are a
        good part of the index the best of everything are looked through first.
        """
        if versions is None:
            return self.lexical.query(text, top_k, None, also)
        mine = frozenset(versions)
        enough = self._enough(top_k, mine)
        for count in (enough, 4 * enough):
            if count <= FETCHED_AT_MOST:
                every = self.lexical.query(text, count, None, also)
                found = _among(every, mine)[:top_k]
                if len(found) == top_k or len(every) < count:
                    return found
        return self.lexical.query(text, top_k, mine, also)

    def _enough(self, top_k: int, versions: frozenset[str]) -> int:
        """How many of everything are likely to have so many of some versions among them."""
        return top_k + top_k * self.lexical.size // max(1, self._size(versions))

    def _size(self, versions: frozenset[str]) -> int:
        """How many passages some versions have."""
        return _remembered(self._sizes, REMEMBERED, versions, self.lexical.size_of)

    def nearest_of_few(self, vector: Vectors, top_k: int, versions: frozenset[str]) -> dict[str, float]:
        """The same of a small index, all of whose versions are given that may be found: every passage is compared."""
        names, rows = _remembered(self._compared, COMPARED, versions, self._rows_of)
        values = (rows @ vector).tolist() if names else ()
        return dict(nlargest(top_k, zip(names, values, strict=True), key=itemgetter(1)))

    def _passages_of(self, versions: frozenset[str]) -> list[str]:
        return _remembered(self._narrowed, REMEMBERED, versions, self.lexical.passages_of)

    def _rows_of(self, versions: frozenset[str]) -> tuple[Sequence[str], Vectors]:
        found = self.vectors.vectors(self._passages_of(versions))
        return tuple(found), np.array(list(found.values()), np.float32)

    def replace(self, added: Sequence[Passage], removed: Sequence[str], removed_passages: Sequence[str],
                encoder: Encoder, prepared: Sequence[Prepared] = ()) -> None:  # fmt: skip
        """Takes versions (and their passages) out of both indexes and puts passages in; may be repeated.

        `prepared` is what the indexes take of the passages, in their order, where that was worked out before. The
        lexical index works on in a thread of its own while the vectors are added.
        """
        self._sizes.clear()
        self._narrowed.clear()
        self._compared.clear()
        if removed_passages:
            self.vectors.delete(removed_passages)
        if not added and not removed:
            return
        ready = prepared or [prepare(added, encoder)]
        with self.lexical.changing() as change:
            change.remove(removed)
            change.add(added, [words for part in ready for words in part.words])
            if added:
                vectors = np.concatenate([part.vectors for part in ready])
                articles = joined([part.articles for part in ready])
                self.vectors.add([passage.id for passage in added], vectors, articles, word_model(encoder).name)

    def words(self, places: Sequence[Place], model: str) -> dict[Place, Tokens]:
        """The words of those articles that a model of that name cut when they were taken in."""
        found = self.vectors.words([passage_id(*place, 0) for place in places], model)
        return {place: words for place, words in zip(places, found, strict=True) if words is not None}


def prepare(passages: Sequence[Passage], encoder: Encoder) -> Prepared:
    """What the indexes take of some passages, the pieces of an article one after another."""
    words = tuple(indexed_words(passage) for passage in passages)
    model = word_model(encoder)
    cuts: list[Parts] = []
    for first in range(0, len(passages), CUT_AT_ONCE):
        cuts += cut([(_context(one), one.text) for one in passages[first : first + CUT_AT_ONCE]], model)
    if model is encoder:
        vectors = model.pooled([list(chain.from_iterable(parts)) for parts in cuts])
    else:
        vectors = encoder.encode_document([indexed_text(passage) for passage in passages])
    return Prepared(words, vectors, pack(_articles(passages, cuts, model)))


def _articles(passages: Sequence[Passage], cuts: Sequence[Parts], model: StaticEncoder) -> Iterator[Parts | None]:
    """Each article at its first passage; one in pieces is cut anew, since a clause may go on from one to the next."""
    for _, group in groupby(range(len(passages)), key=lambda at: (passages[at].version_id, passages[at].ordinal)):
        first, *rest = group
        if rest:
            whole = "".join(passages[at].text for at in (first, *rest))
            yield from cut([(_context(passages[first]), whole)], model)
        else:
            yield cuts[first]
        yield from (None for _ in rest)


def _context(passage: Passage) -> str:
    return f"{passage.title} {passage.headings}"


def _remembered(
    kept: dict[frozenset[str], Kept], most: int, versions: frozenset[str], make: Callable[[frozenset[str]], Kept]
) -> Kept:
    """What is kept of some versions, made where it is missing; another thread may empty `kept` at any moment."""
    found = kept.get(versions)
    if found is None:
        if len(kept) >= most:
            kept.clear()
        found = kept[versions] = make(versions)
    return found


def _among(found: Sequence[tuple[str, float]], versions: frozenset[str]) -> list[tuple[str, float]]:
    return [pair for pair in found if passage_place(pair[0])[0] in versions]


def indexed_text(passage: Passage) -> str:
    """What is embedded for a passage: where it stands, then what it says."""
    return " ".join(part for part in (passage.title, passage.headings, passage.text) if part)
