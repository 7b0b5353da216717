"""One score from two: BM25 and cosine similarity of the same candidates, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DENSE_WEIGHT = 60.0
NAMED_DOCUMENT = 1000.0
NAMED_ARTICLE = 2000.0
NAMED_REGION = 300.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article up for ranking: its place, the best scores of its passages, what the question named of it."""

    version_id: str
    ordinal: int
    lexical: float
    dense: float
    document_named: bool = False
    region_named: bool = False
    article_named: bool = False


def score(candidate: Candidate) -> float:
    """The candidate's score; what was named outright comes before everything that was not."""
    return (
        candidate.lexical
        + DENSE_WEIGHT * candidate.dense
        + NAMED_DOCUMENT * candidate.document_named
        + NAMED_REGION * candidate.region_named
        + NAMED_ARTICLE * (candidate.article_named and (candidate.document_named or candidate.region_named))
    )


def rank(candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Candidates with their scores, best first; ties keep the catalogue's order."""
    scored = [(candidate, score(candidate)) for candidate in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].version_id, pair[0].ordinal))
