"""One audience's two indexes side by side, written and swept together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from operator import itemgetter

import numpy as np

from knowledge.encoder.port import Encoder, Vectors
from knowledge.lexical.index import LexicalIndex, Words, indexed_words
from knowledge.model import Passage, passage_place
from knowledge.vectors import ArticleVectors

COMPARED_AT_MOST = 4000
SMALL = 1000
"""So few passages are compared one by one in less time than the dense index takes to begin."""
FETCHED_AT_MOST = 2000
REMEMBERED = 64
COMPARED = 4
"""Sets of versions of a small index whose vectors are kept: at most 6 MB."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the indexes take of some passages, in their order: the words of each, and a row of its vector."""

    words: tuple[Words, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class AudienceIndex:
    """The lexical and the dense index of the documents open to one audience."""

    lexical: LexicalIndex
    vectors: ArticleVectors
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
        passages = self._passages_of(mine)
        if len(passages) <= COMPARED_AT_MOST:
            found = self.vectors.similarities(vector, passages)
            return dict(nlargest(top_k, found.items(), key=itemgetter(1)))
        enough = top_k + top_k * len(self.lexical) // len(passages)
        nearest = self.vectors.query(vector, min(FETCHED_AT_MOST, enough))
        return dict([pair for pair in nearest if passage_place(pair[0])[0] in mine][:top_k])

    def nearest_of_few(self, vector: Vectors, top_k: int, versions: frozenset[str]) -> dict[str, float]:
        """The same of a small index, all of whose versions are given that may be found: every passage is compared."""
        if versions not in self._compared:
            if len(self._compared) >= COMPARED:
                self._compared.clear()
            found = self.vectors.vectors(self._passages_of(versions))
            self._compared[versions] = (tuple(found), np.array(list(found.values()), np.float32))
        names, rows = self._compared[versions]
        values = (rows @ vector).tolist() if names else ()
        return dict(nlargest(top_k, zip(names, values, strict=True), key=itemgetter(1)))

    def _passages_of(self, versions: frozenset[str]) -> list[str]:
        if versions not in self._narrowed:
            if len(self._narrowed) >= REMEMBERED:
                self._narrowed.clear()
            self._narrowed[versions] = self.lexical.passages_of(versions)
        return self._narrowed[versions]

    def replace(self, added: Sequence[Passage], removed: Sequence[str], removed_passages: Sequence[str],
                encoder: Encoder, prepared: Sequence[Prepared] = ()) -> None:  # fmt: skip
        """Takes versions (and their passages) out of both indexes and puts passages in; may be repeated.

        `prepared` is what the indexes take of the passages, in their order, where that was worked out before. The
        lexical index works on in a thread of its own while the vectors are added.
        """
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
                self.vectors.add([passage.id for passage in added], np.concatenate([part.vectors for part in ready]))


def prepare(passages: Sequence[Passage], encoder: Encoder) -> Prepared:
    """What the indexes take of some passages."""
    words = tuple(indexed_words(passage) for passage in passages)
    return Prepared(words, encoder.encode_document([indexed_text(passage) for passage in passages]))


def indexed_text(passage: Passage) -> str:
    """What is embedded for a passage: where it stands, then what it says."""
    return " ".join(part for part in (passage.title, passage.headings, passage.text) if part)
