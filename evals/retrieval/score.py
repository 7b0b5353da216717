"""Scores a run with ir-measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

MEASURES = {
    "Recall@5": R @ 5,
    "Recall@10": R @ 10,
    "Recall@20": R @ 20,
    "Recall@100": R @ 100,
    "MRR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
    "Hit@5": Success @ 5,
}
Labels = Mapping[str, Mapping[str, int]]


def score(labels: Labels, ranked: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The mean of every measure over the labelled questions; one without any result counts as nothing found."""
    run = {
        question: {article: -float(rank) for rank, article in enumerate(ranked.get(question, ()))}
        for question in labels
    }
    found = ir_measures.calc_aggregate(list(MEASURES.values()), labels, run)
    return {name: round(float(found[measure]), 4) for name, measure in MEASURES.items()}


def latency(seconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile in milliseconds."""
    p50, p95 = np.percentile(np.asarray(seconds) * 1000, [50, 95])
    return {"p50_ms": round(float(p50), 2), "p95_ms": round(float(p95), 2)}
