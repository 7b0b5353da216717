"""One score from several: BM25, cosine similarity, and how well the candidates' documents fit as wholes.

The weights were learnt on labelled questions (`python -m evals.retrieval`); they know no document by name.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

NAMED_DOCUMENT = 1000.0
NAMED_ARTICLE = 2000.0
NAMED_REGION = 300.0
VOTERS, SPREAD, FLOOR = 100, 10.0, 1e-4
READ = 20
"""So many of the best are read word by word; reading a hundred changes nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts in points of BM25: a cosine of 1, a tenfold share of the document, a `Reading` of 1 in each part.

    `document_cited` and `article_cited` are for e times as many pointing there: the search believes sooner in what
    other documents rest on.
    """

    dense: float
    document: float
    met: float = 0.0
    covered: float = 0.0
    document_cited: float = 0.0
    article_cited: float = 0.0


LEARNT = Weights(**json.loads(Path(__file__).with_name("fusion.json").read_text("utf-8")))


class Candidate(NamedTuple):
    """An article up for ranking: its place, the best scores of its passages, what the question named of it.

    `document` is what the parts of one document share, where it is kept in parts (the Civil Code's books).
    """

    version_id: str
    ordinal: int
    lexical: float
    dense: float
    document_named: bool = False
    region_named: bool = False
    article_named: bool = False
    document: str = ""
    documents_citing: int = 0
    articles_citing: int = 0

    @property
    def named(self) -> bool:
        """Whether the question names its document or its region."""
        return self.document_named or self.region_named


Ranked = list[tuple[Candidate, float]]
"""Candidates with their scores, best first."""


class Reading(NamedTuple):
    """How far an article has the question's words, and how far its best clause is about them; 1 is wholly."""

    met: float
    covered: float


Readings = Mapping[tuple[str, int], Reading]
"""What was read, by place."""


def document_shares(candidates: Sequence[Candidate], weights: Weights = LEARNT) -> dict[str, float]:
    """How the best candidates, counted by likeness, are divided among their documents; 1 in all."""
    return _shares(_alike(candidates, weights), _documents(candidates))


def rank(candidates: Sequence[Candidate], weights: Weights = LEARNT) -> Ranked:
    """Candidates with their scores, best first; ties keep the catalogue's order."""
    alike, documents = _alike(candidates, weights), _documents(candidates)
    shares = _shares(alike, documents)
    parts = {name: weights.document * math.log10(shares.get(name, 0.0) + FLOOR) for name in set(documents)}
    scored = zip(candidates, alike, documents, strict=True)
    scores = [value + parts[document] + _cited(one, weights) + _named(one) for one, value, document in scored]
    return _in_order(zip(candidates, scores, strict=True))


def _alike(candidates: Sequence[Candidate], weights: Weights) -> list[float]:
    """How like the question each is by itself."""
    return [one.lexical + weights.dense * one.dense for one in candidates]


def _documents(candidates: Sequence[Candidate]) -> list[str]:
    return [one.document or one.version_id for one in candidates]


def _shares(alike: Sequence[float], documents: Sequence[str]) -> dict[str, float]:
    best = sorted(zip(alike, documents, strict=True), reverse=True)[:VOTERS]
    votes: dict[str, float] = defaultdict(float)
    for value, document in best:
        votes[document] += math.exp((value - best[0][0]) / SPREAD)
    total = sum(votes.values())
    return {document: vote / total for document, vote in votes.items()}


def _cited(candidate: Candidate, weights: Weights) -> float:
    """What others rest on is looked for more often (docs/adr/0013)."""
    if not candidate.documents_citing:
        return 0.0
    document = weights.document_cited * math.log1p(candidate.documents_citing)
    if not candidate.articles_citing:
        return document
    return document + weights.article_cited * math.log1p(candidate.articles_citing)


def _named(candidate: Candidate) -> float:
    """What was named outright comes before everything that was not."""
    if not (candidate.document_named or candidate.region_named):
        return 0.0
    return (
        NAMED_DOCUMENT * candidate.document_named
        + NAMED_REGION * candidate.region_named
        + NAMED_ARTICLE * candidate.article_named
    )


def read_closely(ranked: Ranked, readings: Readings, weights: Weights = LEARNT) -> Ranked:
    """The order after the best were read: each gains by its reading over the least; what was not read gains nothing."""
    gains = {place: weights.met * one.met + weights.covered * one.covered for place, one in readings.items()}
    least = min(gains.values(), default=0.0)
    return _in_order(
        [(one, value + gains.get((one.version_id, one.ordinal), least) - least) for one, value in ranked]
    )


def _in_order(scored: Iterable[tuple[Candidate, float]]) -> Ranked:
    """Best first; of equals the one that comes first by version and ordinal, as candidates compare."""
    return [(one, -score) for score, one in sorted((-score, one) for one, score in scored)]
