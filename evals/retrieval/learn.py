"""Learns the weights of the fusion, and scores every system on questions that it learnt nothing from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from evals.retrieval.library import Found, Library
from evals.retrieval.questions import qrels
from evals.retrieval.score import score
from evals.retrieval.validate import Asked
from knowledge.search.fusion import LEARNT, READ, Candidate, Ranked, Weights, rank, read_closely

DENSE = (70.0, 90.0, 120.0)
DOCUMENT = (0.0, 2.3, 4.6)
CLOSE = (0.0, 40.0, 80.0)
CITED = (0.0, 1.5, 3.0)
TOP_K = 100
KEPT = (LEARNT.document,)
UNCITED = replace(LEARNT, document_cited=0.0, article_cited=0.0)
AIM = ("Recall@100", "MRR@10", "Hit@5")
Ranking = dict[str, tuple[str, ...]]
Figures = dict[str, float]


class Learner:
    """The folds of one way of holding out, and what each setting of the weights makes of them."""

    def __init__(self, folds: Sequence[Asked], library: Library) -> None:
        self._folds, self._library = folds, library
        self.fused, self.aim = cache(self._fused), cache(self._points)

    def table(self, only: Sequence[int] | None = None) -> dict[str, Figures]:
        """The figures of every system over the questions of the folds (all, or some)."""
        chosen = range(len(self._folds)) if only is None else only

        def collect(ranking: Callable[[int], Ranking]) -> Figures:
            found = {name: ranked for fold in chosen for name, ranked in ranking(fold).items()}
            asked = [question for fold in chosen for question in self._folds[fold].part.asked]
            return score(qrels(asked), found)

        return {
            "plain LangChain and Chroma": collect(lambda fold: self._folds[fold].plain),
            "BM25, bigrams": collect(lambda fold: self._alone(fold, "lexical")),
            "dense alone": collect(lambda fold: self._alone(fold, "dense")),
            "sum of both": collect(lambda fold: self.fused(fold, self.best(fold, (0.0,), (0.0,), (0.0,)))),
            "sum and documents": collect(lambda fold: self.fused(fold, self.best(fold, DOCUMENT, (0.0,), (0.0,)))),
            "what others rest on": collect(lambda fold: self.fused(fold, self.best(fold, KEPT, (0.0,)))),
            "the best read word by word": collect(lambda fold: self.fused(fold, self.best(fold, KEPT))),
            "as shipped, without references": collect(lambda fold: self.fused(fold, UNCITED)),
            "as shipped, none read": collect(lambda fold: self.fused(fold, replace(LEARNT, met=0.0, covered=0.0))),
            "as shipped": collect(lambda fold: self.fused(fold, LEARNT)),
        }

    def best(self, without: int | None = None, documents: Sequence[float] = DOCUMENT,
             close: Sequence[float] = CLOSE, cited: Sequence[float] = CITED) -> Weights:  # fmt: skip
        """The weights that do best on all folds but one."""
        folds = [number for number in range(len(self._folds)) if number != without]
        settings = [Weights(*some, some[-1]) for some in product(DENSE, documents, close, close, cited)]
        return max(settings, key=lambda weights: sum(self.aim(number, weights) for number in folds))

    def _points(self, fold: int, weights: Weights) -> float:
        asked = self._folds[fold].part.asked
        figures = score(qrels(asked), self.fused(fold, weights))
        return len(asked) * sum(figures[name] for name in AIM)

    def _fused(self, fold: int, weights: Weights) -> Ranking:
        return self._run(fold, lambda found: [one for one, _ in _ranked(found, weights)])

    def _alone(self, fold: int, side: str) -> Ranking:
        return self._run(fold, lambda found: [_at(place) for place in getattr(found, side)])

    def _run(self, fold: int, ranked: Callable[[Found], Sequence[Candidate]]) -> Ranking:
        asked = zip(self._folds[fold].part.asked, self._folds[fold].found, strict=True)
        return {question.id: self._names(ranked(found)) for question, found in asked}

    def _names(self, ranked: Sequence[Candidate]) -> tuple[str, ...]:
        keys = (self._library.key((one.version_id, one.ordinal)) for one in ranked)
        return tuple(dict.fromkeys(keys))[:TOP_K]


def _ranked(found: Found, weights: Weights) -> Ranked:
    ranked = rank(found.candidates, weights)
    places = [(one.version_id, one.ordinal) for one, _ in ranked[:READ]]
    return read_closely(ranked, {place: found.readings[place] for place in places}, weights)


def _at(place: tuple[str, int]) -> Candidate:
    return Candidate(place[0], place[1], 0.0, 0.0)
