"""How far the labelled questions are believed: few features, one weight each, learned by `evals.retrieval.trust`.

The hardest case is a document about which nobody ever labelled a question: the others' votes must not push it down.
`doubt` is how much the search without labels believes in such documents; every vote has a second weight that acts
with it, and a document without labels has one of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.questions.index import Evidence, Likeness
from knowledge.questions.model import ArticleName

LEARNED = Path(__file__).with_name("trust.json")
TOP, BELIEVED = 100, 50
FEATURES = (
    *("votes", "share", "asked", "unasked"),
    *("votes_doubt", "share_doubt", "asked_doubt", "unasked_doubt"),
    *("belief", "unasked_belief", "share_belief"),
)
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trust:
    """The learned weights: `score` is that of the search's own score, in standard deviations of its best."""

    likeness: Likeness
    score: float
    weights: Mapping[str, float]


@cache
def load_trust(path: Path = LEARNED) -> Trust:
    """The weights that ship, or those of another file of the same form."""
    read = json.loads(path.read_text("utf-8"))
    weights = {name: float(read["weights"][name]) for name in FEATURES}
    return Trust(Likeness(**read["likeness"]), float(read["score"]), weights)


def spread(scores: Numbers) -> float:
    """The standard deviation of the best scores (given best first): the unit in which labels add to them."""
    return (float(np.std(scores[:TOP])) if len(scores) else 0.0) or 1.0


def beliefs(documents: Sequence[str], scores: Numbers) -> Numbers:
    """For each candidate, best first, how much the search without labels believes in its document; 1 in all."""
    chances = np.exp((scores[:BELIEVED] - scores[0]) / spread(scores))
    found: dict[str, float] = defaultdict(float)
    for document, chance in zip(documents, (chances / chances.sum()).tolist(), strict=False):
        found[document] += chance
    return np.array([found.get(document, 0.0) for document in documents])


def features(evidence: Evidence, names: Sequence[ArticleName | None], documents: Sequence[str],
             scores: Numbers) -> Numbers:  # fmt: skip
    """A row of `FEATURES` a candidate; candidates come best first, each with its name and its document."""
    if not documents:
        return np.zeros((0, len(FEATURES)))
    share = np.array([evidence.shares.get(document, 0.0) for document in documents])
    counts = np.array([evidence.asked.get(document, 0) for document in documents], float)
    belief = beliefs(documents, scores)
    first = {document: place for place, document in reversed(list(enumerate(documents)))}
    doubt = float(sum(belief[place] for place in first.values() if counts[place] == 0))
    votes = np.array([evidence.votes.get(name, 0.0) if name else 0.0 for name in names])
    asked = evidence.experience * np.log1p(counts)
    unasked = evidence.experience * (counts == 0)
    plain = [votes, share, asked, unasked]
    doubted = [column * doubt for column in plain]
    return np.stack([*plain, *doubted, evidence.experience * belief, unasked * belief, share * belief], axis=1)


def bonus(trust: Trust, rows: Numbers, scores: Numbers) -> Numbers:
    """What labels add to each candidate's score."""
    weights = np.array([trust.weights[name] for name in FEATURES])
    return np.asarray(rows @ weights) * (spread(scores) / trust.score)
