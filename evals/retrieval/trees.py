"""Boosted trees for the order of candidates, learnt by LightGBM and kept as plain tables of nodes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from knowledge.questions.ranker import FEATURES
from knowledge.questions.trust import Numbers

ROUNDS = 80
Nodes = list[list[list[float]]]
NEVER_AGAINST = ("score", "votes")
"""What may only speak for an article."""
SETTINGS = {
    "objective": "lambdarank", "metric": "None", "lambdarank_truncation_level": 30, "num_leaves": 15,
    "learning_rate": 0.1, "min_data_in_leaf": 100, "lambda_l2": 5.0, "feature_fraction": 0.7,
    "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63, "seed": 1, "deterministic": True,
    "force_row_wise": True, "num_threads": 2, "verbose": -1,
    "monotone_constraints": [int(name in NEVER_AGAINST) for name in FEATURES],
}  # fmt: skip
DIGITS = 5


class Ordered(Protocol):
    """The candidates of a question that are ordered: a row each, and which of them are right."""

    @property
    def anew(self) -> Numbers:
        """Their features."""

    @property
    def wanted(self) -> Numbers:
        """1 for those that are right."""


def learn_trees(groups: Iterable[tuple[float, Sequence[Ordered]]]) -> Nodes:
    """Trees from groups of questions, each with the weight of its questions, as `ranker.trees` takes them."""
    import lightgbm

    weighed = [(weight, one) for weight, group in groups for one in group if one.wanted.any()]
    data = lightgbm.Dataset(
        np.concatenate([one.anew for _, one in weighed]),
        np.concatenate([one.wanted for _, one in weighed]).astype(int),
        group=[len(one.wanted) for _, one in weighed],
        weight=np.concatenate([np.full(len(one.wanted), weight) for weight, one in weighed]),
    )
    booster = lightgbm.train(SETTINGS, data, ROUNDS)
    return [_nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def write_trees(file: Path, learnt: Nodes) -> None:
    """The tables as `knowledge.questions.ranker` reads them."""
    kept = {"features": FEATURES, "trees": learnt}
    file.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


def _nodes(structure: dict[str, Any]) -> list[list[float]]:
    """A tree's nodes, the root first."""
    found: list[list[float]] = []

    def add(node: dict[str, Any]) -> int:
        place = len(found)
        if "split_feature" not in node:
            found.append([-1, 0, 0, 0, round(node["leaf_value"], DIGITS)])
            return place
        found.append([])
        left, right = add(node["left_child"]), add(node["right_child"])
        found[place] = [node["split_feature"], node["threshold"], left, right, 0]
        return place

    add(structure)
    return found
