"""Fits the weights of `assistant.answering.support` on questions meant for tuning: `python -m evals.answers.calibrate`.

The encoder's similarities are among the signals, so the weights want fitting anew whenever the encoder changes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.compose import EXACT, make_context
from assistant.answering.composer import institutions
from assistant.answering.model import Draft, Question, turns_from_json
from assistant.answering.read import read
from assistant.answering.retrieve import retrieve
from assistant.answering.rewrite import rewrite
from assistant.answering.screen import screen
from assistant.answering.support import Signals, signals
from assistant.bootstrap import Application
from assistant.settings import read_settings
from evals.answers.labelled import HOSTILE, UNANSWERABLE
from knowledge.search.searcher import Searcher
from ui.cli.output import say

HERE = Path(__file__).parent
RIDGE, REFUSALS = 0.3, 2.0
FOLDS, ROUNDS = 10, 8
THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
Row = tuple[bool, tuple[float, ...]]


def main(folder: Path) -> None:
    """Prints the weights that fit best and what each threshold would refuse, cross-validated."""
    searcher = Application(read_settings(folder)).searcher()
    entries = list(_entries())
    kept = [(entry, row) for entry in entries if (row := signals_for(entry, searcher))]
    rows = [row for _, row in kept]
    labelled = np.array(["gold" in entry or "must_contain" in entry for entry, _ in kept])
    answerable = sum(entry["kind"] != UNANSWERABLE for entry in entries if "gold" in entry or "must_contain" in entry)
    held = np.array([row[0] for row in rows], float)
    found = np.c_[np.array([row[1] for row in rows]), np.ones(len(rows))]
    weights = fit(found, held)
    names = [field.name for field in fields(Signals)] + ["BIAS"]
    say(", ".join(f"{name}={weight:.2f}" for name, weight in zip(names, weights, strict=True)))
    likely = cross_validated(found, held)
    for threshold in THRESHOLDS:
        low = likely < threshold
        wrongly = np.sum(low & (held == 1) & labelled) / answerable
        refused = np.mean(low[(held == 0) & labelled])
        say(
            f"{threshold}: of the labelled set refused {refused:.3f}, wrongly {wrongly:.3f};"
            f" of all weighed refused {np.mean(low[held == 0]):.3f}, wrongly {np.mean(low[held == 1]):.3f}"
        )


def cross_validated(found: np.ndarray, held: np.ndarray) -> np.ndarray:
    """How likely each question is answerable by weights fitted on others, the mean of several ways to part them."""
    total = np.zeros(len(held))
    for seed in range(ROUNDS):
        order = np.random.default_rng(seed).permutation(len(held))
        for fold in range(FOLDS):
            left_out = order[fold::FOLDS]
            rest = np.setdiff1d(order, left_out)
            total[left_out] += found[left_out] @ fit(found[rest], held[rest])
    return 1 / (1 + np.exp(-total / ROUNDS))


def fit(found: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, a little ridge on all but the bias, refusals counted double."""
    weights = np.zeros(found.shape[1])
    ridge = RIDGE * np.r_[np.ones(found.shape[1] - 1), 1e-6]
    counts = np.where(held == 1, 1.0, REFUSALS)
    for _ in range(100):
        likely = 1 / (1 + np.exp(-(found @ weights)))
        slope = found.T @ (counts * (likely - held)) + ridge * weights
        curve = (found * (counts * likely * (1 - likely))[:, None]).T @ found + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


def signals_for(entry: Mapping[str, Any], searcher: Searcher) -> Row | None:
    """Whether a question is answerable, and its signals; None where the answer does not hang on them."""
    snapshot = searcher.snapshot()
    as_of = date.fromisoformat(entry.get("as_of") or date.today().isoformat())
    draft = screen(Draft(Question(entry["question"], as_of, history=turns_from_json(entry.get("history") or []))))
    if draft.answer:
        return None
    draft = read(rewrite(draft, snapshot), snapshot, institutions(searcher, snapshot.revision))
    draft = retrieve(draft, searcher)
    if draft.asked is None or (draft.asked.unknown and not draft.asked.sides):
        return None
    context = make_context(draft, draft.asked, searcher.catalogue, snapshot)
    exact = EXACT.get(draft.asked.kind)
    if not context.evidence or (exact and exact(context)):
        return None
    return entry["kind"] != UNANSWERABLE, astuple(signals(context))


def _entries() -> Iterable[dict[str, Any]]:
    for name in ("questions.jsonl", "calibration.jsonl", "everyday.jsonl"):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["split"] != "test" and entry["kind"] != HOSTILE:
                yield entry


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data"))
