"""A cross-encoder that reads question and article together and puts the best candidates in order anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from knowledge.search.fusion import Candidate, Ranked

RERANKED = 50
"""So many are read: more cost time, and what stands below seldom comes first."""


class CrossEncoder(Protocol):
    """How well each text answers a question: the higher the better, on the model's own scale."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One number a text."""
        ...


def to_read(ranked: Ranked) -> list[Candidate]:
    """The candidates that the cross-encoder is to read: the best that the question does not name outright."""
    return [candidate for candidate, _ in ranked if not candidate.named][:RERANKED]


def reordered(ranked: Ranked, scores: dict[tuple[str, int], float]) -> Ranked:
    """Those that were read in the order of their scores, in the places (and with the values) that they had together."""
    places = [index for index, (one, _) in enumerate(ranked) if (one.version_id, one.ordinal) in scores]
    best = sorted((ranked[index][0] for index in places), key=lambda one: -scores[one.version_id, one.ordinal])
    made = list(ranked)
    for index, candidate in zip(places, best, strict=True):
        made[index] = (candidate, ranked[index][1])
    return made
