"""A small index over labelled questions, in memory: which of them a question is like, and what they vote for."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.port import Encoder, Vectors
from knowledge.lexical.tokens import tokens
from knowledge.questions.model import ArticleName, LabelledQuestion, spoken

HALF_EXPERIENCED = 200


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likeness becomes votes.

    Args:
        dense: the part of the cosine of the vectors in the likeness; the rest is shared bigrams, weighted by rarity.
        sharpness: a question this much more alike has e times the vote.
        rest: the likeness of the silent neighbour, who keeps the votes when no question is much alike.
        neighbours: how many questions vote.
    """

    dense: float
    sharpness: float
    rest: float
    neighbours: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the labelled questions say of a question.

    Args:
        same: the articles of that very question, if it is labelled.
        votes: for each article the share of the votes it got; the silent neighbour's are missing.
        shares: for each document the share of the votes that its articles got.
        asked: for each document how many labelled questions it answers.
        experience: from 0 to 1, how much a bank of this size can say about what nobody asks.
    """

    same: frozenset[ArticleName]
    votes: Mapping[ArticleName, float]
    shares: Mapping[str, float]
    asked: Mapping[str, int]
    experience: float


class QuestionIndex:
    """Labelled questions by their words and their vectors."""

    def __init__(self, questions: Sequence[LabelledQuestion], encoder: Encoder, likeness: Likeness) -> None:
        self.questions = tuple(questions)
        self._likeness = likeness
        self._vectors = encoder.encode_query([one.text for one in questions])
        self._places: dict[str, int] = {spoken(one.text): place for place, one in enumerate(questions)}
        terms = [frozenset(tokens(one.text)) for one in questions]
        counts = Counter(term for found in terms for term in found)
        self._rarity = {term: math.log(1 + len(terms) / count) ** 2 for term, count in counts.items()}
        postings: dict[str, list[int]] = defaultdict(list)
        for place, found in enumerate(terms):
            for term in found:
                postings[term].append(place)
        self._postings = {term: np.array(places) for term, places in postings.items()}
        norms = [math.sqrt(sum(self._rarity[term] for term in found)) or 1.0 for found in terms]
        self._norms = np.array(norms, np.float32)
        self._unheard = math.log(1 + len(terms)) ** 2
        self._experience = len(terms) / (len(terms) + HALF_EXPERIENCED)
        self._asked = Counter(document for one in questions for document in {a.document_id for a in one.articles})

    def evidence(self, query: str, vector: Vectors) -> Evidence:
        """What the labelled questions say of a question."""
        likeness = self.likeness(query, vector)
        count = min(self._likeness.neighbours, len(likeness))
        nearest = np.argpartition(-likeness, count - 1)[:count]
        weights = np.exp((likeness[nearest] - self._likeness.rest) / self._likeness.sharpness)
        weights /= 1.0 + weights.sum()
        votes: dict[ArticleName, float] = defaultdict(float)
        shares: dict[str, float] = defaultdict(float)
        for place, weight in zip(nearest.tolist(), weights.tolist(), strict=True):
            articles = self.questions[place].articles
            for article in articles:
                votes[article] += weight
            for document in {article.document_id for article in articles}:
                shares[document] += weight
        place = self._places.get(spoken(query))
        same = frozenset() if place is None else frozenset(self.questions[place].articles)
        return Evidence(same, votes, shares, self._asked, self._experience)

    def likeness(self, query: str, vector: Vectors) -> NDArray[np.float32]:
        """How alike each labelled question is, at most 1."""
        shared = np.zeros(len(self.questions), np.float32)
        size = 0.0
        for term in set(tokens(query)):
            rarity = self._rarity.get(term, self._unheard)
            size += rarity
            if term in self._postings:
                shared[self._postings[term]] += rarity
        shared /= self._norms * (math.sqrt(size) or 1.0)
        return self._likeness.dense * (self._vectors @ vector) + (1 - self._likeness.dense) * shared
