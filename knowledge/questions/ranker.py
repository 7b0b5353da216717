"""The order of candidates beside many labelled questions: boosted trees over sixteen features.

Where a like question was labelled, its articles answer; where nobody ever labelled a question of the law that is asked
about, the labels of others must not be heard. A sum of weights can only strike a mean between the two, trees can tell
them apart. They were learnt (`python -m evals.retrieval.trust`) from banks of 300 to 1,100 questions and are asked from
`ENOUGH` questions on; a smaller bank is believed as `trust` says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.questions.index import Evidence
from knowledge.questions.model import ArticleName
from knowledge.questions.trust import Numbers, beliefs, spread

LEARNED = Path(__file__).with_name("ranker.json")
ENOUGH = 200
BEST = 100
"""So many of the best are ordered anew, and whatever got a vote."""
FEATURES = (
    *("score", "place", "lexical", "dense", "document_share", "document_cited", "article_cited", "met", "covered"),
    *("votes", "votes_behind", "share", "asked", "unasked", "belief", "experience"),
)
UNREAD, FLOOR = -1.0, 1e-4
AGREED = 0.9
"""With so much of the votes an article comes first: a label works at once for questions much like the labelled one."""
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Likenesses:
    """What the search knows of its candidates, best first: a number each, NaN for what was not read word by word."""

    scores: Numbers
    lexical: Numbers
    dense: Numbers
    documents_citing: Numbers
    articles_citing: Numbers
    document_share: Numbers
    met: Numbers
    covered: Numbers


@dataclass(frozen=True, eq=False, slots=True)
class Trees:
    """Boosted trees as tables, a row a tree: the feature and threshold of each node, where it leads, what a leaf adds.

    At most the threshold leads to the left; a leaf leads to itself.
    """

    feature: Whole
    threshold: Numbers
    left: Whole
    right: Whole
    value: Numbers
    depth: int

    def score(self, rows: Numbers) -> Numbers:
        """How well each row of `FEATURES` answers; only the order means anything."""
        tree = np.arange(len(self.feature))[:, None]
        row = np.arange(len(rows))[None, :]
        node = np.zeros((len(self.feature), len(rows)), np.int64)
        for _ in range(self.depth):
            low = rows[row, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(low, self.left[tree, node], self.right[tree, node])
        return np.asarray(self.value[tree, node].sum(axis=0))


@cache
def load_trees(path: Path = LEARNED) -> Trees:
    """The trees that ship, or those of another file of the same form."""
    read = json.loads(path.read_text("utf-8"))
    if tuple(read["features"]) != FEATURES:
        raise ValueError(f"{path}: learnt for other features; run `python -m evals.retrieval.trust`")
    return trees(read["trees"])


def trees(nodes: Sequence[Sequence[Sequence[Any]]]) -> Trees:
    """Trees from lists of nodes: [feature, threshold, left, right, value], a leaf with −1 for its feature."""
    width = max(map(len, nodes))
    table = np.zeros((len(nodes), width, 5))
    for number, tree in enumerate(nodes):
        for place, (feature, threshold, left, right, value) in enumerate(tree):
            leaf = feature < 0
            table[number, place] = (0, np.inf, place, place, value) if leaf else (feature, threshold, left, right, 0)
    whole = table[:, :, [0, 2, 3]].astype(np.int64)
    return Trees(whole[..., 0], table[..., 1], whole[..., 1], whole[..., 2], table[..., 4], _depth(nodes))


def _depth(nodes: Sequence[Sequence[Sequence[Any]]]) -> int:
    def below(tree: Sequence[Sequence[Any]], place: int) -> int:
        feature, _, left, right, _ = tree[place]
        return 0 if feature < 0 else 1 + max(below(tree, int(left)), below(tree, int(right)))

    return max(below(tree, 0) for tree in nodes)


def features(evidence: Evidence, names: Sequence[ArticleName | None], documents: Sequence[str],
             known: Likenesses) -> Numbers:  # fmt: skip
    """A row of `FEATURES` a candidate; candidates come best first, each with its name and its document."""
    if not documents:
        return np.zeros((0, len(FEATURES)))
    unit = spread(known.scores)
    votes = np.array([evidence.votes.get(name, 0.0) if name else 0.0 for name in names])
    share = np.array([evidence.shares.get(document, 0.0) for document in documents])
    counts = np.array([evidence.asked.get(document, 0) for document in documents], float)
    columns = (
        (known.scores - known.scores[0]) / unit,
        np.log1p(np.arange(len(votes))),
        (known.lexical - known.lexical.max()) / unit,
        known.dense - known.dense.max(),
        np.log10(known.document_share + FLOOR),
        np.log1p(known.documents_citing),
        np.log1p(known.articles_citing),
        _behind(known.met),
        _behind(known.covered),
        votes,
        votes - votes.max(),
        share,
        evidence.experience * np.log1p(counts),
        evidence.experience * (counts == 0),
        beliefs(documents, known.scores),
        np.full(len(votes), evidence.experience),
    )
    return np.stack(columns, axis=1)


def _behind(read: Numbers) -> Numbers:
    """How far behind the best of those read."""
    seen = read[~np.isnan(read)]
    return np.where(np.isnan(read), UNREAD, read - seen.max()) if len(seen) else np.full(len(read), UNREAD)


def ordered(rows: Numbers) -> NDArray[np.bool_]:
    """Which candidates are ordered anew; the others stay behind them as they were."""
    return (np.arange(len(rows)) < BEST) | (rows[:, FEATURES.index("votes")] > 0)


def order(found: Trees, rows: Numbers) -> list[int]:
    """The places of candidates in their new order."""
    anew = ordered(rows)
    moved = np.flatnonzero(anew)
    agreed = rows[moved, FEATURES.index("votes")] >= AGREED
    best = np.lexsort((-found.score(rows[moved]), ~agreed))
    return [*moved[best].tolist(), *np.flatnonzero(~anew).tolist()]
